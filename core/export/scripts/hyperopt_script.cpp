// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/study_scripts.h"
#include "core/export/scripts/study_text.h"
#include "core/storage/json_writer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::string_view kImports = R"py(
import argparse
import csv
import json
import math
import pathlib

import numpy as np
import torch
from hyperopt import STATUS_FAIL, STATUS_OK, Trials, @ALGORITHM@, fmin, hp
from hyperopt.pyll import scope
from torch import nn
from torch.nn import functional
)py";

constexpr std::string_view kFlat = R"py(

def flat(point):
    """Settings by name, out of the nested choices of SPACE."""
    found = {}
    for name, value in point.items():
        if isinstance(value, dict):
            found.update(flat(value))
        else:
            found[name] = value
@CHECKS@    return found
)py";

constexpr std::string_view kMain = R"py(

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=@TRIALS@)
    options = parser.parse_args()
    splits = json.loads(SPLIT.read_text())["splits"]
    data_of_splits = [[torch.from_numpy(part) for part in load(split)] for split in splits]

    def objective(point):
        """Hyperopt makes the loss small@SIGN_WORDS@."""
        p = {**SETTINGS, **flat(point)}
        try:
            results = [train(p, @SEED@ + run, data) for run, data in enumerate(data_of_splits)]
        except FloatingPointError:
            return {"status": STATUS_FAIL}
        value = float(np.mean([result[METRIC] for result in results]))
        return {"status": STATUS_OK, "loss": @SIGN@value, "value": value, "settings": p}

    trials = Trials()
    fmin(objective, SPACE, algo=@ALGORITHM@.suggest, max_evals=options.trials, trials=trials,
         @TIMEOUT@rstate=np.random.default_rng(@SEED@))
    best = trials.best_trial["result"]
    print(f"best of {len(trials)} trials: {METRIC} {best['value']:.4f}")
    print(best["settings"])


if __name__ == "__main__":
    main()
)py";

/// The parameter that a conditional one is nested in: the latest of its parents.
const Condition* parentOf(const StudySource& source, const ParamSpec& spec)
{
    const Condition* last = nullptr;
    for (const ParamSpec& other : source.space) {
        for (const Condition& condition : spec.when) {
            if (condition.param == other.name)
                last = &condition;
        }
    }
    return last;
}

/// The values by which a parent is chosen; a range of whole numbers becomes a list.
std::vector<ParamValue> branchesOf(const ParamSpec& spec)
{
    if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution))
        return set->choices;
    std::vector<ParamValue> values;
    const std::uint64_t count = valueCount(spec.distribution).value_or(0);
    for (std::uint64_t i = 0; i < count; ++i)
        values.push_back(valueOfIndex(spec.distribution, i));
    return values;
}

bool contains(const std::vector<ParamValue>& values, const ParamValue& value)
{
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& v) { return sameValue(v, value); });
}

/// Writes one variable a setting, children first, because a parent's branches name them.
class SpaceWriter
{
public:
    explicit SpaceWriter(const StudySource& source) : m_source(source) {}

    std::string write(std::vector<std::string>& notes);

private:
    std::vector<const ParamSpec*> childrenOf(const ParamSpec& spec) const;
    std::string node(const ParamSpec& spec, std::vector<std::string>& notes) const;
    std::string branches(const ParamSpec& spec, const std::vector<const ParamSpec*>& children) const;

    const StudySource& m_source;
};

std::vector<const ParamSpec*> SpaceWriter::childrenOf(const ParamSpec& spec) const
{
    std::vector<const ParamSpec*> children;
    for (const ParamSpec& other : m_source.space) {
        const Condition* parent = parentOf(m_source, other);
        if (parent != nullptr && parent->param == spec.name)
            children.push_back(&other);
    }
    return children;
}

std::string SpaceWriter::branches(const ParamSpec& spec, const std::vector<const ParamSpec*>& children) const
{
    std::string text = "[\n";
    for (const ParamValue& value : branchesOf(spec)) {
        text += "    {" + jsonText(spec.name) + ": " + pythonValue(value);
        for (const ParamSpec* child : children) {
            if (contains(parentOf(m_source, *child)->in, value))
                text += ", " + jsonText(child->name) + ": HP_" + child->name;
        }
        text += "},\n";
    }
    return text + "]";
}

