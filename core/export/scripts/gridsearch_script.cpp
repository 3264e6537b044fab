// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/gridsearch_grid.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/study_scripts.h"
#include "core/export/scripts/study_text.h"
#include "core/storage/json_writer.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::string_view kTableImports = R"py(
import argparse
import json
import pathlib
import warnings

import numpy as np
import pandas as pd
@TARGET_IMPORT@from sklearn.exceptions import ConvergenceWarning
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.neural_network import @CLASS@
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import (MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler,
                                   StandardScaler)
)py";

constexpr std::string_view kDenseImports = R"py(
import argparse
import json
import pathlib
import warnings

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
@TARGET_IMPORT@from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.neural_network import @CLASS@
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
)py";

constexpr std::string_view kTable = R"py(
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / @DATA@
SPLIT = HERE / @SPLIT@
TARGET = @TARGET@
NUMBERS = @NUMBERS@
CATEGORIES = @CATEGORIES@


def load():
    """Every row as it is; the Pipeline prepares it by what the training rows of a split are like."""
    table = pd.read_csv(DATA, dtype={name: str for name in CATEGORIES@CLASS_TYPE@}, keep_default_na=False,
                        na_values={name: [""] for name in [*NUMBERS, *CATEGORIES]})
    return table[[*NUMBERS, *CATEGORIES]], @Y@


PREPARE = ColumnTransformer([
    ("numbers", make_pipeline(SimpleImputer(strategy="@FILL@")@SCALER@), NUMBERS),
    ("categories", make_pipeline(SimpleImputer(strategy="most_frequent"), @ENCODER@), CATEGORIES),
])
)py";

constexpr std::string_view kDense = R"py(
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / @DATA@
SPLIT = HERE / @SPLIT@


def load():
    """Every row as it is; the Pipeline prepares it by what the training rows of a split are like."""
    table = np.loadtxt(DATA, delimiter=",", ndmin=2)
    return table[:, :-1]@RANGE@, table[:, -1]@ASTYPE@


class Scale(BaseEstimator, TransformerMixin):
    """One scale for each of @FEATURES@ values that repeat along a row."""

    def fit(self, x, y=None):
        known = x.reshape(-1, @FEATURES@)
        self.centre_, self.spread_ = @STATISTICS@
        self.spread_ = np.where(self.spread_ > 0, self.spread_, 1)
        return self

    def transform(self, x):
        return ((x.reshape(-1, @FEATURES@) - self.centre_) / self.spread_).reshape(x.shape)


PREPARE = @PREPARE@
)py";

constexpr std::string_view kMain = R"py(

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--random", type=int, default=0, metavar="N", help="try N points of the grid, drawn at random")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)  # a network trains for the epochs that it is given
    x, y = load()
    splits = [(split["train"], split["validation"]) for split in json.loads(SPLIT.read_text())["splits"]]
    network = @CLASS@(
@ARGUMENTS@        tol=0.0,
        n_iter_no_change=10**6,  # no early stopping
        random_state=@SEED@,
    )
    model = Pipeline([("prepare", PREPARE), ("network", network)])
@WRAP@    # Without refit: it would train on the test rows too.
    common = dict(scoring="@SCORING@", cv=splits, refit=False, n_jobs=options.jobs, verbose=1)
    if options.random:
        search = RandomizedSearchCV(model, GRID, n_iter=options.random, random_state=@SEED@, **common)
    else:
        search = GridSearchCV(model, GRID, **common)
    search.fit(x, y)
    print(f"best of {len(search.cv_results_['params'])} points: @SCORING@ {search.best_score_:.4f}")
    print(search.best_params_)


if __name__ == "__main__":
    main()
)py";

bool isRegressionStudy(const StudySource& source)
{
    return source.base.classNames.empty();
}

