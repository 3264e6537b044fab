// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/theme_names.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <cmath>

// Outside every namespace, as Q_INIT_RESOURCE demands: a static library's resources are not found otherwise.
static void initialiseResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace tunescope::ui {
namespace {

const QJsonObject& tokens()
{
    static const QJsonObject object = [] {
        initialiseResources();
        QFile file(QStringLiteral(":/tunescope/themes/tokens.json"));
        if (!file.open(QIODevice::ReadOnly))
            return QJsonObject();
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return object;
}

QList<QColor> readRamp(const QJsonValue& values)
{
    QList<QColor> ramp;
    for (const QJsonValue value : values.toArray())
        ramp.append(QColor(value.toString()));
    return ramp;
}

QList<qreal> readDash(const QJsonValue& values)
{
    QList<qreal> dash;
    for (const QJsonValue value : values.toArray())
        dash.append(value.toDouble());
    return dash;
}

Marker markerNamed(const QString& name)
{
    static constexpr std::array kNames{"circle",        "square",  "triangle-up", "diamond",
                                       "triangle-down", "cross-x", "plus",        "ring"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == QLatin1String(kNames[i]))
            return static_cast<Marker>(i);
    }
    return Marker::Circle;
}

QList<PinStyle> readPins(const QJsonValue& values)
{
    QList<PinStyle> pins;
    for (const QJsonValue value : values.toArray()) {
        pins.append({value["pin"].toString(), QColor(value["color"].toString()), readDash(value["dash"]),
                     markerNamed(value["marker"].toString())});
    }
    return pins;
}

ChartLines readLines(const QJsonObject& chart)
{
    const QJsonValue line = chart["line"];
    const QJsonValue opacity = chart["opacity"];
    return {.ghost = line["ghost"].toDouble(),
            .ranked = line["ranked"].toDouble(),
            .train = line["train"].toDouble(),
            .validation = line["val"].toDouble(),
            .best = line["best"].toDouble(),
            .hover = line["hover"].toDouble(),
            .ghostOpacity = opacity["ghost"].toDouble(),
            .brushedOpacity = opacity["ghost_when_brushed"].toDouble(),
            .trainDash = readDash(chart["train_dash"]),
            .baselineDash = readDash(chart["baseline_dash"])};
}

ThemeMetrics readMetrics(const QJsonObject& root)
{
    const QJsonValue space = root["space"], radius = root["radius"], size = root["size"];
    const QJsonValue icon = root["icon"]["sizes"];
    ThemeMetrics m;
    const auto read = [](const QJsonValue& from, const char* key, auto& to) {
        to = static_cast<std::remove_reference_t<decltype(to)>>(from[QLatin1String(key)].toDouble(to));
    };
    read(space, "card_pad_x", m.cardPad), read(space, "card_gap", m.cardGap);
    read(space, "page_pad", m.pagePad), read(space, "page_pad_compact", m.pagePadCompact);
    read(radius, "cell", m.radiusCell), read(radius, "small", m.radiusSmall);
    read(radius, "control", m.radiusControl), read(radius, "card", m.radiusCard);
    read(radius, "chip", m.radiusChip), read(size, "top_bar", m.topBar), read(size, "rail", m.rail);
    read(size, "strip", m.strip), read(size, "page_head", m.pageHead), read(size, "card_head", m.cardHead);
    read(size, "button", m.button), read(size, "button_small", m.buttonSmall);
    read(size, "button_primary_large", m.buttonLarge), read(size, "field", m.field);
    read(size, "field_small", m.fieldSmall), read(size, "row_table", m.rowTable);
    read(size, "row_search", m.rowSearch), read(size, "row_search_compact", m.rowSearchCompact);
    read(size, "transport", m.transport), read(icon, "rail", m.iconRail);
    read(icon, "toolbar", m.iconToolbar), read(icon, "inline", m.iconInline);
    return m;
}

double linearised(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.
double luminance(const QColor& c)
{
    return 0.2126 * linearised(c.redF()) + 0.7152 * linearised(c.greenF()) + 0.0722 * linearised(c.blueF());
}

/// Does nothing when the value is the same, as live labels set their tone 30 times a second.
void setStyleProperty(QWidget* widget, const char* name, const char* value)
{
    if (widget->property(name).toString() == QLatin1String(value))
        return;
    widget->setProperty(name, QLatin1String(value));
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

Theme loadTheme(Scheme scheme, double textScale)
{
    const QJsonObject& root = tokens();
    const QString key = scheme == Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark");
    const QJsonObject chart = root["chart"].toObject();
    Theme theme;
    theme.scheme = scheme;
    theme.textScale = std::clamp(textScale, 0.9, 1.5);
    for (std::size_t i = 0; i < theme.colors.size(); ++i)
        theme.colors[i] = QColor(root["color"][key][QLatin1String(kColorRoleNames[i])].toString());
    for (std::size_t i = 0; i < theme.texts.size(); ++i) {
        const QJsonValue spec = root["type"]["scale"][QLatin1String(kTextStyleNames[i])];
        theme.texts[i] = {spec["px"].toDouble(), spec["weight"].toInt(), spec["tracking"].toDouble(),
                          spec["family"].toString() == QLatin1String("mono")};
    }
    theme.pins = readPins(chart["categorical"][key]);
    theme.score = readRamp(chart["sequential_score"][key]);
    theme.error = readRamp(chart["sequential_error"][key]);
    theme.difference = readRamp(chart["diverging"][key]);
    theme.lines = readLines(chart);
    theme.metrics = readMetrics(root);
    return theme;
}

QFont Theme::font(TextStyle style) const
{
    const TextSpec& spec = texts[static_cast<std::size_t>(style)];
    QFont font;
    font.setFamilies(spec.mono ? QStringList{"JetBrains Mono", "DejaVu Sans Mono"}
                               : QStringList{"Inter", "Noto Sans", "Segoe UI", "DejaVu Sans"});
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(spec.pixels * textScale))));
    // The shipped faces are static: 650 is drawn with the bold one.
    font.setWeight(spec.weight > 600 ? QFont::Bold : static_cast<QFont::Weight>(spec.weight));
    if (spec.tracking != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, spec.tracking * spec.pixels * textScale);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

int Theme::scaled(double pixels) const
{
    return static_cast<int>(std::lround(pixels * textScale));
}

QColor Theme::rampColor(const QList<QColor>& ramp, double t)
{
    if (ramp.isEmpty())
        return {};
    const double position = (std::isnan(t) ? 0.0 : std::clamp(t, 0.0, 1.0)) * double(ramp.size() - 1);
    const auto below = static_cast<qsizetype>(position);
    const qsizetype above = std::min(below + 1, ramp.size() - 1);
    return blend(ramp[above], ramp[below], position - double(below));
}

const PinStyle& Theme::pin(int index) const
{
    return pins[((index % pins.size()) + pins.size()) % pins.size()];
}

QColor blend(const QColor& front, const QColor& back, double opacity)
{
    const auto mix = [opacity](float f, float b) { return float(opacity * f + (1.0 - opacity) * b); };
    return QColor::fromRgbF(mix(front.redF(), back.redF()), mix(front.greenF(), back.greenF()),
                            mix(front.blueF(), back.blueF()));
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor textColorOn(const QColor& ground)
{
    const QColor dark(0x10, 0x14, 0x1B), light(0xFF, 0xFF, 0xFF);
    return contrastRatio(dark, ground) >= contrastRatio(light, ground) ? dark : light;
}

void registerFonts()
{
    initialiseResources();
    for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
                             "JetBrainsMono-Regular.ttf", "JetBrainsMono-SemiBold.ttf"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/tunescope/fonts/") + QLatin1String(file));
}

const Theme& applicationTheme()
{
    static const Theme fallback = loadTheme(Scheme::Light);
    const auto* theme = qApp ? qApp->property(kThemeProperty).value<const Theme*>() : nullptr;
    return theme ? *theme : fallback;
}

const Theme& themeOf(const QWidget* widget)
{
    if (widget) {
        const auto* theme = widget->window()->property(kThemeProperty).value<const Theme*>();
        if (theme)
            return *theme;
    }
    return applicationTheme();
}

void setTextStyle(QWidget* widget, TextStyle style)
{
    setStyleProperty(widget, "textStyle", kTextStyleNames[static_cast<std::size_t>(style)]);
}

void setTone(QWidget* widget, ColorRole role)
{
    setStyleProperty(widget, "tone", kColorRoleNames[static_cast<std::size_t>(role)]);
}

} // namespace tunescope::ui
