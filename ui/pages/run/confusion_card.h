// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_class_model.h"
#include "ui/viewmodels/confusion_model.h"
#include "ui/widgets/card.h"

class QLabel;
class QSlider;
class QSortFilterProxyModel;
class QStackedWidget;

namespace tunescope::ui {

class Chip;
class HeatmapView;
class MistakeList;
class SegmentedControl;

/// The live confusion matrix of the followed trial with its epoch slider, in counts, in percent or class by
/// class.
class ConfusionCard : public Card
{
    Q_OBJECT

public:
    explicit ConfusionCard(ConfusionModel& model, QWidget* parent = nullptr);

    [[nodiscard]] HeatmapView& heatmap() { return *m_heatmap; }

signals:
    /// A cell was clicked: its samples are wanted.
    void cellActivated(int trueClass, int predictedClass);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showPart(int part);
    void showMistakes();
    QWidget* makeMatrix();
    QWidget* makeClassTable();
    QWidget* makeEpochRow();

    ConfusionModel& m_model;
    ConfusionClassModel* m_classes;
    QStackedWidget* m_stack;
    HeatmapView* m_heatmap;
    QWidget* m_common; ///< Beside the matrix where the card is wide.
    MistakeList* m_mistakes;
    QLabel* m_empty;
    Chip* m_chip;
    SegmentedControl* m_parts;
    QSlider* m_slider;
    QLabel* m_epochText;
};

} // namespace tunescope::ui
