// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_pair.h"

#include "ui/viewmodels/error_text.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::array kChannels{"compare-first", "compare-second"};

} // namespace

ComparisonPair::ComparisonPair(StudyViewModel& study, const ComparisonModel& comparison,
                               TrialDataSource source, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_comparison(comparison)
    , m_source(std::move(source))
{
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(80ms); // A dragged slider asks when it rests.
    connect(&m_askTimer, &QTimer::timeout, this, &ComparisonPair::ask);
    connect(&comparison, &ComparisonModel::trialsChanged, this, &ComparisonPair::followPins);
    followPins();
}

void ComparisonPair::followPins()
{
    const auto& all = m_comparison.trials();
    const auto isThere = [&](const ComparedTrial& t) {
        return std::find(all.begin(), all.end(), t) != all.end();
    };
    m_isChosen = m_isChosen && isThere(m_trials[0]) && isThere(m_trials[1]);
    if (m_isChosen)
        return;
    std::array<ComparedTrial, 2> wanted;
    if (all.size() >= 2)
        wanted = {all.front(), all.back()};
    if (wanted == m_trials)
        return;
    m_trials = wanted;
    askSoon();
}

void ComparisonPair::choose(int firstPin, int secondPin)
{
    for (const ComparedTrial& compared : m_comparison.trials()) {
        if (compared.pin == firstPin)
            m_trials[0] = compared;
        if (compared.pin == secondPin)
            m_trials[1] = compared;
    }
    m_isChosen = true;
    askSoon();
}

QString ComparisonPair::letter(std::size_t which) const
{
    return QString(QChar(u'A' + m_trials[which].pin));
}

void ComparisonPair::setEpoch(std::optional<int> epoch)
{
    if (epoch == m_epoch)
        return;
    m_epoch = epoch;
    askSoon();
}

void ComparisonPair::setWatched(Qt::CheckState watched)
{
    m_watched = watched;
    if (watched == Qt::Checked && !isReady())
        askSoon();
}

int ComparisonPair::epochFor(int trial) const
{
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (!snapshot)
        return 0;
    return m_epoch ? std::clamp(*m_epoch, 1, std::max(1, snapshot->finishedEpochs()))
                   : snapshot->bestEpochSoFar;
}

void ComparisonPair::askSoon()
{
    m_sets = {};
    m_flips = {};
    m_fault.clear();
    emit changed();
    if (m_watched == Qt::Checked)
        m_askTimer.start();
}

void ComparisonPair::ask()
{
    if (!m_source.predictions)
        return;
    for (std::size_t which = 0; which < 2; ++which) {
        if (m_trials[which].trial >= 0)
            askOne(which);
    }
}

void ComparisonPair::askOne(std::size_t which)
{
    const int trial = m_trials[which].trial, epoch = epochFor(trial);
    if (epoch <= 0) {
        m_fault = tr("Trial %1 has no finished epoch yet.").arg(trial);
        emit changed();
        return;
    }
    m_source.predictions(kChannels[which], trial, epoch,
                         [self = QPointer(this), which, trial, epoch](const Result<PredictionSet>& answer) {
                             if (!self || self->m_trials[which].trial != trial ||
                                 self->epochFor(trial) != epoch)
                                 return;
                             if (!answer) {
                                 self->m_fault = errorSentence(answer.error());
                             } else {
                                 self->m_sets[which] = *answer;
                                 if (self->isReady())
                                     self->m_flips = flipsBetween(*self->m_sets[0], *self->m_sets[1]);
                             }
                             emit self->changed();
                         });
}

ConfusionMatrix ComparisonPair::matrix(std::size_t which) const
{
    const PredictionSet& set = *m_sets[which];
    constexpr int kNormalOrNot = 2; // anomalies have scores instead of probabilities
    ConfusionMatrix matrix(set.classes > 0 ? set.classes : kNormalOrNot);
    for (std::size_t i = 0; i < set.trueClass.size(); ++i)
        matrix.add(set.trueClass[i], set.predictedClass[i]);
    return matrix;
}

} // namespace tunescope::ui