/// scikit-learn's name of the study's metric; what it lacks is judged by the loss.
std::string scoringOf(const StudySource& source, std::vector<std::string>& notes)
{
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"accuracy", "accuracy"},
        {"balanced_accuracy", "balanced_accuracy"},
        {"f1", "f1_macro"},
        {"precision", "precision_macro"},
        {"recall", "recall_macro"},
        {"roc_auc", "roc_auc_ovr"},
        {"mcc", "matthews_corrcoef"},
        {"rmse", "neg_root_mean_squared_error"},
        {"mae", "neg_mean_absolute_error"},
        {"r2", "r2"}};
    for (const auto& [ours, theirs] : kNames) {
        if (ours != source.protocol.metric)
            continue;
        return ours == "roc_auc" && source.base.classNames.size() == 2 ? "roc_auc" : std::string(theirs);
    }
    const std::string usual = isRegressionStudy(source) ? "neg_mean_squared_error" : "neg_log_loss";
    if (source.protocol.metric != "loss")
        notes.push_back("points are judged by " + usual + ", because scikit-learn has no scoring " +
                        source.protocol.metric);
    return usual;
}

std::string scalerOf(Scaling scaling)
{
    switch (scaling) {
    case Scaling::None:
        return {};
    case Scaling::MinMax:
        return ", MinMaxScaler()";
    case Scaling::Robust:
        return ", RobustScaler()";
    case Scaling::Standard:
        break;
    }
    return ", StandardScaler()";
}

std::string tableText(const StudySource& source, const ScriptFiles& files)
{
    const PreprocessingConfig& config = source.base.config.preprocessing;
    std::vector<std::string> numbers, categories;
    for (const ScriptColumn& column : source.base.columns)
        (column.categories.empty() ? numbers : categories).push_back(column.name);
    const std::string scaler = scalerOf(config.scaling);
    const std::string encoder =
        config.encoding == Encoding::OneHot
            ? "OneHotEncoder(handle_unknown=\"ignore\")"
            : "OrdinalEncoder(handle_unknown=\"use_encoded_value\", unknown_value=-1)" + scaler;
    return filled(kTable,
                  {{"DATA", jsonText(files.data)},
                   {"SPLIT", jsonText(files.split)},
                   {"TARGET", jsonText(source.base.target)},
                   {"NUMBERS", pythonList(numbers)},
                   {"CATEGORIES", pythonList(categories)},
                   {"CLASS_TYPE", isRegressionStudy(source) ? "" : "} | {TARGET: str"},
                   {"Y", isRegressionStudy(source) ? "table[TARGET]" : "table[TARGET]  # class names"},
                   {"FILL", config.missing == Missing::Mean ? "mean" : "median"},
                   {"SCALER", scaler},
                   {"ENCODER", encoder}});
}

std::string denseText(const StudySource& source, const ScriptFiles& files)
{
    const ScriptSource& base = source.base;
    const Scaling scaling = base.config.preprocessing.scaling;
    const bool picture = base.form == ScriptForm::Picture;
    const bool ranged = picture && scaling == Scaling::MinMax;
    std::string statistics = "known.mean(0), known.std(0)";
    if (!picture && scaling == Scaling::MinMax)
        statistics = "known.min(0), known.max(0) - known.min(0)";
    if (!picture && scaling == Scaling::Robust)
        statistics = "np.median(known, 0), np.subtract(*np.percentile(known, [75, 25], axis=0))";
    const std::string range = ranged ? " / " + numberText(base.high - base.low) : "";
    const std::string shift = ranged && base.low != 0.0 ? " - " + numberText(base.low) : "";
    std::string text =
        filled(kDense, {{"DATA", jsonText(files.data)},
                        {"SPLIT", jsonText(files.split)},
                        {"RANGE", shift + range},
                        {"ASTYPE", isRegressionStudy(source) ? "" : ".astype(int)"},
                        {"FEATURES", picture ? "1" : std::to_string(base.shape.features)},
                        {"STATISTICS", statistics},
                        {"PREPARE", ranged || scaling == Scaling::None ? "\"passthrough\"" : "Scale()"}});
    if (ranged && !shift.empty()) {
        const std::string from = "table[:, :-1]" + shift + range;
        text.replace(text.find(from), from.size(), "(table[:, :-1]" + shift + ")" + range);
    }
    return text;
}

/// [a, b, c], broken into lines of about 100 characters.
std::string listText(const std::vector<std::string>& values)
{
    constexpr std::size_t kWidth = 100;
    std::string text = "[";
    std::size_t line = 0;
    for (const std::string& value : values) {
        text += text.size() == 1 ? "" : text.size() - line > kWidth ? ",\n" : ", ";
        if (text.back() == '\n') {
            line = text.size();
            text += "    ";
        }
        text += value;
    }
    return text + "]";
}

