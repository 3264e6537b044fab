// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/read_request.h"

#include "core/base/number_text.h"
#include "core/data/count_text.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

namespace tunescope {
namespace {

/// Memory that can be had without swapping; nothing where the system does not tell.
std::optional<double> freeBytes()
{
    std::ifstream file("/proc/meminfo");
    std::string word;
    std::string amount;
    while (file >> word) {
        if (word == "MemAvailable:" && file >> amount)
            return 1024.0 * static_cast<double>(parseUnsigned(amount).value_or(0));
    }
    return std::nullopt;
}

double gigabytes(double bytes)
{
    return std::round(bytes / 1e8) / 10.0;
}

} // namespace

Result<GeneratorSettings> readerSettings(const ReadRequest& request,
                                         std::span<const GeneratorSetting> declared)
{
    return GeneratorSettings::parse(request.path.filename().string(), declared, request.settings);
}

Result<void> refuseSettings(const ReadRequest& request)
{
    if (request.settings.empty())
        return {};
    return fail(ErrorCode::ReaderSettings, {{"text", request.settings}});
}

Result<void> checkSamples(const Dataset& dataset, std::string_view noun, std::string_view plural)
{
    if (dataset.rows() < kFewestSamples) {
        return fail(ErrorCode::SamplesTooFew,
                    {{"count", countText(dataset.rows(), noun, plural)}, {"limit", kFewestSamples}});
    }
    if (!dataset.hasClasses())
        return {};
    const std::vector<std::int32_t>& codes = dataset.target.codes;
    if (std::all_of(codes.begin(), codes.end(), [&](std::int32_t code) { return code == codes.front(); })) {
        const auto first = static_cast<std::size_t>(codes.front());
        return fail(ErrorCode::SamplesOneClass, {{"name", dataset.target.categories[first]}});
    }
    return {};
}

Result<void> checkFreeMemory(double bytes, std::string_view hint)
{
    constexpr double kUsable = 0.6; // Training needs room too.
    const std::optional<double> available = freeBytes();
    if (!available || bytes <= kUsable * *available)
        return {};
    return fail(ErrorCode::SamplesMemory,
                {{"needed", gigabytes(bytes)}, {"free", gigabytes(*available)}, {"hint", hint}});
}

} // namespace tunescope
