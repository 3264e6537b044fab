// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/stopping.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace tunescope {
namespace {

constexpr std::size_t kFewestScores = 10;
constexpr std::size_t kFewestSteps = 6;
constexpr int kMore = 10;

/// A complete trial's score as a loss.
struct Score {
    double loss = 0.0;
    const TrialRecord* trial = nullptr;
};

/// Best first.
std::vector<Score> sortedScores(const History& history)
{
    std::vector<Score> scores;
    for (const TrialRecordPtr& trial : history.trials) {
        if (trial->state != TrialState::Complete || !trial->value || !std::isfinite(*trial->value))
            continue;
        scores.push_back(
            {history.direction == Direction::Minimize ? *trial->value : -*trial->value, trial.get()});
    }
    std::stable_sort(scores.begin(), scores.end(),
                     [](const Score& a, const Score& b) { return a.loss < b.loss; });
    return scores;
}

std::string shortText(double value)
{
    std::array<char, 40> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 5);
    return error == std::errc() ? std::string(buffer.data(), end) : numberText(value);
}

std::string countText(int count)
{
    return numberText(std::int64_t{count}) + (count == 1 ? " trial" : " trials");
}

} // namespace

std::optional<double> expectedGain(const History& history, int more)
{
    const std::vector<Score> scores = sortedScores(history);
    if (scores.size() < kFewestScores)
        return std::nullopt;
    // Normalised spacings i (y_(i+1) - y_(i)) of the best scores are independent with the tail's scale as
    // mean.
    const std::size_t used = std::min<std::size_t>(10, scores.size() / 4);
    double scale = 0.0;
    for (std::size_t i = 1; i <= used; ++i)
        scale += static_cast<double>(i) * (scores[i].loss - scores[i - 1].loss) / static_cast<double>(used);
    const auto count = static_cast<double>(scores.size());
    return scale * std::log((count + more) / count);
}

std::optional<double> scoreNoise(const History& history)
{
    const std::vector<Score> scores = sortedScores(history);
    std::vector<double> bends;
    for (std::size_t i = 0; i < (scores.size() + 3) / 4; ++i) {
        const auto& curve = scores[i].trial->intermediateValues;
        if (curve.size() < kFewestSteps)
            continue;
        for (std::size_t step = curve.size() / 2; step + 2 < curve.size(); ++step) {
            const double bend = curve[step].value - 2.0 * curve[step + 1].value + curve[step + 2].value;
            if (std::isfinite(bend))
                bends.push_back(std::abs(bend));
        }
    }
    if (bends.empty())
        return std::nullopt;
    const auto middle = bends.begin() + static_cast<std::ptrdiff_t>(bends.size() / 2);
    std::nth_element(bends.begin(), middle, bends.end());
    return 1.4826 * *middle / std::sqrt(6.0); // a second difference has six times the variance of a value
}

std::optional<StopReason> stopReason(const StoppingRules& rules, const History& history)
{
    const std::vector<Score> scores = sortedScores(history);
    if (rules.empty() || scores.empty())
        return std::nullopt;
    const TrialRecord& best = *scores.front().trial;
    StopReason reason{.trial = best.number, .value = *best.value};
    if (rules.target && !isBetter(*rules.target, *best.value, history.direction)) {
        reason.kind = StopKind::Target;
        reason.threshold = *rules.target;
        return reason;
    }
    if (rules.stagnation) {
        const auto since =
            std::count_if(history.trials.begin(), history.trials.end(),
                          [&](const TrialRecordPtr& trial) { return trial->number > best.number; });
        if (since >= *rules.stagnation) {
            reason.kind = StopKind::Stagnation;
            reason.trials = static_cast<int>(since);
            return reason;
        }
    }
    if (rules.expectedGain) {
        const std::optional<double> gain = expectedGain(history, kMore);
        const std::optional<double> limit =
            *rules.expectedGain > 0.0 ? rules.expectedGain : scoreNoise(history);
        if (gain && limit && *gain < *limit) {
            reason.kind = StopKind::ExpectedGain;
            reason.gain = *gain;
            reason.threshold = *limit;
            return reason;
        }
    }
    return std::nullopt;
}

std::string_view stopKindName(StopKind kind)
{
    constexpr std::array<std::string_view, 6> kNames{"trials", "seconds",    "exhausted",
                                                     "target", "stagnation", "expected_gain"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string stopText(const StopReason& reason)
{
    const std::string best =
        "trial " + numberText(std::int64_t{reason.trial}) + " with " + shortText(reason.value);
    switch (reason.kind) {
    case StopKind::Trials:
        return "All " + countText(reason.trials) + " of the budget are done.";
    case StopKind::Seconds:
        return "The time of the budget is over.";
    case StopKind::Exhausted:
        return "Every configuration has been tried after " + countText(reason.trials) + ".";
    case StopKind::Target:
        return "The target " + shortText(reason.threshold) + " was reached by " + best + ".";
    case StopKind::Stagnation:
        return "Nothing better than " + best + " came up in " + countText(reason.trials) + " after it.";
    case StopKind::ExpectedGain:
        return "Ten more trials promise a gain of " + shortText(reason.gain) + ", below " +
               shortText(reason.threshold) + "; the best is " + best + ".";
    }
    return {};
}

} // namespace tunescope
