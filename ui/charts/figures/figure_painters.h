// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure.h"

#include <string_view>

/// The painters that figure_table.cpp lists: each is in the file of its name or of its family.
namespace tunescope::ui::figures {

#define TUNESCOPE_FIGURE(name)                                                                               \
    void name(QPainter& painter, const QRectF& area, const Theme& theme, double phase)

TUNESCOPE_FIGURE(learningRate);
TUNESCOPE_FIGURE(depth);
TUNESCOPE_FIGURE(regularization);
TUNESCOPE_FIGURE(momentum);
TUNESCOPE_FIGURE(dropout);
TUNESCOPE_FIGURE(batchSize);
TUNESCOPE_FIGURE(lstm);
TUNESCOPE_FIGURE(networkSize);
TUNESCOPE_FIGURE(search);
TUNESCOPE_FIGURE(activations);
TUNESCOPE_FIGURE(optimizers);
TUNESCOPE_FIGURE(schedules);
TUNESCOPE_FIGURE(overfitting);
TUNESCOPE_FIGURE(earlyStopping);
TUNESCOPE_FIGURE(underfitting);
TUNESCOPE_FIGURE(history);
TUNESCOPE_FIGURE(histogram);
TUNESCOPE_FIGURE(slice);
TUNESCOPE_FIGURE(contour);
TUNESCOPE_FIGURE(parallel);
TUNESCOPE_FIGURE(importance);
TUNESCOPE_FIGURE(narrowing);
TUNESCOPE_FIGURE(pruning);
TUNESCOPE_FIGURE(thresholdRule);
TUNESCOPE_FIGURE(rungs);
TUNESCOPE_FIGURE(extrapolate);
TUNESCOPE_FIGURE(pareto);
TUNESCOPE_FIGURE(timeline);
TUNESCOPE_FIGURE(bayesian);
TUNESCOPE_FIGURE(density);
TUNESCOPE_FIGURE(genetic);
TUNESCOPE_FIGURE(evolution);
TUNESCOPE_FIGURE(anneal);
TUNESCOPE_FIGURE(grid);
TUNESCOPE_FIGURE(sobol);
TUNESCOPE_FIGURE(confusion);
TUNESCOPE_FIGURE(confusionRow);
TUNESCOPE_FIGURE(confusionColumn);
TUNESCOPE_FIGURE(roc);
TUNESCOPE_FIGURE(rocAtFalseAlarms);
TUNESCOPE_FIGURE(precisionRecall);
TUNESCOPE_FIGURE(threshold);
TUNESCOPE_FIGURE(harmonic);
TUNESCOPE_FIGURE(loss);
TUNESCOPE_FIGURE(perplexity);
TUNESCOPE_FIGURE(topThree);
TUNESCOPE_FIGURE(residuals);
TUNESCOPE_FIGURE(forecast);
TUNESCOPE_FIGURE(overlap);
TUNESCOPE_FIGURE(baseline);
TUNESCOPE_FIGURE(split);
TUNESCOPE_FIGURE(folds);
TUNESCOPE_FIGURE(timeSplit);
TUNESCOPE_FIGURE(luck);
TUNESCOPE_FIGURE(normalization);
TUNESCOPE_FIGURE(noise);
TUNESCOPE_FIGURE(encoding);
TUNESCOPE_FIGURE(missing);
TUNESCOPE_FIGURE(labelSmoothing);
TUNESCOPE_FIGURE(classWeight);
TUNESCOPE_FIGURE(gradientClip);
TUNESCOPE_FIGURE(shrinkage);
TUNESCOPE_FIGURE(network);
TUNESCOPE_FIGURE(autoencoder);
TUNESCOPE_FIGURE(convolution);
TUNESCOPE_FIGURE(embedding);
TUNESCOPE_FIGURE(firstWeights);
TUNESCOPE_FIGURE(boundary);
TUNESCOPE_FIGURE(projection);
TUNESCOPE_FIGURE(rateTest);
TUNESCOPE_FIGURE(searchSpace);
TUNESCOPE_FIGURE(pins);
TUNESCOPE_FIGURE(trialTable);

#undef TUNESCOPE_FIGURE

/// A function and its slope; `name` as in a configuration.
void activation(std::string_view name, QPainter& painter, const QRectF& area, const Theme& theme,
                double phase);

/// A rule beside SGD; "momentum" is SGD with it.
void optimizer(std::string_view name, const char* title, QPainter& painter, const QRectF& area,
               const Theme& theme, double phase);
/// One schedule over 20 epochs.
void schedule(std::string_view name, QPainter& painter, const QRectF& area, const Theme& theme, double phase);

} // namespace tunescope::ui::figures
