// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QToolButton>

namespace tunescope::ui {

enum class ButtonKind { Primary, Secondary, Accent, Quiet, Danger, Link };
enum class ButtonSize { Small, Normal, Large, Hero };

/// A push button in one of the looks of the style sheet. Icons follow the theme. No parent: give it a layout.
[[nodiscard]] QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::Secondary,
                                      const QString& iconName = {}, ButtonSize size = ButtonSize::Normal);
/// An icon button; `name` is its tool tip and accessible name.
[[nodiscard]] QToolButton* makeIconButton(const QString& iconName, const QString& name);
void setButtonKind(QPushButton* button, ButtonKind kind);

} // namespace tunescope::ui
