// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/storage/json_writer.h"
#include "core/study/study_service.h"

#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    DataSpec data;
    std::uint64_t seed = StudyConfig().seed;
    bool json = false;
};

std::string_view formName(SampleForm form)
{
    switch (form) {
    case SampleForm::Image:
        return "image";
    case SampleForm::Sequence:
        return "sequence";
    case SampleForm::Tokens:
        return "tokens";
    case SampleForm::Vector:
        break;
    }
    return "vector";
}

std::string_view kindName(ColumnKind kind)
{
    return kind == ColumnKind::Number ? "number" : "category";
}

std::string_view severityName(CheckSeverity severity)
{
    switch (severity) {
    case CheckSeverity::Ok:
        return "ok";
    case CheckSeverity::Info:
        return "info";
    case CheckSeverity::Warning:
        break;
    }
    return "warning";
}

int listData(const Options& options)
{
    JsonWriter json(JsonLayout::Indented);
    TextTable table("llrrl");
    json.beginArray();
    table.addRow({"name", "task", "rows", "features", "description"});
    for (const DatasetEntry& entry : datasetRegistry()) {
        json.beginInlineObject();
        json.textField("name", entry.name);
        json.textField("title", entry.title);
        json.textField("task", taskName(entry.task));
        json.textField("form", formName(entry.form));
        json.booleanField("simulated", entry.kind == DatasetSource::Generator);
        json.integerField("rows", entry.rows);
        json.integerField("features", entry.features);
        json.integerField("classes", entry.classes);
        json.textField("description", entry.description);
        json.endObject();
        table.addRow({std::string(entry.name), std::string(taskName(entry.task)), std::to_string(entry.rows),
                      std::to_string(entry.features), std::string(entry.description)});
    }
    json.endArray();
    print(options.json ? json.take() + "\n" : table.text());
    return kExitDone;
}

void writeColumn(JsonWriter& json, const ColumnFacts& column)
{
    json.beginInlineObject();
    json.textField("name", column.name);
    json.textField("kind", kindName(column.kind));
    json.integerField("missing", column.missing);
    if (column.kind == ColumnKind::Number) {
        json.numberField("low", column.low);
        json.numberField("high", column.high);
    } else {
        json.key("categories");
        json.param(column.categories);
    }
    json.booleanField("constant", column.constant);
    json.endObject();
}

/// Of the samples or, where every pixel has a class, of the pixels.
double shareOf(const ClassFacts& entry, const DatasetFacts& facts)
{
    std::int64_t all = 0;
    for (const ClassFacts& other : facts.classes)
        all += other.rows;
    return static_cast<double>(entry.rows) / static_cast<double>(all);
}

void writeClasses(JsonWriter& json, const DatasetFacts& facts)
{
    json.key("classes");
    json.beginArray();
    for (const ClassFacts& entry : facts.classes) {
        json.beginInlineObject();
        json.textField("name", entry.name);
        json.integerField("rows", entry.rows);
        json.numberField("share", shareOf(entry, facts));
        json.endObject();
    }
    json.endArray();
}

void writeChecks(JsonWriter& json, const DatasetFacts& facts)
{
    json.key("checks");
    json.beginArray();
    for (const DatasetCheck& check : facts.checks) {
        json.beginInlineObject();
        json.textField("severity", severityName(check.severity));
        json.textField("headline", check.headline);
        json.textField("detail", check.detail);
        json.key("rows");
        json.param(check.rows);
        json.key("columns");
        json.param(check.columns);
        json.endObject();
    }
    json.endArray();
}

