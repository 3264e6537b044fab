// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/initializers.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

void fillNormal(Rng& rng, double deviation, std::span<float> values)
{
    for (float& value : values)
        value = static_cast<float>(deviation * rng.normal());
}

void fillUniform(Rng& rng, double limit, std::span<float> values)
{
    for (float& value : values)
        value = static_cast<float>(limit * (2.0 * rng.uniform() - 1.0));
}

void fillOrthogonal(Rng& rng, std::int64_t outputs, std::int64_t inputs, std::span<float> weights)
{
    const std::int64_t tall = std::max(outputs, inputs);
    const std::int64_t narrow = std::min(outputs, inputs);
    Eigen::MatrixXd gaussian(tall, narrow);
    for (std::int64_t r = 0; r < tall; ++r) {
        for (std::int64_t c = 0; c < narrow; ++c)
            gaussian(r, c) = rng.normal();
    }
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(gaussian);
    Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(tall, narrow);
    // The signs of R's diagonal make the distribution uniform over all orthogonal matrices.
    for (std::int64_t c = 0; c < narrow; ++c) {
        if (qr.matrixQR()(c, c) < 0.0)
            q.col(c) *= -1.0;
    }
    for (std::int64_t o = 0; o < outputs; ++o) {
        for (std::int64_t i = 0; i < inputs; ++i)
            weights[static_cast<std::size_t>(o * inputs + i)] =
                static_cast<float>(outputs >= inputs ? q(o, i) : q(i, o));
    }
}

} // namespace

Initializer resolvedInitializer(Initializer kind, Activation activation)
{
    if (kind != Initializer::Auto)
        return kind;
    const bool squashing = activation == Activation::Sigmoid || activation == Activation::Tanh;
    return squashing ? Initializer::Xavier : Initializer::He;
}

void initializeWeights(Initializer kind, Activation activation, std::int64_t outputs, std::int64_t inputs,
                       Rng& rng, std::span<float> weights)
{
    const auto fanIn = static_cast<double>(inputs);
    const auto fanOut = static_cast<double>(outputs);
    switch (resolvedInitializer(kind, activation)) {
    case Initializer::Auto: // resolved above
    case Initializer::Zeros:
        std::fill(weights.begin(), weights.end(), 0.0F);
        return;
    case Initializer::NormalSmall:
        return fillNormal(rng, 0.01, weights);
    case Initializer::NormalLarge:
        return fillNormal(rng, 1.0, weights);
    case Initializer::Xavier:
        return fillUniform(rng, std::sqrt(6.0 / (fanIn + fanOut)), weights);
    case Initializer::He:
        return fillNormal(rng, std::sqrt(2.0 / fanIn), weights);
    case Initializer::Lecun:
        return fillNormal(rng, std::sqrt(1.0 / fanIn), weights);
    case Initializer::Orthogonal:
        return fillOrthogonal(rng, outputs, inputs, weights);
    case Initializer::UniformFanIn:
        return fillUniform(rng, 1.0 / std::sqrt(fanIn), weights);
    }
}

void initializeMatrix(Initializer kind, Activation activation, const Parameter& parameter, Rng& rng,
                      std::span<float> plain)
{
    if (parameter.role == ParameterRole::Embedding) {
        if (kind != Initializer::Zeros)
            fillNormal(rng, 1.0, plain);
        return;
    }
    const std::int64_t rows = parameter.rows / parameter.gates;
    const auto count = static_cast<std::size_t>(rows * parameter.columns);
    for (std::int64_t gate = 0; gate < parameter.gates; ++gate) {
        const std::span<float> part = plain.subspan(static_cast<std::size_t>(gate) * count, count);
        const Initializer resolved = resolvedInitializer(kind, activation);
        if (resolved == Initializer::Xavier && parameter.patch > 1)
            fillUniform(rng, std::sqrt(6.0 / static_cast<double>(parameter.columns + rows * parameter.patch)),
                        part);
        else if (resolved == Initializer::UniformFanIn && parameter.fanIn > 0)
            fillUniform(rng, 1.0 / std::sqrt(static_cast<double>(parameter.fanIn)), part);
        else
            initializeWeights(kind, activation, rows, parameter.columns, rng, part);
    }
}

void initializeBias(Initializer kind, std::int64_t inputs, Rng& rng, std::span<float> bias)
{
    if (kind == Initializer::UniformFanIn)
        fillUniform(rng, 1.0 / std::sqrt(static_cast<double>(inputs)), bias);
    else
        std::fill(bias.begin(), bias.end(), 0.0F);
}

} // namespace tunescope
