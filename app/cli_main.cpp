// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/wiring.h"

int main(int argc, char** argv)
{
    tunescope::keepMemoryForTrials();
    return tunescope::cli::run(argc, argv);
}
