// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/param_value.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;

namespace tunescope::ui {

class Chip;
class ProjectController;
class TriedSquare;

/// What the search on the page comes to, in words; panel and footer show the same.
struct SearchFigures {
    QString trials;       ///< "32 trials"
    QString strategy;     ///< "random"
    QString strategySummary; ///< What it is good and bad at.
    QString time;         ///< "about 1 min 50 s on 2 workers"; empty while unknown
    QString basis;        ///< "from 32 timed trials · range 1:25 – 2:40"
    QString combinations; ///< "51 840"
    QString gridTime;     ///< "2 d 1 h"; empty while unknown
    QString formula;      ///< "5 lr × (4 mom + 1 + 1) × 3 batch"
    QString gridNote;     ///< "A grid tries only 5 learning rates"; empty with grid search
};

[[nodiscard]] SearchFigures searchFigures(ProjectController& controller);

/// Right panel of the search page: trials, time, the full grid, and what gets tried.
class SearchSummary : public QWidget
{
    Q_OBJECT

public:
    explicit SearchSummary(QWidget* parent = nullptr);

    void show(const SearchFigures& figures);
    /// Draws of the strategy and points of a grid of about as many trials, for the first two ranges.
    void showTried(ProjectController& controller, const std::vector<ParamSet>& draws);

    [[nodiscard]] QLabel* combinations() const { return m_combinations; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeTried();

    QLabel* m_trials;
    QLabel* m_strategy;
    QLabel* m_time;
    QLabel* m_basis;
    QLabel* m_method;
    QLabel* m_combinations;
    QLabel* m_gridTime;
    QLabel* m_formula;
    Chip* m_gridNote;
    TriedSquare* m_gridSquare;
    TriedSquare* m_drawSquare;
    QLabel* m_gridWords;
    QLabel* m_drawWords;
    QLabel* m_axesWords;
    QWidget* m_tried;
};

/// The same in one line of 52 px, below 1200 px of window.
class SearchFooter : public QWidget
{
    Q_OBJECT

public:
    explicit SearchFooter(QWidget* parent = nullptr);
    void show(const SearchFigures& figures);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_trials;
    QLabel* m_time;
    QLabel* m_grid;
};

} // namespace tunescope::ui
