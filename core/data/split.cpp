// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"

#include "core/base/rng.h"
#include "core/data/sha256.h"
#include "core/data/split_rules.h"
#include "core/data/split_shares.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace tunescope {
namespace {

using RowList = std::vector<std::int64_t>;

/// No repeat has this number, so the test part has a stream of its own.
constexpr std::uint64_t kTestStream = std::numeric_limits<std::uint64_t>::max();

Result<void> checkShare(std::string_view part, double value)
{
    if (value >= 0.0 && value < 1.0)
        return {};
    return fail(ErrorCode::SplitShare, {{"part", part}, {"value", value}});
}

Result<void> checkConfig(const SplitConfig& config, std::int64_t rows, int repeat, int fold)
{
    const bool holdout = config.kind == SplitKind::Holdout || config.kind == SplitKind::Grouped;
    for (const auto& [part, value] :
         {std::pair{"validation", holdout ? config.validation : 0.0}, std::pair{"test", config.test},
          std::pair{"stopping", config.stopping}}) {
        if (const Result<void> share = checkShare(part, value); !share)
            return share;
    }
    if (holdout && config.validation + config.test >= 1.0) {
        return fail(ErrorCode::SplitNothingLeft, {{"validation", config.validation}, {"test", config.test}});
    }
    constexpr std::int64_t kMaxFolds = 1000;
    if (!holdout && (config.folds < 2 || config.folds > kMaxFolds))
        return fail(ErrorCode::SplitFolds, {{"folds", config.folds}, {"limit", kMaxFolds}});
    if (config.gap < 0 || config.gap >= std::max<std::int64_t>(rows, 1))
        return fail(ErrorCode::SplitGap, {{"gap", config.gap}, {"limit", rows - 1}});
    const int folds = holdout ? 1 : config.folds;
    if (repeat < 0 || fold < 0 || fold >= folds)
        return fail(ErrorCode::SplitRun, {{"repeat", repeat}, {"fold", fold}, {"folds", folds}});
    for (const std::int64_t row : config.excludedRows) {
        if (row < 0 || row >= rows)
            return fail(ErrorCode::SplitExcludedRow, {{"row", row}, {"last", rows - 1}});
    }
    return {};
}

RowList shuffledRows(RowList rows, Rng rng)
{
    rng.shuffle(std::span<std::int64_t>(rows));
    return rows;
}

/// The part without the excluded rows.
void leaveOut(RowList& part, const SplitConfig& config)
{
    RowList excluded = config.excludedRows;
    std::sort(excluded.begin(), excluded.end());
    std::erase_if(
        part, [&](std::int64_t row) { return std::binary_search(excluded.begin(), excluded.end(), row); });
}

/// The test part comes first in a label-blind order; the others are not shared out yet.
RowParts drawTest(const RowList& pool, const SplitConfig& config)
{
    const RowList order = shuffledRows(pool, Rng(Purpose::Split, config.seed, {kTestStream}));
    const auto middle = order.begin() + std::llround(static_cast<double>(pool.size()) * config.test);

    RowParts draw{.train = RowList(middle, order.end()), .test = RowList(order.begin(), middle)};
    std::sort(draw.test.begin(), draw.test.end());
    std::sort(draw.train.begin(), draw.train.end());
    return draw;
}

/// The rows in random order, one list a class; one list for regression or unstratified splits.
std::vector<RowList> strata(const Dataset& dataset, const SplitConfig& config, const RowList& rows, Rng rng)
{
    const bool byClass = config.stratified && dataset.hasClasses();
    std::vector<RowList> lists(byClass ? static_cast<std::size_t>(dataset.classes()) : 1);
    for (const std::int64_t row : shuffledRows(rows, std::move(rng)))
        lists[byClass ? static_cast<std::size_t>(dataset.target.codes[static_cast<std::size_t>(row)]) : 0]
            .push_back(row);
    return lists;
}

/// Takes `count` rows out of the lists in proportion; both results are sorted.
struct Parted {
    RowList taken;
    RowList left;
};

Parted takeInProportion(const std::vector<RowList>& lists, std::int64_t count)
{
    std::vector<std::int64_t> sizes;
    for (const RowList& list : lists)
        sizes.push_back(std::ssize(list));
    const std::vector<std::int64_t> shares = proportionalShares(sizes, count);
    Parted parted;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const auto middle = lists[i].begin() + shares[i];
        parted.taken.insert(parted.taken.end(), lists[i].begin(), middle);
        parted.left.insert(parted.left.end(), middle, lists[i].end());
    }
    std::sort(parted.taken.begin(), parted.taken.end());
    std::sort(parted.left.begin(), parted.left.end());
    return parted;
}

/// Deals the rows to the folds in turn, class after class, so that class counts and sizes differ by at most
/// one.
Parted takeFold(const std::vector<RowList>& lists, int folds, int fold)
{
    Parted parted;
    std::int64_t dealt = 0;
    for (const RowList& list : lists) {
        for (const std::int64_t row : list)
            (dealt++ % folds == fold ? parted.taken : parted.left).push_back(row);
    }
    std::sort(parted.taken.begin(), parted.taken.end());
    std::sort(parted.left.begin(), parted.left.end());
    return parted;
}

