// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace tunescope::cli {

/// From now on Ctrl-C and SIGTERM only raise a flag, so that the work can be saved; a second one ends the
/// program at once. A closed pipe is no signal any more.
void catchInterrupts();

[[nodiscard]] bool isInterrupted();

/// A stop token that Ctrl-C raises, as long as the object lives.
class StopOnInterrupt
{
public:
    StopOnInterrupt();
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_watcher;
};

} // namespace tunescope::cli
