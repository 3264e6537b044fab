// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/new_data.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace tunescope::ui {

class Chip;

/// "The data changed": fingerprints side by side, the best trial scored on the new rows without training, and tuning
/// again, warm or cold. The old trials stay as they are.
class NewDataPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NewDataPanel(NewDataModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& field() { return *m_field; }

private:
    [[nodiscard]] QWidget* buildFingerprint();
    [[nodiscard]] QWidget* buildChampion();
    [[nodiscard]] QWidget* buildTuning();
    void refresh();
    void refreshRows();
    void chooseFile();

    NewDataModel& m_model;
    QLineEdit* m_field = nullptr;
    QPushButton* m_compare = nullptr;
    Chip* m_state = nullptr;
    QLabel* m_words = nullptr;
    QGridLayout* m_rows = nullptr;
    QLabel* m_scores = nullptr;
    QLabel* m_championWords = nullptr;
    QRadioButton* m_warm = nullptr;
    QRadioButton* m_cold = nullptr;
    QPushButton* m_tune = nullptr;
};

} // namespace tunescope::ui
