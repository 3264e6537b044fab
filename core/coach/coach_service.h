// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach.h"
#include "core/coach/judgement.h"
#include "core/coach/study_reader.h"

#include <memory>
#include <optional>
#include <vector>

namespace tunescope {

/// The coach of one study, as the window's card and the command line ask it. It only reads.
///
/// Threads: create() looks at the data and takes up to seconds, the others milliseconds a trial; all are
/// blocking and belong on a background thread, one at a time.
class CoachService
{
public:
    /// Baselines, facts and the probe are measured once. A study whose data are gone is still diagnosed, from
    /// its curves alone; dataFault() then says why. Errors: those of the study.
    [[nodiscard]] static Result<std::unique_ptr<CoachService>> create(std::unique_ptr<StudyReader> reader);

    /// Reads the study again, for one that runs; what was measured of the data stays.
    [[nodiscard]] Result<void> refresh();

    [[nodiscard]] const StoredStudy& stored() const { return m_stored; }
    [[nodiscard]] const StudyCase& study() const { return m_study; }
    [[nodiscard]] const std::optional<Error>& dataFault() const { return m_dataFault; }

    /// Most severe first. Running trials are looked at as far as they got. Errors: NoSuchTrial, those of the
    /// file.
    [[nodiscard]] Result<std::vector<Verdict>> trialVerdicts(int trial) const;
    [[nodiscard]] std::vector<Verdict> studyVerdicts() const;

    /// Whether `trial` did better than `origin`. Errors: NoSuchTrial, those of the file.
    [[nodiscard]] Result<Judgement> judge(int trial, int origin) const;

private:
    CoachService(std::unique_ptr<StudyReader> reader, StoredStudy stored);
    [[nodiscard]] Result<TrialCase> trialCase(int trial) const;

    std::unique_ptr<StudyReader> m_reader;
    StoredStudy m_stored;
    StudyCase m_study;
    std::optional<Error> m_dataFault;
};

} // namespace tunescope
