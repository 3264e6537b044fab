// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/scores_card.h"

#include "ui/pages/run/curve_legend.h"
#include "ui/widgets/glossary_topic.h"

#include <QVBoxLayout>

namespace tunescope::ui {

ScoresCard::ScoresCard(StudyViewModel& study, QWidget* parent)
    : Card(tr("Scores so far"), CardHead::Plain, parent)
{
    auto* legend = new CurveLegend;
    setGlossaryTopic(*this, QStringLiteral("chart:ScoreHistogram"));
    legend->setEntries({{CurveLegend::Mark::Square, ColorRole::Ghost, tr("all")},
                        {CurveLegend::Mark::Square, ColorRole::Running, tr("last second")}});
    addHeadWidget(legend);
    body()->setContentsMargins(14, 0, 14, 8);
    body()->addWidget(new ScoreHistogram(study));
}

} // namespace tunescope::ui
