// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class Activation { Sigmoid, Tanh, Relu, LeakyRelu, Elu, Gelu, Silu };
enum class Initializer { Auto, Zeros, NormalSmall, NormalLarge, Xavier, He, Lecun, Orthogonal, UniformFanIn };
enum class OptimizerKind { Sgd, RmsProp, Adagrad, Adam, AdamW, Nadam };
enum class Schedule { Constant, Step, Exponential, Cosine, OneCycle, Plateau };
enum class Normalization { None, Batch, Layer };
enum class ClassWeight { None, Balanced };
enum class ModelKind { Mlp, Cnn, Lstm, Gru, Segmenter, Autoencoder, TextMlp, CharLstm };

/// The names of each kind as in specs and tables, in the order of its enumerators.
[[nodiscard]] std::span<const std::string_view> activationNames();
[[nodiscard]] std::span<const std::string_view> initializerNames();
[[nodiscard]] std::span<const std::string_view> optimizerNames();
[[nodiscard]] std::span<const std::string_view> scheduleNames();
[[nodiscard]] std::span<const std::string_view> normalizationNames();
[[nodiscard]] std::span<const std::string_view> classWeightNames();
[[nodiscard]] std::span<const std::string_view> modelNames();

/// The name of an enumerator in one of the lists above.
template <class Kind>
[[nodiscard]] std::string_view kindName(Kind kind, std::span<const std::string_view> names)
{
    return names[static_cast<std::size_t>(kind)];
}

/// The enumerator of that name; nothing for an unknown one.
template <class Kind>
[[nodiscard]] std::optional<Kind> kindOf(std::string_view name, std::span<const std::string_view> names)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return static_cast<Kind>(i);
    }
    return std::nullopt;
}

} // namespace tunescope
