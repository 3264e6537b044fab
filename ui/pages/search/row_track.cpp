// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/row_track.h"

#include "ui/viewmodels/glossary.h"
#include "ui/viewmodels/param_words.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/choice_track.h"
#include "ui/widgets/range_track.h"

#include <QAbstractButton>
#include <QStackedLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

ScaleKind scaleKindOf(const SearchRow& row)
{
    const bool log = scaleOf(row.range) == Scale::Log;
    if (row.kind == ValueKind::Whole)
        return log ? ScaleKind::Log2 : ScaleKind::Integer;
    return log ? ScaleKind::Log : ScaleKind::Linear;
}

bool usesChips(const SearchRow& row)
{
    return row.kind == ValueKind::Word || row.mode == RowMode::Choices;
}

bool isChosen(const SearchRow& row, const ParamValue& value)
{
    if (row.mode == RowMode::Fixed)
        return sameValue(row.value, value);
    return std::any_of(row.choices.begin(), row.choices.end(),
                       [&](const ParamValue& other) { return sameValue(other, value); });
}

} // namespace

RowTrack::RowTrack(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_range(new RangeTrack)
    , m_choices(new ChoiceTrack)
    , m_stack(new QStackedLayout(this))
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_range);
    m_stack->addWidget(m_choices);
    m_range->setName(title);
    m_choices->setName(title);
    connect(m_range, &RangeTrack::rangeEdited, this, &RowTrack::rangeEdited);
    connect(m_range, &RangeTrack::rangeCommitted, this, &RowTrack::rangeCommitted);
    connect(m_range, &RangeTrack::dotHovered, this, &RowTrack::dotHovered);
    connect(m_range, &RangeTrack::dotClicked, this, &RowTrack::dotClicked);
    connect(m_choices, &ChoiceTrack::dotHovered, this, &RowTrack::dotHovered);
    connect(m_choices, &ChoiceTrack::dotClicked, this, &RowTrack::dotClicked);
    connect(m_choices, &ChoiceTrack::selectionChanged, this, &RowTrack::onSelection);
}

void RowTrack::show(const SearchRow& row, const Interval& axis)
{
    const bool newChips = !m_chipsShown || row.offered != m_row.offered || row.name != m_row.name;
    m_row = row;
    if (usesChips(row)) {
        if (newChips)
            fillChips();
        m_choices->setMode(row.mode == RowMode::Fixed ? ChoiceMode::One : ChoiceMode::Many);
        selectChips();
        m_stack->setCurrentWidget(m_choices);
        return;
    }
    m_chipsShown = false;
    const AxisScale scale(scaleKindOf(row), axis.low, axis.high,
                          row.kind == ValueKind::Whole ? NumberKind::Whole : NumberKind::Real);
    const AxisScale& shown = m_range->axisScale();
    if (shown.kind() != scale.kind() || shown.low() != scale.low() || shown.high() != scale.high() ||
        shown.numbers() != scale.numbers())
        m_range->setScale(scale);
    const bool fixed = row.mode == RowMode::Fixed;
    m_range->setMode(fixed ? TrackMode::Fixed : TrackMode::Range);
    const double value = paramNumber(row.value).value_or(axis.low);
    const Interval ends = fixed ? Interval{value, value} : endsOf(row.range);
    if (m_range->range().low != ends.low || m_range->range().high != ends.high)
        m_range->setRange(ends.low, ends.high);
    m_stack->setCurrentWidget(m_range);
}

void RowTrack::fillChips()
{
    std::vector<ChoiceItem> items;
    for (const ParamValue& value : m_row.offered)
        items.push_back({valueTitle(value), m_results.bestScoreOf(m_row.name, value),
                         m_results.dotsOf(m_row.name, value)});
    m_choices->setItems(std::move(items));
    for (std::size_t i = 0; i < m_row.offered.size(); ++i) {
        const auto* word = std::get_if<std::string>(&m_row.offered[i]);
        const bool isExplained = word && hasChoiceEntries(m_row.name);
        setGlossaryTopic(*m_choices->chip(static_cast<int>(i)),
                         isExplained ? QStringLiteral("choice:") + QString::fromStdString(*word) : QString());
    }
    m_chipsShown = true;
}

void RowTrack::selectChips()
{
    QList<int> selected;
    for (std::size_t i = 0; i < m_row.offered.size(); ++i) {
        if (isChosen(m_row, m_row.offered[i]))
            selected << static_cast<int>(i);
    }
    m_choices->setSelected(selected);
}

/// One click changes one chip: that one is told.
void RowTrack::onSelection(const QList<int>& indices)
{
    for (std::size_t i = 0; i < m_row.offered.size(); ++i) {
        const bool chosen = indices.contains(static_cast<int>(i));
        const bool news = chosen != isChosen(m_row, m_row.offered[i]);
        if (news && (chosen || m_row.mode == RowMode::Choices)) {
            emit choiceClicked(static_cast<int>(i));
            break;
        }
    }
    selectChips(); // A refused click leaves the chips as they were.
}

void RowTrack::setResults(const ResultDots& results)
{
    m_results = results;
    if (m_row.name.empty())
        return;
    if (usesChips(m_row)) {
        fillChips();
        selectChips();
    }
    m_range->setDots(m_row.kind == ValueKind::Word ? std::vector<TrackDot>() : m_results.dotsOf(m_row.name));
}

void RowTrack::setDraws(std::vector<double> values)
{
    m_range->setDraws(std::move(values));
}

void RowTrack::setGridValues(std::vector<double> values)
{
    m_range->setGridValues(std::move(values));
}

void RowTrack::setHighlighted(qint64 trial)
{
    m_range->setHighlighted(trial);
}

std::vector<QWidget*> RowTrack::focusOrder() const
{
    std::vector<QWidget*> order{m_range->lowHandle(), m_range->highHandle()};
    for (std::size_t i = 0; i < m_row.offered.size() && m_chipsShown; ++i)
        order.push_back(m_choices->chip(static_cast<int>(i)));
    return order;
}

} // namespace tunescope::ui
