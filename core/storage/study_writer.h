// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/study_connections.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tunescope {

enum class Urgency {
    Batched, ///< Written within kLongestWait.
    AtOnce,  ///< The writer starts on it right away, with everything queued before it.
};

/// Owns the connection that writes, and the one thread that uses it. Jobs reach the file in the order of
/// push(), many in one transaction. After a fault the jobs stay queued, in order, until retry() succeeds.
class StudyWriter
{
public:
    static constexpr std::chrono::milliseconds kLongestWait{250};

    StudyWriter(std::unique_ptr<Database> database, std::unique_ptr<StudyTables> tables);
    StudyWriter(const StudyWriter&) = delete;
    StudyWriter& operator=(const StudyWriter&) = delete;
    /// Writes what is still queued.
    ~StudyWriter();

    void push(StudyJob job, Urgency urgency);
    /// Waits until everything pushed before is in the file, or a fault stands.
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] std::optional<Error> fault() const;
    void retry();
    /// Goes on with the database that `reopen` gives, with everything that is not in the old one yet.
    /// `reopen` runs on this thread while nothing is written; after its error all is as before. Returns the
    /// connection that reads.
    [[nodiscard]] Result<std::unique_ptr<Database>>
    moveTo(const std::function<Result<StudyConnections>()>& reopen);

private:
    void writeUntilStopped();
    void writeBatch(std::unique_lock<std::mutex>& lock);

    std::unique_ptr<Database> m_database;
    std::unique_ptr<StudyTables> m_tables;
    mutable std::mutex m_mutex; ///< Guards everything below.
    std::condition_variable m_wakeWriter;
    std::condition_variable m_batchDone;
    std::vector<StudyJob> m_queue;
    std::uint64_t m_pushed = 0;
    std::uint64_t m_written = 0;
    bool m_urgent = false;
    bool m_writing = false; ///< A batch is on its way to the file.
    bool m_moving = false;
    bool m_stopping = false;
    std::optional<Error> m_fault;
    std::thread m_thread;
};

} // namespace tunescope
