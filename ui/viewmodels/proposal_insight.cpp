// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/proposal_insight.h"

#include "core/search/generations.h"
#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"
#include "core/search/tpe/tpe_proposal.h"
#include "core/study/proposal_replay.h"
#include "core/study/stage_plan.h"
#include "ui/viewmodels/qt_convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kInsightPoints = 65;
constexpr int kPlanePoints = 25;

QString insightTr(const char* text)
{
    return QCoreApplication::translate("SamplerView", text);
}

std::vector<double> placesOn(const AnalysisAxis& axis, const std::vector<ParamValue>& values)
{
    std::vector<double> places;
    for (const ParamValue& value : values)
        places.push_back(axis.position(value));
    return places;
}

/// The place next to where the trial was proposed; that place itself is among them.
std::size_t nearest(const std::vector<double>& places, double place)
{
    const auto found = std::min_element(places.begin(), places.end(), [place](double a, double b) {
        return std::abs(a - place) < std::abs(b - place);
    });
    return static_cast<std::size_t>(found - places.begin());
}

void fillModel(ProposalInsight& insight, const ProposalContext& context)
{
    if (insight.first.empty())
        return;
    insight.model = gpSlice(context, insight.params, insight.first, kInsightPoints);
    if (insight.model) {
        insight.positions = placesOn(insight.axis, insight.model->values);
        insight.proposed =
            nearest(insight.positions, insight.axis.position(*insight.params.find(insight.first)));
    }
    if (insight.second.empty())
        return;
    insight.plane = gpPlane(context, insight.params, insight.first, insight.second, kPlanePoints);
    if (insight.plane) {
        insight.columns = placesOn(insight.axis, insight.plane->first);
        insight.rows = placesOn(insight.secondAxis, insight.plane->second);
        insight.proposedColumn =
            nearest(insight.columns, insight.axis.position(*insight.params.find(insight.first)));
        insight.proposedRow =
            nearest(insight.rows, insight.secondAxis.position(*insight.params.find(insight.second)));
    }
}

void fillDensities(ProposalInsight& insight, const ProposalContext& context)
{
    if (insight.first.empty())
        return;
    insight.densities = tpeSlice(context, insight.first, kInsightPoints);
    if (!insight.densities)
        return;
    insight.densityPositions = placesOn(insight.axis, insight.densities->values);
    int informative = 0;
    for (const TrialRecordPtr& trial : context.history.trials)
        informative += trial->state == TrialState::Complete || trial->state == TrialState::Pruned ||
                               trial->state == TrialState::Diverged
                           ? 1
                           : 0;
    insight.good = static_cast<int>(goodCount(static_cast<std::size_t>(informative)));
    insight.rest = informative - insight.good;
}

void fillDots(ProposalInsight& insight, const StudySnapshot& snapshot, const History& history)
{
    for (const TrialRecordPtr& record : history.trials) {
        const double score = shownScore(snapshot.trial(static_cast<std::size_t>(record->number)));
        const bool isComplete = record->state == TrialState::Complete;
        if (isComplete && (!insight.bestSoFar || isBetter(score, *insight.bestSoFar, history.direction)))
            insight.bestSoFar = score;
        const ParamValue* value = insight.first.empty() ? nullptr : record->params.find(insight.first);
        if (value && std::isfinite(score) && (isComplete || record->state == TrialState::Pruned))
            insight.dots.push_back({record->number, insight.axis.position(*value), score, isComplete});
    }
}

std::vector<Gene> genesOf(const std::vector<std::string>& names, const ParamSet& child, const ParamSet* one,
                          const ParamSet* two)
{
    std::vector<Gene> genes;
    const auto isFrom = [&](const ParamSet* parent, const std::string& name) {
        const ParamValue* own = child.find(name);
        const ParamValue* value = parent ? parent->find(name) : nullptr;
        return own && value && sameValue(*own, *value);
    };
    for (const std::string& name : names)
        genes.push_back(isFrom(one, name) ? Gene::First : isFrom(two, name) ? Gene::Second : Gene::New);
    return genes;
}

void fillGeneration(ProposalInsight& insight, const StudySnapshot& snapshot, const ProposalReplay& replay,
                    const Sampler& sampler)
{
    std::vector<TrialRecordPtr> records = replay.records();
    records.push_back(std::make_shared<const TrialRecord>(
        trialRecordOf(snapshot.trial(static_cast<std::size_t>(replay.trial())))));
    const std::vector<Birth> births = birthsOf(sampler, {.space = replay.space(),
                                                         .trials = records,
                                                         .firstTrial = replay.firstTrial(),
                                                         .lag = replay.lag(),
                                                         .direction = replay.history().direction,
                                                         .studySeed = snapshot.config->seed});
    if (births.empty() || births.back().trial != replay.trial())
        return;
    insight.generation = births.back().ancestry.generation;
    for (const Birth& birth : births) {
        if (birth.ancestry.generation != insight.generation || birth.ancestry.parents.empty())
            continue;
        const auto paramsOf = [&](std::size_t index) -> const ParamSet* {
            return index < birth.ancestry.parents.size()
                       ? &records[static_cast<std::size_t>(birth.ancestry.parents[index])]->params
                       : nullptr;
        };
        const TrialSnapshot& trial = snapshot.trial(static_cast<std::size_t>(birth.trial));
        insight.children.push_back({birth.trial, birth.ancestry.parents,
                                    genesOf(insight.names, trial.start.params, paramsOf(0), paramsOf(1)),
                                    shownScore(trial)});
    }
}

