// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_table_columns.h"

#include "ui/viewmodels/qt_convert.h"

#include <QStringList>

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace tunescope::ui {
namespace {

using Kind = TrialColumnKind;

TrialColumn fixedColumn(Kind kind, const char* title, const char* toolTip, ColumnPlace place,
                        QStringList names)
{
    TrialColumn column;
    column.kind = kind;
    column.title = QCoreApplication::translate("TrialTable", title);
    column.toolTip = QCoreApplication::translate("TrialTable", toolTip);
    column.place = place;
    column.isNumber = kind != Kind::State && kind != Kind::Mark && kind != Kind::Origin && kind != Kind::Note;
    column.names = std::move(names);
    return column;
}

ColumnPlace placeOf(const std::string& param)
{
    if (param == "learning_rate" || param == "optimizer")
        return ColumnPlace::Always;
    if (param == "batch_size" || param == "activation" || param == "dropout")
        return ColumnPlace::Wide;
    return ColumnPlace::Optional;
}

bool holdsNumbers(const ParamSpec& spec)
{
    const auto* choices = std::get_if<ChoiceSet>(&spec.distribution);
    return !choices || (!choices->choices.empty() && paramNumber(choices->choices.front()).has_value());
}

TrialColumn paramColumn(const ParamSpec& spec)
{
    TrialColumn column;
    column.kind = Kind::Param;
    column.param = spec.name;
    column.title = settingColumnTitle(spec.name);
    column.toolTip = settingTitle(spec.name);
    column.place = placeOf(spec.name);
    column.isNumber = holdsNumbers(spec);
    column.names << QString::fromStdString(spec.name);
    const QString shortName = column.title.toLower().remove(u'.');
    if (!column.names.contains(shortName) && !shortName.contains(u' '))
        column.names << shortName;
    if (spec.name == "hidden_layers")
        column.names << QStringLiteral("hidden");
    return column;
}

/// Every parameter of every stage, in the order of the first stage that has it.
std::vector<ParamSpec> searchedParams(const StudySnapshot* snapshot)
{
    std::vector<ParamSpec> params;
    std::set<std::string> seen;
    if (!snapshot)
        return params;
    for (const auto& stage : snapshot->stages) {
        for (const ParamSpec& spec : stage->space.params()) {
            if (seen.insert(spec.name).second)
                params.push_back(spec);
        }
    }
    return params;
}

std::vector<TrialColumn> leadingColumns(const MetricStyle& metric)
{
    std::vector<TrialColumn> columns;
    columns.push_back(
        fixedColumn(Kind::Mark, "", QT_TRANSLATE_NOOP("TrialTable", "Star: best so far. Letter: pinned."), ColumnPlace::Always, {"pin"}));
    columns.push_back(
        fixedColumn(Kind::Number, QT_TRANSLATE_NOOP("TrialTable", "#"), QT_TRANSLATE_NOOP("TrialTable", "Trial number"), ColumnPlace::Always, {"trial", "number", "#"}));
    columns.push_back(
        fixedColumn(Kind::State, QT_TRANSLATE_NOOP("TrialTable", "State"), QT_TRANSLATE_NOOP("TrialTable", "How far the trial came"), ColumnPlace::Always, {"state"}));
    TrialColumn score = fixedColumn(Kind::Score, "", QT_TRANSLATE_NOOP("TrialTable", "Validation score at the best epoch"),
                                    ColumnPlace::Always, {"score", "value", metric.name});
    score.title = metric.column;
    if (metric.name == QLatin1String("accuracy"))
        score.names << QStringLiteral("acc");
    columns.push_back(score);
    columns.push_back(fixedColumn(Kind::Gap, QT_TRANSLATE_NOOP("TrialTable", "Gap"), QT_TRANSLATE_NOOP("TrialTable", "Training minus validation at the best epoch"),
                                  ColumnPlace::Wide, {"gap"}));
    columns.push_back(
        fixedColumn(Kind::Epoch, QT_TRANSLATE_NOOP("TrialTable", "Epoch"), QT_TRANSLATE_NOOP("TrialTable", "Epochs trained"), ColumnPlace::Always, {"epoch", "epochs"}));
    return columns;
}

std::vector<TrialColumn> trailingColumns()
{
    return {fixedColumn(Kind::Time, QT_TRANSLATE_NOOP("TrialTable", "Time"), QT_TRANSLATE_NOOP("TrialTable", "Training time"), ColumnPlace::Wide, {"time", "seconds"}),
            fixedColumn(Kind::Loss, QT_TRANSLATE_NOOP("TrialTable", "Val. loss"), QT_TRANSLATE_NOOP("TrialTable", "Validation loss at the best epoch"), ColumnPlace::Optional,
                        {"loss"}),
            fixedColumn(Kind::MacroF1, QT_TRANSLATE_NOOP("TrialTable", "Macro F1"), QT_TRANSLATE_NOOP("TrialTable", "Mean F1 over the classes at the best epoch"),
                        ColumnPlace::Optional, {"macro_f1"}),
            fixedColumn(Kind::BestEpoch, QT_TRANSLATE_NOOP("TrialTable", "Best epoch"), QT_TRANSLATE_NOOP("TrialTable", "Epoch of the best score"), ColumnPlace::Optional,
                        {"best_epoch"}),
            fixedColumn(Kind::Weights, QT_TRANSLATE_NOOP("TrialTable", "Weights"), QT_TRANSLATE_NOOP("TrialTable", "Number of weights of the network"), ColumnPlace::Optional,
                        {"weights"}),
            fixedColumn(Kind::Seed, QT_TRANSLATE_NOOP("TrialTable", "Seed"), QT_TRANSLATE_NOOP("TrialTable", "Seed of the trial"), ColumnPlace::Optional, {"seed"}),
            fixedColumn(Kind::Origin, QT_TRANSLATE_NOOP("TrialTable", "Origin"), QT_TRANSLATE_NOOP("TrialTable", "Who proposed the trial"), ColumnPlace::Optional, {"origin"}),
            fixedColumn(Kind::Note, QT_TRANSLATE_NOOP("TrialTable", "Note"), QT_TRANSLATE_NOOP("TrialTable", "Your note"), ColumnPlace::Optional, {"note"})};
}

double lossAtBest(const TrialSnapshot& trial)
{
    const auto epoch = static_cast<std::size_t>(std::max(0, trial.bestEpochSoFar));
    return epoch < trial.curves.validationLoss.size() ? double(trial.curves.validationLoss[epoch]) : kNoValue;
}

double secondsOf(const TrialSnapshot& trial)
{
    if (isTold(trial.state) && trial.outcome.trialSeconds > 0)
        return trial.outcome.trialSeconds;
    const double seconds = trial.endSeconds - trial.startSeconds;
    return trial.state != TrialState::Queued && seconds > 0 ? seconds : kNoValue;
}

std::optional<double> layersNumber(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    if (const ParamValue* value = settingOf(snapshot, trial, "hidden_layers"))
        return paramNumber(*value);
    const ParamValue* units = settingOf(snapshot, trial, "units");
    const auto* list = units ? std::get_if<std::vector<std::int64_t>>(units) : nullptr;
    return list ? std::optional<double>(double(list->size())) : std::nullopt;
}

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

QString settingCell(const StudySnapshot& snapshot, const TrialSnapshot& trial, const std::string& param)
{
    const ParamValue* setting = settingOf(snapshot, trial, param);
    return setting ? settingText(*setting) : QString();
}

QString textOf(const StudySnapshot& snapshot, const TrialSnapshot& trial, const TrialColumn& column,
               const MetricStyle& metric, const std::optional<double>& number)
{
    switch (column.kind) {
    case Kind::Mark:
        return {};
    case Kind::State:
        return stateWord(trial);
    case Kind::Score:
        return scoreText(number.value_or(kNoValue), metric);
    case Kind::Gap:
        return gapText(number.value_or(kNoValue), metric);
    case Kind::Param:
        return settingCell(snapshot, trial, column.param);
    case Kind::Layers:
        return layersText(snapshot, trial);
    case Kind::Time:
        return durationText(number.value_or(kNoValue));
    case Kind::Loss:
        return lossText(number.value_or(kNoValue));
    case Kind::MacroF1:
        return number ? QString::number(100.0 * *number, 'f', 1) : QString();
    case Kind::Seed:
        return QString::number(trial.start.seed);
    case Kind::Origin:
        return QString::fromStdString(originText(trial.start.origin));
    case Kind::Note:
        return QString::fromStdString(trial.note);
    case Kind::Number:
    case Kind::Epoch:
    case Kind::BestEpoch:
    case Kind::Weights:
        return number ? wholeText(static_cast<qint64>(*number)) : QString();
    }
    return {};
}

} // namespace

std::vector<TrialColumn> trialColumns(const StudySnapshot* snapshot)
{
    std::vector<TrialColumn> columns = leadingColumns(metricStyleOf(snapshot));
    bool hasLayers = false;
    for (const ParamSpec& spec : searchedParams(snapshot)) {
        const bool isSize = spec.name == "hidden_layers" || spec.name == "units";
        if (isSize && !hasLayers) {
            hasLayers = true;
            TrialColumn layers =
                fixedColumn(Kind::Layers, QT_TRANSLATE_NOOP("TrialTable", "Layers"), QT_TRANSLATE_NOOP("TrialTable", "Hidden layers × units"), ColumnPlace::Always, {"layers"});
            columns.push_back(layers);
        }
        columns.push_back(paramColumn(spec));
        if (hasLayers && spec.name == "hidden_layers")
            columns.back().names.removeAll(QStringLiteral("layers"));
        if (isSize)
            columns.back().title = settingTitle(spec.name);
    }
    for (TrialColumn& column : trailingColumns())
        columns.push_back(std::move(column));
    return columns;
}

std::optional<double> trialNumber(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                                  const TrialColumn& column, const MetricStyle& metric)
{
    switch (column.kind) {
    case Kind::Number:
        return trial.number();
    case Kind::Score:
        return finite(shownScore(trial));
    case Kind::Gap:
        return finite(gapOf(trial, metric));
    case Kind::Epoch:
        return trial.state == TrialState::Queued ? std::nullopt
                                                 : std::optional<double>(trial.finishedEpochs());
    case Kind::Param: {
        const ParamValue* value = settingOf(snapshot, trial, column.param);
        return value ? paramNumber(*value) : std::nullopt;
    }
    case Kind::Layers:
        return layersNumber(snapshot, trial);
    case Kind::Time:
        return finite(secondsOf(trial));
    case Kind::Loss:
        return finite(lossAtBest(trial));
    case Kind::MacroF1:
        return trial.bestEpochSoFar > 0 ? finite(trial.macroF1) : std::nullopt;
    case Kind::BestEpoch:
        return trial.bestEpochSoFar > 0 ? std::optional<double>(trial.bestEpochSoFar) : std::nullopt;
    case Kind::Weights:
        return trial.outcome.weights > 0 ? std::optional<double>(double(trial.outcome.weights))
                                         : std::nullopt;
    case Kind::Seed:
        return double(trial.start.seed);
    case Kind::Mark:
    case Kind::State:
    case Kind::Origin:
    case Kind::Note:
        return std::nullopt;
    }
    return std::nullopt;
}

TrialValue trialValue(const StudySnapshot& snapshot, const TrialSnapshot& trial, const TrialColumn& column,
                      const MetricStyle& metric)
{
    const std::optional<double> number = trialNumber(snapshot, trial, column, metric);
    return {number, textOf(snapshot, trial, column, metric, number)};
}

QString columnTopic(const TrialColumn& column, const MetricStyle& metric)
{
    switch (column.kind) {
    case TrialColumnKind::State:
        return QStringLiteral("term:state");
    case TrialColumnKind::Score:
        return QStringLiteral("metric:") + metric.name;
    case TrialColumnKind::Gap:
        return QStringLiteral("term:gap");
    case TrialColumnKind::Epoch:
        return QStringLiteral("term:epoch");
    case TrialColumnKind::Param:
        return QStringLiteral("setting:") + toQt(column.param);
    case TrialColumnKind::Layers:
        return QStringLiteral("setting:hidden_layers");
    case TrialColumnKind::Time:
        return QStringLiteral("metric:train_seconds");
    case TrialColumnKind::Loss:
        return QStringLiteral("metric:loss");
    case TrialColumnKind::MacroF1:
        return QStringLiteral("metric:f1");
    case TrialColumnKind::BestEpoch:
        return QStringLiteral("term:best_epoch");
    case TrialColumnKind::Weights:
        return QStringLiteral("metric:weights");
    case TrialColumnKind::Seed:
        return QStringLiteral("term:seed");
    case TrialColumnKind::Mark:
    case TrialColumnKind::Number:
    case TrialColumnKind::Origin:
    case TrialColumnKind::Note:
        break;
    }
    return {};
}

} // namespace tunescope::ui
