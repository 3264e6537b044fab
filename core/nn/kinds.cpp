// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kinds.h"

#include <array>

namespace tunescope {
namespace {

using Name = std::string_view;

constexpr std::array<Name, 7> kActivations{"sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu"};
constexpr std::array<Name, 9> kInitializers{"auto", "zeros", "normal_small", "normal_large",  "xavier",
                                            "he",   "lecun", "orthogonal",   "uniform_fan_in"};
constexpr std::array<Name, 6> kOptimizers{"sgd", "rmsprop", "adagrad", "adam", "adamw", "nadam"};
constexpr std::array<Name, 6> kSchedules{"constant", "step", "exponential", "cosine", "one_cycle", "plateau"};
constexpr std::array<Name, 3> kNormalizations{"none", "batch", "layer"};
constexpr std::array<Name, 2> kClassWeights{"none", "balanced"};
constexpr std::array<Name, 8> kModels{"mlp",       "cnn",         "lstm",     "gru",
                                      "segmenter", "autoencoder", "text_mlp", "char_lstm"};

} // namespace

std::span<const std::string_view> activationNames()
{
    return kActivations;
}

std::span<const std::string_view> initializerNames()
{
    return kInitializers;
}

std::span<const std::string_view> optimizerNames()
{
    return kOptimizers;
}

std::span<const std::string_view> scheduleNames()
{
    return kSchedules;
}

std::span<const std::string_view> normalizationNames()
{
    return kNormalizations;
}

std::span<const std::string_view> classWeightNames()
{
    return kClassWeights;
}

std::span<const std::string_view> modelNames()
{
    return kModels;
}

} // namespace tunescope
