// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope::ui {

/// The calling thread yields to all others from now on, as the threads that train do (nice 10; it cannot be taken back).
/// Only for a job of BackgroundJobs, whose thread ends with it: looks that nobody waits for must not slow the window.
void lowerPriorityOfThisJob();

} // namespace tunescope::ui
