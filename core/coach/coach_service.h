// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach.h"
#include "core/coach/judgement.h"
#include "core/study/study_store.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// The coach of one study, as the window's card and the command line ask it. It only reads.
///
/// Threads: create() and the others are blocking and belong on a background thread; one thread at a time.
class CoachService
{
public:
    /// Looks at the data once: baselines, facts, the probe. A study whose data are gone is still diagnosed, from its
    /// curves alone; `dataFault()` then says why.
    [[nodiscard]] static Result<std::unique_ptr<CoachService>> create(std::shared_ptr<StudyStore> store);
    /// For a study that is open already; `store` outlives the coach.
    [[nodiscard]] static std::unique_ptr<CoachService> createFor(std::shared_ptr<StudyStore> store, StoredStudy stored, StudyCase study);

    [[nodiscard]] const StoredStudy& stored() const { return m_stored; }
    [[nodiscard]] const StudyCase& study() const { return m_study; }
    [[nodiscard]] const std::optional<Error>& dataFault() const { return m_dataFault; }

    /// Most severe first. Errors: NoSuchTrial, those of the file.
    [[nodiscard]] Result<std::vector<Verdict>> trialVerdicts(int trial) const;
    [[nodiscard]] std::vector<Verdict> studyVerdicts() const;

    /// Whether `trial` did better than `origin`, about which `rules` had fired. Errors: NoSuchTrial.
    [[nodiscard]] Result<Judgement> judge(int trial, int origin) const;

private:
    CoachService(std::shared_ptr<StudyStore> store, StoredStudy stored, StudyCase study);
    [[nodiscard]] Result<TrialCase> trialCase(int trial) const;

    std::shared_ptr<StudyStore> m_store;
    StoredStudy m_stored;
    StudyCase m_study;
    std::optional<Error> m_dataFault;
};

} // namespace tunescope
