// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include "app/cli/command.h"

#include <unistd.h>

#include <chrono>
#include <csignal>

namespace tunescope::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void onInterrupt(int)
{
    if (interrupted != 0)
        _exit(kExitInterrupted);
    interrupted = 1;
}

} // namespace

void catchInterrupts()
{
    struct sigaction action {
    };
    action.sa_handler = onInterrupt;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool isInterrupted()
{
    return interrupted != 0;
}

StopOnInterrupt::StopOnInterrupt()
    : m_watcher([this](const std::stop_token& done) {
        // A signal handler may not call request_stop(), so somebody has to look.
        while (!done.stop_requested() && !isInterrupted())
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (isInterrupted())
            m_stop.request_stop();
    })
{
}

} // namespace tunescope::cli
