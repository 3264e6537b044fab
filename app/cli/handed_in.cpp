// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/handed_in.h"

#include "app/cli/interrupt.h"
#include "app/cli/run_session.h"
#include "app/cli/study_file.h"
#include "app/cli/temporary_folder.h"
#include "app/wiring.h"
#include "core/base/number_text.h"
#include "core/export/export_file.h"
#include "core/storage/json_reader.h"
#include "core/storage/spec_reader.h"

#include <algorithm>
#include <cmath>

namespace tunescope::cli {
namespace {

StoredTrial readTrial(const Json& value, const std::string& path, JsonFault& fault)
{
    StoredTrial trial;
    ObjectReader reader(value, path, fault);
    (void)reader.required("number", "the trial's number");
    reader.read("number", trial.start.number);
    reader.read("seed", trial.start.seed);
    reader.read("params", trial.start.params);
    (void)reader.required("state", "the trial's state");
    std::string state;
    reader.read("state", state);
    const auto known = trialStateFromName(state);
    if (!known)
        reader.wrongType("state", "a state such as \"complete\"", Json(state));
    trial.state = known.value_or(TrialState::Failed);
    trial.outcome.state = trial.state;
    reader.read("value", trial.outcome.value);
    reader.read("last_value", trial.outcome.lastValue);
    reader.read("best_epoch", trial.outcome.bestEpoch);
    return trial; // What else the document holds is not needed here.
}

Result<StoredStudy> readStudyState(const std::string& path)
{
    const auto text = readFile(path);
    if (!text)
        return fail(text.error());
    const auto document = parseJson(*text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    StoredStudy study;
    ObjectReader reader(*document, "", fault);
    readFormat(reader, "tunescope.study-state/1", fault);
    if (const Json* spec = reader.required("spec", "the study's spec"))
        study.config = readStudySpec(*spec, "spec", fault);
    const Json* trials = reader.required("trials", "a list of trials");
    if (trials != nullptr && !trials->is_array())
        reader.wrongType("trials", "a list in brackets", *trials);
    for (std::size_t i = 0; !fault.error && i < trials->size(); ++i)
        study.trials.push_back(readTrial((*trials)[i], "trials[" + std::to_string(i) + "]", fault));
    if (fault.error)
        return fail(*fault.error);
    return study;
}

std::string valueText(const std::optional<double>& value)
{
    return value ? numberText(*value) : "none";
}

/// Value, last value and best epoch of the same trial in both.
std::string differenceBetween(const StoredTrial& given, const StoredTrial& again)
{
    const std::string name = "trial " + std::to_string(given.start.number) + " differs: ";
    const auto differs = [](const std::optional<double>& a, const std::optional<double>& b) {
        constexpr double kOtherEngine = 1e-3;
        return a.has_value() != b.has_value() || (a && std::abs(*a - *b) > kOtherEngine * std::max(1.0, std::abs(*b)));
    };
    if (differs(given.outcome.value, again.outcome.value))
        return name + "value " + valueText(given.outcome.value) + " instead of " + valueText(again.outcome.value);
    if (differs(given.outcome.lastValue, again.outcome.lastValue))
        return name + "last value " + valueText(given.outcome.lastValue) + " instead of " + valueText(again.outcome.lastValue);
    return {};
}

/// JSON has no study to open: the whole lesson is run anew beside it.
Result<std::string> differenceFromNewRun(const HandedIn& work, const std::vector<int>& trials, const std::stop_token& stop)
{
    const TemporaryFolder folder;
    const Services services = makeServices();
    if (const auto created = services.studies->create(work.study.config, folder.path() + "/again.tune"); !created)
        return fail(created.error());
    (void)runSession(*services.studies, {.workers = defaultWorkers()});
    const auto again = services.studies->stored();
    if (!again || stop.stop_requested())
        return again ? Result<std::string>(std::string()) : fail(again.error());
    for (const int number : trials) {
        const auto isIt = [number](const StoredTrial& trial) { return trial.start.number == number; };
        const auto given = std::find_if(work.study.trials.begin(), work.study.trials.end(), isIt);
        const auto made = std::find_if(again->trials.begin(), again->trials.end(), isIt);
        if (made == again->trials.end())
            return "trial " + std::to_string(number) + " is none of the lesson's";
        if (std::string difference = differenceBetween(*given, *made); !difference.empty())
            return difference;
    }
    return std::string();
}

} // namespace

Result<HandedIn> readHandedIn(const std::string& path)
{
    if (path.ends_with(".json")) {
        auto study = readStudyState(path);
        if (!study)
            return fail(study.error());
        return HandedIn{std::move(*study), false, {}};
    }
    auto study = loadStudyFile(path);
    if (!study)
        return fail(study.error());
    return HandedIn{std::move(*study), true, path};
}

Result<std::string> differenceInRuns(const HandedIn& work, const std::vector<int>& trials, std::stop_token stop)
{
    if (work.tune.empty())
        return trials.empty() ? Result<std::string>(std::string()) : differenceFromNewRun(work, trials, stop);
    const Services services = makeLookingServices();
    if (const auto opened = services.studies->open(work.tune); !opened)
        return fail(opened.error());
    for (const int trial : trials) {
        const auto report = services.studies->rerun(trial, stop);
        if (!report)
            return fail(report.error());
        if (!report->identical)
            return "trial " + std::to_string(trial) + " differs: " + report->firstDifference;
    }
    return std::string();
}

} // namespace tunescope::cli
