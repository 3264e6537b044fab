// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/coach_text.h"

#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace tunescope::ui {
namespace {

QString coachTr(const char* text)
{
    return QCoreApplication::translate("Coach", text);
}

QString changeWords(const ParamSet& change)
{
    QStringList words;
    for (const auto& [name, value] : change)
        words << coachTr("%1 %2").arg(insideSentence(settingTitle(name)), valueTitle(value));
    return words.join(QStringLiteral(", "));
}

QString endsWords(const Distribution& distribution)
{
    if (const auto* choices = std::get_if<ChoiceSet>(&distribution)) {
        QStringList words;
        for (const ParamValue& choice : choices->choices)
            words << valueTitle(choice);
        return words.join(QStringLiteral(", "));
    }
    return coachTr("%1 to %2").arg(valueTitle(valueAt(distribution, 0.0)), valueTitle(valueAt(distribution, 1.0)));
}

} // namespace

QString verdictTitle(const Verdict& verdict)
{
    const QString title = coachTr(verdict.title.c_str());
    return verdict.trial < 0 ? title : coachTr("Trial %1: %2").arg(verdict.trial).arg(insideSentence(title));
}

QString suggestionChip(const Suggestion& suggestion)
{
    switch (suggestion.kind) {
    case SuggestionKind::Twin:
        return changeWords(suggestion.change);
    case SuggestionKind::Continue:
        return coachTr("%1 epochs more").arg(suggestion.epochs);
    case SuggestionKind::Range:
        if (suggestion.range)
            return coachTr("%1 %2").arg(insideSentence(settingTitle(suggestion.range->name)), endsWords(suggestion.range->distribution));
        break;
    case SuggestionKind::Confirm:
        return coachTr("%1 new seeds each").arg(suggestion.seeds);
    case SuggestionKind::Protocol:
        return coachTr("rank by %1").arg(insideSentence(metricStyleOf(suggestion.metric).title));
    case SuggestionKind::Data:
        break;
    }
    return toQt(suggestion.text);
}

QString suggestionButton(const Suggestion& suggestion)
{
    switch (suggestion.kind) {
    case SuggestionKind::Twin:
        return coachTr("Queue with %1").arg(changeWords(suggestion.change));
    case SuggestionKind::Continue:
        return coachTr("Train %1 epochs longer").arg(suggestion.epochs);
    case SuggestionKind::Range:
        return coachTr("Search %1").arg(suggestionChip(suggestion));
    case SuggestionKind::Confirm:
        return coachTr("Train them on %1 new seeds").arg(suggestion.seeds);
    case SuggestionKind::Protocol:
        return coachTr("Rank by %1").arg(insideSentence(metricStyleOf(suggestion.metric).title));
    case SuggestionKind::Data:
        break;
    }
    return coachTr("Look at the data");
}

} // namespace tunescope::ui
