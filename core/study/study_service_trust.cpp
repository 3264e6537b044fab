// SPDX-License-Identifier: GPL-3.0-or-later
// The part of StudyService that tells how far scores can be trusted.
#include "core/data/dataset_facts.h"
#include "core/study/retuning.h"
#include "core/study/score_text.h"
#include "core/study/study_data.h"
#include "core/study/study_service_impl.h"
#include "core/study/test_scores.h"

#include <algorithm>

namespace tunescope {

Result<std::vector<DatasetCheck>> StudyService::findLeaks(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed)
{
    const auto dataset = openCachedDataset(data);
    return dataset ? leakFacts(**dataset, splitConfigOf(protocol, splitSeed, data)) : fail(dataset.error());
}

Result<std::vector<DatasetCheck>> StudyService::findLeaks() const
{
    const StudyConfig& config = *snapshot()->config;
    return leakFacts(m_impl->objective->dataset(), splitConfigOf(config.protocol, splitSeedOf(config), config.data));
}

Result<ConfirmationReport> StudyService::confirm(const ConfirmRequest& request, const ExtraProgress& progress, std::stop_token stop)
{
    const auto before = stored();
    if (!before)
        return fail(before.error());
    const auto trials = confirmedTrials(*before, request);
    const auto jobs = confirmationJobs(*before, request);
    if (!trials || !jobs)
        return fail(trials ? jobs.error() : trials.error());
    if (!jobs->empty()) {
        if (const auto fault = m_impl->store->fault())
            return fail(*fault);
        const auto done = trainExtras(*m_impl->objective, *m_impl->store, *jobs, request.workers, stop, progress);
        if (!done)
            return fail(done.error());
    }
    const auto after = stored();
    if (!after)
        return fail(after.error());
    auto report = confirmationReport(*after, request.split, *trials);
    if (!report) // Interrupted before the first run was done.
        report.emplace().split = request.split;
    if (!jobs->empty() && report->leader()) {
        std::string text;
        for (const std::string& sentence : confirmationSentences(*report, after->config.protocol.metric))
            text.append(text.empty() ? "" : " ").append(sentence);
        m_impl->note("confirmed", text);
        if (const auto written = m_impl->store->flush(); !written)
            return fail(written.error());
    }
    return *report;
}

Result<AuditReport> StudyService::auditPruning(const AuditRequest& request, const ExtraProgress& progress, std::stop_token stop)
{
    const auto before = stored();
    if (!before)
        return fail(before.error());
    const auto jobs = ghostJobs(*before, request);
    if (!jobs)
        return fail(jobs.error());
    if (jobs->empty())
        return auditReport(*before, request.top);
    if (const auto fault = m_impl->store->fault())
        return fail(*fault);
    if (const auto done = trainExtras(*m_impl->objective, *m_impl->store, *jobs, request.workers, stop, progress); !done)
        return fail(done.error());
    const auto after = stored();
    if (!after)
        return fail(after.error());
    AuditReport report = auditReport(*after, request.top);
    m_impl->note("audited", std::to_string(report.audited) + " of " + std::to_string(report.pruned) + " pruned trials were finished afterwards; " +
                                std::to_string(report.wronglyPruned) + " would have come into the best " + std::to_string(report.top));
    if (const auto written = m_impl->store->flush(); !written)
        return fail(written.error());
    return report;
}

Result<TestLook> StudyService::openTest(int trial, std::stop_token stop)
{
    const auto study = stored();
    if (!study)
        return fail(study.error());
    if (const auto fault = m_impl->store->fault())
        return fail(*fault);
    auto look = scoreOnTest(*m_impl->objective, *study, trial, stop);
    if (!look)
        return look;
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    look->openedAt = now.count();
    m_impl->store->testOpened(*look);
    m_impl->note("test_opened", "look " + std::to_string(look->number) + ": trial " + std::to_string(trial) + ", " + look->metric + " " +
                                    scoreText(look->value, look->metric) + " on " + std::to_string(look->rows) + " test rows, " +
                                    scoreText(look->validation, look->metric) + " on the validation part");
    if (const auto written = m_impl->store->flush(); !written)
        return fail(written.error());
    const std::lock_guard lock(m_impl->looksMutex);
    m_impl->looks.push_back(*look);
    return look;
}

Result<void> StudyService::addTwin(int trial, const ParamSet& changes)
{
    const auto study = stored();
    return study ? m_impl->enqueue(twinOf(*m_impl->objective, *study, trial, changes, study->stages.back().config)) : fail(study.error());
}

Result<void> StudyService::addFork(int trial, int epoch, const ParamSet& changes)
{
    const auto study = stored();
    return study ? m_impl->enqueue(forkOf(*m_impl->objective, *study, trial, epoch, changes, study->stages.back().config)) : fail(study.error());
}

Result<void> StudyService::addContinuation(int trial, int epochs)
{
    const auto study = stored();
    return study ? m_impl->enqueue(continuationOf(*m_impl->objective, *study, trial, epochs, study->stages.back().config)) : fail(study.error());
}

Result<DataChange> StudyService::compareData(const std::string& source, std::stop_token stop) const
{
    const auto study = stored();
    if (!study)
        return fail(study.error());
    DataSpec data = study->config.data;
    data.source = source;
    data.excludedRows.clear(); // They are numbers of rows of the old data.
    return scoreOnOtherData(*m_impl->objective, *study, data, stop);
}

Result<void> StudyService::writeNotebook(const std::string& kind, const std::string& text)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::NotebookTextEmpty);
    if (const auto fault = m_impl->store->fault())
        return fail(*fault);
    m_impl->note(kind, text);
    return m_impl->store->flush();
}

} // namespace tunescope
