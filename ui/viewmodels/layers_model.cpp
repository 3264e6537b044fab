// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/layers_model.h"

#include <QPointer>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kRestMs = 500;

} // namespace

LayersModel::LayersModel(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
                         QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_epochs(epochs)
    , m_source(std::move(source))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kRestMs);
    connect(&m_pause, &QTimer::timeout, this, &LayersModel::update);
    connect(&epochs, &ConfusionModel::changed, this, &LayersModel::update);
    connect(&study, &StudyViewModel::snapshotChanged, this, &LayersModel::update);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_asked = m_read = -1;
        m_readEpochs = 0;
        m_reports.clear();
        m_layers.clear();
        update();
        emit changed();
    });
}

void LayersModel::setActive(Active active)
{
    m_active = active;
    update();
}

void LayersModel::update()
{
    if (m_active == Active::No)
        return;
    fetch();
    const int epoch = m_epochs.epoch();
    const bool isRead = m_read == m_epochs.trial();
    std::vector<LayerHealth> layers = isRead ? layerHealth(m_reports, epoch) : std::vector<LayerHealth>();
    const TrialSnapshot* trial = m_study.trial(m_epochs.trial());
    // While a trial runs its newest epoch may be on its way to the file: what is here stays on screen.
    if (layers.empty() && isRead && epoch > 0 && trial && !isTold(trial->state) && !m_layers.empty())
        return;
    m_layers = std::move(layers);
    m_shownEpoch = epoch;
    emit changed();
}

void LayersModel::fetch()
{
    const TrialSnapshot* trial = m_study.trial(m_epochs.trial());
    if (!trial || m_asked >= 0 || !m_source.layers || trial->finishedEpochs() < 1)
        return;
    const bool isNew = trial->number() != m_read;
    const bool isLonger = trial->finishedEpochs() > m_readEpochs;
    if ((!isNew && !isLonger) || (!isNew && m_pause.isActive()))
        return;
    m_asked = trial->number();
    m_pause.start();
    m_source.layers("layers", m_asked,
                    [self = QPointer(this), asked = m_asked](Result<std::vector<EpochLayers>> answer) {
                        if (self && self->m_asked == asked)
                            self->take(asked, std::move(answer));
                    });
}

void LayersModel::take(int trial, Result<std::vector<EpochLayers>> answer)
{
    m_asked = -1;
    m_read = trial;
    m_isUnreadable = !answer;
    m_reports = answer ? std::move(*answer) : std::vector<EpochLayers>();
    m_readEpochs = 0;
    for (const EpochLayers& layers : m_reports)
        m_readEpochs = std::max(m_readEpochs, layers.epoch);
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (snapshot && isTold(snapshot->state)) // There is no more to come, whatever was stored.
        m_readEpochs = std::max(m_readEpochs, snapshot->finishedEpochs());
    update();
}

QString LayersModel::sentence() const
{
    return m_layers.empty() ? reason() : layersSentence(m_layers);
}

QString LayersModel::reason() const
{
    const TrialSnapshot* trial = m_study.trial(m_epochs.trial());
    if (!trial || trial->finishedEpochs() < 1)
        return tr("The layers appear with the first epoch.");
    if (m_read != trial->number())
        return tr("Reading…");
    if (m_isUnreadable)
        return tr("The layers of trial %1 could not be read from the project file.").arg(trial->number());
    if (m_reports.empty())
        return tr("Trial %1 has no notes about its layers; trials from other programs have none.")
            .arg(trial->number());
    return m_epochs.epoch() == 0
               ? tr("Epoch 0 is before the first step: no layer has moved yet.")
               : tr("There are no notes about the layers in epoch %1.").arg(m_epochs.epoch());
}

} // namespace tunescope::ui
