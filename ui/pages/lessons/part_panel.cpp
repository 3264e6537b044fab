// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/part_panel.h"

#include "ui/charts/guess_chart.h"
#include "ui/charts/lesson_result_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"

#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

using Phase = LessonPartState::Phase;

} // namespace

PartPanel::PartPanel(LessonModel& model, LessonPartKind kind, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_kind(kind)
    , m_card(kind == LessonPartKind::Twist ? new AskingCard(tr("Change one thing")) : new Card(tr("The same on other data")))
    , m_prompt(wrappedLabel({}, TextStyle::Body, ColorRole::Text))
    , m_question(wrappedLabel({}, TextStyle::Card, ColorRole::Text))
    , m_facts(new FactTable)
    , m_guess(new GuessChart)
    , m_options(new OptionButtons)
    , m_run(makeButton(tr("Run it"), ButtonKind::Primary, QStringLiteral("play")))
    , m_status(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_curves(new SeedCurveGrid(SeedCurveGrid::Arrangement::OneRow))
    , m_legend(new LessonLegend)
    , m_result(new LessonResultChart)
    , m_verdictTitle(wrappedLabel({}, TextStyle::Card, ColorRole::Text))
    , m_verdict(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_claims(new ClaimList)
    , m_cards(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    QVBoxLayout* body = m_card->body();
    body->setSpacing(10);
    m_guess->setMinimumHeight(240);
    m_result->setMinimumHeight(280);
    m_curves->setMinimumHeight(150);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_prompt, m_facts, m_question, m_guess, m_options})
        body->addWidget(widget);
    auto* row = new QHBoxLayout;
    row->addWidget(m_run);
    row->addWidget(m_status, 1);
    body->addLayout(row);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_curves, m_legend, m_result, m_verdictTitle, m_verdict, m_claims})
        body->addWidget(widget);
    m_cards->setSpacing(10);
    body->addLayout(m_cards);
    connect(m_guess, &GuessChart::guessed, this, [this](int value, double score) { m_model.setGuess(m_kind, value, score); });
    connect(m_guess, &GuessChart::done, m_run, [this] { m_run->setFocus(Qt::TabFocusReason); });
    connect(m_options, &OptionButtons::chosen, this, [this](const QString& id) { m_model.setChoice(m_kind, id); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        const Phase phase = m_model.state(m_kind).phase;
        if (phase == Phase::Open)
            m_model.run(m_kind);
        else if (phase == Phase::Running)
            m_model.stop();
        else
            m_model.resume(m_kind);
    });
}

void PartPanel::refresh()
{
    const LessonPart* part = m_model.lesson().part(m_kind);
    setVisible(part != nullptr);
    if (!part)
        return;
    m_prompt->setText(lessonText(part->prompt));
    refreshForm();
    refreshResult();
    m_facts->setFacts(changedFacts(*part, m_model.lesson().main));
}

void PartPanel::refreshForm()
{
    const LessonPart& part = *m_model.lesson().part(m_kind);
    const LessonPartState& state = m_model.state(m_kind);
    const bool asks = m_kind != LessonPartKind::Elsewhere;
    const bool byValue = part.prediction.kind == PredictionForm::Kind::Values;
    m_question->setText(lessonText(part.prediction.question));
    m_question->setVisible(asks && !part.prediction.question.empty());
    m_guess->setVisible(asks && byValue && !state.isLocked());
    m_options->setVisible(asks && !byValue);
    if (m_guess->isVisibleTo(this)) {
        m_guess->setAxis(lessonAxis(part), lessonReferences(state.baselines));
        if (m_guess->guesses() != state.guesses)
            m_guess->setGuesses(state.guesses);
    }
    m_options->setOptions(part.prediction.options);
    const QString chosen = state.prediction ? toQt(state.prediction->choice) : state.choice;
    const bool isDone = state.phase == Phase::Complete;
    m_options->setChosen(chosen, state.isLocked() ? Qt::Checked : Qt::Unchecked, isDone ? toQt(state.result.rightChoice) : QString());
    m_run->setVisible(!isDone && state.phase != Phase::Starting);
    m_run->setEnabled(state.isLocked() || m_model.canRun(m_kind));
    m_run->setText(state.phase == Phase::Open      ? tr("Run it")
                   : state.phase == Phase::Running ? tr("Stop")
                   : m_model.isOpen(m_kind)        ? tr("Go on")
                                                   : tr("Open it"));
    m_status->setText(statusText());
}

QString PartPanel::statusText() const
{
    const LessonPartState& state = m_model.state(m_kind);
    const int missing = m_model.missingGuesses(m_kind);
    switch (state.phase) {
    case Phase::Open:
        if (missing == 0)
            return m_kind == LessonPartKind::Elsewhere ? QString() : tr("Your guess is locked when the run starts.");
        return m_model.lesson().part(m_kind)->prediction.kind == PredictionForm::Kind::Choice ? tr("Choose an answer first.")
                                                                                              : tr("place %n more", nullptr, missing);
    case Phase::Starting:
        return tr("Getting the data ready…");
    case Phase::Running:
        return tr("Running…");
    case Phase::Stopped:
        return m_model.isOpen(m_kind) ? tr("Stopped; what has run is saved.") : tr("Not finished, and another project is open.");
    case Phase::Complete:
        break;
    }
    return tr("Done after %1 of training.").arg(durationText(state.result.seconds));
}

void PartPanel::refreshResult()
{
    const LessonPart& part = *m_model.lesson().part(m_kind);
    const LessonPartState& state = m_model.state(m_kind);
    const bool hasRun = state.isLocked() && state.phase != Phase::Starting, isDone = state.phase == Phase::Complete;
    m_curves->setVisible(hasRun);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_legend, m_result, m_claims})
        widget->setVisible(isDone);
    m_verdictTitle->setVisible(isDone && state.result.verdict);
    m_verdict->setVisible(isDone && state.result.verdict);
    if (hasRun)
        m_curves->show(part, state);
    if (!isDone) {
        clearLayout(m_cards);
        m_shownCards.clear();
        return;
    }
    m_result->setAxis(lessonAxis(part), lessonReferences(state.baselines));
    m_result->setScores(lessonScores(part, state));
    m_legend->show(m_result->scores(), part.seeds);
    if (state.result.verdict) {
        m_verdictTitle->setText(lessonText(state.result.verdict->title));
        m_verdict->setText(lessonText(state.result.verdict->text));
    }
    m_claims->setClaims(state.result.claims);
    QStringList shown;
    for (const LessonCard& card : state.result.cards)
        shown << lessonText(card.title) + lessonText(card.text);
    if (shown == m_shownCards)
        return;
    m_shownCards = shown;
    clearLayout(m_cards);
    for (const LessonCard& card : state.result.cards) {
        m_cards->addWidget(wrappedLabel(lessonText(card.title), TextStyle::Card, ColorRole::Text));
        m_cards->addWidget(wrappedLabel(lessonText(card.text), TextStyle::Table, ColorRole::Text2));
    }
}

} // namespace tunescope::ui
