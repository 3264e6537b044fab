// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/layers_model.h"
#include "ui/widgets/card.h"

class QLabel;

namespace tunescope::ui {

class Chip;
class LayerChart;

/// "Layer health" of the followed trial at the epoch shown: what is wrong in words, then a row a layer.
class LayersCard : public Card
{
    Q_OBJECT

public:
    LayersCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
               QWidget* parent = nullptr);

    [[nodiscard]] LayerChart& chart() { return *m_chart; }
    [[nodiscard]] QLabel& sentence() { return *m_sentence; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();

    LayersModel* m_model;
    LayerChart* m_chart;
    QLabel* m_sentence;
    Chip* m_chip;
};

} // namespace tunescope::ui
