// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <QList>
#include <QString>

namespace tunescope::ui {

/// One setting as a card shows it.
struct SettingText {
    QString label; ///< "Learning rate"
    QString value; ///< "0.0020"
    bool isNumber = true;
};

/// Every active setting of a trial, searched or fixed, in the order of the search page; layers and units in
/// one ("4 × 110").
[[nodiscard]] QList<SettingText> settingTexts(const StudySnapshot& snapshot, const TrialSnapshot& trial);

/// "RMSprop, lr 0.0020, 4 × 110".
[[nodiscard]] QString configLine(const StudySnapshot& snapshot, const TrialSnapshot& trial);

} // namespace tunescope::ui
