// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>

#include <array>

class QWidget;

namespace tunescope::ui {

enum class Scheme { Light, Dark };

/// One colour of the palette, named by what it is for (see "role" in resources/themes/tokens.json).
enum class ColorRole {
    App,
    Rail,
    Surface,
    Sunken,
    Hover,
    Border,
    Control,
    Grid,
    Axis,
    Text,
    Text2,
    Text3,
    Disabled,
    Accent,
    AccentHover,
    AccentSoft,
    AccentBorder,
    OnAccent,
    Best,
    BestMark,
    BestSoft,
    Ok,
    OkSoft,
    Warn,
    WarnSoft,
    Danger,
    DangerSoft,
    Info,
    InfoSoft,
    Pruned,
    Ghost,
    Running,
    Paused,
    Focus,
    Tooltip,
    TooltipText
};
inline constexpr int kColorRoleCount = static_cast<int>(ColorRole::TooltipText) + 1;

enum class TextStyle { Display, Numeral, Title, Section, Card, Body, Table, Number, Caption, Axis, Cell };
inline constexpr int kTextStyleCount = static_cast<int>(TextStyle::Cell) + 1;

enum class Marker { Circle, Square, TriangleUp, Diamond, TriangleDown, Cross, Plus, Ring };

/// How a pinned trial (A to F) or a class (A to H) is drawn, the same in every view.
struct PinStyle {
    QString letter;
    QColor color;
    QList<qreal> dash; ///< In pixels; empty = solid.
    Marker marker = Marker::Circle;
};

struct TextSpec {
    double pixels = 13;
    int weight = 400;
    double tracking = 0; ///< Fraction of an em.
    bool mono = false;
};

/// Line widths and opacities of charts, in pixels and 0..1.
struct ChartLines {
    double ghost = 1.1, ranked = 1.4, train = 1.5, validation = 2.2, best = 2.4, hover = 3.0;
    double ghostOpacity = 0.65, brushedOpacity = 0.38;
    QList<qreal> trainDash, baselineDash; ///< In pixels.
};

struct ThemeMetrics {
    int cardPad = 14, cardGap = 14, pagePad = 20, pagePadCompact = 12;
    double radiusCell = 3, radiusSmall = 4, radiusControl = 6, radiusCard = 8, radiusChip = 11;
    int topBar = 46, rail = 84, strip = 64, pageHead = 54, cardHead = 38;
    int button = 30, buttonSmall = 26, buttonLarge = 34, field = 28, fieldSmall = 24;
    int rowTable = 28, rowSearch = 66, rowSearchCompact = 70, transport = 36;
    int iconRail = 22, iconToolbar = 18, iconInline = 15;
};

/// Every token of resources/themes/tokens.json for one colour scheme.
struct Theme {
    Scheme scheme = Scheme::Light;
    double textScale = 1.0; ///< 0.9 to 1.5.
    std::array<QColor, kColorRoleCount> colors;
    std::array<TextSpec, kTextStyleCount> texts;
    QList<PinStyle> pins;     ///< A to H; pinned trials use the first six.
    QList<QColor> score;      ///< Low to high; correct cells of a matrix use 2 to 6.
    QList<QColor> error;      ///< Few to many.
    QList<QColor> difference; ///< Second better (orange) to first better (blue).
    ChartLines lines;
    ThemeMetrics metrics;

    [[nodiscard]] const QColor& color(ColorRole role) const { return colors[static_cast<std::size_t>(role)]; }
    [[nodiscard]] QFont font(TextStyle style) const;
    /// A length in pixels that grows with the text scale, rounded.
    [[nodiscard]] int scaled(double pixels) const;
    /// A ramp colour between its ends; `t` is clamped to 0..1.
    [[nodiscard]] static QColor rampColor(const QList<QColor>& ramp, double t);
    [[nodiscard]] QColor scoreColor(double t) const { return rampColor(score, t); }
    /// Style of pin or class `index`; repeats after eight.
    [[nodiscard]] const PinStyle& pin(int index) const;
};

/// Black or white-ish text, whichever reads better on `ground`.
[[nodiscard]] QColor textColorOn(const QColor& ground);
/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);
/// `front` at `opacity` over an opaque `back`.
[[nodiscard]] QColor blend(const QColor& front, const QColor& back, double opacity);

[[nodiscard]] Theme loadTheme(Scheme scheme, double textScale = 1.0);
/// Makes Inter and JetBrains Mono known to Qt; call once after QApplication exists.
void registerFonts();

/// The theme that the ThemeManager of this window (or application) has set; a light theme without one.
[[nodiscard]] const Theme& themeOf(const QWidget* widget);
[[nodiscard]] const Theme& applicationTheme();

/// Lets the style sheet give a label (or any widget) a text style and a colour.
void setTextStyle(QWidget* widget, TextStyle style);
void setTone(QWidget* widget, ColorRole role);

} // namespace tunescope::ui
