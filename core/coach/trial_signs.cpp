// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/trial_signs.h"

#include "core/coach/curve_statistics.h"
#include "core/metrics/metric_registry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kErrors = 2.0; ///< Standard errors beyond which a difference counts: about 95 %.

double entropyOf(const std::vector<double>& counts)
{
    double total = 0.0;
    for (const double count : counts)
        total += count;
    double entropy = 0.0;
    for (const double count : counts)
        entropy -= count > 0.0 ? count / total * std::log(count / total) : 0.0;
    return entropy;
}

std::vector<double> classCounts(const StudyCase& study, const TrialCase& trial)
{
    std::vector<double> counts;
    for (int c = 0; c < trial.confusion.classes(); ++c)
        counts.push_back(static_cast<double>(trial.confusion.rowSum(c)));
    if (counts.empty() && study.data) {
        for (const ClassFacts& facts : study.data->classes)
            counts.push_back(static_cast<double>(facts.rows));
    }
    return counts;
}

bool isBelowReference(const StudyCase& study, double value, double points)
{
    const std::optional<Reference> reference = referenceOf(study);
    if (!reference || !std::isfinite(value))
        return false;
    const MetricScale scale(study);
    return scale.gain(value, reference->value) > std::max(points, kErrors * scale.error(reference->value));
}

} // namespace

MetricScale::MetricScale(const StudyCase& study)
    : m_direction(study.direction)
    , m_isShare(false)
    , m_unit(1.0)
    , m_rows(static_cast<double>(std::max<std::int64_t>(study.facts.validationRows, 1)))
{
    const MetricEntry* entry = findMetric(study.metric);
    m_isShare = entry != nullptr && entry->isShare;
    if (m_isShare || study.metric == "r2" || study.metric == "mcc")
        return;
    if (study.baselines && std::isfinite(study.baselines->constant) && study.baselines->constant != 0.0 &&
        study.metric == study.baselines->metric)
        m_unit = std::abs(study.baselines->constant);
}

double MetricScale::gain(double from, double to) const
{
    return (m_direction == Direction::Maximize ? to - from : from - to) / m_unit;
}

double MetricScale::error(double value) const
{
    if (m_isShare)
        return shareError(value, m_rows);
    return std::abs(value) / m_unit / std::sqrt(2.0 * m_rows);
}

std::string MetricScale::text(double value) const
{
    return m_isShare ? percentOf(value) : shortNumber(value);
}

double guessLoss(const StudyCase& study, const TrialCase& trial)
{
    const std::vector<double> counts = classCounts(study, trial);
    if (study.task == Task::Classification || study.task == Task::Segmentation) {
        const double entropy = entropyOf(counts);
        if (entropy > 0.0)
            return entropy;
        if (study.facts.classNames.size() > 1)
            return std::log(static_cast<double>(study.facts.classNames.size()));
    }
    // Targets are scaled for training, so that the loss of "always the mean" is its error's square in that
    // scale.
    const bool measured = study.metric == "rmse" && study.baselines &&
                          study.baselines->metric == study.metric && study.baselines->constant > 0.0;
    for (std::size_t epoch = 0; measured && epoch < std::min(trial.curves.validationLoss.size(),
                                                             trial.curves.validationMetric.size());
         ++epoch) {
        const double guess = trial.curves.validationLoss[epoch] *
                             std::pow(study.baselines->constant / trial.curves.validationMetric[epoch], 2);
        if (std::isfinite(guess) && guess > 0.0)
            return guess;
    }
    for (const double loss : trial.curves.validationLoss) {
        if (std::isfinite(loss) && loss > 0.0)
            return loss;
    }
    return 1.0;
}

std::optional<Reference> referenceOf(const StudyCase& study)
{
    std::optional<Reference> best;
    const auto offer = [&](double value, const char* name) {
        if (std::isfinite(value) && (!best || isBetter(value, best->value, study.direction)))
            best = Reference{value, name};
    };
    if (study.baselines && study.baselines->metric == study.metric) {
        offer(study.baselines->constant, "always the same answer");
        offer(study.baselines->linear, "a model without hidden layers");
    }
    if (study.probe && study.metric == "accuracy")
        offer(study.probe->neighbourScore, "the label of the most similar rows");
    if (study.probe && study.metric == "rmse")
        offer(study.probe->neighbourError, "the mean of the most similar rows");
    return best;
}

double trainedScore(const StudyCase& study, const TrialCase& trial)
{
    const std::span<const double> last = lastValues(trial.curves.trainMetric, 3);
    double score = medianOf({last.begin(), last.end()});
    const double value = bestScore(study, trial);
    const double measured = value + trial.gap;
    if (std::isfinite(measured) && (!std::isfinite(score) || isBetter(measured, score, study.direction)))
        score = measured;
    return score;
}

double bestScore(const StudyCase& study, const TrialCase& trial)
{
    double best = kNan;
    for (std::size_t epoch = 1; epoch < trial.curves.validationMetric.size(); ++epoch) {
        const double value = trial.curves.validationMetric[epoch];
        if (std::isfinite(value) && (!std::isfinite(best) || isBetter(value, best, study.direction)))
            best = value;
    }
    return best;
}

bool trainsBelow(const StudyCase& study, const TrialCase& trial, double points)
{
    return isBelowReference(study, trainedScore(study, trial), points);
}

bool scoresBelow(const StudyCase& study, const TrialCase& trial, double points)
{
    return isBelowReference(study, bestScore(study, trial), points);
}

std::size_t layerCount(const TrialCase& trial)
{
    return trial.layers.empty() ? 0 : trial.layers.front().layers.size();
}

std::string layerNameOf(const TrialCase& trial, std::size_t layer)
{
    return layer < layerCount(trial) ? trial.layers.front().layers[layer].name : std::string();
}

std::vector<double> layerSeries(const TrialCase& trial, std::size_t layer, LayerNumber number)
{
    std::vector<double> values;
    for (const EpochLayers& epoch : trial.layers) {
        if (layer >= epoch.layers.size()) {
            values.push_back(kNan);
            continue;
        }
        const LayerReport& report = epoch.layers[layer];
        switch (number) {
        case LayerNumber::UpdateRatio:
            values.push_back(report.updateRatio);
            break;
        case LayerNumber::GradientNorm:
            values.push_back(report.gradientNorm);
            break;
        case LayerNumber::DeadShare:
            values.push_back(report.deadShare);
            break;
        case LayerNumber::SaturatedShare:
            values.push_back(report.saturatedShare);
            break;
        }
    }
    return values;
}

std::optional<double> settingNumber(const TrialCase& trial, std::string_view name)
{
    const ParamValue* value = trial.settings.find(name);
    return value ? paramNumber(*value) : std::nullopt;
}

std::string settingText(const TrialCase& trial, std::string_view name)
{
    const ParamValue* value = trial.settings.find(name);
    return value ? paramText(*value) : std::string();
}

std::string percentOf(double share, int decimals)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), share * 100.0,
                                            std::chars_format::fixed, decimals);
    return std::string(buffer.data(), error == std::errc() ? end : buffer.data()) + " %";
}

std::string shortNumber(double value)
{
    if (!std::isfinite(value))
        return "no number";
    std::array<char, 40> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 3);
    return {buffer.data(), error == std::errc() ? end : buffer.data()};
}

std::string pointsText(double gain)
{
    std::array<char, 40> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                            std::abs(gain) * 100.0, std::chars_format::fixed, 1);
    return std::string(buffer.data(), error == std::errc() ? end : buffer.data()) + " points";
}

} // namespace tunescope
