// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/low_priority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace tunescope::ui {

void lowerPriorityOfThisJob()
{
#if defined(__linux__)
    constexpr int kJobNice = 10;
    // Without the right to do so the job only runs as it did. On Linux a priority is that of a thread.
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kJobNice);
#endif
}

} // namespace tunescope::ui