Result<void> checkParts(const Dataset& dataset, const SplitConfig& config, const Split& split)
{
    const auto empty = [&](std::string_view part) {
        return fail(ErrorCode::SplitPartEmpty, {{"part", part}, {"rows", dataset.rows()}});
    };
    if (split.train.empty())
        return empty("training");
    if (split.validation.empty())
        return empty("validation");
    if (config.test > 0.0 && split.test.size() == 0)
        return empty("test");
    if (config.stopping > 0.0 && split.stopping.empty())
        return empty("stopping");
    if (dataset.task != Task::Classification)
        return {};
    const auto classOf = [&](std::int64_t row) {
        return dataset.target.codes[static_cast<std::size_t>(row)];
    };
    const std::int32_t first = classOf(split.train.front());
    if (std::all_of(split.train.begin(), split.train.end(),
                    [&](std::int64_t row) { return classOf(row) == first; })) {
        return fail(ErrorCode::SplitOneClass,
                    {{"name", dataset.target.categories[static_cast<std::size_t>(first)]}});
    }
    return {};
}

bool followsTime(const Dataset& dataset, const SplitConfig& config)
{
    const bool ordered = dataset.order == RowOrder::Time && config.kind != SplitKind::Grouped;
    return ordered || config.kind == SplitKind::TimeOrdered;
}

RowList poolOf(const Dataset& dataset, const SplitConfig& config)
{
    if (!config.pool.empty())
        return config.pool;
    RowList rows(static_cast<std::size_t>(dataset.rows()));
    std::iota(rows.begin(), rows.end(), std::int64_t{0});
    return rows;
}

/// Test, validation and the rest, without the excluded rows and before a stopping part is taken.
Result<RowParts> mainParts(const Dataset& dataset, const SplitConfig& config, int repeat, int fold)
{
    const RowList pool = poolOf(dataset, config);
    Result<RowParts> parts = drawTest(pool, config);
    if (followsTime(dataset, config))
        parts = timeParts(std::ssize(pool), config, fold, gapOf(dataset, config));
    else if (config.kind == SplitKind::Grouped)
        parts = groupParts(dataset, config, pool, repeat);
    if (!parts)
        return parts;
    if (followsTime(dataset, config) && !config.pool.empty()) {
        for (RowList* part : {&parts->train, &parts->validation, &parts->test}) {
            for (std::int64_t& row : *part)
                row = pool[static_cast<std::size_t>(row)];
        }
    }
    leaveOut(parts->train, config);
    leaveOut(parts->validation, config);
    if (followsTime(dataset, config) || config.kind == SplitKind::Grouped)
        return parts;

    const std::vector<RowList> lists =
        strata(dataset, config, parts->train,
               Rng(Purpose::Split, config.seed, {static_cast<std::uint64_t>(repeat)}));
    const double poolShare = config.validation / (1.0 - config.test);
    const auto count = std::llround(static_cast<double>(std::ssize(parts->train)) * poolShare);
    Parted parted = config.kind == SplitKind::KFold ? takeFold(lists, config.folds, fold)
                                                    : takeInProportion(lists, count);
    parts->train = std::move(parted.left);
    parts->validation = std::move(parted.taken);
    return parts;
}

/// Sets a share of the training part aside: the latest rows where time matters.
void takeStopping(Split& split, const Dataset& dataset, const SplitConfig& config, int repeat, int fold)
{
    const auto count = std::llround(static_cast<double>(std::ssize(split.train)) * config.stopping);
    if (followsTime(dataset, config)) {
        const auto start = split.train.end() - count;
        split.stopping.assign(start, split.train.end());
        const std::int64_t gap = std::min<std::int64_t>(gapOf(dataset, config), start - split.train.begin());
        split.train.erase(start - gap, split.train.end());
        return;
    }
    Rng rng(Purpose::Split, config.seed,
            {static_cast<std::uint64_t>(repeat), static_cast<std::uint64_t>(fold), 1});
    if (config.kind == SplitKind::Grouped) {
        split.stopping = takeWholeGroups(dataset, config, split.train, count, std::move(rng));
        return;
    }
    Parted stopping = takeInProportion(strata(dataset, config, split.train, std::move(rng)), count);
    split.train = std::move(stopping.left);
    split.stopping = std::move(stopping.taken);
}

} // namespace

Result<Split> makeSplit(const Dataset& dataset, const SplitConfig& config, int repeat, int fold)
{
    if (const Result<void> checked = checkConfig(config, dataset.rows(), repeat, fold); !checked)
        return fail(checked.error());
    Result<RowParts> parts = mainParts(dataset, config, repeat, fold);
    if (!parts)
        return fail(parts.error());

    Split split{.train = std::move(parts->train),
                .validation = std::move(parts->validation),
                .test = TestVault(parts->test)};
    if (config.stopping > 0.0)
        takeStopping(split, dataset, config, repeat, fold);
    if (const Result<void> checked = checkParts(dataset, config, split); !checked)
        return fail(checked.error());

    Sha256 hash;
    hash.addIntegers(split.train);
    hash.addIntegers(split.validation);
    hash.addIntegers(split.stopping);
    hash.addIntegers(parts->test);
    split.sha256 = hash.finish();
    return split;
}

} // namespace tunescope
