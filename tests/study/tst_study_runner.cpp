// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_runner.h"

#include "core/study/null_store.h"
#include "tests/support/fake_objective.h"

#include <QtTest>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

using namespace tunescope;

namespace {

/// A store that remembers what a file would hold, so that a study can be "killed" and opened again.
class MemoryStore final : public StudyStore
{
public:
    void trialStarted(const TrialStart& trial) override
    {
        const std::lock_guard lock(m_mutex);
        const auto number = static_cast<std::size_t>(trial.number);
        if (number >= study.trials.size())
            study.trials.resize(number + 1);
        study.trials[number].start = trial;
        study.trials[number].state = TrialState::Running;
    }
    void epochReported(const EpochRecord& record) override
    {
        const std::lock_guard lock(m_mutex);
        auto& epochs = study.trials[static_cast<std::size_t>(record.trial)].epochs;
        std::erase_if(epochs, [&](const EpochRecord& old) { return old.epoch == record.epoch; });
        epochs.push_back(record);
    }
    void checkpointSaved(int trial, const TrialCheckpoint& checkpoint) override
    {
        const std::lock_guard lock(m_mutex);
        study.trials[static_cast<std::size_t>(trial)].checkpoint = checkpoint;
    }
    void trialTold(int trial, const TrialOutcome& outcome) override
    {
        const std::lock_guard lock(m_mutex);
        study.trials[static_cast<std::size_t>(trial)].state = outcome.state;
        study.trials[static_cast<std::size_t>(trial)].outcome = outcome;
    }
    void trialInterrupted(int trial) override
    {
        const std::lock_guard lock(m_mutex);
        study.trials[static_cast<std::size_t>(trial)].state = TrialState::Paused;
    }
    void stageOpened(const StageConfig& stage, int firstTrial) override { study.stages.push_back({stage, firstTrial, 0.0}); }
    void budgetChanged(int stage, const Budget& budget) override { study.stages[static_cast<std::size_t>(stage)].config.budget = budget; }
    void trialQueued(int stage, const ParamSet& params, const TrialLineage& lineage) override
    {
        StoredStage& stored = study.stages[static_cast<std::size_t>(stage)];
        stored.lineages.resize(stored.config.queue.size());
        stored.config.queue.push_back(params);
        stored.lineages.push_back(lineage);
    }
    void extraRunDone(const ExtraRun& run) override { study.extraRuns.push_back(run); }
    void testOpened(const TestLook& look) override { study.testLooks.push_back(look); }
    void eventHappened(const StudyEvent& event) override
    {
        const std::lock_guard lock(m_mutex);
        study.events.push_back(event);
    }
    void noteChanged(int /*trial*/, const std::string& /*note*/) override {}
    void viewStateChanged(const std::string& /*name*/, const std::string& /*value*/) override {}
    void deletedChanged(int /*trial*/, bool /*deleted*/) override {}
    Result<void> flush() override { return {}; }
    std::optional<Error> fault() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_fault;
    }
    void retry() override {}
    Result<void> copyTo(const std::string&) override { return {}; }
    Result<void> moveTo(const std::string&) override { return {}; }
    Result<StoredStudy> load() override { return study; }
    Result<ConfusionMatrix> confusion(int trial, int, int, int epoch) override
    {
        return fail(ErrorCode::NoSuchEpoch, {{"trial", trial}, {"epoch", epoch}, {"last", 0}});
    }
    [[nodiscard]] Result<std::vector<EpochLayers>> layerReports(int) override { return std::vector<EpochLayers>(); }
    Result<std::vector<std::byte>> dataCopy() override { return std::vector<std::byte>(); }
    std::string path() const override { return {}; }

    void setFault(std::optional<Error> fault)
    {
        const std::lock_guard lock(m_mutex);
        m_fault = std::move(fault);
    }

    StoredStudy study;

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_fault;
};

StoredStudy newStudy(int trials, const char* pruner, int lag = 8)
{
    StoredStudy stored;
    stored.config.seed = 7;
    stored.config.data.source = "fake";
    stored.config.protocol.metric = "accuracy";
    stored.config.stage.space = *SearchSpace::create({{"x", FloatRange{0.0, 1.0}}});
    if (pruner)
        stored.config.stage.pruner = PrunerConfig{pruner, {}};
    stored.config.stage.budget.trials = trials;
    stored.lag = lag;
    stored.stages.push_back({stored.config.stage, 0, 0.0});
    return stored;
}