std::string factsJson(const DatasetFacts& facts)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("name", facts.about.name);
    json.textField("title", facts.about.title);
    json.textField("source", facts.about.source);
    json.textField("citation", facts.about.citation);
    json.booleanField("simulated", facts.about.simulated);
    json.textField("task", taskName(facts.task));
    json.integerField("rows", facts.rows);
    json.integerField("skipped_rows", facts.skippedRows);
    json.integerField("inputs", facts.inputs);
    json.textField("form", formName(facts.shape.form));
    json.textField("shape", facts.shapeText);
    json.booleanField("time_ordered", facts.order == RowOrder::Time);
    json.key("groups");
    json.param(facts.groups);
    json.key("columns");
    json.beginArray();
    for (const ColumnFacts& column : facts.features)
        writeColumn(json, column);
    json.endArray();
    json.key("target");
    writeColumn(json, facts.target);
    writeClasses(json, facts);
    json.key("split");
    json.beginInlineObject();
    json.integerField("train", facts.parts.train);
    json.integerField("validation", facts.parts.validation);
    json.integerField("test", facts.parts.test);
    json.textField("split_sha256", facts.parts.splitSha256);
    json.endObject();
    writeChecks(json, facts);
    json.textField("sha256", facts.about.sha256);
    json.endObject();
    return json.take() + "\n";
}

std::string rangeText(const ColumnFacts& column)
{
    if (column.kind == ColumnKind::Number)
        return jsonNumber(column.low) + " to " + jsonNumber(column.high);
    std::string text;
    for (const std::string& category : column.categories) {
        if (text.size() > 40)
            return text + ", ...";
        text += text.empty() ? "" : ", ";
        text += category;
    }
    return text;
}

std::string factsText(const DatasetFacts& facts)
{
    constexpr std::size_t kMostColumns = 40;
    std::string text =
        facts.about.title + (facts.about.simulated ? " (simulated)" : "") + ": " +
        std::to_string(facts.rows) + " rows, " +
        (facts.shapeText.empty() ? std::to_string(facts.features.size()) + " columns" : facts.shapeText) +
        ", " + std::string(taskName(facts.task)) +
        (facts.order == RowOrder::Time ? ", in the order of time" : "") + "\n\n";
    TextTable columns("llrl");
    columns.addRow({"column", "kind", "missing", "values"});
    for (std::size_t i = 0; i < std::min(facts.features.size(), kMostColumns); ++i) {
        const ColumnFacts& column = facts.features[i];
        columns.addRow({column.name, std::string(kindName(column.kind)), std::to_string(column.missing),
                        rangeText(column)});
    }
    text += facts.features.empty() ? std::string() : columns.text();
    if (facts.features.size() > kMostColumns)
        text += "... and " + std::to_string(facts.features.size() - kMostColumns) + " more\n";
    text += "\ntarget: " + facts.target.name + "\n";
    TextTable classes("lrr");
    for (const ClassFacts& entry : facts.classes)
        classes.addRow({"  " + entry.name, std::to_string(entry.rows),
                        fixedText(100.0 * shareOf(entry, facts), 1) + " %"});
    text += facts.classes.empty() ? "  " + rangeText(facts.target) + "\n" : classes.text();
    text += "\ntrain " + std::to_string(facts.parts.train) + ", validation " +
            std::to_string(facts.parts.validation) + ", test " + std::to_string(facts.parts.test) + "\n";
    for (const DatasetCheck& check : facts.checks)
        text += std::string(severityName(check.severity)) + ": " + check.headline + " " + check.detail + "\n";
    return text + "sha256 " + facts.about.sha256 + "\n";
}

int describeData(const Options& options)
{
    const auto facts = StudyService::describeData(options.data, ProtocolConfig(), options.seed);
    if (!facts)
        return badInput(facts.error());
    print(options.json ? factsJson(*facts) : factsText(*facts));
    return kExitDone;
}

} // namespace

void addDataCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* data = app.add_subcommand("data", "Data sets: what is built in, and what is in one");
    data->require_subcommand(1);
    CLI::App* list = data->add_subcommand("list", "Lists the built-in data sets");
    list->add_flag("--json", options->json, "One JSON document");
    list->callback([options, &action] { action = [options] { return listData(*options); }; });
    CLI::App* info = data->add_subcommand(
        "info", "Rows, columns, classes, balance, fingerprint and checks of one data set");
    info->add_option("DATA", options->data.source, "A built-in name (moons:noise=0.2), a file or a folder")
        ->required();
    info->add_option("--target", options->data.import.target, "The column to predict");
    info->add_option("--seed", options->seed, "Seed of the split")->check(isSeed);
    info->add_flag("--json", options->json, "One JSON document");
    info->callback([options, &action] { action = [options] { return describeData(*options); }; });
}

} // namespace tunescope::cli
