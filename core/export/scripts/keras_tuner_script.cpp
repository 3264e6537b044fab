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

import keras
import keras_tuner
import numpy as np
from keras import layers
)py";

constexpr std::string_view kMain = R"py(

class StudyTuner(keras_tuner.@TUNER@):
    """Trains a network on every split; a trial's score is the mean of their best epochs."""

    def run_trial(self, trial, data_of_splits):
        p = suggest(trial.hyperparameters)
        results = [train(p, @SEED@ + run, data) for run, data in enumerate(data_of_splits)]
        score = float(np.mean([result[METRIC] for result in results]))
        if not math.isfinite(score):
            raise keras_tuner.errors.FailedTrialError("the loss is no longer a number: this trial diverged")
        return {"score": score}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=@TRIALS@)
    options = parser.parse_args()
    data_of_splits = []
    for split in json.loads(SPLIT.read_text())["splits"]:
        x_train, y_train, x_validation, y_validation = load(split)
@MOVE@        data_of_splits.append((x_train, y_train, x_validation, y_validation))
    space = keras_tuner.HyperParameters()
    suggest(space)
    tuner = StudyTuner(objective=keras_tuner.Objective("score", "@DIRECTION@"), max_trials=options.trials,
                       @SEED_OPTION@hyperparameters=space, max_consecutive_failed_trials=options.trials,
                       directory=HERE / "keras_tuner", project_name=@PROJECT@, overwrite=True)
    tuner.search(data_of_splits)
    best = tuner.oracle.get_best_trials(1)[0]
    print(f"best of {len(tuner.oracle.trials)} trials: trial {best.trial_id}, {METRIC} {best.score:.4f}")
    print(suggest(best.hyperparameters))


if __name__ == "__main__":
    main()
)py";

/// Keras Tuner's choices are of one kind: numbers, texts or truth values.
bool areOneKind(const std::vector<ParamValue>& values)
{
    return std::all_of(values.begin(), values.end(),
                       [&](const ParamValue& value) { return value.index() == values.front().index(); });
}

std::string suggestion(const ParamSpec& spec, std::vector<std::string>& notes)
{
    const std::string name = jsonText(spec.name);
    if (const auto* floats = std::get_if<FloatRange>(&spec.distribution)) {
        const std::string range = name + ", " + numberText(floats->low) + ", " + numberText(floats->high);
        if (floats->scale == Scale::Log)
            return "hp.Float(" + range + ", sampling=\"log\")";
        return "hp.Float(" + range + (floats->step ? ", step=" + numberText(*floats->step) + ")" : ")");
    }
    if (const auto* ints = std::get_if<IntRange>(&spec.distribution)) {
        const std::string range = name + ", " + numberText(ints->low) + ", " + numberText(ints->high);
        if (ints->scale == Scale::Log)
            return "hp.Int(" + range + ", sampling=\"log\")";
        return "hp.Int(" + range + (ints->step > 1 ? ", step=" + numberText(ints->step) + ")" : ")");
    }
    const auto& choices = std::get<ChoiceSet>(spec.distribution);
    if (choices.choices.size() == 1)
        return "hp.Fixed(" + name + ", " + pythonValue(choices.choices.front()) + ")";
    if (std::holds_alternative<bool>(choices.choices.front()) && areOneKind(choices.choices))
        return "hp.Boolean(" + name + ")";
    if (!areOneKind(choices.choices)) {
        notes.push_back("the choices of " + spec.name +
                        " are of several kinds, so they are chosen by their place in the list");
        return pythonValues(choices.choices) + "[hp.Int(" + name + ", 0, " +
               std::to_string(choices.choices.size() - 1) + ")]";
    }
    const bool isNumber = !std::holds_alternative<std::string>(choices.choices.front());
    return "hp.Choice(" + name + ", " + pythonValues(choices.choices) +
           (isNumber && !choices.ordered ? ", ordered=False)" : ")");
}

/// The scopes that a setting stands in: Keras Tuner finds a parent only in the scopes that the parent itself
/// stands in, so of several parents the latest one counts, and the others are looked at afterwards.
std::vector<Condition> scopesOf(const StudySource& source, const ParamSpec& spec)
{
    const ParamSpec* parent = nullptr;
    const Condition* condition = nullptr;
    for (const ParamSpec& other : source.space) {
        for (const Condition& own : spec.when) {
            if (own.param != other.name)
                continue;
            parent = &other;
            condition = &own;
        }
    }
    if (parent == nullptr)
        return {};
    std::vector<Condition> scopes = scopesOf(source, *parent);
    scopes.push_back(*condition);
    return scopes;
}

