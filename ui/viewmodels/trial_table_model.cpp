// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_table_model.h"

#include "ui/viewmodels/glossary.h"

#include <QStringList>

#include <algorithm>
#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kRefresh = 250ms; ///< 4 times a second (ux.md section 23).

/// Length of a bar for a score: shares as they are on the stretched axis, up to 99.5 %; others have none.
std::optional<double> scoreBar(double score, const MetricStyle& metric)
{
    if (!metric.isShare || !std::isfinite(score))
        return std::nullopt;
    return std::clamp(-std::log10(std::max(1.0 - score, 0.0045)) / -std::log10(0.0045), 0.04, 1.0);
}

} // namespace

TrialTableModel::TrialTableModel(StudyViewModel& study, QObject* parent)
    : QAbstractTableModel(parent)
    , m_study(study)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefresh);
    connect(&m_refreshTimer, &QTimer::timeout, this, &TrialTableModel::refresh);
    connect(&study, &StudyViewModel::studyReplaced, this, &TrialTableModel::takeStudy);
    connect(&study, &StudyViewModel::snapshotChanged, this, &TrialTableModel::takeChanges);
    connect(&study, &StudyViewModel::pinsChanged, this, [this] {
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {PinRole});
    });
    takeStudy();
}

void TrialTableModel::takeStudy()
{
    beginResetModel();
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    m_columns = trialColumns(snapshot.get());
    m_metric = metricStyleOf(snapshot.get());
    m_order = {.column = 3,
               .order = m_metric.direction == Direction::Maximize ? Qt::DescendingOrder : Qt::AscendingOrder};
    m_kept = {};
    m_batch = {};
    OrderedTrials ordered;
    if (snapshot)
        ordered = orderedTrials(*snapshot, m_columns, m_order, m_kept.group, m_kept.filter);
    m_rows = std::move(ordered.trials);
    m_runningRows = ordered.running;
    indexRows();
    endResetModel();
    emit columnsReplaced();
    emit rowsRefreshed();
}

void TrialTableModel::takeChanges(const std::vector<int>& changed)
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (trialColumns(snapshot.get()) != m_columns) { // A new stage searches other settings.
        takeStudy();
        return;
    }
    for (const int number : changed) {
        if (isTold(snapshot->trial(static_cast<std::size_t>(number)).state))
            m_batch.arrived.push_back(number);
    }
    repaintRows(changed);
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void TrialTableModel::repaintRows(const std::vector<int>& trials)
{
    for (const int number : trials) {
        if (const int row = rowOf(number); row >= 0)
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

void TrialTableModel::refresh()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot)
        return;
    m_refreshTimer.stop();
    emit aboutToRefreshRows();
    const OrderedTrials ordered = orderedTrials(*snapshot, m_columns, m_order, m_kept.group, m_kept.filter);
    const std::vector<int> fresh = std::exchange(m_batch.fresh, std::exchange(m_batch.arrived, {}));
    std::vector<bool> wanted(snapshot->size());
    for (const int number : ordered.trials)
        wanted[static_cast<std::size_t>(number)] = true;
    dropRowsNotIn(wanted);
    appendRows(ordered.trials);
    m_runningRows = ordered.running;
    permuteRows(ordered.trials);
    repaintRows(fresh);
    repaintRows(m_batch.fresh);
    if (!m_batch.fresh.empty())
        m_refreshTimer.start(); // The dots go with the next batch, even if nothing comes any more.
    emit rowsRefreshed();
}

void TrialTableModel::dropRowsNotIn(const std::vector<bool>& wanted)
{
    const auto isWanted = [&](int number) { return wanted[static_cast<std::size_t>(number)]; };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (isWanted(m_rows[static_cast<std::size_t>(last)]))
            continue;
        int first = last;
        while (first > 0 && !isWanted(m_rows[static_cast<std::size_t>(first - 1)]))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
    indexRows();
}

void TrialTableModel::appendRows(const std::vector<int>& wanted)
{
    std::vector<int> added;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(added),
                 [this](int number) { return rowOf(number) < 0; });
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    indexRows();
    endInsertRows();
}

