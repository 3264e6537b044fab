// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/result_dots.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

class QStackedLayout;

namespace tunescope::ui {

class ChoiceTrack;
class RangeTrack;

/// The track of a row: a range slider over its results for numbers, chips with their own results for choices.
class RowTrack : public QWidget
{
    Q_OBJECT

public:
    explicit RowTrack(const QString& title, QWidget* parent = nullptr);

    void show(const SearchRow& row, const Interval& axis);
    void setResults(const ResultDots& results);
    /// Values that the next trials take.
    void setDraws(std::vector<double> values);
    /// Exact values of a grid search; empty for other strategies.
    void setGridValues(std::vector<double> values);
    void setHighlighted(qint64 trial);

    [[nodiscard]] RangeTrack& range() const { return *m_range; }
    [[nodiscard]] ChoiceTrack& choices() const { return *m_choices; }
    /// First and last widget of the tab order.
    [[nodiscard]] std::vector<QWidget*> focusOrder() const;

signals:
    void rangeEdited(double low, double high);
    void rangeCommitted(double low, double high);
    /// Index into SearchRow::offered.
    void choiceClicked(int index);
    void dotHovered(qint64 trial);
    void dotClicked(qint64 trial);

private:
    void fillChips();
    void selectChips();
    void onSelection(const QList<int>& indices);

    SearchRow m_row;
    ResultDots m_results;
    bool m_chipsShown = false;
    RangeTrack* m_range;
    ChoiceTrack* m_choices;
    QStackedLayout* m_stack;
};

} // namespace tunescope::ui
