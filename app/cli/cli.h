// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope::cli {

/// The whole of tunescope-cli; the result is the process's exit code.
int run(int argc, char** argv);

} // namespace tunescope::cli
