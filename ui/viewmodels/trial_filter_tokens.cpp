// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_filter_tokens.h"

#include <array>
#include <utility>

namespace tunescope::ui {
namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'#' || c == u'.' || c == u':' || c == u'×';
}

qsizetype skipDigits(QStringView text, qsizetype at)
{
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
        ++at;
    return at;
}

bool isAnyOf(QStringView text, qsizetype at, QStringView signs)
{
    return at < text.size() && signs.contains(text[at]);
}

/// End of the number that begins at `at`, or `at` if none does: 3, -0.1, .5, 1e-3, 95%.
qsizetype endOfNumber(QStringView text, qsizetype at)
{
    const qsizetype start = isAnyOf(text, at, u"+-") ? at + 1 : at;
    const qsizetype whole = skipDigits(text, start);
    qsizetype end = whole;
    if (isAnyOf(text, end, u"."))
        end = skipDigits(text, end + 1);
    if (end == start || (whole == start && end == start + 1))
        return at;
    if (isAnyOf(text, end, u"eE")) {
        const qsizetype exponent = isAnyOf(text, end + 1, u"+-") ? end + 2 : end + 1;
        if (const qsizetype last = skipDigits(text, exponent); last > exponent)
            end = last;
    }
    if (isAnyOf(text, end, u"%"))
        ++end;
    return end < text.size() && isWordPart(text[end]) ? at : end;
}

/// A hyphen joins words, but does not begin one.
qsizetype endOfWord(QStringView text, qsizetype at)
{
    while (at < text.size() &&
           (isWordPart(text[at]) || (text[at] == u'-' && at + 1 < text.size() && isWordPart(text[at + 1]))))
        ++at;
    return at;
}

qsizetype endOfQuotes(QStringView text, qsizetype at)
{
    const QChar closing = text[at] == u'"' ? QChar(u'"') : text[at] == u'“' ? QChar(u'”') : QChar();
    const qsizetype end = closing.isNull() ? -1 : text.indexOf(closing, at + 1);
    return end < 0 ? at : end + 1;
}

qsizetype endOfSign(QStringView text, qsizetype at)
{
    if (isAnyOf(text, at, u"<>=!") && isAnyOf(text, at + 1, u"="))
        return at + 2;
    return isAnyOf(text, at, u"<>=≤≥≠") ? at + 1 : at;
}

QString plainSign(const QString& sign)
{
    if (sign == QStringLiteral("≤"))
        return QStringLiteral("<=");
    if (sign == QStringLiteral("≥"))
        return QStringLiteral(">=");
    if (sign == QStringLiteral("≠"))
        return QStringLiteral("!=");
    return sign == QStringLiteral("==") ? QStringLiteral("=") : sign;
}

FilterToken tokenOf(FilterTokenKind kind, QString text, qsizetype end)
{
    FilterToken token{kind, text, 0.0, end};
    if (kind == FilterTokenKind::Number) {
        const bool isPercent = text.endsWith(u'%');
        token.number = (isPercent ? text.chopped(1) : text).toDouble() * (isPercent ? 0.01 : 1.0);
    } else if (kind == FilterTokenKind::Compare) {
        token.text = plainSign(text);
    } else if (text.size() >= 2 && (text.startsWith(u'"') || text.startsWith(QStringLiteral("“")))) {
        token.text = text.mid(1, text.size() - 2);
    }
    return token;
}

FilterToken tokenAt(const QString& text, qsizetype at)
{
    if (text[at] == u'(' || text[at] == u')')
        return tokenOf(text[at] == u'(' ? FilterTokenKind::Open : FilterTokenKind::Close, text.mid(at, 1),
                       at + 1);
    using EndOf = qsizetype (*)(QStringView, qsizetype);
    constexpr std::array<std::pair<FilterTokenKind, EndOf>, 4> kKinds{{{FilterTokenKind::Compare, endOfSign},
                                                                       {FilterTokenKind::Number, endOfNumber},
                                                                       {FilterTokenKind::Word, endOfQuotes},
                                                                       {FilterTokenKind::Word, endOfWord}}};
    for (const auto& [kind, endOf] : kKinds) {
        if (const qsizetype end = endOf(text, at); end > at)
            return tokenOf(kind, text.mid(at, end - at), end);
    }
    return {FilterTokenKind::Bad, text.mid(at, 1), 0.0, at + 1};
}

} // namespace

std::vector<FilterToken> filterTokens(const QString& text)
{
    std::vector<FilterToken> tokens;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        FilterToken token = tokenAt(text, at);
        at = token.end;
        tokens.push_back(std::move(token));
    }
    tokens.push_back({FilterTokenKind::End, {}, 0.0, text.size()});
    return tokens;
}

} // namespace tunescope::ui
