// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/sampler_view.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace tunescope::ui {

class Card;
class Chip;
class DensityChart;
class GainPlane;
class GenerationChart;
class OutlookChart;
class RungChart;

/// "What the search is thinking": the model behind one proposal, along one setting or two, why it was made
/// and what came of it, and how the other strategies see the same trials.
class SamplerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SamplerPanel(AnalysisModel& model, QWidget* parent = nullptr);

    [[nodiscard]] SamplerView& view() { return m_view; }
    [[nodiscard]] OutlookChart& outlook() { return *m_outlook; }
    [[nodiscard]] GainPlane& plane() { return *m_plane; }
    [[nodiscard]] DensityChart& densities() { return *m_densities; }
    [[nodiscard]] GenerationChart& generation() { return *m_generation; }
    [[nodiscard]] RungChart& rungs() { return *m_rungs; }
    [[nodiscard]] QComboBox& firstBox() { return *m_first; }
    [[nodiscard]] QComboBox& secondBox() { return *m_second; }
    [[nodiscard]] QToolButton& previousButton() { return *m_previous; }
    [[nodiscard]] QToolButton& nextButton() { return *m_next; }
    [[nodiscard]] QString whyText() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] Card* makeWhy();
    void refresh();
    void refreshBoxes();
    void refreshSettings();
    void place();

    SamplerView m_view;
    OutlookChart* m_outlook;
    GainPlane* m_plane;
    DensityChart* m_densities;
    GenerationChart* m_generation;
    RungChart* m_rungs;
    QComboBox* m_first;
    QComboBox* m_second;
    QToolButton* m_previous;
    QToolButton* m_next;
    struct Parts {
        Card* outlook = nullptr;
        Card* plane = nullptr;
        Card* why = nullptr;
        Card* densities = nullptr;
        Card* generation = nullptr;
        Card* rungs = nullptr;
        QGridLayout* grid = nullptr;
        QLabel* trial = nullptr;
        QLabel* words = nullptr;
        QLabel* outcome = nullptr;
        QPushButton* newest = nullptr;
        QGridLayout* settings = nullptr;
    } m_parts;
};

} // namespace tunescope::ui
