// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/generators/fraud_generator.h"

#include "core/base/rng.h"
#include "core/data/generators/generator_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace tunescope {
namespace {

constexpr std::array kFraudSettings = {
    GeneratorSetting{"samples", SettingType::Whole, 100, 200'000, 4000, "Number of payments"},
    GeneratorSetting{"rate", SettingType::Real, 0.001, 0.5, 0.5, "Share of frauds"},
    GeneratorSetting{"strength", SettingType::Real, 0.0, 1.0, 0.6, "Probability that a trait of fraud shows"},
    GeneratorSetting{"seed", SettingType::Seed, 0, 0, 0, "Another seed gives other payments"}};

enum Feature : std::size_t {
    LogAmount,
    AmountOverHabit,
    SinHour,
    CosHour,
    LogDistance,
    LogMinutesSinceLast,
    PurchasesInADay,
    NewMerchant,
    Online,
    LogCardAge,
    Declines,
    FirstShop
};
constexpr std::array<std::string_view, 6> kShops = {"groceries",   "fuel",   "restaurant",
                                                    "electronics", "travel", "other"};
constexpr std::size_t kFeatures = FirstShop + kShops.size();

constexpr std::array<std::string_view, FirstShop> kNames = {
    "log_amount",         "amount_over_habit", "sin_hour",
    "cos_hour",           "log_distance",      "log_minutes_since_last",
    "purchases_in_a_day", "new_merchant",      "online",
    "log_card_age",       "declines"};

using Payment = std::array<double, kFeatures>;

void setHour(Payment& payment, double hour)
{
    const double angle = 2.0 * std::numbers::pi * hour / 24.0;
    payment[SinHour] = std::sin(angle);
    payment[CosHour] = std::cos(angle);
}

void setShop(Payment& payment, std::size_t shop)
{
    for (std::size_t i = 0; i < kShops.size(); ++i)
        payment[FirstShop + i] = i == shop ? 1.0 : 0.0;
}

/// Number of rare events with a small mean (Knuth's product of uniforms).
double poisson(Rng& rng, double mean)
{
    double product = rng.uniform();
    double count = 0.0;
    for (; product > std::exp(-mean); ++count)
        product *= rng.uniform();
    return count;
}

bool happens(Rng& rng, double probability)
{
    return rng.uniform() < probability;
}

std::size_t everydayShop(Rng& rng)
{
    constexpr std::array kUntil = {0.35, 0.50, 0.70, 0.80, 0.86, 1.0};
    const double drawn = rng.uniform();
    return static_cast<std::size_t>(
        std::find_if(kUntil.begin(), kUntil.end(), [&](double until) { return drawn < until; }) -
        kUntil.begin());
}

Payment honestPayment(Rng& rng)
{
    Payment payment{};
    const double habit = 3.2 + 0.6 * rng.normal(); // Logarithm of what the card usually pays.
    payment[LogAmount] = habit + 0.7 * rng.normal();
    payment[AmountOverHabit] = payment[LogAmount] - habit;
    setHour(payment, 15.0 + 4.5 * rng.normal());
    payment[LogDistance] = 1.2 + 1.1 * rng.normal();
    payment[LogMinutesSinceLast] = 6.0 + 1.3 * rng.normal();
    payment[PurchasesInADay] = poisson(rng, 1.8);
    payment[NewMerchant] = happens(rng, 0.25) ? 1.0 : 0.0;
    payment[Online] = happens(rng, 0.3) ? 1.0 : 0.0;
    payment[LogCardAge] = 6.3 + 0.9 * rng.normal();
    payment[Declines] = poisson(rng, 0.08);
    setShop(payment, everydayShop(rng));
    return payment;
}

/// Small sums one after the other, online, to see which cards work.
void testCard(Payment& payment, Rng& rng, double strength)
{
    if (happens(rng, strength)) {
        payment[AmountOverHabit] -= 2.0;
        payment[LogAmount] -= 2.0;
    }
    if (happens(rng, strength))
        payment[LogMinutesSinceLast] = 1.5 + 0.8 * rng.normal();
    if (happens(rng, strength))
        payment[PurchasesInADay] += 3.0 + poisson(rng, 2.0);
    if (happens(rng, strength))
        payment[Online] = 1.0;
    if (happens(rng, strength))
        payment[Declines] += 1.0 + poisson(rng, 0.5);
}

/// Large purchases at new shops, at night, on an account that is not theirs.
void takeOverAccount(Payment& payment, Rng& rng, double strength)
{
    if (happens(rng, strength)) {
        payment[AmountOverHabit] += 1.6;
        payment[LogAmount] += 1.6;
    }
    if (happens(rng, strength))
        payment[NewMerchant] = 1.0;
    if (happens(rng, strength))
        payment[Online] = 1.0;
    if (happens(rng, strength))
        setHour(payment, 3.0 + 1.5 * rng.normal());
    if (happens(rng, strength))
        setShop(payment, happens(rng, 0.6) ? 3 : 4);
}

/// In shops far from home, soon after the owner's last purchase.
void useStolenCard(Payment& payment, Rng& rng, double strength)
{
    if (happens(rng, strength))
        payment[LogDistance] += 2.5;
    if (happens(rng, strength))
        payment[LogMinutesSinceLast] -= 2.0;
    if (happens(rng, strength))
        payment[Online] = 0.0;
    if (happens(rng, strength)) {
        payment[AmountOverHabit] += 1.0;
        payment[LogAmount] += 1.0;
    }
    if (happens(rng, strength))
        setShop(payment, happens(rng, 0.5) ? 1 : 3);
}

Payment fraudulentPayment(Rng& rng, double strength)
{
    Payment payment = honestPayment(rng);
    const double script = rng.uniform();
    if (script < 0.40)
        testCard(payment, rng, strength);
    else if (script < 0.75)
        takeOverAccount(payment, rng, strength);
    else
        useStolenCard(payment, rng, strength);
    return payment;
}

} // namespace

Result<Dataset> generateFraud(std::string_view name, std::string_view settingsText)
{
    const Result<GeneratorSettings> settings = GeneratorSettings::parse(name, kFraudSettings, settingsText);
    if (!settings)
        return fail(settings.error());
    Dataset dataset{
        .name = std::string(name), .title = "Card fraud", .source = std::string(name), .simulated = true};
    if (!settingsText.empty())
        dataset.source.append(":").append(settingsText);
    for (std::size_t f = 0; f < kFeatures; ++f) {
        const std::string feature =
            f < FirstShop ? std::string(kNames[f]) : "shop_" + std::string(kShops[f - FirstShop]);
        dataset.features.push_back({.name = feature});
    }
    dataset.target = {.name = "payment", .kind = ColumnKind::Category, .categories = {"honest", "fraud"}};
    const std::int64_t samples = settings->whole("samples");
    const std::int64_t frauds =
        std::max<std::int64_t>(1, std::llround(static_cast<double>(samples) * settings->real("rate")));
    std::vector<std::int32_t> kinds(static_cast<std::size_t>(samples), 0);
    std::fill(kinds.begin(), kinds.begin() + frauds, 1);
    Rng rng(Purpose::Generator, settings->seed());
    rng.shuffle(std::span<std::int32_t>(kinds));
    for (const std::int32_t kind : kinds) {
        const Payment payment =
            kind == 1 ? fraudulentPayment(rng, settings->real("strength")) : honestPayment(rng);
        for (std::size_t f = 0; f < kFeatures; ++f)
            dataset.features[f].numbers.push_back(payment[f]);
        dataset.target.codes.push_back(kind);
    }
    return dataset;
}

} // namespace tunescope
