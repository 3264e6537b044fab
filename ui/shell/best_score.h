// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace tunescope::ui {

/// The best score so far at the end of the run strip: star, number, and below which trial it was.
class BestScore : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BestScore(QWidget* parent = nullptr);

    void setScore(const QString& score, const QString& detail);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_detail;
};

} // namespace tunescope::ui
