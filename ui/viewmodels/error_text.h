// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace tunescope::ui {

/// The sentence of an error in the window's language: the translated template with its arguments filled in.
/// Names of settings in the argument "param" are written as on screen ("learning_rate" -> "Learning rate").
[[nodiscard]] QString errorSentence(const Error& error);

/// An error as a banner shows it: what is wrong in bold, then what still holds or what to do.
struct ErrorWords {
    QString headline;
    QString detail; ///< May be empty.
};

[[nodiscard]] ErrorWords errorWords(const Error& error);

} // namespace tunescope::ui
