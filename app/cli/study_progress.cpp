// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/study_progress.h"

#include "app/cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <limits>

namespace tunescope::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr double kBarSeconds = 0.1;
constexpr double kLineSeconds = 1.0;

std::string bar(double share)
{
    const int filled = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
    return "[" + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(kBarWidth - filled), '.') + "] ";
}

std::string clockText(double seconds)
{
    const auto whole = static_cast<long long>(seconds + 0.5);
    if (whole < 60)
        return std::to_string(whole) + " s";
    return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
}

void writeError(const std::string& text)
{
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    static_cast<void>(written); // Progress that cannot be shown is not worth stopping for.
}

} // namespace

std::string summaryText(const StudySnapshot& study)
{
    std::string text = std::to_string(study.counts.told());
    if (study.plannedTrials > 0)
        text += " of " + std::to_string(study.plannedTrials);
    text += " trials";
    for (const auto& [count, name] :
         {std::pair{study.counts.pruned, " pruned"}, std::pair{study.counts.diverged, " diverged"},
          std::pair{study.counts.failed, " failed"}, std::pair{study.counts.cancelled, " cancelled"}}) {
        if (count > 0)
            text += ", " + std::to_string(count) + name;
    }
    if (study.best >= 0) {
        const auto value = study.trial(static_cast<std::size_t>(study.best)).outcome.value;
        text += ", best " +
                valueText(value.value_or(std::numeric_limits<double>::quiet_NaN()),
                          study.config->protocol.metric) +
                " (trial " + std::to_string(study.best) + ")";
    }
    return text;
}

void StudyProgress::show(const StudySnapshot& study)
{
    const double pause = m_style == ProgressStyle::Bar ? kBarSeconds : kLineSeconds;
    if (m_style == ProgressStyle::Silent || study.runSeconds < m_lastSeconds + pause)
        return;
    draw(study);
}

void StudyProgress::finish(const StudySnapshot& study)
{
    if (m_style == ProgressStyle::Silent)
        return;
    draw(study);
    if (m_style == ProgressStyle::Bar)
        writeError("\n");
}

void StudyProgress::draw(const StudySnapshot& study)
{
    const int told = study.counts.told();
    if (m_toldBefore < 0)
        m_toldBefore = told;
    m_lastSeconds = study.runSeconds;
    std::string text = summaryText(study);
    const int left = study.plannedTrials - told;
    if (left > 0 && told > m_toldBefore)
        text += ", " + clockText(study.runSeconds / (told - m_toldBefore) * left) + " left";
    if (m_style == ProgressStyle::Lines)
        return printMessage(text);
    const double share = study.plannedTrials > 0 ? static_cast<double>(told) / study.plannedTrials : 0.0;
    writeError("\r\x1b[K" + bar(share) + text);
}

} // namespace tunescope::cli
