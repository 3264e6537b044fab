// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/myths/landscape.h"
#include "core/lessons/myths/myth.h"

#include <memory>
#include <span>
#include <string_view>

namespace tunescope {

using LandscapePtr = std::shared_ptr<const Landscape>;

/// A counter-experiment, and the names that its text may use.
struct MythEntry {
    std::string_view id;
    enum class Needs { Nothing, Landscape } needs = Needs::Nothing;
    std::span<const std::string_view> claims;
    std::span<const std::string_view> numbers;
    Result<MythResult> (*run)(const MythRequest& request, const LandscapePtr& landscape);
};

[[nodiscard]] std::span<const MythEntry> mythRegistry();

/// All samplers on the same landscape, equal budgets, many repeats.
[[nodiscard]] Result<MythResult> runRace(const MythRequest& request, const LandscapePtr& landscape);
/// Nine trials as a grid and at random, where one setting matters and the other hardly does.
[[nodiscard]] Result<MythResult> runAxes(const MythRequest& request, const LandscapePtr& landscape);
/// How far from the known optimum searches of a usual budget end.
[[nodiscard]] Result<MythResult> runGuarantee(const MythRequest& request, const LandscapePtr& landscape);
/// The same searches with settings that change nothing.
[[nodiscard]] Result<MythResult> runMoreSettings(const MythRequest& request, const LandscapePtr& landscape);
/// The best of many configurations for each of four data sets, scored on the three others.
[[nodiscard]] Result<MythResult> runOneSize(const MythRequest& request, const LandscapePtr& landscape);
/// A champion that is kept while the data change, and one that is tuned again.
[[nodiscard]] Result<MythResult> runOneTime(const MythRequest& request, const LandscapePtr& landscape);
/// What tuning cannot mend: a missing feature, a network without hidden layers on spirals, wrong labels.
[[nodiscard]] Result<MythResult> runCureAll(const MythRequest& request, const LandscapePtr& landscape);
/// The best of many trials on labels that mean nothing.
[[nodiscard]] Result<MythResult> runLuckyWinner(const MythRequest& request, const LandscapePtr& landscape);

/// Yes where the whole interval lies above `by`, No where it lies below; the evidence in words.
[[nodiscard]] ClaimResult claimAbove(std::string id, const MythNumber& number, double by);
/// The other way round.
[[nodiscard]] ClaimResult claimBelow(std::string id, const MythNumber& number, double by);

} // namespace tunescope
