// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/presets/preset.h"

#include <algorithm>

namespace tunescope {
namespace {

bool hasModel(const DatasetFacts& facts, std::string_view first, std::string_view second = "")
{
    return std::any_of(facts.models.begin(), facts.models.end(), [&](const std::string& model) { return model == first || model == second; });
}

/// A built-in set's name without the settings after the colon; a path as it is.
std::string plainSource(const std::string& source)
{
    const DatasetEntry* entry = findDatasetEntry(source);
    return entry == nullptr ? source : std::string(entry->name);
}

} // namespace

std::string_view presetKindName(PresetKind kind)
{
    switch (kind) {
    case PresetKind::Good:
        return "good";
    case PresetKind::Bad:
        return "bad";
    case PresetKind::Range:
        break;
    }
    return "range";
}

const std::vector<std::string>& presetDataKinds()
{
    static const std::vector<std::string> kinds{"tabular", "image", "sequence", "text", "segmentation", "anomaly"};
    return kinds;
}

std::vector<std::string> presetKindsOf(const DatasetFacts& facts)
{
    const bool has[] = {hasModel(facts, "mlp"),       hasModel(facts, "cnn"),         hasModel(facts, "lstm", "gru"), hasModel(facts, "text_mlp", "char_lstm"),
                        hasModel(facts, "segmenter"), hasModel(facts, "autoencoder")};
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < presetDataKinds().size(); ++i) {
        if (has[i])
            kinds.push_back(presetDataKinds()[i]);
    }
    return kinds;
}

bool presetFits(const Preset& preset, const std::string& source, const DatasetFacts& facts)
{
    std::vector<std::string> words = presetKindsOf(facts);
    words.push_back(plainSource(source));
    return std::any_of(preset.fits.begin(), preset.fits.end(),
                       [&](const std::string& fit) { return std::find(words.begin(), words.end(), fit) != words.end(); });
}

StageConfig presetStage(const Preset& preset, const StageConfig& base)
{
    StageConfig stage = base;
    stage.space = preset.space;
    stage.fixed = preset.fixed;
    stage.sampler = preset.sampler.value_or(base.sampler);
    stage.pruner = preset.pruner.value_or(base.pruner);
    stage.budget = preset.budget.value_or(base.budget);
    stage.queue.clear();
    return stage;
}

StudyConfig presetStudy(const Preset& preset, const std::string& source)
{
    constexpr int kTrials = 40;
    StudyConfig config;
    config.name = preset.title;
    config.data.source = source;
    config.stage = presetStage(preset, {});
    if (!config.stage.budget.trials && !config.stage.budget.seconds)
        config.stage.budget.trials = kTrials;
    if (preset.measured)
        config.seed = preset.measured->seed;
    return config;
}

std::string presetData(const Preset& preset)
{
    if (preset.measured)
        return preset.measured->data;
    const auto named = std::find_if(preset.fits.begin(), preset.fits.end(), [](const std::string& fit) {
        return std::find(presetDataKinds().begin(), presetDataKinds().end(), fit) == presetDataKinds().end();
    });
    return named == preset.fits.end() ? std::string() : *named;
}

} // namespace tunescope
