// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace tunescope::ui {

/// An icon of resources/icons (without ".svg") that follows the theme: it asks for its colour each time it
/// is painted. Disabled buttons get the disabled colour; `on` is used for checked ones.
[[nodiscard]] QIcon themedIcon(const QString& name, ColorRole role = ColorRole::Text2);
[[nodiscard]] QIcon themedIcon(const QString& name, ColorRole role, ColorRole on);

/// One picture in one colour, `size` in device-independent pixels; cached by all four. Null if the name is
/// unknown.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal ratio);

/// Draws the icon into `rect` (square, device-independent pixels) at the painter's own resolution.
void drawIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);

/// The application's mark: the learning curve on a rounded accent square.
[[nodiscard]] QPixmap markPixmap(const Theme& theme, int size, qreal ratio);
/// Mark in the usual sizes, for the window and the task bar.
[[nodiscard]] QIcon applicationIcon();

} // namespace tunescope::ui
