// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/curves_csv.h"

#include "core/export/csv_writer.h"

#include <limits>

namespace tunescope {
namespace {

void writePart(CsvWriter& csv, const PartValues* part, const std::vector<std::string>& metricNames)
{
    constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
    csv.number(part ? part->loss : kNoValue);
    for (std::size_t i = 0; i < metricNames.size(); ++i) {
        if (metricNames[i] != "loss")
            csv.number(part && i < part->metrics.size() ? part->metrics[i] : kNoValue);
    }
}

void writeHeader(CsvWriter& csv, const std::vector<std::string>& metricNames)
{
    for (const char* name : {"trial", "repeat", "fold", "epoch"})
        csv.cell(name);
    for (const std::string part : {"train_", "validation_"}) {
        csv.cell(part + "loss");
        for (const std::string& name : metricNames) {
            if (name != "loss")
                csv.cell(part + name);
        }
    }
    for (const char* name : {"learning_rate", "gradient_norm", "epoch_seconds"})
        csv.cell(name);
    csv.endRow();
}

} // namespace

std::string printCurvesCsv(const StoredStudy& study)
{
    CsvWriter csv;
    const std::vector<std::string>& metrics = study.facts.metricNames;
    writeHeader(csv, metrics);
    for (const StoredTrial& trial : study.trials) {
        for (const EpochRecord& record : trial.epochs) {
            csv.integer(trial.start.number);
            csv.integer(record.repeat);
            csv.integer(record.fold);
            csv.integer(record.epoch);
            writePart(csv, record.train ? &*record.train : nullptr, metrics);
            writePart(csv, &record.validation, metrics);
            csv.number(record.learningRate);
            csv.number(record.gradientNorm);
            csv.number(record.epochSeconds);
            csv.endRow();
        }
    }
    return csv.text();
}

} // namespace tunescope
