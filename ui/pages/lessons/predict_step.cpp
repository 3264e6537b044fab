// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/predict_step.h"

#include "ui/charts/guess_chart.h"
#include "ui/charts/lesson_result_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QSlider>

namespace tunescope::ui {
PredictStep::PredictStep(LessonModel& model, QWidget* parent)
    : LessonStepView(model, tr("Read again"), tr("Run it"), parent)
    , m_card(new Card(QString(), CardHead::Plain))
    , m_note(elidedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_chart(new GuessChart)
    , m_options(new OptionButtons)
    , m_keys(buildKeys())
    , m_count(textLabel({}, TextStyle::Display))
    , m_countWords(textLabel({}, TextStyle::Body, ColorRole::Text3))
    , m_table(new QGridLayout)
    , m_facts(new FactTable)
    , m_sure(new QSlider(Qt::Horizontal))
    , m_sureText(textLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_hintCard(new AskingCard(tr("Before you guess")))
    , m_hintText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_lockText(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
{
    auto* legend = new LessonLegend;
    legend->showGuessOnly();
    auto* keyRow = new QHBoxLayout;
    keyRow->addWidget(m_note, 1);
    keyRow->addWidget(legend);
    m_card->body()->addLayout(keyRow);
    m_card->body()->addWidget(m_chart, 1);
    m_card->body()->addWidget(m_options);
    m_card->body()->addWidget(m_keys);
    middle()->addWidget(m_card, 1);
    auto* lock = new QHBoxLayout;
    lock->addWidget(iconLabel(QStringLiteral("lock"), ColorRole::Text3, 15));
    lock->addWidget(m_lockText, 1);
    middle()->addLayout(lock);
    buildSide();
    connect(m_chart, &GuessChart::guessed, this, [this](int value, double score) { this->model().setGuess(kMain, value, score); });
    connect(m_chart, &GuessChart::currentChanged, this, [this] { refreshPlaced(); });
    connect(m_chart, &GuessChart::done, this, [this] {
        if (nextButton()->isEnabled())
            nextButton()->setFocus(Qt::TabFocusReason);
        else
            m_chart->focusFirstOpen();
    });
    connect(m_options, &OptionButtons::chosen, this, [this](const QString& id) { this->model().setChoice(kMain, id); });
    connect(m_sure, &QSlider::valueChanged, this, [this](int value) {
        this->model().setConfidence(kMain, value / 100.0);
        refreshSure();
    });
}

QWidget* PredictStep::buildKeys()
{
    auto* keys = new QWidget;
    auto* row = new QHBoxLayout(keys);
    row->setContentsMargins(4, 4, 4, 0);
    row->setSpacing(6);
    const auto hint = [row](const QStringList& caps, const QString& words) {
        for (const QString& cap : caps)
            row->addWidget(keyCap(cap));
        row->addWidget(textLabel(words, TextStyle::Caption, ColorRole::Text2));
        row->addSpacing(10);
    };
    hint({QStringLiteral("Tab")}, tr("next"));
    hint({QStringLiteral("\u2191"), QStringLiteral("\u2193")}, tr("one step"));
    hint({tr("Shift \u2191")}, tr("ten"));
    hint({QStringLiteral("7"), QStringLiteral("0")}, tr("type it"));
    row->addStretch(1);
    hint({QStringLiteral("\u21b5")}, tr("done"));
    return keys;
}

void PredictStep::buildSide()
{
    auto* placed = new Card(QString(), CardHead::None);
    auto* count = new QHBoxLayout;
    count->setSpacing(8);
    count->addWidget(m_count);
    count->addWidget(m_countWords, 1, Qt::AlignBottom);
    placed->body()->addLayout(count);
    m_table->setVerticalSpacing(4);
    m_table->setColumnStretch(0, 1);
    placed->body()->addLayout(m_table);
    side()->addWidget(placed);
    m_hintCard->body()->addWidget(m_hintText);
    side()->addWidget(m_hintCard);
    auto* sure = new Card(tr("How sure are you?"));
    m_sure->setRange(0, 100);
    m_sure->setPageStep(10);
    sure->body()->addWidget(m_sure);
    auto* ends = new QHBoxLayout;
    ends->addWidget(textLabel(tr("a hunch"), TextStyle::Caption, ColorRole::Text3));
    ends->addStretch(1);
    ends->addWidget(m_sureText);
    ends->addStretch(1);
    ends->addWidget(textLabel(tr("quite sure"), TextStyle::Caption, ColorRole::Text3));
    sure->body()->addLayout(ends);
    side()->addWidget(sure);
    auto* facts = new Card(tr("What will be run"));
    facts->body()->addWidget(m_facts);
    side()->addWidget(facts);
}

void PredictStep::refresh()
{
    const LessonPart& part = model().lesson().main;
    const LessonPartState& state = model().state(kMain);
    const bool byValue = part.prediction.kind == PredictionForm::Kind::Values;
    m_card->setTitle(lessonText(part.prediction.question));
    m_note->setText(toQt(part.score.title));
    m_chart->setVisible(byValue);
    m_keys->setVisible(byValue && !state.isLocked());
    m_options->setVisible(!byValue);
    if (byValue) {
        m_chart->setAxis(lessonAxis(part), lessonReferences(state.baselines));
        const LessonScores locked = lessonScores(part, state).guesses;
        const LessonScores& shown = state.prediction ? locked : state.guesses;
        if (m_chart->guesses() != shown)
            m_chart->setGuesses(shown);
        m_chart->setEditing(state.isLocked() ? GuessEditing::Locked : GuessEditing::Open);
    } else {
        m_options->setOptions(part.prediction.options);
        const QString chosen = state.prediction ? toQt(state.prediction->choice) : state.choice;
        m_options->setChosen(chosen, state.isLocked() ? Qt::Checked : Qt::Unchecked);
    }
    m_facts->setFacts(partFacts(part));
    m_hintCard->setVisible(!part.prediction.hint.empty());
    m_hintText->setText(lessonText(part.prediction.hint));
    m_sure->setEnabled(!state.isLocked());
    m_sure->setValue(static_cast<int>((state.prediction ? state.prediction->confidence : state.confidence) * 100));
    m_sure->setAccessibleName(tr("How sure are you?"));
    refreshSure();
    refreshPlaced();
    const int missing = model().missingGuesses(kMain);
    m_lockText->setText(state.isLocked() ? tr("Locked: the run has begun. The guess is kept with the result.")
                                         : tr("Your guess is locked when the run starts and kept with the result. There is no "
                                              "score for being right, only for looking."));
    nextButton()->setText(state.isLocked() ? tr("To the run") : tr("Run it"));
    nextButton()->setEnabled(state.isLocked() || model().canRun(kMain));
    setHint(!state.isLocked() && missing > 0 ? tr("%n more", nullptr, missing) : QString());
}

void PredictStep::refreshSure()
{
    m_sureText->setText(confidenceText(m_sure->value() / 100.0, model().lesson().main));
    m_sure->setAccessibleDescription(m_sureText->text());
}

void PredictStep::refreshPlaced()
{
    if (model().current() < 0)
        return;
    const LessonPart& part = model().lesson().main;
    const LessonAxis axis = lessonAxis(part);
    const int missing = model().missingGuesses(kMain);
    clearLayout(m_table);
    if (part.prediction.kind == PredictionForm::Kind::Choice) {
        m_count->setText(missing == 0 || model().state(kMain).isLocked() ? tr("Chosen") : tr("Choose one"));
        m_countWords->clear();
        return;
    }
    const LessonScores& guesses = m_chart->guesses();
    m_count->setText(tr("%1 of %2").arg(m_chart->placed()).arg(guesses.size()));
    m_countWords->setText(tr("placed"));
    for (int i = 0; i < axis.values.size(); ++i) {
        const auto& guess = guesses[static_cast<std::size_t>(i)];
        const bool isCurrent = i == m_chart->current();
        m_table->addWidget(textLabel(axis.values[i], TextStyle::Number, isCurrent ? ColorRole::Accent : ColorRole::Text), i, 0);
        m_table->addWidget(textLabel(guess ? lessonScoreText(*guess, axis) : tr("not placed"), TextStyle::Number,
                                     guess ? ColorRole::Text : ColorRole::Text3),
                           i, 1, Qt::AlignRight);
    }
}

} // namespace tunescope::ui
