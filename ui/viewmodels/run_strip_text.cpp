// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/run_strip_text.h"

#include "core/search/sampler_registry.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

QString stripText(const char* text)
{
    return QCoreApplication::translate("RunStrip", text);
}

/// Trials under way are among the newest: no walk through thousands.
constexpr std::size_t kNewest = 64;

template <class Visit>
void visitNewest(const StudySnapshot& snapshot, Visit visit)
{
    for (std::size_t i = snapshot.size() > kNewest ? snapshot.size() - kNewest : 0; i < snapshot.size(); ++i)
        visit(snapshot.trial(i));
}

QString searchName(const StudySnapshot& snapshot)
{
    const std::string& name = !snapshot.stages.empty() ? snapshot.stages.back()->sampler.name
                              : snapshot.config        ? snapshot.config->stage.sampler.name
                                                       : std::string();
    const SamplerEntry* sampler = findSampler(name);
    if (!sampler)
        return stripText("Search");
    const QString title = toQt(sampler->title);
    return title.endsWith(stripText("search"), Qt::CaseInsensitive) ? title
                                                                    : stripText("%1 search").arg(title);
}

QString runningHeadline(const StudySnapshot& snapshot)
{
    QStringList numbers;
    visitNewest(snapshot, [&](const TrialSnapshot& trial) {
        if (trial.state == TrialState::Running)
            numbers << QString::number(trial.number());
    });
    const QString of =
        snapshot.plannedTrials > 0 ? stripText(" of %1").arg(wholeText(snapshot.plannedTrials)) : QString();
    if (numbers.isEmpty())
        return stripText("Running");
    if (numbers.size() > 3)
        return stripText("Running %1 trials, %2%3")
            .arg(numbers.size())
            .arg(wholeText(snapshot.counts.told()), of);
    return stripText("Running %1%2").arg(listText(numbers), of);
}

} // namespace

QString listText(const QStringList& items)
{
    if (items.size() < 2)
        return items.join(QString());
    return stripText("%1 and %2").arg(items.first(items.size() - 1).join(QStringLiteral(", ")), items.back());
}

bool isComplete(const StudySnapshot& snapshot)
{
    return snapshot.plannedTrials > 0 && snapshot.counts.told() >= snapshot.plannedTrials;
}

QString runHeadline(const StudySnapshot& snapshot)
{
    switch (snapshot.state) {
    case RunnerState::Idle:
        if (isComplete(snapshot)) // Opened again after its end.
            return stripText("Search finished · %1 trials").arg(wholeText(shownCounts(snapshot).told()));
        return snapshot.counts.told() > 0
                   ? stripText("Stopped · %1 trials").arg(wholeText(shownCounts(snapshot).told()))
                   : stripText("Ready");
    case RunnerState::Running:
        return runningHeadline(snapshot);
    case RunnerState::Paused:
        return stripText("Paused");
    case RunnerState::Stopping:
        return stripText("Stopping…");
    case RunnerState::Finished:
        return stripText("Search finished · %1 trials").arg(wholeText(shownCounts(snapshot).told()));
    }
    return {};
}

QString runCounts(const TrialCounts& counts)
{
    QStringList parts;
    const auto add = [&](int count, const QString& text) {
        if (count > 0)
            parts << text.arg(wholeText(count));
    };
    add(counts.complete, stripText("%1 finished"));
    add(counts.pruned, stripText("%1 pruned"));
    add(counts.diverged, stripText("%1 diverged"));
    add(counts.failed, stripText("%1 failed"));
    add(counts.cancelled, stripText("%1 stopped"));
    return parts.join(QStringLiteral(" · "));
}

QString waitingText(const StudySnapshot& snapshot)
{
    QStringList epochs;
    visitNewest(snapshot, [&](const TrialSnapshot& trial) {
        if (trial.state == TrialState::Paused ||
            (trial.state == TrialState::Running && snapshot.state == RunnerState::Paused))
            epochs << QString::number(trial.finishedEpochs());
    });
    if (epochs.isEmpty())
        return {};
    return epochs.size() == 1 ? stripText("waiting at epoch %1").arg(epochs.front())
                              : stripText("waiting at epochs %1").arg(listText(epochs));
}

QString perMinuteText(double perMinute)
{
    if (!(perMinute > 0))
        return {};
    const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(perMinute)) - 1.0));
    return stripText("%1 a minute")
        .arg(wholeText(static_cast<qint64>(std::llround(perMinute / step) * step)));
}

QString runStateLine(const StudySnapshot& snapshot)
{
    QString line = searchName(snapshot) + QStringLiteral(", ");
    const QString done = wholeText(snapshot.counts.told());
    line += snapshot.plannedTrials > 0
                ? stripText("%1 of %2 trials").arg(done, wholeText(snapshot.plannedTrials))
                : stripText("%1 trials").arg(done);
    if (snapshot.runSeconds > 1.0 && snapshot.counts.told() > 10)
        line += QStringLiteral(", ") + perMinuteText(60.0 * snapshot.counts.told() / snapshot.runSeconds);
    if (const int deleted = snapshot.deletedCounts.told(); deleted > 0)
        line += stripText(", %1 deleted").arg(wholeText(deleted));
    return line;
}

int moreTrials(int planned)
{
    if (planned <= 64)
        return 16;
    const double third = planned / 3.0;
    const double step = std::pow(10.0, std::floor(std::log10(third)));
    return static_cast<int>(std::max(1.0, std::round(third / step)) * step);
}

} // namespace tunescope::ui
