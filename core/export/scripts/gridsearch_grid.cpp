// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/gridsearch_grid.h"

#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr std::uint64_t kMostBranches = 5000; ///< Combinations that are written out before they are merged.

/// Our setting and the argument that it is; empty where the value has to be computed.
struct Argument {
    std::string_view setting;
    std::string_view name;
};
constexpr std::array kArguments{
    Argument{"activation", "activation"},
    Argument{"optimizer", "solver"},
    Argument{"learning_rate", "learning_rate_init"},
    Argument{"momentum", "momentum"},
    Argument{"nesterov", "nesterovs_momentum"},
    Argument{"beta1", "beta_1"},
    Argument{"beta2", "beta_2"},
    Argument{"batch_size", "batch_size"},
    Argument{"epochs", "max_iter"},
};

const Argument* argumentOf(std::string_view setting)
{
    const auto found = std::find_if(kArguments.begin(), kArguments.end(),
                                    [&](const Argument& argument) { return argument.setting == setting; });
    return found == kArguments.end() ? nullptr : &*found;
}

bool isLayerSetting(std::string_view name)
{
    return name == "hidden_layers" || name == "units" || name == "shape" || name.starts_with("units_");
}

/// scikit-learn's word, or nothing where it has none.
std::optional<std::string> wordOf(std::string_view setting, const std::string& value)
{
    constexpr std::pair<std::string_view, std::string_view> kActivations[] = {
        {"sigmoid", "logistic"}, {"tanh", "tanh"}, {"relu", "relu"}};
    constexpr std::pair<std::string_view, std::string_view> kSolvers[] = {{"sgd", "sgd"}, {"adam", "adam"}};
    const auto look = [&](const auto& words) -> std::optional<std::string> {
        for (const auto& [ours, theirs] : words) {
            if (ours == value)
                return std::string(theirs);
        }
        return std::nullopt;
    };
    return setting == "activation" ? look(kActivations) : look(kSolvers);
}

class GridBuilder
{
public:
    explicit GridBuilder(const StudySource& source) : m_source(source) {}

    Result<SklearnGrid> build();

private:
    bool isSplitting(const ParamSpec& spec) const;
    bool isExpressed(std::string_view setting) const;
    std::vector<ParamValue> triedValues(const ParamSpec& spec);
    Result<std::vector<ParamSet>> branches();
    Result<GridPart> partOf(const ParamSet& branch);
    Result<std::string> hiddenText(const ParamSet& branch) const;
    bool isActive(const ParamSpec& spec, const ParamSet& branch) const;
    std::string valueText(std::string_view setting, const ParamValue& value) const;
    std::vector<std::string> alphas(const ParamSet& branch);
    void addFixed();
    void addLacks();
    void note(const std::string& text);

    const StudySource& m_source;
    SklearnGrid m_grid;
    int m_layerCount = 5; ///< Values of a layer setting; fewer where the combinations would be too many.
};

void GridBuilder::note(const std::string& text)
{
    if (std::find(m_grid.notes.begin(), m_grid.notes.end(), text) == m_grid.notes.end())
        m_grid.notes.push_back(text);
}

bool GridBuilder::isExpressed(std::string_view setting) const
{
    return setting == "model" || setting == "l2" || isLayerSetting(setting) || argumentOf(setting) != nullptr;
}

/// Whether other arguments hang on this setting's value, so that each value gets a part of its own.
bool GridBuilder::isSplitting(const ParamSpec& spec) const
{
    if (isLayerSetting(spec.name) || (spec.name == "batch_size" && isUsed(m_source, "l2", 0.0)))
        return true;
    return std::any_of(m_source.space.begin(), m_source.space.end(), [&](const ParamSpec& other) {
        return std::any_of(other.when.begin(), other.when.end(),
                           [&](const Condition& condition) { return condition.param == spec.name; });
    });
}

/// The grid of one setting without the words that scikit-learn lacks.
std::vector<ParamValue> GridBuilder::triedValues(const ParamSpec& spec)
{
    if (!isExpressed(spec.name))
        return {*findTrainingParam(spec.name)->defaultValue};
    std::vector<ParamValue> values =
        isLayerSetting(spec.name) ? gridValues(spec.distribution, m_layerCount) : gridOf(m_source, spec);
    if (spec.name == "model")
        return {std::string("mlp")};
    if (spec.name != "activation" && spec.name != "optimizer")
        return values;
    std::erase_if(values, [&](const ParamValue& value) {
        const bool lacks = !wordOf(spec.name, paramText(value));
        if (lacks)
            note("scikit-learn's network has no " + spec.name + " " + paramText(value) +
                 ", which is left out");
        return lacks;
    });
    if (values.empty())
        values = {std::string(spec.name == "activation" ? "relu" : "adam")};
    return values;
}

