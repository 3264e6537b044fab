// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"

#include <QWidget>

namespace tunescope::ui {

/// Head of the search table: column titles, and the legend of the marks on the tracks.
class SearchTableHead : public QWidget
{
    Q_OBJECT

public:
    explicit SearchTableHead(QWidget* parent = nullptr);

    void setDensity(SearchDensity density);
    /// "next draws", or "grid values" with a grid.
    void setGridShown(Qt::CheckState shown);
    /// Width that the rows leave for their scroll bar.
    void setRightMargin(int pixels);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SearchDensity m_density = SearchDensity::Wide;
    Qt::CheckState m_grid = Qt::Unchecked;
    int m_rightMargin = 0;
};

} // namespace tunescope::ui
