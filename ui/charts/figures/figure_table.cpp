// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_painters.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

enum class Bend { Sigmoid, Tanh, Relu, LeakyRelu, Elu, Gelu, Silu };
constexpr std::array kBendNames{"sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu"};

template <Bend bend>
void paintBend(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    figures::activation(kBendNames[std::size_t(bend)], painter, area, theme, phase);
}

constexpr const char* kBendCaption = QT_TRANSLATE_NOOP(
    "figure", "What the function makes of the sum that comes in (line) and its slope (dashes): where the slope is 0, "
              "no gradient passes and nothing is learned.");

constexpr std::array kFigures{
    FigureEntry{"learning_rate", &figures::learningRate, 4.5,
                QT_TRANSLATE_NOOP("figure", "Nine steps of gradient descent in the same valley: with a small learning "
                                            "rate they hardly move, with a fitting one they reach the bottom, with a "
                                            "large one each step lands higher on the other side.")},
    FigureEntry{"depth", &figures::depth, 4,
                QT_TRANSLATE_NOOP("figure", "The gradient that reaches each of eight layers on its way back from the "
                                            "output: with sigmoid it shrinks at every layer, with ReLU it arrives.")},
    FigureEntry{"regularization", &figures::regularization, 6,
                QT_TRANSLATE_NOOP("figure", "The same flexible curve fitted to twelve noisy points: without a penalty "
                                            "it follows the noise, with a fitting one the shape, with a strong one it "
                                            "goes flat.")},
    FigureEntry{"momentum", &figures::momentum, 6,
                QT_TRANSLATE_NOOP("figure", "Forty steps through a long valley with the same learning rate: with "
                                            "momentum 0.9 they swing and come far, without it they creep.")},
    FigureEntry{"dropout", &figures::dropout, 8,
                QT_TRANSLATE_NOOP("figure", "Left: at each training step other hidden units are switched off at "
                                            "random. Right: when the network is evaluated, all of them work.")},
    FigureEntry{"batch_size", &figures::batchSize, 6,
                QT_TRANSLATE_NOOP("figure", "Forty steps that fit a line to the same 64 samples: two samples a step "
                                            "wander, all 64 go straight, at 32 times the work.")},
    FigureEntry{"activation", &figures::activations, 6,
                QT_TRANSLATE_NOOP("figure", "Three activation functions and their slopes: those of sigmoid and tanh go "
                                            "to 0 on both sides, that of ReLU is 1 for every positive sum.")},
    FigureEntry{"lstm", &figures::lstm, 6,
                QT_TRANSLATE_NOOP("figure", "A stack of LSTM layers: every cell hands its memory on to the next moment "
                                            "(right) and its output to the layer above, so two short inputs are "
                                            "remembered for a while.")},
    FigureEntry{"network_size", &figures::networkSize, 4,
                QT_TRANSLATE_NOOP("figure", "Weights of a network with 64 inputs, two hidden layers and 10 outputs: "
                                            "twice the width becomes nearly four times the weights, and the work "
                                            "grows with them.")},
    FigureEntry{"search", &figures::search, 5,
                QT_TRANSLATE_NOOP("figure", "Nine trials each, where the score (green) hangs on one setting only: the "
                                            "grid tries three of its values, random search nine.")},
    FigureEntry{"activation:sigmoid", &paintBend<Bend::Sigmoid>, 6, kBendCaption},
    FigureEntry{"activation:tanh", &paintBend<Bend::Tanh>, 6, kBendCaption},
    FigureEntry{"activation:relu", &paintBend<Bend::Relu>, 6, kBendCaption},
    FigureEntry{"activation:leaky_relu", &paintBend<Bend::LeakyRelu>, 6, kBendCaption},
    FigureEntry{"activation:elu", &paintBend<Bend::Elu>, 6, kBendCaption},
    FigureEntry{"activation:gelu", &paintBend<Bend::Gelu>, 6, kBendCaption},
    FigureEntry{"activation:silu", &paintBend<Bend::Silu>, 6, kBendCaption},
};

const FigureEntry* figureNamed(const QString& id)
{
    const auto* found =
        std::find_if(kFigures.begin(), kFigures.end(), [&](const FigureEntry& entry) { return id == QLatin1String(entry.id); });
    return found == kFigures.end() ? nullptr : &*found;
}

} // namespace

std::span<const FigureEntry> figureRegistry()
{
    return kFigures;
}

const FigureEntry* findFigure(const QString& id)
{
    const FigureEntry* entry = figureNamed(id);
    return entry ? entry : figureNamed(id.section(QLatin1Char(':'), 0, 0));
}

} // namespace tunescope::ui
