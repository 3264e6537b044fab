// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the search page as words.
#include "ui/pages/search/duration_words.h"
#include "ui/pages/search/search_summary.h"
#include "ui/viewmodels/grid_formula.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include "core/search/sampler_registry.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kMostWritten = 1e15; ///< Larger counts are written as powers of ten.

QString countWords(double count)
{
    if (count < kMostWritten)
        return wholeText(std::llround(count));
    return SearchSummary::tr("about 10^%1").arg(std::lround(std::log10(count)));
}

QString basisWords(const TimeEstimate& estimate, double trials, int workers)
{
    const QString basis =
        estimate.timedTrials > 0
            ? (estimate.timedTrials == 1
                   ? SearchSummary::tr("from 1 timed trial")
                   : SearchSummary::tr("from %1 timed trials").arg(wholeText(estimate.timedTrials)))
            : SearchSummary::tr("measured on this computer");
    const double low = estimate.trialSecondsLow * trials / workers;
    const double high = estimate.trialSecondsHigh * trials / workers;
    if (high < 10.0 || high < 1.1 * low)
        return basis;
    return SearchSummary::tr("%1 · range %2 – %3").arg(basis, clockTime(low), clockTime(high));
}

QString trialWords(qint64 planned, int begun)
{
    if (begun > 0)
        return planned == 0   ? SearchSummary::tr("No more trials")
               : planned == 1 ? SearchSummary::tr("1 more trial")
                              : SearchSummary::tr("%1 more trials").arg(wholeText(planned));
    return planned == 1 ? SearchSummary::tr("1 trial")
                        : SearchSummary::tr("%1 trials").arg(wholeText(planned));
}

QString gridNoteOf(const StageConfig& stage)
{
    for (const ParamSpec& spec : stage.space.params()) {
        if (stage.sampler.name == "grid" || !std::holds_alternative<FloatRange>(spec.distribution))
            continue;
        const QString title = settingTitle(spec.name);
        const QString plural = spec.name == "learning_rate"
                                   ? SearchSummary::tr("learning rates")
                                   : SearchSummary::tr("values of %1").arg(insideSentence(title));
        return SearchSummary::tr("A grid tries only %1 %2")
            .arg(gridValues(spec.distribution).size())
            .arg(plural);
    }
    return {};
}

} // namespace

SearchFigures searchFigures(ProjectController& controller)
{
    const StudyConfig& draft = controller.draft();
    const DraftTrials trials = controller.draftTrials();
    const int workers = std::max(1, controller.workers());
    const double gridCount = draft.stage.space.gridCount();
    const bool grid = draft.stage.sampler.name == "grid";
    const double planned =
        grid ? std::clamp<double>(trials.before + gridCount - std::max(trials.before, trials.begun), 0.0,
                                  trials.more)
             : trials.more;
    SearchFigures figures;
    figures.trials = trialWords(static_cast<qint64>(planned), trials.begun);
    const SamplerEntry* sampler = findSampler(draft.stage.sampler.name);
    figures.strategy = sampler ? insideSentence(toQt(sampler->title)) : toQt(draft.stage.sampler.name);
    figures.strategySummary = sampler ? toQt(sampler->summary) : QString();
    figures.combinations = countWords(gridCount);
    figures.formula = gridFormula(draft.stage.space);
    figures.gridNote = gridNoteOf(draft.stage);
    if (const auto& estimate = controller.estimate(); estimate && estimate->trialSeconds > 0.0) {
        const double seconds = estimate->trialSeconds * planned / workers;
        figures.time =
            (workers == 1 ? SearchSummary::tr("%1 on 1 worker") : SearchSummary::tr("%1 on %2 workers"))
                .arg(aboutDuration(seconds));
        if (workers > 1)
            figures.time = figures.time.arg(workers);
        figures.basis = basisWords(*estimate, planned, workers);
        figures.gridTime = duration(estimate->trialSeconds * gridCount / workers);
    }
    return figures;
}

} // namespace tunescope::ui
