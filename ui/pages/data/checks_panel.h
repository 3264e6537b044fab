// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/dataset_summary.h"

#include <QWidget>

class QVBoxLayout;

namespace tunescope::ui {

class DatasetModel;

/// What was found out about the data, one button a line; each opens the rows or columns concerned.
class ChecksPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksPanel(DatasetModel& model, QWidget* parent = nullptr);

    void refresh();

signals:
    void chosen(const tunescope::DatasetCheck& check);

private:
    DatasetModel& m_model;
    QVBoxLayout* m_list;
};

} // namespace tunescope::ui
