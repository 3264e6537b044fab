// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/lesson_plot.h"

namespace tunescope::ui {

class GuessColumn;

enum class GuessEditing { Open, Locked };

/// An empty chart on which the student places a diamond a value: what will come out?
///
/// Every value is a column of its own that takes the focus: drag or click anywhere in it, arrow keys (Shift: ten
/// steps), Home and End, or typed digits; Enter is done(). Screen readers see sliders.
class GuessChart : public LessonPlot
{
    Q_OBJECT

public:
    explicit GuessChart(QWidget* parent = nullptr);

    /// As many as the axis has values. Emits nothing.
    void setGuesses(const LessonScores& guesses);
    [[nodiscard]] const LessonScores& guesses() const { return m_guesses; }
    void setEditing(GuessEditing editing);
    [[nodiscard]] GuessEditing editing() const { return m_editing; }
    [[nodiscard]] int placed() const;
    /// The column that has the focus; -1 = none.
    [[nodiscard]] int current() const;
    [[nodiscard]] GuessColumn* column(int index) const { return m_columns.at(index); }
    void focusFirstOpen();

    [[nodiscard]] ChartReading reading() const override;

signals:
    /// By the student.
    void guessed(int index, double score);
    void currentChanged(int index);
    void done();

protected:
    void axisChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class GuessColumn;
    void place(int index, double score);
    void step(int index, StepSize size, StepDirection direction);
    void layOut();
    void refreshReadings();
    void paintColumn(QPainter& painter, int index) const;
    void paintGuess(QPainter& painter, int index) const;
    void paintOpen(QPainter& painter, int index) const;
    void paintBubble(QPainter& painter, int index) const;

    LessonScores m_guesses;
    QList<GuessColumn*> m_columns;
    GuessEditing m_editing = GuessEditing::Open;
};

/// One value of a guess chart: hit area, focus and keys; the chart paints it.
class GuessColumn : public QWidget
{
    Q_OBJECT

public:
    GuessColumn(GuessChart* chart, int index);

    [[nodiscard]] int index() const { return m_index; }
    [[nodiscard]] GuessChart& chart() const { return *m_chart; }

signals:
    void valueWanted(double score); ///< By a screen reader.

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void follow(QMouseEvent* event);
    void type(const QString& text);

    GuessChart* m_chart;
    int m_index;
    QString m_typed;
    qint64 m_typedAt = 0;
};

} // namespace tunescope::ui
