// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_config.h"

#include <QUndoCommand>

#include <functional>

namespace tunescope::ui {

inline constexpr int kUndoLimit = 200;

/// One edit of the draft. Whole drafts are kept, so undo restores exactly what was there.
class DraftCommand final : public QUndoCommand
{
public:
    using Apply = std::function<void(const StudyConfig& from, const StudyConfig& to)>;

    /// Commands with the same non-zero `mergeId` in a row become one, as the steps of a drag do.
    DraftCommand(StudyConfig before, StudyConfig after, const QString& text, int mergeId, Apply apply);

    void undo() override { m_apply(m_after, m_before); }
    void redo() override { m_apply(m_before, m_after); }
    [[nodiscard]] int id() const override { return m_mergeId == 0 ? -1 : m_mergeId; }
    [[nodiscard]] bool mergeWith(const QUndoCommand* other) override;

private:
    StudyConfig m_before;
    StudyConfig m_after;
    int m_mergeId;
    Apply m_apply;
};

} // namespace tunescope::ui
