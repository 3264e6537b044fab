// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QPalette>
#include <QProxyStyle>

namespace tunescope::ui {

[[nodiscard]] QPalette paletteOf(const Theme& theme);
[[nodiscard]] QPalette tooltipPaletteOf(const Theme& theme);
/// resources/themes/style.qss with the theme's colours and lengths put in.
[[nodiscard]] QString styleSheetOf(const Theme& theme);

/// Fusion with what a style sheet cannot draw without picture files: ticks, radio dots, arrows, combo and
/// spin boxes. Focus is drawn by FocusRing, so the dotted frames are left out.
class ThemeStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
};

} // namespace tunescope::ui