/// Long lists of layers are written once, under a name.
std::string gridText(const SklearnGrid& grid, const std::string& prefix)
{
    constexpr std::size_t kShort = 6;
    std::vector<std::string> layers;
    std::string parts;
    for (const GridPart& part : grid.parts) {
        parts += "    {\n";
        for (const auto& [name, values] : part) {
            std::string list = listText(values);
            if (name == "hidden_layer_sizes" && values.size() > kShort) {
                auto known = std::find(layers.begin(), layers.end(), list);
                if (known == layers.end())
                    known = layers.insert(layers.end(), list);
                list = "LAYERS_" + std::to_string(known - layers.begin() + 1);
            }
            parts += "        \"" + prefix + name + "\": " + list + ",\n";
        }
        parts += "    },\n";
    }
    std::string text;
    for (std::size_t i = 0; i < layers.size(); ++i)
        text += "\nLAYERS_" + std::to_string(i + 1) + " = " + layers[i] + "\n";
    return text +
           "\n# Settings that another one switches on make a part of the grid of their own.\nGRID = [\n" +
           parts + "]\n";
}

double pointsOf(const SklearnGrid& grid)
{
    double points = 0.0;
    for (const GridPart& part : grid.parts) {
        double count = 1.0;
        for (const auto& [name, values] : part)
            count *= static_cast<double>(values.size());
        points += count;
    }
    return points;
}

} // namespace

Result<std::string> printGridSearchScript(const StudySource& source, const ScriptFiles& files)
{
    const std::vector<ParamValue> models = valuesOf(source, "model");
    const bool hasMlp =
        std::any_of(models.begin(), models.end(), [](const auto& m) { return paramText(m) == "mlp"; });
    if (!hasMlp)
        return fail(ErrorCode::ScriptModel,
                    {{"library", "scikit-learn"},
                     {"model", models.empty() ? std::string("?") : paramText(models.front())}});
    const auto grid = sklearnGrid(source);
    if (!grid)
        return fail(grid.error());
    std::vector<std::string> notes = source.notes;
    const std::string scoring = scoringOf(source, notes);
    notes.insert(notes.end(), grid->notes.begin(), grid->notes.end());
    if (source.sampler.name != "grid")
        notes.push_back("the study's strategy is " + source.sampler.name + "; GridSearchCV tries all " +
                        numberText(pointsOf(*grid)) + " points, and --random " +
                        std::to_string(trialsOf(source)) + " draws as many as the study has trials");
    if (source.pruner)
        notes.push_back("GridSearchCV stops no network early, so the pruner " + source.pruner->name +
                        " is left out");
    if (!source.protocol.further.empty())
        notes.push_back("only the first objective counts");
    if (!source.queue.empty())
        notes.push_back("trials made by hand are left out");
    const bool regression = isRegressionStudy(source);
    const bool wrapped = regression && source.base.config.preprocessing.scaling != Scaling::None;
    const std::string name = regression ? "MLPRegressor" : "MLPClassifier";
    const bool table = source.base.form == ScriptForm::Table;
    std::string text = studyHead(source, files, "scikit-learn", notes);
    text += filled(
        table ? kTableImports : kDenseImports,
        {{"CLASS", name},
         {"TARGET_IMPORT", wrapped ? "from sklearn.compose import TransformedTargetRegressor\n" : ""}});
    text += table ? tableText(source, files) : denseText(source, files);
    text += gridText(*grid, wrapped ? "regressor__network__" : "network__");
    std::string arguments;
    for (const auto& [argument, value] : grid->fixed)
        arguments += "        " + argument + "=" + value + ",\n";
    text += filled(
        kMain,
        {{"CLASS", name},
         {"ARGUMENTS", arguments},
         {"SEED", std::to_string(source.seed % (1ULL << 32U))},
         {"WRAP",
          wrapped ? "    model = TransformedTargetRegressor(model, transformer=StandardScaler())\n" : ""},
         {"SCORING", scoring}});
    return text;
}

} // namespace tunescope
