// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/lesson_list.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/numbered_button.h"
#include "ui/viewmodels/lesson_model.h"
#include "ui/viewmodels/myth_model.h"
#include "ui/viewmodels/qt_convert.h"

#include <QButtonGroup>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

namespace tunescope::ui {

LessonList::LessonList(LessonModel& model, MythModel& myths, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_myths(myths)
    , m_title(textLabel(tr("Lessons"), TextStyle::Section))
    , m_mythTitle(textLabel(tr("Myth lab"), TextStyle::Section))
    , m_lessonRows(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_place(textLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_stepText(textLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_bar(new QProgressBar)
    , m_foot(new QWidget)
{
    setAccessibleName(tr("Lessons"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 12, 12, 12);
    all->setSpacing(2);
    m_title->setContentsMargins(8, 2, 0, 6);
    all->addWidget(m_title);
    auto* rows = new QWidget;
    auto* rowLayout = new QVBoxLayout(rows);
    rowLayout->setContentsMargins(0, 0, 0, 0);
    rowLayout->setSpacing(2);
    m_lessonRows->setSpacing(2);
    rowLayout->addLayout(m_lessonRows);
    for (std::size_t i = 0; i < model.library().lessons.size(); ++i)
        addRow(static_cast<int>(i));
    m_mythTitle->setContentsMargins(8, 12, 0, 6);
    m_mythTitle->setVisible(!myths.myths().empty());
    rowLayout->addWidget(m_mythTitle);
    m_mythRule = ruleLine();
    m_mythRule->hide();
    rowLayout->addWidget(m_mythRule);
    for (std::size_t i = 0; i < myths.myths().size(); ++i) {
        auto* row = new NumberedButton(static_cast<int>(i) + 1, toQt(myths.myths()[i].title), NumberedButton::Look::Row);
        row->setCheckable(true);
        m_group->addButton(row);
        connect(row, &NumberedButton::clicked, this, [this, i] { m_myths.setCurrent(static_cast<int>(i)); });
        rowLayout->addWidget(row);
        m_mythRows.push_back(row);
    }
    rowLayout->addStretch(1);
    all->addWidget(scrolled(rows), 1);
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(8, 6, 8, 2);
    foot->setSpacing(6);
    auto* words = new QHBoxLayout;
    words->addWidget(m_place);
    words->addStretch(1);
    words->addWidget(m_stepText);
    foot->addLayout(words);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    foot->addWidget(m_bar);
    all->addWidget(m_foot);
    connect(&model, &LessonModel::lessonChanged, this, &LessonList::refresh);
    connect(&model, &LessonModel::stepChanged, this, &LessonList::refresh);
    connect(&model, &LessonModel::listChanged, this, &LessonList::refresh);
    connect(&myths, &MythModel::currentChanged, this, &LessonList::refresh);
    connect(&myths, &MythModel::changed, this, &LessonList::refresh);
    refresh();
}

void LessonList::addRow(int index)
{
    const Lesson& lesson = m_model.library().lessons[static_cast<std::size_t>(index)];
    auto* row = new NumberedButton(lesson.number, toQt(lesson.title), NumberedButton::Look::Row);
    row->setCheckable(true);
    row->setCompact(m_compact);
    m_group->addButton(row);
    connect(row, &NumberedButton::clicked, this, [this, index] {
        m_myths.setCurrent(-1);
        m_model.setCurrent(index);
    });
    m_lessonRows->addWidget(row);
    m_rows.push_back(row);
}

void LessonList::setCompact(Qt::CheckState compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    m_title->setVisible(compact == Qt::Unchecked);
    m_foot->setVisible(compact == Qt::Unchecked);
    m_mythTitle->setVisible(compact == Qt::Unchecked && !m_mythRows.empty());
    m_mythRule->setVisible(compact == Qt::Checked && !m_mythRows.empty());
    for (NumberedButton* row : m_rows)
        row->setCompact(compact);
    for (NumberedButton* row : m_mythRows)
        row->setCompact(compact);
}

void LessonList::refresh()
{
    while (m_rows.size() < m_model.library().lessons.size())
        addRow(static_cast<int>(m_rows.size()));
    const bool isMyth = m_myths.current() >= 0;
    const int current = isMyth ? -1 : m_model.current();
    for (std::size_t i = 0; i < m_mythRows.size(); ++i) {
        const bool isCurrent = static_cast<int>(i) == m_myths.current();
        m_mythRows[i]->setChecked(isCurrent);
        m_mythRows[i]->setState(m_myths.isDone(static_cast<int>(i)) ? NumberedButton::State::Done
                                : isCurrent                         ? NumberedButton::State::Current
                                                                    : NumberedButton::State::Open);
    }
    m_foot->setVisible(!isMyth && m_compact == Qt::Unchecked);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isCurrent = static_cast<int>(i) == current;
        m_rows[i]->setChecked(isCurrent);
        m_rows[i]->setState(m_model.isDone(static_cast<int>(i)) ? NumberedButton::State::Done
                            : isCurrent                         ? NumberedButton::State::Current
                                                                : NumberedButton::State::Open);
    }
    if (current < 0)
        return;
    const int step = static_cast<int>(m_model.step()) + 1;
    m_place->setText(tr("Lesson %1 of %2").arg(m_model.lesson().number).arg(m_rows.size()));
    m_stepText->setText(tr("step %1 of %2").arg(step).arg(kLessonSteps));
    m_bar->setRange(0, kLessonSteps);
    m_bar->setValue(step);
    m_bar->setAccessibleName(m_stepText->text());
}

void LessonList::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

} // namespace tunescope::ui
