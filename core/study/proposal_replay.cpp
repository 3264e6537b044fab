// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/proposal_replay.h"

#include "core/search/sampler_registry.h"
#include "core/search/samplers/auto_sampler.h"

#include <algorithm>
#include <span>

namespace tunescope {
namespace {

bool isSampled(const Origin& origin)
{
    return origin.kind == OriginKind::Sampler || origin.kind == OriginKind::Repeat;
}

} // namespace

TrialRecord trialRecordOf(const TrialSnapshot& trial)
{
    TrialRecord record{trial.number(), trial.start.stage, trial.start.params, trial.state,
                       trial.start.origin};
    if (trial.state == TrialState::Complete)
        record.value = trial.outcome.value;
    const std::vector<float>& curve = trial.curves.validationMetric;
    for (std::size_t epoch = 1; epoch < curve.size(); ++epoch)
        record.intermediateValues.push_back({static_cast<int>(epoch), double(curve[epoch])});
    return record;
}

std::optional<ProposalReplay> ProposalReplay::of(const StudySnapshot& snapshot, int trial)
{
    if (trial < 0 || static_cast<std::size_t>(trial) >= snapshot.size() || !snapshot.config)
        return std::nullopt;
    const TrialStart& start = snapshot.trial(static_cast<std::size_t>(trial)).start;
    const auto stage = static_cast<std::size_t>(std::max(start.stage, 0));
    if (!isSampled(start.origin) || stage >= snapshot.stages.size() ||
        stage >= snapshot.stageFirstTrials.size())
        return std::nullopt;
    ProposalReplay replay;
    replay.m_stage = snapshot.stages[stage];
    replay.m_trial = trial;
    replay.m_params = start.params;
    replay.m_firstTrial = snapshot.stageFirstTrials[stage];
    replay.m_lag = effectiveLag(*snapshot.config);
    replay.m_studySeed = snapshot.config->seed;
    const SamplerEntry* entry = findSampler(replay.m_stage->sampler.name);
    const bool isBlind = entry && entry->historyFree;
    replay.m_history.direction = snapshot.config->protocol.direction;
    const int told = std::max(trial - replay.m_lag, 0);
    for (int number = 0; number < trial; ++number) {
        TrialRecord record = trialRecordOf(snapshot.trial(static_cast<std::size_t>(number)));
        if (record.stage == start.stage && isSampled(record.origin))
            ++replay.m_indexInStage;
        if (number >= told) { // Its result was not there yet.
            record.state = TrialState::Running;
            record.value.reset();
            record.intermediateValues.clear();
        }
        replay.m_records.push_back(std::make_shared<const TrialRecord>(std::move(record)));
        const TrialRecordPtr& kept = replay.m_records.back();
        const bool fits = number >= replay.m_firstTrial || replay.space().validate(kept->params).has_value();
        if (!isBlind && number < told && fits)
            replay.m_history.trials.push_back(kept);
    }
    return replay;
}

ProposalContext ProposalReplay::context() const
{
    const auto told = static_cast<std::size_t>(std::max(m_trial - m_lag, 0));
    return {m_stage->space, m_history,      std::span(m_records).subspan(std::min(told, m_records.size())),
            m_trial,        m_indexInStage, m_studySeed};
}

std::string ProposalReplay::method() const
{
    const std::string& name = m_stage->sampler.name;
    return name == "auto" ? std::string(autoMethod(m_history)) : name;
}

} // namespace tunescope
