// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_pair.h"

#include <QWidget>

namespace tunescope::ui {

/// "A minus D": two badges, each a menu of the pins.
class PairPicker : public QWidget
{
    Q_OBJECT

public:
    PairPicker(ComparisonPair& pair, const ComparisonModel& comparison, const QString& word,
               QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF badgeRect(std::size_t which) const;
    void openMenu(std::size_t which);

    ComparisonPair& m_pair;
    const ComparisonModel& m_comparison;
    QString m_word;
};

} // namespace tunescope::ui
