// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_flips.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tunescope::ui {
namespace {

float probabilityOfTruth(const PredictionSet& set, std::size_t i)
{
    return set.probabilitiesOf(i)[static_cast<std::size_t>(set.trueClass[i])];
}

QString flipText(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

} // namespace

double mcNemarExact(int fixed, int broken)
{
    const int n = fixed + broken, smaller = std::min(fixed, broken);
    if (n == 0)
        return 1.0;
    double tail = 0.0;
    for (int k = 0; k <= smaller; ++k)
        tail += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) -
                         n * std::log(2.0));
    return std::min(1.0, 2.0 * tail);
}

Flips flipsBetween(const PredictionSet& first, const PredictionSet& second)
{
    std::unordered_map<std::int64_t, std::size_t> inSecond;
    for (std::size_t i = 0; i < second.rows.size(); ++i)
        inSecond.emplace(second.rows[i], i);
    Flips flips;
    for (std::size_t i = 0; i < first.rows.size(); ++i) {
        const auto other = inSecond.find(first.rows[i]);
        if (other == inSecond.end() || first.classes == 0 || second.classes == 0)
            continue;
        const std::size_t j = other->second;
        const bool firstRight = first.predictedClass[i] == first.trueClass[i];
        const bool secondRight = second.predictedClass[j] == second.trueClass[j];
        const FlippedSample sample{first.rows[i], i, j,
                                   probabilityOfTruth(first, i) - probabilityOfTruth(second, j)};
        if (firstRight && !secondRight)
            flips.fixed.push_back(sample);
        else if (!firstRight && secondRight)
            flips.broken.push_back(sample);
        else if (!firstRight)
            ++flips.bothWrong;
    }
    const auto byChange = [](const FlippedSample& a, const FlippedSample& b) {
        return std::abs(a.change) > std::abs(b.change);
    };
    std::stable_sort(flips.fixed.begin(), flips.fixed.end(), byChange);
    std::stable_sort(flips.broken.begin(), flips.broken.end(), byChange);
    flips.p = mcNemarExact(static_cast<int>(flips.fixed.size()), static_cast<int>(flips.broken.size()));
    return flips;
}

QString flipSentence(const QString& first, const QString& second, const Flips& flips, const QString& noun)
{
    return flipText("%1 fixes %2 %3 that %4 gets wrong, and breaks %5.")
        .arg(first)
        .arg(flips.fixed.size())
        .arg(noun, second)
        .arg(flips.broken.size());
}

QString luckText(const Flips& flips)
{
    return flips.isUnlikelyToBeLuck() ? flipText("unlikely to be luck") : flipText("could be luck");
}

QString mcNemarText(double p)
{
    return p < 0.0001 ? flipText("McNemar p < 0.0001") : flipText("McNemar p = %1").arg(p, 0, 'g', 2);
}

} // namespace tunescope::ui
