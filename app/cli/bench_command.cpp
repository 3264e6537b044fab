// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "core/storage/json_writer.h"
#include "core/training/engine_bench.h"

#include <algorithm>
#include <fstream>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::vector<std::string> names;
    double seconds = 2.0;
    bool json = false;
};

std::string cpuName()
{
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with("model name")) {
            const auto colon = line.find(": ");
            return colon == std::string::npos ? line : line.substr(colon + 2);
        }
    }
    return "unknown";
}

std::string resultsJson(const std::vector<EngineBenchResult>& results, double peak)
{
    const EngineInfo engine = engineInfo();
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("cpu", cpuName());
    json.textField("onednn", engine.onednn);
    json.textField("isa", engine.isa);
    json.integerField("threads", 1);
    json.numberField("peak_gflops", peak);
    json.key("workloads");
    json.beginArray();
    for (const EngineBenchResult& result : results) {
        json.beginInlineObject();
        json.textField("name", result.name);
        json.integerField("batch", result.batch);
        json.numberField("samples_per_s", result.samplesPerSecond);
        json.numberField("us_per_step", result.usPerStep);
        json.numberField("cpu_us_per_step", result.cpuUsPerStep);
        json.numberField("gflops", result.gflops);
        json.numberField("fraction_of_peak", result.fractionOfPeak);
        json.numberField("loss_after_20_steps", result.lossAfter20Steps);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take() + "\n";
}

std::string resultsText(const std::vector<EngineBenchResult>& results, double peak)
{
    const EngineInfo engine = engineInfo();
    TextTable table("lrrrrr");
    table.addRow({"workload", "samples/s", "us/step", "cpu us/step", "GFLOP/s", "of peak"});
    for (const EngineBenchResult& result : results)
        table.addRow({result.name, fixedText(result.samplesPerSecond, 0), fixedText(result.usPerStep, 1),
                      fixedText(result.cpuUsPerStep, 1), fixedText(result.gflops, 1),
                      fixedText(100.0 * result.fractionOfPeak, 0) + " %"});
    return cpuName() + ", oneDNN " + engine.onednn + ", " + engine.isa + ", 1 thread, peak " +
           fixedText(peak, 0) + " GFLOP/s\n" + table.text();
}

int runBench(Options options)
{
    if (options.names.empty())
        options.names = engineBenchNames();
    std::vector<EngineBenchResult> results;
    double peak = 0.0;
    for (const std::string& name : options.names) {
        if (isInterrupted())
            return kExitInterrupted;
        auto result = runEngineBench(name, options.seconds);
        if (!result)
            return badInput(result.error());
        peak = std::max(peak, result->peakGflops);
        results.push_back(std::move(*result));
    }
    print(options.json ? resultsJson(results, peak) : resultsText(results, peak));
    return kExitDone;
}

} // namespace

void addBenchCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("bench", "Measures the engine on this computer");
    command->add_option("WORKLOAD", options->names, "W1, W2, W3, W4, W5a, W5b; all if none is given")
        ->check(CLI::IsMember(engineBenchNames()));
    command->add_option("--seconds", options->seconds, "How long each workload runs")
        ->check(CLI::Range(0.05, 600.0));
    command->add_flag("--json", options->json, "One JSON document");
    command->callback([options, &action] { action = [options] { return runBench(*options); }; });
}

} // namespace tunescope::cli
