// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/worker_thread.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

namespace tunescope {
namespace {

constexpr int kNice = 10;

void lowerPriority()
{
    // Best effort: a system that refuses only loses smoothness.
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

} // namespace

WorkerThread::WorkerThread(std::function<void()> work)
    : m_done(std::make_shared<std::atomic<bool>>(false))
    , m_thread([work = std::move(work), done = m_done] {
        lowerPriority();
        work();
        done->store(true, std::memory_order_release);
    })
{
}

} // namespace tunescope
