// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/trust_model.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tunescope::ui {

class SegmentedControl;

/// The lab notebook: every entry in order, written by the program or by the student, who adds questions, predictions,
/// notes and conclusions here. Nothing is changed or taken out; a correction is a new entry.
class NotebookPanel : public QWidget
{
    Q_OBJECT

public:
    NotebookPanel(TrustModel& model, std::function<QString()> projectName, QWidget* parent = nullptr);

    /// Writes the page; false if the file could not be written.
    [[nodiscard]] bool exportTo(const QString& path);
    /// Where the student writes.
    [[nodiscard]] QPlainTextEdit& field() { return *m_field; }

signals:
    void exported(const QString& path);
    void exportFailed(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] QWidget* buildWriting();
    [[nodiscard]] QWidget* buildFacts();
    void refresh();
    void addEntry(const StudyEvent& entry);
    void write();
    void choosePath();

    TrustModel& m_model;
    std::function<QString()> m_projectName;
    QScrollArea* m_area = nullptr;
    QVBoxLayout* m_entries = nullptr;
    std::size_t m_shown = 0; ///< Entries in the list.
    std::string m_lastHash;  ///< Of the last of them.
    SegmentedControl* m_kind = nullptr;
    QPlainTextEdit* m_field = nullptr;
    QPushButton* m_write = nullptr;
    QPushButton* m_export = nullptr;
    QLabel* m_chain = nullptr;
    QLabel* m_counts = nullptr;
};

} // namespace tunescope::ui
