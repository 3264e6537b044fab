// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace tunescope::ui {

/// What settings and their values are called on screen. Titles are core's (settingEntries), so that every
/// view and the search table say the same; only the shorter names for narrow places are kept here.

/// "Learning rate" for learning_rate; unknown names with spaces for underscores.
[[nodiscard]] QString settingTitle(const std::string& name);
/// Head of a table's column: "lr" for learning_rate, "Act." for activation; the title otherwise.
[[nodiscard]] QString settingColumnTitle(const std::string& name);
/// For formulas such as "5 lr × 3 batch"; the name with spaces otherwise.
[[nodiscard]] QString settingShortTitle(const std::string& name);
/// "Leaky ReLU" for leaky_relu, "SGD" for sgd; unknown words with spaces for underscores.
[[nodiscard]] QString choiceTitle(const std::string& word);
/// A title inside a sentence: "learning rate"; "L2 penalty" and "TPE" keep their capital.
[[nodiscard]] QString insideSentence(const QString& title);

} // namespace tunescope::ui
