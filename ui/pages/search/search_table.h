// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/result_dots.h"
#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tunescope::ui {

class ElidedLabel;
class SearchAdvice;
class SearchRowWidget;
class SearchTableHead;

/// The table of hyperparameters: a fixed head, scrolling rows, and a foot that adds settings and names those
/// that are not searched.
class SearchTable : public QWidget
{
    Q_OBJECT

public:
    explicit SearchTable(SearchSpaceModel& model, QWidget* parent = nullptr);

    void setDensity(SearchDensity density);
    void setResults(const ResultDots& results);
    void setDraws(const std::vector<ParamSet>& draws);
    /// Grid search shows the values it tries instead of draws.
    void setGridShown(Qt::CheckState shown);
    void setHighlighted(qint64 trial);
    void setAdvice(const SearchAdvice& advice); ///< Must outlive the table.
    void reveal(QWidget* field); ///< Scrolls to a part of a row.

    [[nodiscard]] SearchRowWidget* row(const std::string& name) const;
    [[nodiscard]] const std::vector<SearchRowWidget*>& rows() const { return m_rows; }
    [[nodiscard]] QPushButton* addButton() const { return m_add; }

signals:
    void dotHovered(qint64 trial);
    void dotClicked(qint64 trial);
    void rateTestWanted(); ///< From the menu of the learning rate.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void refresh();
    void refreshFoot();
    void connectRow(SearchRowWidget* row);
    void showRowMenu(SearchRowWidget* row, const QPoint& global);
    void showAddMenu();
    void dragRow(const SearchRowWidget* row, const QPoint& global);
    void dropRow(const SearchRowWidget* row, const QPoint& global);
    [[nodiscard]] const SearchRowWidget* dropTarget(const QPoint& global, DropSide* side) const;

    SearchSpaceModel& m_model;
    SearchDensity m_density = SearchDensity::Wide;
    ResultDots m_results;
    std::vector<ParamSet> m_draws;
    const SearchAdvice* m_advice = nullptr;
    Qt::CheckState m_grid = Qt::Unchecked;
    SearchTableHead* m_head;
    QScrollArea* m_scroll;
    QVBoxLayout* m_rowLayout;
    std::vector<SearchRowWidget*> m_rows;
    QPushButton* m_add;
    ElidedLabel* m_notSearched;
    QWidget* m_dropLine;
};

} // namespace tunescope::ui
