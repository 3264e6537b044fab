// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/lesson_step_view.h"

#include "ui/pages/data/page_parts.h"
#include "ui/widgets/buttons.h"

#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kWideStep = 1000; ///< Width of a step from which the side has its full width.

} // namespace

LessonStepView::LessonStepView(LessonModel& model, const QString& back, const QString& next, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_middle(new QVBoxLayout)
    , m_side(new QVBoxLayout)
    , m_sideBox(new QWidget)
    , m_buttons(new QHBoxLayout)
    , m_back(makeButton(back, ButtonKind::Secondary, QStringLiteral("left")))
    , m_next(makeButton(next, ButtonKind::Primary, QStringLiteral("arrow-right")))
    , m_hint(elidedLabel({}, TextStyle::Caption, ColorRole::Text2))
{
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(16);
    m_middle->setSpacing(12);
    all->addLayout(m_middle, 1);
    auto* cards = new QWidget;
    auto* cardBox = new QVBoxLayout(cards);
    cardBox->setContentsMargins(0, 0, 2, 0);
    cardBox->setSpacing(0);
    m_side->setSpacing(12);
    cardBox->addLayout(m_side);
    cardBox->addStretch(1);
    auto* right = new QVBoxLayout(m_sideBox);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(12);
    right->addWidget(scrolled(cards), 1);
    m_buttons->setSpacing(8);
    m_buttons->addWidget(m_back);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_buttons->addWidget(m_hint, 1);
    m_next->setLayoutDirection(Qt::RightToLeft); // The arrow follows the words.
    m_buttons->addWidget(m_next);
    right->addLayout(m_buttons);
    all->addWidget(m_sideBox);
    m_back->setVisible(!back.isEmpty());
    m_next->setVisible(!next.isEmpty());
    connect(m_back, &QPushButton::clicked, this, &LessonStepView::backWanted);
    connect(m_next, &QPushButton::clicked, this, &LessonStepView::nextWanted);
    connect(&model, &LessonModel::lessonChanged, this, &LessonStepView::refreshIfShown);
    connect(&model, &LessonModel::stepChanged, this, &LessonStepView::refreshIfShown);
    connect(&model, &LessonModel::partChanged, this, &LessonStepView::refreshIfShown);
    connect(&model, &LessonModel::listChanged, this, &LessonStepView::refreshIfShown);
    connect(&model, &LessonModel::answersChanged, this, &LessonStepView::refreshIfShown);
}

void LessonStepView::setHint(const QString& text)
{
    m_hint->setText(text);
}

void LessonStepView::setSpareButton(QPushButton* button)
{
    m_buttons->insertWidget(1, button);
}

void LessonStepView::refreshIfShown()
{
    if (isVisible() && m_model.current() >= 0)
        refresh();
}

void LessonStepView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_model.current() >= 0)
        refresh();
}

void LessonStepView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_sideBox->setFixedWidth(themeOf(this).scaled(width() >= kWideStep ? 318 : 262));
}

} // namespace tunescope::ui
