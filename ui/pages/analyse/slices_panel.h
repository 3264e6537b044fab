// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_model.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace tunescope::ui {

class Card;
class SliceChart;

/// One card a setting: scores along it, and by how much their medians differ.
class SlicesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SlicesPanel(AnalysisModel& model, QWidget* parent = nullptr);

    [[nodiscard]] SliceChart* chartOf(const std::string& setting) const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Slice {
        Card* card = nullptr;
        SliceChart* chart = nullptr;
        QLabel* spread = nullptr;
    };

    void rebuild();
    void refresh();
    void place();

    AnalysisModel& m_model;
    QGridLayout* m_grid;
    std::vector<Slice> m_slices;
    int m_columns = 0;
};

} // namespace tunescope::ui
