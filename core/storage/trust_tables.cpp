// SPDX-License-Identifier: GPL-3.0-or-later
// The part of StudyTables for what is rare: extra runs, looks at the test part, forks, the end of the notebook.
#include "core/storage/stored_json.h"
#include "core/storage/study_tables.h"
#include "core/storage/trust_stored_json.h"

#include <span>

namespace tunescope {

Result<void> StudyTables::apply(const ExtraRun& run)
{
    Result<Statement> insert =
        m_database.prepare("INSERT OR REPLACE INTO extra_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return fail(insert.error());
    return insert->run(extraKindName(run.kind), run.newSplit ? 1 : 0, run.draw, run.trial, std::to_string(run.seed),
                       trialStateName(run.state), run.reason, run.value, run.lastValue, run.bestEpoch, run.weights,
                       printRunResults(run.runs), std::as_bytes(std::span(run.curve)), run.extraSeconds, run.finishedAt);
}

/// A look is never replaced.
Result<void> StudyTables::apply(const TestLook& look)
{
    Result<Statement> insert = m_database.prepare("INSERT INTO test_look VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return fail(insert.error());
    return insert->run(look.number, look.openedAt, look.trial, look.epoch, look.trials, look.rows, look.metric,
                       look.validation, look.value, look.loss, printNumbers(look.metrics), printNumbers(look.runs),
                       printTestPoints(look.points));
}

Result<void> StudyTables::writeSegments(const TrialStart& trial)
{
    if (trial.segments.empty())
        return {};
    Result<Statement> insert = m_database.prepare("INSERT OR REPLACE INTO segment VALUES (?, ?)");
    return insert ? insert->run(trial.number, printSegments(trial.segments)) : fail(insert.error());
}

Result<void> StudyTables::findNotebookEnd()
{
    if (m_notebookEnd)
        return {};
    Result<Statement> rows = m_database.prepare("SELECT entries, hash FROM notebook_head");
    if (!rows)
        return fail(rows.error());
    const Result<bool> row = rows->next();
    if (!row)
        return fail(row.error());
    m_notebookEnd = *row ? NotebookEnd{rows->integer(0), rows->text(1)} : NotebookEnd{};
    return {};
}

} // namespace tunescope
