// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_filter_tokens.h"

#include <QRegularExpression>

namespace tunescope::ui {
namespace {

struct Rule {
    FilterTokenKind kind;
    QRegularExpression pattern;
};

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> list = [] {
        const auto pattern = [](const char* text) { return QRegularExpression(QString::fromUtf8(text)); };
        return std::vector<Rule>{
            {FilterTokenKind::Compare, pattern(R"(<=|>=|!=|==|<|>|=|≤|≥|≠)")},
            {FilterTokenKind::Open, pattern(R"(\()")},
            {FilterTokenKind::Close, pattern(R"(\))")},
            {FilterTokenKind::Number, pattern(R"([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?%?(?![\w.]))")},
            {FilterTokenKind::Word, pattern(R"("[^"]*"|“[^”]*”|[\w#.:×]+(-[\w.:]+)*)")},
        };
    }();
    return list;
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
        FilterToken token{FilterTokenKind::Bad, text.mid(at, 1), 0.0, at + 1};
        for (const Rule& rule : rules()) {
            const auto match = rule.pattern.match(text, at, QRegularExpression::NormalMatch,
                                                  QRegularExpression::AnchorAtOffsetMatchOption);
            if (match.hasMatch()) {
                token = tokenOf(rule.kind, match.captured(0), match.capturedEnd(0));
                break;
            }
        }
        at = token.end;
        tokens.push_back(std::move(token));
    }
    tokens.push_back({FilterTokenKind::End, {}, 0.0, text.size()});
    return tokens;
}

} // namespace tunescope::ui
