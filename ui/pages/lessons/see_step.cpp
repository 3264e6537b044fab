// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/see_step.h"

#include "ui/charts/lesson_result_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QMessageBox>
#include <QVBoxLayout>

namespace tunescope::ui {
SeeStep::SeeStep(LessonModel& model, QWidget* parent)
    : LessonStepView(model, tr("Back"), tr("Explain it"), parent)
    , m_card(new Card)
    , m_legend(new LessonLegend)
    , m_chart(new LessonResultChart)
    , m_curves(new SeedCurveGrid(SeedCurveGrid::Arrangement::OneRow))
    , m_miss(textLabel({}, TextStyle::Display))
    , m_missWords(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_table(new QGridLayout)
    , m_articleNote(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_verdict(new Card)
    , m_verdictText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_claimCard(new Card(tr("What the seeds say")))
    , m_claims(new ClaimList)
    , m_cards(new QVBoxLayout)
    , m_texts(new Card(tr("What they write")))
    , m_textRows(new QVBoxLayout)
    , m_again(makeButton(tr("Guess and run again…"), ButtonKind::Link, {}, ButtonSize::Small))
    , m_twist(new AskingCard(tr("Change one thing")))
    , m_twistText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
{
    auto* keyRow = new QHBoxLayout;
    keyRow->addStretch(1);
    keyRow->addWidget(m_legend);
    m_card->body()->addLayout(keyRow);
    m_card->body()->addWidget(m_chart, 1);
    middle()->addWidget(m_card, 5);
    m_curves->setMinimumHeight(150);
    middle()->addWidget(m_curves, 2);
    buildSide();
}

void SeeStep::buildSide()
{
    auto* miss = new Card(QString(), CardHead::None);
    miss->body()->setSpacing(4);
    miss->body()->addWidget(m_miss);
    miss->body()->addWidget(m_missWords);
    m_table->setVerticalSpacing(5);
    m_table->setHorizontalSpacing(10);
    m_table->setColumnStretch(0, 1);
    miss->body()->addLayout(m_table);
    miss->body()->addWidget(m_articleNote);
    side()->addWidget(miss);
    m_verdict->body()->addWidget(m_verdictText);
    side()->addWidget(m_verdict);
    m_textRows->setSpacing(4);
    m_texts->body()->addLayout(m_textRows);
    side()->addWidget(m_texts);
    m_claimCard->body()->addWidget(m_claims);
    side()->addWidget(m_claimCard);
    m_cards->setSpacing(12);
    side()->addLayout(m_cards);
    m_twist->body()->addWidget(m_twistText);
    side()->addWidget(m_twist);
    side()->addWidget(m_again, 0, Qt::AlignLeft);
    connect(m_again, &QPushButton::clicked, this, &SeeStep::askAgain);
}

void SeeStep::askAgain()
{
    QMessageBox question(QMessageBox::Question, tr("Guess and run again?"),
                         tr("The lesson begins anew with an open guess. This run and its guess stay in their file: %1")
                             .arg(QFileInfo(model().progress().mainPath).fileName()),
                         QMessageBox::Cancel, this);
    const QPushButton* anew = question.addButton(tr("Begin anew"), QMessageBox::AcceptRole);
    question.exec();
    if (question.clickedButton() == anew)
        model().again(kMain);
}

void SeeStep::refresh()
{
    const Lesson& lesson = model().lesson();
    const LessonPart& part = lesson.main;
    const LessonPartState& state = model().state(kMain);
    m_card->setTitle(lessonAxis(part).scoreTitle);
    m_chart->setAxis(lessonAxis(part), lessonReferences(state.baselines));
    m_chart->setScores(lessonScores(part, state));
    m_legend->show(m_chart->scores(), part.seeds);
    m_curves->show(part, state);
    refreshMiss();
    refreshTable();
    m_articleNote->setText(lessonText(lesson.articleNote));
    m_articleNote->setVisible(!lesson.articleNote.empty());
    refreshCards();
    refreshTexts();
    m_twist->setVisible(lesson.twist.has_value());
    m_twistText->setText(lesson.twist ? lessonText(lesson.twist->prompt) : QString());
}

void SeeStep::refreshMiss()
{
    const LessonPart& part = model().lesson().main;
    const LessonResult& result = model().state(kMain).result;
    if (part.prediction.kind == PredictionForm::Kind::Choice) {
        m_miss->setText(!result.choiceRight ? tr("Not to be told") : *result.choiceRight ? tr("As you said") : tr("Not as you said"));
        QString chosen;
        for (const PredictionOption& option : part.prediction.options) {
            if (result.prediction && option.id == result.prediction->choice)
                chosen = lessonText(option.text);
        }
        m_missWords->setText(chosen.isEmpty() ? QString() : tr("You chose: %1").arg(chosen));
        return;
    }
    m_miss->setText(result.averageMiss ? missText(*result.averageMiss, part) : QStringLiteral("\u2013"));
    QString words = tr("average miss of your guess over the %n values", nullptr, static_cast<int>(part.values.size()));
    if (result.articleMiss)
        words += tr("; the article's was %1").arg(missText(*result.articleMiss, part));
    m_missWords->setText(words);
}

void SeeStep::refreshTable()
{
    const LessonPart& part = model().lesson().main;
    const LessonResult& result = model().state(kMain).result;
    LessonAxis axis = lessonAxis(part);
    axis.unit.clear(); // The chart's title says it.
    clearLayout(m_table);
    QStringList heads{toQt(part.param), tr("guess"), tr("run"), tr("article")};
    for (const FurtherScore& further : part.further)
        heads << toQt(further.title);
    for (int column = 0; column < heads.size(); ++column)
        m_table->addWidget(column == 0 ? elidedLabel(heads[0], TextStyle::Caption, ColorRole::Text3)
                                       : textLabel(heads[column], TextStyle::Caption, ColorRole::Text3),
                           0, column, column == 0 ? Qt::Alignment() : Qt::AlignRight);
    const auto cell = [&](int row, int column, const std::optional<double>& score, ColorRole role) {
        m_table->addWidget(textLabel(score ? lessonScoreText(*score, axis) : QStringLiteral("\u2013"), TextStyle::Number, role), row, column,
                           Qt::AlignRight);
    };
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        const LessonValueResult& value = result.values[i];
        const int row = static_cast<int>(i) + 1;
        m_table->addWidget(elidedLabel(toQt(value.label), TextStyle::Number, ColorRole::Text), row, 0);
        cell(row, 1, value.guess, ColorRole::Text);
        cell(row, 2, value.scores.empty() ? std::nullopt : std::optional(value.interval.mean), ColorRole::Text);
        cell(row, 3, value.article, ColorRole::Text3);
        for (std::size_t k = 0; k < value.further.size() && k < part.further.size(); ++k) {
            LessonAxis own = axis;
            own.kind = ScaleKind::Linear;
            own.low = 0.0;
            own.high = part.further[k].factor;
            m_table->addWidget(textLabel(lessonScoreText(value.further[k].mean, own), TextStyle::Number, ColorRole::Text2), row,
                               4 + static_cast<int>(k), Qt::AlignRight);
        }
    }
}

void SeeStep::refreshTexts()
{
    const LessonPart& part = model().lesson().main;
    const auto& texts = model().state(kMain).texts;
    m_texts->setVisible(part.writes > 0);
    if (texts == m_shownTexts && m_textRows->count() > 0)
        return;
    m_shownTexts = texts;
    clearLayout(m_textRows);
    if (texts.empty())
        m_textRows->addWidget(wrappedLabel(model().isOpen(kMain) ? tr("The networks are writing…")
                                                                 : tr("Open the run (under Explain) to let its networks write."),
                                           TextStyle::Table, ColorRole::Text3));
    for (std::size_t i = 0; i < texts.size() && i < part.values.size(); ++i) {
        m_textRows->addWidget(textLabel(valueWords(part, i), TextStyle::Caption, ColorRole::Text3));
        m_textRows->addWidget(wrappedLabel(texts[i].isEmpty() ? tr("nothing: it never finished") : texts[i].join(QStringLiteral(" · ")),
                                           TextStyle::Number, ColorRole::Text));
    }
}

void SeeStep::refreshCards()
{
    const LessonResult& result = model().state(kMain).result;
    m_verdict->setVisible(result.verdict.has_value());
    if (result.verdict) {
        m_verdict->setTitle(lessonText(result.verdict->title));
        m_verdictText->setText(lessonText(result.verdict->text));
    }
    m_claims->setClaims(result.claims);
    m_claimCard->setVisible(!result.claims.empty());
    QStringList shown;
    for (const LessonCard& card : result.cards)
        shown << lessonText(card.title) + lessonText(card.text);
    if (shown == m_shownCards)
        return;
    m_shownCards = shown;
    clearLayout(m_cards);
    for (const LessonCard& card : result.cards)
        m_cards->addWidget(textCard(lessonText(card.title), lessonText(card.text)));
}

} // namespace tunescope::ui
