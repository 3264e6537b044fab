// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_service.h"
#include "core/training/training_config.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tunescope {
namespace {

struct Wording {
    std::string_view name;
    std::string_view title;
    std::string_view meaning;
};

/// In the order in which the editor offers them.
constexpr std::array kWordings{
    Wording{"model", "Model", "kind of network"},
    Wording{"learning_rate", "Learning rate", "size of each step"},
    Wording{"optimizer", "Optimizer", "how steps are taken"},
    Wording{"momentum", "Momentum", "how long a step carries on"},
    Wording{"nesterov", "Nesterov", "look ahead before each step"},
    Wording{"beta1", "Beta 1", "memory for the direction"},
    Wording{"beta2", "Beta 2", "memory for the step size"},
    Wording{"batch_size", "Batch size", "samples per step"},
    Wording{"hidden_layers", "Hidden layers", "depth"},
    Wording{"units", "Units per layer", "width"},
    Wording{"shape", "Shape", "how width changes with depth"},
    Wording{"filters", "Filters", "patterns a layer looks for"},
    Wording{"kernel_size", "Kernel size", "pixels a filter sees"},
    Wording{"embedding", "Embedding", "numbers for each symbol"},
    Wording{"sequence_length", "Sequence length", "symbols read at once"},
    Wording{"activation", "Activation", "bend in each neuron"},
    Wording{"dropout", "Dropout", "neurons switched off"},
    Wording{"weight_decay", "Weight decay", "pull weights to zero"},
    Wording{"l2", "L2 penalty", "price of large weights"},
    Wording{"l1", "L1 penalty", "price of every weight"},
    Wording{"normalization", "Normalisation", "keeps layer outputs in range"},
    Wording{"init", "Initialiser", "weights before the first step"},
    Wording{"schedule", "Schedule", "learning rate over time"},
    Wording{"warmup_epochs", "Warm-up", "epochs of slow start"},
    Wording{"schedule_gamma", "Schedule factor", "how much each drop shrinks"},
    Wording{"schedule_step", "Schedule step", "epochs between two drops"},
    Wording{"gradient_clip", "Gradient clip", "longest gradient allowed"},
    Wording{"label_smoothing", "Label smoothing", "doubt mixed into the labels"},
    Wording{"class_weight", "Class weight", "rare classes count more"},
    Wording{"noise_std", "Input noise", "blur added to each input"},
    Wording{"augment", "Augmentation", "moved or mirrored training pictures"},
    Wording{"epochs", "Epochs", "passes over the training part"},
    Wording{"patience", "Patience", "epochs without gain before stopping"},
    Wording{"min_delta", "Smallest gain", "what patience counts as better"},
    Wording{"scaling", "Scaling", "how columns are made comparable"},
    Wording{"encoding", "Encoding", "how categories become numbers"},
    Wording{"missing", "Missing values", "what fills the gaps"},
};

bool fitsTask(std::string_view name, Task task)
{
    const bool onlyClasses = name == "label_smoothing" || name == "class_weight";
    return !onlyClasses || (task != Task::Regression && task != Task::AnomalyDetection);
}

/// Columns are filled and encoded only where there are columns; symbols are neither scaled nor blurred.
bool fitsSamples(std::string_view name, const DatasetFacts& facts)
{
    const bool onlyColumns = name == "encoding" || name == "missing";
    const bool onlyNumbers = name == "scaling" || name == "noise_std";
    return (!onlyColumns || !facts.features.empty()) &&
           (!onlyNumbers || facts.shape.form != SampleForm::Tokens);
}

bool contains(const std::vector<std::string>& names, const ParamValue& value)
{
    const auto* name = std::get_if<std::string>(&value);
    return name != nullptr && std::find(names.begin(), names.end(), *name) != names.end();
}

/// The setting as these models have it; false if none of them does.
bool limitTo(ParamSpec& spec, const std::vector<std::string>& models)
{
    if (spec.name == "model") {
        spec.distribution = ChoiceSet{{models.begin(), models.end()}, false};
        spec.defaultValue = models.front();
        return models.size() > 1;
    }
    for (auto condition = spec.when.begin(); condition != spec.when.end();) {
        if (condition->param != "model") {
            ++condition;
            continue;
        }
        std::erase_if(condition->in, [&](const ParamValue& value) { return !contains(models, value); });
        if (condition->in.empty())
            return false;
        condition = condition->in.size() == models.size() ? spec.when.erase(condition) : condition + 1;
    }
    return true;
}

} // namespace

std::vector<SettingEntry> settingEntries(Task task)
{
    const std::vector<ParamSpec>& specs = trainingParams();
    std::vector<SettingEntry> entries;
    for (const Wording& wording : kWordings) {
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& candidate) { return candidate.name == wording.name; });
        if (spec != specs.end() && fitsTask(wording.name, task))
            entries.push_back({*spec, std::string(wording.title), std::string(wording.meaning)});
    }
    return entries;
}

std::vector<SettingEntry> settingEntries(const DatasetFacts& facts)
{
    std::vector<SettingEntry> entries = settingEntries(facts.task);
    std::erase_if(entries, [&](SettingEntry& entry) {
        return !fitsSamples(entry.spec.name, facts) ||
               (!facts.models.empty() && !limitTo(entry.spec, facts.models));
    });
    return entries;
}

} // namespace tunescope
