// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/layers_csv.h"

#include "core/base/number_text.h"
#include "core/export/csv_writer.h"

#include <cmath>

namespace tunescope {
namespace {

void writeLayer(CsvWriter& csv, const LayerReport& layer)
{
    csv.cell(layer.name);
    for (const float value :
         {layer.updateRatio, layer.gradientNorm, layer.deadShare, layer.saturatedShare, layer.limit})
        csv.cell(std::isfinite(value) ? numberText(value) : std::string());
    for (const std::uint32_t count : layer.histogram)
        csv.integer(count);
}

} // namespace

Result<std::string> printLayersCsv(const StoredStudy& study, StudyStore& store)
{
    CsvWriter csv;
    for (const char* name : {"trial", "repeat", "fold", "epoch", "layer", "update_ratio", "gradient_norm",
                             "dead", "saturated", "limit"})
        csv.cell(name);
    for (std::size_t bin = 1; bin <= LayerReport::kBins; ++bin)
        csv.cell("bin_" + std::to_string(bin));
    csv.endRow();
    for (const StoredTrial& trial : study.trials) {
        const auto epochs = store.layerReports(trial.start.number);
        if (!epochs)
            return fail(epochs.error());
        for (const EpochLayers& epoch : *epochs) {
            for (const LayerReport& layer : epoch.layers) {
                for (const int number : {trial.start.number, epoch.repeat, epoch.fold, epoch.epoch})
                    csv.integer(number);
                writeLayer(csv, layer);
                csv.endRow();
            }
        }
    }
    return csv.text();
}

} // namespace tunescope
