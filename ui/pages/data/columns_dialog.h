// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace tunescope::ui {

class DatasetModel;

/// Which columns the network may use. Accepting it is one undoable step.
class ColumnsDialog : public QDialog
{
    Q_OBJECT

public:
    ColumnsDialog(DatasetModel& model, QWidget* parent);

    void accept() override;

private:
    [[nodiscard]] QStringList ticked() const;
    void tickAll(Qt::CheckState state);
    void refresh();

    DatasetModel& m_model;
    QListWidget* m_list;
    QLabel* m_count;
    QPushButton* m_use;
};

} // namespace tunescope::ui
