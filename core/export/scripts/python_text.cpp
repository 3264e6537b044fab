// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/python_text.h"

#include "core/base/number_text.h"
#include "core/metrics/metric_registry.h"
#include "core/storage/json_writer.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr std::string_view kPaths = R"py(
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / @DATA@
SPLIT = HERE / @SPLIT@
)py";

constexpr std::string_view kTable = R"py(NUMBERS = @NUMBERS@
CATEGORIES = {@CATEGORIES@}


def load(@PART@):
    """Samples as numbers. Whatever is estimated comes from the training rows alone."""
    with open(DATA, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
@READ_SPLIT@    train, validation = split["train"], split["validation"]
    columns = []
    for name in NUMBERS:
        values = np.array([float(row[name]) if row[name] else np.nan for row in rows])
        values[np.isnan(values)] = np.@FILL@(values[train])
        columns.append(scaled(values, train))
    for name, kinds in CATEGORIES.items():
        values = [row[name] for row in rows]
        known = [values[i] for i in train if values[i]]
        commonest = max(kinds, key=known.count)  # stands in for a missing value
        values = [value or commonest for value in values]
@ENCODE@
    x = np.column_stack(columns).astype(np.float32)
    y = @TARGETS@
)py";

constexpr std::string_view kOneHot =
    R"py(        columns += [np.array([value == kind for value in values], float) for kind in kinds])py";
constexpr std::string_view kOrdinal =
    R"py(        places = np.array([kinds.index(value) if value in kinds else np.nan for value in values])
        columns.append(np.nan_to_num(scaled(places, train))))py";

constexpr std::string_view kDense = R"py(

def load(@PART@):
    """Samples as numbers. Whatever is estimated comes from the training rows alone."""
    table = np.loadtxt(DATA, delimiter=",", ndmin=2)
@READ_SPLIT@    train, validation = split["train"], split["validation"]
    x, y = table[:, :-1], table[:, -1]@ASTYPE@
@SCALE@    x = x.reshape(@SHAPE@).astype(np.float32)
)py";

constexpr std::string_view kScaled = R"py(

def scaled(values, train):
    """Scaling by what the training rows are like."""
    known = values[train]
    centre, spread = @STATISTICS@
    return (values - centre) / (spread if spread > 0 else 1)
)py";

constexpr std::string_view kClassScores = R"py(

def scores(y, predicted, loss):
    """The program's metrics of one part; y and predicted are class numbers."""
    recalls, f1s = [], []
    for k in range(len(CLASSES)):
        hits, truth, claims = np.sum((y == k) & (predicted == k)), np.sum(y == k), np.sum(predicted == k)
        if truth > 0:
            recalls.append(hits / truth)
        if truth + claims > 0:
            f1s.append(2 * hits / (truth + claims))
    return {"loss": float(loss), "accuracy": float(np.mean(y == predicted)),
            "balanced_accuracy": float(np.mean(recalls)), "f1": float(np.mean(f1s))}
)py";

constexpr std::string_view kValueScores = R"py(

def scores(y, predicted, loss):
    """The program's metrics of one part, in the target's own units; y and predicted are scaled."""
    y, predicted = (v * TARGET_SPREAD + TARGET_CENTRE for v in (np.asarray(y, float), np.asarray(predicted, float)))
    errors = y - predicted
    return {"loss": float(loss), "rmse": float(np.sqrt(np.mean(errors**2))), "mae": float(np.mean(np.abs(errors))),
            "r2": float(1 - np.sum(errors**2) / np.sum((y - y.mean()) ** 2))}
)py";

constexpr std::string_view kMain = R"py(

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=@SEED@)
    parser.add_argument("--seeds", type=int, default=1, help="train so often, with seed, seed + 1, ...")
    options = parser.parse_args()
@FIRST@    data = @DATA@
    values = []
    for seed in range(options.seed, options.seed + options.seeds):
        _, best = train(seed % 2**@BITS@, *data)
        values.append(best[METRIC])
        print(f"seed {seed}: best epoch {best['epoch']}, validation {METRIC} {best[METRIC]:.4f}")
    if len(values) > 1:
        print(f"mean of {len(values)} seeds: {np.mean(values):.4f}, standard error "
              f"{np.std(values, ddof=1) / len(values) ** 0.5:.4f}")


if __name__ == "__main__":
    main()
)py";

constexpr std::string_view kPatience =
    R"py(        if @OWNER@mark is None or is_better(metrics[METRIC], @MARK@):
            @OWNER@mark, @OWNER@waited = metrics[METRIC], 0
        else:
            @OWNER@waited += 1
        if @OWNER@waited >= @PATIENCE@:
            @STOP@
)py";

bool isRegression(const ScriptSource& source)
{
    return source.classNames.empty();
}

std::string statistics(Scaling scaling)
{
    switch (scaling) {
    case Scaling::MinMax:
        return "known.min(), known.max() - known.min()";
    case Scaling::Robust:
        return "np.median(known), np.subtract(*np.percentile(known, [75, 25]))";
    case Scaling::None:
        return "0, 1";
    case Scaling::Standard:
        break;
    }
    return "known.mean(), known.std()";
}

