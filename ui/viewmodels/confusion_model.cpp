// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/confusion_model.h"

#include <QPointer>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostKept = 256;

} // namespace

QStringList classNamesOf(const StudySnapshot* snapshot)
{
    QStringList names;
    if (snapshot && snapshot->facts) {
        for (const std::string& name : snapshot->facts->classNames)
            names << QString::fromStdString(name);
    }
    return names;
}

QString sampleNoun(const StudySnapshot* snapshot)
{
    const bool isDigits = snapshot && snapshot->facts && snapshot->facts->dataName.starts_with("digits");
    return isDigits ? ConfusionModel::tr("digits") : ConfusionModel::tr("samples");
}

ConfusionModel::ConfusionModel(StudyViewModel& study, PlaybackModel* playback, TrialDataSource source,
                               QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_playback(playback)
    , m_source(std::move(source))
{
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_fetched.clear();
        m_asked.reset();
        m_chosenEpoch.reset();
        m_trial = -1;
        update();
    });
    connect(&study, &StudyViewModel::snapshotChanged, this, &ConfusionModel::update);
    connect(&study, &StudyViewModel::selectionChanged, this, [this] {
        m_chosenEpoch.reset();
        update();
    });
    if (playback)
        connect(playback, &PlaybackModel::advanced, this, &ConfusionModel::update);
    update();
}

int ConfusionModel::lastEpoch() const
{
    const TrialSnapshot* trial = m_study.trial(m_trial);
    return trial ? trial->finishedEpochs() : 0;
}

bool ConfusionModel::isLive() const
{
    const TrialSnapshot* trial = m_study.trial(m_trial);
    return trial && trial->state == TrialState::Running && !m_chosenEpoch;
}

int ConfusionModel::trialToShow() const
{
    if (m_playback && m_playback->focus() >= 0)
        return m_playback->focus();
    if (m_study.followed() >= 0 || !m_study.snapshot())
        return m_study.followed();
    // Nothing is finished yet: the first trial that has something to show.
    const std::size_t count = std::min<std::size_t>(m_study.snapshot()->size(), 64);
    for (std::size_t i = 0; i < count; ++i) {
        if (m_study.snapshot()->trial(i).latestConfusion)
            return static_cast<int>(i);
    }
    return -1;
}

void ConfusionModel::setEpoch(std::optional<int> epoch)
{
    m_chosenEpoch = epoch;
    update();
}

void ConfusionModel::update()
{
    if (const int trial = trialToShow(); trial != m_trial) {
        m_trial = trial;
        m_chosenEpoch.reset();
        m_matrix.reset();
        emit changed();
    }
    const TrialSnapshot* trial = m_study.trial(m_trial);
    if (!trial)
        return;
    const std::optional<int> played = m_playback ? m_playback->epochOf(m_trial) : std::nullopt;
    std::optional<int> wanted = played ? played : m_chosenEpoch;
    if (wanted)
        wanted = std::min(*wanted, trial->finishedEpochs());
    if (!wanted && trial->latestConfusion)
        show(trial->finishedEpochs(), trial->latestConfusion);
    else if ((!wanted || *wanted == trial->bestEpochSoFar) && trial->bestConfusion)
        show(trial->bestEpochSoFar, trial->bestConfusion);
    else if (wanted || trial->bestEpochSoFar > 0)
        fetch(wanted.value_or(trial->bestEpochSoFar));
}

void ConfusionModel::show(int epoch, std::shared_ptr<const ConfusionMatrix> matrix)
{
    if (epoch == m_epoch && matrix == m_matrix)
        return;
    m_epoch = epoch;
    m_matrix = std::move(matrix);
    emit changed();
}

void ConfusionModel::fetch(int epoch)
{
    const std::pair key(m_trial, epoch);
    if (const auto found = m_fetched.find(key); found != m_fetched.end()) {
        show(epoch, found->second);
        return;
    }
    if (m_asked == key || !m_source.confusion)
        return;
    m_asked = key;
    m_source.confusion("confusion", m_trial, epoch,
                       [self = QPointer(this), key](const Result<ConfusionMatrix>& answer) {
                           if (!self || self->m_asked != key)
                               return;
                           self->m_asked.reset();
                           const TrialSnapshot* trial = self->m_study.trial(key.first);
                           if (!answer && !(trial && isTold(trial->state)))
                               return; // Not stored yet; the next epoch asks again.
                           if (self->m_fetched.size() >= kMostKept)
                               self->m_fetched.clear();
                           // What has no matrix still has epochs.
                           self->m_fetched[key] = answer ? std::make_shared<const ConfusionMatrix>(*answer) : nullptr;
                           self->update();
                       });
}

} // namespace tunescope::ui
