// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/search_advice.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace tunescope::ui {

class ElidedLabel;
class ResultDots;
class RowGrip;
class RowTrack;
class RowValues;
class SegmentedControl;

/// One hyperparameter of the search table: name, mode, track, typed values; or, while nothing that is chosen
/// uses it, one sentence. Every edit goes to the model; what the model refuses is said below the values.
class SearchRowWidget : public QWidget
{
    Q_OBJECT

public:
    SearchRowWidget(SearchSpaceModel& model, const SearchRow& row, QWidget* parent = nullptr);

    void refresh(SearchDensity density);
    void setResults(const ResultDots& results);
    void setDraws(const std::vector<ParamSet>& draws);
    enum class GridValues { Shown, Hidden };
    void setGridValues(GridValues shown);
    void setHighlighted(qint64 trial);
    /// The bracket, what earlier stages searched, and the end that wants to be wider.
    void setAdvice(const SearchAdvice& advice);
    [[nodiscard]] QString advice() const; ///< The sentence under the row; empty without one.
    [[nodiscard]] QPushButton* widenButton() const { return m_widen; }

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] RowTrack& track() const { return *m_track; }
    [[nodiscard]] RowValues& values() const { return *m_values; }
    [[nodiscard]] SegmentedControl& mode() const { return *m_mode; }
    [[nodiscard]] QString fault() const;
    /// The field that fault() is about; null without a fault.
    [[nodiscard]] QWidget* faultyField() const;
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }
    /// For the table's tab order.
    [[nodiscard]] std::vector<QWidget*> focusOrder() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void menuRequested(const QPoint& global);
    void moreRequested(const QPoint& global);
    void gripDragged(const QPoint& global);
    void gripReleased(const QPoint& global);
    void dotHovered(qint64 trial);
    void dotClicked(qint64 trial);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildHead(const SearchRow& row);
    void connectParts();
    void place();
    void chooseMode(int index);
    void onRange(double low, double high, int mergeId);
    void tell(const SearchSpaceModel::Fault& fault);
    void offerSwap(double low, double high);
    [[nodiscard]] bool hasLine() const; ///< Something is said below the values.

    SearchSpaceModel& m_model;
    std::string m_name;
    SearchDensity m_density = SearchDensity::Wide;
    bool m_collapsed = false;
    bool m_child = false;
    int m_mergeId;
    RowGrip* m_grip;
    ElidedLabel* m_title;
    ElidedLabel* m_meaning;
    SegmentedControl* m_mode;
    QComboBox* m_modeBox;
    RowTrack* m_track;
    RowValues* m_values;
    QLabel* m_fault;
    QPushButton* m_mend; ///< "Swap them".
    std::function<void()> m_mendAction;
    QLabel* m_advice;
    QPushButton* m_widen; ///< "Widen to 1".
    Interval m_wider;
    QString m_unreadable; ///< What a field last said of its text.
};

} // namespace tunescope::ui