/// with hp.conditional_scope(...); a value counts only where all conditions hold.
std::string spaceText(const StudySource& source, std::vector<std::string>& notes)
{
    std::string text =
        "\n\ndef suggest(hp):\n"
        "    \"\"\"The search space: settings that another one switches on stand in its scope.\"\"\"\n"
        "    p = {}\n";
    for (const ParamSpec& spec : source.space) {
        std::string indent = "    ";
        for (const Condition& condition : scopesOf(source, spec)) {
            text += indent + "with hp.conditional_scope(" + jsonText(condition.param) + ", " +
                    pythonValues(condition.in) + "):\n";
            indent += "    ";
        }
        const std::string name = jsonText(spec.name);
        if (spec.when.empty()) {
            text += indent + "p[" + name + "] = " + suggestion(spec, notes) + "\n";
            continue;
        }
        text += indent + "value = " + suggestion(spec, notes) + "\n";
        text += "    if " + conditionText(spec, "p") + ":\n        p[" + name + "] = value\n";
    }
    return text + "    return {**SETTINGS, **p}\n";
}

std::string tunerOf(const StudySource& source, std::vector<std::string>& notes)
{
    const std::string& name = source.sampler.name;
    if (name == "random")
        return "RandomSearch";
    if (name == "grid")
        return "GridSearch";
    if (name == "sobol" || name == "halton") {
        notes.push_back("Keras Tuner has no sampler " + name + "; settings are drawn at random instead");
        return "RandomSearch";
    }
    if (name != "gp")
        notes.push_back("Keras Tuner has no sampler " + name +
                        "; its Gaussian process (BayesianOptimization) searches instead");
    return "BayesianOptimization";
}

/// A folder's name: letters, digits, - and _.
std::string folderName(const std::string& study)
{
    std::string name;
    for (const char c : study)
        name +=
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ? c : '_';
    return name.empty() ? "study" : name;
}

} // namespace

Result<std::string> printKerasTunerScript(const StudySource& source, const ScriptFiles& files)
{
    const Result<std::string> trainer = kerasTrainer(source);
    if (!trainer)
        return trainer;
    std::vector<std::string> notes = trainerNotes(source);
    const std::string tuner = tunerOf(source, notes);
    const std::string space = spaceText(source, notes);
    if (source.pruner)
        notes.push_back("this tuner stops no trials early, so the pruner " + source.pruner->name +
                        " is left out (Keras Tuner's Hyperband is a strategy of its own)");
    if (!source.protocol.further.empty())
        notes.push_back("one objective: only " + scriptMetric(source.base).name + " counts");
    if (!source.queue.empty())
        notes.push_back("the " + std::to_string(source.queue.size()) + " trials made by hand are left out");
    if (source.budget.seconds)
        notes.push_back("Keras Tuner counts trials, so the limit of " + numberText(*source.budget.seconds) +
                        " s is left out");
    notes.push_back("Keras draws he_normal from a normal distribution that is cut at two deviations");
    std::string text = studyHead(source, files, "Keras Tuner", notes);
    text += kImports;
    text += pythonData(source.base, files, SplitFile::Several);
    text += pythonScores(source.base);
    text += settingsText(source);
    text += space;
    text += *trainer;
    const bool pictures = source.base.shape.form == SampleForm::Image;
    text += filled(
        kMain,
        {{"TUNER", tuner},
         {"SEED", std::to_string(source.seed % 1'000'000)},
         {"TRIALS", std::to_string(trialsOf(source))},
         {"MOVE",
          pictures
              ? "        x_train, x_validation = (np.moveaxis(x, 1, -1) for x in (x_train, x_validation))\n"
              : ""},
         {"DIRECTION", directionText(source) == "maximize" ? "max" : "min"},
         {"SEED_OPTION", "seed=" + std::to_string(source.seed % (1ULL << 31U)) + ", "},
         {"PROJECT", jsonText(folderName(source.base.study))}});
    return text;
}

} // namespace tunescope
