// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_writer.h"

#include <iterator>
#include <utility>

namespace tunescope {

StudyWriter::StudyWriter(std::unique_ptr<Database> database, std::unique_ptr<StudyTables> tables)
    : m_database(std::move(database))
    , m_tables(std::move(tables))
    , m_thread([this] { writeUntilStopped(); })
{
}

StudyWriter::~StudyWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wakeWriter.notify_one();
    m_thread.join();
    (void)m_database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

void StudyWriter::push(StudyJob job, Urgency urgency)
{
    bool wake = urgency == Urgency::AtOnce;
    {
        const std::lock_guard lock(m_mutex);
        wake = wake || m_queue.empty();
        m_urgent = m_urgent || urgency == Urgency::AtOnce;
        m_queue.push_back(std::move(job));
        ++m_pushed;
    }
    if (wake)
        m_wakeWriter.notify_one();
}

Result<void> StudyWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t target = m_pushed;
    m_urgent = true;
    m_wakeWriter.notify_one();
    m_batchDone.wait(lock, [&] { return m_written >= target || m_fault.has_value(); });
    if (m_written >= target)
        return {};
    return fail(*m_fault);
}

std::optional<Error> StudyWriter::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

void StudyWriter::retry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_fault.reset();
        m_urgent = true;
    }
    m_wakeWriter.notify_one();
}

Result<std::unique_ptr<Database>> StudyWriter::moveTo(const std::function<Result<StudyConnections>()>& reopen)
{
    std::unique_lock lock(m_mutex);
    m_moving = true; // The thread begins no batch from here on.
    m_batchDone.wait(lock, [this] { return !m_writing; });
    lock.unlock();
    Result<StudyConnections> next = reopen();
    lock.lock();
    m_moving = false;
    if (next) {
        m_tables = std::move(next->tables); // Its statements before their connection.
        m_database = std::move(next->database);
        m_fault.reset();
        m_urgent = true;
    }
    m_wakeWriter.notify_one();
    if (!next)
        return fail(next.error());
    return std::move(next->reader);
}

void StudyWriter::writeUntilStopped()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wakeWriter.wait(lock, [this] {
            return !m_moving && (m_stopping || (!m_fault && (m_urgent || !m_queue.empty())));
        });
        m_wakeWriter.wait_for(lock, kLongestWait, [this] { return m_stopping || m_urgent; });
        m_wakeWriter.wait(lock, [this] { return !m_moving; });
        writeBatch(lock);
        if (m_stopping && (m_queue.empty() || m_fault))
            return;
    }
}

void StudyWriter::writeBatch(std::unique_lock<std::mutex>& lock)
{
    std::vector<StudyJob> batch = std::exchange(m_queue, {});
    m_urgent = false;
    m_writing = true;
    lock.unlock();
    const Result<void> done = batch.empty() ? Result<void>() : m_tables->applyBatch(batch);
    lock.lock();
    m_writing = false;
    if (done) {
        m_written += batch.size();
    } else {
        m_fault = done.error();
        m_queue.insert(m_queue.begin(), std::make_move_iterator(batch.begin()),
                       std::make_move_iterator(batch.end()));
    }
    m_batchDone.notify_all();
}

} // namespace tunescope
