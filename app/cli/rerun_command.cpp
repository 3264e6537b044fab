// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/wiring.h"
#include "core/storage/json_writer.h"

#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    int trial = 0;
    bool json = false;
};

std::string reportJson(int trial, const StudyService::RerunReport& report)
{
    JsonWriter json;
    json.beginObject();
    json.integerField("trial", trial);
    json.booleanField("identical", report.identical);
    json.booleanField("same_engine", report.sameEngine);
    json.integerField("epochs", report.epochs);
    json.textField("first_difference", report.firstDifference);
    json.endObject();
    return json.take() + "\n";
}

std::string reportText(int trial, const StudyService::RerunReport& report)
{
    const std::string name = "trial " + std::to_string(trial) + ": ";
    if (!report.identical)
        return name + "different, " + report.firstDifference + "\n";
    if (!report.sameEngine)
        return name + "equal to 1e-3 over " + std::to_string(report.epochs) +
               " epochs (another engine made the study)\n";
    return name + "identical over " + std::to_string(report.epochs) + " epochs\n";
}

int rerunTrial(const Options& options)
{
    const Services services = makeLookingServices();
    if (const auto opened = services.studies->open(options.path); !opened)
        return badInput(opened.error());
    const StopOnInterrupt stop;
    const auto report = services.studies->rerun(options.trial, stop.token());
    if (isInterrupted())
        return kExitInterrupted;
    if (!report)
        return badInput(report.error());
    print(options.json ? reportJson(options.trial, *report) : reportText(options.trial, *report));
    return report->identical ? kExitDone : kExitFailures;
}

} // namespace

void addRerunCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("rerun", "Trains a trial again and compares every epoch");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--trial", options->trial, "The trial's number")->required();
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return rerunTrial(*options); }; });
}

} // namespace tunescope::cli
