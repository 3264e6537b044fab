// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_model.h"

#include "ui/viewmodels/glossary.h"
#include "ui/viewmodels/qt_convert.h"

#include "ui/viewmodels/trial_table_columns.h"
#include "ui/viewmodels/value_text.h"

#include <QMap>

#include <algorithm>

namespace tunescope::ui {
namespace {

/// Parameters of all stages, each with the range of the newest stage that has it.
std::vector<ParamSpec> searchedSpecs(const StudySnapshot& snapshot)
{
    std::vector<ParamSpec> specs;
    for (const auto& stage : snapshot.stages) {
        for (const ParamSpec& spec : stage->space.params()) {
            const auto known = std::find_if(specs.begin(), specs.end(),
                                            [&](const ParamSpec& s) { return s.name == spec.name; });
            if (known == specs.end())
                specs.push_back(spec);
            else
                *known = spec;
        }
    }
    return specs;
}

} // namespace

ComparisonModel::ComparisonModel(StudyViewModel& study, QObject* parent)
    : QAbstractTableModel(parent)
    , m_study(study)
{
    connect(&study, &StudyViewModel::pinsChanged, this, &ComparisonModel::takePins);
    connect(&study, &StudyViewModel::studyReplaced, this, &ComparisonModel::takePins);
    connect(&study, &StudyViewModel::snapshotChanged, this, &ComparisonModel::takeChanges);
    takePins();
}

void ComparisonModel::takePins()
{
    const auto& pins = m_study.pins();
    // Columns keep the order that they were dragged into; new pins come last.
    std::erase_if(m_trials,
                  [&](const ComparedTrial& t) { return pins[static_cast<std::size_t>(t.pin)] != t.trial; });
    for (int pin = 0; pin < kMostPins; ++pin) {
        const ComparedTrial trial{pin, pins[static_cast<std::size_t>(pin)]};
        if (trial.trial >= 0 && std::find(m_trials.begin(), m_trials.end(), trial) == m_trials.end())
            m_trials.push_back(trial);
    }
    beginResetModel();
    rebuild();
    endResetModel();
    emit trialsChanged();
}

void ComparisonModel::takeChanges(const std::vector<int>& changed)
{
    const bool concernsUs = std::any_of(m_trials.begin(), m_trials.end(), [&](const ComparedTrial& t) {
        return std::binary_search(changed.begin(), changed.end(), t.trial);
    });
    if (!concernsUs)
        return;
    beginResetModel();
    rebuild();
    endResetModel();
}

void ComparisonModel::moveTrial(int from, int to)
{
    const int count = static_cast<int>(m_trials.size());
    if (from < 0 || from >= count || to < 0 || to >= count || from == to)
        return;
    const ComparedTrial moved = m_trials[static_cast<std::size_t>(from)];
    m_trials.erase(m_trials.begin() + from);
    m_trials.insert(m_trials.begin() + to, moved);
    beginResetModel();
    rebuild();
    endResetModel();
    emit trialsChanged();
}

void ComparisonModel::setShown(ComparedRows rows)
{
    beginResetModel();
    m_shown = rows;
    rebuild();
    endResetModel();
}

ComparisonModel::Row ComparisonModel::settingRow(const StudySnapshot& snapshot, const ParamSpec& spec) const
{
    Row row{settingTitle(spec.name)};
    row.topic = QStringLiteral("setting:") + toQt(spec.name);
    for (const ComparedTrial& compared : m_trials) {
        const TrialSnapshot* trial = m_study.trial(compared.trial);
        const ParamValue* value = trial ? settingOf(snapshot, *trial, spec.name) : nullptr;
        Cell cell{value ? settingText(*value) : QStringLiteral("–")};
        if (value && paramNumber(*value))
            cell.position = positionOf(spec.distribution, *value);
        row.cells.push_back(std::move(cell));
    }
    // The majority must be a real one: with every cell different, nothing is unusual.
    QMap<QString, int> votes;
    for (const Cell& cell : row.cells)
        ++votes[cell.text];
    const auto most = std::max_element(votes.begin(), votes.end());
    for (Cell& cell : row.cells)
        cell.differs = votes.size() > 1 && (row.cells.size() == 2 || (*most > 1 && votes[cell.text] < *most));
    return row;
}

std::vector<ComparisonModel::Row> ComparisonModel::factRows(const StudySnapshot& snapshot) const
{
    const MetricStyle metric = metricStyleOf(&snapshot);
    std::vector<Row> rows{{tr("Weights"), true, {}, QStringLiteral("metric:weights")},
                          {tr("Train − val gap"), true, {}, QStringLiteral("term:gap")},
                          {tr("Time"), true, {}, QStringLiteral("metric:train_seconds")}};
    for (const ComparedTrial& compared : m_trials) {
        const TrialSnapshot* trial = m_study.trial(compared.trial);
        if (!trial)
            continue;
        TrialColumn time;
        time.kind = TrialColumnKind::Time;
        const QString gap = gapText(gapOf(*trial, metric), metric);
        const bool isPoints = metric.isShare && std::isfinite(gapOf(*trial, metric));
        rows[0].cells.push_back(
            {trial->outcome.weights > 0 ? wholeText(trial->outcome.weights) : QStringLiteral("–")});
        rows[1].cells.push_back({isPoints ? tr("%1 pts").arg(gap) : gap});
        rows[2].cells.push_back({trialValue(snapshot, *trial, time, metric).text});
    }
    return rows;
}

std::vector<ComparisonModel::Row> ComparisonModel::allRows() const
{
    std::vector<Row> rows;
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot || m_trials.empty())
        return rows;
    for (const ParamSpec& spec : searchedSpecs(*snapshot))
        rows.push_back(settingRow(*snapshot, spec));
    for (Row& row : factRows(*snapshot))
        rows.push_back(std::move(row));
    return rows;
}

void ComparisonModel::rebuild()
{
    m_rows = allRows();
    const auto before = m_rows.size();
    if (m_shown == ComparedRows::DifferencesOnly) {
        std::erase_if(m_rows, [](const Row& row) {
            return std::all_of(row.cells.begin(), row.cells.end(),
                               [&](const Cell& cell) { return cell.text == row.cells.front().text; });
        });
    }
    m_hidden = static_cast<int>(before - m_rows.size());
}

QString ComparisonModel::tabSeparated() const
{
    QStringList lines;
    QStringList cells{tr("Setting")};
    for (const ComparedTrial& compared : m_trials)
        cells << tr("Trial %1").arg(compared.trial);
    lines << cells.join(u'\t');
    for (const Row& row : m_rows) {
        cells = {row.title};
        for (const Cell& cell : row.cells)
            cells << QString(cell.text).remove(QChar(0x2009));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_trials.size());
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == FactRole)
        return row.isFact;
    if (role == kGlossaryItemRole)
        return row.topic;
    if (index.column() == 0)
        return role == Qt::DisplayRole ? QVariant(row.title) : QVariant();
    const auto column = static_cast<std::size_t>(index.column() - 1);
    if (column >= row.cells.size())
        return {};
    const Cell& cell = row.cells[column];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case DiffersRole:
        return cell.differs;
    case PositionRole:
        return cell.position ? QVariant(*cell.position) : QVariant();
    case PinRole:
        return m_trials[column].pin;
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 1 || section >= columnCount())
        return {};
    const ComparedTrial& compared = m_trials[static_cast<std::size_t>(section - 1)];
    if (role == Qt::DisplayRole)
        return QString::number(compared.trial);
    return role == PinRole ? QVariant(compared.pin) : QVariant();
}

} // namespace tunescope::ui
