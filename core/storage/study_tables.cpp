// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_tables.h"

#include "core/base/number_text.h"
#include "core/storage/layers_blob.h"
#include "core/storage/stored_json.h"
#include "core/storage/study_schema.h"
#include "core/storage/study_spec_json.h"
#include "core/storage/trust_stored_json.h"
#include "core/study/study_notebook.h"

#include <bit>
#include <chrono>
#include <cstring>
#include <utility>

namespace tunescope {
namespace {

void appendNumber(std::vector<std::byte>& out, double value)
{
    static_assert(std::endian::native == std::endian::little, "the file holds little-endian doubles");
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

/// Runs the statements one after the other until one fails.
template <class... Steps>
Result<void> inOrder(Steps... steps)
{
    Result<void> done;
    (void)((done = steps(), done.has_value()) && ...);
    return done;
}

} // namespace

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct StudyTables::Statements {
    Statement insertTrial;
    Statement insertParam;
    Statement dropUncovered;
    Statement dropUncoveredCounts;
    Statement dropUncoveredLayers;
    Statement insertEpoch;
    Statement insertCounts;
    Statement insertLayers;
    Statement insertLayerNames;
    Statement insertBadLayer;
    Statement finishTrial;
    Statement insertRun;
    Statement dropCheckpoint;
    Statement insertCheckpoint;
    Statement setState;
    Statement insertEvent;
    Statement setNotebookHead;
};

StudyTables::StudyTables(Database& database)
    : m_database(database)
    , m_statements(std::make_shared<Statements>())
{
}

Result<std::unique_ptr<StudyTables>> StudyTables::create(Database& database)
{
    std::unique_ptr<StudyTables> tables(new StudyTables(database));
    Statements& s = *tables->m_statements;
    // Epochs after the checkpoint are trained again when an interrupted trial goes on.
    const auto dropUncovered = [](const std::string& table) {
        return "DELETE FROM " + table +
               " WHERE trial = ?1 AND NOT EXISTS (SELECT 1 FROM checkpoint AS c WHERE c.trial = ?1 AND (" +
               table + ".repeat, " + table + ".fold, " + table + ".epoch) <= (c.repeat, c.fold, c.epoch))";
    };
    const std::vector<std::pair<Statement*, std::string>> all{
        {&s.insertTrial, "INSERT INTO trial (number, stage, state, seed, origin, started_at) VALUES (?, ?, "
                         "'running', ?, ?, ?) "
                         "ON CONFLICT (number) DO UPDATE SET state = 'running'"},
        {&s.insertParam, "INSERT OR REPLACE INTO trial_param VALUES (?, ?, ?, ?)"},
        {&s.dropUncovered, dropUncovered("epoch_report")},
        {&s.dropUncoveredCounts, dropUncovered("confusion")},
        {&s.dropUncoveredLayers, dropUncovered("layer_report")},
        {&s.insertEpoch, "INSERT OR REPLACE INTO epoch_report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&s.insertCounts, "INSERT OR REPLACE INTO confusion VALUES (?, ?, ?, ?, ?, ?)"},
        {&s.insertLayers, "INSERT OR REPLACE INTO layer_report VALUES (?, ?, ?, ?, ?)"},
        {&s.insertLayerNames, "INSERT OR REPLACE INTO layer_name VALUES (?, ?)"},
        {&s.insertBadLayer, "INSERT OR REPLACE INTO bad_layer VALUES (?, ?)"},
        {&s.finishTrial,
         "UPDATE trial SET state = ?2, reason_kind = ?3, reason_text = ?4, reason_epoch = ?5, reason_step = "
         "?6, "
         "prune = ?7, value = ?8, last_value = ?9, best_epoch = ?10, weights = ?11, trial_seconds = ?12, "
         "flops = ?13, looks = (SELECT count(*) FROM test_look) "
         "WHERE number = ?1"},
        {&s.insertRun, "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
        {&s.dropCheckpoint, "DELETE FROM checkpoint WHERE trial = ?"},
        {&s.insertCheckpoint, "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)"},
        {&s.setState, "UPDATE trial SET state = ?2 WHERE number = ?1"},
        {&s.insertEvent, "INSERT INTO event (at, kind, detail, hash) VALUES (?, ?, ?, ?)"},
        {&s.setNotebookHead, "INSERT OR REPLACE INTO notebook_head VALUES (1, ?, ?)"},
    };
    for (const auto& [statement, sql] : all) {
        Result<Statement> prepared = database.prepare(sql);
        if (!prepared)
            return fail(prepared.error());
        *statement = std::move(*prepared);
    }
    return tables;
}

Result<void> StudyTables::applyBatch(const std::vector<StudyJob>& jobs)
{
    Result<void> done = m_database.execute("BEGIN IMMEDIATE");
    for (std::size_t i = 0; done && i < jobs.size(); ++i)
        done = std::visit([this](const auto& job) { return apply(job); }, jobs[i]);
    if (done)
        done = m_database.execute("COMMIT");
    if (!done)
        m_notebookEnd.reset();
    if (!done)
        (void)m_database.execute("ROLLBACK"); // Fails where SQLite has rolled back by itself; both are fine.
    return done;
}

Result<void> StudyTables::apply(const TrialStart& trial)
{
    Statements& s = *m_statements;
    Result<void> done = inOrder(
        [&] {
            return s.insertTrial.run(trial.number, trial.stage, std::to_string(trial.seed),
                                     originText(trial.origin), secondsNow());
        },
        [&] { return s.dropUncovered.run(trial.number); },
        [&] { return s.dropUncoveredCounts.run(trial.number); },
        [&] { return s.dropUncoveredLayers.run(trial.number); }, [&] { return writeSegments(trial); });
    int position = 0;
    for (auto item = trial.params.begin(); done && item != trial.params.end(); ++item) {
        JsonWriter value;
        value.param(item->second);
        done = s.insertParam.run(trial.number, position++, item->first, value.take());
    }
    return done;
}

Result<void> StudyTables::apply(const EpochRecord& record)
{
    m_metrics.clear();
    for (const double value : record.train ? record.train->metrics : std::vector<double>())
        appendNumber(m_metrics, value);
    for (const double value : record.validation.metrics)
        appendNumber(m_metrics, value);
    m_stopping.clear();
    if (record.stopping) {
        appendNumber(m_stopping, record.stopping->loss);
        for (const double value : record.stopping->metrics)
            appendNumber(m_stopping, value);
    }
    const auto stopping = record.stopping ? std::optional(std::span<const std::byte>(m_stopping)) : std::nullopt;
    const auto trainLoss = record.train ? std::optional(record.train->loss) : std::nullopt;
    Result<void> done = m_statements->insertEpoch.run(
        record.trial, record.repeat, record.fold, record.epoch, record.train ? 1 : 0, trainLoss,
        record.validation.loss, std::span<const std::byte>(m_metrics), record.learningRate,
        record.gradientNorm, record.epochSeconds, stopping);
    if (done && !record.confusion.empty())
        done = m_statements->insertCounts.run(record.trial, record.repeat, record.fold, record.epoch,
                                              record.confusion.classes(), m_packer.pack(record.confusion));
    return done && !record.layers.empty() ? writeLayers(record) : done;
}

Result<void> StudyTables::writeLayers(const EpochRecord& record)
{
    packLayers(record.layers, m_layers);
    const auto done = m_statements->insertLayers.run(record.trial, record.repeat, record.fold, record.epoch,
                                                     std::span<const std::byte>(m_layers));
    const bool first = record.epoch == 1;
    return done && first ? m_statements->insertLayerNames.run(record.trial, layerNames(record.layers)) : done;
}

Result<void> StudyTables::apply(const TrialToldJob& job)
{
    const TrialOutcome& outcome = job.outcome;
    const TrialReason& reason = outcome.reason;
    const auto prune = reason.prune ? std::optional(printPruneReason(*reason.prune)) : std::nullopt;
    return inOrder(
        [&] {
            return m_statements->finishTrial.run(job.trial, trialStateName(outcome.state), reason.kind,
                                                 reason.text, reason.epoch, reason.step, prune, outcome.value,
                                                 outcome.lastValue, outcome.bestEpoch, outcome.weights,
                                                 outcome.trialSeconds, outcome.flops);
        },
        [&] {
            return reason.layer.empty() ? Result<void>()
                                        : m_statements->insertBadLayer.run(job.trial, reason.layer);
        },
        [&] { return writeRuns(job.trial, outcome.runs); },
        [&] { return m_statements->dropCheckpoint.run(job.trial); });
}

Result<void> StudyTables::writeRuns(int trial, const std::vector<RunResult>& runs)
{
    for (const RunResult& run : runs) {
        const auto done = m_statements->insertRun.run(trial, run.repeat, run.fold, run.value, run.lastValue,
                                                      run.bestEpoch, run.epochs, run.gap);
        if (!done)
            return done;
    }
    return {};
}

Result<void> StudyTables::apply(const CheckpointJob& job)
{
    const TrialCheckpoint& checkpoint = job.checkpoint;
    return m_statements->insertCheckpoint.run(job.trial, checkpoint.repeat, checkpoint.fold, checkpoint.epoch,
                                              std::span<const std::byte>(checkpoint.bytes),
                                              printRunResults(checkpoint.finishedRuns));
}

Result<void> StudyTables::apply(const InterruptedJob& job)
{
    return m_statements->setState.run(job.trial, trialStateName(TrialState::Paused));
}

Result<void> StudyTables::apply(const StageOpenedJob& job)
{
    const Result<std::string> count = m_database.query("SELECT count(*) FROM stage");
    if (!count)
        return fail(count.error());
    return writeStage(static_cast<int>(parseInteger(*count).value_or(0)), job.stage, job.firstTrial);
}

Result<void> StudyTables::apply(const BudgetJob& job)
{
    Result<Statement> update =
        m_database.prepare("UPDATE stage SET budget_trials = ?2, budget_seconds = ?3 WHERE number = ?1");
    if (!update)
        return fail(update.error());
    const Result<void> done = update->run(job.stage, job.budget.trials, job.budget.seconds);
    return done ? writeRules(job.stage, job.budget.rules) : done;
}

Result<void> StudyTables::apply(const QueuedTrialJob& job)
{
    Result<Statement> insert = m_database.prepare("INSERT INTO queued_trial (stage, params, lineage) VALUES (?, ?, ?)");
    const auto lineage = job.lineage ? std::optional(printLineage(*job.lineage)) : std::nullopt;
    return insert ? insert->run(job.stage, printParamSet(job.params), lineage) : fail(insert.error());
}

Result<void> StudyTables::apply(const StudyEvent& event)
{
    if (const auto found = findNotebookEnd(); !found)
        return found;
    NotebookEnd end{m_notebookEnd->entries + 1, notebookHash(m_notebookEnd->hash, event)};
    const Result<void> done = inOrder(
        [&] { return m_statements->insertEvent.run(event.at, event.kind, event.detail, end.hash); },
        [&] { return m_statements->setNotebookHead.run(end.entries, end.hash); });
    if (done)
        m_notebookEnd = std::move(end);
    return done;
}

Result<void> StudyTables::apply(const ViewStateJob& job)
{
    if (const auto made = m_database.execute(kViewStateTable); !made)
        return made;
    Result<Statement> insert = m_database.prepare("INSERT OR REPLACE INTO view_state VALUES (?, ?)");
    return insert ? insert->run(job.name, job.value) : fail(insert.error());
}

Result<void> StudyTables::apply(const NoteJob& job)
{
    Result<Statement> insert = m_database.prepare("INSERT OR REPLACE INTO note VALUES (?, ?)");
    return insert ? insert->run(job.trial, job.note) : fail(insert.error());
}

Result<void> StudyTables::apply(const DeletedJob& job)
{
    Result<Statement> update = m_database.prepare("UPDATE trial SET deleted = ?2 WHERE number = ?1");
    return update ? update->run(job.trial, job.deleted ? 1 : 0) : fail(update.error());
}

} // namespace tunescope
