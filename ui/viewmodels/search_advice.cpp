// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/search_advice.h"

#include "ui/viewmodels/analysis_space.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/search_space_defaults.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/value_text.h"

#include <QUndoStack>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kWorkAfter = 4; ///< Complete trials that are new; in long studies a twentieth.
constexpr double kDecade = 10.0;
constexpr double kDoubling = 2.0;

std::optional<Interval> endsOfSuggestion(const SuggestedRange& range)
{
    const std::optional<double> low = range.low ? paramNumber(*range.low) : std::nullopt;
    const std::optional<double> high = range.high ? paramNumber(*range.high) : std::nullopt;
    return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
}

/// A decade further, twice as far for whole numbers, half as wide again on linear scales; inside what the
/// setting can take.
Interval widened(const SearchRow& row, RangeEnd end)
{
    Interval ends = endsOf(row.range);
    const double factor = row.kind == ValueKind::Whole ? kDoubling : kDecade;
    const double step = 0.5 * (ends.high - ends.low);
    const bool isLog = scaleOf(row.range) == Scale::Log;
    if (end == RangeEnd::High)
        ends.high = std::min(row.widest.high, isLog ? ends.high * factor : ends.high + step);
    else
        ends.low = std::max(row.widest.low, isLog ? ends.low / factor : ends.low - step);
    if (row.kind == ValueKind::Whole)
        ends = {std::floor(ends.low), std::ceil(ends.high)};
    return ends;
}

QString numberText(const SearchRow& row, double value)
{
    return settingText(row.kind == ValueKind::Whole
                           ? ParamValue(static_cast<std::int64_t>(std::llround(value)))
                           : ParamValue(value));
}

bool isNarrowerRange(const SearchRow& before, const SearchRow& after)
{
    if (before.mode == RowMode::Fixed)
        return false;
    return after.mode == RowMode::Fixed || (after.mode == RowMode::Range && before.mode == RowMode::Range &&
                                            !(endsOf(after.range) == endsOf(before.range)));
}

QStringList lostChoices(const SearchRow& before, const SearchRow& after)
{
    QStringList lost;
    if (before.mode != RowMode::Choices)
        return lost;
    for (const ParamValue& choice : before.choices) {
        const bool stays =
            after.mode == RowMode::Fixed
                ? sameValue(after.value, choice)
                : std::any_of(after.choices.begin(), after.choices.end(),
                              [&](const ParamValue& other) { return sameValue(other, choice); });
        if (!stays)
            lost << (paramNumber(choice)
                         ? QStringLiteral("%1 %2").arg(insideSentence(before.title), valueTitle(choice))
                         : valueTitle(choice));
    }
    return lost;
}

} // namespace

