// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace tunescope {

/// A thread of lower priority (nice 10) that says when it is done, so that joining it never waits.
///
/// Linux sets priorities per thread and cannot raise them back without rights, so such a thread is never reused.
class WorkerThread
{
public:
    explicit WorkerThread(std::function<void()> work);

    [[nodiscard]] bool isDone() const { return m_done->load(std::memory_order_acquire); }

private:
    std::shared_ptr<std::atomic<bool>> m_done;
    std::jthread m_thread;
};

} // namespace tunescope
