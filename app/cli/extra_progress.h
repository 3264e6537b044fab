// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/extra_trainer.h"

#include <chrono>
#include <string>

namespace tunescope::cli {

/// "7 of 20 runs, 12 s left" on a terminal's stderr; silent where stderr is none or nothing is wanted.
class ExtraProgressBar
{
public:
    ExtraProgressBar(bool silent, std::string what);
    [[nodiscard]] ExtraProgress callback();
    void finish() const;

private:
    bool m_silent;
    std::string m_what;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
};

} // namespace tunescope::cli
