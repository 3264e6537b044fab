// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace tunescope::ui {

enum class FilterTokenKind { Word, Number, Compare, Open, Close, End, Bad };

/// One piece of a filter text. Word: a name or text; Number: `number` (percent already divided by 100).
struct FilterToken {
    FilterTokenKind kind = FilterTokenKind::End;
    QString text;
    double number = 0.0;
    qsizetype end = 0; ///< Behind its last character, so that a message can quote up to here.
};

/// Ends with one End token. Signs (≤ ≥ ≠ ==) come out as "<=", ">=", "!=", "=".
[[nodiscard]] std::vector<FilterToken> filterTokens(const QString& text);

} // namespace tunescope::ui
