// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope::ui {

/// The trials of a draft together with those of the open study that it goes on with.
struct DraftTrials {
    int before = 0; ///< Of earlier stages: the draft's budget comes on top of them.
    int begun = 0;  ///< Already run, or running.
    int total = 0;  ///< In all, once start() has done its work; 0 = no limit by trials.
    int more = 0;   ///< That start() would add.
};

} // namespace tunescope::ui