/// What must not depend on workers, interruptions or time.
QString trialTable(const StudySnapshot& snapshot)
{
    QString table;
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        table += QString("%1 %2 %3 %4 %5 %6\n")
                     .arg(trial.number())
                     .arg(QString::fromStdString(std::string(trialStateName(trial.state))))
                     .arg(QString::fromStdString(paramKey(trial.start.params)))
                     .arg(trial.outcome.value.value_or(-1.0), 0, 'g', 17)
                     .arg(trial.finishedEpochs())
                     .arg(trial.start.seed);
    }
    return table;
}

struct Study {
    explicit Study(const StoredStudy& stored, std::shared_ptr<FakeObjective> fake = std::make_shared<FakeObjective>())
        : objective(std::move(fake))
        , store(std::make_shared<MemoryStore>())
    {
        store->study = stored;
        runner = std::move(*StudyRunner::create(stored, objective, store));
    }

    StudySnapshotPtr run(int workers)
    {
        runner->start(workers);
        runner->waitUntilIdle();
        return runner->snapshot();
    }

    std::shared_ptr<FakeObjective> objective;
    std::shared_ptr<MemoryStore> store;
    std::unique_ptr<StudyRunner> runner;
};

/// Lets trials pass a given epoch of a given trial only when told to.
class Gate
{
public:
    Gate(int trial, int epoch)
        : m_trial(trial)
        , m_epoch(epoch)
    {
    }
    void pass(int trial, int epoch)
    {
        std::unique_lock lock(m_mutex);
        if (trial != m_trial || epoch != m_epoch)
            return;
        m_reached = true;
        m_wake.notify_all();
        m_wake.wait(lock, [&] { return m_open; });
    }
    void waitUntilReached()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_reached; });
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_wake.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    int m_trial;
    int m_epoch;
    bool m_reached = false;
    bool m_open = false;
};

} // namespace

class TestStudyRunner : public QObject
{
    Q_OBJECT

private slots:
    void stoppingRulesEndAtTheSameTrialOnAnyWorkers();
    void newRulesReplaceTheOldOnes();
    void theReasonOfTheEndIsKept();
    void sameTrialsForAnyNumberOfWorkers_data();
    void sameTrialsForAnyNumberOfWorkers();
    void sameTrialsAfterKillsAtEveryMoment();
    void interruptedTrialsContinueFromTheirCheckpoint();
    void prunedTrialsSayWhyInWords();
    void trialStartsOnlyWhenTheLagAllowsIt();
    void pausedTrialsWaitAndGoOn();
    void stopOneTrialLeavesTheOthers();
    void handMadeTrialsRunFirst();
    void enqueuedTrialRunsNext();
    void raisedBudgetIsRun();
    void secondStageContinuesTheNumbers();
    void gridEndsWhenItIsDone();
    void aFullDiskPausesTheRun();
    void bestIsTheFirstOfEqualValues();
    void destructionInterruptsARunningStudy();
};

void TestStudyRunner::sameTrialsForAnyNumberOfWorkers_data()
{
    QTest::addColumn<QString>("sampler");
    QTest::addColumn<QString>("pruner");
    QTest::addColumn<int>("lag");
    QTest::addColumn<int>("trials");
    QTest::newRow("median, lag 8") << "random" << "median" << 8 << 120;
    QTest::newRow("median, lag 1") << "random" << "median" << 1 << 120;
    QTest::newRow("median, lag 0") << "random" << "median" << 0 << 120;
    QTest::newRow("asha, lag 8") << "random" << "asha" << 8 << 120;
    QTest::newRow("no pruner") << "random" << "" << 8 << 120;
    QTest::newRow("auto, asha") << "auto" << "asha" << 4 << 45;
    QTest::newRow("auto, no pruner") << "auto" << "" << 2 << 30;
    QTest::newRow("tpe, median") << "tpe" << "median" << 4 << 60;
}

void TestStudyRunner::sameTrialsForAnyNumberOfWorkers()
{
    QFETCH(QString, sampler);
    QFETCH(QString, pruner);
    QFETCH(int, lag);
    QFETCH(int, trials);
    const std::string name = pruner.toStdString();
    StoredStudy stored = newStudy(trials, name.empty() ? nullptr : name.c_str(), lag);
    stored.stages[0].config.sampler = {sampler.toStdString(), {}};
    const QString expected = trialTable(*Study(stored).run(1));

    for (const int workers : {1, 2, 4, 8})
        QCOMPARE(trialTable(*Study(stored).run(workers)), expected);
}

