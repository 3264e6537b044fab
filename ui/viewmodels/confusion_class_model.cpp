// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/confusion_class_model.h"

#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

struct Head {
    const char* title;
    const char* toolTip;
};

constexpr std::array kHeads{
    Head{"Class", ""},
    Head{"Precision", "Of those read as this class, how many are"},
    Head{"Recall", "Of those that are this class, how many were found"},
    Head{"F1", "Balance of precision and recall"},
    Head{"Support", "Validation rows of this class"},
};

} // namespace

ConfusionClassModel::ConfusionClassModel(QObject* parent) : QAbstractTableModel(parent) {}

void ConfusionClassModel::setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames)
{
    const bool isSameShape = matrix.classes() == m_matrix.classes() && classNames == m_classNames;
    if (!isSameShape)
        beginResetModel();
    m_matrix = matrix;
    m_classNames = classNames;
    if (!isSameShape)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ConfusionClassModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_matrix.classes();
}

int ConfusionClassModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kHeads.size());
}

double ConfusionClassModel::number(int row, int column) const
{
    switch (column) {
    case PrecisionColumn:
        return m_matrix.precision(row);
    case RecallColumn:
        return m_matrix.recall(row);
    case F1Column:
        return m_matrix.f1(row);
    case SupportColumn:
        return double(m_matrix.rowSum(row));
    default:
        return row;
    }
}

QVariant ConfusionClassModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const double value = number(index.row(), index.column());
    if (role == Qt::UserRole)
        return std::isnan(value) ? -1.0 : value;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == ClassColumn)
        return index.row() < m_classNames.size() ? m_classNames[index.row()] : QString::number(index.row());
    if (std::isnan(value))
        return QStringLiteral("–");
    return index.column() == SupportColumn ? QString::number(value, 'f', 0)
                                           : QString::number(100.0 * value, 'f', 1);
}

QVariant ConfusionClassModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Head& head = kHeads[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QLatin1String(head.title);
    case Qt::ToolTipRole:
        return QLatin1String(head.toolTip);
    case Qt::TextAlignmentRole:
        return int((section == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace tunescope::ui
