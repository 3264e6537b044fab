// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_model.h"
#include "ui/viewmodels/background_job.h"
#include "ui/viewmodels/proposal_insight.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace tunescope::ui {

/// What the search was thinking when it proposed a trial: the newest proposal, or another one that was asked
/// for, along one or two settings. Worked out in the background while the page is looked at.
class SamplerView : public QObject
{
    Q_OBJECT

public:
    explicit SamplerView(AnalysisModel& model, QObject* parent = nullptr);

    /// Null before the first answer.
    [[nodiscard]] const ProposalInsight* insight() const { return m_insight.get(); }
    [[nodiscard]] const MetricStyle& metric() const { return m_metric; }
    [[nodiscard]] bool isBusy() const { return m_jobs.isBusy(QStringLiteral("thinking")); }
    [[nodiscard]] int trial() const;  ///< The one that is shown or on its way; -1 = none.
    [[nodiscard]] int latest() const; ///< -1 = none.

    /// No value = the newest proposal, also when there are newer ones.
    void showTrial(std::optional<int> trial);
    void step(int direction); ///< The next or previous trial that a strategy proposed.
    void choose(const std::string& first, const std::string& second);

    enum class Active { No, Yes };
    void setActive(Active active); ///< Nothing is worked out for a view that is not seen.

    /// "At a learning rate of 0.047 the model expects 98.7 %, between 97.6 and 99.3 %; best so far 98.3 %."
    [[nodiscard]] QString why() const;
    /// What came of it: "expected 98.7 %, came back 95.8 %: lower than likely".
    [[nodiscard]] QString outcome() const;
    enum class Surprise { None, Inside, Lower, Higher };
    [[nodiscard]] Surprise surprise() const; ///< None while the trial has no score or no model expected one.

signals:
    void changed();

private:
    void refresh();
    void work();
    [[nodiscard]] const TrialSnapshot* shown() const;

    AnalysisModel& m_model;
    BackgroundJobs m_jobs;
    Active m_active = Active::No;
    std::optional<int> m_wanted;
    std::string m_first;
    std::string m_second;
    std::shared_ptr<const ProposalInsight> m_insight;
    MetricStyle m_metric;
    struct Asked {
        int trial = -2;
        std::string first, second;
        TrialState state = TrialState::Queued;

        friend bool operator==(const Asked&, const Asked&) = default;
    };
    [[nodiscard]] Asked wanted() const;
    Asked m_asked;
};

} // namespace tunescope::ui
