// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach_service.h"

#include "core/coach/case_builder.h"
#include "core/study/stored_data.h"

#include <utility>

namespace tunescope {

CoachService::CoachService(std::shared_ptr<StudyStore> store, StoredStudy stored, StudyCase study)
    : m_store(std::move(store))
    , m_stored(std::move(stored))
    , m_study(std::move(study))
{
}

Result<std::unique_ptr<CoachService>> CoachService::create(std::shared_ptr<StudyStore> store)
{
    auto stored = store->load();
    if (!stored)
        return fail(stored.error());
    StudyCase study = studyCaseOf(*stored);
    std::optional<Error> fault;
    // Opened from where it came, or from the study's own copy, which lives until this function ends.
    std::unique_ptr<TemporaryDataFile> copy;
    StoredStudy located = *stored;
    if (const auto data = openStoredData(located, *store, copy); !data)
        fault = data.error();
    else if (const auto added = addDataFacts(study, located.config); !added)
        fault = added.error();
    auto coach = createFor(std::move(store), std::move(*stored), std::move(study));
    coach->m_dataFault = std::move(fault);
    return coach;
}

std::unique_ptr<CoachService> CoachService::createFor(std::shared_ptr<StudyStore> store, StoredStudy stored, StudyCase study)
{
    return std::unique_ptr<CoachService>(new CoachService(std::move(store), std::move(stored), std::move(study)));
}

Result<TrialCase> CoachService::trialCase(int number) const
{
    if (number < 0 || static_cast<std::size_t>(number) >= m_stored.trials.size())
        return fail(ErrorCode::NoSuchTrial, {{"trial", number}, {"last", static_cast<std::int64_t>(m_stored.trials.size()) - 1}});
    const StoredTrial& trial = m_stored.trials[static_cast<std::size_t>(number)];
    auto layers = m_store->layerReports(number);
    if (!layers)
        return fail(layers.error());
    ConfusionMatrix confusion;
    int epoch = trial.outcome.bestEpoch;
    if (!trial.outcome.runs.empty())
        epoch = trial.outcome.runs.front().bestEpoch;
    if (epoch == 0 && !trial.epochs.empty())
        epoch = trial.epochs.back().epoch;
    if (epoch > 0) {
        if (auto found = m_store->confusion(number, 0, 0, epoch))
            confusion = std::move(*found);
    }
    return trialCaseOf(m_study, m_stored, trial, std::move(*layers), std::move(confusion));
}

Result<std::vector<Verdict>> CoachService::trialVerdicts(int trial) const
{
    const auto found = trialCase(trial);
    if (!found)
        return fail(found.error());
    return diagnoseTrial(m_study, *found);
}

std::vector<Verdict> CoachService::studyVerdicts() const
{
    return diagnoseStudy(m_study);
}

Result<Judgement> CoachService::judge(int trial, int origin) const
{
    const auto after = trialCase(trial);
    if (!after)
        return fail(after.error());
    const auto before = trialCase(origin);
    if (!before)
        return fail(before.error());
    return judgeTrials(m_study, *before, *after);
}

} // namespace tunescope
