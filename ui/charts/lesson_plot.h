// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/readable_chart.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// What a lesson measures, in the units that are shown: one column a value of the setting.
struct LessonAxis {
    QStringList values;  ///< "0.001", "0.01", ...
    QString valueTitle;  ///< "learning rate"
    QString scoreTitle;  ///< "Validation accuracy after 5 epochs, %"
    QString unit;        ///< " %" or empty; follows a number.
    double low = 0.0;    ///< Of the drawn axis.
    double high = 100.0;
    ScaleKind kind = ScaleKind::Linear;

    [[nodiscard]] AxisScale scale() const { return AxisScale(kind, low, high); }
    friend bool operator==(const LessonAxis&, const LessonAxis&) = default;
};

/// A score that needs no tuning: "guessing", "same as yesterday".
struct LessonReference {
    QString name;
    double score = 0.0;

    friend bool operator==(const LessonReference&, const LessonReference&) = default;
};

/// One point a value of a lesson, if there is one.
using LessonScores = std::vector<std::optional<double>>;

/// "93 %", "0.41": as many decimals as the axis is fine.
[[nodiscard]] QString lessonScoreText(double score, const LessonAxis& axis);

/// Base of the charts of a lesson with a column a value: frame, ticks, reference lines.
class LessonPlot : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit LessonPlot(const QString& title, QWidget* parent = nullptr);

    void setAxis(const LessonAxis& axis, const QList<LessonReference>& references);
    [[nodiscard]] const LessonAxis& axis() const { return m_axis; }
    [[nodiscard]] const QList<LessonReference>& references() const { return m_references; }
    /// Where the axes span; positions are of the widget.
    [[nodiscard]] QRectF frame() const;
    [[nodiscard]] double columnX(int index) const;
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] double scoreY(double score) const;
    [[nodiscard]] double scoreAt(double y) const;
    [[nodiscard]] int columns() const { return static_cast<int>(m_axis.values.size()); }
    [[nodiscard]] QSize sizeHint() const override { return {640, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, 180}; }

protected:
    virtual void axisChanged() {}
    /// Grid, axes and reference lines; a value in `marked` is drawn in the accent.
    void paintFrame(QPainter& painter, int marked = -1) const;
    void paintFocus(QPainter& painter) const;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// Left of the first column, for the names of the reference lines.
    [[nodiscard]] double nameRoom() const;
    void paintReferences(QPainter& painter) const;
    void paintValues(QPainter& painter, int marked) const;

    LessonAxis m_axis;
    QList<LessonReference> m_references;
};

} // namespace tunescope::ui
