// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/confusion_matrix.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace tunescope::ui {

/// Precision, recall, F1 and support of every class; sort through a proxy on Qt::UserRole.
class ConfusionClassModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ClassColumn, PrecisionColumn, RecallColumn, F1Column, SupportColumn };

    explicit ConfusionClassModel(QObject* parent = nullptr);

    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] double number(int row, int column) const;

    ConfusionMatrix m_matrix;
    QStringList m_classNames;
};

} // namespace tunescope::ui
