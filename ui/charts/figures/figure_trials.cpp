// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_trials.h"

#include "core/base/rng.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_surface.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

double toyLoss(const QPointF& w)
{
    return QPointF::dotProduct(w, surfaceSlope(w)) / 2;
}

} // namespace

ToyTrial toyTrial(double rate, double momentum)
{
    ToyTrial trial{rate, momentum};
    const UpdateRule rule{.name = "sgd", .rate = 0.001 * std::pow(300.0, rate), .momentum = momentum};
    const auto path = descentPath(rule, kSurfaceStart, &surfaceSlope, 2 * kToyEpochs);
    trial.score = kToyLow;
    for (int epoch = 0; epoch <= kToyEpochs; ++epoch) {
        const double loss = toyLoss(path[std::size_t(2 * epoch)]);
        trial.diverged = trial.diverged || !(loss < 100 * toyLoss(kSurfaceStart));
        const double drops =
            std::isfinite(loss) ? std::log10(toyLoss(kSurfaceStart) / std::max(loss, 1e-12)) : kToyLow;
        trial.curve.push_back(std::clamp(drops, kToyLow, kToyHigh));
        trial.score = std::max(trial.score, trial.curve.back());
    }
    return trial;
}

const std::vector<ToyTrial>& toyTrials()
{
    static const std::vector<ToyTrial> trials = [] {
        std::vector<ToyTrial> made;
        Rng rng(Purpose::Sampler, 7);
        for (int i = 0; i < kToyTrials; ++i) {
            const double rate = rng.uniform();
            made.push_back(toyTrial(rate, 0.99 * rng.uniform()));
        }
        return made;
    }();
    return trials;
}

int bestToy()
{
    const auto& trials = toyTrials();
    return int(std::max_element(trials.begin(), trials.end(),
                                [](const ToyTrial& a, const ToyTrial& b) { return a.score < b.score; }) -
               trials.begin());
}

} // namespace tunescope::ui
