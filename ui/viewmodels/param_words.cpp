// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/param_words.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tunescope::ui {
namespace {

struct ShortTitle {
    std::string_view name;
    const char* title;
};

/// Shorter than the heads of tables: for formulas such as "5 lr × 3 batch".
constexpr std::array kShortTitles{
    ShortTitle{"learning_rate", "lr"},
    ShortTitle{"optimizer", "opt"},
    ShortTitle{"momentum", "mom"},
    ShortTitle{"beta1", "b1"},
    ShortTitle{"beta2", "b2"},
    ShortTitle{"batch_size", "batch"},
    ShortTitle{"hidden_layers", "layers"},
    ShortTitle{"activation", "act"},
    ShortTitle{"weight_decay", "decay"},
    ShortTitle{"warmup_epochs", "warm-up"},
    ShortTitle{"schedule_gamma", "factor"},
    ShortTitle{"schedule_step", "step"},
    ShortTitle{"normalization", "norm"},
    ShortTitle{"gradient_clip", "clip"},
    ShortTitle{"label_smoothing", "smoothing"},
    ShortTitle{"class_weight", "weights"},
    ShortTitle{"noise_std", "noise"},
};

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString settingShortTitle(const std::string& name)
{
    const auto* found = std::find_if(kShortTitles.begin(), kShortTitles.end(),
                                     [&](const ShortTitle& entry) { return entry.name == name; });
    return found != kShortTitles.end() ? QString::fromLatin1(found->title)
                                       : toQt(name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString valueTitle(const ParamValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        const QString title = choiceTitle(*text);
        return title == toQt(*text).replace(QLatin1Char('_'), QLatin1Char(' ')) ? capitalized(title) : title;
    }
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? QCoreApplication::translate("values", "On")
                     : QCoreApplication::translate("values", "Off");
    if (const auto* number = std::get_if<double>(&value))
        return shortNumber(*number);
    return toQt(paramText(value));
}

QString shortNumber(double value)
{
    if (value == 0.0 || !std::isfinite(value))
        return value == 0.0 ? QStringLiteral("0") : QStringLiteral("–");
    const double size = std::abs(value);
    const bool scientific = size < 1e-3 || size >= 1e6;
    std::array<char, 48> buffer{};
    if (!scientific) {
        const int decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 0, 7);
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::fixed, decimals);
        QString text = QString::fromLatin1(buffer.data(), end.ptr - buffer.data());
        while (decimals > 0 && text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
        return text;
    }
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 2);
    const QString text = QString::fromLatin1(buffer.data(), end.ptr - buffer.data());
    const qsizetype e = text.indexOf(QLatin1Char('e'));
    QString mantissa = text.left(e);
    while (mantissa.contains(QLatin1Char('.')) &&
           (mantissa.endsWith(QLatin1Char('0')) || mantissa.endsWith(QLatin1Char('.'))))
        mantissa.chop(1);
    return mantissa + QLatin1Char('e') + QString::number(text.mid(e + 1).toInt());
}

} // namespace tunescope::ui