/// Every combination of the settings that others hang on.
Result<std::vector<ParamSet>> GridBuilder::branches()
{
    for (;; m_layerCount = m_layerCount > 3 ? 3 : 2) {
        std::vector<ParamSpec> specs;
        for (const ParamSpec& spec : m_source.space) {
            if (!isSplitting(spec))
                continue;
            ParamSpec choice{
                .name = spec.name, .distribution = ChoiceSet{triedValues(spec)}, .when = spec.when};
            bool isReachable = true;
            for (Condition& condition : choice.when) {
                const auto parent = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& p) {
                    return p.name == condition.param;
                });
                if (parent == specs.end()) {
                    isReachable = false;
                    break;
                }
                const auto& known = std::get<ChoiceSet>(parent->distribution).choices;
                std::erase_if(condition.in, [&](const ParamValue& value) {
                    return std::none_of(known.begin(), known.end(),
                                        [&](const ParamValue& k) { return sameValue(k, value); });
                });
                isReachable = isReachable && !condition.in.empty();
            }
            if (isReachable)
                specs.push_back(std::move(choice));
        }
        const auto space = SearchSpace::create(std::move(specs));
        if (!space)
            return fail(space.error());
        auto all = space->grid(kMostBranches);
        if (all || m_layerCount == 2)
            return all;
        note("the layers' widths have too many combinations, so the grid takes fewer values of each");
    }
}

bool GridBuilder::isActive(const ParamSpec& spec, const ParamSet& branch) const
{
    return std::all_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) {
        const ParamValue* parent = branch.find(condition.param);
        return parent != nullptr && std::any_of(condition.in.begin(), condition.in.end(),
                                                [&](const ParamValue& v) { return sameValue(v, *parent); });
    });
}

std::string GridBuilder::valueText(std::string_view setting, const ParamValue& value) const
{
    if (setting == "activation" || setting == "optimizer")
        return "\"" + wordOf(setting, paramText(value)).value_or(setting == "activation" ? "relu" : "adam") +
               "\"";
    return pythonValue(value);
}

/// hidden_layer_sizes of a combination: what our own rules make of its layer settings.
Result<std::string> GridBuilder::hiddenText(const ParamSet& branch) const
{
    ParamSet layers{{"model", std::string("mlp")}};
    for (const ParamSet* from : {&branch, &m_source.fixed}) {
        for (const auto& [name, value] : *from) {
            if (isLayerSetting(name) && !layers.contains(name))
                layers.set(name, value);
        }
    }
    // A width of its own takes the place of the common one, which is only a default then.
    const bool own = std::any_of(layers.begin(), layers.end(),
                                 [](const auto& item) { return item.first.starts_with("units_"); });
    if (own)
        layers.erase("units");
    const auto config =
        resolveTrainingConfig(activeSettings(layers), m_source.base.config.task, m_source.base.config.metric);
    if (!config)
        return fail(config.error());
    std::string text;
    for (const std::int64_t units : config->hidden)
        text.append(text.empty() ? "" : ", ").append(std::to_string(units));
    return "(" + text + (config->hidden.size() == 1 ? ",)" : ")");
}

/// l2 counts for the mean over a batch in scikit-learn: alpha is divided by the batch size inside.
std::vector<std::string> GridBuilder::alphas(const ParamSet& branch)
{
    const ParamValue* batch = branch.find("batch_size");
    if (batch == nullptr)
        batch = m_source.fixed.find("batch_size");
    const double size = batch != nullptr ? paramNumber(*batch).value_or(32.0) : 32.0;
    std::vector<ParamValue> values;
    if (const ParamValue* fixed = m_source.fixed.find("l2"))
        values.push_back(*fixed);
    for (const ParamSpec& spec : m_source.space) {
        if (spec.name == "l2" && isActive(spec, branch))
            values = gridOf(m_source, spec);
    }
    std::vector<std::string> texts;
    for (const ParamValue& value : values)
        texts.push_back(pythonValue(ParamValue(paramNumber(value).value_or(0.0) * size)));
    return texts;
}

