// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/wiring.h"
#include "core/export/export_file.h"
#include "core/storage/json_writer.h"
#include "core/storage/study_spec_json.h"
#include "core/study/retuning.h"

#include <map>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    std::string source;
    std::string out;
    RetuneStart start = RetuneStart::Warm;
    bool json = false;
};

std::string changeJson(const DataChange& change, const std::string& metric)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.booleanField("changed", change.changed());
    json.textField("old_sha256", change.oldSha256);
    json.textField("new_sha256", change.newSha256);
    json.integerField("old_rows", change.oldRows);
    json.integerField("new_rows", change.newRows);
    json.integerField("champion", change.champion);
    json.textField("metric", metric);
    json.numberField("old_value", change.oldValue);
    json.numberField("new_value", change.newValue);
    json.integerField("scored_rows", change.scoredRows);
    json.integerField("unknown_class_rows", change.unknownClassRows);
    json.endObject();
    return json.take() + "\n";
}

std::string changeText(const DataChange& change, const std::string& metric)
{
    std::string text = "the data have changed: " + std::to_string(change.newRows) + " rows instead of " + std::to_string(change.oldRows) +
                       ", fingerprint " + change.newSha256.substr(0, 12) + " instead of " + change.oldSha256.substr(0, 12) + "\n";
    text += "the champion, trial " + std::to_string(change.champion) + ", had " + metric + " " + valueText(change.oldValue, metric) + "; on " +
            std::to_string(change.scoredRows) + " validation rows of the new data it has " + valueText(change.newValue, metric) + "\n";
    if (change.unknownClassRows > 0)
        text += std::to_string(change.unknownClassRows) + " rows are of classes that it does not know and were left out\n";
    return text;
}

int retune(const Options& options)
{
    const Services services = makeLookingServices();
    StudyService& studies = *services.studies;
    if (const auto opened = studies.open(options.path); !opened)
        return badInput(opened.error());
    const StopOnInterrupt stop;
    const auto change = studies.compareData(options.source, stop.token());
    if (isInterrupted())
        return kExitInterrupted;
    const auto study = studies.stored();
    if (!change || !study)
        return badInput(change ? study.error() : change.error());
    if (!options.out.empty()) {
        DataSpec data = study->config.data;
        data.source = options.source;
        data.excludedRows.clear(); // They are numbers of rows of the old data.
        if (const auto written = writeFile(options.out, printStudySpec(retuningSpec(*study, data, options.start))); !written)
            return badInput(written.error());
    }
    const std::string& metric = study->config.protocol.metric;
    print(options.json ? changeJson(*change, metric) : changeText(*change, metric));
    return kExitDone;
}

} // namespace

void addRetuneCommand(CLI::App& app, Action& action)
{
    static const std::map<std::string, RetuneStart> starts{{"warm", RetuneStart::Warm}, {"cold", RetuneStart::Cold}};
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("retune", "Scores the best trial on changed data and writes the spec that tunes anew");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--data", options->source, "The changed data")->required();
    command->add_option("-o,--out", options->out, "The spec for run");
    command->add_option("--start", options->start, "warm: the ten best first; cold: as if nothing were known")->transform(CLI::Transformer(starts));
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return retune(*options); }; });
}

} // namespace tunescope::cli
