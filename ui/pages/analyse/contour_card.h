// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

class QComboBox;

namespace tunescope::ui {

class AnalysisContour;
class AnalysisModel;
class ContourView;

/// The contour with the choice of its two settings in the head.
class ContourCard : public Card
{
    Q_OBJECT

public:
    ContourCard(AnalysisModel& model, AnalysisContour& contour, QWidget* parent = nullptr);

    [[nodiscard]] ContourView& view() const { return *m_view; }
    [[nodiscard]] QComboBox& firstBox() const { return *m_first; }
    [[nodiscard]] QComboBox& secondBox() const { return *m_second; }

private:
    void refresh();
    void choose();

    AnalysisModel& m_model;
    AnalysisContour& m_contour;
    ContourView* m_view;
    QComboBox* m_first;
    QComboBox* m_second;
};

} // namespace tunescope::ui
