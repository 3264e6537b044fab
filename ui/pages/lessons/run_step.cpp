// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/run_step.h"

#include "ui/charts/lesson_plot.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

using Phase = LessonPartState::Phase;

/// Runs that have been told.
int toldRuns(const LessonPartState& state)
{
    int told = 0;
    for (const auto& seeds : state.runs) {
        for (const LessonRun& run : seeds)
            told += run.state == TrialState::Complete || run.state == TrialState::Diverged || run.state == TrialState::Failed ? 1 : 0;
    }
    return told;
}

} // namespace

RunStep::RunStep(LessonModel& model, QWidget* parent)
    : LessonStepView(model, tr("Your guess"), tr("See"), parent)
    , m_curves(new SeedCurveGrid(SeedCurveGrid::Arrangement::Grid))
    , m_note(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_count(textLabel({}, TextStyle::Display))
    , m_countWords(textLabel({}, TextStyle::Body, ColorRole::Text3))
    , m_state(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_stop(makeButton(tr("Stop"), ButtonKind::Secondary, QStringLiteral("pause"), ButtonSize::Small))
    , m_open(makeButton(tr("Watch on Run"), ButtonKind::Link, {}, ButtonSize::Small))
    , m_guesses(new FactTable)
{
    middle()->addWidget(m_curves, 1);
    middle()->addWidget(m_note);
    auto* progress = new Card(QString(), CardHead::None);
    auto* count = new QHBoxLayout;
    count->setSpacing(8);
    count->addWidget(m_count);
    count->addWidget(m_countWords, 1, Qt::AlignBottom);
    progress->body()->addLayout(count);
    progress->body()->addWidget(m_state);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_stop);
    buttons->addWidget(m_open);
    buttons->addStretch(1);
    progress->body()->addLayout(buttons);
    side()->addWidget(progress);
    auto* guesses = new Card(tr("Your guess"));
    guesses->body()->addWidget(m_guesses);
    side()->addWidget(guesses);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (this->model().state(kMain).phase == Phase::Running)
            this->model().stop();
        else
            this->model().resume(kMain);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        this->model().openStudy(kMain);
        emit runPageWanted();
    });
}

void RunStep::refresh()
{
    const LessonPart& part = model().lesson().main;
    const LessonPartState& state = model().state(kMain);
    m_curves->show(part, state);
    m_note->setText(tr("%1. Solid and dashed lines: one a seed, on rows that were not trained on. Pale: on the training rows.")
                        .arg(toQt(part.score.title)));
    const int all = static_cast<int>(part.values.size()) * part.seeds;
    m_count->setText(tr("%1 of %2").arg(toldRuns(state)).arg(all));
    m_countWords->setText(tr("runs"));
    const auto words = [&] {
        switch (state.phase) {
        case Phase::Open:
            return tr("Nothing runs yet.");
        case Phase::Starting:
            return tr("Getting the data ready…");
        case Phase::Running:
            return tr("%1 values, %2 seeds each, one network after the other on every worker.").arg(part.values.size()).arg(part.seeds);
        case Phase::Stopped:
            return model().isOpen(kMain) ? tr("Stopped. What has run is saved; it goes on where it stopped.")
                                         : tr("This run is not finished and another project is open.");
        case Phase::Complete:
            break;
        }
        return tr("All runs are done after %1 of training.").arg(durationText(state.result.seconds));
    };
    m_state->setText(words());
    m_stop->setVisible(state.phase == Phase::Running || state.phase == Phase::Stopped);
    m_stop->setText(state.phase == Phase::Running      ? tr("Stop")
                    : model().isOpen(kMain) ? tr("Go on")
                                                       : tr("Open it"));
    std::vector<std::pair<QString, QString>> guesses;
    if (state.prediction) {
        for (std::size_t i = 0; i < state.prediction->guesses.size() && i < part.values.size(); ++i)
            guesses.emplace_back(toQt(part.values[i].label), lessonScoreText(state.prediction->guesses[i], lessonAxis(part)));
        for (const PredictionOption& option : part.prediction.options) {
            if (option.id == state.prediction->choice)
                guesses.emplace_back(tr("Chosen"), toQt(option.text));
        }
    }
    m_guesses->setFacts(guesses);
    nextButton()->setEnabled(state.phase == Phase::Complete);
}

} // namespace tunescope::ui
