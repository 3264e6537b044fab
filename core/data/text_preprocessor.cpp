// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sample_preprocessor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

using Rows = std::span<const std::int64_t>;

constexpr std::size_t kMostTerms = 3000;
constexpr std::size_t kMostWords = 5000;
constexpr std::int64_t kFewestTexts = 2; ///< A word of a single training text says nothing about others.
constexpr std::int32_t kFirstWord = 2;   ///< 0 is the end of a text, 1 an unknown word.
constexpr std::int64_t kMostSteps = 200;

struct Bag {
    std::span<const std::int32_t> terms;
    std::span<const float> counts;
};

Bag bagOf(const TermBags& bags, std::int64_t sample)
{
    const auto first = static_cast<std::size_t>(bags.starts[static_cast<std::size_t>(sample)]);
    const auto last = static_cast<std::size_t>(bags.starts[static_cast<std::size_t>(sample) + 1]);
    return {std::span(bags.terms).subspan(first, last - first),
            std::span(bags.counts).subspan(first, last - first)};
}

/// The `most` entries with the highest counts (lower number first on ties), of at least `fewest`, ascending.
std::vector<std::size_t> commonest(const std::vector<std::int64_t>& counts, std::size_t most,
                                   std::int64_t fewest)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] >= fewest)
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    order.resize(std::min(order.size(), most));
    std::sort(order.begin(), order.end());
    return order;
}

void makeUnitLength(std::span<float> values)
{
    const double squares = std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
    if (squares <= 0.0)
        return;
    const auto factor = static_cast<float>(1.0 / std::sqrt(squares));
    for (float& value : values)
        value *= factor;
}

} // namespace

FittedSamples fitBags(const SampleStore& store, Rows rows, Scaling scaling, std::int64_t& inputs)
{
    std::vector<std::int64_t> documents(static_cast<std::size_t>(store.shape.features), 0);
    for (const std::int64_t row : rows) {
        for (const std::int32_t term : bagOf(store.bags, row).terms)
            ++documents[static_cast<std::size_t>(term)];
    }
    FittedSamples fitted{.places = std::vector<std::int32_t>(documents.size(), -1)};
    const std::vector<std::size_t> used = commonest(documents, kMostTerms, 1);
    for (std::size_t i = 0; i < used.size(); ++i) {
        fitted.places[used[i]] = static_cast<std::int32_t>(i);
        const double idf = std::log((1.0 + static_cast<double>(rows.size())) /
                                    (1.0 + static_cast<double>(documents[used[i]]))) +
                           1.0;
        if (scaling != Scaling::None)
            fitted.weights.push_back(static_cast<float>(idf));
    }
    inputs = std::ssize(used);
    return fitted;
}

Tensor bagInputs(const FittedSamples& fitted, const SampleStore& store, Rows rows, std::int64_t inputs)
{
    Tensor result(Shape{std::ssize(rows), inputs});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Bag bag = bagOf(store.bags, rows[i]);
        const std::span<float> target = result.row(static_cast<std::int64_t>(i));
        for (std::size_t t = 0; t < bag.terms.size(); ++t) {
            const std::int32_t place = fitted.places[static_cast<std::size_t>(bag.terms[t])];
            if (place < 0)
                continue;
            const auto at = static_cast<std::size_t>(place);
            target[at] =
                fitted.weights.empty() ? bag.counts[t] : std::log1p(bag.counts[t]) * fitted.weights[at];
        }
        if (!fitted.weights.empty())
            makeUnitLength(target);
    }
    return result;
}

FittedSamples fitWords(const SampleStore& store, Rows rows, int sequenceLength, SampleShape& shape)
{
    std::vector<std::int64_t> texts(store.names.size(), 0);
    std::vector<std::int64_t> lastText(store.names.size(), -1);
    std::vector<std::int64_t> lengths;
    for (const std::int64_t row : rows) {
        const auto words = store.texts.text(row);
        lengths.push_back(std::ssize(words));
        for (const std::int32_t word : words) {
            const auto at = static_cast<std::size_t>(word);
            texts[at] += lastText[at] == row ? 0 : 1;
            lastText[at] = row;
        }
    }
    FittedSamples fitted{.places = std::vector<std::int32_t>(store.names.size(), -1)};
    const std::vector<std::size_t> used = commonest(texts, kMostWords, kFewestTexts);
    for (std::size_t i = 0; i < used.size(); ++i)
        fitted.places[used[i]] = static_cast<std::int32_t>(i) + kFirstWord;
    // Long enough for nine of ten texts.
    std::sort(lengths.begin(), lengths.end());
    const std::int64_t usual = lengths[lengths.size() * 9 / 10];
    shape.vocabulary = std::ssize(used) + kFirstWord;
    shape.steps = sequenceLength > 0 ? sequenceLength : std::clamp<std::int64_t>(usual, 1, kMostSteps);
    return fitted;
}

std::vector<std::int32_t> wordTokens(const FittedSamples& fitted, const SampleStore& store, Rows rows,
                                     const SampleShape& shape)
{
    const auto steps = static_cast<std::size_t>(shape.steps);
    std::vector<std::int32_t> tokens(rows.size() * steps, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto words = store.texts.text(rows[i]);
        for (std::size_t t = 0; t < std::min(steps, words.size()); ++t) {
            const std::int32_t place = fitted.places[static_cast<std::size_t>(words[t])];
            tokens[i * steps + t] = place < 0 ? kFirstWord - 1 : place;
        }
    }
    return tokens;
}

void cutWindows(DataPart& part, const SampleStore& store, Rows rows, std::int64_t steps)
{
    std::vector<std::int32_t> stream;
    std::vector<std::int64_t> origin;
    for (const std::int64_t row : rows) {
        const auto text = store.texts.text(row);
        stream.insert(stream.end(), text.begin(), text.end());
        origin.insert(origin.end(), text.size(), row);
    }
    for (std::int64_t first = 0; first + steps < std::ssize(stream); first += steps) {
        const auto start = stream.begin() + first;
        part.tokens.insert(part.tokens.end(), start, start + steps);
        part.trueClass.insert(part.trueClass.end(), start + 1, start + steps + 1);
        part.rows.push_back(origin[static_cast<std::size_t>(first)]);
    }
}

} // namespace tunescope
