// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/prune_text.h"

#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace tunescope {
namespace {

constexpr int kMostDigits = 9;

std::string digits(double value, std::chars_format format, int precision)
{
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

/// One decimal of a percentage or four digits of any other number, and `more` beyond that.
std::string valueText(double value, bool share, int more)
{
    if (share)
        return digits(value * 100.0, std::chars_format::fixed, 1 + more) + " %";
    return digits(value, std::chars_format::general, 4 + more);
}

std::pair<std::string, std::string> distinctTexts(double a, double b, bool share)
{
    std::pair<std::string, std::string> texts;
    for (int more = 0; more <= kMostDigits; ++more) {
        texts = {valueText(a, share, more), valueText(b, share, more)};
        if (a == b || texts.first != texts.second)
            break;
    }
    return texts;
}

std::string count(int number, std::string_view one, std::string_view many)
{
    return numberText(std::int64_t{number}) + std::string(number == 1 ? one : many);
}

std::string medianText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    const std::string finished = " of " + count(reason.peers, " finished trial.", " finished trials.");
    if (std::isnan(reason.value))
        return "no number so far; the median is " + valueText(reason.threshold, share, 0) + finished;
    const auto [value, median] = distinctTexts(reason.value, reason.threshold, share);
    const std::string title = share || metricTitle.empty() ? std::string() : std::string(metricTitle) + " ";
    const std::string_view side =
        reason.value < reason.threshold ? " was below the median " : " was above the median ";
    return title + value + std::string(side) + median + finished;
}

std::string rungText(const PruneReason& reason)
{
    const std::string best = reason.keep == 1
                                 ? ", only the best goes on."
                                 : ", the best " + numberText(std::int64_t{reason.keep}) + " go on.";
    return "rank " + numberText(std::int64_t{reason.rank}) + " of " + numberText(std::int64_t{reason.of}) +
           " at this rung" + best;
}

} // namespace

std::string pruneText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    const std::string start = "Pruned at epoch " + numberText(std::int64_t{reason.step}) + ": ";
    switch (reason.kind) {
    case PruneKind::BelowMedian:
        return start + medianText(reason, metricTitle, share);
    case PruneKind::RungRank:
        return start + rungText(reason);
    }
    return start;
}

std::string_view pruneKindName(PruneKind kind)
{
    switch (kind) {
    case PruneKind::BelowMedian:
        return "median";
    case PruneKind::RungRank:
        return "asha";
    }
    return {};
}

} // namespace tunescope
