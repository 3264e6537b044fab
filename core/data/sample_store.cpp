// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sample_store.h"

#include "core/data/count_text.h"

namespace tunescope {
namespace {

template <class T>
std::uint64_t sizeOf(const std::vector<T>& values)
{
    return values.size() * sizeof(T);
}

template <class T>
std::span<const std::byte> part(const std::vector<T>& values, std::int64_t first, std::int64_t count)
{
    return std::as_bytes(
        std::span(values).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)));
}

} // namespace

std::uint64_t SampleStore::memory() const
{
    std::uint64_t sum = sizeOf(bytes) + sizeOf(floats) + sizeOf(mask) + sizeOf(bags.starts) +
                        sizeOf(bags.terms) + sizeOf(bags.counts) + sizeOf(texts.starts) +
                        sizeOf(texts.tokens) + sizeOf(names);
    for (const std::string& name : names)
        sum += name.size();
    return sum;
}

std::vector<std::span<const std::byte>> sampleBytes(const SampleStore& store, std::int64_t sample)
{
    const auto at = static_cast<std::size_t>(sample);
    if (!store.bytes.empty())
        return {part(store.bytes, sample * store.stride, store.shape.size())};
    if (!store.floats.empty())
        return {part(store.floats, sample * store.stride, store.shape.size())};
    if (store.texts.size() > 0)
        return {std::as_bytes(store.texts.text(sample))};
    if (store.bags.size() == 0)
        return {};
    const std::int64_t first = store.bags.starts[at];
    const std::int64_t count = store.bags.starts[at + 1] - first;
    return {part(store.bags.terms, first, count), part(store.bags.counts, first, count)};
}

std::string shapeText(const SampleStore& store)
{
    const SampleShape& shape = store.shape;
    switch (shape.form) {
    case SampleForm::Image: {
        const std::string size = std::to_string(shape.height) + "×" + std::to_string(shape.width) + " pixels";
        return shape.channels == 1 ? size : size + " in " + std::to_string(shape.channels) + " colours";
    }
    case SampleForm::Sequence:
        return countText(shape.steps, "step") + " of " + countText(shape.features, "value");
    case SampleForm::Tokens:
        return "texts of " + countText(shape.vocabulary, "symbol");
    case SampleForm::Vector:
        break;
    }
    return countText(shape.features, store.bags.size() > 0 ? "term" : "value");
}

std::string textOf(const SampleStore& store, std::span<const std::int32_t> tokens)
{
    const bool words = store.bags.size() > 0;
    std::string text;
    for (const std::int32_t token : tokens) {
        if (words && !text.empty())
            text += ' ';
        if (token >= 0 && token < std::ssize(store.names))
            text += store.names[static_cast<std::size_t>(token)];
    }
    return text;
}

} // namespace tunescope
