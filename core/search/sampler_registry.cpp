// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sampler_registry.h"

#include "core/search/option_values.h"
#include "core/search/samplers/anneal_sampler.h"
#include "core/search/samplers/auto_sampler.h"
#include "core/search/samplers/cmaes_sampler.h"
#include "core/search/samplers/differential_sampler.h"
#include "core/search/samplers/genetic_sampler.h"
#include "core/search/samplers/gp_sampler.h"
#include "core/search/samplers/grid_sampler.h"
#include "core/search/samplers/halton_sampler.h"
#include "core/search/samplers/motpe_sampler.h"
#include "core/search/samplers/nsga2_sampler.h"
#include "core/search/samplers/random_sampler.h"
#include "core/search/samplers/sobol_sampler.h"
#include "core/search/samplers/tpe_sampler.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

enum class Sees { Nothing, Results };

template <class T>
constexpr SamplerEntry samplerEntry(std::string_view name, std::string_view title, Sees sees,
                                    Objectives objectives = Objectives::Several)
{
    return {name, title, T::kSummary, sees == Sees::Nothing, &T::params, &T::make, objectives};
}

constexpr std::array kSamplers{
    samplerEntry<AutoSampler>("auto", "Auto", Sees::Results),
    samplerEntry<GridSampler>("grid", "Grid", Sees::Nothing),
    samplerEntry<RandomSampler>("random", "Random", Sees::Nothing),
    samplerEntry<SobolSampler>("sobol", "Sobol", Sees::Nothing),
    samplerEntry<HaltonSampler>("halton", "Halton", Sees::Nothing),
    samplerEntry<GpSampler>("gp", "Gaussian process", Sees::Results, Objectives::One),
    samplerEntry<TpeSampler>("tpe", "TPE", Sees::Results, Objectives::One),
    samplerEntry<MotpeSampler>("motpe", "MO-TPE", Sees::Results),
    samplerEntry<GeneticSampler>("ga", "Genetic", Sees::Results, Objectives::One),
    samplerEntry<DifferentialSampler>("de", "Differential evolution", Sees::Results, Objectives::One),
    samplerEntry<CmaesSampler>("cmaes", "CMA-ES", Sees::Results, Objectives::One),
    samplerEntry<AnnealSampler>("anneal", "Simulated annealing", Sees::Results, Objectives::One),
    samplerEntry<Nsga2Sampler>("nsga2", "NSGA-II", Sees::Results),
};

} // namespace

std::span<const SamplerEntry> samplerRegistry()
{
    return kSamplers;
}

const SamplerEntry* findSampler(std::string_view name)
{
    const auto found = std::find_if(kSamplers.begin(), kSamplers.end(),
                                    [&](const SamplerEntry& entry) { return entry.name == name; });
    return found == kSamplers.end() ? nullptr : &*found;
}

Result<std::unique_ptr<Sampler>> makeSampler(std::string_view name, const ParamSet& options)
{
    const SamplerEntry* entry = findSampler(name);
    if (!entry) {
        std::array<std::string_view, kSamplers.size()> known;
        std::transform(kSamplers.begin(), kSamplers.end(), known.begin(),
                       [](const SamplerEntry& other) { return other.name; });
        return fail(unknownName(ErrorCode::UnknownSampler, name, known));
    }
    const std::vector<OptionSpec> specs = entry->params();
    if (const auto valid = validateOptions(name, specs, options); !valid)
        return fail(valid.error());
    return entry->make(options);
}

} // namespace tunescope
