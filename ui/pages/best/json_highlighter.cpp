// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/json_highlighter.h"

#include "ui/widgets/theme.h"

#include <QRegularExpression>

namespace tunescope::ui {

JsonHighlighter::JsonHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void JsonHighlighter::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    rehighlight();
}

void JsonHighlighter::setTheme(const Theme& theme)
{
    m_name.setForeground(theme.color(ColorRole::Accent));
    m_text.setForeground(theme.color(ColorRole::Ok));
    m_number.setForeground(theme.color(ColorRole::Warn));
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    if (m_language == Language::Plain)
        return;
    // A string (a name if a colon follows), or a number, true, false, null.
    static const QRegularExpression token(QStringLiteral(
        R"re(("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\btrue\b|\bfalse\b|\bnull\b))re"));
    for (auto it = token.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const int group = match.hasCaptured(3) ? 3 : 1;
        const QTextCharFormat& format = group == 3 ? m_number : match.hasCaptured(2) ? m_name : m_text;
        setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                  format);
    }
}

} // namespace tunescope::ui
