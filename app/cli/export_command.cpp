// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/study_file.h"
#include "app/cli/train_output.h"
#include "app/wiring.h"
#include "core/export/best_json.h"
#include "core/export/curves_csv.h"
#include "core/export/export_file.h"
#include "core/export/layers_csv.h"
#include "core/export/onnx/onnx_model.h"
#include "core/export/optuna/optuna_storage.h"
#include "core/export/predictions_csv.h"
#include "core/export/ranking.h"
#include "core/export/scripts/script_bundle.h"
#include "core/export/trial_tables.h"
#include "core/export/trials_csv.h"
#include "core/export/trust_json.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace tunescope::cli {
namespace {

constexpr std::size_t kTableTrials = 10; ///< Rows of a table where no trials are named.

struct Options {
    std::string path;
    std::string as;
    std::string out = "-";
    std::vector<int> trials;
};

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<std::string> layersText(const Options& options, const StoredStudy& study)
{
    const auto store = makeLookingServices().stores->open(options.path);
    if (!store)
        return fail(store.error());
    return printLayersCsv(study, **store);
}

/// The trial that a single-trial format is about. Errors: NoCompleteTrial.
Result<int> trialOf(const Options& options, const StoredStudy& study)
{
    const std::optional<int> trial = options.trials.empty() ? bestTrial(study) : options.trials.front();
    if (!trial)
        return fail(ErrorCode::NoCompleteTrial, {{"path", options.path}});
    return *trial;
}

Result<std::string> tableText(const Options& options, const StoredStudy& study)
{
    std::vector<int> trials = options.trials;
    if (trials.empty()) {
        trials = rankedTrials(study);
        trials.resize(std::min(trials.size(), kTableTrials));
    }
    if (trials.empty())
        return fail(ErrorCode::NoCompleteTrial, {{"path", options.path}});
    return options.as == "latex" ? printLatexTable(study, trials) : printMarkdownTable(study, trials);
}

/// Formats that need nothing but the study file.
Result<std::string> storedText(const Options& options)
{
    const Result<StoredStudy> study = loadStudyFile(options.path);
    if (!study)
        return fail(study.error());
    if (options.as == "csv")
        return printTrialsCsv(*study);
    if (options.as == "curves")
        return printCurvesCsv(*study);
    if (options.as == "optuna")
        return printOptunaStorage(*study);
    if (options.as == "layers")
        return layersText(options, *study);
    if (options.as == "notebook")
        return printNotebookMarkdown(*study);
    if (options.as == "markdown" || options.as == "latex")
        return tableText(options, *study);
    const Result<int> trial = trialOf(options, *study);
    if (!trial)
        return fail(trial.error());
    return printBest(*study, *trial, secondsNow());
}

Result<void> writeText(const Options& options, const std::string& text)
{
    if (options.out != "-")
        return writeFile(options.out, text);
    print(text);
    return {};
}

/// What the best or the named trial's network knows: its answers, or the network itself.
Result<std::string> networkText(const Options& options, StudyService& studies)
{
    const auto study = studies.stored();
    if (!study)
        return fail(study.error());
    const Result<int> trial = trialOf(options, *study);
    if (!trial)
        return fail(trial.error());
    if (options.as == "onnx") {
        const auto trained = studies.trained(*trial, 0);
        return trained ? printOnnx(*trained, *studies.dataset()) : fail(trained.error());
    }
    const auto set = studies.predictions(*trial, 0);
    if (!set)
        return fail(set.error());
    return printPredictionsCsv(*set, study->facts.classNames);
}

/// The script and, beside it, the rows and the split that it reads: "train.py", "train.data.csv",
/// "train.split.json".
Result<void> writeScript(const Options& options, StudyService& studies)
{
    const auto study = studies.stored();
    if (!study)
        return fail(study.error());
    std::optional<int> trial;
    if (!isStudyScript(options.as)) {
        const Result<int> named = trialOf(options, *study);
        if (!named)
            return fail(named.error());
        trial = *named;
    }
    const std::filesystem::path out = options.out == "-" ? options.as + ".py" : options.out;
    const auto bundle = scriptBundle(options.as, *study, trial, *studies.dataset(), out.stem().string());
    if (!bundle)
        return fail(bundle.error());
    if (options.out == "-") {
        print(bundle->text);
        printMessage("With -o FILE the data and the split that the script reads are written beside it.");
        return {};
    }
    const std::filesystem::path folder = out.parent_path();
    const std::pair<std::filesystem::path, std::string_view> written[] = {
        {folder / bundle->files.data, bundle->data}, {folder / bundle->files.split, bundle->split}, {out, bundle->text}};
    for (const auto& [path, content] : written) {
        if (const auto done = writeFile(path.string(), std::string(content)); !done)
            return done;
        printMessage("Wrote " + path.string());
    }
    if (hidesLibrary(out.stem().string()))
        printMessage("Give the script another name before you run it: Python would take " + out.filename().string() +
                     " for the library " + out.stem().string() + ".");
    return {};
}

/// Formats that need the data too.
Result<void> exportWithData(const Options& options)
{
    const Services services = makeLookingServices();
    if (const auto opened = services.studies->open(options.path); !opened)
        return opened;
    if (options.as != "predictions" && options.as != "onnx")
        return writeScript(options, *services.studies);
    const auto text = networkText(options, *services.studies);
    return text ? writeText(options, *text) : Result<void>(fail(text.error()));
}

/// Charts are drawn by the program with the window, which needs no screen for it.
Error drawnElsewhere(const Options& options)
{
    const std::string out = options.out == "-" ? "FILE." + options.as : options.out;
    return Error{ErrorCode::CommandUsage,
                 {{"detail", "--as " + options.as + ": charts are drawn by the program with the window, also without a screen: tunescope --export " +
                                 options.as + " --study " + options.path + " --out " + out}}};
}

int exportStudy(const Options& options)
{
    static constexpr std::string_view kDrawn[] = {"html", "pdf", "svg", "png"};
    if (std::find(std::begin(kDrawn), std::end(kDrawn), options.as) != std::end(kDrawn))
        return badInput(drawnElsewhere(options));
    const bool isScript = std::find(scriptKinds().begin(), scriptKinds().end(), options.as) != scriptKinds().end();
    if (isScript || options.as == "predictions" || options.as == "onnx") {
        const auto done = exportWithData(options);
        return done ? kExitDone : badInput(done.error());
    }
    const Result<std::string> text = storedText(options);
    if (!text)
        return badInput(text.error());
    const auto written = writeText(options, *text);
    return written ? kExitDone : badInput(written.error());
}

} // namespace

void addExportCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "Writes the best configuration, tables of trials, a "
                                                     "trained network, or a script that trains it again");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command
        ->add_option(
            "--as", options->as,
            "json (best configuration), csv (one row a trial), curves (one row an epoch), layers (one row a "
            "layer of an epoch), predictions (of "
            "the validation rows), markdown or latex (table of trials), notebook (Markdown), pytorch, keras or sklearn (script that trains the trial again), "
            "gridsearchcv, keras-tuner, optuna-script or hyperopt (script that searches the same study), "
            "onnx "
            "(the trained network with its preprocessing), optuna (the whole study as Optuna's SQLite storage); html, pdf, svg and png come from tunescope --export")
        ->required()
        ->check(CLI::IsMember({"json", "csv", "curves", "layers", "predictions", "markdown", "latex", "notebook",
                               "pytorch", "keras", "sklearn", "gridsearchcv", "keras-tuner", "optuna-script",
                               "hyperopt", "onnx", "optuna", "html", "pdf", "svg", "png"}));
    command->add_option("--trial", options->trials,
                        "Another trial than the best one; tables take several: --trial 3 7 9");
    command->add_option("-o,--output", options->out, "The file; - is stdout");
    command->callback([options, &action] { action = [options] { return exportStudy(*options); }; });
}

} // namespace tunescope::cli
