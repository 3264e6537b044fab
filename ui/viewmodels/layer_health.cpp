// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/layer_health.h"

#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope::ui {
namespace {

constexpr float kExplodingStep = 0.3F;
constexpr float kDeadAlarm = 0.3F;
constexpr float kSaturatedAlarm = 0.5F;
constexpr double kHardlyMoves = 1e-5;

QString layerTr(const char* text)
{
    return QCoreApplication::translate("LayerHealth", text);
}

QString layerPercent(double share)
{
    const double percent = 100.0 * share;
    if (percent > 0.0 && percent < 1.0)
        return layerTr("under 1 %");
    return layerTr("%1 %").arg(wholeText(std::llround(percent)));
}

/// "dense_3" is a dense layer; the number counts everything between the layers with weights, too.
QString kindWord(const std::string& name, bool isLast)
{
    if (isLast)
        return layerTr("output");
    if (name.starts_with("dense"))
        return layerTr("dense");
    if (name.starts_with("conv"))
        return layerTr("convolution");
    if (name.starts_with("lstm"))
        return QStringLiteral("LSTM");
    if (name.starts_with("gru"))
        return QStringLiteral("GRU");
    if (name.starts_with("embedding"))
        return layerTr("embedding");
    return QString::fromStdString(name.substr(0, name.rfind('_')));
}

bool isWrongNumber(const LayerReport& report)
{
    return !std::isfinite(report.gradientNorm) || std::isinf(report.updateRatio) ||
           report.updateRatio > kExplodingStep;
}

LayerState stateOf(const LayerReport& report, double mostMoved)
{
    if (isWrongNumber(report))
        return LayerState::Exploding;
    if (report.deadShare > kDeadAlarm) // False for not-a-number, as are the next ones.
        return LayerState::Dead;
    if (report.saturatedShare > kSaturatedAlarm)
        return LayerState::Saturated;
    if (report.updateRatio < kHardlyMoves && mostMoved > kHealthyLow)
        return LayerState::Vanishing;
    if (report.updateRatio < kHealthyLow)
        return LayerState::SmallSteps;
    return report.updateRatio > kHealthyHigh ? LayerState::LargeSteps : LayerState::Healthy;
}

QString wordOf(const LayerHealth& layer)
{
    switch (layer.state) {
    case LayerState::Exploding:
        return layerTr("exploding");
    case LayerState::Dead:
        return layerTr("%1 dead").arg(layerPercent(double(layer.report.deadShare)));
    case LayerState::Saturated:
        return layerTr("%1 saturated").arg(layerPercent(double(layer.report.saturatedShare)));
    case LayerState::Vanishing:
        return layerTr("hardly moves");
    case LayerState::SmallSteps:
        return layerTr("small steps");
    case LayerState::LargeSteps:
        return layerTr("large steps");
    case LayerState::Healthy:
        break;
    }
    return layer.report.deadShare > 0.0F
               ? layerTr("%1 dead").arg(layerPercent(double(layer.report.deadShare)))
               : layerTr("healthy");
}

QString sentenceOf(const LayerHealth& layer)
{
    const QString ratio = ratioText(double(layer.report.updateRatio));
    switch (layer.state) {
    case LayerState::Exploding:
        return std::isfinite(layer.report.gradientNorm) && std::isfinite(layer.report.updateRatio)
                   ? layerTr("%1: one step changes the weights by %2, it is exploding. A lower learning rate "
                             "or a gradient clip helps.")
                         .arg(layer.title, ratio)
                   : layerTr("%1: its gradient is no number any more, it has exploded. A lower learning rate "
                             "or a gradient clip helps.")
                         .arg(layer.title);
    case LayerState::Dead:
        return layerTr("%1: %2 of the units are dead, they answer 0 to every row looked at. Leaky ReLU or a "
                       "lower learning rate helps.")
            .arg(layer.title, layerPercent(double(layer.report.deadShare)));
    case LayerState::Saturated:
        return layerTr("%1: %2 of the outputs are saturated, so hardly any gradient comes through. Smaller "
                       "starting weights, normalization or ReLU helps.")
            .arg(layer.title, layerPercent(double(layer.report.saturatedShare)));
    case LayerState::Vanishing:
        return layerTr("%1: it hardly moves (%2 a step) while later layers do, its gradient vanishes. ReLU, "
                       "fewer layers or He initialization helps.")
            .arg(layer.title, ratio);
    case LayerState::SmallSteps:
        return layerTr("%1: a step changes the weights by only %2.").arg(layer.title, ratio);
    case LayerState::LargeSteps:
        return layerTr("%1: a step changes the weights by %2, more than the usual 1 %.")
            .arg(layer.title, ratio);
    case LayerState::Healthy:
        break;
    }
    return layerTr("%1: healthy, a step changes the weights by %2.").arg(layer.title, ratio);
}

/// How bad; the largest is named first.
int severity(LayerState state)
{
    switch (state) {
    case LayerState::Exploding:
        return 6;
    case LayerState::Dead:
        return 5;
    case LayerState::Vanishing:
        return 4;
    case LayerState::Saturated:
        return 3;
    case LayerState::LargeSteps:
        return 2;
    case LayerState::SmallSteps:
        return 1;
    case LayerState::Healthy:
        break;
    }
    return 0;
}

const EpochLayers* layersAt(const std::vector<EpochLayers>& epochs, int epoch)
{
    const auto found = std::find_if(epochs.begin(), epochs.end(), [&](const EpochLayers& layers) {
        return layers.repeat == 0 && layers.fold == 0 && layers.epoch == epoch;
    });
    return found == epochs.end() ? nullptr : &*found;
}

void fillSeries(std::vector<LayerHealth>& layers, const std::vector<EpochLayers>& epochs)
{
    for (const EpochLayers& of : epochs) {
        if (of.repeat != 0 || of.fold != 0 || of.epoch < 1)
            continue;
        for (std::size_t i = 0; i < std::min(layers.size(), of.layers.size()); ++i) {
            const auto index = static_cast<std::size_t>(of.epoch) - 1;
            for (auto* series : {&layers[i].ratios, &layers[i].gradients})
                series->resize(std::max(series->size(), index + 1), kNoValue);
            layers[i].ratios[index] = double(of.layers[i].updateRatio);
            layers[i].gradients[index] = double(of.layers[i].gradientNorm);
        }
    }
}

} // namespace