void TestStudyRunner::sameTrialsAfterKillsAtEveryMoment()
{
    const StoredStudy stored = newStudy(60, "median");
    const QString expected = trialTable(*Study(stored).run(1));

    StoredStudy file = stored;
    StudySnapshotPtr last;
    for (int attempt = 0; attempt < 400; ++attempt) {
        std::atomic<int> epochs{0};
        auto objective = std::make_shared<FakeObjective>();
        objective->beforeEpoch = [&](int, int) { ++epochs; };
        Study study(file, objective);
        study.runner->start(2);
        // After another number of epochs each time, so that the stop comes anywhere.
        while (epochs < 7 * attempt % 60 && study.runner->state() == RunnerState::Running)
            std::this_thread::yield();
        study.runner->requestStop();
        study.runner->waitUntilIdle();
        last = study.runner->snapshot();
        file = study.store->study;
        if (last->counts.told() == 60)
            break;
    }
    QCOMPARE(last->counts.told(), 60);
    QCOMPARE(trialTable(*last), expected);
}

void TestStudyRunner::interruptedTrialsContinueFromTheirCheckpoint()
{
    auto gate = std::make_shared<Gate>(0, 5);
    auto objective = std::make_shared<FakeObjective>();
    objective->beforeEpoch = [gate](int trial, int epoch) { gate->pass(trial, epoch); };
    Study study(newStudy(1, nullptr), objective);
    study.runner->start(1);
    gate->waitUntilReached();
    study.runner->requestStop();
    gate->open();
    study.runner->waitUntilIdle();

    // The stop came before epoch 5 was reported; epoch 4 was reported before the stop, without a checkpoint.
    QCOMPARE(study.runner->snapshot()->trial(0).state, TrialState::Paused);
    QCOMPARE(study.runner->state(), RunnerState::Idle);
    const StudySnapshotPtr done = study.run(1);
    QCOMPARE(done->trial(0).state, TrialState::Complete);
    QCOMPARE(done->trial(0).finishedEpochs(), 10);
    QCOMPARE(study.objective->evaluations.load(), 2);
}

void TestStudyRunner::prunedTrialsSayWhyInWords()
{
    const StudySnapshotPtr snapshot = Study(newStudy(80, "median")).run(2);
    QVERIFY(snapshot->counts.pruned > 10);
    QVERIFY(snapshot->counts.diverged > 0);
    for (std::size_t i = 0; i < snapshot->size(); ++i) {
        const TrialSnapshot& trial = snapshot->trial(i);
        if (trial.state != TrialState::Pruned)
            continue;
        QVERIFY(!trial.outcome.value);
        QCOMPARE(trial.outcome.reason.kind, std::string("median"));
        QVERIFY(trial.outcome.reason.text.starts_with("Pruned at epoch " + std::to_string(trial.finishedEpochs()) + ":"));
        QVERIFY(trial.outcome.reason.prune->value < trial.outcome.reason.prune->threshold);
    }
}

void TestStudyRunner::trialStartsOnlyWhenTheLagAllowsIt()
{
    auto gate = std::make_shared<Gate>(0, 3);
    std::mutex mutex;
    std::set<int> begun;
    auto objective = std::make_shared<FakeObjective>();
    objective->beforeEpoch = [&, gate](int trial, int epoch) {
        {
            const std::lock_guard lock(mutex);
            begun.insert(trial);
        }
        gate->pass(trial, epoch);
    };
    Study study(newStudy(40, "median", 4), objective);
    study.runner->start(4);
    gate->waitUntilReached();
    // While trial 0 hangs, trials 1 to 4 may run (they need nobody), trial 5 needs trial 0.
    QTRY_COMPARE(study.runner->snapshot()->counts.told(), 4);
    {
        const std::lock_guard lock(mutex);
        QCOMPARE(*begun.rbegin(), 4);
    }
    gate->open();
    study.runner->waitUntilIdle();
    QCOMPARE(study.runner->snapshot()->counts.told(), 40);
}

