// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/search_space_rows.h"

#include <QObject>
#include <QStringList>

#include <optional>

namespace tunescope::ui {

class ProjectController;

enum class DropSide { Above, Below };

/// The search table: the draft's stage as rows, and every edit of it. An edit that is possible becomes one
/// undoable step of the draft ("Narrow learning rate"), so what is shown is exactly what start() runs; one
/// that is not leaves everything as it was and says why.
class SearchSpaceModel : public QObject
{
    Q_OBJECT

public:
    explicit SearchSpaceModel(ProjectController& controller, QObject* parent = nullptr);

    /// In the order of the screen: children below their parents.
    [[nodiscard]] std::vector<const SearchRow*> shownRows() const;
    [[nodiscard]] std::vector<const SearchRow*>
    hiddenRows() const; ///< For "Add hyperparameter" and "Not searched".
    [[nodiscard]] const SearchRow* row(const std::string& name) const { return findRow(m_rows, name); }
    /// The axis of a row's track: the useful part of the domain, widened to what is chosen.
    [[nodiscard]] Interval axisOf(const SearchRow& row) const;
    [[nodiscard]] bool canBeLog(const SearchRow& row) const;

    // --- Edits; the sentence of a message where one is impossible (ux.md 15.5) ---
    using Fault = std::optional<QString>;
    Fault setMode(const std::string& name, RowMode mode);
    /// Steps of one drag share a non-zero `mergeId`.
    Fault setRange(const std::string& name, const Interval& ends, int mergeId = 0);
    Fault setValue(const std::string& name, const ParamValue& value, int mergeId = 0);
    Fault toggleChoice(const std::string& name, const ParamValue& choice);
    /// Another of the setting's known words becomes a chip, and is tried.
    Fault offerChoice(const std::string& name, const ParamValue& choice);
    Fault addChoice(const std::string& name, double value);
    Fault setScale(const std::string& name, Scale scale);
    Fault setGridCount(const std::string& name, int count);
    /// The range keeps its width and centres on the value, chips keep only it, a fixed value becomes it.
    Fault useBest(const std::string& name, const ParamValue& best);
    Fault resetToDefault(const std::string& name); ///< As the data's starting search has it.
    void addRow(const std::string& name);
    void removeRow(const std::string& name); ///< The setting is fixed and leaves the table.
    void moveRow(const std::string& name, const std::string& target, DropSide side); ///< Only on screen.

    // --- The rest of the stage ---
    [[nodiscard]] int trials() const; ///< In all, those that have run among them.
    Fault setTrials(int trials);
    [[nodiscard]] int epochs() const; ///< The upper end where epochs are searched.
    Fault setEpochs(int epochs);
    /// Another method begins with its own options.
    void setSampler(const std::string& name);
    void setSamplerOptions(const ParamSet& options);
    /// "" = let every trial finish.
    void setPruner(const std::string& name);
    void setPrunerOptions(const ParamSet& options);

    [[nodiscard]] static int nextMergeId();

signals:
    /// Other rows, or another order.
    void rowsReset();
    /// Values, modes or activity of the same rows.
    void rowsChanged();

private:
    void rebuild();
    void forget();
    Fault commit(std::vector<SearchRow> rows, const QString& undoText, int mergeId = 0);
    Fault outside(const SearchRow& row) const;
    [[nodiscard]] QString rangeVerb(const SearchRow& row, const Interval& ends, int mergeId);

    struct DragStart {
        int mergeId = 0;
        Interval ends;
    };

    ProjectController& m_controller;
    std::vector<SettingEntry> m_entries;
    std::vector<SearchRow> m_rows;
    RowMemory m_memory;
    std::set<std::string> m_shown;
    std::vector<std::string> m_order; ///< On screen.
    std::optional<StageConfig> m_starting;
    std::string m_dataKey; ///< The rows' data; other data begin anew.
    DragStart m_dragStart;
};

} // namespace tunescope::ui
