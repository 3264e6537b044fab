// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/importance.h"
#include "ui/viewmodels/analysis_model.h"
#include "ui/viewmodels/background_job.h"

#include <optional>

namespace tunescope::ui {

/// Which settings mattered, found out in the background: first with 20 trials, then with every five more
/// (every twentieth in long studies). Trees once 20 trials have finished; before, and where trees find
/// nothing, by where the best trials lie.
class AnalysisImportance : public QObject
{
    Q_OBJECT

public:
    explicit AnalysisImportance(AnalysisModel& model, QObject* parent = nullptr);

    /// Null before the first answer.
    [[nodiscard]] const ImportanceReport* report() const { return m_report ? &*m_report : nullptr; }
    [[nodiscard]] bool isFitting() const { return m_jobs.isBusy(QStringLiteral("importance")); }
    /// With fewer than 80 trials the numbers may still change a lot.
    [[nodiscard]] bool isRough() const;
    /// Trials that came after the report.
    [[nodiscard]] int staleBy() const;
    /// Why there is nothing to show; empty if there is.
    [[nodiscard]] QString reason() const;
    /// "rough, 48 trials", "2 trials newer".
    [[nodiscard]] QString note() const;
    /// As the bars show it; the largest first.
    [[nodiscard]] std::vector<ParamImportance> ranked() const;
    [[nodiscard]] QString sentence() const;

signals:
    void changed();

private:
    void refresh();
    void replace();
    void fit();

    AnalysisModel& m_model;
    BackgroundJobs m_jobs;
    std::optional<ImportanceReport> m_report;
    int m_fitted = 0; ///< Trials of the report.
};

} // namespace tunescope::ui
