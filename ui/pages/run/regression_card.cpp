// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/regression_card.h"

#include "ui/pages/run/epoch_row.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

namespace tunescope::ui {

RegressionCard::RegressionCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
                               QWidget* parent)
    : Card(tr("Predictions"), CardHead::Ruled, parent)
    , m_source(std::move(source))
    , m_question(new EpochQuestion(
          study, epochs, [this](int trial, int epoch, const auto& done) { ask(trial, epoch, done); }, this))
    , m_plot(new RegressionPlot)
    , m_chip(new Chip({}))
    , m_sentence(new QLabel)
{
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("chart:RegressionPlot"));
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
    body()->addWidget(new EpochRow(epochs));
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_plot->setPoints({});
        m_chip->hide();
    });
}

void RegressionCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_question->setActive(EpochQuestion::Active::Yes);
}

void RegressionCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_question->setActive(EpochQuestion::Active::No);
}

void RegressionCard::ask(int trial, int epoch, const std::function<void()>& done)
{
    if (!m_source.predictions)
        return;
    m_source.predictions("regression", trial, epoch,
                         [self = QPointer(this), done](const Result<PredictionSet>& answer) {
                             if (self && answer)
                                 self->take(*answer);
                             done();
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
