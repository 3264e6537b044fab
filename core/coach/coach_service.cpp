// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach_service.h"

#include "core/coach/case_builder.h"

#include <utility>

namespace tunescope {

CoachService::CoachService(std::unique_ptr<StudyReader> reader, StoredStudy stored)
    : m_reader(std::move(reader))
    , m_stored(std::move(stored))
    , m_study(studyCaseOf(m_stored))
{
}

Result<std::unique_ptr<CoachService>> CoachService::create(std::unique_ptr<StudyReader> reader)
{
    auto stored = reader->load();
    if (!stored)
        return fail(stored.error());
    std::unique_ptr<CoachService> coach(new CoachService(std::move(reader), std::move(*stored)));
    std::shared_ptr<void> copy; // lives until the data are looked at
    StudyConfig config = coach->m_stored.config;
    if (auto data = coach->m_reader->locateData(coach->m_stored, copy)) {
        config.data = std::move(*data);
        if (const auto added = addDataFacts(coach->m_study, config); !added)
            coach->m_dataFault = added.error();
    } else {
        coach->m_dataFault = data.error();
    }
    return coach;
}

Result<void> CoachService::refresh()
{
    auto stored = m_reader->load();
    if (!stored)
        return fail(stored.error());
    StudyCase study = studyCaseOf(*stored);
    study.task = m_study.task;
    study.settings = std::move(m_study.settings);
    study.baselines = std::move(m_study.baselines);
    study.data = std::move(m_study.data);
    study.probe = std::move(m_study.probe);
    m_study = std::move(study);
    m_stored = std::move(*stored);
    return {};
}

Result<TrialCase> CoachService::trialCase(int number) const
{
    if (number < 0 || static_cast<std::size_t>(number) >= m_stored.trials.size())
        return fail(ErrorCode::NoSuchTrial,
                    {{"trial", number}, {"last", static_cast<std::int64_t>(m_stored.trials.size()) - 1}});
    const StoredTrial& trial = m_stored.trials[static_cast<std::size_t>(number)];
    auto layers = m_reader->layerReports(number);
    if (!layers)
        return fail(layers.error());
    ConfusionMatrix confusion;
    int epoch = trial.outcome.bestEpoch;
    if (!trial.outcome.runs.empty())
        epoch = trial.outcome.runs.front().bestEpoch;
    if (epoch == 0 && !trial.epochs.empty())
        epoch = trial.epochs.back().epoch;
    if (epoch > 0) {
        if (auto found = m_reader->confusion(number, epoch))
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
