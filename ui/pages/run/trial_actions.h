// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace tunescope::ui {

/// What can be done with a trial from its row; a function that is not set is not offered.
struct TrialActions {
    std::function<void(int trial)> why = {};  ///< Why it ended as it did.
    std::function<void(int trial)> twin = {}; ///< With one change.
    std::function<void(int trial)> fork = {}; ///< At an epoch, with a change.
    std::function<void(int trial)> longer = {};
    std::function<void(int trial)> stop = {};
    std::function<void(int trial)> rerunWithNewSeed = {};
    std::function<void(int trial)> openInSearch = {}; ///< Its settings as fixed values.
    std::function<void(int trial, const QString& note)> setNote = {};
    std::function<void(int trial)> remove = {}; ///< Can be undone.
};

} // namespace tunescope::ui
