// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/study_scripts.h"
#include "core/export/scripts/study_text.h"
#include "core/storage/json_writer.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::string_view kImports = R"py(
import argparse
import csv
import json
import math
import pathlib
@TIME_IMPORT@
import numpy as np
import optuna
import torch
from torch import nn
from torch.nn import functional
)py";

constexpr std::string_view kObjective = R"py(

DATA_OF_SPLITS = []  # one a fold or repeat, filled by main()


def objective(trial):
    """Trains a network on every split; its value is the mean of their best epochs."""
    p, results = suggest(trial), []
@BEGIN@    for run, data in enumerate(DATA_OF_SPLITS):
        def report(epoch, metrics, run=run):
@REPORT@
        results.append(train(p, @SEED@ + 1000 * trial.number + run, data, report))
        trial.set_user_attr(f"best_epoch_{run}", results[-1]["epoch"])
    return @RETURN@
)py";

constexpr std::string_view kPruning =
    R"py(            if run == 0:  # the first run decides whether a trial goes on
                trial.report(metrics[METRIC], epoch)
                if trial.should_prune():
                    raise optuna.TrialPruned())py";

constexpr std::string_view kMain = R"py(

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=@TRIALS@)
    options = parser.parse_args()
    for split in json.loads(SPLIT.read_text())["splits"]:
        DATA_OF_SPLITS.append([torch.from_numpy(part) for part in load(split)])
    study = optuna.create_study(study_name=@NAME@, @DIRECTION@,
                                sampler=@SAMPLER@,
                                pruner=@PRUNER@)
@QUEUE@    study.optimize(objective, n_trials=options.trials, @TIMEOUT@catch=(FloatingPointError,))
@BEST@

if __name__ == "__main__":
    main()
)py";

std::string suggestion(const ParamSpec& spec)
{
    const std::string name = jsonText(spec.name);
    if (const auto* floats = std::get_if<FloatRange>(&spec.distribution)) {
        std::string text =
            "trial.suggest_float(" + name + ", " + numberText(floats->low) + ", " + numberText(floats->high);
        if (floats->scale == Scale::Log)
            return text + ", log=True)";
        return text + (floats->step ? ", step=" + numberText(*floats->step) + ")" : ")");
    }
    if (const auto* ints = std::get_if<IntRange>(&spec.distribution)) {
        std::string text =
            "trial.suggest_int(" + name + ", " + numberText(ints->low) + ", " + numberText(ints->high);
        if (ints->scale == Scale::Log)
            return text + ", log=True)";
        return text + (ints->step > 1 ? ", step=" + numberText(ints->step) + ")" : ")");
    }
    return "trial.suggest_categorical(" + name + ", " +
           pythonValues(std::get<ChoiceSet>(spec.distribution).choices) + ")";
}

std::string spaceText(const StudySource& source)
{
    std::string text =
        "\n\ndef suggest(trial):\n"
        "    \"\"\"The search space: settings that another one switches on are asked for only then.\"\"\"\n"
        "    p = {}\n";
    for (const ParamSpec& spec : source.space) {
        const std::string condition = conditionText(spec, "p");
        const std::string line = "p[" + jsonText(spec.name) + "] = " + suggestion(spec) + "\n";
        text += condition.empty() ? "    " + line : "    if " + condition + ":\n        " + line;
    }
    return text + "    return {**SETTINGS, **p}\n";
}

std::string gridText(const StudySource& source)
{
    std::string text = "\nGRID = {\n";
    for (const ParamSpec& spec : source.space)
        text += "    " + jsonText(spec.name) + ": " + pythonValues(gridOf(source, spec)) + ",\n";
    return text + "}\n";
}

std::optional<std::int64_t> wholeOption(const ParamSet& options, std::string_view name)
{
    const ParamValue* value = options.find(name);
    const auto* whole = value != nullptr ? std::get_if<std::int64_t>(value) : nullptr;
    return whole != nullptr ? std::optional(*whole) : std::nullopt;
}

std::string optionText(const ParamSet& options, std::string_view ours, std::string_view theirs)
{
    const ParamValue* value = options.find(ours);
    return value != nullptr ? ", " + std::string(theirs) + "=" + pythonValue(*value) : "";
}

