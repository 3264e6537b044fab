// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QObject>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace tunescope::ui {

/// Measures how long the event loop of this thread is away from waiting for events: the longest turn by the wall
/// clock and by the thread's own processor time (which a busy machine cannot lengthen).
class EventLoopProbe : public QObject
{
public:
    explicit EventLoopProbe(QObject* parent = nullptr)
        : QObject(parent)
    {
        QAbstractEventDispatcher* loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::awake, this, [this] { begin(); });
        connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { end(); });
    }

    void reset()
    {
        longestWall = 0.0;
        longestCpu = 0.0;
        turns = 0;
        m_running = false;
    }

    double longestWall = 0.0; ///< Milliseconds.
    double longestCpu = 0.0;  ///< Milliseconds.
    int turns = 0;

private:
    using Clock = std::chrono::steady_clock;

    static double cpuMilliseconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
    }

    void begin()
    {
        m_running = true;
        m_wall = Clock::now();
        m_cpu = cpuMilliseconds();
    }

    void end()
    {
        if (!m_running)
            return;
        m_running = false;
        ++turns;
        longestWall = std::max(longestWall, std::chrono::duration<double, std::milli>(Clock::now() - m_wall).count());
        longestCpu = std::max(longestCpu, cpuMilliseconds() - m_cpu);
    }

    bool m_running = false;
    Clock::time_point m_wall;
    double m_cpu = 0.0;
};

} // namespace tunescope::ui
