// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_data.h"

#include "core/base/number_text.h"
#include "core/data/open_dataset.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <list>
#include <mutex>
#include <system_error>

namespace tunescope {
namespace {

constexpr std::size_t kMostKept = 4;

struct Kept {
    DataSpec data; ///< Without excluded rows: they belong to the split.
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed;
    std::shared_ptr<const Dataset> dataset;
};

class DatasetCache
{
public:
    Result<std::shared_ptr<const Dataset>> open(DataSpec data)
    {
        data.excludedRows.clear();
        std::error_code ignored;
        const std::filesystem::path file = pathOf(data.source);
        Kept wanted{data, std::filesystem::file_size(file, ignored), {}, nullptr};
        wanted.changed = std::filesystem::last_write_time(file, ignored);
        {
            const std::lock_guard lock(m_mutex);
            for (const Kept& kept : m_kept) {
                if (kept.data == wanted.data && kept.size == wanted.size && kept.changed == wanted.changed)
                    return kept.dataset;
            }
        }
        auto dataset = openDataset(data);
        if (!dataset)
            return fail(dataset.error());
        wanted.dataset = *dataset;
        const std::lock_guard lock(m_mutex);
        m_kept.push_front(std::move(wanted));
        if (m_kept.size() > kMostKept)
            m_kept.pop_back();
        return dataset;
    }

private:
    std::mutex m_mutex;
    std::list<Kept> m_kept;
};

std::string cellText(const Column& column, std::int64_t row)
{
    const auto index = static_cast<std::size_t>(row);
    if (column.kind == ColumnKind::Number)
        return std::isnan(column.numbers[index]) ? std::string() : numberText(column.numbers[index]);
    const std::int32_t code = column.codes[index];
    return code < 0 ? std::string() : column.categories[static_cast<std::size_t>(code)];
}

float pixelOf(const ImageLayout& image, const Column& column, std::int64_t row)
{
    const double value = column.numbers[static_cast<std::size_t>(row)];
    return static_cast<float>((value - image.low) / (image.high - image.low));
}

/// "great 2, food, service": the terms of a bag, the commonest first.
std::string bagText(const TermBags& bags, const std::vector<std::string>& names, std::int64_t row)
{
    constexpr std::size_t kMostTerms = 40;
    std::vector<std::pair<float, std::int32_t>> terms;
    for (auto i = static_cast<std::size_t>(bags.starts[static_cast<std::size_t>(row)]);
         i < static_cast<std::size_t>(bags.starts[static_cast<std::size_t>(row) + 1]); ++i)
        terms.emplace_back(-bags.counts[i], bags.terms[i]);
    std::sort(terms.begin(), terms.end());
    std::string text;
    for (std::size_t i = 0; i < std::min(terms.size(), kMostTerms); ++i) {
        const auto term = static_cast<std::size_t>(terms[i].second);
        text.append(i == 0 ? "" : ", ").append(term < names.size() ? names[term] : numberText(static_cast<std::int64_t>(term)));
        if (terms[i].first < -1.0F)
            text.append(" ").append(numberText(static_cast<double>(-terms[i].first)));
    }
    return text;
}

/// The values of a sequence, and its first ones as a cell.
void addSequence(RowView& view, const SampleStore& store)
{
    constexpr std::int64_t kMostCells = 12;
    std::string cell;
    for (std::int64_t i = 0; i < store.shape.size(); ++i) {
        view.values.push_back(static_cast<float>(store.valueAt(view.row, i)));
        if (i < kMostCells)
            cell.append(i == 0 ? "" : "  ").append(numberText(std::round(view.values.back() * 1e4) / 1e4));
    }
    view.cells.push_back(store.shape.size() > kMostCells ? cell + " …" : cell);
}

/// A picture in shades of grey, 0..1; or the beginning of a text, a bag or a sequence as the only cell.
void addSample(RowView& view, const SampleStore& store)
{
    constexpr std::size_t kMostTokens = 200;
    const SampleShape& shape = store.shape;
    if (store.bags.size() > 0 && store.texts.size() == 0)
        view.cells.push_back(bagText(store.bags, store.names, view.row));
    if (shape.form == SampleForm::Sequence && store.isDense())
        addSequence(view, store);
    if (store.texts.size() > 0) {
        const auto tokens = store.texts.text(view.row);
        view.cells.push_back(textOf(store, tokens.first(std::min(tokens.size(), kMostTokens))));
    }
    if (shape.form != SampleForm::Image)
        return;
    const std::int64_t pixels = shape.height * shape.width;
    if (!store.mask.empty()) {
        const auto first = store.mask.begin() + static_cast<std::ptrdiff_t>(view.row * pixels);
        view.mask.assign(first, first + static_cast<std::ptrdiff_t>(pixels));
    }
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
        double sum = 0.0;
        for (std::int64_t channel = 0; channel < shape.channels; ++channel)
            sum += store.valueAt(view.row, channel * pixels + pixel);
        const double mean = sum / static_cast<double>(shape.channels);
        view.pixels.push_back(static_cast<float>((mean - store.low) / (store.high - store.low)));
    }
}

std::string targetText(const Dataset& dataset, std::int64_t row)
{
    const bool labelled = dataset.hasClasses() || dataset.task == Task::Regression;
    return labelled ? cellText(dataset.target, row) : std::string();
}

} // namespace

std::vector<RowView> rowViews(const Dataset& dataset, std::span<const std::int64_t> rows)
{
    std::vector<RowView> views;
    for (const std::int64_t row : rows) {
        if (row < 0 || row >= dataset.rows())
            continue;
        RowView view;
        view.row = row;
        view.target = targetText(dataset, row);
        if (dataset.samples)
            addSample(view, *dataset.samples);
        for (const Column& column : dataset.features) {
            view.cells.push_back(cellText(column, row));
            if (dataset.image)
                view.pixels.push_back(pixelOf(*dataset.image, column, row));
        }
        views.push_back(std::move(view));
    }
    return views;
}

Result<std::shared_ptr<const Dataset>> openCachedDataset(const DataSpec& data)
{
    static DatasetCache cache;
    return cache.open(data);
}

} // namespace tunescope