Result<GridPart> GridBuilder::partOf(const ParamSet& branch)
{
    GridPart part;
    const bool layers = std::any_of(m_source.space.begin(), m_source.space.end(),
                                    [](const ParamSpec& spec) { return isLayerSetting(spec.name); });
    if (layers) {
        const auto hidden = hiddenText(branch);
        if (!hidden)
            return fail(hidden.error());
        part.push_back({"hidden_layer_sizes", {*hidden}});
    }
    for (const ParamSpec& spec : m_source.space) {
        const Argument* argument = argumentOf(spec.name);
        if (argument == nullptr)
            continue;
        if (const ParamValue* value = branch.find(spec.name)) {
            part.push_back({std::string(argument->name), {valueText(spec.name, *value)}});
            continue;
        }
        if (isSplitting(spec) || !isActive(spec, branch))
            continue;
        std::vector<std::string> values;
        for (const ParamValue& value : triedValues(spec))
            values.push_back(valueText(spec.name, value));
        part.push_back({std::string(argument->name), values});
    }
    if (isUsed(m_source, "l2", 0.0))
        part.push_back({"alpha", alphas(branch)});
    return part;
}

/// Parts that differ in one argument only become one.
void mergeParts(std::vector<GridPart>& parts)
{
    std::vector<std::string> names;
    for (const GridPart& part : parts) {
        for (const auto& [name, values] : part) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    for (const std::string& name : names) {
        std::vector<GridPart> merged;
        for (const GridPart& part : parts) {
            const auto isSame = [&](const GridPart& other) {
                return other.size() == part.size() &&
                       std::equal(other.begin(), other.end(), part.begin(),
                                  [&](const auto& a, const auto& b) {
                                      return a.first == b.first && (a.first == name || a.second == b.second);
                                  });
            };
            const auto known = std::find_if(merged.begin(), merged.end(), isSame);
            if (known == merged.end()) {
                merged.push_back(part);
                continue;
            }
            for (std::size_t i = 0; i < part.size(); ++i) {
                auto& values = (*known)[i].second;
                for (const std::string& value : part[i].second) {
                    if (std::find(values.begin(), values.end(), value) == values.end())
                        values.push_back(value);
                }
            }
        }
        parts = std::move(merged);
    }
}

void GridBuilder::addFixed()
{
    for (const Argument& argument : kArguments) {
        if (const ParamValue* value = m_source.fixed.find(argument.setting))
            m_grid.fixed.emplace_back(argument.name, valueText(argument.setting, *value));
    }
    if (!isUsed(m_source, "l2", 0.0))
        m_grid.fixed.emplace_back("alpha", "0.0");
    const bool layers = std::any_of(m_source.space.begin(), m_source.space.end(),
                                    [](const ParamSpec& spec) { return isLayerSetting(spec.name); });
    if (!layers)
        m_grid.fixed.emplace_back("hidden_layer_sizes", hiddenText({}).value_or("(64, 64)"));
}

void GridBuilder::addLacks()
{
    for (const ParamSpec& spec : trainingParams()) {
        const bool unread = spec.name == "filters" || spec.name == "kernel_size" ||
                            spec.name == "embedding" || spec.name == "sequence_length" ||
                            spec.name == "scaling" || spec.name == "encoding" || spec.name == "missing" ||
                            spec.name == "init" || spec.name == "min_delta" || spec.name == "warmup_epochs" ||
                            spec.name == "schedule_gamma" || spec.name == "schedule_step";
        if (!unread && !isExpressed(spec.name) && isUsed(m_source, spec.name, *spec.defaultValue))
            note("scikit-learn's network has no " + spec.name);
    }
    for (const std::string_view setting : {"activation", "optimizer"}) {
        const ParamValue* fixed = m_source.fixed.find(setting);
        if (fixed != nullptr && !wordOf(setting, paramText(*fixed)))
            note("scikit-learn's network has no " + std::string(setting) + " " + paramText(*fixed) + "; " +
                 (setting == "activation" ? "relu" : "adam") + " instead");
    }
    note("weights start as Glorot's uniform, whatever init says");
    note("a network is scored after its last epoch, not at its best one");
}

Result<SklearnGrid> GridBuilder::build()
{
    const auto all = branches();
    if (!all)
        return fail(all.error());
    for (const ParamSet& branch : *all) {
        auto part = partOf(branch);
        if (!part)
            return fail(part.error());
        m_grid.parts.push_back(std::move(*part));
    }
    mergeParts(m_grid.parts);
    addFixed();
    addLacks();
    return std::move(m_grid);
}

} // namespace

Result<SklearnGrid> sklearnGrid(const StudySource& source)
{
    return GridBuilder(source).build();
}

} // namespace tunescope
