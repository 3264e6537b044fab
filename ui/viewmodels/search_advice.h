// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/narrowing.h"
#include "ui/viewmodels/background_job.h"
#include "ui/viewmodels/narrowed_search.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// What the trials so far say about the ranges of the search table: where the best quarter lies, which ends
/// the best trials press against, and what earlier stages searched. Worked out in the background while the
/// page is looked at, when there is enough that is new.
class SearchAdvice : public QObject
{
    Q_OBJECT

public:
    explicit SearchAdvice(ProjectController& controller, QObject* parent = nullptr);

    enum class Active { No, Yes };
    void setActive(Active active); ///< Nothing is worked out for a page that is not seen.
    void refresh();                ///< Trials or the draft may have changed.

    /// Null before the first answer, and for other data than those of the trials.
    [[nodiscard]] const Narrowing* narrowing() const;
    /// The suggested ends of a row of numbers, cut to what it searches now; none where the row is narrower.
    [[nodiscard]] std::optional<Interval> suggestionFor(const SearchRow& row) const;

    /// An end of the row that the best trials press against, and the wider range that would follow it.
    struct Widening {
        QString sentence; ///< "4 of the 5 best trials press against the upper end, 0.1."
        QString action;   ///< "Widen to 1"
        Interval ends;
    };
    [[nodiscard]] std::optional<Widening> wideningFor(const SearchRow& row) const;

    /// Ranges of a setting in the stages before the draft, oldest first.
    struct PastRange {
        int stage = 0; ///< 0-based.
        Interval ends;
    };
    [[nodiscard]] std::vector<PastRange> pastRanges(const std::string& name) const;

    /// Why "Narrow to the best quarter" would do nothing; empty if it does something.
    [[nodiscard]] QString whyNotNarrow() const;
    /// Narrows every row to its suggestion as one undoable step and posts what it did, with Undo; the
    /// sentence of a message where that is impossible.
    std::optional<QString> narrowToBestQuarter();

signals:
    void changed();

private:
    [[nodiscard]] bool isOfThisStudy() const;
    [[nodiscard]] int completeTrials() const;
    [[nodiscard]] const SuggestedRange* of(const std::string& name) const;
    [[nodiscard]] std::vector<SearchRow> rows() const;
    [[nodiscard]] std::vector<NarrowedSetting> settings() const;

    ProjectController& m_controller;
    BackgroundJobs m_jobs;
    Active m_active = Active::No;
    std::optional<Narrowing> m_narrowing;
    int m_worked = -1; ///< Complete trials at the last answer or question.
};

} // namespace tunescope::ui
