// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/search_space_defaults.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

struct Preferred {
    std::string_view name;
    double low;
    double high;
    Scale scale;
};

/// Ranges in which students find both ends bad and the middle good.
constexpr std::array kPreferred{
    Preferred{"learning_rate", 1e-4, 1.0, Scale::Log},
    Preferred{"momentum", 0.0, 0.99, Scale::Linear},
    Preferred{"batch_size", 8, 256, Scale::Log},
    Preferred{"hidden_layers", 1, 8, Scale::Linear},
    Preferred{"units", 8, 512, Scale::Log},
    Preferred{"filters", 4, 64, Scale::Log},
    Preferred{"kernel_size", 1, 7, Scale::Linear},
    Preferred{"embedding", 8, 128, Scale::Log},
    Preferred{"sequence_length", 8, 128, Scale::Log},
    Preferred{"dropout", 0.0, 0.8, Scale::Linear},
    Preferred{"weight_decay", 1e-6, 1.0, Scale::Log},
    Preferred{"l1", 1e-7, 1e-1, Scale::Log},
    Preferred{"l2", 1e-7, 1e-1, Scale::Log},
    Preferred{"beta1", 0.8, 0.99, Scale::Linear},
    Preferred{"beta2", 0.9, 0.9999, Scale::Linear},
    Preferred{"gradient_clip", 0.1, 10.0, Scale::Log},
    Preferred{"label_smoothing", 0.0, 0.3, Scale::Linear},
    Preferred{"noise_std", 0.0, 0.5, Scale::Linear},
    Preferred{"warmup_epochs", 0, 10, Scale::Linear},
    Preferred{"patience", 2, 20, Scale::Linear},
    Preferred{"schedule_gamma", 0.1, 0.9, Scale::Linear},
    Preferred{"schedule_step", 2, 20, Scale::Linear},
    Preferred{"min_delta", 1e-5, 1e-2, Scale::Log},
    Preferred{"epochs", 5, 100, Scale::Linear},
};

constexpr std::size_t kMostChips = 8;

double roundedTo3(double value)
{
    if (value == 0.0)
        return 0.0;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2.0);
    // Divided by the inverse where the unit is below 1, so that 0.3 comes out as 0.3 exactly.
    return unit < 1.0 ? std::round(value / unit) / std::round(1.0 / unit) : std::round(value / unit) * unit;
}

/// Powers of the base strictly between the ends.
std::vector<double> powersBetween(double low, double high, double base)
{
    std::vector<double> values;
    for (double power = std::ceil(std::log(low) / std::log(base) - 1e-9);; power += 1.0) {
        const double value =
            base == 10.0 && power < 0 ? 1.0 / std::round(std::pow(10.0, -power)) : std::pow(base, power);
        if (value >= high * (1.0 - 1e-9))
            return values;
        if (value > low * (1.0 + 1e-9))
            values.push_back(value);
    }
}

std::vector<double> evenBetween(double low, double high, int inner)
{
    std::vector<double> values;
    for (int k = 1; k <= inner; ++k)
        values.push_back(roundedTo3(low + (high - low) * k / (inner + 1)));
    return values;
}

/// Every second value, then every third ..., until they fit between the two ends.
std::vector<double> thinned(const std::vector<double>& values, std::size_t most)
{
    const std::size_t stride = (values.size() + most - 1) / std::max<std::size_t>(most, 1);
    std::vector<double> kept;
    for (std::size_t i = stride > 1 ? stride - 1 : 0; i < values.size();
         i += std::max<std::size_t>(stride, 1))
        kept.push_back(values[i]);
    return kept;
}

std::vector<double> between(const FloatRange& range)
{
    if (range.scale == Scale::Linear)
        return evenBetween(range.low, range.high, 3);
    std::vector<double> values = thinned(powersBetween(range.low, range.high, 10.0), kMostChips - 2);
    if (values.empty())
        values.push_back(roundedTo3(std::sqrt(range.low * range.high)));
    return values;
}

std::vector<double> between(const IntRange& range)
{
    const auto low = static_cast<double>(range.low);
    const auto high = static_cast<double>(range.high);
    if (range.scale == Scale::Log)
        return thinned(powersBetween(low, high, 2.0), kMostChips - 2);
    std::vector<double> values;
    if (high - low < static_cast<double>(kMostChips)) {
        for (double value = low + static_cast<double>(range.step); value < high;
             value += static_cast<double>(range.step))
            values.push_back(value);
        return values;
    }
    for (const double value : evenBetween(low, high, 3))
        values.push_back(std::round(value));
    return values;
}

} // namespace

const std::set<std::string>& usualSettings()
{
    static const std::set<std::string> names{
        "model",       "filters",       "learning_rate", "optimizer",  "momentum",
        "batch_size",  "hidden_layers", "units",         "activation", "dropout",
        "weight_decay"};
    return names;
}

Distribution preferredRange(std::string_view name, const Distribution& widest)
{
    const auto* found = std::find_if(kPreferred.begin(), kPreferred.end(),
                                     [&](const Preferred& entry) { return entry.name == name; });
    if (found == kPreferred.end())
        return widest;
    if (const auto* real = std::get_if<FloatRange>(&widest)) {
        FloatRange range{std::max(found->low, real->low), std::min(found->high, real->high), found->scale};
        return range.low < range.high ? Distribution(range) : widest;
    }
    if (const auto* whole = std::get_if<IntRange>(&widest)) {
        IntRange range{std::max(std::llround(found->low), static_cast<long long>(whole->low)),
                       std::min(std::llround(found->high), static_cast<long long>(whole->high)),
                       found->scale};
        if (range.scale == Scale::Linear)
            range.step = whole->step;
        return range.low < range.high ? Distribution(range) : widest;
    }
    return widest;
}

std::vector<ParamValue> choicesFromRange(const Distribution& range)
{
    std::vector<ParamValue> choices;
    if (const auto* real = std::get_if<FloatRange>(&range)) {
        choices.emplace_back(real->low);
        for (const double value : between(*real))
            choices.emplace_back(value);
        if (real->high > real->low)
            choices.emplace_back(real->high);
    } else if (const auto* whole = std::get_if<IntRange>(&range)) {
        choices.emplace_back(whole->low);
        for (const double value : between(*whole))
            choices.emplace_back(static_cast<std::int64_t>(std::llround(value)));
        if (whole->high > whole->low)
            choices.emplace_back(whole->high);
    }
    return choices;
}

} // namespace tunescope::ui
