// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/lesson_steps.h"

#include "ui/pages/lessons/numbered_button.h"
#include "ui/viewmodels/lesson_model.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kLine = 30; ///< Between two steps.

} // namespace

LessonSteps::LessonSteps(LessonModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    setAccessibleName(tr("Steps of the lesson"));
    const QStringList names{tr("Read"), tr("Predict"), tr("Run"), tr("See"), tr("Explain")};
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kLine);
    for (int i = 0; i < kLessonSteps; ++i) {
        auto* button = new NumberedButton(i + 1, names[i], NumberedButton::Look::Step);
        connect(button, &NumberedButton::clicked, this, [this, i] { m_model.setStep(static_cast<LessonStep>(i)); });
        row->addWidget(button);
        m_buttons[static_cast<std::size_t>(i)] = button;
    }
    row->addStretch(1);
    connect(&model, &LessonModel::lessonChanged, this, &LessonSteps::refresh);
    connect(&model, &LessonModel::stepChanged, this, &LessonSteps::refresh);
    connect(&model, &LessonModel::partChanged, this, &LessonSteps::refresh);
    refresh();
}

void LessonSteps::refresh()
{
    if (m_model.current() < 0)
        return;
    for (int i = 0; i < kLessonSteps; ++i) {
        const auto step = static_cast<LessonStep>(i);
        NumberedButton* button = m_buttons[static_cast<std::size_t>(i)];
        const bool isCurrent = step == m_model.step();
        button->setEnabled(isCurrent || m_model.canOpen(step));
        // A step is behind the student when a later one was reached.
        const bool isBehind = step < m_model.step() || step < m_model.progress().furthest;
        button->setState(isCurrent  ? NumberedButton::State::Current
                         : isBehind && m_model.canOpen(step) ? NumberedButton::State::Done
                                    : NumberedButton::State::Open);
    }
    update();
}

void LessonSteps::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setPen(theme.color(ColorRole::Control));
    for (std::size_t i = 0; i + 1 < m_buttons.size(); ++i) {
        const int left = m_buttons[i]->geometry().right() + 5, right = m_buttons[i + 1]->geometry().left() - 3;
        painter.drawLine(left, height() / 2, right, height() / 2);
    }
}

} // namespace tunescope::ui
