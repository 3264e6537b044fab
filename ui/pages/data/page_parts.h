// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>
#include <QString>

class QFrame;
class QLayout;

namespace tunescope::ui {

class Card;

/// A plain-text label in a text style and tone.
[[nodiscard]] QLabel* textLabel(const QString& text, TextStyle style, ColorRole tone = ColorRole::Text);
/// The same, cut short with an ellipsis where it does not fit.
[[nodiscard]] QLabel* elidedLabel(const QString& text, TextStyle style, ColorRole tone = ColorRole::Text);
/// The same, wrapped to the width it is given.
[[nodiscard]] QLabel* wrappedLabel(const QString& text, TextStyle style, ColorRole tone = ColorRole::Text);
/// A card without head and padding.
[[nodiscard]] Card* plainCard();
/// A hairline.
[[nodiscard]] QFrame* ruleLine();
/// A label that follows the theme with an icon of resources/icons.
[[nodiscard]] QLabel* iconLabel(const QString& icon, ColorRole role, int size);
/// Shows another icon in a label made by iconLabel().
void setIcon(QLabel* label, const QString& icon, ColorRole role);
/// A keyboard key as it is drawn in hints.
[[nodiscard]] QLabel* keyCap(const QString& key);
/// A vertical scroll area without a frame around `content`, which it owns.
[[nodiscard]] QWidget* scrolled(QWidget* content);
/// Removes and deletes everything in the layout.
void clearLayout(QLayout* layout);

} // namespace tunescope::ui
