// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/epoch_question.h"

#include <QPointer>

namespace tunescope::ui {

EpochQuestion::EpochQuestion(StudyViewModel& study, ConfusionModel& epochs, Ask ask, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_epochs(epochs)
    , m_ask(std::move(ask))
{
    connect(&epochs, &ConfusionModel::changed, this, &EpochQuestion::update);
    connect(&study, &StudyViewModel::snapshotChanged, this, &EpochQuestion::update);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        ++m_generation;
        m_answered.reset();
        m_asked.reset();
        update();
    });
}

void EpochQuestion::setActive(Active active)
{
    m_active = active;
    update();
}

void EpochQuestion::askAgain()
{
    m_answered.reset();
    update();
}

void EpochQuestion::update()
{
    const std::pair wanted(m_epochs.trial(), m_epochs.epoch());
    const TrialSnapshot* trial = m_study.trial(wanted.first);
    const bool canAsk = m_active == Active::Yes && trial && isTold(trial->state) && wanted.second > 0;
    if (!canAsk || m_asked || m_answered == wanted)
        return;
    m_asked = wanted;
    m_ask(wanted.first, wanted.second, [self = QPointer(this), wanted, generation = m_generation] {
        if (!self || self->m_generation != generation)
            return;
        self->m_asked.reset();
        self->m_answered = wanted;
        self->update();
    });
}

} // namespace tunescope::ui
