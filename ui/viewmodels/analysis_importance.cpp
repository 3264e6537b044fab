// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_importance.h"

#include "ui/viewmodels/analysis_space.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kNotRoughFrom = 80;
constexpr int kRefitEvery = 5;
constexpr std::uint64_t kForestSeed = 7; ///< The same answer whenever it is asked for.

ImportanceReport reportOf(const StudySnapshot& snapshot, int complete)
{
    const SearchSpace space = mergedSpace(snapshot);
    const History history = historyIn(space, snapshot);
    ImportanceOptions options;
    options.seed = kForestSeed;
    if (complete >= kFewestForImportance) {
        options.method = ImportanceMethod::Fanova;
        options.pairs = PairAnalysis::TopParameters;
    }
    ImportanceReport report = importanceOf(space, history, options);
    if (report.abstention == Abstention::None || options.method == ImportanceMethod::PedAnova)
        return report;
    // Finished trials may be too alike to tell; stopped ones still say where not to look.
    return importanceOf(space, history, {.seed = kForestSeed});
}

} // namespace

AnalysisImportance::AnalysisImportance(AnalysisModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model, &AnalysisModel::tableChanged, this, &AnalysisImportance::refresh);
    connect(&model, &AnalysisModel::watched, this, &AnalysisImportance::refresh);
    connect(&model.study(), &StudyViewModel::studyReplaced, this, &AnalysisImportance::replace);
    refresh();
}

void AnalysisImportance::replace()
{
    m_jobs.forgetAll();
    m_report.reset();
    m_fitted = 0;
    refresh();
}

void AnalysisImportance::refresh()
{
    const int trials = m_model.table().shownCount();
    const int step = std::max(kRefitEvery, m_fitted / 20);
    if (m_model.isWatched() && trials >= kFewestForImportance && !isFitting() &&
        (!m_report || trials - m_fitted >= step || trials < m_fitted))
        fit();
    emit changed();
}

void AnalysisImportance::fit()
{
    const StudySnapshotPtr snapshot = m_model.study().snapshot();
    const int trials = m_model.table().shownCount(), complete = m_model.table().completeCount();
    m_jobs.run(QStringLiteral("importance"), [this, snapshot, trials, complete]() -> BackgroundJobs::Deliver {
        return [this, trials, report = reportOf(*snapshot, complete)] {
            m_report = report;
            m_fitted = trials;
            // The channel is free again only after this.
            QMetaObject::invokeMethod(this, &AnalysisImportance::refresh, Qt::QueuedConnection);
        };
    });
}

bool AnalysisImportance::isRough() const
{
    return m_report && m_report->trials < kNotRoughFrom;
}

int AnalysisImportance::staleBy() const
{
    return m_report ? std::max(0, m_model.table().shownCount() - m_fitted) : 0;
}

QString AnalysisImportance::reason() const
{
    const int trials = m_model.table().shownCount();
    if (trials < kFewestForImportance)
        return tr("%1 trials needed, %2 so far. With fewer, chance decides which setting looks important.")
            .arg(kFewestForImportance)
            .arg(trials);
    if (!m_report)
        return tr("Fitting…");
    switch (m_report->abstention) {
    case Abstention::TooFewTrials:
        return tr("%1 trials needed that can be compared, %2 so far.")
            .arg(m_report->needed)
            .arg(m_report->trials);
    case Abstention::NothingVaries:
        return tr("All trials came to the same score.");
    case Abstention::NothingMatters:
        return tr("No setting explains more than chance would.");
    case Abstention::None:
        break;
    }
    return {};
}

QString AnalysisImportance::note() const
{
    if (!reason().isEmpty())
        return {};
    QStringList parts;
    if (isRough())
        parts.append(tr("rough, %n trials", nullptr, m_report->trials));
    else
        parts.append(tr("%n trials", nullptr, m_report->trials));
    if (staleBy() > 0)
        parts.append(isFitting() ? tr("fitting…") : tr("%n newer", nullptr, staleBy()));
    return parts.join(QStringLiteral(" · "));
}

std::vector<ParamImportance> AnalysisImportance::ranked() const
{
    std::vector<ParamImportance> params = m_report ? m_report->params : std::vector<ParamImportance>();
    std::stable_sort(params.begin(), params.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    return params;
}

QString AnalysisImportance::sentence() const
{
    if (const QString why = reason(); !why.isEmpty())
        return why;
    QStringList parts;
    for (const ParamImportance& param : ranked())
        parts.append(tr("%1 %2 %").arg(settingTitle(param.param)).arg(std::lround(100.0 * param.share)));
    QString text = parts.join(QStringLiteral(", ")) + QLatin1Char('.');
    if (!m_report->pairs.empty())
        text += QLatin1Char(' ') + tr("Strongest pair: %1 with %2.")
                                       .arg(settingTitle(m_report->pairs.front().first),
                                            insideSentence(settingTitle(m_report->pairs.front().second)));
    return text;
}

} // namespace tunescope::ui