SearchAdvice::SearchAdvice(ProjectController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
{
    connect(&controller.study(), &StudyViewModel::studyReplaced, this, [this] {
        m_jobs.forgetAll();
        m_narrowing.reset();
        m_worked = -1;
        refresh();
        emit changed();
    });
}

void SearchAdvice::setActive(Active active)
{
    m_active = active;
    refresh();
}

bool SearchAdvice::isOfThisStudy() const
{
    return m_controller.study().snapshot() &&
           m_controller.draftChange() != ProjectController::DraftChange::Study;
}

int SearchAdvice::completeTrials() const
{
    const StudySnapshotPtr& snapshot = m_controller.study().snapshot();
    return snapshot ? shownCounts(*snapshot).complete : 0;
}

void SearchAdvice::refresh()
{
    const StudySnapshotPtr snapshot = m_controller.study().snapshot();
    const int complete = completeTrials();
    const bool isDue = m_worked < 0 || complete < m_worked ||
                       complete - m_worked >= std::max(kWorkAfter, m_worked / 20) ||
                       (complete != m_worked && snapshot && snapshot->state == RunnerState::Finished);
    if (m_active == Active::No || !snapshot || !isDue || m_jobs.isBusy(QStringLiteral("advice")))
        return;
    m_worked = complete;
    m_jobs.run(QStringLiteral("advice"), [=, this]() -> BackgroundJobs::Deliver {
        const SearchSpace space = mergedSpace(*snapshot);
        return [=, this, answer = ::tunescope::narrowing(space, historyIn(space, *snapshot))] {
            m_narrowing = answer;
            emit changed();
            QMetaObject::invokeMethod(this, &SearchAdvice::refresh, Qt::QueuedConnection);
        };
    });
}

const Narrowing* SearchAdvice::narrowing() const
{
    return m_narrowing && isOfThisStudy() ? &*m_narrowing : nullptr;
}

const SuggestedRange* SearchAdvice::of(const std::string& name) const
{
    const Narrowing* all = narrowing();
    if (!all)
        return nullptr;
    const auto found = std::find_if(all->params.begin(), all->params.end(),
                                    [&](const SuggestedRange& range) { return range.param == name; });
    return found == all->params.end() ? nullptr : &*found;
}

std::optional<Interval> SearchAdvice::suggestionFor(const SearchRow& row) const
{
    const SuggestedRange* range = of(row.name);
    if (!range || row.mode != RowMode::Range || !row.active)
        return std::nullopt;
    std::optional<Interval> ends = endsOfSuggestion(*range);
    if (!ends)
        return std::nullopt;
    const Interval now = endsOf(row.range);
    ends = Interval{std::max(ends->low, now.low), std::min(ends->high, now.high)};
    return ends->low < ends->high && !(*ends == now) ? ends : std::nullopt;
}

std::optional<SearchAdvice::Widening> SearchAdvice::wideningFor(const SearchRow& row) const
{
    const SuggestedRange* range = of(row.name);
    if (!range || !range->edge || row.mode != RowMode::Range || !row.active)
        return std::nullopt;
    const EdgeAlert& edge = *range->edge;
    const std::optional<double> at = paramNumber(edge.value);
    const Interval now = endsOf(row.range);
    const bool isHigh = edge.end == RangeEnd::High;
    // Who has moved that end since the trials ran has seen to it.
    if (!at || (isHigh ? now.high != *at : now.low != *at))
        return std::nullopt;
    const Interval ends = widened(row, edge.end);
    if (ends == now)
        return std::nullopt;
    Widening widening;
    widening.ends = ends;
    const QString value = numberText(row, *at);
    widening.sentence = (isHigh ? tr("%1 of the %2 best trials press against the upper end, %3.")
                                : tr("%1 of the %2 best trials press against the lower end, %3."))
                            .arg(edge.near)
                            .arg(edge.of)
                            .arg(value);
    widening.action = tr("Widen to %1").arg(numberText(row, isHigh ? ends.high : ends.low));
    return widening;
}

std::vector<SearchAdvice::PastRange> SearchAdvice::pastRanges(const std::string& name) const
{
    std::vector<PastRange> past;
    const StudySnapshotPtr& snapshot = m_controller.study().snapshot();
    if (!snapshot || !isOfThisStudy())
        return past;
    std::size_t count = snapshot->stages.size();
    if (count > 0 && m_controller.draftChange() != ProjectController::DraftChange::Stage)
        --count; // The draft is the newest stage.
    for (std::size_t stage = 0; stage < count; ++stage) {
        const ParamSpec* spec = snapshot->stages[stage]->space.find(name);
        if (spec && !std::holds_alternative<ChoiceSet>(spec->distribution))
            past.push_back({static_cast<int>(stage), endsOf(spec->distribution)});
    }
    return past;
}

std::vector<SearchRow> SearchAdvice::rows() const
{
    const Task task = m_controller.facts() ? m_controller.facts()->task : Task::Classification;
    std::vector<SettingEntry> entries = settingEntries(task);
    std::erase_if(entries, [](const SettingEntry& entry) { return entry.spec.name == "epochs"; });
    return rowsOf(m_controller.draft().stage, entries, usualSettings(), {});
}

/// Only what makes a row narrower than it is.
std::vector<NarrowedSetting> SearchAdvice::settings() const
{
    std::vector<NarrowedSetting> narrowed;
    for (const SearchRow& row : rows()) {
        const SuggestedRange* range = of(row.name);
        if (!range || !row.isSearched() || !range->hasSuggestion())
            continue;
        if (row.mode == RowMode::Range) {
            if (const auto ends = suggestionFor(row))
                narrowed.push_back({row.name, *ends, {}});
            continue;
        }
        std::vector<ParamValue> stay;
        const std::optional<Interval> ends = endsOfSuggestion(*range);
        std::copy_if(
            row.choices.begin(), row.choices.end(), std::back_inserter(stay), [&](const ParamValue& choice) {
                const std::optional<double> number = paramNumber(choice);
                if (ends && number)
                    return *number >= ends->low && *number <= ends->high;
                return std::any_of(range->choices.begin(), range->choices.end(),
                                   [&](const ParamValue& other) { return sameValue(other, choice); });
            });
        if (!stay.empty() && stay.size() < row.choices.size())
            narrowed.push_back({row.name, {}, std::move(stay)});
    }
    return narrowed;
}

QString SearchAdvice::whyNotNarrow() const
{
    const int complete = completeTrials();
    if (!isOfThisStudy() || complete < kFewestForNarrowing)
        return tr("%1 finished trials needed, %2 so far.")
            .arg(kFewestForNarrowing)
            .arg(isOfThisStudy() ? complete : 0);
    if (!narrowing())
        return tr("Looking at the trials…");
    return settings().empty()
               ? tr("The best quarter is spread over the ranges as they are: nothing to narrow.")
               : QString();
}

std::optional<QString> SearchAdvice::narrowToBestQuarter()
{
    if (const QString why = whyNotNarrow(); !why.isEmpty())
        return why;
    const std::vector<SearchRow> before = rows();
    if (auto fault = narrowDraft(m_controller, settings(), tr("Narrow to the best quarter")))
        return fault;
    int ranges = 0;
    QStringList lost;
    for (const SearchRow& after : rows()) {
        const SearchRow* was = findRow(before, after.name);
        if (!was)
            continue;
        lost << lostChoices(*was, after);
        ranges += was->mode == RowMode::Range && isNarrowerRange(*was, after) ? 1 : 0;
    }
    QStringList parts;
    if (ranges > 0)
        parts << tr("%n range(s) narrowed", nullptr, ranges);
    if (!lost.isEmpty())
        parts << tr("%1 removed").arg(lost.join(QStringLiteral(", ")));
    emit m_controller.messagePosted({.kind = Message::Kind::Info,
                                     .headline = tr("%1.").arg(parts.join(QStringLiteral(", "))),
                                     .actionText = tr("Undo"),
                                     .action = [this] { m_controller.undoStack().undo(); }});
    return std::nullopt;
}

} // namespace tunescope::ui
