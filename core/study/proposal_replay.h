// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/study/study_snapshot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// What a sampler could see when it proposed one trial of a study, so that it can be asked again or looked
/// at.
///
/// Made from a snapshot: reported values are those of its curves (float32), so a proposal asked again may
/// differ from the stored one in its last digits.
class ProposalReplay
{
public:
    /// Nothing for a trial that does not exist or that no sampler proposed (made by hand, a twin, imported).
    /// Deleted trials are among what the sampler saw. Copies every earlier trial: not for a thread that
    /// paints.
    [[nodiscard]] static std::optional<ProposalReplay> of(const StudySnapshot& snapshot, int trial);

    /// Valid while this object lives and is not moved.
    [[nodiscard]] ProposalContext context() const;
    [[nodiscard]] const StageConfig& stage() const { return *m_stage; }
    [[nodiscard]] const SearchSpace& space() const { return m_stage->space; }
    [[nodiscard]] const History& history() const { return m_history; }
    [[nodiscard]] int trial() const { return m_trial; }
    /// What was proposed.
    [[nodiscard]] const ParamSet& params() const { return m_params; }
    /// The sampler that was at work: what "auto" stood for then.
    [[nodiscard]] std::string method() const;
    /// All trials of the study up to `trial`, by number, and where the stage begins; for generations.h.
    [[nodiscard]] const std::vector<TrialRecordPtr>& records() const { return m_records; }
    [[nodiscard]] int firstTrial() const { return m_firstTrial; }
    [[nodiscard]] int lag() const { return m_lag; }

private:
    ProposalReplay() = default;

    std::shared_ptr<const StageConfig> m_stage;
    std::vector<TrialRecordPtr> m_records;
    History m_history;
    ParamSet m_params;
    int m_trial = 0;
    int m_firstTrial = 0;
    int m_indexInStage = 0;
    int m_lag = 0;
    std::uint64_t m_studySeed = 0;
};

/// The trial as samplers and pruners know it, from its snapshot.
[[nodiscard]] TrialRecord trialRecordOf(const TrialSnapshot& trial);

} // namespace tunescope
