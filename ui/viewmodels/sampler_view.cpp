// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/sampler_view.h"

#include "ui/viewmodels/qt_convert.h"

#include <cmath>

namespace tunescope::ui {

SamplerView::SamplerView(AnalysisModel& model, QObject* parent) : QObject(parent), m_model(model)
{
    connect(&model, &AnalysisModel::tableChanged, this, &SamplerView::refresh);
    connect(&model, &AnalysisModel::watched, this, &SamplerView::refresh);
    connect(&model.study(), &StudyViewModel::studyReplaced, this, [this] {
        m_jobs.forgetAll();
        m_wanted.reset();
        m_insight.reset();
        m_asked = {};
        refresh();
        emit changed();
    });
}

int SamplerView::latest() const
{
    const StudySnapshotPtr& snapshot = m_model.study().snapshot();
    return snapshot ? latestProposal(*snapshot) : -1;
}

int SamplerView::trial() const
{
    return m_wanted ? *m_wanted : latest();
}

void SamplerView::setActive(Active active)
{
    m_active = active;
    refresh();
}

void SamplerView::showTrial(std::optional<int> trial)
{
    m_wanted = trial;
    refresh();
}

void SamplerView::step(int direction)
{
    const StudySnapshotPtr& snapshot = m_model.study().snapshot();
    if (!snapshot)
        return;
    for (int number = trial() + direction; number >= 0 && number < static_cast<int>(snapshot->size());
         number += direction) {
        const OriginKind kind = snapshot->trial(static_cast<std::size_t>(number)).start.origin.kind;
        if (kind != OriginKind::Sampler && kind != OriginKind::Repeat)
            continue;
        showTrial(number == latest() ? std::nullopt : std::optional(number));
        return;
    }
}

void SamplerView::choose(const std::string& first, const std::string& second)
{
    m_first = first;
    m_second = second;
    refresh();
}

SamplerView::Asked SamplerView::wanted() const
{
    const TrialSnapshot* own = m_model.study().trial(trial());
    return {trial(), m_first, m_second, own ? own->state : TrialState::Queued};
}

void SamplerView::refresh()
{
    if (m_active == Active::No || !m_model.isWatched() || isBusy() || wanted() == m_asked)
        return;
    work();
}

void SamplerView::work()
{
    const StudySnapshotPtr snapshot = m_model.study().snapshot();
    if (!snapshot)
        return;
    m_asked = wanted();
    m_jobs.run(QStringLiteral("thinking"), [=, this, asked = m_asked]() -> BackgroundJobs::Deliver {
        auto insight = std::make_shared<const ProposalInsight>(
            proposalInsight(*snapshot, asked.trial, asked.first, asked.second));
        return [=, this] {
            m_metric = metricStyleOf(snapshot.get());
            m_insight = insight;
            emit changed();
            // The channel is free again only after this.
            QMetaObject::invokeMethod(this, &SamplerView::refresh, Qt::QueuedConnection);
        };
    });
}

const TrialSnapshot* SamplerView::shown() const
{
    return m_insight ? m_model.study().trial(m_insight->trial) : nullptr;
}

QString SamplerView::why() const
{
    if (!m_insight)
        return tr("Thinking…");
    if (!m_insight->reason.isEmpty())
        return m_insight->reason;
    if (!m_insight->children.empty())
        return tr("Made from the settings of trials %1 (generation %2).")
            .arg([this] {
                QStringList parents;
                for (const int parent : m_insight->children.back().parents)
                    parents << QString::number(parent);
                return parents.join(QStringLiteral(", "));
            }())
            .arg(m_insight->generation);
    if (m_insight->model) {
        const GpOutlook& at = m_insight->model->outlooks[m_insight->proposed];
        QString text = tr("With %1 %2 the model expects %3, and could still be wrong from %4 to %5.")
                           .arg(insideSentence(settingTitle(m_insight->first)),
                                settingText(*m_insight->params.find(m_insight->first)),
                                scoreTextWithUnit(at.mean, m_metric), scoreText(at.low, m_metric),
                                scoreTextWithUnit(at.high, m_metric));
        if (m_insight->bestSoFar)
            text +=
                tr(" The best it had seen was %1.").arg(scoreTextWithUnit(*m_insight->bestSoFar, m_metric));
        if (m_insight->method == "gp" && !m_insight->isAtMaximum())
            text +=
                tr(" Elsewhere on this line it promises a little more, but the search, which looks over all "
                   "settings at once, did not come by there or has tried it.");
        return text;
    }
    return m_insight->densities ? tr("It tries where good trials are dense and others rare.") : QString();
}

SamplerView::Surprise SamplerView::surprise() const
{
    const TrialSnapshot* own = shown();
    if (!own || own->state != TrialState::Complete || !m_insight->model || !m_insight->reason.isEmpty())
        return Surprise::None;
    const GpOutlook& at = m_insight->model->outlooks[m_insight->proposed];
    const double score = shownScore(*own);
    if (!std::isfinite(score))
        return Surprise::None;
    return score < at.low ? Surprise::Lower : score > at.high ? Surprise::Higher : Surprise::Inside;
}

QString SamplerView::outcome() const
{
    const TrialSnapshot* own = shown();
    if (!own)
        return {};
    const double score = shownScore(*own);
    if (!isTold(own->state) || !std::isfinite(score))
        return tr("%1, no score yet").arg(stateWord(*own));
    const QString came = scoreTextWithUnit(score, m_metric);
    switch (surprise()) {
    case Surprise::None:
        return own->state == TrialState::Complete ? tr("came back %1").arg(came)
                                                  : tr("%1 at %2").arg(stateWord(*own), came);
    case Surprise::Inside:
        return tr("came back %1, inside its range").arg(came);
    case Surprise::Lower:
        return tr("came back %1, lower than likely").arg(came);
    case Surprise::Higher:
        break;
    }
    return tr("came back %1, higher than likely").arg(came);
}

} // namespace tunescope::ui
