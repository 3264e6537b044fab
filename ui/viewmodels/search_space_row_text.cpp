// SPDX-License-Identifier: GPL-3.0-or-later
// When a row of the search table is used, in words.
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/search_space_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace tunescope::ui {
namespace {

QString joinedValues(const std::vector<ParamValue>& values, const QString& last)
{
    QString text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            text += i + 1 == values.size() ? last : QStringLiteral(", ");
        text += valueTitle(values[i]);
    }
    return text;
}

bool hangsOnWords(const Condition& condition)
{
    return !condition.in.empty() && !std::holds_alternative<std::int64_t>(condition.in.front());
}

} // namespace

bool SearchRow::isChild() const
{
    return !when.empty() && hangsOnWords(when.front());
}

QString conditionText(const SearchRow& row)
{
    return row.isChild() ? QCoreApplication::translate("SearchRow", "only for %1")
                               .arg(joinedValues(row.when.front().in, QStringLiteral(", ")))
                         : QString();
}

QString unusedText(const SearchRow& row)
{
    if (row.when.empty())
        return {};
    const Condition& unmet = row.when[std::min(row.unmet, row.when.size() - 1)];
    if (hangsOnWords(unmet))
        return QCoreApplication::translate("SearchRow", "%1 is used only with %2.")
            .arg(row.title, joinedValues(unmet.in, QCoreApplication::translate("SearchRow", " and ")));
    return QCoreApplication::translate("SearchRow", "%1 is used only with %2 from %3 on.")
        .arg(row.title, insideSentence(settingTitle(unmet.param)), valueTitle(unmet.in.front()));
}

} // namespace tunescope::ui
