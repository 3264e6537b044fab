// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model_text.h"
#include "ui/viewmodels/value_text.h"

#include "core/study/study_snapshot.h"

#include <QAbstractListModel>
#include <QTimer>

#include <optional>
#include <vector>

namespace tunescope::ui {

class StudyViewModel;

enum class WinnerRule { HighestScore, FastestNearTop, SmallestNearTop };

/// The top trials of the study, best first, and which of them is the winner.
///
/// "Near the top" is one point (0.01) below the best for shares, one percent of the best value otherwise.
/// Follows the study at most four times a second, because thousands of trials may end in a minute.
class BestModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { TrialRole = Qt::UserRole + 1, RankRole, ScoreRole, ConfigRole, TiedRole, ValueRole };
    static constexpr int kMostRows = 50;

    explicit BestModel(StudyViewModel& study, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Ranks the newest snapshot now.
    void refresh();

    [[nodiscard]] WinnerRule rule() const { return m_rule; }
    /// Picks the winner by another rule and shows it.
    void setRule(WinnerRule rule);
    [[nodiscard]] int winner() const { return m_winner; } ///< -1 if no trial is complete.
    /// The trial that the page shows and exports: the chosen one, otherwise the winner.
    [[nodiscard]] int shown() const;
    void choose(int trial);
    [[nodiscard]] int rowOf(int trial) const; ///< -1 if it is not among the rows.
    [[nodiscard]] const TrialSnapshot* shownTrial() const;

    /// Two trials whose values differ by less than this can be luck: 1.96 standard errors of the difference
    /// of two independent shares, each with the binomial error sqrt(p (1 - p) / n), p = the best value, n =
    /// the validation rows. Nothing for metrics that are not shares of rows.
    [[nodiscard]] std::optional<double> luckMargin() const;
    [[nodiscard]] QString tieText() const; ///< The margin in words; empty without one.
    [[nodiscard]] const MetricStyle& metric() const { return m_metric; }
    [[nodiscard]] QString metricTitle() const;         ///< "validation accuracy, %"
    [[nodiscard]] QString summary() const;             ///< "48 trials, chosen on 360 validation rows"
    [[nodiscard]] QString nearTopText() const;         ///< "1 point" or "1 %"
    [[nodiscard]] QList<SettingText> settings() const; ///< Of the shown trial, with what it came to.
    [[nodiscard]] std::int64_t validationRows() const;
    [[nodiscard]] std::int64_t testRows() const;

signals:
    void ranked();
    void shownChanged(int trial);
    void trialChosen(int trial); ///< By choose(), not because the winner changed.

private:
    void schedule();
    void pickWinner();

    StudyViewModel& m_study;
    QTimer m_timer;
    StudySnapshotPtr m_snapshot;
    MetricStyle m_metric;
    std::vector<int> m_ranked;
    WinnerRule m_rule = WinnerRule::HighestScore;
    int m_winner = -1;
    int m_chosen = -1;
};

} // namespace tunescope::ui
