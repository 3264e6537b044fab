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
           " at this rung" +
           (reason.bracket < 0 ? std::string()
                               : " of bracket " + numberText(std::int64_t{reason.bracket} + 1)) +
           best;
}

/// "RMSE 12.5" or "80.8 %".
std::string titled(const std::string& value, std::string_view metricTitle, bool share)
{
    return share || metricTitle.empty() ? value : std::string(metricTitle) + " " + value;
}

std::string percentileText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    const std::string best = "the best " + digits(reason.share * 100.0, std::chars_format::general, 4) +
                             " % of " + count(reason.peers, " finished trial", " finished trials");
    if (std::isnan(reason.value))
        return "no number so far; " + best + " had reached " + valueText(reason.threshold, share, 0) + ".";
    const auto [value, threshold] = distinctTexts(reason.value, reason.threshold, share);
    return titled(value, metricTitle, share) + ", while " + best + " had reached " + threshold + ".";
}

/// 3 significant digits of a percentage would promise too much of an extrapolation.
std::string chanceText(double share)
{
    return share < 0.001 ? std::string("below 0.1 %")
                         : digits(share * 100.0, std::chars_format::fixed, 1) + " %";
}

std::string extrapolatedText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    const auto [predicted, best] = distinctTexts(reason.predicted, reason.threshold, share);
    return "its curve leads to " + titled(predicted, metricTitle, share) + "; the chance to beat the best " +
           best + " of " + count(reason.peers, " finished trial", " finished trials") + " is " +
           chanceText(reason.share) + ".";
}

std::string noImprovementText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    if (std::isnan(reason.value))
        return "no number so far.";
    return "nothing better than " + titled(valueText(reason.value, share, 0), metricTitle, share) +
           " since epoch " + numberText(std::int64_t{reason.since}) + ".";
}

std::string outOfBoundsText(const PruneReason& reason, std::string_view metricTitle, bool share)
{
    if (std::isnan(reason.value))
        return "it reported no number.";
    const auto [value, bound] = distinctTexts(reason.value, reason.threshold, share);
    const std::string_view side =
        reason.value < reason.threshold ? " is below the lower bound " : " is above the upper bound ";
    return titled(value, metricTitle, share) + std::string(side) + bound + ".";
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
    case PruneKind::BelowPercentile:
        return start + percentileText(reason, metricTitle, share);
    case PruneKind::Extrapolated:
        return start + extrapolatedText(reason, metricTitle, share);
    case PruneKind::NoImprovement:
        return start + noImprovementText(reason, metricTitle, share);
    case PruneKind::OutOfBounds:
        return start + outOfBoundsText(reason, metricTitle, share);
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
    case PruneKind::BelowPercentile:
        return "percentile";
    case PruneKind::Extrapolated:
        return "extrapolate";
    case PruneKind::NoImprovement:
        return "patience";
    case PruneKind::OutOfBounds:
        return "threshold";
    }
    return {};
}

} // namespace tunescope
