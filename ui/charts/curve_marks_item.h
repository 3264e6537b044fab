// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_plot.h"

#include <QGraphicsItem>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// What lies over the curves: marks at their ends, the crosshair and the box that is being dragged.
class CurveMarksItem : public QGraphicsItem
{
public:
    explicit CurveMarksItem(const QWidget* themed, QGraphicsItem* parent = nullptr);

    void setPlot(const CurvePlot& plot);
    void setMarks(std::vector<CurveMark> marks);
    [[nodiscard]] const std::vector<CurveMark>& marks() const { return m_marks; }
    /// Their names; the lines lie below the curves (CurveFrameItem).
    void setBaselines(std::vector<CurveBaseline> baselines);
    void setCrosshair(std::optional<double> epoch);
    [[nodiscard]] std::optional<double> crosshair() const { return m_crosshair; }
    void setDragBox(const QRectF& box); ///< Null = none.
    void setBounds(const QRectF& bounds);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] std::vector<QPointF> placesOfMarks() const;
    void paintBaselineNames(QPainter& painter, const Theme& theme) const;
    void paintMarks(QPainter& painter, const Theme& theme) const;

    const QWidget* m_themed;
    CurvePlot m_plot;
    std::vector<CurveMark> m_marks;
    std::vector<CurveBaseline> m_baselines;
    std::optional<double> m_crosshair;
    QRectF m_dragBox;
    QRectF m_bounds;
};

} // namespace tunescope::ui
