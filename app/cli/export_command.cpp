// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/study_file.h"
#include "core/export/best_json.h"
#include "core/export/curves_csv.h"
#include "core/export/export_file.h"
#include "core/export/ranking.h"
#include "core/export/trials_csv.h"

#include <chrono>
#include <memory>
#include <optional>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    std::string as;
    std::string out = "-";
    std::optional<int> trial;
};

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<std::string> exportText(const Options& options, const StoredStudy& study)
{
    if (options.as == "csv")
        return printTrialsCsv(study);
    if (options.as == "curves")
        return printCurvesCsv(study);
    const std::optional<int> trial = options.trial ? options.trial : bestTrial(study);
    if (!trial)
        return fail(ErrorCode::NoCompleteTrial, {{"path", options.path}});
    return printBest(study, *trial, secondsNow());
}

int exportStudy(const Options& options)
{
    const Result<StoredStudy> study = loadStudyFile(options.path);
    if (!study)
        return badInput(study.error());
    const Result<std::string> text = exportText(options, *study);
    if (!text)
        return badInput(text.error());
    if (options.out == "-") {
        print(*text);
        return kExitDone;
    }
    if (const auto written = writeFile(options.out, *text); !written)
        return badInput(written.error());
    return kExitDone;
}

} // namespace

void addExportCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("export", "Writes the best configuration, the trials or their curves to a file");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command
        ->add_option("--as", options->as,
                     "json (best configuration), csv (one row a trial) or curves (one row an epoch)")
        ->required()
        ->check(CLI::IsMember({"json", "csv", "curves"}));
    command->add_option("--trial", options->trial, "json: another trial than the best one");
    command->add_option("-o,--output", options->out, "The file; - is stdout");
    command->callback([options, &action] { action = [options] { return exportStudy(*options); }; });
}

} // namespace tunescope::cli