std::string categoryText(const ScriptSource& source)
{
    std::string text;
    for (const ScriptColumn& column : source.columns) {
        if (column.categories.empty())
            continue;
        text += text.empty() ? "" : ", ";
        text += jsonText(column.name) + ": " + pythonList(column.categories);
    }
    return text;
}

std::string shapeOf(const ScriptSource& source)
{
    const SampleShape& s = source.shape;
    if (s.form == SampleForm::Image)
        return std::string("-1, ") + std::to_string(s.channels) + ", " + std::to_string(s.height) + ", " +
               std::to_string(s.width);
    if (s.form == SampleForm::Sequence)
        return std::string("-1, ") + std::to_string(s.steps) + ", " + std::to_string(s.features);
    return "len(x), -1";
}

/// How pictures (all pixels alike) and sequences (feature by feature) are scaled.
std::string denseScale(const ScriptSource& source)
{
    const Scaling scaling = source.config.preprocessing.scaling;
    if (scaling == Scaling::None)
        return {};
    if (source.form == ScriptForm::Picture && scaling == Scaling::MinMax)
        return std::string("    x = (x - ") + numberText(source.low) + ") / " +
               numberText(source.high - source.low) + "\n";
    if (source.form == ScriptForm::Picture)
        return "    x = (x - x[train].mean()) / (x[train].std() or 1)\n";
    return std::string("    features = ") + std::to_string(source.shape.features) + "\n" +
           "    for i in range(features):\n"
           "        known = x[train][:, i::features].ravel()\n"
           "        centre, spread = " +
           statistics(scaling) + "\n" +
           "        x[:, i::features] = (x[:, i::features] - centre) / (spread if spread > 0 else 1)\n";
}

std::string targetScale(const ScriptSource& source)
{
    if (!isRegression(source))
        return {};
    if (source.config.preprocessing.scaling == Scaling::None)
        return "    global TARGET_CENTRE, TARGET_SPREAD\n    TARGET_CENTRE, TARGET_SPREAD = 0.0, 1.0\n";
    return "    global TARGET_CENTRE, TARGET_SPREAD\n"
           "    TARGET_CENTRE, TARGET_SPREAD = y[train].mean(), y[train].std() or 1.0\n"
           "    y = ((y - TARGET_CENTRE) / TARGET_SPREAD).astype(np.float32)\n";
}

constexpr std::string_view kReadSplit = "    split = json.loads(SPLIT.read_text())\n";

std::string tableData(const ScriptSource& source, SplitFile split)
{
    const PreprocessingConfig& config = source.config.preprocessing;
    std::vector<std::string> numbers;
    for (const ScriptColumn& column : source.columns) {
        if (column.categories.empty())
            numbers.push_back(column.name);
    }
    const std::string targets = isRegression(source)
                                    ? "np.array([float(row[TARGET]) for row in rows])"
                                    : "np.array([CLASSES.index(row[TARGET]) for row in rows])";
    return std::string("TARGET = ") + jsonText(source.target) + "\n" +
           filled(kTable, {{"PART", split == SplitFile::Several ? "split" : ""},
                           {"READ_SPLIT", split == SplitFile::Several ? "" : std::string(kReadSplit)},
                           {"NUMBERS", pythonList(numbers)},
                           {"CATEGORIES", categoryText(source)},
                           {"FILL", config.missing == Missing::Mean ? "nanmean" : "nanmedian"},
                           {"ENCODE", std::string(config.encoding == Encoding::OneHot ? kOneHot : kOrdinal)},
                           {"TARGETS", targets}});
}

/// Metrics that scores() computes for the task.
bool isScripted(std::string_view metric, bool regression)
{
    static constexpr std::array<std::string_view, 4> kClass{"loss", "accuracy", "balanced_accuracy", "f1"};
    static constexpr std::array<std::string_view, 4> kValue{"loss", "rmse", "mae", "r2"};
    const auto& known = regression ? kValue : kClass;
    return std::find(known.begin(), known.end(), metric) != known.end();
}

} // namespace

std::string filled(std::string_view text,
                   std::initializer_list<std::pair<std::string_view, std::string>> values)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t start = std::min(text.find('@'), text.size());
        result += text.substr(0, start);
        text.remove_prefix(start);
        const std::size_t end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", 1);
        const bool isPlace = end != std::string_view::npos && end > 1 && text[end] == '@';
        const std::string_view name = isPlace ? text.substr(1, end - 1) : std::string_view();
        const auto found = std::find_if(values.begin(), values.end(),
                                        [&](const auto& value) { return value.first == name; });
        if (isPlace && found != values.end())
            result += found->second;
        else
            result += text.substr(0, 1); // A decorator.
        text.remove_prefix(isPlace ? end + 1 : std::min<std::size_t>(1, text.size()));
    }
    return result;
}

