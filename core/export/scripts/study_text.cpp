// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/study_text.h"

#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/metrics/metric_registry.h"
#include "core/storage/json_writer.h"
#include "core/training/training_params.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr int kUsualTrials = 50; ///< Where the study's budget names only seconds.

constexpr std::string_view kWidths = R"py(

def widths(p):
    """Units of each hidden layer."""
    layers, units = p["hidden_layers"], p["units"]
    if isinstance(units, list):
        return units
@BODY@)py";

constexpr std::string_view kShaped = R"py(    shape = p.get("shape", "constant")
    halvings = [i if shape == "funnel" else abs(2 * i - layers + 1) // 2 if shape == "diamond" else 0
                for i in range(layers)]
)py";

constexpr std::string_view kRateHead = R"py(

def learning_rate(p, epoch, step, steps):
    """The schedule; epochs count from 1, steps of an epoch from 0."""
    rate, done, total = p["learning_rate"], (epoch - 1) * steps + step, p["epochs"] * steps
)py";

constexpr std::string_view kOneCycleRate = R"py(    if p["schedule"] == "one_cycle":
        share = min(1.0, done / max(1, total - 1))
        start, stop, part = (1 / 25, 1, share / 0.3) if share <= 0.3 else (1, 4e-6, (share - 0.3) / 0.7)
        return rate * (stop + (start - stop) * (1 + math.cos(math.pi * part)) / 2)
)py";

constexpr std::string_view kWarmRate =
    R"py(    warm, since = p["warmup_epochs"] * steps, epoch - 1 - p["warmup_epochs"]
    if done < warm:
        return rate * (done + 1) / warm
)py";

constexpr std::string_view kStepRate = R"py(    if p["schedule"] == "step":
        return rate * p["schedule_gamma"] ** (since // p["schedule_step"])
)py";
constexpr std::string_view kExponentialRate = R"py(    if p["schedule"] == "exponential":
        return rate * p["schedule_gamma"] ** since
)py";
constexpr std::string_view kCosineRate = R"py(    if p["schedule"] == "cosine":
        return rate * (1 + math.cos(math.pi * (done - warm) / max(1, total - warm))) / 2
)py";

bool canBe(const StudySource& source, std::string_view setting, std::string_view value)
{
    const std::vector<ParamValue> values = valuesOf(source, setting);
    return std::any_of(values.begin(), values.end(),
                       [&](const ParamValue& v) { return paramText(v) == value; });
}

bool isKnown(const StudySource& source, std::string_view name)
{
    return source.fixed.contains(name) ||
           std::any_of(source.space.begin(), source.space.end(),
                       [&](const ParamSpec& spec) { return spec.name == name; });
}

bool hasOwnUnits(const StudySource& source)
{
    for (std::int64_t layer = 1; layer <= kMostHiddenLayers; ++layer) {
        if (isKnown(source, "units_" + std::to_string(layer)))
            return true;
    }
    return false;
}

std::string protocolText(const StudySource& source)
{
    const std::string metric = source.protocol.metric;
    if (source.runs == 1)
        return "A trial is judged by " + metric + " on the validation part, at its best epoch.";
    return "A trial is judged by the mean " + metric + " of its " + std::to_string(source.runs) +
           " runs (folds and repeats), each at its best epoch.";
}

} // namespace

int trialsOf(const StudySource& source)
{
    return source.budget.trials.value_or(kUsualTrials);
}

std::string studyHead(const StudySource& source, const ScriptFiles& files, std::string_view library,
                      const std::vector<std::string>& notes)
{
    std::string head = "#!/usr/bin/env python3\n\"\"\"The study '";
    head += docText(oneLine(source.base.study)) + "' searched with ";
    head += library;
    head += ".\n\n";
    head += protocolText(source) + "\n";
    head += "Reads " + docText(files.data) + " and " + docText(files.split) +
            " beside this file: the same rows, the same splits. The test\nrows are in no list.\n\n"
            "What cannot be identical: which settings are proposed, initial weights and batch order come "
            "from another\n"
            "source of random numbers, so trials differ one by one.\n";
    for (const std::string& note : notes)
        head += "Not the same here: " + docText(oneLine(note)) + ".\n";
    return head + "\"\"\"\n";
}

std::string settingsText(const StudySource& source)
{
    static constexpr std::string_view kUnread[] = {"embedding", "sequence_length", "augment"};
    const bool pictures = canBe(source, "model", "cnn");
    std::string text = "\n# Settings that the study does not search.\nSETTINGS = {\n";
    for (const auto& [name, value] : source.fixed) {
        const bool ofPictures = name == "filters" || name == "kernel_size";
        if (std::find(std::begin(kUnread), std::end(kUnread), name) != std::end(kUnread) ||
            (ofPictures && !pictures))
            continue;
        text += "    " + jsonText(name) + ": " +
                (name == "weight_decay" && !isUsed(source, name, 0.0) ? "None" : pythonValue(value)) + ",\n";
    }
    return text + "}\n";
}

std::string widthsText(const StudySource& source)
{
    const bool shaped = isKnown(source, "shape");
    std::string body(shaped ? kShaped : "");
    std::string usual = shaped ? "max(1, units >> halvings[i])" : "units";
    if (hasOwnUnits(source))
        usual = "p.get(f\"units_{i + 1}\", " + usual + ")";
    body += "    return [" + usual + " for i in range(layers)]\n";
    return filled(kWidths, {{"BODY", body}});
}

bool hasSchedule(const StudySource& source)
{
    return isUsed(source, "schedule", std::string("constant")) ||
           isUsed(source, "warmup_epochs", std::int64_t{0});
}

bool hasPlateau(const StudySource& source)
{
    return canBe(source, "schedule", "plateau");
}

std::string rateText(const StudySource& source)
{
    if (!hasSchedule(source))
        return {};
    std::string text(kRateHead);
    if (canBe(source, "schedule", "one_cycle"))
        text += kOneCycleRate;
    text += kWarmRate;
    if (canBe(source, "schedule", "step"))
        text += kStepRate;
    if (canBe(source, "schedule", "exponential"))
        text += kExponentialRate;
    if (canBe(source, "schedule", "cosine"))
        text += kCosineRate;
    return text + "    return rate\n";
}

std::string choicesText(const StudySource& source, std::string_view setting, std::string_view table,
                        const std::vector<NamedText>& entries)
{
    std::string text = std::string(table) + " = {\n";
    for (const NamedText& entry : entries) {
        if (canBe(source, setting, entry.name))
            text += "    \"" + std::string(entry.name) + "\": " + std::string(entry.text) + ",\n";
    }
    return text + "}\n";
}

std::string conditionText(const ParamSpec& spec, std::string_view chosen)
{
    std::string text;
    for (const Condition& condition : spec.when) {
        text += text.empty() ? "" : " and ";
        text +=
            std::string(chosen) + ".get(" + jsonText(condition.param) + ") in " + pythonValues(condition.in);
    }
    return text;
}

std::vector<std::string> trainerNotes(const StudySource& source)
{
    std::vector<std::string> notes = source.notes;
    const std::string metric = scriptMetric(source.base).name;
    if (metric != source.protocol.metric)
        notes.push_back("trials are judged by the loss, because this script does not compute " +
                        source.protocol.metric);
    return notes;
}

std::string directionText(const StudySource& source)
{
    return scriptMetric(source.base).direction == Direction::Maximize ? "maximize" : "minimize";
}

} // namespace tunescope
