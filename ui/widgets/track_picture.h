// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/range_edit.h"
#include "ui/widgets/theme.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace tunescope::ui {

enum class DotState { Complete, Pruned, Diverged, Best };

/// One trial on a track.
struct TrackDot {
    qint64 id = 0;
    double value = 0; ///< On the axis of a RangeTrack; unused by a ChoiceTrack.
    double score = 0; ///< Height and darkness, 0 = worst to 1 = best. Ignored when diverged.
    DotState state = DotState::Complete;
    QString tip; ///< "0.0021 · 97.2 % · finished".
};

/// What an earlier stage searched.
struct TrackPast {
    int stage = 0; ///< 0-based.
    ValueRange range;
};

/// Everything on a track that is shown and not edited.
struct TrackPicture {
    std::vector<TrackDot> dots;
    std::vector<double> draws;      ///< Values that the next run will take.
    std::vector<double> gridValues; ///< Exact values of a grid search.
    std::optional<ValueRange> suggestion;
    std::vector<TrackPast> past; ///< Oldest first; the newest three are drawn.
    qint64 highlighted = -1; ///< Id of the dot that is hovered or selected anywhere.
};

/// From this many dots on, a density is drawn with the best 20 on top.
inline constexpr int kMostDots = 400;

/// Where the parts of a track lie: results band, slider line, ticks and labels from top to bottom.
struct TrackLayout {
    TrackLayout(const QRectF& area, const Theme& theme);

    [[nodiscard]] double x(double position) const { return left + position * width; }
    [[nodiscard]] double position(double x) const { return (x - left) / width; }
    /// Centre of a dot.
    [[nodiscard]] QPointF centre(const TrackDot& dot, const AxisScale& scale) const;

    QRectF band;
    double lineY = 0;
    double labelTop = 0;
    double left = 0;
    double width = 1;
};

/// Filled, hollow, red triangle or star.
void drawTrackDot(QPainter& painter, const TrackDot& dot, const QPointF& centre, const Theme& theme);
/// The dots, or their density.
void paintDots(QPainter& painter, const std::vector<TrackDot>& dots, const TrackLayout& layout,
               const AxisScale& scale, const Theme& theme);
void paintAxis(QPainter& painter, const TrackLayout& layout, const AxisScale& scale, const Theme& theme,
               const QRectF& area);
void paintDraws(QPainter& painter, const std::vector<double>& draws, const TrackLayout& layout,
                const AxisScale& scale, const Theme& theme);
void paintGridLines(QPainter& painter, const std::vector<double>& values, const TrackLayout& layout,
                    const AxisScale& scale, const Theme& theme);
void paintSuggestion(QPainter& painter, const ValueRange& range, const TrackLayout& layout,
                     const AxisScale& scale, const Theme& theme);
/// Thin bars at the top of the band, the newest stage lowest.
void paintPast(QPainter& painter, const std::vector<TrackPast>& past, const TrackLayout& layout, const AxisScale& scale,
               const Theme& theme);
/// The value of a handle in a dark box above it.
void paintBubble(QPainter& painter, const QString& text, const QPointF& tip, const QRectF& area,
                 const Theme& theme);

} // namespace tunescope::ui