std::string pythonList(const std::vector<std::string>& texts)
{
    std::string list = "[";
    for (const std::string& text : texts) {
        list += list.size() > 1 ? ", " : "";
        list += jsonText(text);
    }
    return list + "]";
}

std::string oneLine(std::string_view text)
{
    std::string line;
    for (const char c : text)
        line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    return line;
}

std::string docText(std::string_view text)
{
    std::string clean;
    for (const char c : text)
        clean += c == '"' || c == '\\' ? '\'' : c;
    return clean;
}

std::string pythonHead(const ScriptSource& source, const ScriptFiles& files, std::string_view library,
                       const std::vector<std::string>& notes)
{
    std::string head = std::string("#!/usr/bin/env python3\n\"\"\"Trial ") + std::to_string(source.trial) +
                       " of the study '";
    head += docText(oneLine(source.study));
    head += "', trained again with ";
    head += library;
    head += ".\n\nThe search found ";
    head += source.config.metric + " " + numberText(source.value) + " on the validation part at epoch " +
            std::to_string(source.bestEpoch) + ".\n";
    head += std::string("Reads ") + docText(files.data) + " and " + docText(files.split) +
            " beside this file: the same rows, the same split. The test rows are in neither list.\n\n"
            "What cannot be identical: initial weights, batch order and dropout come from another source of\n"
            "random numbers. Compare the mean of several seeds (--seeds 5).\n";
    for (const std::vector<std::string>* part : {&source.notes, &notes}) {
        for (const std::string& note : *part)
            head += std::string("Not the same here: ") + note + "\n";
    }
    return head + "\"\"\"\n";
}

std::string pythonData(const ScriptSource& source, const ScriptFiles& files, SplitFile split)
{
    std::string text = filled(kPaths, {{"DATA", jsonText(files.data)}, {"SPLIT", jsonText(files.split)}});
    if (!isRegression(source))
        text += std::string("CLASSES = ") + pythonList(source.classNames) + "\n";
    else
        text += "TARGET_CENTRE, TARGET_SPREAD = 0.0, 1.0  # set by load()\n";
    if (source.form == ScriptForm::Table) {
        text += tableData(source, split);
    } else {
        text += filled(kDense, {{"PART", split == SplitFile::Several ? "split" : ""},
                                {"READ_SPLIT", split == SplitFile::Several ? "" : std::string(kReadSplit)},
                                {"ASTYPE", isRegression(source) ? "" : ".astype(int)"},
                                {"SCALE", denseScale(source)},
                                {"SHAPE", shapeOf(source)}});
    }
    text += targetScale(source);
    text += std::string("    return x[train], y[train], x[validation], y[validation]") +
            (source.hasStopping && split == SplitFile::One ? ", x[split[\"stopping\"]], y[split[\"stopping\"]]\n" : "\n");
    if (source.form == ScriptForm::Table)
        text += filled(kScaled, {{"STATISTICS", statistics(source.config.preprocessing.scaling)}});
    return text;
}

ScriptMetric scriptMetric(const ScriptSource& source)
{
    const std::string name =
        isScripted(source.config.metric, isRegression(source)) ? source.config.metric : "loss";
    const MetricEntry* entry = findMetric(name);
    return {name, entry != nullptr ? entry->direction : Direction::Minimize};
}

std::string pythonScores(const ScriptSource& source)
{
    const auto& [metric, direction] = scriptMetric(source);
    const bool more = direction == Direction::Maximize;
    std::string text(isRegression(source) ? kValueScores : kClassScores);
    std::string comment;
    if (metric != source.config.metric)
        comment =
            std::string("  # the study used ") + source.config.metric + "; this script chooses by the loss";
    text += std::string("\n\nMETRIC = ") + jsonText(metric) + comment + "\n\n\ndef is_better(value, best):\n";
    text += std::string("    return best is None or value ") + (more ? ">" : "<") + " best\n";
    return text;
}

std::string pythonPatience(const ScriptSource& source, std::string_view owner, std::string_view stop)
{
    const TrainingConfig& config = source.config;
    if (config.patience == 0)
        return {};
    std::string mark = std::string(owner) + "mark";
    if (config.minDelta > 0.0) {
        mark += scriptMetric(source).direction == Direction::Maximize ? " + " : " - ";
        mark += numberText(config.minDelta);
    }
    return filled(kPatience, {{"OWNER", std::string(owner)},
                              {"MARK", mark},
                              {"PATIENCE", std::to_string(config.patience)},
                              {"STOP", std::string(stop)}});
}

std::string pythonMain(const ScriptSource& source, const PythonMain& main)
{
    constexpr std::uint64_t kShortSeed = 1'000'000; // Easy to type.
    return filled(kMain, {{"SEED", std::to_string(source.seed % kShortSeed)},
                          {"FIRST", main.first},
                          {"DATA", main.data},
                          {"BITS", std::to_string(main.seedBits)}});
}

} // namespace tunescope
