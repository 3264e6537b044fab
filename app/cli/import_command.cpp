// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/wiring.h"
#include "core/export/import/import_file.h"

#include <filesystem>
#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string file;
    std::string into;
    std::vector<std::string> columns;
    std::string value;
    std::string study;
};

/// "COLUMN=SETTING" pairs. Errors: CommandUsage.
Result<ImportOptions> importOptions(const Options& options)
{
    ImportOptions import{.columns = {}, .value = options.value, .study = options.study};
    for (const std::string& pair : options.columns) {
        const std::size_t equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size())
            return fail(ErrorCode::CommandUsage,
                        {{"detail", "--column " + pair + ": write COLUMN=SETTING, for example --column lr=learning_rate."}});
        import.columns[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return import;
}

/// A study that is not there yet is made as the file says.
Result<void> createStudy(const ImportedTrials& imported, const std::string& path)
{
    if (!imported.config)
        return fail(ErrorCode::ImportNoStudy, {{"path", path}});
    const Services services = makeServices();
    if (const auto made = services.studies->create(*imported.config, path); !made)
        return made;
    services.studies->close();
    return {};
}

Result<ImportReport> importInto(const ImportedTrials& imported, const std::string& path)
{
    const Services services = makeServices();
    const auto store = services.stores->open(path);
    if (!store)
        return fail(store.error());
    const auto study = (*store)->load();
    if (!study)
        return fail(study.error());
    return importTrials(imported, *study, **store);
}

/// Empty if there is no such study yet; a fault of the file is told when the trials go into it.
std::string metricOfStudy(const std::string& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return {};
    const Services services = makeServices();
    const auto store = services.stores->open(path);
    if (!store)
        return {};
    const auto study = (*store)->load();
    return study ? study->config.protocol.metric : std::string();
}

std::string countText(int count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void printReport(const ImportedTrials& imported, const ImportReport& report, const std::string& path)
{
    print(path + ": " + countText(report.added, "trial", "trials") + " imported from " + imported.path + "\n");
    if (report.known > 0)
        printMessage(countText(report.known, "trial was", "trials were") + " imported before and left out.");
    if (imported.unfinished > 0)
        printMessage(countText(imported.unfinished, "trial had", "trials had") + " not finished and was left out.");
    if (report.outside > 0)
        printMessage(countText(report.outside, "trial lies", "trials lie") +
                     " outside the study's search space: charts show it, samplers leave it aside.");
    std::string dropped;
    for (const std::string& name : report.dropped)
        dropped.append(dropped.empty() ? "" : ", ").append(name);
    if (!dropped.empty())
        printMessage("Not settings, so left out: " + dropped + ". Name a column with --column COLUMN=SETTING.");
    if (report.otherData && report.added > 0)
        printMessage("These values were measured on other data or another split, as far as the file tells: compare "
                     "them with care.");
}

int importFile(const Options& options)
{
    Result<ImportOptions> import = importOptions(options);
    if (!import)
        return badInput(import.error());
    import->metric = metricOfStudy(options.into);
    const Result<ImportedTrials> imported = readImport(options.file, *import);
    if (!imported)
        return badInput(imported.error(), options.file);
    std::error_code error;
    const bool isNew = !std::filesystem::exists(options.into, error);
    if (isNew) {
        if (const auto made = createStudy(*imported, options.into); !made)
            return badInput(made.error(), options.into);
    }
    const Result<ImportReport> report = importInto(*imported, options.into);
    if (!report) {
        if (isNew)
            std::filesystem::remove(options.into, error);
        return badInput(report.error(), options.into);
    }
    printReport(*imported, *report, options.into);
    return kExitDone;
}

} // namespace

void addImportCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("import", "Adds trials that were run elsewhere to a study, as finished ones");
    command->add_option("FILE", options->file, "A .tune, a best.json, a CSV table of trials or an Optuna SQLite storage")
        ->required();
    command
        ->add_option("--into", options->into,
                     "The .tune they go into; made anew if it is not there and the file holds its spec")
        ->required();
    command->add_option("--column", options->columns, "Tables and Optuna: the setting that a column or parameter means, as COLUMN=SETTING");
    command->add_option("--value", options->value, "Tables: the column of the value");
    command->add_option("--study", options->study, "Optuna: which study, if there are several");
    command->callback([options, &action] { action = [options] { return importFile(*options); }; });
}

} // namespace tunescope::cli
