// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/preset_model.h"
#include "ui/viewmodels/search_advice.h"
#include "ui/viewmodels/search_space_model.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedLayout;

namespace tunescope::ui {

class ProjectController;
class PresetNote;
class SearchFooter;
class SearchHead;
class SearchNotice;
class SearchSummary;
class SearchTable;

/// "What shall I try?": strategy, budget and the table of hyperparameters, every slider over its own results.
/// Edits go to the draft at once; what the search comes to stands at the right, or in a footer below 1200 px.
class SearchPage : public QWidget
{
    Q_OBJECT

public:
    explicit SearchPage(ProjectController& controller, QWidget* parent = nullptr);

    [[nodiscard]] SearchSpaceModel& model() { return m_model; }
    [[nodiscard]] SearchAdvice& advice() { return m_advice; }
    [[nodiscard]] PresetModel& presets() { return m_presets; }
    [[nodiscard]] PresetNote& presetNote() const { return *m_presetNote; }
    [[nodiscard]] SearchHead& head() const { return *m_head; }
    [[nodiscard]] SearchTable& table() const { return *m_table; }
    [[nodiscard]] SearchSummary& summary() const { return *m_summary; }

    /// A field whose text cannot be used, and what is wrong with it.
    struct FieldFault {
        QWidget* field = nullptr;
        QString sentence; ///< "Learning rate: “abc” is not a number. …"
    };
    /// Takes what is being typed as if the field were left, then looks for the first field with an error.
    [[nodiscard]] std::optional<FieldFault> checkFields();

    void showRow(const std::string& name); ///< Scrolls to the row and gives it the focus.

    /// That of the compact page, whatever is shown now: the window may always become small.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void dataPageWanted(); ///< From the empty state.

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectController();
    void refresh();
    void refreshFigures();
    void refreshResults();
    void refreshDraws();
    void refreshAdvice();
    void openRateTest();
    void showDraws(const std::vector<ParamSet>& draws);
    void applyWidth();

    ProjectController& m_controller;
    SearchSpaceModel m_model;
    SearchAdvice m_advice;
    PresetModel m_presets;
    QStackedLayout* m_stack;
    SearchHead* m_head;
    SearchNotice* m_notice;
    PresetNote* m_presetNote;
    SearchTable* m_table;
    SearchSummary* m_summary;
    SearchFooter* m_footer;
    QTimer m_drawTimer;   ///< 80 ms after the last edit.
    QTimer m_resultTimer; ///< Twice a second while trials finish.
};

} // namespace tunescope::ui
