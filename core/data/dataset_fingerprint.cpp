// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_fingerprint.h"

#include "core/data/sha256.h"

namespace tunescope {
namespace {

void addColumn(Sha256& hash, const Column& column)
{
    hash.addText(column.name);
    if (column.kind == ColumnKind::Number) {
        hash.addText("number");
        for (const double value : column.numbers)
            hash.addNumber(value);
        return;
    }
    hash.addText("category");
    hash.addInteger(static_cast<std::int64_t>(column.categories.size()));
    for (const std::string& category : column.categories)
        hash.addText(category);
    for (const std::int32_t code : column.codes)
        hash.addInteger(code);
}

} // namespace

std::string datasetFingerprint(const Dataset& dataset)
{
    Sha256 hash;
    hash.addText("tunescope.data/1");
    hash.addText(dataset.task == Task::Classification ? "classification" : "regression");
    hash.addInteger(dataset.rows());
    hash.addInteger(static_cast<std::int64_t>(dataset.features.size()));
    for (const Column& column : dataset.features)
        addColumn(hash, column);
    addColumn(hash, dataset.target);
    return hash.finish();
}

} // namespace tunescope
