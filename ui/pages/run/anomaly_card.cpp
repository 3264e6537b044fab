// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/anomaly_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/epoch_row.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"

#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tunescope::ui {

AnomalyCard::AnomalyCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
                         QWidget* parent)
    : Card(tr("Scores"), CardHead::Ruled, parent)
    , m_study(study)
    , m_source(std::move(source))
    , m_question(new EpochQuestion(
          study, epochs, [this](int trial, int epoch, const auto& done) { ask(trial, epoch, done); }, this))
    , m_panel(new ThresholdPanel)
    , m_stack(new QStackedWidget)
    , m_chip(new Chip({}))
    , m_back(makeButton(tr("Matrix"), ButtonKind::Link))
{
    m_back->setObjectName(QStringLiteral("toMatrix"));
    addHeadWidget(m_back);
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("term:threshold"));
    m_chip->hide();
    body()->setContentsMargins(8, 6, 8, 6);
    m_stack->addWidget(m_panel);
    QLabel* none =
        textLabel(tr("Scores appear when the first trial has ended."), TextStyle::Body, ColorRole::Text3);
    none->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(none);
    m_stack->setCurrentIndex(1);
    body()->addWidget(m_stack, 1);
    body()->addWidget(new EpochRow(epochs));
    m_panel->setRule(HoldRule::Alarms5);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_stack->setCurrentIndex(1);
        m_chip->hide();
    });
}

void AnomalyCard::setScores(Scores scores)
{
    if (scores == m_scores)
        return;
    m_scores = scores;
    m_panel->setRule(scores == Scores::Errors ? HoldRule::Alarms5 : HoldRule::BestF1);
    m_question->askAgain();
}

void AnomalyCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_question->setActive(EpochQuestion::Active::Yes);
}

void AnomalyCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_question->setActive(EpochQuestion::Active::No);
}

void AnomalyCard::ask(int trial, int epoch, const std::function<void()>& done)
{
    if (!m_source.predictions)
        return;
    m_source.predictions("scores", trial, epoch,
                         [self = QPointer(this), done](const Result<PredictionSet>& answer) {
                             if (self && answer)
                                 self->take(*answer);
                             done();
                         });
}

void AnomalyCard::take(const PredictionSet& predictions)
{
    const QStringList names = classNamesOf(m_study.snapshot().get());
    m_panel->setNames(names.value(0), names.value(1));
    std::vector<float> scores = predictions.predictedValue;
    if (m_scores == Scores::Probabilities) {
        scores.clear();
        for (std::size_t i = 0; i < predictions.rows.size() && predictions.classes == 2; ++i)
            scores.push_back(predictions.probabilitiesOf(i)[1]);
    }
    m_panel->setScores(ThresholdScores(scores, predictions.trueClass),
                       m_scores == Scores::Errors ? CurveScale::Log : CurveScale::Linear);
    m_chip->setText(tr("trial %1, epoch %2").arg(predictions.trial).arg(predictions.epoch));
    m_chip->show();
    m_stack->setCurrentIndex(m_panel->scores().empty() ? 1 : 0);
}

} // namespace tunescope::ui
