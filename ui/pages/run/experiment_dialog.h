// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "ui/viewmodels/experiments.h"
#include "ui/viewmodels/study_view_model.h"

#include <QDialog>
#include <QPointer>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace tunescope::ui {

/// "Twin with one change", "Fork at an epoch" or "Train longer" of one trial: what to change, then what the experiments
/// with this trial have done so far. Everything else stays the same: split, initial weights, batch order, dropout.
class ExperimentDialog : public QDialog
{
    Q_OBJECT

public:
    ExperimentDialog(StudyViewModel& study, ExperimentPorts ports, int trial, OriginKind kind, QWidget* parent = nullptr);

    /// What the button would queue; nothing where the field cannot be used or nothing has changed.
    [[nodiscard]] std::optional<QueueRequest> request() const;
    [[nodiscard]] QComboBox& settingBox() { return *m_setting; }
    [[nodiscard]] QLineEdit& numberField() { return *m_number; }
    [[nodiscard]] QComboBox& choiceBox() { return *m_choice; }
    [[nodiscard]] QSpinBox& epochBox() { return *m_epochs; }

private:
    struct Option {
        ParamSpec spec;
        std::optional<ParamValue> before;
    };

    void buildChange(QVBoxLayout& column);
    void buildEpochs(QVBoxLayout& column);
    void buildResults(QVBoxLayout& column);
    void chooseSetting(int index);
    void refresh();
    void readResults();
    void showResults(const std::vector<ExperimentResult>& results);
    void accept() override;
    [[nodiscard]] std::optional<ParamValue> value() const;
    [[nodiscard]] bool isUnchanged(const ParamValue& changed) const;
    [[nodiscard]] QString fault() const;
    [[nodiscard]] const Option* option() const;
    [[nodiscard]] bool isLonger() const { return m_kind == OriginKind::Continued; }

    StudyViewModel& m_study;
    ExperimentPorts m_ports;
    int m_trial;
    OriginKind m_kind;
    std::vector<Option> m_options;
    QComboBox* m_setting;
    QStackedWidget* m_editors;
    QLineEdit* m_number;
    QComboBox* m_choice;
    QSpinBox* m_epochs;
    QLabel* m_before;
    QLabel* m_fault;
    QPushButton* m_queue;
    QLabel* m_resultsHead;
    QVBoxLayout* m_results;
};

} // namespace tunescope::ui
