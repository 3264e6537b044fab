// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_notice.h"

#include "ui/pages/search/search_summary.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/search_space_model.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace tunescope::ui {

SearchNotice::SearchNotice(ProjectController& controller, SearchSpaceModel& model, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(model)
    , m_text(new QLabel)
    , m_button(makeButton({}, ButtonKind::Link))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(34, 5, 10, 5);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_text->setWordWrap(true);
    setTextStyle(m_text, TextStyle::Table);
    connect(m_button, &QPushButton::clicked, this, [this] { m_model.setSampler("random"); });
    hide(); // Without a parent it would be a window of its own; the page refreshes it.
}

QString SearchNotice::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void SearchNotice::refresh()
{
    if (const auto& fault = m_controller.draftFault()) {
        say(Tone::Danger, errorSentence(*fault));
        return;
    }
    const StageConfig& stage = m_controller.draft().stage;
    const SearchFigures figures = searchFigures(m_controller);
    if (stage.sampler.name == "grid" && stage.space.gridCount() > stage.budget.trials.value_or(0)) {
        const QString time = figures.gridTime.isEmpty() ? QString() : tr(", %1").arg(figures.gridTime);
        say(Tone::Warning,
            tr("A full grid here is %1 trials%2. Only the first %3 run.")
                .arg(figures.combinations, time, wholeText(stage.budget.trials.value_or(0))),
            tr("Use random, %1").arg(wholeText(stage.budget.trials.value_or(0))));
        return;
    }
    const StudySnapshotPtr& snapshot = m_controller.study().snapshot();
    const bool running =
        snapshot && (snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Paused);
    const auto change = m_controller.draftChange();
    if (running && change == ProjectController::DraftChange::Stage)
        say(Tone::Info, tr("The search that runs keeps its settings. Your changes are its next stage: start "
                           "it when this one is done."));
    else if (running && change == ProjectController::DraftChange::Study)
        say(Tone::Info, tr("The search that runs keeps its data. Your changes begin a new project."));
    else if (running)
        say(Tone::Info, tr("A search is running. What you change here applies to its next stage; trials and "
                           "workers change at once."));
    else
        hide();
}

void SearchNotice::say(Tone tone, const QString& text, const QString& buttonText)
{
    m_tone = tone;
    m_text->setText(text);
    setTone(m_text, tone == Tone::Danger    ? ColorRole::Danger
                    : tone == Tone::Warning ? ColorRole::Warn
                                            : ColorRole::Text2);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setVisible(true);
    update();
}

void SearchNotice::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const ColorRole ground = m_tone == Tone::Danger    ? ColorRole::DangerSoft
                             : m_tone == Tone::Warning ? ColorRole::WarnSoft
                                                       : ColorRole::Hover;
    painter.setBrush(theme.color(ground));
    painter.drawRoundedRect(rect(), theme.metrics.radiusControl, theme.metrics.radiusControl);
    const double side = theme.scaled(theme.metrics.iconInline);
    const ColorRole ink = m_tone == Tone::Danger    ? ColorRole::Danger
                          : m_tone == Tone::Warning ? ColorRole::Warn
                                                    : ColorRole::Text3;
    drawIcon(painter, QStringLiteral("info"), QRectF(11, (height() - side) / 2, side, side),
             theme.color(ink));
}

} // namespace tunescope::ui
