// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"
#include "core/study/training_objective.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// What other data mean for a study that is done.
struct DataChange {
    std::string oldSha256;
    std::string newSha256;
    std::int64_t oldRows = 0;
    std::int64_t newRows = 0;
    int champion = -1;              ///< The best trial of the study.
    double oldValue = 0.0;          ///< As the study found it.
    double newValue = 0.0;          ///< Without training, on the validation rows that the new data have under the study's protocol.
    std::int64_t scoredRows = 0;
    std::int64_t unknownClassRows = 0; ///< Validation rows of a class that the champion does not know; they are left out.

    [[nodiscard]] bool changed() const { return oldSha256 != newSha256; }
};

/// Scores the champion on other data of the same columns. Errors: RetuneSameData, RetuneOtherData, those of the data.
[[nodiscard]] Result<DataChange> scoreOnOtherData(TrainingObjective& objective, const StoredStudy& study, const DataSpec& data,
                                                  const std::stop_token& stop);

enum class RetuneStart {
    Warm, ///< The best trial and ranks 2 to 10 are queued first, then the sampler goes on.
    Cold, ///< As if nothing were known.
};

/// The spec that tunes anew on other data: the study's latest stage, protocol and seed.
[[nodiscard]] StudyConfig retuningSpec(const StoredStudy& study, const DataSpec& data, RetuneStart start);

} // namespace tunescope
