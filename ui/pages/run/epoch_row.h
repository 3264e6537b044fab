// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_model.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace tunescope::ui {

/// The epoch that every view of the followed trial shows: one slider, shared through the model.
class EpochRow : public QWidget
{
    Q_OBJECT

public:
    explicit EpochRow(ConfusionModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QSlider& slider() { return *m_slider; }

private:
    void refresh();

    ConfusionModel& m_model;
    QSlider* m_slider;
    QLabel* m_text;
};

} // namespace tunescope::ui
