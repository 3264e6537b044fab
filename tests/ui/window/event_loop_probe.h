// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace tunescope::ui {

/// Measures how long the event loop of this thread is kept from its events: a timer beats every 2 ms, and what a
/// beat comes too late is how long something blocked the loop. Also by the thread's own processor time, which a
/// busy machine cannot lengthen.
class EventLoopProbe : public QObject
{
public:
    explicit EventLoopProbe(QObject* parent = nullptr)
        : QObject(parent)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_timer.start(kBeatMs);
        reset();
    }

    void reset()
    {
        longestWall = 0.0;
        longestCpu = 0.0;
        beats = 0;
        m_wall = Clock::now();
        m_cpu = cpuMilliseconds();
    }

    double longestWall = 0.0; ///< Milliseconds.
    double longestCpu = 0.0;  ///< Milliseconds.
    int beats = 0;

private:
    using Clock = std::chrono::steady_clock;
    static constexpr int kBeatMs = 2;

    static double cpuMilliseconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
    }

    void beat()
    {
        ++beats;
        const auto now = Clock::now();
        const double cpu = cpuMilliseconds();
        longestWall = std::max(longestWall, std::chrono::duration<double, std::milli>(now - m_wall).count() - kBeatMs);
        longestCpu = std::max(longestCpu, cpu - m_cpu);
        m_wall = now;
        m_cpu = cpu;
    }

    QTimer m_timer;
    Clock::time_point m_wall;
    double m_cpu = 0.0;
};

} // namespace tunescope::ui
