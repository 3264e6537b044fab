// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_table.h"
#include "ui/viewmodels/narrowed_search.h"
#include "ui/viewmodels/study_view_model.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tunescope::ui {

/// What of an axis is brushed. Ends may be infinite: the brush reaches the end of the axis and beyond.
struct AnalysisBrush {
    AxisRange values;
    std::set<int> choices = {}; ///< Of an axis of choices; then `values` is unused.

    friend bool operator==(const AnalysisBrush&, const AnalysisBrush&) = default;
};

/// The trials and axes of the Analyse page and the one set of brushes that all its views share.
///
/// While the page is hidden nothing is read; while trials finish the views hear of them four times a second.
class AnalysisModel : public QObject
{
    Q_OBJECT

public:
    explicit AnalysisModel(StudyViewModel& study, QObject* parent = nullptr);

    [[nodiscard]] StudyViewModel& study() const { return m_study; }
    [[nodiscard]] const AnalysisTable& table() const { return m_table; }
    /// Shown trials, worst score first; diverged ones before all.
    [[nodiscard]] const std::vector<int>& worstFirst() const { return m_order; }
    /// 0 = worst, 1 = best of the shown trials.
    [[nodiscard]] double rankOf(int trial) const { return m_ranks[static_cast<std::size_t>(trial)]; }
    [[nodiscard]] int best() const; ///< -1 while nothing is complete.

    enum class Watching { No, Yes };
    void setWatching(Watching watching);
    [[nodiscard]] bool isWatched() const { return m_watching == Watching::Yes; }
    /// Reads what has changed now instead of at the next tick.
    void flush();

    // --- Brushes; `dimension` is an index into table().dimensions() ---
    [[nodiscard]] bool hasBrushes() const { return !m_brushes.empty(); }
    [[nodiscard]] std::vector<std::size_t> brushedDimensions() const;
    /// Positions on the axis, clamped to 0..1; of choices: from the first chosen share to the last.
    [[nodiscard]] std::optional<AxisRange> span(std::size_t dimension) const;
    void setSpan(std::size_t dimension, AxisRange positions);
    [[nodiscard]] bool isChosen(std::size_t dimension, int choice) const;
    void toggleChoice(std::size_t dimension, int choice);
    void clearBrush(std::size_t dimension);
    void clearBrushes();

    /// Inside every brush; true for all shown trials while there is none.
    [[nodiscard]] bool isBrushed(int trial) const { return m_brushed[static_cast<std::size_t>(trial)] != 0; }
    [[nodiscard]] int brushedCount() const { return m_brushedCount; }
    /// Best first; of brushed complete trials.
    [[nodiscard]] std::vector<int> bestBrushed(std::size_t most) const;
    /// Where the brushed trials lie on an axis, as positions; none without brushes or trials.
    [[nodiscard]] std::optional<AxisRange> bracket(std::size_t dimension) const;
    /// "accuracy ≥ 97.0", "optimizer SGD, Adam".
    [[nodiscard]] QString brushText(std::size_t dimension) const;
    /// "7 of 48 trials".
    [[nodiscard]] QString countText() const;
    /// What the brackets say for the Search page: settings with fewer than two brushed trials are left out.
    [[nodiscard]] std::vector<NarrowedSetting> narrowed() const;

    void pinBestBrushed(int count);

signals:
    void tableChanged();   ///< Trials, and perhaps axes; brushes that no longer fit are gone.
    void brushesChanged(); ///< isBrushed() may differ.
    void watched();        ///< The page is looked at again: slow work may begin.

private:
    void note(const std::vector<int>& changed);
    void replace();
    void rank();
    void keepFittingBrushes(const std::vector<AnalysisDimension>& before);
    void rebrush();
    [[nodiscard]] bool isInside(std::size_t trial) const;

    StudyViewModel& m_study;
    AnalysisTable m_table;
    QTimer m_timer;
    Watching m_watching = Watching::No;
    std::set<int> m_unread;
    std::map<std::size_t, AnalysisBrush> m_brushes;
    std::vector<char> m_brushed;
    int m_brushedCount = 0;
    std::vector<int> m_order;
    std::vector<double> m_ranks;
};

} // namespace tunescope::ui
