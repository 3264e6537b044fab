// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "ui/widgets/heatmap_view.h"

namespace tunescope::ui {

/// The counts as the heat map takes them; `noun` is the plural of a sample.
[[nodiscard]] HeatmapData heatmapData(const ConfusionMatrix& matrix, const QStringList& classNames,
                                      const QString& noun);

/// First minus second, cell by cell; both must have the same classes.
[[nodiscard]] HeatmapData heatmapDifference(const ConfusionMatrix& first, const ConfusionMatrix& second,
                                            const QStringList& classNames, const QString& noun);

/// "true digit", "predicted digit" for digits; "true class", "predicted class" otherwise.
void setHeatmapTitles(HeatmapView& view, const StudySnapshot* snapshot);

} // namespace tunescope::ui
