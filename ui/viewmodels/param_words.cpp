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

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

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
