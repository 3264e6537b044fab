// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "ui/viewmodels/background_job.h"
#include "ui/viewmodels/project_controller.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace tunescope::ui {

/// What of a draft differs from the study that is open (whose `stage` is its latest one).
[[nodiscard]] ProjectController::DraftChange compareDraft(const StudyConfig& draft, const StudyConfig& open);
/// Same rows in the same parts.
[[nodiscard]] bool sameData(const StudyConfig& a, const StudyConfig& b);

/// Mean time of the latest told trials with the spread of that mean over `planned` trials (200 resamples).
/// No value below four timed trials.
[[nodiscard]] std::optional<TimeEstimate> measuredEstimate(const StudySnapshot& snapshot, int planned);

/// Finds out in the background whether the draft can run and how long its trials take. What needs no data is
/// checked at once.
class DraftWatch : public QObject
{
    Q_OBJECT

public:
    enum class Probe { Allowed, Off }; ///< Off while trials run: a probe would take their time.

    explicit DraftWatch(BackgroundJobs& jobs, QObject* parent = nullptr);

    void watch(const StudyConfig& draft, int workers, Probe probe);
    void clear();
    /// Times from trials that ran; they replace the probe's as long as the draft stays the same.
    void setMeasured(const TimeEstimate& estimate);

    [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }
    [[nodiscard]] const std::optional<TimeEstimate>& estimate() const { return m_estimate; }

signals:
    void faultChanged();
    void estimateChanged();

private:
    void check();
    void probe();
    void setFault(const std::optional<Error>& fault);

    BackgroundJobs& m_jobs;
    QTimer m_checkTimer;
    QTimer m_probeTimer;
    StudyConfig m_draft;
    int m_workers = 1;
    Probe m_probe = Probe::Allowed;
    std::optional<Error> m_fault;
    std::optional<TimeEstimate> m_estimate;
};

} // namespace tunescope::ui