void fillRungs(ProposalInsight& insight, const StudySnapshot& snapshot, const ProposalReplay& replay)
{
    if (!replay.stage().pruner)
        return;
    if (const PrunerEntry* entry = findPruner(replay.stage().pruner->name))
        insight.rule = toQt(entry->title);
    const auto plan = StagePlan::create(std::make_shared<const StageConfig>(replay.stage()), 0, 0);
    if (!plan || !(*plan)->pruner())
        return;
    History all{replay.history().direction};
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (isTold(trial.state) && !trial.deleted)
            all.trials.push_back(std::make_shared<const TrialRecord>(trialRecordOf(trial)));
    }
    insight.rungs = rungTable(*(*plan)->pruner(), all);
}

QString reasonOf(const ProposalInsight& insight, const SamplerEntry& entry, std::string_view source)
{
    if (entry.historyFree)
        return insightTr("%1 looks at no results: where it tries next was settled before the first trial, so "
                         "there is nothing it could be thinking.")
            .arg(insight.methodTitle);
    if (source == "startup")
        return insightTr("Trial %1 belongs to the first trials, which are spread evenly over the space; the "
                         "strategy begins to learn after them.")
            .arg(insight.trial);
    const bool isModel = insight.method == "gp" || insight.method == "tpe";
    if (isModel && !insight.model && !insight.densities)
        return insightTr("Fewer than 3 trials of this stage have told anything.");
    if (!isModel && insight.children.empty())
        return insightTr("%1 keeps no model that could be drawn.").arg(insight.methodTitle);
    return {};
}

void chooseAxes(ProposalInsight& insight, const SearchSpace& space, const std::string& first,
                const std::string& second)
{
    for (const ParamSpec& spec : space.params()) {
        if (insight.params.contains(spec.name) && valueCount(spec.distribution) != std::uint64_t{1})
            insight.names.push_back(spec.name);
    }
    const auto has = [&](const std::string& name) {
        return std::find(insight.names.begin(), insight.names.end(), name) != insight.names.end();
    };
    insight.first = has(first) ? first : insight.names.empty() ? std::string() : insight.names.front();
    const auto other = std::find_if(insight.names.begin(), insight.names.end(),
                                    [&](const std::string& name) { return name != insight.first; });
    insight.second = has(second) && second != insight.first ? second
                     : other == insight.names.end()         ? std::string()
                                                            : *other;
    if (const ParamSpec* spec = space.find(insight.first))
        insight.axis = AnalysisAxis::ofSetting(spec->distribution);
    if (const ParamSpec* spec = space.find(insight.second))
        insight.secondAxis = AnalysisAxis::ofSetting(spec->distribution);
}

} // namespace

std::size_t ProposalInsight::mostPromising() const
{
    const auto& outlooks = model->outlooks;
    const auto most =
        std::max_element(outlooks.begin(), outlooks.end(), [](const GpOutlook& a, const GpOutlook& b) {
            return a.improvement < b.improvement;
        });
    return static_cast<std::size_t>(most - outlooks.begin());
}

double ProposalInsight::densityGap(std::size_t index) const
{
    return densities->good[index] / std::max(densities->rest[index], 1e-9);
}

ProposalInsight proposalInsight(const StudySnapshot& snapshot, int trial, const std::string& first,
                                const std::string& second)
{
    ProposalInsight insight;
    insight.trial = trial;
    const std::optional<ProposalReplay> replay = ProposalReplay::of(snapshot, trial);
    if (!replay) {
        insight.reason = trial < 0 ? insightTr("No strategy has proposed a trial yet.")
                                   : insightTr("Trial %1 was not proposed by a strategy.").arg(trial);
        return insight;
    }
    insight.method = replay->method();
    insight.params = replay->params();
    const SamplerEntry* entry = findSampler(insight.method);
    const auto sampler = makeSampler(replay->stage().sampler.name, replay->stage().sampler.options);
    if (!entry || !sampler) {
        insight.reason = insightTr("The strategy of this stage is not known to this program.");
        return insight;
    }
    insight.methodTitle = toQt(entry->title);
    chooseAxes(insight, replay->space(), first, second);
    const ProposalContext context = replay->context();
    insight.seen = static_cast<int>(context.history.trials.size());
    fillDots(insight, snapshot, context.history);
    const std::string_view source = (*sampler)->source(context);
    if (!entry->historyFree && source != "startup") {
        fillModel(insight, context);
        fillDensities(insight, context);
        fillGeneration(insight, snapshot, *replay, **sampler);
    }
    fillRungs(insight, snapshot, *replay);
    insight.reason = reasonOf(insight, *entry, source);
    return insight;
}

int latestProposal(const StudySnapshot& snapshot)
{
    for (auto number = static_cast<int>(snapshot.size()) - 1; number >= 0; --number) {
        const OriginKind kind = snapshot.trial(static_cast<std::size_t>(number)).start.origin.kind;
        if (kind == OriginKind::Sampler || kind == OriginKind::Repeat)
            return number;
    }
    return -1;
}

} // namespace tunescope::ui
