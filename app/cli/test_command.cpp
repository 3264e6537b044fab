// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/wiring.h"
#include "core/export/trust_json.h"

#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    int trial = 0;
    bool json = false;
};

std::string lookText(const TestLook& look, const OptimismReport& optimism)
{
    std::string text = "look " + std::to_string(look.number) + ": trial " + std::to_string(look.trial) + " has " + look.metric + " " +
                       valueText(look.value, look.metric) + " on " + std::to_string(look.rows) + " test rows, " +
                       valueText(look.validation, look.metric) + " on the validation part\n";
    TextTable table("rrrr");
    table.addRow({"trials", "best", "validation", "test"});
    for (const TestPoint& point : look.points)
        table.addRow({std::to_string(point.trials), std::to_string(point.trial), valueText(point.validation, look.metric), valueText(point.test, look.metric)});
    text += "\n" + table.text() + "\n";
    for (const std::string& sentence : optimism.sentences)
        text += sentence + "\n";
    return text;
}

std::string lookJson(const TestLook& look, const OptimismReport& optimism, const std::vector<std::string>& metricNames)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.key("look");
    writeTestLook(json, look, metricNames);
    json.key("optimism");
    writeOptimism(json, optimism);
    json.endObject();
    return json.take() + "\n";
}

int openTestPart(const Options& options)
{
    const Services services = makeServices();
    StudyService& studies = *services.studies;
    if (const auto opened = studies.open(options.path); !opened)
        return badInput(opened.error());
    const StopOnInterrupt stop;
    const auto look = studies.openTest(options.trial, stop.token());
    if (isInterrupted())
        return kExitInterrupted;
    if (!look)
        return badInput(look.error());
    const auto study = studies.stored();
    if (!study)
        return badInput(study.error());
    const OptimismReport optimism = optimismOf(*study);
    print(options.json ? lookJson(*look, optimism, study->facts.metricNames) : lookText(*look, optimism));
    return kExitDone;
}

} // namespace

void addTestCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("test", "Opens the locked test part for a trial; the look is recorded for ever");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--trial", options->trial, "The trial's number")->required();
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return openTestPart(*options); }; });
}

} // namespace tunescope::cli