/// A sampler of ours in Optuna, and what has to be said of it.
std::string samplerText(const StudySource& source, std::vector<std::string>& notes)
{
    const std::string seed = "seed=" + std::to_string(source.seed % (1ULL << 32U));
    const std::string& name = source.sampler.name;
    const ParamSet& options = source.sampler.options;
    if (name == "random")
        return "optuna.samplers.RandomSampler(" + seed + ")";
    if (name == "grid") {
        notes.push_back(
            "GridSampler knows no conditions: points that differ only in a setting that is switched off are "
            "tried again");
        return "optuna.samplers.GridSampler(GRID)";
    }
    if (name == "sobol" || name == "halton") {
        notes.push_back("QMCSampler draws choices and settings with a condition at random");
        return "optuna.samplers.QMCSampler(qmc_type=\"" + name + "\", scramble=True, " + seed + ")";
    }
    if (name == "cmaes") {
        notes.push_back("CmaEsSampler draws choices and settings with a condition at random (it needs the "
                        "package cmaes)");
        return "optuna.samplers.CmaEsSampler(" + seed + optionText(options, "population", "popsize") + ")";
    }
    if (name == "nsga2")
        return "optuna.samplers.NSGAIISampler(" + seed +
               optionText(options, "population", "population_size") + ")";
    if (name == "gp") {
        notes.push_back("Optuna has a Gaussian process from version 3.6 on; older ones take TPE here");
        return "(optuna.samplers.GPSampler(" + seed +
               ") if hasattr(optuna.samplers, \"GPSampler\")\n"
               "                                         else optuna.samplers.TPESampler(" +
               seed + "))";
    }
    if (name != "tpe" && name != "motpe")
        notes.push_back("Optuna has no sampler " + name + "; TPE searches instead");
    return "optuna.samplers.TPESampler(" + seed + optionText(options, "n_startup", "n_startup_trials") + ")";
}

std::string prunerText(const StudySource& source, std::vector<std::string>& notes)
{
    if (!source.pruner)
        return "optuna.pruners.NopPruner()";
    const std::string& name = source.pruner->name;
    const ParamSet& options = source.pruner->options;
    if (!source.protocol.further.empty()) {
        notes.push_back("Optuna stops no trials early where there are several objectives");
        return "optuna.pruners.NopPruner()";
    }
    const std::string peers =
        "n_startup_trials=" + std::to_string(wholeOption(options, "n_startup").value_or(5)) +
        ", n_warmup_steps=" + std::to_string(wholeOption(options, "n_warmup").value_or(3)) +
        ", interval_steps=" + std::to_string(wholeOption(options, "interval").value_or(1));
    const std::string halving =
        "min_resource=" + std::to_string(wholeOption(options, "r_min").value_or(2)) +
        ", reduction_factor=" + std::to_string(wholeOption(options, "eta").value_or(3));
    if (name == "median")
        return "optuna.pruners.MedianPruner(" + peers + ")";
    if (name == "percentile") {
        const ParamValue* share = options.find("percentile");
        return "optuna.pruners.PercentilePruner(" + (share ? pythonValue(*share) : std::string("25.0")) +
               ", " + peers + ")";
    }
    if (name == "asha")
        return "optuna.pruners.SuccessiveHalvingPruner(" + halving + ")";
    if (name == "hyperband")
        return "optuna.pruners.HyperbandPruner(" + halving + ")";
    if (name == "patience")
        return "optuna.pruners.PatientPruner(None, patience=" +
               std::to_string(wholeOption(options, "patience").value_or(10)) + ")";
    if (name == "threshold") {
        const std::string limits =
            optionText(options, "lower", "lower") + optionText(options, "upper", "upper");
        return "optuna.pruners.ThresholdPruner(" + (limits.empty() ? "" : limits.substr(2) + ", ") +
               "n_warmup_steps=" + std::to_string(wholeOption(options, "n_warmup").value_or(0)) + ")";
    }
    notes.push_back("Optuna has no pruner " + name + "; the median rule stops trials instead");
    return "optuna.pruners.MedianPruner(" + peers + ")";
}

