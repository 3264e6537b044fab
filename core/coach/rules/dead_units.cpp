// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/rules/rules.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/suggestions.h"
#include "core/coach/trial_signs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// Share of a layer's units that answer 0 to every validation row (ux.md section 12). Alone it is no harm:
/// layers behind pictures or of toys have half of theirs switched off and score well (measured). So it counts
/// where the score is behind what is possible, where many died in training, or where hardly any are left.
constexpr double kDead = 0.3;
constexpr double kManyDead = 0.5;
constexpr double kDied = 0.25; ///< Rise since the first epoch that goes with kManyDead.
constexpr double kHardlyAny = 0.8;
constexpr double kBehind = 0.05; ///< Points; the units that are left may well do a little less.
constexpr double kFewUnits =
    8.0; ///< In a layer of so few, one unit is a large share; only all of them count.
constexpr std::size_t kLastEpochs = 3; ///< Their median: a unit may wake up again.

} // namespace

std::optional<Verdict> diagnoseDeadUnits(const CoachCase& input)
{
    const TrialCase& trial = *input.trial;
    std::size_t worst = 0;
    double most = -1.0, before = 0.0;
    for (std::size_t layer = 0; layer < layerCount(trial); ++layer) {
        const std::vector<double> shares = layerSeries(trial, layer, LayerNumber::DeadShare);
        const auto last = lastValues(shares, kLastEpochs);
        const double share = medianOf({last.begin(), last.end()});
        if (share > most) {
            most = share;
            worst = layer;
            before = shares.front();
        }
    }
    if (!(most > kDead) || (most < 1.0 && settingNumber(trial, "units").value_or(kFewUnits) < kFewUnits))
        return std::nullopt;
    const bool behind = trainsBelow(input.study, trial, kBehind) ||
                        scoresBelow(input.study, trial, kBehind) || trial.state == TrialState::Diverged;
    const bool died = most > kManyDead && most - before > kDied;
    if (!behind && !died && most < kHardlyAny)
        return std::nullopt;
    const std::string name = layerNameOf(trial, worst);
    const std::optional<double> units = settingNumber(trial, "units");
    const bool exact = units && name.starts_with("dense") && !trial.settings.contains("shape");
    Verdict verdict{.severity = behind ? Severity::Problem : Severity::Warning, .strength = most / kDead};
    verdict.text =
        (exact ? std::to_string(std::llround(most * *units)) + " of " + std::to_string(std::llround(*units))
               : percentOf(most, 0) + " of the") +
        " units behind " + name +
        " answer 0 to every validation row: they never switch on, and no gradient reaches them.";
    if (behind)
        verdict.text +=
            " Training reaches only " + MetricScale(input.study).text(trainedScore(input.study, trial)) + ".";
    const int last = trial.curves.lastEpoch();
    verdict.evidence.push_back({.shape = EvidenceShape::Layer,
                                .series = "dead_share",
                                .subject = name,
                                .firstEpoch = std::min(1, last),
                                .lastEpoch = last,
                                .low = kDead,
                                .high = most});
    verdict.suggestions = SuggestionList(input)
                              .twin("activation", std::string("leaky_relu"))
                              .scaled("learning_rate", 1.0 / 3.0)
                              .take();
    if (verdict.suggestions.empty())
        verdict.suggestions =
            SuggestionList(input).data("Try another network: these units get no signal").take();
    return verdict;
}

} // namespace tunescope
