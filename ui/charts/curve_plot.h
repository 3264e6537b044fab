// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/widgets/theme.h"

#include <QColor>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace tunescope::ui {

/// Where epochs and values lie inside a chart; what frame, ghosts, lines, marks and mouse all agree on.
struct CurvePlot {
    QRectF area; ///< Device-independent pixels of the view.
    CurveAxis x{CurveScale::Linear, {0.0, 1.0}};
    CurveAxis y;

    [[nodiscard]] QPointF toPixel(double epoch, double value) const
    {
        return {area.left() + x.position(epoch) * area.width(),
                area.bottom() - y.position(value) * area.height()};
    }
    [[nodiscard]] double epochAt(double pixel) const
    {
        return x.valueAt((pixel - area.left()) / area.width());
    }
    [[nodiscard]] double valueAt(double pixel) const
    {
        return y.valueAt((area.bottom() - pixel) / area.height());
    }

    friend bool operator==(const CurvePlot&, const CurvePlot&) = default;
};

/// One line of a chart; points are (epoch, value).
struct CurveLine {
    int trial = -1;
    std::vector<QPointF> points;
    QColor color;
    double width = 1.4;
    QList<qreal> dash = {}; ///< Pixels; empty = solid.
};

enum class CurveMarkShape { Star, Cross, Triangle, Dot, Halo, Ring, Badge };

struct CurveMark {
    CurveMarkShape shape = CurveMarkShape::Dot;
    QPointF at; ///< (epoch, value)
    QColor color;
    QString text = {}; ///< Badge: its letter; otherwise written beside the mark.
};

/// A dotted line across the chart with its name, for example "logistic regression 96.1".
struct CurveBaseline {
    double value = 0.0;
    QString text;

    friend bool operator==(const CurveBaseline&, const CurveBaseline&) = default;
};

/// What a remark about a curve rests on: a stretch of epochs, a value across the chart, or both.
struct CurveEvidence {
    std::optional<AxisRange> epochs = std::nullopt; ///< A line where both are one epoch.
    std::optional<double> level = std::nullopt;
    QString text = {};

    friend bool operator==(const CurveEvidence&, const CurveEvidence&) = default;
};

/// Draws one mark centred at a pixel.
void drawCurveMark(QPainter& painter, const CurveMark& mark, QPointF at, const Theme& theme);

} // namespace tunescope::ui