/// One value a further objective, or nothing where the script cannot compute it.
std::string furtherValue(const StudySource& source, const std::string& metric)
{
    static constexpr std::string_view kClass[] = {"loss", "accuracy", "balanced_accuracy", "f1"};
    static constexpr std::string_view kValue[] = {"loss", "rmse", "mae", "r2"};
    const auto& known = source.base.classNames.empty() ? kValue : kClass;
    if (metric == "train_seconds")
        return "time.perf_counter() - begin";
    if (metric == "weights" || std::find(std::begin(known), std::end(known), metric) != std::end(known))
        return "float(np.mean([result[" + jsonText(metric) + "] for result in results]))";
    return {};
}

struct Objectives {
    std::string values = "float(np.mean([result[METRIC] for result in results]))";
    std::string directions;
    int count = 1;
};

Objectives objectivesText(const StudySource& source, std::vector<std::string>& notes)
{
    Objectives all{.directions = jsonText(directionText(source))};
    for (const ObjectiveSpec& further : source.protocol.further) {
        const std::string value = furtherValue(source, further.metric);
        if (value.empty()) {
            notes.push_back("the objective " + further.metric + ", which this script does not compute");
            continue;
        }
        all.values += ", " + value;
        all.directions += further.direction == Direction::Maximize ? ", \"maximize\"" : ", \"minimize\"";
        ++all.count;
    }
    return all;
}

std::string queueText(const StudySource& source)
{
    std::string text;
    for (const ParamSet& params : source.queue) {
        std::string items;
        for (const auto& [name, value] : params)
            items += (items.empty() ? "" : ", ") + jsonText(name) + ": " + pythonValue(value);
        text += "    study.enqueue_trial({" + items + "})  # made by hand\n";
    }
    return text;
}

constexpr std::string_view kBestOne =
    R"py(    if not any(trial.state == optuna.trial.TrialState.COMPLETE for trial in study.trials):
        raise SystemExit("no trial has finished")
    print(f"best of {len(study.trials)} trials: trial {study.best_trial.number}, {METRIC} {study.best_value:.4f}")
    print({**SETTINGS, **study.best_params})
)py";
constexpr std::string_view kBestMany =
    R"py(    for trial in study.best_trials:  # those that no other one beats in everything
        print(f"trial {trial.number}: {trial.values} {trial.params}")
)py";

} // namespace

Result<std::string> printOptunaScript(const StudySource& source, const ScriptFiles& files)
{
    const Result<std::string> trainer = torchTrainer(source);
    if (!trainer)
        return trainer;
    std::vector<std::string> notes = trainerNotes(source);
    const std::string sampler = samplerText(source, notes);
    const std::string pruner = prunerText(source, notes);
    const Objectives objectives = objectivesText(source, notes);
    const bool several = objectives.count > 1;
    const bool timed = objectives.values.find("time.") != std::string::npos;
    std::string text = studyHead(source, files, "Optuna (networks in PyTorch)", notes);
    text += filled(kImports, {{"TIME_IMPORT", timed ? "import time\n" : ""}});
    text += pythonData(source.base, files, SplitFile::Several);
    text += pythonScores(source.base);
    text += settingsText(source);
    if (source.sampler.name == "grid")
        text += gridText(source);
    text += spaceText(source);
    text += *trainer;
    text += filled(kObjective, {{"BEGIN", timed ? "    begin = time.perf_counter()\n" : ""},
                                {"REPORT", several ? "            pass" : std::string(kPruning)},
                                {"SEED", std::to_string(source.seed % 1'000'000)},
                                {"RETURN", objectives.values}});
    text += filled(
        kMain,
        {{"TRIALS", std::to_string(trialsOf(source))},
         {"NAME", jsonText(source.base.study)},
         {"DIRECTION",
          several ? "directions=[" + objectives.directions + "]" : "direction=" + objectives.directions},
         {"SAMPLER", sampler},
         {"PRUNER", pruner},
         {"QUEUE", queueText(source)},
         {"TIMEOUT", source.budget.seconds ? "timeout=" + numberText(*source.budget.seconds) + ", " : ""},
         {"BEST", std::string(several ? kBestMany : kBestOne)}});
    return text;
}

} // namespace tunescope
