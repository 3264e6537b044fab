// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column_statistics.h"
#include "core/data/sample_preprocessor.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope {
namespace {

using Rows = std::span<const std::int64_t>;

/// The values of pictures and sequences, wherever they are kept.
class DenseValues
{
public:
    explicit DenseValues(const Dataset& dataset) : m_dataset(dataset) {}

    [[nodiscard]] std::int64_t width() const
    {
        return m_dataset.samples ? m_dataset.samples->shape.size() : std::ssize(m_dataset.features);
    }
    [[nodiscard]] double at(std::int64_t row, std::int64_t index) const
    {
        if (m_dataset.samples)
            return m_dataset.samples->valueAt(row, index);
        const Column& column = m_dataset.features[static_cast<std::size_t>(index)];
        const double value = column.numbers[static_cast<std::size_t>(row)];
        return std::isnan(value) ? low() : value;
    }
    [[nodiscard]] double low() const
    {
        return m_dataset.samples ? m_dataset.samples->low : m_dataset.image->low;
    }
    [[nodiscard]] double high() const
    {
        return m_dataset.samples ? m_dataset.samples->high : m_dataset.image->high;
    }
    /// Features that are scaled apart: those of a sequence; a picture counts as one.
    [[nodiscard]] std::int64_t features() const
    {
        const bool sequence = m_dataset.samples && m_dataset.samples->shape.form == SampleForm::Sequence;
        return sequence ? m_dataset.samples->shape.features : 1;
    }

private:
    const Dataset& m_dataset;
};

struct Moments {
    double mean = 0.0;
    double deviation = 0.0;
};

/// Exact and fast: 256 different values.
Moments byteMoments(const SampleStore& store, Rows rows)
{
    std::array<std::int64_t, 256> counts{};
    const auto width = static_cast<std::size_t>(store.shape.size());
    for (const std::int64_t row : rows) {
        for (const std::uint8_t value :
             std::span(store.bytes).subspan(static_cast<std::size_t>(row * store.stride), width))
            ++counts[value];
    }
    const double all = static_cast<double>(rows.size()) * static_cast<double>(width);
    Moments moments;
    for (std::size_t value = 0; value < counts.size(); ++value)
        moments.mean += static_cast<double>(value) * static_cast<double>(counts[value]) / all;
    double squares = 0.0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        const double off = static_cast<double>(value) - moments.mean;
        squares += off * off * static_cast<double>(counts[value]) / all;
    }
    moments.deviation = std::sqrt(squares);
    return moments;
}

/// All values of one feature in the rows.
std::vector<double> valuesOf(const DenseValues& values, Rows rows, std::int64_t feature)
{
    std::vector<double> all;
    for (const std::int64_t row : rows) {
        for (std::int64_t i = feature; i < values.width(); i += values.features())
            all.push_back(values.at(row, i));
    }
    return all;
}

void addScale(FittedSamples& fitted, double offset, double scale)
{
    fitted.offsets.push_back(offset);
    fitted.scales.push_back(scale > 0.0 && std::isfinite(scale) ? scale : 1.0);
}

void fitFeature(FittedSamples& fitted, std::vector<double> values, Scaling scaling)
{
    if (scaling == Scaling::MinMax) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        addScale(fitted, *low, *high - *low);
    } else if (scaling == Scaling::Robust) {
        const double middle = quantileOf(values, 0.5);
        addScale(fitted, middle, quantileOf(values, 0.75) - quantileOf(values, 0.25));
    } else {
        const double mean = meanOf(values);
        addScale(fitted, mean, deviationOf(values, mean));
    }
}

} // namespace

FittedSamples fitDense(const Dataset& dataset, Rows rows, Scaling scaling)
{
    const DenseValues values(dataset);
    const bool picture = !dataset.samples || dataset.samples->shape.form == SampleForm::Image;
    FittedSamples fitted;
    for (std::int64_t feature = 0; feature < values.features(); ++feature) {
        if (scaling == Scaling::None) {
            addScale(fitted, 0.0, 1.0);
        } else if (picture && scaling == Scaling::MinMax) {
            addScale(fitted, values.low(), values.high() - values.low());
        } else if (picture && dataset.samples && !dataset.samples->bytes.empty()) {
            const Moments moments = byteMoments(*dataset.samples, rows);
            addScale(fitted, moments.mean, moments.deviation);
        } else {
            fitFeature(fitted, valuesOf(values, rows, feature), picture ? Scaling::Standard : scaling);
        }
    }
    return fitted;
}

Tensor denseInputs(const FittedSamples& fitted, const Dataset& dataset, Rows rows)
{
    const DenseValues values(dataset);
    const std::int64_t width = values.width();
    Tensor inputs(Shape{std::ssize(rows), width});
    std::array<float, 256> table{}; // Of bytes.
    for (std::size_t value = 0; value < table.size(); ++value)
        table[value] =
            static_cast<float>((static_cast<double>(value) - fitted.offsets[0]) / fitted.scales[0]);
    const SampleStore* store = dataset.samples ? &*dataset.samples : nullptr;
    const bool pictureBytes = store != nullptr && !store->bytes.empty() && fitted.offsets.size() == 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::span<float> target = inputs.row(static_cast<std::int64_t>(i));
        if (pictureBytes) {
            const auto* first = store->bytes.data() + rows[i] * store->stride;
            std::transform(first, first + width, target.begin(),
                           [&](std::uint8_t value) { return table[value]; });
            continue;
        }
        for (std::int64_t f = 0; f < width; ++f) {
            const auto feature = static_cast<std::size_t>(f) % fitted.offsets.size();
            target[static_cast<std::size_t>(f)] = static_cast<float>(
                (values.at(rows[i], f) - fitted.offsets[feature]) / fitted.scales[feature]);
        }
    }
    return inputs;
}

} // namespace tunescope
