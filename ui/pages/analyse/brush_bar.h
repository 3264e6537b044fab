// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_model.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace tunescope::ui {

class FilterChip;

/// The brushes of the Analyse page as chips: "accuracy ≥ 97.0: 7 of 48 trials" with a cross.
class BrushChips : public QWidget
{
    Q_OBJECT

public:
    explicit BrushChips(AnalysisModel& model, QWidget* parent = nullptr);

private:
    void refresh();
    void rebuild(std::size_t chips);

    AnalysisModel& m_model;
    QHBoxLayout* m_layout;
    std::vector<std::size_t> m_dimensions; ///< Whose chips stand here.
    std::vector<FilterChip*> m_chips;
};

/// "Pin the best 4" and "Narrow search to these".
class BrushActions : public QWidget
{
    Q_OBJECT

public:
    explicit BrushActions(AnalysisModel& model, QWidget* parent = nullptr);

signals:
    void narrowWanted();

private:
    void refresh();

    AnalysisModel& m_model;
    QPushButton* m_pin;
    QPushButton* m_narrow;
};

} // namespace tunescope::ui
