// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/study_file.h"
#include "core/export/ranking.h"
#include "core/export/report_json.h"
#include "core/export/study_state_json.h"
#include "core/export/trust_json.h"
#include "core/study/objectives.h"
#include "core/study/study_notebook.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace tunescope::cli {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct Options {
    std::string path;
    std::size_t top = 10;
    bool json = false;
    bool notebook = false;
};

std::string paramsText(const ParamSet& params)
{
    std::string text;
    for (const auto& [name, value] : params) {
        text += text.empty() ? "" : " ";
        text += name + "=" + paramText(value);
    }
    return text;
}

std::string countsText(const StoredStudy& study)
{
    std::map<TrialState, int> counts;
    for (const StoredTrial& trial : study.trials)
        ++counts[trial.state];
    std::string text = std::to_string(study.trials.size()) + " trials";
    for (const auto& [state, count] : counts)
        text += ", " + std::to_string(count) + " " + std::string(trialStateName(state));
    return text;
}

std::string paretoText(const StoredStudy& study)
{
    const std::vector<int> front = paretoTrials(study);
    if (front.empty())
        return {};
    std::string text = front.size() == 1 ? "\nNo other trial beats this one in any objective:"
                                         : "\nNo trial beats one of these in all objectives:";
    for (const int number : front)
        text.append(" ").append(std::to_string(number));
    return text + "\n";
}

/// Confirmations, looks at the test part, and what a star means.
std::string trustText(const StoredStudy& study)
{
    std::string text;
    for (const ConfirmSplit split : {ConfirmSplit::Same, ConfirmSplit::New}) {
        const auto report = confirmationReport(study, split);
        for (const std::string& sentence : report ? confirmationSentences(*report, study.config.protocol.metric) : std::vector<std::string>())
            text += sentence + "\n";
    }
    for (const TestLook& look : study.testLooks)
        text += "Look " + std::to_string(look.number) + " at the test part, " + timeText(look.openedAt) + ": trial " + std::to_string(look.trial) +
                ", " + look.metric + " " + valueText(look.value, look.metric) + ".\n";
    if (!study.testLooks.empty()) {
        for (const std::string& sentence : optimismOf(study).sentences)
            text += sentence + "\n";
    }
    const bool marked = std::any_of(study.trials.begin(), study.trials.end(), [](const StoredTrial& trial) { return trial.looks > 0; });
    if (marked)
        text += "* made after the test part had been opened\n";
    return text.empty() ? text : "\n" + text;
}

std::string notebookText(const StoredStudy& study)
{
    TextTable table("rlll");
    for (std::size_t i = 0; i < study.events.size(); ++i)
        table.addRow({std::to_string(i + 1), timeText(study.events[i].at), notebookTitle(study.events[i].kind), study.events[i].detail});
    std::string text = table.text();
    for (const std::string& fault : notebookFaults(study))
        text += "warning: " + fault + "\n";
    return text;
}

std::string studyText(const StoredStudy& study, std::size_t top)
{
    const std::string& metric = study.config.protocol.metric;
    const std::vector<int> ranked = rankedTrials(study);
    std::string text = study.config.name + ": " + study.facts.dataName + ", " + metric + " (" +
                       std::string(directionName(study.config.protocol.direction)) + "), " +
                       countsText(study) + "\n\n";
    const std::vector<ObjectiveSpec>& further = study.config.protocol.further;
    TextTable table("rrlrl" + std::string(further.size(), 'r') + "rl");
    std::vector<std::string> head{"rank", "trial", "state", metric, ""};
    for (const ObjectiveSpec& objective : further)
        head.push_back(objective.metric);
    head.insert(head.end(), {"epoch", "params"});
    table.addRow(head);
    for (std::size_t i = 0; i < std::min(top, ranked.size()); ++i) {
        const StoredTrial& trial = study.trials[static_cast<std::size_t>(ranked[i])];
        std::vector<std::string> row{
            std::to_string(i + 1), std::to_string(ranked[i]), std::string(trialStateName(trial.state)),
            valueText(trial.outcome.value.value_or(kUnknown), metric), trial.looks > 0 ? "*" : ""};
        for (std::size_t k = 0; k < further.size(); ++k)
            row.push_back(valueText(k + 1 < trial.outcome.values.size() ? trial.outcome.values[k + 1] : kUnknown,
                                    further[k].metric));
        row.insert(row.end(), {std::to_string(trial.outcome.bestEpoch), paramsText(trial.start.params)});
        table.addRow(row);
    }
    text += ranked.empty() ? std::string("No trial has finished yet.\n") : table.text();
    text += paretoText(study);
    text += trustText(study);
    const auto end = std::find_if(study.events.rbegin(), study.events.rend(),
                                  [](const StudyEvent& event) { return event.kind == "study_finished"; });
    return end == study.events.rend() ? text : text + "\n" + end->detail + "\n";
}

int showStudy(const Options& options)
{
    const Result<StoredStudy> study = loadStudyFile(options.path);
    if (!study)
        return badInput(study.error());
    if (options.notebook) {
        print(options.json ? printNotebook(*study) : notebookText(*study));
        return kExitDone;
    }
    print(options.json ? printStudyState(*study) : studyText(*study, options.top));
    return kExitDone;
}

} // namespace

void addShowCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("show", "Table of the best trials of a study, or all of it as JSON");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("--top", options->top, "How many trials")->check(CLI::PositiveNumber);
    command->add_flag("--notebook", options->notebook, "The lab notebook instead: what was done, in order");
    command->add_flag("--json", options->json,
                      "The whole study as one JSON document (tunescope.study-state/1)");
    command->callback([options, &action] { action = [options] { return showStudy(*options); }; });
}

} // namespace tunescope::cli
