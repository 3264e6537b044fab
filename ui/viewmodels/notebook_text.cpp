// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/notebook_text.h"

#include "core/study/study_notebook.h"
#include "ui/viewmodels/qt_convert.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

constexpr std::array kEntryIcons{
    std::pair<std::string_view, const char*>{"question", "help"},       std::pair<std::string_view, const char*>{"prediction", "target"},
    std::pair<std::string_view, const char*>{"note", "file"},           std::pair<std::string_view, const char*>{"conclusion", "check-circle"},
    std::pair<std::string_view, const char*>{"created", "data"},        std::pair<std::string_view, const char*>{"range", "space"},
    std::pair<std::string_view, const char*>{"stage_opened", "space"},  std::pair<std::string_view, const char*>{"run_started", "live"},
    std::pair<std::string_view, const char*>{"study_finished", "check"}, std::pair<std::string_view, const char*>{"confirmed", "best"},
    std::pair<std::string_view, const char*>{"test_opened", "unlock"},  std::pair<std::string_view, const char*>{"audited", "scissors"}};

QString notebookTr(const char* text)
{
    return QCoreApplication::translate("Notebook", text);
}

} // namespace

QString notebookEntryTitle(const std::string& kind)
{
    QString title = notebookTr(notebookTitle(kind).c_str());
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString notebookEntryIcon(const std::string& kind)
{
    for (const auto& [name, icon] : kEntryIcons) {
        if (name == kind)
            return QLatin1String(icon);
    }
    return QStringLiteral("info");
}

bool isStudentEntry(const std::string& kind)
{
    return std::find(kStudentEntries.begin(), kStudentEntries.end(), kind) != kStudentEntries.end();
}

QString notebookTime(double secondsSince1970)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(1000.0 * secondsSince1970)), QLocale::ShortFormat);
}

QString notebookChainText(const TrustFacts& facts)
{
    if (facts.notebook.empty())
        return notebookTr("Nothing is written yet.");
    if (facts.notebookFaults.empty())
        return notebookTr("In order: nothing was changed, taken out or put in afterwards.");
    QString text = notebookTr("Not in order:");
    for (const std::string& fault : facts.notebookFaults)
        text += QLatin1Char(' ') + toQt(fault) + QLatin1Char('.');
    return text;
}

QString notebookHtml(const TrustFacts& facts, const QString& project)
{
    QString html = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n"
                                  "<style>body{font-family:sans-serif;max-width:46em;margin:2em auto;line-height:1.45;color:#1c2330}"
                                  "h2{font-size:1em;margin:1.2em 0 .1em}time{color:#667;font-weight:normal;font-size:.85em;margin-left:.6em}"
                                  "p{margin:.1em 0;white-space:pre-wrap}.mine{background:#fff3d6;padding:.4em .6em;border-radius:5px}"
                                  ".chain{color:#667;border-top:1px solid #ccd;margin-top:2em;padding-top:.6em}</style></head>\n<body>\n<h1>%1</h1>\n")
                       .arg(notebookTr("Lab notebook of %1").arg(project).toHtmlEscaped());
    for (const StudyEvent& entry : facts.notebook)
        html += QStringLiteral("<h2>%1<time>%2</time></h2>\n<p%3>%4</p>\n")
                    .arg(notebookEntryTitle(entry.kind).toHtmlEscaped(), notebookTime(entry.at).toHtmlEscaped(),
                         isStudentEntry(entry.kind) ? QStringLiteral(" class=\"mine\"") : QString(), toQt(entry.detail).toHtmlEscaped());
    html += QStringLiteral("<p class=\"chain\">%1 %2</p>\n</body></html>\n")
                .arg(notebookTr("%1 entries.").arg(facts.notebook.size()).toHtmlEscaped(), notebookChainText(facts).toHtmlEscaped());
    return html;
}

} // namespace tunescope::ui