bool isAlarming(LayerState state)
{
    return severity(state) >= severity(LayerState::Saturated);
}

QString ratioText(double ratio)
{
    if (!std::isfinite(ratio))
        return QStringLiteral("–");
    return layerTr("%1 %").arg(settingText(ParamValue(100.0 * ratio)));
}

std::vector<LayerHealth> layerHealth(const std::vector<EpochLayers>& epochs, int epoch)
{
    std::vector<LayerHealth> layers;
    const EpochLayers* shown = layersAt(epochs, epoch);
    if (!shown)
        return layers;
    double mostMoved = 0.0;
    for (const LayerReport& report : shown->layers)
        mostMoved = std::fmax(mostMoved, double(report.updateRatio));
    for (std::size_t i = 0; i < shown->layers.size(); ++i) {
        LayerHealth layer;
        layer.report = shown->layers[i];
        layer.title = layerTr("Layer %1").arg(i + 1);
        const bool isLast = i + 1 == shown->layers.size() && std::isnan(layer.report.deadShare);
        layer.kind = kindWord(layer.report.name, isLast && shown->layers.size() > 1);
        const auto& bins = layer.report.histogram;
        layer.weights = std::accumulate(bins.begin(), bins.end(), qint64{0});
        layer.state = stateOf(layer.report, mostMoved);
        layer.word = wordOf(layer);
        layer.sentence = sentenceOf(layer);
        layers.push_back(std::move(layer));
    }
    fillSeries(layers, epochs);
    return layers;
}

QString layersSentence(const std::vector<LayerHealth>& layers)
{
    if (layers.empty())
        return {};
    std::vector<const LayerHealth*> alarming;
    for (const LayerHealth& layer : layers) {
        if (isAlarming(layer.state))
            alarming.push_back(&layer);
    }
    std::stable_sort(alarming.begin(), alarming.end(), [](const LayerHealth* a, const LayerHealth* b) {
        return severity(a->state) > severity(b->state);
    });
    if (!alarming.empty()) {
        const int others = static_cast<int>(alarming.size()) - 1;
        QString text = alarming.front()->sentence;
        if (others > 0)
            text +=
                QCoreApplication::translate("LayerHealth", " Also look at %n more layer(s).", nullptr, others);
        return text;
    }
    const int count = static_cast<int>(layers.size());
    const auto odd = std::find_if(layers.begin(), layers.end(), [](const LayerHealth& layer) {
        return layer.state != LayerState::Healthy;
    });
    const QString fine =
        QCoreApplication::translate("LayerHealth", "Nothing is wrong with the %n layer(s).", nullptr, count);
    return odd == layers.end() ? fine : fine + u' ' + odd->sentence;
}

} // namespace tunescope::ui
