// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/dataset_model_text.h"

#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QDir>

#include <array>
#include <cmath>

namespace tunescope::ui {

QString countedText(std::int64_t count, const QString& one, const QString& many)
{
    return wholeText(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString percentText(double share, int decimals)
{
    return std::isfinite(share) ? QString::number(share * 100.0, 'f', decimals) : QStringLiteral("–");
}

QString bytesText(std::int64_t bytes)
{
    static constexpr std::array kUnits{"bytes", "KB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (size >= 1000.0 && unit + 1 < kUnits.size()) {
        size /= 1000.0;
        ++unit;
    }
    const int decimals = unit >= 2 && size < 10.0 ? 1 : 0;
    return QString::number(size, 'f', decimals) + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

QString homePathText(const QString& path)
{
    const QString home = QDir::homePath();
    return path == home || path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size())
                                                                    : path;
}

BaselineWords baselineWords(Task task)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Baselines", text); };
    switch (task) {
    case Task::Classification:
        break;
    case Task::Regression:
        return {tr("Always guess the mean"), tr("Linear regression, no hidden layer"), tr("always the mean"),
                tr("straight line")};
    case Task::Segmentation:
        return {tr("Guess every pixel by the class shares"), tr("The pixel's brightness alone"),
                tr("guessing"), tr("by brightness")};
    case Task::TextGeneration:
        return {tr("Guess by how common symbols are"), tr("Letter pairs: by the symbol before"),
                tr("guessing"), tr("letter pairs")};
    case Task::AnomalyDetection:
        return {tr("Distance from the mean"), tr("Distance from the main plane"),
                tr("distance from the mean"), tr("main plane")};
    }
    return {tr("Always guess the largest class"), tr("Logistic regression, no hidden layer"), tr("guessing"),
            tr("logistic regression")};
}

BaselineVerdict baselineVerdict(Task task, double constant, double direct, double best,
                                const MetricStyle& metric)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Baselines", text); };
    const bool hasDirect = std::isfinite(direct);
    if (!std::isfinite(best) || (!hasDirect && !std::isfinite(constant)))
        return {};
    // The better of the two is the bar.
    const bool isDirect =
        hasDirect && (!std::isfinite(constant) || !isBetter(constant, direct, metric.direction));
    const double bar = isDirect ? direct : constant;
    const BaselineWords words = baselineWords(task);
    const QString name = isDirect ? words.direct : words.constant;
    const QString score = scoreTextWithUnit(bar, metric);
    if (isBetter(best, bar, metric.direction))
        return {BaselineVerdict::Outcome::Beaten,
                tr("Better than the bar from Data: %1, %2.").arg(insideSentence(name), score)};
    return {BaselineVerdict::Outcome::NotBeaten,
            tr("No trial has beaten the bar from Data yet: %1 gets %2, the best trial %3.")
                .arg(insideSentence(name).section(QLatin1Char(','), 0, 0), score,
                     scoreTextWithUnit(best, metric))};
}

} // namespace tunescope::ui