void TestStudyRunner::pausedTrialsWaitAndGoOn()
{
    auto gate = std::make_shared<Gate>(0, 3);
    auto objective = std::make_shared<FakeObjective>();
    objective->beforeEpoch = [gate](int trial, int epoch) { gate->pass(trial, epoch); };
    Study study(newStudy(20, nullptr), objective);
    study.runner->start(1);
    gate->waitUntilReached();
    study.runner->pause();
    QCOMPARE(study.runner->state(), RunnerState::Paused);
    gate->open();
    QTRY_COMPARE(study.runner->snapshot()->trial(0).finishedEpochs(), 3);
    QCOMPARE(study.runner->snapshot()->counts.told(), 0);
    study.runner->resume();
    study.runner->waitUntilIdle();
    QCOMPARE(study.runner->state(), RunnerState::Finished);
    QCOMPARE(study.runner->snapshot()->counts.told(), 20);
}

void TestStudyRunner::stopOneTrialLeavesTheOthers()
{
    auto gate = std::make_shared<Gate>(2, 3);
    auto objective = std::make_shared<FakeObjective>();
    objective->beforeEpoch = [gate](int trial, int epoch) { gate->pass(trial, epoch); };
    Study study(newStudy(10, nullptr), objective);
    study.runner->start(2);
    gate->waitUntilReached();
    study.runner->stopTrial(2);
    gate->open();
    study.runner->waitUntilIdle();
    const StudySnapshotPtr snapshot = study.runner->snapshot();
    QCOMPARE(snapshot->trial(2).state, TrialState::Cancelled);
    QVERIFY(!snapshot->trial(2).outcome.value);
    QCOMPARE(snapshot->counts.cancelled, 1);
    QCOMPARE(snapshot->counts.told(), 10);
}

void TestStudyRunner::handMadeTrialsRunFirst()
{
    StoredStudy stored = newStudy(5, nullptr);
    stored.stages[0].config.queue = {{{"x", 0.125}}, {{"x", 0.25}}};
    const StudySnapshotPtr snapshot = Study(stored).run(2);
    QCOMPARE(paramText(*snapshot->trial(0).start.params.find("x")), std::string("0.125"));
    QCOMPARE(paramText(*snapshot->trial(1).start.params.find("x")), std::string("0.25"));
    QCOMPARE(snapshot->trial(0).start.origin.kind, OriginKind::ByHand);
    QCOMPARE(snapshot->trial(2).start.origin.kind, OriginKind::Sampler);
    QCOMPARE(snapshot->size(), std::size_t(5));
}

void TestStudyRunner::enqueuedTrialRunsNext()
{
    Study study(newStudy(3, nullptr));
    study.run(1);
    study.runner->enqueue({{"x", 0.5}}, {OriginKind::ByHand});
    const StudySnapshotPtr snapshot = study.run(1);
    QCOMPARE(snapshot->size(), std::size_t(4));
    QCOMPARE(paramText(*snapshot->trial(3).start.params.find("x")), std::string("0.5"));
    QCOMPARE(study.store->study.stages[0].config.queue.size(), std::size_t(1));
}

void TestStudyRunner::raisedBudgetIsRun()
{
    Study study(newStudy(3, nullptr));
    study.run(1);
    QCOMPARE(study.runner->state(), RunnerState::Finished);
    study.runner->setTrialBudget(7);
    QCOMPARE(study.run(2)->counts.told(), 7);
}

void TestStudyRunner::secondStageContinuesTheNumbers()
{
    Study study(newStudy(4, nullptr));
    study.run(1);
    StageConfig narrower = study.store->study.config.stage;
    narrower.space = *SearchSpace::create({{"x", FloatRange{0.2, 0.4}}});
    QVERIFY(study.runner->openStage(narrower));
    const StudySnapshotPtr snapshot = study.run(2);
    QCOMPARE(snapshot->size(), std::size_t(8));
    for (std::size_t i = 4; i < 8; ++i) {
        QCOMPARE(snapshot->trial(i).start.stage, 1);
        const double x = *paramNumber(*snapshot->trial(i).start.params.find("x"));
        QVERIFY(x >= 0.2 && x <= 0.4);
    }
    QCOMPARE(snapshot->stageFirstTrials, (std::vector<int>{0, 4}));
}

void TestStudyRunner::gridEndsWhenItIsDone()
{
    StoredStudy stored = newStudy(100, nullptr);
    stored.stages[0].config.sampler = {"grid", {}};
    stored.stages[0].config.space = *SearchSpace::create({{"x", FloatRange{0.0, 0.9, Scale::Linear, std::nullopt, 7}}});
    const StudySnapshotPtr snapshot = Study(stored).run(3);
    QCOMPARE(snapshot->counts.told(), 7);
    QCOMPARE(snapshot->plannedTrials, 7);
    QCOMPARE(snapshot->state, RunnerState::Finished);
}

