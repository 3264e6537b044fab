// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/quest_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/lesson_quest.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"

#include <QMessageBox>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr std::size_t kBoardRows = 5;

} // namespace

QuestPanel::QuestPanel(LessonModel& lessons, LessonQuestModel& quest, QWidget* parent)
    : QWidget(parent)
    , m_lessons(lessons)
    , m_quest(quest)
    , m_text(wrappedLabel({}, TextStyle::Body, ColorRole::Text))
    , m_icon(iconLabel(QStringLiteral("target"), ColorRole::Text3, 18))
    , m_state(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_board(new FactTable)
    , m_begin(makeButton(tr("Begin"), ButtonKind::Primary, QStringLiteral("play")))
    , m_open(makeButton(tr("Open it in Run"), ButtonKind::Secondary, QStringLiteral("live")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* card = new AskingCard(tr("Your turn"));
    card->body()->setSpacing(10);
    card->body()->addWidget(m_text);
    auto* state = new QHBoxLayout;
    state->addWidget(m_icon, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    card->body()->addLayout(state);
    card->body()->addWidget(m_board);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_begin);
    buttons->addWidget(m_open);
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
    layout->addWidget(card);
    connect(&quest, &LessonQuestModel::changed, this, &QuestPanel::refresh);
    connect(&quest, &LessonQuestModel::ready, this, &QuestPanel::searchPageWanted);
    connect(m_begin, &QPushButton::clicked, this, &QuestPanel::beginAnew);
    connect(m_open, &QPushButton::clicked, this, [this] {
        m_quest.open();
        emit runPageWanted();
    });
    refresh();
}

void QuestPanel::beginAnew()
{
    if (m_quest.hasBegun()) {
        QMessageBox question(QMessageBox::Question, tr("Begin the quest anew?"),
                             tr("The tries so far stay in their project; the new ones start from zero."), QMessageBox::Cancel, this);
        const QPushButton* anew = question.addButton(tr("Begin anew"), QMessageBox::AcceptRole);
        question.exec();
        if (question.clickedButton() != anew)
            return;
    }
    m_quest.begin();
}

void QuestPanel::refresh()
{
    setVisible(m_quest.isThere());
    if (!m_quest.isThere())
        return;
    const Lesson& lesson = m_lessons.lesson();
    const LessonAxis axis = lessonAxis(lesson.main);
    m_text->setText(tr("You may spend %1 trials on %2. Choose ranges and a strategy on Search, run some, look, narrow, run the rest. To beat: %3.")
                        .arg(lesson.quest->trials)
                        .arg(toQt(lesson.main.study.data.source), questScoreText(lesson.quest->beat, axis)) +
                    (lesson.quest->reference.empty() ? QString() : QLatin1Char(' ') + lessonText(lesson.quest->reference)));
    m_begin->setText(m_quest.hasBegun() ? tr("Begin anew…") : tr("Begin"));
    setButtonKind(m_begin, m_quest.hasBegun() ? ButtonKind::Secondary : ButtonKind::Primary);
    m_open->setVisible(m_quest.hasBegun());
    refreshBoard();
}

void QuestPanel::refreshBoard()
{
    const Lesson& lesson = m_lessons.lesson();
    const LessonAxis axis = lessonAxis(lesson.main);
    const std::optional<bool> beaten = m_quest.isBeaten();
    setIcon(m_icon, beaten && *beaten ? QStringLiteral("check-circle") : QStringLiteral("target"), beaten && *beaten ? ColorRole::Ok : ColorRole::Text3);
    m_icon->setVisible(m_quest.hasBegun());
    m_state->setVisible(m_quest.hasBegun());
    std::vector<std::pair<QString, QString>> rows;
    for (std::size_t i = 0; i < std::min(kBoardRows, m_quest.tries().size()); ++i)
        rows.emplace_back(tr("Trial %1").arg(m_quest.tries()[i].trial), questScoreText(m_quest.tries()[i].score, axis));
    m_board->setFacts(rows);
    const QString used = m_quest.used() > lesson.quest->trials && lesson.quest->trials > 0
                             ? tr("All %1 trials are spent; those after them do not count.").arg(lesson.quest->trials)
                             : tr("%1 of %2 trials spent.").arg(m_quest.used()).arg(lesson.quest->trials);
    m_state->setText(used + QLatin1Char(' ') + (!beaten   ? tr("No score yet.")
                                                : *beaten ? tr("You have beaten it. The locked test part on Best tells how much of that was luck.")
                                                          : tr("Not beaten yet.")));
}

} // namespace tunescope::ui
