// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/value_text.h"

#include "ui/viewmodels/setting_names.h"

#include "core/metrics/metric_registry.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

QString titleFrom(const std::string& name)
{
    QString text = QString::fromStdString(name).replace(u'_', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// `digits` significant digits, never in exponent form for ordinary sizes.
QString significant(double value, int digits)
{
    if (value == 0.0)
        return QStringLiteral("0");
    const double size = std::abs(value);
    if (size < 0.000995 || size >= 1e6) {
        QString text = QString::number(value, 'e', 1);
        return text.replace(QLatin1String("e-0"), QLatin1String("e-"))
            .replace(QLatin1String("e+0"), QLatin1String("e"));
    }
    const int before = static_cast<int>(std::floor(std::log10(size))) + 1;
    return QString::number(value, 'f', std::max(0, digits - before));
}

QString noValue()
{
    return QStringLiteral("–");
}

std::string metricNameOf(const StudySnapshot* snapshot)
{
    if (!snapshot)
        return "accuracy";
    if (snapshot->facts) {
        const StudyFacts& facts = *snapshot->facts;
        return facts.studyMetric < facts.metricNames.size() ? facts.metricNames[facts.studyMetric] : "loss";
    }
    if (snapshot->config && !snapshot->config->protocol.metric.empty())
        return snapshot->config->protocol.metric;
    return "accuracy";
}

} // namespace

MetricStyle metricStyleOf(const StudySnapshot* snapshot)
{
    return metricStyleOf(metricNameOf(snapshot));
}

MetricStyle metricStyleOf(const std::string& name)
{
    MetricStyle style;
    style.name = QString::fromStdString(name);
    style.isLoss = name == "loss";
    const MetricEntry* entry = findMetric(name);
    style.title =
        entry ? QString::fromUtf8(entry->title.data(), qsizetype(entry->title.size())) : titleFrom(name);
    if (const qsizetype colon = style.name.indexOf(u':'); colon > 0)
        style.title += QStringLiteral(" of ") + style.name.mid(colon + 1);
    style.direction = entry ? entry->direction : style.isLoss ? Direction::Minimize : Direction::Maximize;
    style.isShare = entry && entry->isShare;
    style.column =
        QStringLiteral("Val. ") + (name == "accuracy" ? QStringLiteral("acc.") : insideSentence(style.title));
    if (name == "iou")
        style.column = QStringLiteral("Val. IoU");
    if (name == "next_char_accuracy")
        style.column = QStringLiteral("Val. next");
    if (name == "recall_at_fpr")
        style.column = QStringLiteral("Val. recall");
    static constexpr std::array kEven{"iou", "dice", "next_char_accuracy", "directional_accuracy",
                                      "recall_at_fpr"};
    style.isStretched = style.isShare && std::find(kEven.begin(), kEven.end(), name) == kEven.end();
    return style;
}

QString scoreText(double value, const MetricStyle& metric)
{
    if (!std::isfinite(value))
        return noValue();
    return metric.isShare ? QString::number(100.0 * value, 'f', 1) : significant(value, 3);
}

QString scoreTextWithUnit(double value, const MetricStyle& metric)
{
    const QString text = scoreText(value, metric);
    return metric.isShare && std::isfinite(value) ? text + QStringLiteral(" %") : text;
}

QString gapText(double difference, const MetricStyle& metric)
{
    if (!std::isfinite(difference))
        return noValue();
    const QString text =
        metric.isShare ? QString::number(100.0 * difference, 'f', 1) : significant(difference, std::abs(difference) < 0.1 ? 1 : 2);
    return difference >= 0 && !text.startsWith(u'-') ? u'+' + text : text;
}

QString lossText(double loss)
{
    return std::isfinite(loss) ? significant(loss, 3) : noValue();
}

QString settingText(const ParamValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return choiceTitle(*text);
    if (const auto* number = std::get_if<double>(&value))
        return significant(*number, 2);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return wholeText(*whole);
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? QStringLiteral("yes") : QStringLiteral("no");
    return QString::fromStdString(paramText(value)).replace(u',', QLatin1String(" × "));
}

QString wholeText(qint64 count)
{
    QString digits = QString::number(std::abs(count));
    if (digits.size() > 4 || std::abs(count) >= 1000) {
        for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
            digits.insert(at, QChar(0x2009));
    }
    return count < 0 ? u'-' + digits : digits;
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return noValue();
    if (seconds < 0.9995)
        return QStringLiteral("%1 ms").arg(std::lround(seconds * 1000));
    if (seconds < 99.95)
        return QString::number(seconds, 'f', 1) + QStringLiteral(" s");
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 3600)
        return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

const ParamValue* settingOf(const StudySnapshot& snapshot, const TrialSnapshot& trial, std::string_view name)
{
    if (const ParamValue* value = trial.start.params.find(name))
        return value;
    const auto stage = static_cast<std::size_t>(trial.start.stage);
    if (stage >= snapshot.stages.size() || !snapshot.stages[stage])
        return nullptr;
    const StageConfig& config = *snapshot.stages[stage];
    // A searched parameter that the trial does not have is inactive, whatever else is fixed.
    return config.space.find(name) ? nullptr : config.fixed.find(name);
}

QString layersText(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    const ParamValue* units = settingOf(snapshot, trial, "units");
    const ParamValue* layers = settingOf(snapshot, trial, "hidden_layers");
    if (units && std::holds_alternative<std::vector<std::int64_t>>(*units))
        return settingText(*units);
    if (layers && sameValue(*layers, std::int64_t{0}))
        return QStringLiteral("none");
    if (!units)
        return layers ? settingText(*layers) : QString();
    return layers ? settingText(*layers) + QStringLiteral(" × ") + settingText(*units) : settingText(*units);
}

QString layersWords(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    const QString text = layersText(snapshot, trial);
    if (settingOf(snapshot, trial, "units") || text.isEmpty() || text == QStringLiteral("none"))
        return text;
    return text + (text == QStringLiteral("1") ? QStringLiteral(" layer") : QStringLiteral(" layers"));
}

QString trialSummary(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    QStringList parts;
    if (const ParamValue* value = settingOf(snapshot, trial, "optimizer"))
        parts << settingText(*value);
    if (const QString layers = layersWords(snapshot, trial); !layers.isEmpty())
        parts << layers;
    if (const ParamValue* value = settingOf(snapshot, trial, "activation"))
        parts << settingText(*value);
    return parts.join(QStringLiteral(", "));
}

double shownScore(const TrialSnapshot& trial)
{
    return trial.outcome.value && trial.state == TrialState::Complete ? *trial.outcome.value
                                                                      : trial.bestValueSoFar;
}

double gapOf(const TrialSnapshot& trial, const MetricStyle& metric)
{
    if (!trial.outcome.runs.empty() && isTold(trial.state) && std::isfinite(trial.outcome.runs.front().gap))
        return trial.outcome.runs.front().gap;
    const auto epoch = static_cast<std::size_t>(std::max(0, trial.bestEpochSoFar));
    const auto& train = metric.isLoss ? trial.curves.trainLoss : trial.curves.trainMetric;
    const auto& validation = metric.isLoss ? trial.curves.validationLoss : trial.curves.validationMetric;
    if (epoch == 0 || epoch >= train.size() || epoch >= validation.size())
        return kNoValue;
    return double(train[epoch]) - double(validation[epoch]);
}

namespace {

QString stateTr(const char* word)
{
    return QCoreApplication::translate("TrialState", word);
}

} // namespace

QString stateWord(const TrialSnapshot& trial)
{
    switch (trial.state) {
    case TrialState::Queued:
        return stateTr("Queued");
    case TrialState::Running:
        return stateTr("Running");
    case TrialState::Paused:
        return stateTr("Paused");
    case TrialState::Complete:
        if (trial.start.origin.kind == OriginKind::Imported)
            return stateTr("Imported");
        return trial.outcome.reason.kind == "early_stopping" ? stateTr("Early stop")
                                                             : stateTr("Finished");
    case TrialState::Pruned:
        return stateTr("Pruned");
    case TrialState::Diverged:
        return stateTr("Diverged");
    case TrialState::Failed:
        return stateTr("Failed");
    case TrialState::Cancelled:
        return stateTr("Stopped");
    }
    return {};
}

} // namespace tunescope::ui
