// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/score_histogram.h"
#include "ui/widgets/card.h"

namespace tunescope::ui {

/// "Scores so far": the histogram of all ended trials in a card with its legend.
class ScoresCard : public Card
{
    Q_OBJECT

public:
    explicit ScoresCard(StudyViewModel& study, QWidget* parent = nullptr);
};

} // namespace tunescope::ui
