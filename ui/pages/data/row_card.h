// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_ports.h"

#include <QDialog>
#include <QSize>

class QLabel;
class QPushButton;

namespace tunescope::ui {

class DatasetModel;

/// One row close up: its picture at 160 px, its number, its values, and whether it is used. Closes by itself
/// when the focus goes elsewhere.
class RowCard : public QDialog
{
    Q_OBJECT

public:
    RowCard(DatasetModel& model, RowView row, QWidget* parent);

private:
    [[nodiscard]] bool hasPicture() const;
    [[nodiscard]] QWidget* buildPicture() const;
    [[nodiscard]] QWidget* buildValues() const;
    void refreshUse();
    void toggleUse();

    DatasetModel& m_model;
    RowView m_row;
    QLabel* m_state;
    QPushButton* m_use;
};

} // namespace tunescope::ui
