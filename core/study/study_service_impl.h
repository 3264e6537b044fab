// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/controlled_trials.h"
#include "core/study/stored_data.h"
#include "core/study/study_service.h"
#include "core/study/training_objective.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tunescope {

/// The open study behind StudyService; its functions lie in study_service.cpp and study_service_trust.cpp.
class StudyService::Impl
{
public:
    std::shared_ptr<StudyStoreFactory> stores;
    std::shared_ptr<StudyStore> store;
    std::shared_ptr<TrainingObjective> objective;
    std::unique_ptr<StudyRunner> runner;
    std::unique_ptr<TemporaryDataFile> dataFile; ///< The study's own copy, where the original is gone.
    ViewState viewState;
    mutable std::mutex looksMutex; ///< openTest() works in the background.
    std::vector<TestLook> looks;

    [[nodiscard]] Result<void> enqueue(const Result<ControlledTrial>& trial) const
    {
        if (!trial)
            return fail(trial.error());
        if (const auto fault = store->fault())
            return fail(*fault);
        runner->enqueueControlled(trial->params, trial->lineage);
        return {};
    }
    /// Writes a line of the notebook.
    void note(const std::string& kind, const std::string& text) const
    {
        const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
        store->eventHappened({now.count(), kind, text});
    }

    [[nodiscard]] Result<void> begin(StoredStudy stored, StudyListener* listener)
    {
        auto created = StudyRunner::create(std::move(stored), objective, store, listener);
        if (!created)
            return fail(created.error());
        runner = std::move(*created);
        return {};
    }

    [[nodiscard]] Result<const TrialSnapshot*> trial(const StudySnapshot& snapshot, int number) const
    {
        if (number < 0 || static_cast<std::size_t>(number) >= snapshot.size())
            return fail(ErrorCode::NoSuchTrial, {{"trial", number}, {"last", static_cast<std::int64_t>(snapshot.size()) - 1}});
        return &snapshot.trial(static_cast<std::size_t>(number));
    }

    struct Replay {
        TrialStart start;
        ParamSet fixed;
        int epoch = 0;
    };
    /// `epoch` 0 = the trial's best so far.
    [[nodiscard]] Result<Replay> epochToReplay(const StudySnapshotPtr& now, int number, int epoch) const
    {
        const auto found = trial(*now, number);
        if (!found)
            return fail(found.error());
        const TrialSnapshot& shown = **found;
        const int wanted = epoch > 0 ? epoch : shown.bestEpochSoFar;
        if (wanted == 0 || wanted > shown.finishedEpochs())
            return fail(ErrorCode::TrialHasNoEpochs, {{"trial", number}});
        return Replay{shown.start, now->stages[static_cast<std::size_t>(shown.start.stage)]->fixed, wanted};
    }
};

} // namespace tunescope
