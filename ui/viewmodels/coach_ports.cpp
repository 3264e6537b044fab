// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach_service.h"
#include "ui/viewmodels/coach_actions.h"
#include "ui/viewmodels/coach_model.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/low_priority.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/trial_queue.h"

#include <mutex>

namespace tunescope::ui {
namespace {

constexpr auto kDismissedName = "coach_dismissed"; ///< "overfitting:12 tie:-1"
constexpr std::size_t kMostOutcomes = 3;

/// The coach of the study that is open, kept between looks: what it measured of the data stays. Used by one
/// background job at a time.
struct KeptCoach {
    std::mutex mutex;
    std::shared_ptr<const StudyConfig> study; ///< Whose it is; held, so that no other study gets its address.
    std::unique_ptr<CoachService> coach;
};

bool isExperiment(const StoredTrial& trial)
{
    const OriginKind kind = trial.start.origin.kind;
    return isTold(trial.state) && !trial.deleted && trial.state != TrialState::Cancelled && trial.start.origin.of >= 0 &&
           (kind == OriginKind::Twin || kind == OriginKind::Continued || kind == OriginKind::Fork);
}

Result<CoachReading> readingOf(const CoachService& coach, int trial)
{
    CoachReading reading{.trial = trial, .verdicts = {}};
    if (trial >= 0 && static_cast<std::size_t>(trial) < coach.stored().trials.size()) {
        auto verdicts = coach.trialVerdicts(trial);
        if (!verdicts)
            return fail(verdicts.error());
        reading.verdicts = std::move(*verdicts);
    }
    std::vector<Verdict> ofStudy = coach.studyVerdicts();
    std::move(ofStudy.begin(), ofStudy.end(), std::back_inserter(reading.verdicts));
    const auto& trials = coach.stored().trials;
    for (auto it = trials.rbegin(); it != trials.rend() && reading.judgements.size() < kMostOutcomes; ++it) {
        if (!isExperiment(*it))
            continue;
        auto judgement = coach.judge(it->start.number, it->start.origin.of);
        if (judgement)
            reading.judgements.push_back(std::move(*judgement));
    }
    if (coach.dataFault())
        reading.dataFault = errorSentence(*coach.dataFault());
    return reading;
}

Result<CoachReading> readCoach(const StudyService& service, KeptCoach& kept, int trial)
{
    const std::lock_guard lock(kept.mutex);
    const StudySnapshotPtr snapshot = service.snapshot();
    if (!snapshot) {
        kept.coach.reset();
        return CoachReading{};
    }
    if (kept.coach && kept.study == snapshot->config) {
        if (const auto fresh = kept.coach->refresh(); !fresh)
            return fail(fresh.error());
        return readingOf(*kept.coach, trial);
    }
    auto coach = CoachService::create(readerOf(service));
    if (!coach)
        return fail(coach.error());
    kept.study = snapshot->config;
    kept.coach = std::move(*coach);
    return readingOf(*kept.coach, trial);
}

} // namespace

CoachPorts coachPortsOf(ProjectController& project, TrialQueue& queue, std::function<void(const std::vector<int>&, int)> confirm,
                        std::function<void()> toData)
{
    const auto kept = std::make_shared<KeptCoach>();
    CoachPorts ports;
    ports.inBackground = backgroundOf(project);
    ports.read = [service = &project.service(), kept](int trial) {
        lowerPriorityOfThisJob();
        return readCoach(*service, *kept, trial);
    };
    ports.recall = [&project] {
        if (!project.runner())
            return QString();
        const ViewState& state = project.service().viewState();
        const auto found = state.find(kDismissedName);
        return found == state.end() ? QString() : toQt(found->second);
    };
    ports.remember = [&project](const QString& text) {
        if (project.runner())
            project.service().setViewState(kDismissedName, toStd(text));
    };
    ports.start = [&project, &queue, confirm = std::move(confirm), toData = std::move(toData)](const Verdict& verdict,
                                                                                             const Suggestion& suggestion) {
        switch (suggestion.kind) {
        case SuggestionKind::Twin:
            queue.push({.kind = OriginKind::Twin, .of = verdict.trial, .changes = suggestion.change});
            break;
        case SuggestionKind::Continue:
            queue.push({.kind = OriginKind::Continued, .of = verdict.trial, .epochs = suggestion.epochs});
            break;
        case SuggestionKind::Range:
        case SuggestionKind::Protocol:
            applyToDraft(project, suggestion);
            break;
        case SuggestionKind::Confirm:
            if (confirm)
                confirm(suggestion.trials, suggestion.seeds);
            break;
        case SuggestionKind::Data:
            if (toData)
                toData();
            break;
        }
    };
    return ports;
}

} // namespace tunescope::ui
