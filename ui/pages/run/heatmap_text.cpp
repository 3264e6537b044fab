// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/heatmap_text.h"

namespace tunescope::ui {
namespace {

HeatmapData emptyData(const ConfusionMatrix& matrix, const QStringList& classNames, const QString& noun)
{
    HeatmapData data;
    data.noun = noun;
    for (int i = 0; i < matrix.classes(); ++i)
        data.labels << (i < classNames.size() ? classNames[i] : QString::number(i));
    return data;
}

} // namespace

HeatmapData heatmapData(const ConfusionMatrix& matrix, const QStringList& classNames, const QString& noun)
{
    HeatmapData data = emptyData(matrix, classNames, noun);
    data.cells.assign(matrix.counts().begin(), matrix.counts().end());
    return data;
}

HeatmapData heatmapDifference(const ConfusionMatrix& first, const ConfusionMatrix& second,
                              const QStringList& classNames, const QString& noun)
{
    HeatmapData data = emptyData(first, classNames, noun);
    if (first.classes() != second.classes())
        return data;
    for (std::size_t i = 0; i < first.counts().size(); ++i)
        data.cells.push_back(double(first.counts()[i]) - double(second.counts()[i]));
    return data;
}

void setHeatmapTitles(HeatmapView& view, const StudySnapshot* snapshot)
{
    const bool isDigits = snapshot && snapshot->facts && snapshot->facts->dataName.starts_with("digits");
    view.setAxisTitles(isDigits ? HeatmapView::tr("true digit") : HeatmapView::tr("true class"),
                       isDigits ? HeatmapView::tr("predicted digit") : HeatmapView::tr("predicted class"));
}

} // namespace tunescope::ui
