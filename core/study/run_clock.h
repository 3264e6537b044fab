// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>

namespace tunescope {

/// Seconds spent running; pauses and stops are left out. Thread-safe.
class RunClock
{
public:
    void run()
    {
        const std::lock_guard lock(m_mutex);
        if (!m_running)
            m_since = Clock::now();
        m_running = true;
    }

    void halt()
    {
        const std::lock_guard lock(m_mutex);
        if (m_running)
            m_before += Clock::now() - m_since;
        m_running = false;
    }

    [[nodiscard]] double seconds() const
    {
        const std::lock_guard lock(m_mutex);
        const Clock::duration now = m_running ? m_before + (Clock::now() - m_since) : m_before;
        return std::chrono::duration<double>(now).count();
    }

private:
    using Clock = std::chrono::steady_clock;

    mutable std::mutex m_mutex;
    Clock::duration m_before{};
    Clock::time_point m_since;
    bool m_running = false;
};

} // namespace tunescope
