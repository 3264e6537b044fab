// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// The study's metric as a gain in points: 0.01 is one point of a share such as accuracy; errors without an
/// upper end count in hundredths of what "always the mean" gets.
class MetricScale
{
public:
    explicit MetricScale(const StudyCase& study);

    /// How much better `to` is than `from`; negative = worse.
    [[nodiscard]] double gain(double from, double to) const;
    /// Standard error of a value measured on the validation rows, in points. Shares: binomial; errors: that
    /// of a root mean square of normal residuals, value / sqrt(2 n).
    [[nodiscard]] double error(double value) const;
    [[nodiscard]] std::string text(double value) const; ///< "96.1 %", "0.0123"
    [[nodiscard]] bool isShare() const { return m_isShare; }

private:
    Direction m_direction;
    bool m_isShare;
    double m_unit;
    double m_rows;
};

/// What it costs to know only how common each class is: the entropy of the validation classes in natural
/// units; of numbers the loss of "always the mean"; for other tasks the validation loss before the first
/// step.
[[nodiscard]] double guessLoss(const StudyCase& study, const TrialCase& trial);

/// A score that is possible without this network, on rows that were not learned from.
struct Reference {
    double value = 0.0;
    std::string name; ///< "a model without hidden layers"
};

/// The best of the baselines and, for accuracy and rmse, of the nearest neighbours; nothing if none is known.
[[nodiscard]] std::optional<Reference> referenceOf(const StudyCase& study);

/// The metric on the training part: measured without dropout at the best epoch, or the running mean of the
/// last epochs, whichever is better; not-a-number if unknown.
[[nodiscard]] double trainedScore(const StudyCase& study, const TrialCase& trial);

/// Best validation value of the trial; not-a-number without epochs.
[[nodiscard]] double bestScore(const StudyCase& study, const TrialCase& trial);

/// Whether the network is worse than the reference even on the rows it was trained on: by more than
/// `points` and two standard errors.
[[nodiscard]] bool trainsBelow(const StudyCase& study, const TrialCase& trial, double points);
/// Whether its best validation score is, likewise.
[[nodiscard]] bool scoresBelow(const StudyCase& study, const TrialCase& trial, double points);

enum class LayerNumber { UpdateRatio, GradientNorm, DeadShare, SaturatedShare };

/// One number of one layer by epoch, from epoch 1 on.
[[nodiscard]] std::vector<double> layerSeries(const TrialCase& trial, std::size_t layer, LayerNumber number);
[[nodiscard]] std::size_t layerCount(const TrialCase& trial);
[[nodiscard]] std::string layerNameOf(const TrialCase& trial, std::size_t layer);

/// A setting as a number or text; nothing where it has no effect.
[[nodiscard]] std::optional<double> settingNumber(const TrialCase& trial, std::string_view name);
[[nodiscard]] std::string settingText(const TrialCase& trial, std::string_view name);

// Numbers in sentences.
[[nodiscard]] std::string percentOf(double share, int decimals = 1); ///< "12.5 %"
[[nodiscard]] std::string shortNumber(double value);                 ///< Three significant digits: "0.0021".
[[nodiscard]] std::string pointsText(double gain);                   ///< "3.2 points"

} // namespace tunescope
