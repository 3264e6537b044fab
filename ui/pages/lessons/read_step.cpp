// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/read_step.h"

#include "ui/charts/concept_figure.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/card.h"

#include <QVBoxLayout>

namespace tunescope::ui {

ReadStep::ReadStep(LessonModel& model, QWidget* parent)
    : LessonStepView(model, {}, tr("Predict"), parent)
    , m_card(new Card)
    , m_text(wrappedLabel({}, TextStyle::Body, ColorRole::Text))
    , m_figure(new ConceptFigure)
    , m_figureNote(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_facts(new FactTable)
    , m_source(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_teacher(new AskingCard(tr("From your teacher")))
    , m_teacherText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
{
    m_card->body()->setSpacing(14);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setObjectName(QStringLiteral("readText"));
    m_card->body()->addWidget(m_text);
    m_card->body()->addWidget(m_figure, 1);
    m_card->body()->addWidget(m_figureNote);
    middle()->addWidget(m_card, 1);
    auto* facts = new Card(tr("What will be run"));
    facts->body()->addWidget(m_facts);
    facts->body()->addWidget(m_source);
    m_teacher->body()->addWidget(m_teacherText);
    side()->addWidget(m_teacher);
    side()->addWidget(facts);
}

void ReadStep::refresh()
{
    const Lesson& lesson = model().lesson();
    m_card->setTitle(toQt(lesson.read.title));
    m_text->setText(lessonText(lesson.read.text));
    m_figure->setConcept(toQt(lesson.read.figure));
    m_figure->setVisible(m_figure->hasPicture());
    m_figureNote->setText(m_figure->caption());
    m_figureNote->setVisible(!m_figureNote->text().isEmpty());
    m_facts->setFacts(partFacts(lesson.main));
    m_source->setText(lesson.source.empty() ? QString() : tr("Source: %1").arg(lessonText(lesson.source)));
    m_teacher->setVisible(!lesson.teacher.note.empty());
    m_teacherText->setText(lessonText(lesson.teacher.note));
}

} // namespace tunescope::ui
