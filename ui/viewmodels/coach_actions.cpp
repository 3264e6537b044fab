// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/coach_actions.h"

#include "ui/viewmodels/coach_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"

#include <QUndoStack>

#include <algorithm>

namespace tunescope::ui {
namespace {

QString draftTr(const char* text)
{
    return QCoreApplication::translate("Coach", text);
}

} // namespace

Result<StageConfig> withRange(StageConfig stage, const ParamSpec& spec)
{
    std::vector<ParamSpec> params = stage.space.params();
    const auto found = std::find_if(params.begin(), params.end(), [&](const ParamSpec& param) { return param.name == spec.name; });
    if (found != params.end())
        *found = spec;
    else
        params.push_back(spec);
    auto space = SearchSpace::create(std::move(params));
    if (!space)
        return fail(space.error());
    stage.space = std::move(*space);
    ParamSet fixed;
    for (const auto& [name, value] : stage.fixed) {
        if (name != spec.name)
            fixed.set(name, value);
    }
    stage.fixed = std::move(fixed);
    return stage;
}

void applyToDraft(ProjectController& project, const Suggestion& suggestion)
{
    StudyConfig draft = project.draft();
    QString detail = draftTr("The next start goes on with it.");
    if (suggestion.range && suggestion.kind == SuggestionKind::Range) {
        Result<StageConfig> stage = withRange(draft.stage, *suggestion.range);
        if (!stage) {
            emit project.messagePosted({Message::Kind::Warning, errorSentence(stage.error())});
            return;
        }
        draft.stage = std::move(*stage);
    } else if (suggestion.kind == SuggestionKind::Protocol && !suggestion.metric.empty()) {
        draft.protocol.metric = suggestion.metric;
        detail = draftTr("Trials ranked by another metric are a new project, which the next start begins.");
    } else {
        return;
    }
    if (draft == project.draft())
        return;
    const QString text = suggestionButton(suggestion);
    project.setDraft(draft, text);
    emit project.messagePosted({.kind = Message::Kind::Info,
                                .headline = text,
                                .detail = detail,
                                .actionText = draftTr("Undo"),
                                .action = [&project] { project.undoStack().undo(); }});
}

} // namespace tunescope::ui
