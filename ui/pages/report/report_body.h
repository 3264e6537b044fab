// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace tunescope::ui {

/// "2026-11-24 06:19", in local time.
[[nodiscard]] inline QString momentText(double secondsSince1970)
{
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(secondsSince1970));
    return moment.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

/// For a command line: one word, whatever is in it.
[[nodiscard]] inline QString shellQuoted(const QString& text)
{
    QString quoted = text;
    return u'\'' + quoted.replace(QStringLiteral("'"), QStringLiteral("'\\''")) + u'\'';
}

/// Builds the body piece by piece; every text is escaped here.
class BodyWriter
{
public:
    void heading(const QString& text, int level = 2)
    {
        m_html += QStringLiteral("<h%1>%2</h%1>\n").arg(QString::number(level), text.toHtmlEscaped());
    }
    /// A heading at the top of a page, where there are pages.
    void headingOfPage(const QString& text)
    {
        m_html += QStringLiteral("<h2 style=\"page-break-before: always\">%1</h2>\n").arg(text.toHtmlEscaped());
    }
    void paragraph(const QString& text)
    {
        if (!text.isEmpty())
            m_html += QStringLiteral("<p>%1</p>\n").arg(text.toHtmlEscaped());
    }
    void note(const QString& text)
    {
        m_html += QStringLiteral("<p class=\"note\">%1</p>\n").arg(text.toHtmlEscaped());
    }
    void command(const QString& text)
    {
        m_html += QStringLiteral("<p><code>%1</code></p>\n").arg(text.toHtmlEscaped());
    }
    void chart(const QString& id)
    {
        m_html += QStringLiteral("<p>[[chart:%1]]</p>\n").arg(id.toHtmlEscaped());
    }
    void table(const QStringList& head, const QList<QStringList>& rows)
    {
        m_html += QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n");
        if (!head.isEmpty())
            m_html += line(head, QStringLiteral("th"));
        for (const QStringList& row : rows)
            m_html += line(row, QStringLiteral("td"));
        m_html += QStringLiteral("</table>\n");
    }
    [[nodiscard]] QString take() { return std::move(m_html); }

private:
    static QString line(const QStringList& cells, const QString& tag)
    {
        QString text = QStringLiteral("<tr>");
        for (const QString& cell : cells)
            text += QStringLiteral("<%1>%2</%1>").arg(tag, cell.toHtmlEscaped());
        return text + QStringLiteral("</tr>\n");
    }

    QString m_html;
};

} // namespace tunescope::ui
