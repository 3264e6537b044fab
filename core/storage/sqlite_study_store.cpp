// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_study_store.h"

#include "core/storage/study_loader.h"

#include <filesystem>
#include <utility>

namespace tunescope {

SqliteStudyStore::SqliteStudyStore(std::string path, std::unique_ptr<Database> reader,
                                   std::optional<StudyLock> lock, std::unique_ptr<StudyWriter> writer)
    : m_lock(std::move(lock))
    , m_writer(std::move(writer))
    , m_path(std::move(path))
    , m_reader(std::move(reader))
{
}

void SqliteStudyStore::push(StudyJob job, Urgency urgency)
{
    if (m_writer)
        m_writer->push(std::move(job), urgency);
}

void SqliteStudyStore::trialStarted(const TrialStart& trial)
{
    push(trial, Urgency::Batched);
}
void SqliteStudyStore::epochReported(const EpochRecord& record)
{
    push(record, Urgency::Batched);
}

void SqliteStudyStore::checkpointSaved(int trial, const TrialCheckpoint& checkpoint)
{
    push(CheckpointJob{.trial = trial, .checkpoint = checkpoint}, Urgency::Batched);
}

void SqliteStudyStore::trialTold(int trial, const TrialOutcome& outcome)
{
    push(TrialToldJob{.trial = trial, .outcome = outcome}, Urgency::AtOnce);
}

void SqliteStudyStore::trialInterrupted(int trial)
{
    push(InterruptedJob{.trial = trial}, Urgency::AtOnce);
}

void SqliteStudyStore::stageOpened(const StageConfig& stage, int firstTrial)
{
    push(StageOpenedJob{.stage = stage, .firstTrial = firstTrial}, Urgency::AtOnce);
}

void SqliteStudyStore::budgetChanged(int stage, const Budget& budget)
{
    push(BudgetJob{.stage = stage, .budget = budget}, Urgency::AtOnce);
}

void SqliteStudyStore::trialQueued(int stage, const ParamSet& params, const TrialLineage& lineage)
{
    push(QueuedTrialJob{.stage = stage, .params = params, .lineage = lineage}, Urgency::AtOnce);
}

void SqliteStudyStore::extraRunDone(const ExtraRun& run)
{
    push(run, Urgency::AtOnce);
}

void SqliteStudyStore::testOpened(const TestLook& look)
{
    push(look, Urgency::AtOnce);
}

void SqliteStudyStore::eventHappened(const StudyEvent& event)
{
    push(event, Urgency::Batched);
}

void SqliteStudyStore::noteChanged(int trial, const std::string& note)
{
    push(NoteJob{.trial = trial, .note = note}, Urgency::AtOnce);
}

void SqliteStudyStore::deletedChanged(int trial, bool deleted)
{
    push(DeletedJob{.trial = trial, .deleted = deleted}, Urgency::AtOnce);
}

void SqliteStudyStore::viewStateChanged(const std::string& name, const std::string& value)
{
    push(ViewStateJob{.name = name, .value = value}, Urgency::Batched);
}

Result<void> SqliteStudyStore::flush()
{
    return m_writer ? m_writer->flush() : Result<void>();
}

std::optional<Error> SqliteStudyStore::fault() const
{
    return m_writer ? m_writer->fault() : Error{ErrorCode::StudyReadOnly, {{"path", path()}}};
}

void SqliteStudyStore::retry()
{
    if (m_writer)
        m_writer->retry();
}

std::string SqliteStudyStore::path() const
{
    const std::lock_guard lock(m_readerMutex);
    return m_path;
}

Result<void> SqliteStudyStore::copyTo(const std::string& path)
{
    if (m_writer) {
        if (const auto written = flush(); !written)
            return written;
    }
    const std::lock_guard lock(m_readerMutex);
    return copyDatabase(*m_reader, path);
}

Result<void> SqliteStudyStore::moveTo(const std::string& path)
{
    if (!m_writer)
        return fail(*fault());
    std::error_code error;
    if (std::filesystem::exists(path, error))
        return fail(ErrorCode::StudyExists, {{"path", path}});
    Result<StudyLock> lock = StudyLock::acquire(path);
    if (!lock)
        return fail(lock.error());
    const auto reopen = [&]() -> Result<StudyConnections> {
        const std::lock_guard reading(m_readerMutex);
        if (const auto copied = copyDatabase(*m_reader, path); !copied)
            return fail(copied.error());
        return openStudyConnections(path);
    };
    Result<std::unique_ptr<Database>> reader = m_writer->moveTo(reopen);
    if (!reader)
        return fail(reader.error());
    const std::lock_guard reading(m_readerMutex);
    m_reader = std::move(*reader);
    m_path = path;
    m_lock = std::move(*lock);
    return {};
}

/// Everything queued is written first; where that fails, what is on disk is read all the same.
template <class Read>
auto SqliteStudyStore::readFlushed(Read read)
{
    (void)flush();
    const std::lock_guard lock(m_readerMutex);
    return read(*m_reader);
}

Result<StoredStudy> SqliteStudyStore::load()
{
    return readFlushed([](Database& database) { return loadStudy(database); });
}

Result<ConfusionMatrix> SqliteStudyStore::confusion(int trial, int repeat, int fold, int epoch)
{
    return readFlushed(
        [&](Database& database) { return loadConfusion(database, trial, repeat, fold, epoch); });
}

Result<std::vector<EpochLayers>> SqliteStudyStore::layerReports(int trial)
{
    return readFlushed([&](Database& database) { return loadLayerReports(database, trial); });
}

Result<std::vector<std::byte>> SqliteStudyStore::dataCopy()
{
    return readFlushed([](Database& database) { return loadDataCopy(database); });
}

} // namespace tunescope
