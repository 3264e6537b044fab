// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_fingerprint.h"

#include "core/data/sha256.h"

#include <bit>
#include <span>

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

template <class T>
void addValues(Sha256& hash, const std::vector<T>& values)
{
    static_assert(std::endian::native == std::endian::little,
                  "the fingerprint is that of little-endian values");
    hash.addBlob(std::as_bytes(std::span(values)));
}

void addSamples(Sha256& hash, const SampleStore& store)
{
    const SampleShape& shape = store.shape;
    hash.addText("samples");
    for (const std::int64_t size :
         {static_cast<std::int64_t>(shape.form), shape.features, shape.steps, shape.channels, shape.height,
          shape.width, shape.vocabulary, store.stride})
        hash.addInteger(size);
    addValues(hash, store.bytes);
    addValues(hash, store.floats);
    addValues(hash, store.bags.starts);
    addValues(hash, store.bags.terms);
    addValues(hash, store.bags.counts);
    addValues(hash, store.texts.starts);
    addValues(hash, store.texts.tokens);
    addValues(hash, store.mask);
    for (const std::string& name : store.names)
        hash.addText(name);
}

} // namespace

std::string datasetFingerprint(const Dataset& dataset)
{
    Sha256 hash;
    hash.addText("tunescope.data/1");
    hash.addText(taskName(dataset.task));
    hash.addInteger(dataset.rows());
    hash.addInteger(static_cast<std::int64_t>(dataset.features.size()));
    for (const Column& column : dataset.features)
        addColumn(hash, column);
    addColumn(hash, dataset.target);
    if (dataset.samples)
        addSamples(hash, *dataset.samples);
    return hash.finish();
}

} // namespace tunescope
