// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/lesson_plot.h"

namespace tunescope::ui {

/// Guess, own run and the article on one chart; every seed is a dot of its own.
class LessonResultChart : public LessonPlot
{
    Q_OBJECT

public:
    struct Scores {
        LessonScores guesses;
        std::vector<std::vector<double>> seeds; ///< By value; those that have run, diverged ones as they were scored.
        LessonScores article;
    };

    explicit LessonResultChart(QWidget* parent = nullptr);

    void setScores(Scores scores);
    [[nodiscard]] const Scores& scores() const { return m_scores; }
    /// Mean of a value's seeds; none before one has run.
    [[nodiscard]] std::optional<double> meanOf(int index) const;
    /// The value whose seeds lie furthest apart, if that is worth pointing at.
    [[nodiscard]] std::optional<int> disagreement() const;

    [[nodiscard]] ChartReading reading() const override;

protected:
    void axisChanged() override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintLine(QPainter& painter, const LessonScores& scores, const QPen& pen) const;
    void paintSeeds(QPainter& painter) const;
    void paintDisagreement(QPainter& painter, int index) const;
    [[nodiscard]] QString seedText(int index) const;
    [[nodiscard]] LessonScores means() const;

    Scores m_scores;
};

/// The key of a result chart: diamond, dot and hollow square with their words.
class LessonLegend : public QWidget
{
    Q_OBJECT

public:
    explicit LessonLegend(QWidget* parent = nullptr);
    void showGuessOnly();
    /// What of these is drawn.
    void show(const LessonResultChart::Scores& scores, int seeds);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Part { Guess, Run, Article };
    [[nodiscard]] QString words(Part part) const;
    std::vector<Part> m_parts{Part::Guess};
    int m_seeds = 3;
};

} // namespace tunescope::ui
