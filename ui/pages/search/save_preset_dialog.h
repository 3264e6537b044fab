// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace tunescope::ui {

class PresetModel;

/// "Save as…": a name, what kind of preset it is, and why.
class SavePresetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SavePresetDialog(PresetModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& title() const { return *m_title; }
    [[nodiscard]] QComboBox& kind() const { return *m_kind; }
    [[nodiscard]] QPlainTextEdit& why() const { return *m_why; }
    [[nodiscard]] QString fault() const;

    void accept() override;

private:
    PresetModel& m_model;
    QLineEdit* m_title;
    QComboBox* m_kind;
    QPlainTextEdit* m_why;
    QLabel* m_fault;
};

} // namespace tunescope::ui
