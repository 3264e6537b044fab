// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/regression_card.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

namespace tunescope::ui {

RegressionCard::RegressionCard(StudyViewModel& study, TrialDataSource source, QWidget* parent)
    : Card(tr("Predictions"), CardHead::Ruled, parent)
    , m_study(study)
    , m_source(std::move(source))
    , m_plot(new RegressionPlot)
    , m_chip(new Chip({}))
    , m_sentence(new QLabel)
{
    addTitleWidget(m_chip);
    m_chip->hide();
    auto* views = new SegmentedControl({tr("Predicted"), tr("Residuals")});
    views->setName(tr("Show"));
    addHeadWidget(views);
    setTextStyle(m_sentence, TextStyle::Caption);
    setTone(m_sentence, ColorRole::Text3);
    m_sentence->setText(QStringLiteral(" "));
    body()->setContentsMargins(8, 4, 8, 6);
    body()->addWidget(m_plot, 1);
    body()->addWidget(m_sentence);
    connect(views, &SegmentedControl::chosen, m_plot,
            [this](int view) { m_plot->setView(static_cast<RegressionView>(view)); });
    connect(m_plot, &RegressionPlot::rowHovered, m_sentence,
            [this](const QString& text) { m_sentence->setText(text.isEmpty() ? QString(u' ') : text); });
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_asked = -1;
        m_plot->setPoints({});
        follow();
    });
    connect(&study, &StudyViewModel::snapshotChanged, this, &RegressionCard::follow);
    connect(&study, &StudyViewModel::selectionChanged, this, &RegressionCard::follow);
    follow();
}

void RegressionCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    follow();
}

void RegressionCard::follow()
{
    const TrialSnapshot* trial = m_study.trial(m_study.followed());
    const bool canAsk =
        trial && isTold(trial->state) && trial->bestEpochSoFar > 0 && m_source.predictions && isVisible();
    if (!canAsk || trial->number() == m_asked)
        return;
    m_asked = trial->number();
    m_source.predictions("regression", m_asked, 0,
                         [self = QPointer(this), asked = m_asked](const Result<PredictionSet>& answer) {
                             if (self && self->m_asked == asked && answer)
                                 self->take(*answer);
                         });
}

void RegressionCard::take(const PredictionSet& predictions)
{
    std::vector<RegressionPoint> points;
    for (std::size_t i = 0; i < predictions.trueValue.size(); ++i)
        points.push_back(
            {predictions.rows[i], double(predictions.trueValue[i]), double(predictions.predictedValue[i])});
    m_plot->setPoints(std::move(points));
    m_chip->setText(tr("trial %1, epoch %2").arg(predictions.trial).arg(predictions.epoch));
    m_chip->show();
}

} // namespace tunescope::ui
