// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_mistakes.h"
#include "ui/widgets/readable_chart.h"

#include <QStringList>
#include <QWidget>

class QPainter;

namespace tunescope::ui {

/// The most common mistakes as bars; a click or Up, Down and Enter choose one.
class MistakeList : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    static constexpr int kMost = 5;

    explicit MistakeList(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setMistakes(std::vector<MistakePair> mistakes, const QStringList& classNames);
    void setCurrent(int trueClass, int predictedClass);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void chosen(int trueClass, int predictedClass);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int index);
    void paintRow(QPainter& painter, std::size_t index, double names, double most) const;

    std::vector<MistakePair> m_mistakes;
    QStringList m_classNames;
    int m_current = -1;
};

} // namespace tunescope::ui
