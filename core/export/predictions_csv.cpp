// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/predictions_csv.h"

#include "core/base/number_text.h"
#include "core/export/csv_writer.h"

namespace tunescope {
namespace {

std::string classText(const std::vector<std::string>& names, std::int32_t index)
{
    const auto i = static_cast<std::size_t>(index);
    return index >= 0 && i < names.size() ? names[i] : std::string();
}

} // namespace

std::string printPredictionsCsv(const PredictionSet& set, const std::vector<std::string>& classNames)
{
    CsvWriter csv;
    for (const char* name : {"row", "true", "predicted"})
        csv.cell(name);
    if (!set.previousValue.empty())
        csv.cell("previous");
    const bool scores = set.classes == 0 && !set.predictedClass.empty();
    if (scores) {
        csv.cell("anomaly");
        csv.cell("threshold");
    }
    for (int i = 0; i < set.classes; ++i)
        csv.cell("p_" + classText(classNames, i));
    csv.endRow();
    for (std::size_t i = 0; i < set.rows.size(); ++i) {
        csv.integer(set.rows[i]);
        if (set.classes == 0) {
            csv.cell(numberText(set.trueValue[i]));
            csv.cell(numberText(set.predictedValue[i]));
            if (!set.previousValue.empty())
                csv.cell(numberText(set.previousValue[i]));
            if (scores) {
                csv.integer(set.predictedClass[i]);
                csv.cell(numberText(set.threshold));
            }
        } else {
            csv.cell(classText(classNames, set.trueClass[i]));
            csv.cell(classText(classNames, set.predictedClass[i]));
            for (const float probability : set.probabilitiesOf(i))
                csv.cell(numberText(probability));
        }
        csv.endRow();
    }
    return csv.text();
}

} // namespace tunescope
