// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QMetaType>

#include <array>

namespace tunescope::ui {

/// Spelling of ColorRole in tokens.json and in the style sheet property "tone".
inline constexpr std::array<const char*, kColorRoleCount> kColorRoleNames{
    "app",          "rail",     "surface",    "sunken",     "hover",    "border", "control",     "grid",
    "axis",         "text",     "text2",      "text3",      "disabled", "accent", "accentHover", "accentSoft",
    "accentBorder", "onAccent", "best",       "bestMark",   "bestSoft", "ok",     "okSoft",      "warn",
    "warnSoft",     "danger",   "dangerSoft", "info",       "infoSoft", "pruned", "ghost",       "running",
    "paused",       "focus",    "tooltip",    "tooltipText"};

/// Spelling of TextStyle in tokens.json and in the style sheet property "textStyle".
inline constexpr std::array<const char*, kTextStyleCount> kTextStyleNames{
    "display", "numeral", "title", "section", "card", "body", "table", "num", "caption", "axis", "cell"};

/// Dynamic property of a window or of the application that carries `const Theme*`.
inline constexpr const char* kThemeProperty = "tunescopeTheme";

} // namespace tunescope::ui

Q_DECLARE_METATYPE(const tunescope::ui::Theme*)
