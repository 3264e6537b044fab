// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/boundary_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/epoch_row.h"
#include "ui/viewmodels/error_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kFrameMs = 160; ///< Of an epoch while it plays.

} // namespace

BoundaryCard::BoundaryCard(StudyViewModel& study, ConfusionModel& epochs, Ask ask, QWidget* parent)
    : Card(tr("Decision boundary"), CardHead::Ruled, parent)
    , m_study(study)
    , m_epochs(epochs)
    , m_ask(std::move(ask))
    , m_question(new EpochQuestion(
          study, epochs, [this](int trial, int epoch, const auto& done) { this->ask(trial, epoch, done); },
          this))
    , m_chart(new BoundaryChart)
    , m_chip(new Chip({}))
    , m_words(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_play(makeIconButton(QStringLiteral("play"), tr("Play the epochs")))
    , m_back(makeButton(tr("Matrix"), ButtonKind::Link))
{
    m_back->setObjectName(QStringLiteral("boundaryToMatrix"));
    m_play->setObjectName(QStringLiteral("playBoundary"));
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("chart:BoundaryChart"));
    addHeadWidget(m_back);
    m_chip->hide();
    body()->setContentsMargins(8, 6, 8, 6);
    body()->setSpacing(4);
    body()->addWidget(m_chart, 1);
    body()->addWidget(m_words);
    auto* row = new QHBoxLayout;
    row->addWidget(m_play);
    row->addWidget(new EpochRow(epochs), 1);
    body()->addLayout(row);
    m_step.setInterval(kFrameMs);
    connect(&m_step, &QTimer::timeout, this, [this] {
        if (m_epochs.epoch() >= m_epochs.lastEpoch())
            stopPlaying();
        else
            m_epochs.setEpoch(m_epochs.epoch() + 1);
    });
    connect(m_play, &QToolButton::clicked, this, &BoundaryCard::play);
    connect(m_chart, &BoundaryChart::answerChanged, this, [this] { m_words->setText(words()); });
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        stopPlaying();
        m_chip->hide();
        m_chart->setMessage(tr("The boundary appears when the first trial has ended."));
    });
    connect(&study, &StudyViewModel::selectionChanged, this, &BoundaryCard::stopPlaying);
}

QString BoundaryCard::words() const
{
    const QString answer = m_chart->answer();
    return answer.isEmpty() ? tr("Ringed: on the wrong side. Click anywhere to ask about a new point.")
                            : answer;
}

void BoundaryCard::play()
{
    if (m_step.isActive()) {
        stopPlaying();
        return;
    }
    if (m_epochs.lastEpoch() < 1)
        return;
    if (m_epochs.epoch() >= m_epochs.lastEpoch())
        m_epochs.setEpoch(1);
    m_step.start();
    m_play->setIcon(themedIcon(QStringLiteral("pause")));
    m_play->setAccessibleName(tr("Pause"));
}

void BoundaryCard::stopPlaying()
{
    m_step.stop();
    m_play->setIcon(themedIcon(QStringLiteral("play")));
    m_play->setAccessibleName(tr("Play the epochs"));
}

void BoundaryCard::ask(int trial, int epoch, const std::function<void()>& done)
{
    if (!m_ask)
        return;
    m_ask(trial, epoch, [self = QPointer(this), done](const Result<DecisionPlane>& answer) {
        if (self)
            self->take(answer);
        done();
    });
}

void BoundaryCard::take(const Result<DecisionPlane>& answer)
{
    if (!answer) {
        m_chart->setMessage(errorSentence(answer.error()));
        return;
    }
    if (answer->empty()) {
        m_chart->setMessage(tr(
            "This network does not read exactly two numbers, so there is no plane to draw its boundary on."));
        return;
    }
    m_chart->setPlane(*answer, classNamesOf(m_study.snapshot().get()));
    m_chip->setText(tr("trial %1, epoch %2").arg(answer->trial).arg(answer->epoch));
    m_chip->show();
}

void BoundaryCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_question->setActive(EpochQuestion::Active::Yes);
}

void BoundaryCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    stopPlaying();
    m_question->setActive(EpochQuestion::Active::No);
}

} // namespace tunescope::ui
