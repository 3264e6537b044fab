// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

#include <vector>

namespace tunescope::ui {

enum class SparklineMarks { None, All, Last };

/// A small line without axes; values that are not numbers leave a gap.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);

    void setValues(std::vector<double> values);
    void setRole(ColorRole role);
    void setMarks(SparklineMarks marks);
    /// Index of the value that is marked by an accent dot; -1 for none.
    void setHighlighted(int index);
    [[nodiscard]] QSize sizeHint() const override { return {96, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QPointF pointOf(std::size_t index, double low, double high) const;

    std::vector<double> m_values;
    ColorRole m_role = ColorRole::Axis;
    SparklineMarks m_marks = SparklineMarks::None;
    int m_highlighted = -1;
};

} // namespace tunescope::ui