void TestStudyRunner::aFullDiskPausesTheRun()
{
    Study study(newStudy(30, nullptr));
    study.store->setFault(Error{ErrorCode::FileWriteFailed, {{"path", "x.tune"}, {"detail", "no space"}}});
    study.runner->start(1);
    QTRY_COMPARE(study.runner->state(), RunnerState::Paused);
    QVERIFY(study.runner->snapshot()->fault.has_value());
    study.store->setFault(std::nullopt);
    study.runner->resume();
    study.runner->waitUntilIdle();
    QCOMPARE(study.runner->snapshot()->counts.told(), 30);
}

void TestStudyRunner::bestIsTheFirstOfEqualValues()
{
    StoredStudy stored = newStudy(4, nullptr);
    stored.stages[0].config.queue = {{{"x", 0.5}}, {{"x", 0.3}}, {{"x", 0.3}}, {{"x", 0.1}}};
    const StudySnapshotPtr snapshot = Study(stored).run(2);
    QCOMPARE(snapshot->best, 1);
    QCOMPARE(rankedTrials(*snapshot), (std::vector<int>{1, 2, 0, 3}));
}

void TestStudyRunner::destructionInterruptsARunningStudy()
{
    auto objective = std::make_shared<FakeObjective>(1000000);
    Study study(newStudy(5, nullptr), objective);
    study.runner->start(2);
    QTRY_VERIFY(study.runner->snapshot()->counts.running > 0);
    study.runner.reset();
    QCOMPARE(study.store->study.trials[0].state, TrialState::Paused);
}

void TestStudyRunner::stoppingRulesEndAtTheSameTrialOnAnyWorkers()
{
    StoredStudy stored = newStudy(200, nullptr, 4);
    stored.config.stage.budget.rules.stagnation = 12;
    stored.stages.front().config = stored.config.stage;
    QString first;
    for (const int workers : {1, 2, 4}) {
        Study study(stored);
        const StudySnapshotPtr end = study.run(workers);
        QVERIFY(end->stopped && end->stopped->kind == StopKind::Stagnation);
        QVERIFY(end->size() >= 17 && end->size() < 200); // the best, 12 without a better one, 4 of lag
        if (first.isEmpty())
            first = trialTable(*end);
        QCOMPARE(trialTable(*end), first);
    }
}

void TestStudyRunner::newRulesReplaceTheOldOnes()
{
    StoredStudy stored = newStudy(60, nullptr, 4);
    stored.config.stage.budget.rules.stagnation = 8;
    stored.stages.front().config = stored.config.stage;
    Study study(stored);
    const StudySnapshotPtr end = study.run(2);
    QVERIFY(end->stopped && end->stopped->kind == StopKind::Stagnation && end->size() < 60);
    study.runner->setStoppingRules({});
    study.runner->start(2);
    study.runner->waitUntilIdle();
    const StudySnapshotPtr more = study.runner->snapshot();
    QVERIFY(more->stopped && more->stopped->kind == StopKind::Trials);
    QCOMPARE(more->size(), 60);
    QVERIFY(study.store->study.stages.back().config.budget.rules.empty());
}

void TestStudyRunner::theReasonOfTheEndIsKept()
{
    Study study(newStudy(5, nullptr));
    const StudySnapshotPtr end = study.run(2);
    QVERIFY(end->stopped && end->stopped->kind == StopKind::Trials);
    QCOMPARE(study.store->study.events.back().kind, std::string("study_finished"));
    QCOMPARE(study.store->study.events.back().detail, std::string("All 5 trials of the budget are done."));
    StoredStudy aimed = newStudy(200, nullptr);
    aimed.config.stage.budget.rules.target = 0.5;
    aimed.stages.front().config = aimed.config.stage;
    Study goal(aimed);
    const StudySnapshotPtr reached = goal.run(2);
    QVERIFY(reached->stopped && reached->stopped->kind == StopKind::Target);
    QVERIFY(reached->size() < 200);
    QVERIFY(reached->stopped->value >= 0.5);
}

QTEST_GUILESS_MAIN(TestStudyRunner)
#include "tst_study_runner.moc"
