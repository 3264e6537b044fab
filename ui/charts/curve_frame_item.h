// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_plot.h"

#include <QGraphicsItem>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// What lies behind the curves: grid, tick texts, baselines a band within which differences
/// mean nothing, and what the coach's remark rests on.
class CurveFrameItem : public QGraphicsItem
{
public:
    struct Content {
        CurvePlot plot;
        CurveAxis::Unit unit = CurveAxis::Unit::Plain;
        std::vector<CurveBaseline> baselines = {};
        std::optional<AxisRange> band = std::nullopt;
        std::optional<CurveEvidence> evidence = std::nullopt;
        QString axisCaption = {}; ///< Under the right end of the x axis: "epoch".

        friend bool operator==(const Content&, const Content&) = default;
    };

    explicit CurveFrameItem(const QWidget* themed, QGraphicsItem* parent = nullptr);

    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return m_content; }
    void setBounds(const QRectF& bounds);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintValueTicks(QPainter& painter, const Theme& theme) const;
    void paintEpochTicks(QPainter& painter, const Theme& theme) const;
    void paintEvidence(QPainter& painter, const Theme& theme) const;
    void paintBaselines(QPainter& painter, const Theme& theme) const;

    const QWidget* m_themed;
    Content m_content;
    QRectF m_bounds;
};

} // namespace tunescope::ui
