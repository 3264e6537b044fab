// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/ghost_raster.h"

#include <QGraphicsObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace tunescope::ui {

/// Shows the finished trials behind the curves as one cached image. The image is made at most 4 times a
/// second, by a pool thread where many trials have to be drawn; painting only copies it.
class GhostItem : public QGraphicsObject
{
    Q_OBJECT

public:
    GhostItem(LearningCurveModel& model, CurveQuantity quantity, const QWidget* themed,
              QGraphicsItem* parent);

    void setPlot(const CurvePlot& plot, qreal ratio);
    void setStrength(double opacity); ///< 0.65, or 0.38 where other trials are meant (tokens.json).
    /// The image no longer fits: theme, deleted trials.
    void invalidate();
    [[nodiscard]] const QImage& image() const { return m_image; }
    [[nodiscard]] bool isUpToDate() const;

    [[nodiscard]] QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void refresh();
    void take(std::shared_ptr<GhostRaster> raster, const QImage& image, quint64 wanted);
    [[nodiscard]] GhostRaster::Look look() const;

    LearningCurveModel& m_model;
    const QWidget* m_themed;
    GhostRaster::Geometry m_wanted;
    double m_opacity = 0.65;
    QRectF m_area;
    std::shared_ptr<GhostRaster> m_raster; ///< Null while a thread has it.
    QImage m_image;
    QTimer m_timer;
    quint64 m_generation = 0; ///< Of what is wanted; older results are thrown away.
    quint64 m_drawn = 0;
    bool m_isBusy = false;
};

} // namespace tunescope::ui
