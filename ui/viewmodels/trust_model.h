// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/confirmation.h"
#include "core/study/cost_ledger.h"
#include "core/study/optimism.h"
#include "core/study/prune_audit.h"
#include "ui/viewmodels/best_model_ports.h"
#include "ui/viewmodels/value_text.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope::ui {

class ProjectController;
class StudyViewModel;
struct Message;

/// The best value after so many told trials, counted as TestPoint::trials.
struct BestSoFar {
    int trials = 0;
    int trial = 0;
    double value = 0.0;
};

/// How far the scores of a study can be trusted: everything that the Trust view and the notebook show.
struct TrustFacts {
    MetricStyle metric;
    std::int64_t testRows = 0;
    OptimismReport optimism;
    std::vector<BestSoFar> best; ///< Where it changed, and at the end.
    std::optional<ConfirmationReport> sameSplit; ///< Of all confirmed trials.
    std::optional<ConfirmationReport> newSplits;
    AuditReport audit;
    CostLedger ledger;
    std::vector<TestLook> looks;
    std::vector<StudyEvent> notebook;
    std::vector<std::string> notebookFaults; ///< What does not fit in its chain.
    int trials = 0;
    int extraRuns = 0;

    /// Of one trial over its new seeds on the same split; nothing where it has none.
    [[nodiscard]] std::optional<double> confirmedMean(int trial) const;
};

[[nodiscard]] TrustFacts trustFactsOf(const StoredStudy& study);

/// What the Trust view and the notebook ask of the open project; all of them are blocking but the last ones.
struct TrustPorts {
    BackgroundRunner inBackground = {};
    std::function<Result<TrustFacts>()> read = {};
    std::function<Result<ConfirmationReport>(const ConfirmRequest&, const ExtraProgress&, std::stop_token)> confirm = {};
    std::function<Result<TestLook>(int trial, std::stop_token)> openTest = {};
    std::function<Result<AuditReport>(const AuditRequest&, const ExtraProgress&, std::stop_token)> audit = {};
    std::function<Result<void>(const std::string& kind, const std::string& text)> write = {};
    std::function<int()> workers = [] { return 1; };
    std::function<void(const Message&)> post = [](const Message&) {};
};

/// Reads how far the study can be trusted, while somebody sees it, and runs what has to be trained for it in the
/// background: one thing at a time, which can be stopped. What was finished by then is kept, and asked for again only
/// the rest is trained.
class TrustModel : public QObject
{
    Q_OBJECT

public:
    enum class Work { None, Confirm, OpenTest, Audit };

    TrustModel(StudyViewModel& study, TrustPorts ports, QObject* parent = nullptr);
    ~TrustModel() override;

    /// Reads only while a view is shown; each of them says when it is.
    void addViewer();
    void removeViewer();

    [[nodiscard]] const std::optional<TrustFacts>& facts() const { return m_facts; }
    [[nodiscard]] const QString& fault() const { return m_fault; }
    /// The report on one kind of split; null if there are no runs.
    [[nodiscard]] const ConfirmationReport* report(ConfirmSplit split) const;

    [[nodiscard]] Work work() const { return m_work; }
    [[nodiscard]] int done() const { return m_done; } ///< Of all() trainings; both 0 where they are not counted.
    [[nodiscard]] int all() const { return m_all; }

    void confirm(ConfirmRequest request);
    void openTest(int trial);
    void audit(AuditRequest request);
    void cancel(); ///< What is running; returns at once.
    void write(const QString& kind, const QString& text);

    /// About how long a confirmation takes, from the trials' own times; nothing if none is complete.
    [[nodiscard]] std::optional<double> confirmSeconds(int top, int seeds) const;

signals:
    void changed();     ///< facts() or fault()
    void workChanged(); ///< work(), done(), all()
    void testOpened(int trial);
    void written(); ///< A line of the notebook is on disk.

private:
    struct Progress {
        std::atomic<int> done = 0;
        std::atomic<int> all = 0;
    };

    void schedule();
    void read();
    void begin(Work work, std::function<std::function<void()>(const ExtraProgress&, std::stop_token)> run);
    void end();
    void poll();
    void postFault(const Error& error);

    StudyViewModel& m_study;
    TrustPorts m_ports;
    std::optional<TrustFacts> m_facts;
    QString m_fault;
    int m_viewers = 0;

    QTimer m_readTimer;
    QElapsedTimer m_sinceRead;
    qint64 m_readMs = 0;
    bool m_isReading = false;
    bool m_isStale = true;
    quint64 m_readNumber = 0;

    Work m_work = Work::None;
    quint64 m_workNumber = 0;
    std::stop_source m_stop;
    std::shared_ptr<Progress> m_progress;
    QTimer m_poll;
    int m_done = 0;
    int m_all = 0;
};

[[nodiscard]] TrustPorts trustPortsOf(ProjectController& project);

} // namespace tunescope::ui
