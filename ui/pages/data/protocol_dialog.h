// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/protocol_choice.h"

#include <QDialog>

#include <array>

class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QVBoxLayout;

namespace tunescope::ui {

class DatasetModel;
class ProtocolBands;

/// "How will you judge?": one split, folds, repeated splits, folds in time or whole groups, what it costs and how sure
/// one score then is. Nothing changes before the button is pressed; that is one undoable step.
class ProtocolDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ProtocolDialog(DatasetModel& model, QWidget* parent = nullptr);

    [[nodiscard]] const ProtocolConfig& protocol() const { return m_protocol; }
    [[nodiscard]] ProtocolBands& bands() { return *m_bands; }

private:
    void buildKinds(QVBoxLayout& column);
    void buildOptions(QVBoxLayout& column);
    void refresh();
    void accept() override;
    [[nodiscard]] QString sureText() const;
    [[nodiscard]] QString costText() const;

    DatasetModel& m_model;
    ProtocolConfig m_protocol;
    std::array<QRadioButton*, kJudgeKinds.size()> m_kinds{};
    ProtocolBands* m_bands;
    QSpinBox* m_folds;
    QSpinBox* m_repeats;
    QSpinBox* m_gap;
    QSpinBox* m_stopping;
    QComboBox* m_by;
    QLabel* m_cost;
    QLabel* m_sure;
    QLabel* m_vault;
    QPushButton* m_use;
};

} // namespace tunescope::ui
