// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// A configuration worth keeping, with everything that is needed to train it again: `tunescope.best/1`
/// (resources/schemas/best.schema.json).
struct BestConfiguration {
    StudyConfig study;
    int trial = 0;
    std::uint64_t seed = 0; ///< Of the trial.
    ParamSet params;        ///< All settings that have an effect, searched and fixed.
    std::string metric;
    double value = 0.0;
    std::optional<double> lastValue;
    int bestEpoch = 0;
    std::string dataSha256;  ///< Empty in a file that does not say.
    std::string splitSha256;
    EngineFacts engine;
};

/// The best.json of one complete trial with the ten best trials of the study beside it.
/// `createdAt` is seconds since 1970. Errors: NoSuchTrial, TrialNotComplete.
[[nodiscard]] Result<std::string> printBest(const StoredStudy& study, int trial, double createdAt);

/// Strict like parseStudySpec().
[[nodiscard]] Result<BestConfiguration> readBest(std::string_view text);

/// True if the text names itself a tunescope.best document.
[[nodiscard]] bool looksLikeBest(std::string_view text);

} // namespace tunescope