std::string SpaceWriter::node(const ParamSpec& spec, std::vector<std::string>& notes) const
{
    const std::string label = jsonText(spec.name);
    const std::vector<const ParamSpec*> children = childrenOf(spec);
    if (!children.empty()) {
        if (std::holds_alternative<IntRange>(spec.distribution))
            notes.push_back(spec.name + " switches other settings on, so it is a choice without order here");
        return "hp.choice(" + label + ", " + branches(spec, children) + ")";
    }
    if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution))
        return "hp.choice(" + label + ", " + pythonValues(set->choices) + ")";
    if (const auto* floats = std::get_if<FloatRange>(&spec.distribution)) {
        const std::string low = numberText(floats->low), high = numberText(floats->high);
        if (floats->scale == Scale::Log)
            return "hp.loguniform(" + label + ", math.log(" + low + "), math.log(" + high + "))";
        if (floats->step)
            return low + " + hp.quniform(" + label + ", 0, " +
                   numberText(std::floor((floats->high - floats->low) / *floats->step + 1e-9) *
                              *floats->step) +
                   ", " + numberText(*floats->step) + ")";
        return "hp.uniform(" + label + ", " + low + ", " + high + ")";
    }
    const auto& ints = std::get<IntRange>(spec.distribution);
    const std::string low = numberText(ints.low), high = numberText(ints.high);
    if (ints.scale == Scale::Log)
        return "scope.int(hp.qloguniform(" + label + ", math.log(" + low + "), math.log(" + high + "), 1))";
    if (ints.step > 1)
        return low + " + scope.int(hp.quniform(" + label + ", 0, " +
               numberText((ints.high - ints.low) / ints.step * ints.step) + ", " + numberText(ints.step) +
               "))";
    return "hp.uniformint(" + label + ", " + low + ", " + high + ")";
}

std::string SpaceWriter::write(std::vector<std::string>& notes)
{
    std::string text =
        "\n# The search space: a setting that another one switches on stands inside its choice.\n";
    for (auto spec = m_source.space.rbegin(); spec != m_source.space.rend(); ++spec)
        text += "HP_" + spec->name + " = " + node(*spec, notes) + "\n";
    text += "SPACE = {\n";
    for (const ParamSpec& spec : m_source.space) {
        if (parentOf(m_source, spec) == nullptr)
            text += "    " + jsonText(spec.name) + ": HP_" + spec.name + ",\n";
    }
    return text + "}\n";
}

/// A setting with two conditions is nested in one parent; the other one is looked at afterwards.
std::string checksText(const StudySource& source)
{
    std::string text;
    for (const ParamSpec& spec : source.space) {
        if (spec.when.size() < 2)
            continue;
        text += "    if not (" + conditionText(spec, "found") + "):\n        found.pop(" +
                jsonText(spec.name) + ", None)\n";
    }
    return text;
}

std::string algorithmOf(const StudySource& source, std::vector<std::string>& notes)
{
    const std::string& name = source.sampler.name;
    if (name == "random")
        return "rand";
    if (name == "anneal")
        return "anneal";
    if (name == "grid" || name == "sobol" || name == "halton") {
        notes.push_back("Hyperopt has no sampler " + name + "; settings are drawn at random instead");
        return "rand";
    }
    if (name != "tpe")
        notes.push_back("Hyperopt has no sampler " + name + "; TPE searches instead");
    return "tpe";
}

} // namespace

Result<std::string> printHyperoptScript(const StudySource& source, const ScriptFiles& files)
{
    const Result<std::string> trainer = torchTrainer(source);
    if (!trainer)
        return trainer;
    std::vector<std::string> notes = trainerNotes(source);
    const std::string algorithm = algorithmOf(source, notes);
    const std::string space = SpaceWriter(source).write(notes);
    if (source.pruner)
        notes.push_back("Hyperopt stops no trials early, so the pruner " + source.pruner->name +
                        " is left out");
    if (!source.protocol.further.empty())
        notes.push_back("Hyperopt has one objective: only " + scriptMetric(source.base).name + " counts");
    if (!source.queue.empty())
        notes.push_back("the " + std::to_string(source.queue.size()) + " trials made by hand are left out");
    const bool more = directionText(source) == "maximize";
    std::string text = studyHead(source, files, "Hyperopt (networks in PyTorch)", notes);
    text += filled(kImports, {{"ALGORITHM", algorithm}});
    text += pythonData(source.base, files, SplitFile::Several);
    text += pythonScores(source.base);
    text += settingsText(source);
    text += space;
    text += filled(kFlat, {{"CHECKS", checksText(source)}});
    text += *trainer;
    text += filled(
        kMain,
        {{"TRIALS", std::to_string(trialsOf(source))},
         {"SEED", std::to_string(source.seed % 1'000'000)},
         {"SIGN", more ? "-" : ""},
         {"SIGN_WORDS", more ? ", so the score has a minus" : ""},
         {"ALGORITHM", algorithm},
         {"TIMEOUT",
          source.budget.seconds
              ? "timeout=" + std::to_string(std::max(1, static_cast<int>(*source.budget.seconds))) + ", "
              : ""}});
    return text;
}

} // namespace tunescope
