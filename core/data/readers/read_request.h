// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/data/dataset.h"
#include "core/data/generators/generator_settings.h"
#include "core/data/read_progress.h"

#include <filesystem>
#include <string>

namespace tunescope {

/// What a reader is asked to read.
struct ReadRequest {
    std::filesystem::path path;
    std::string settings;       ///< What follows the colon of "digits.csv:window=20"; empty if nothing does.
    ImportSettings import = {}; ///< Tables.
    ReadProgress progress = {};
};

/// Fewest samples that can be trained on and checked.
inline constexpr std::int64_t kFewestSamples = 10;

/// The settings of a reader, named by the file. Errors: those of GeneratorSettings::parse().
[[nodiscard]] Result<GeneratorSettings> readerSettings(const ReadRequest& request,
                                                       std::span<const GeneratorSetting> declared);

/// Errors: ReaderSettings if any were given.
[[nodiscard]] Result<void> refuseSettings(const ReadRequest& request);

/// Errors: SamplesTooFew; SamplesOneClass where every sample has a class.
[[nodiscard]] Result<void> checkSamples(const Dataset& dataset, std::string_view noun,
                                        std::string_view plural = {});

/// Errors: SamplesMemory if `bytes` are more than what is free. `hint` says what to do.
[[nodiscard]] Result<void> checkFreeMemory(double bytes, std::string_view hint);

} // namespace tunescope
