// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_runner.h"

#include <string>
#include <vector>

namespace tunescope::cli {

/// Prints a study's events to stdout as JSON lines, as they happen.
class EventPrinter final : public StudyListener
{
public:
    /// Before the study starts: the names of the values in its epochs.
    void setMetricNames(std::vector<std::string> names) { m_metricNames = std::move(names); }

    void onTrialStarted(const TrialStart& trial) override;
    void onEpoch(const EpochRecord& record) override;
    void onTrialTold(int trial, const TrialOutcome& outcome) override;
    static void printStudyFinished(const StudySnapshot& study);

private:
    std::vector<std::string> m_metricNames;
};

} // namespace tunescope::cli
