// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/explain_step.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/part_panel.h"
#include "ui/pages/lessons/quest_panel.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace tunescope::ui {
namespace {

/// The right answer may be written first in the file; on screen its place says nothing, and is always the same.
std::vector<std::size_t> answerOrder(const Lesson& lesson, std::size_t question)
{
    std::vector<std::size_t> order(lesson.questions[question].answers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t by = (static_cast<std::size_t>(lesson.number) * 7 + question * 5) % order.size();
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(by), order.end());
    return order;
}

} // namespace

ExplainStep::ExplainStep(LessonModel& model, LessonQuestModel& quest, QWidget* parent)
    : LessonStepView(model, tr("Back"), tr("Finish the lesson"), parent)
    , m_questionBox(new QVBoxLayout)
    , m_twist(new PartPanel(model, LessonPartKind::Twist))
    , m_elsewhere(new PartPanel(model, LessonPartKind::Elsewhere))
    , m_quest(new QuestPanel(model, quest))
    , m_answered(textLabel({}, TextStyle::Display))
    , m_answeredWords(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(12);
    m_questionBox->setSpacing(12);
    column->addLayout(m_questionBox);
    column->addWidget(m_twist);
    column->addWidget(m_elsewhere);
    column->addWidget(m_quest);
    connect(m_quest, &QuestPanel::searchPageWanted, this, &ExplainStep::searchPageWanted);
    connect(m_quest, &QuestPanel::runPageWanted, this, &ExplainStep::runPageWanted);
    column->addStretch(1);
    middle()->addWidget(scrolled(content), 1);
    auto* answered = new Card(QString(), CardHead::None);
    answered->body()->addWidget(m_answered);
    answered->body()->addWidget(m_answeredWords);
    side()->addWidget(answered);
    auto* open = new Card(tr("Look closer"));
    open->body()->addWidget(wrappedLabel(tr("The run is an ordinary project. Every seed is a trial there, with its curves, its layers and its mistakes."),
                                         TextStyle::Table, ColorRole::Text2));
    const auto link = [&](const QString& text, const QString& icon, void (ExplainStep::*wanted)()) {
        QPushButton* button = makeButton(text, ButtonKind::Secondary, icon, ButtonSize::Small);
        connect(button, &QPushButton::clicked, this, [this, wanted] {
            this->model().openStudy(LessonPartKind::Main);
            emit (this->*wanted)();
        });
        open->body()->addWidget(button, 0, Qt::AlignLeft);
    };
    link(tr("Open in Run"), QStringLiteral("live"), &ExplainStep::runPageWanted);
    link(tr("Open in Compare"), QStringLiteral("compare"), &ExplainStep::comparePageWanted);
    link(tr("Open in Analyse"), QStringLiteral("analysis"), &ExplainStep::analysePageWanted);
    side()->addWidget(open);
}

QAbstractButton* ExplainStep::answerButton(int question, int answer) const
{
    return m_questions.at(static_cast<std::size_t>(question)).answers.at(static_cast<std::size_t>(answer));
}

void ExplainStep::buildQuestions()
{
    clearLayout(m_questionBox);
    m_questions.clear();
    const auto& questions = model().lesson().questions;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        Question shown;
        auto* card = new Card(tr("Question %1").arg(q + 1));
        card->body()->addWidget(wrappedLabel(lessonText(questions[q].text), TextStyle::Body, ColorRole::Text));
        auto* group = new QButtonGroup(card);
        shown.answers.resize(questions[q].answers.size());
        for (const std::size_t a : answerOrder(model().lesson(), q)) {
            auto* button = new QRadioButton(toQt(questions[q].answers[a].text));
            group->addButton(button);
            connect(button, &QRadioButton::clicked, this, [this, q, a] { model().answer(static_cast<int>(q), static_cast<int>(a)); });
            card->body()->addWidget(button);
            shown.answers[a] = button;
        }
        auto* row = new QHBoxLayout;
        shown.icon = iconLabel(QStringLiteral("info"), ColorRole::Text3, 16);
        shown.feedback = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
        row->addWidget(shown.icon, 0, Qt::AlignTop);
        row->addWidget(shown.feedback, 1);
        card->body()->addLayout(row);
        m_questionBox->addWidget(card);
        m_questions.push_back(shown);
    }
}

void ExplainStep::refreshQuestions()
{
    int answered = 0;
    const auto& questions = model().lesson().questions;
    for (std::size_t q = 0; q < m_questions.size(); ++q) {
        const int answer = model().answerOf(static_cast<int>(q));
        const bool isAnswered = answer >= 0 && static_cast<std::size_t>(answer) < questions[q].answers.size();
        answered += isAnswered ? 1 : 0;
        m_questions[q].icon->setVisible(isAnswered);
        m_questions[q].feedback->setVisible(isAnswered);
        if (!isAnswered)
            continue;
        const LessonAnswer& given = questions[q].answers[static_cast<std::size_t>(answer)];
        const bool isRight = given.kind == LessonAnswer::Kind::Right;
        m_questions[q].answers[static_cast<std::size_t>(answer)]->setChecked(true);
        setIcon(m_questions[q].icon, isRight ? QStringLiteral("check-circle") : QStringLiteral("info"), isRight ? ColorRole::Ok : ColorRole::Info);
        m_questions[q].feedback->setText(isRight ? lessonText(given.feedback) : tr("Not quite.") + QLatin1Char(' ') + lessonText(given.feedback));
    }
    m_answered->setText(tr("%1 of %2").arg(answered).arg(questions.size()));
    m_answeredWords->setText(tr("questions answered; every answer has an explanation, and nothing is marked"));
}

void ExplainStep::refresh()
{
    if (m_shown != &model().lesson()) {
        m_shown = &model().lesson();
        buildQuestions();
    }
    refreshQuestions();
    m_twist->refresh();
    m_elsewhere->refresh();
    m_quest->refresh();
    const int open = static_cast<int>(std::count_if(m_questions.begin(), m_questions.end(), [](const Question& question) {
        return !question.feedback->isVisibleTo(question.feedback->parentWidget());
    }));
    setHint(open > 0 ? tr("%n open", nullptr, open) : QString());
    nextButton()->setText(model().isDone(model().current()) ? tr("Next lesson") : tr("Finish the lesson"));
}

} // namespace tunescope::ui
