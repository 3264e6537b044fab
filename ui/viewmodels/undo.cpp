// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/undo.h"

namespace tunescope::ui {

DraftCommand::DraftCommand(StudyConfig before, StudyConfig after, const QString& text, int mergeId,
                           Apply apply)
    : QUndoCommand(text)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_mergeId(mergeId)
    , m_apply(std::move(apply))
{
}

bool DraftCommand::mergeWith(const QUndoCommand* other)
{
    const auto* next = dynamic_cast<const DraftCommand*>(other);
    if (next == nullptr || next->m_mergeId != m_mergeId)
        return false;
    m_after = next->m_after;
    setText(next->text());
    setObsolete(m_before == m_after);
    return true;
}

} // namespace tunescope::ui
