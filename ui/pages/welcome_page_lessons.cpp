// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/welcome_page_lessons.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/sparkline.h"

#include <QGridLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kCardsInRow = 5;

} // namespace

LessonCards::LessonCards(const std::vector<Lesson>& lessons, QWidget* parent) : QWidget(parent)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(textLabel(lessons.size() == 10 ? tr("Ten short experiments") : tr("Short experiments"), TextStyle::Section));
    head->addWidget(elidedLabel(tr("Guess the outcome, run it, compare. About 3 minutes each."), TextStyle::Table, ColorRole::Text2), 1);
    head->addWidget(textLabel(tr("Small charts: the article’s numbers. You will test them."), TextStyle::Caption, ColorRole::Text3));
    all->addLayout(head);
    auto* grid = new QGridLayout;
    grid->setSpacing(10);
    for (std::size_t i = 0; i < lessons.size(); ++i)
        grid->addWidget(makeCard(lessons[i]), static_cast<int>(i) / kCardsInRow, static_cast<int>(i) % kCardsInRow);
    for (int column = 0; column < kCardsInRow; ++column)
        grid->setColumnStretch(column, 1);
    all->addLayout(grid);
}

QPushButton* LessonCards::makeCard(const Lesson& lesson)
{
    auto* card = new QPushButton;
    card->setObjectName(QStringLiteral("lessonCard"));
    card->setProperty("kind", QStringLiteral("card"));
    card->setCursor(Qt::PointingHandCursor);
    card->setAccessibleName(tr("Lesson %1, %2").arg(lesson.number).arg(toQt(lesson.title)));
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(8);
    grid->addWidget(textLabel(QString::number(lesson.number), TextStyle::Axis, ColorRole::Text3), 0, 0);
    QLabel* title = elidedLabel(toQt(lesson.title), TextStyle::Card);
    grid->addWidget(title, 0, 1, 1, 2);
    grid->addWidget(elidedLabel(toQt(lesson.topic), TextStyle::Caption, ColorRole::Text2), 1, 1);
    grid->setColumnStretch(1, 1);
    std::vector<double> article;
    for (const SweepValue& value : lesson.main.values) {
        if (value.article)
            article.push_back(*value.article);
    }
    if (article.size() > 1) {
        auto* line = new Sparkline;
        line->setFixedSize(themeOf(this).scaled(92), themeOf(this).scaled(28));
        line->setMarks(SparklineMarks::All);
        line->setHighlighted(static_cast<int>(std::max_element(article.begin(), article.end()) - article.begin()));
        line->setValues(std::move(article));
        line->setAttribute(Qt::WA_TransparentForMouseEvents);
        grid->addWidget(line, 1, 2);
    } else {
        grid->addWidget(iconLabel(QStringLiteral("target"), ColorRole::Best, 20), 1, 2);
    }
    for (QLabel* label : card->findChildren<QLabel*>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(card, &QPushButton::clicked, this, [this, id = toQt(lesson.id)] { emit lessonWanted(id); });
    return card;
}

} // namespace tunescope::ui