void TrialTableModel::permuteRows(const std::vector<int>& wanted)
{
    if (m_rows == wanted)
        return;
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> trials;
    for (const QModelIndex& held : before)
        trials.push_back(trialAt(held.row()));
    m_rows = wanted;
    indexRows();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rowOf(trials[static_cast<std::size_t>(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TrialTableModel::indexRows()
{
    m_rowOfTrial.assign(m_study.snapshot() ? m_study.snapshot()->size() : 0, -1);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rowOfTrial[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(row);
}

int TrialTableModel::trialAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int TrialTableModel::rowOf(int trial) const
{
    return trial >= 0 && trial < static_cast<int>(m_rowOfTrial.size())
               ? m_rowOfTrial[static_cast<std::size_t>(trial)]
               : -1;
}

int TrialTableModel::countOf(TrialGroup group) const
{
    if (!m_study.snapshot())
        return 0;
    const TrialCounts counts = shownCounts(*m_study.snapshot());
    switch (group) {
    case TrialGroup::All:
        return counts.told() + counts.running + counts.paused;
    case TrialGroup::Running:
        return counts.running + counts.paused;
    case TrialGroup::Finished:
        return counts.complete;
    case TrialGroup::Pruned:
        return counts.pruned;
    case TrialGroup::Diverged:
        return counts.diverged;
    }
    return 0;
}

bool TrialTableModel::isAnyRunning() const
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    return !snapshot || snapshot->counts.running > 0 || snapshot->counts.paused == 0;
}

void TrialTableModel::setGroup(TrialGroup group)
{
    m_kept.group = group;
    refresh();
}

bool TrialTableModel::setFilterText(const QString& text)
{
    TrialFilter::Parsed parsed = TrialFilter::parse(text, m_columns);
    m_kept.fault = parsed.fault;
    if (!parsed.fault.isEmpty())
        return false;
    m_kept.filter = std::move(parsed.filter);
    refresh();
    return true;
}

TrialTableModel::News TrialTableModel::news() const
{
    News news;
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    for (const int number : m_batch.fresh) {
        if (rowOf(number) < 0)
            continue;
        ++news.count;
        const TrialSnapshot& trial = snapshot->trial(static_cast<std::size_t>(number));
        const TrialSnapshot* best = m_study.trial(news.best);
        if (trial.state == TrialState::Complete &&
            (!best || isBetter(shownScore(trial), shownScore(*best), m_metric.direction)))
            news.best = number;
    }
    return news;
}

void TrialTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_order = {column, order};
    refresh();
}

QString TrialTableModel::tabSeparated(const QList<int>& rows, const QList<int>& columns) const
{
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells << m_columns[static_cast<std::size_t>(column)].title;
    lines << cells.join(u'\t');
    for (const int row : rows) {
        cells.clear();
        for (const int column : columns) {
            QString cell = index(row, column).data().toString().replace(u'\t', u' ').replace(u'\n', u' ');
            const QString side = index(row, column).data(SideTextRole).toString();
            if (!side.isEmpty())
                cell += u' ' + side;
            cells << cell.remove(QChar(0x2009));
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

int TrialTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrialTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TrialTableModel::barOf(const TrialSnapshot& trial, TrialColumnKind kind) const
{
    if (kind == TrialColumnKind::Score) {
        const std::optional<double> bar = scoreBar(shownScore(trial), m_metric);
        return bar ? QVariant(*bar) : QVariant();
    }
    if (kind == TrialColumnKind::Epoch && trial.plannedEpochs > 0)
        return std::clamp(double(trial.finishedEpochs()) / trial.plannedEpochs, 0.0, 1.0);
    return {};
}

QString TrialTableModel::stateToolTip(const TrialSnapshot& trial) const
{
    const QString reason = QString::fromStdString(trial.outcome.reason.text);
    return isTold(trial.state) && !reason.isEmpty() ? reason : stateWord(trial);
}

QVariant TrialTableModel::data(const QModelIndex& index, int role) const
{
    const TrialSnapshot* trial = index.isValid() ? m_study.trial(trialAt(index.row())) : nullptr;
    if (!trial || index.column() >= columnCount())
        return {};
    const TrialColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return trialValue(*m_study.snapshot(), *trial, column, m_metric).text;
    case Qt::TextAlignmentRole:
        return int((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column.kind == TrialColumnKind::State ? QVariant(stateToolTip(*trial)) : QVariant();
    case TrialRole:
        return trial->number();
    case StateRole:
        return int(trial->state);
    case EarlyStopRole:
        return trial->outcome.reason.kind == "early_stopping";
    case BarRole:
        return barOf(*trial, column.kind);
    case BestRole:
        return trial->number() == m_study.snapshot()->best;
    case PinRole:
        return m_study.pinOf(trial->number());
    case NewRole:
        return std::find(m_batch.fresh.begin(), m_batch.fresh.end(), trial->number()) != m_batch.fresh.end();
    case KindRole:
        return int(column.kind);
    case SideTextRole:
        if (const ParamValue* momentum = trial->start.params.find("momentum");
            momentum && column.param == "optimizer")
            return QStringLiteral("m ") + settingText(*momentum);
        return {};
    default:
        return {};
    }
}

QVariant TrialTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TrialColumn& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.toolTip;
    // Large numbers are the interesting ones; trial numbers and words are looked for from the start.
    case Qt::InitialSortOrderRole:
        return int(column.isNumber && column.kind != TrialColumnKind::Number ? Qt::DescendingOrder
                                                                             : Qt::AscendingOrder);
    case kGlossaryItemRole:
        return columnTopic(column, m_metric);
    case Qt::TextAlignmentRole:
        return int((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace tunescope::ui
