// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/study_file.h"
#include "core/export/import/foreign_study.h"
#include "core/export/importance_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    std::string study;
    std::string method = "ped-anova";
    std::string axes;
    bool pairs = false;
    bool json = false;
};

std::string percentText(double share)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), share * 100.0,
                                            std::chars_format::fixed, 1);
    return std::string(buffer.data(), end) + " %";
}

std::string intervalText(const ImportanceInterval& interval)
{
    return percentText(interval.low) + " to " + percentText(interval.high);
}

std::string abstentionText(const ImportanceReport& report)
{
    switch (report.abstention) {
    case Abstention::TooFewTrials:
        return "Too few trials: " + std::to_string(report.trials) + " can be used, " +
               std::to_string(report.needed) + " are needed.\n";
    case Abstention::NothingVaries:
        return "All " + std::to_string(report.trials) +
               " trials came to the same, so nothing can be told apart.\n";
    case Abstention::NothingMatters:
        return "No setting explains more than chance would in " + std::to_string(report.trials) +
               " trials.\n";
    case Abstention::None:
        break;
    }
    return {};
}

std::string reportText(ImportanceReport report)
{
    if (report.abstention != Abstention::None)
        return abstentionText(report);
    std::string text = std::string(importanceMethodName(report.method)) + ", " +
                       std::to_string(report.trials) + " trials" + (report.trials < 80 ? ", rough" : "") +
                       "\n\n";
    std::stable_sort(report.params.begin(), report.params.end(),
                     [](const ParamImportance& a, const ParamImportance& b) { return a.share > b.share; });
    TextTable params("lrrr");
    params.addRow({"setting", "share", "90 % interval", "trials"});
    for (const ParamImportance& param : report.params)
        params.addRow({param.param, percentText(param.share), intervalText(param.interval),
                       std::to_string(param.trials)});
    text += params.text();
    if (report.pairs.empty())
        return text;
    TextTable pairs("lrr");
    pairs.addRow({"pair", "share", "90 % interval"});
    for (const PairImportance& pair : report.pairs)
        pairs.addRow(
            {pair.first + " x " + pair.second, percentText(pair.share), intervalText(pair.interval)});
    return text + "\n" + pairs.text();
}

/// Every logarithmic range as a linear one over the same values. Optuna's fANOVA weighs values like this
/// (transform_log=False), so that a range's large values count most; on its own scale every decade counts alike.
Result<SearchSpace> withLinearAxes(const SearchSpace& space)
{
    std::vector<ParamSpec> params(space.params().begin(), space.params().end());
    for (ParamSpec& param : params) {
        if (auto* floats = std::get_if<FloatRange>(&param.distribution))
            floats->scale = Scale::Linear;
        if (auto* ints = std::get_if<IntRange>(&param.distribution))
            ints->scale = Scale::Linear;
    }
    return SearchSpace::create(std::move(params));
}

bool wantsLinearAxes(const Options& options)
{
    return options.axes.empty() ? options.method == "fanova" && isOptunaStorage(options.path) : options.axes == "linear";
}

int showImportance(const Options& options)
{
    const Result<StoredStudy> study = isOptunaStorage(options.path) ? readForeignStudy(options.path, {.study = options.study})
                                                                     : loadStudyFile(options.path);
    if (!study)
        return badInput(study.error());
    const SearchSpace& declared = study->stages.back().config.space;
    const Result<SearchSpace> space = wantsLinearAxes(options) ? withLinearAxes(declared) : Result<SearchSpace>(declared);
    if (!space)
        return badInput(space.error());
    const ImportanceReport report =
        importanceOf(*space, historyOf(*study),
                     {.method = importanceMethodFromName(options.method).value_or(ImportanceMethod::PedAnova),
                      .pairs = options.pairs ? PairAnalysis::TopParameters : PairAnalysis::None,
                      .seed = study->config.seed});
    print(options.json ? printImportance(report) : reportText(report));
    return kExitDone;
}

} // namespace

void addImportanceCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("importance", "Which settings mattered, with intervals");
    command->add_option("STUDY", options->path, "A .tune file, or an Optuna SQLite storage with any parameters")->required();
    command->add_option("--study", options->study, "Optuna: which study, if there are several");
    command->add_option("--method", options->method, "ped-anova (default), fanova or gp")
        ->check(CLI::IsMember({"ped-anova", "fanova", "gp"}));
    command->add_option("--axes", options->axes,
                        "declared: a logarithmic range counts by decades; linear: by values, as Optuna's fANOVA does. "
                        "Default: declared, and linear for fanova on an Optuna storage")
        ->check(CLI::IsMember({"declared", "linear"}));
    command->add_flag("--pairs", options->pairs, "Interactions of the top settings as well (fanova only)");
    command->add_flag("--json", options->json, "One JSON document (tunescope.importance/1)");
    command->callback([options, &action] {
        // Only a model of the scores knows interactions.
        if (options->pairs && options->method != "fanova")
            throw CLI::ValidationError("--pairs", "interactions need --method fanova");
        action = [options] { return showImportance(*options); };
    });
}

} // namespace tunescope::cli
