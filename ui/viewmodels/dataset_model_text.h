// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"

#include <QString>

#include <cstdint>

namespace tunescope::ui {

struct MetricStyle;

/// "1 row", "1 797 rows": the number and its noun.
[[nodiscard]] QString countedText(std::int64_t count, const QString& one, const QString& many);

/// A share 0..1 in percent without the sign: "96.1"; an en dash for not-a-number.
[[nodiscard]] QString percentText(double share, int decimals = 1);

/// "2 KB", "0.6 MB", "210 GB"; decimal units.
[[nodiscard]] QString bytesText(std::int64_t bytes);

/// "/home/me/data" as "~/data".
[[nodiscard]] QString homePathText(const QString& path);

/// What a network must beat, in words: what needs no look at the sample, and what can be read off directly.
struct BaselineWords {
    QString constant;      ///< "Always guess the largest class"
    QString direct;        ///< "Logistic regression, no hidden layer"
    QString constantShort; ///< At the line of a chart: "guessing"
    QString directShort;   ///< "logistic regression"
};
[[nodiscard]] BaselineWords baselineWords(Task task);

/// Whether the best trial beats what a network must beat.
struct BaselineVerdict {
    enum class Outcome { Unknown, Beaten, NotBeaten };
    Outcome outcome = Outcome::Unknown;
    QString sentence; ///< Empty while unknown.
};
/// `constant` and `direct` as Baselines has them (not-a-number = not worked out), scored by `metric`.
[[nodiscard]] BaselineVerdict baselineVerdict(Task task, double constant, double direct, double best,
                                              const MetricStyle& metric);

} // namespace tunescope::ui
