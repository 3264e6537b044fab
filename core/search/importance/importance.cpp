// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/importance.h"

#include "core/search/importance/fanova.h"
#include "core/search/importance/gp_importance.h"
#include "core/search/importance/importance_data.h"
#include "core/search/importance/ped_anova.h"

namespace tunescope {

std::string_view importanceMethodName(ImportanceMethod method)
{
    switch (method) {
    case ImportanceMethod::PedAnova:
        return "ped-anova";
    case ImportanceMethod::Fanova:
        return "fanova";
    case ImportanceMethod::Gp:
        return "gp";
    }
    return {};
}

std::optional<ImportanceMethod> importanceMethodFromName(std::string_view name)
{
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        if (importanceMethodName(method) == name)
            return method;
    }
    return std::nullopt;
}

std::string_view abstentionName(Abstention abstention)
{
    switch (abstention) {
    case Abstention::None:
        return "none";
    case Abstention::TooFewTrials:
        return "too_few_trials";
    case Abstention::NothingVaries:
        return "nothing_varies";
    case Abstention::NothingMatters:
        return "nothing_matters";
    }
    return {};
}

ImportanceReport importanceOf(const SearchSpace& space, const History& history,
                              const ImportanceOptions& options)
{
    const bool usesAll = options.method == ImportanceMethod::PedAnova;
    const ImportanceData data =
        importanceData(space, historyOfObjective(history, options.objective),
                       usesAll ? UsedTrials::AllTold : UsedTrials::Complete, options.seed);
    ImportanceReport report{.method = options.method};
    report.trials = static_cast<int>(data.losses.size());
    report.needed = kFewestForImportance;
    if (report.trials < report.needed)
        report.abstention = Abstention::TooFewTrials;
    else if (data.isFlat())
        report.abstention = Abstention::NothingVaries;
    else if (usesAll)
        fillPedAnova(space, data, options, report);
    else if (options.method == ImportanceMethod::Gp)
        fillGpImportance(space, data, options, report);
    else
        fillFanova(space, data, options, report);
    if (report.abstention != Abstention::None) {
        report.params.clear();
        report.pairs.clear();
    }
    return report;
}

} // namespace tunescope
