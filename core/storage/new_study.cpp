// SPDX-License-Identifier: GPL-3.0-or-later
// The part of StudyTables that runs once in the life of a study: its own row, its protocol, stages, data.
#include "core/base/number_text.h"
#include "core/storage/stored_json.h"
#include "core/storage/study_schema.h"
#include "core/storage/study_spec_json.h"
#include "core/storage/study_tables.h"
#include "core/study/study_notebook.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tunescope {
namespace {

constexpr std::uintmax_t kLargestDataCopy = 20'000'000; // bytes

/// Prepares and runs a statement that is needed once.
template <class... Args>
Result<void> runOnce(Database& database, std::string_view sql, const Args&... args)
{
    Result<Statement> statement = database.prepare(sql);
    return statement ? statement->run(args...) : fail(statement.error());
}

/// "digits, coarse: digits, 1797 rows, data 3f0a..., accuracy is maximized"
std::string createdText(const StudyConfig& config, const StudyFacts& facts)
{
    return config.name + (config.name.empty() ? "" : ": ") + facts.dataName + ", " + std::to_string(facts.rows) + " rows, data " +
           facts.dataSha256.substr(0, 12) + ", " + config.protocol.metric + " is " + std::string(directionName(config.protocol.direction)) + "d";
}

} // namespace

Result<void> StudyTables::writeNewStudy(const StudyConfig& config, const StudyFacts& facts,
                                        const EngineFacts& engine, const std::string& dataFile)
{
    const double now = secondsNow();
    Result<void> done = m_database.execute("BEGIN IMMEDIATE");
    if (done)
        done =
            runOnce(m_database, "INSERT INTO study VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", config.name,
                    std::to_string(config.seed), config.lag, effectiveLag(config), printDataSpec(config.data),
                    now, engine.version, engine.onednn, engine.isa, engine.numerics);
    if (done)
        done = runOnce(m_database, "INSERT INTO protocol VALUES (1, ?, ?)", printProtocol(config.protocol),
                       printFacts(facts));
    if (done)
        done = writeStage(0, config.stage, 0);
    if (done)
        done = apply(StudyEvent{.at = now, .kind = "created", .detail = createdText(config, facts)});
    if (done)
        done = apply(StudyEvent{.at = now, .kind = "range", .detail = rangeText(config.stage)});
    if (done)
        done = copyData(dataFile);
    return done ? m_database.execute("COMMIT") : done;
}

Result<void> StudyTables::writeStage(int number, const StageConfig& stage, int firstTrial)
{
    Result<void> done =
        runOnce(m_database, "INSERT OR REPLACE INTO stage VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)", number,
                firstTrial, secondsNow(), printParamSet(stage.fixed), printSampler(stage.sampler),
                printPruner(stage.pruner), stage.budget.trials, stage.budget.seconds);
    if (done)
        done = writeRules(number, stage.budget.rules);
    int position = 0;
    for (const ParamSpec& spec : stage.space.params()) {
        if (done)
            done = runOnce(m_database, "INSERT OR REPLACE INTO param_spec VALUES (?, ?, ?)", number,
                           position++, printParamSpec(spec));
    }
    for (const ParamSet& params : stage.queue) {
        if (done)
            done = apply(QueuedTrialJob{.stage = number, .params = params});
    }
    return done;
}

/// Only studies that have or had rules get the table.
Result<void> StudyTables::writeRules(int stage, const StoppingRules& rules)
{
    if (rules.empty()) {
        const Result<bool> known = hasTable(m_database, "stopping_rule");
        if (!known || !*known)
            return known ? Result<void>() : fail(known.error());
        return runOnce(m_database, "DELETE FROM stopping_rule WHERE stage = ?", stage);
    }
    if (const auto made = m_database.execute(kStoppingRuleTable); !made)
        return made;
    return runOnce(m_database, "INSERT OR REPLACE INTO stopping_rule VALUES (?, ?, ?, ?)", stage,
                   rules.target, rules.stagnation, rules.expectedGain);
}

Result<void> StudyTables::copyData(const std::string& dataFile)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(dataFile, error);
    if (dataFile.empty() || error || size > kLargestDataCopy)
        return {};
    std::ifstream file(dataFile, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::vector<std::byte> packed = deflateBytes(std::as_bytes(std::span(text)));
    return runOnce(m_database, "INSERT INTO data_copy VALUES (1, ?, ?, ?)",
                   std::filesystem::path(dataFile).filename().string(),
                   static_cast<std::int64_t>(text.size()), std::span<const std::byte>(packed));
}

} // namespace tunescope
