// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a study for the Trust view, and its ports on the open project.
#include "core/study/study_notebook.h"
#include "ui/viewmodels/low_priority.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/trust_model.h"

namespace tunescope::ui {
namespace {

constexpr int kAuditTop = 10;

std::vector<BestSoFar> bestSoFar(const StoredStudy& study)
{
    std::vector<BestSoFar> best;
    int told = 0;
    for (const StoredTrial& trial : study.trials) {
        if (!isTold(trial.state) || trial.start.origin.kind == OriginKind::Imported)
            continue;
        ++told;
        if (trial.state != TrialState::Complete || !trial.outcome.value)
            continue;
        if (best.empty() || isBetter(*trial.outcome.value, best.back().value, study.config.protocol.direction))
            best.push_back({told, trial.start.number, *trial.outcome.value});
    }
    if (!best.empty() && best.back().trials < told)
        best.push_back({told, best.back().trial, best.back().value});
    return best;
}

} // namespace

std::optional<double> TrustFacts::confirmedMean(int trial) const
{
    for (const ConfirmedTrial& confirmed : sameSplit ? sameSplit->trials : std::vector<ConfirmedTrial>()) {
        if (confirmed.trial == trial && confirmed.verdict.mean.count > 0)
            return confirmed.verdict.mean.mean;
    }
    return std::nullopt;
}

TrustFacts trustFactsOf(const StoredStudy& study)
{
    return {.metric = metricStyleOf(study.config.protocol.metric),
            .testRows = study.facts.testRows,
            .optimism = optimismOf(study),
            .best = bestSoFar(study),
            .sameSplit = confirmationReport(study, ConfirmSplit::Same),
            .newSplits = confirmationReport(study, ConfirmSplit::New),
            .audit = auditReport(study, kAuditTop),
            .ledger = costLedger(study),
            .looks = study.testLooks,
            .notebook = study.events,
            .notebookFaults = notebookFaults(study),
            .trials = static_cast<int>(study.trials.size()),
            .extraRuns = static_cast<int>(study.extraRuns.size())};
}

TrustPorts trustPortsOf(ProjectController& project)
{
    StudyService* service = &project.service();
    return {.inBackground = backgroundOf(project),
            .read = [service]() -> Result<TrustFacts> {
                lowerPriorityOfThisJob();
                if (!service->isOpen())
                    return TrustFacts{};
                const auto study = service->stored();
                if (!study)
                    return fail(study.error());
                return trustFactsOf(*study);
            },
            .confirm = [service](const ConfirmRequest& request, const ExtraProgress& progress,
                                 std::stop_token stop) { return service->confirm(request, progress, std::move(stop)); },
            .openTest = [service](int trial, std::stop_token stop) { return service->openTest(trial, std::move(stop)); },
            .audit = [service](const AuditRequest& request, const ExtraProgress& progress,
                               std::stop_token stop) { return service->auditPruning(request, progress, std::move(stop)); },
            .write = [service](const std::string& kind, const std::string& text) { return service->writeNotebook(kind, text); },
            .workers = [&project] { return project.workers(); },
            .post = [&project](const Message& message) { emit project.messagePosted(message); }};
}

} // namespace tunescope::ui
