// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/mask_grid.h"
#include "ui/viewmodels/epoch_question.h"
#include "ui/widgets/card.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace tunescope::ui {

class Chip;

/// Segmentation in place of the confusion matrix: pictures of the validation part, what each pixel is and
/// what the network of the followed trial takes it for, at any epoch.
class MasksCard : public Card
{
    Q_OBJECT

public:
    MasksCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
              QWidget* parent = nullptr);

    void setPixels(const QSize& pixels); ///< Of the pictures.
    [[nodiscard]] MaskGrid& grid() { return *m_grid; }
    [[nodiscard]] QComboBox& order() { return *m_order; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask(int trial, int epoch, const std::function<void()>& done);
    void take(const PredictionSet& predictions);
    void showOrdered();
    void readPictures();
    void refreshLegend();
    void showClose(std::size_t index);

    StudyViewModel& m_study;
    TrialDataSource m_source;
    EpochQuestion* m_question;
    MaskGrid* m_grid;
    QStackedWidget* m_stack;
    Chip* m_chip;
    QComboBox* m_order;
    QHBoxLayout* m_legend;
    QSize m_pixels;
    std::vector<MaskSample> m_samples;
    std::map<std::int64_t, std::vector<float>> m_pictures;
    std::set<int> m_hidden;
};

} // namespace tunescope::ui
