// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/controlled_trials.h"

#include "core/study/null_store.h"
#include "core/study/study_runner.h"
#include "core/study/study_service.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace tunescope;

namespace {

class TrialLog final : public StudyListener
{
public:
    void onTrialStarted(const TrialStart& trial) override { trials[trial.number].start = trial; }
    void onEpoch(const EpochRecord& record) override { trials[record.trial].epochs.push_back(record); }
    void onTrialTold(int trial, const TrialOutcome& outcome) override
    {
        trials[trial].outcome = outcome;
        trials[trial].state = outcome.state;
    }
    std::map<int, StoredTrial> trials;
};

/// A study of three trials, as a file would have it.
class SmallStudy
{
public:
    explicit SmallStudy(const ParamSet& fixed = {}, ProtocolConfig protocol = {})
    {
        StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
        config.protocol = protocol;
        config.stage.pruner.reset();
        config.stage.fixed.set("epochs", std::int64_t{8});
        for (const auto& [name, value] : fixed)
            config.stage.fixed.set(name, value);
        config.stage.space = *SearchSpace::create({{"learning_rate", FloatRange{0.001, 0.03, Scale::Log}}});
        config.stage.budget.trials = 3;
        study.config = *StudyService::completedConfig(config);
        study.lag = effectiveLag(study.config);
        study.stages.push_back({study.config.stage, 0, 0.0});
        objective = *TrainingObjective::create(study.config);
        study.facts = objective->facts();
        runner = *StudyRunner::create(study, objective, std::make_shared<NullStore>(), &log);
        runner->start(1);
        runner->waitUntilIdle();
        take();
    }
    void take()
    {
        study.trials.clear();
        for (const auto& [number, trial] : log.trials)
            study.trials.push_back(trial);
    }
    /// Runs it and gives it back.
    StoredTrial run(const Result<ControlledTrial>& trial)
    {
        if (!trial)
            qFatal("%s", errorText(trial.error()).c_str());
        runner->enqueueControlled(trial->params, trial->lineage);
        runner->startQueued(1);
        runner->waitUntilIdle();
        take();
        return study.trials.back();
    }
    [[nodiscard]] const StageConfig& stage() const { return study.config.stage; }

    StoredStudy study;
    std::shared_ptr<TrainingObjective> objective;
    TrialLog log;
    std::unique_ptr<StudyRunner> runner;
};

bool sameUpTo(const StoredTrial& a, const StoredTrial& b, int epoch)
{
    std::size_t same = 0;
    for (const EpochRecord& x : a.epochs) {
        for (const EpochRecord& y : b.epochs) {
            if (x.epoch <= epoch && x.epoch == y.epoch && x.repeat == y.repeat && x.fold == y.fold)
                same += x.validation.loss == y.validation.loss && x.validation.metrics == y.validation.metrics &&
                                x.gradientNorm == y.gradientNorm && x.learningRate == y.learningRate
                            ? 1
                            : 0;
        }
    }
    const auto within = [&](const StoredTrial& trial) {
        return static_cast<std::size_t>(std::count_if(trial.epochs.begin(), trial.epochs.end(), [&](const EpochRecord& record) { return record.epoch <= epoch; }));
    };
    return same > 0 && same == within(a) && same == within(b);
}

bool identicalTrials(const StoredTrial& a, const StoredTrial& b)
{
    constexpr int kAll = 1000;
    return sameUpTo(a, b, kAll) && a.outcome.value == b.outcome.value && a.outcome.bestEpoch == b.outcome.bestEpoch;
}

} // namespace

class TestControlledTrials : public QObject
{
    Q_OBJECT

private slots:
    void anUnchangedTwinIsBitIdentical();
    void anUnchangedForkIsBitIdentical_data();
    void anUnchangedForkIsBitIdentical();
    void bothArmsOfAForkAgreeUntilTheFork();
    void aForkOfAForkGoesOn();
    void aForkMayChangeTheOptimizer();
    void aContinuationBeginsWithTheTrial();
    void refusesWhatAForkCannotChange();
    void aVerdictComparesTheLastEpochs();
};

void TestControlledTrials::anUnchangedTwinIsBitIdentical()
{
    SmallStudy small({{"dropout", 0.2}});
    const StoredTrial twin = small.run(twinOf(*small.objective, small.study, 1, {}, small.stage()));
    QVERIFY(twin.start.origin == (Origin{OriginKind::Twin, 1}));
    QVERIFY(identicalTrials(twin, small.study.trials[1]));
    // One value changed: the same start, then another way.
    const StoredTrial other = small.run(twinOf(*small.objective, small.study, 1, {{"learning_rate", 0.0123}}, small.stage()));
    QVERIFY(sameUpTo(other, small.study.trials[1], 0));
    QVERIFY(!sameUpTo(other, small.study.trials[1], 2));
    QVERIFY(!twinOf(*small.objective, small.study, 1, {{"learning_rat", 0.1}}, small.stage()));
    QCOMPARE(twinOf(*small.objective, small.study, 9, {}, small.stage()).error().code, ErrorCode::NoSuchTrial);
}

void TestControlledTrials::anUnchangedForkIsBitIdentical_data()
{
    QTest::addColumn<int>("epoch");
    QTest::addColumn<bool>("folds");
    QTest::newRow("first epoch") << 1 << false;
    QTest::newRow("middle") << 4 << false;
    QTest::newRow("last epoch") << 8 << false;
    QTest::newRow("k-fold") << 3 << true;
}

void TestControlledTrials::anUnchangedForkIsBitIdentical()
{
    QFETCH(int, epoch);
    QFETCH(bool, folds);
    ProtocolConfig protocol;
    protocol.kind = folds ? ProtocolKind::KFold : ProtocolKind::Holdout;
    protocol.folds = 3;
    SmallStudy small({{"dropout", 0.2}, {"schedule", std::string("cosine")}, {"optimizer", std::string("adam")}}, protocol);
    const StoredTrial fork = small.run(forkOf(*small.objective, small.study, 2, epoch, {}, small.stage()));
    QCOMPARE(fork.state, TrialState::Complete);
    QVERIFY(identicalTrials(fork, small.study.trials[2]));
}

void TestControlledTrials::bothArmsOfAForkAgreeUntilTheFork()
{
    SmallStudy small({{"optimizer", std::string("sgd")}, {"momentum", 0.9}});
    const StoredTrial fork = small.run(forkOf(*small.objective, small.study, 0, 5, {{"learning_rate", 1e-5}}, small.stage()));
    QVERIFY(fork.start.origin == (Origin{OriginKind::Fork, 0}));
    QVERIFY(sameUpTo(fork, small.study.trials[0], 5));
    QVERIFY(!sameUpTo(fork, small.study.trials[0], 6));
    QCOMPARE(small.study.trials[0].epochs.size(), std::size_t{9}); // The other arm is kept.
    QCOMPARE(fork.epochs.back().epoch, 8);
}

void TestControlledTrials::aForkOfAForkGoesOn()
{
    SmallStudy small;
    const StoredTrial first = small.run(forkOf(*small.objective, small.study, 0, 2, {{"learning_rate", 0.02}}, small.stage()));
    const StoredTrial second = small.run(forkOf(*small.objective, small.study, first.start.number, 5, {}, small.stage()));
    QVERIFY(identicalTrials(first, second));
    QCOMPARE(second.start.segments.size(), std::size_t{2});
    QCOMPARE(forkOf(*small.objective, small.study, first.start.number, 1, {}, small.stage()).error().code, ErrorCode::CountOutOfRange);
}

void TestControlledTrials::aForkMayChangeTheOptimizer()
{
    SmallStudy small({{"optimizer", std::string("adam")}});
    const StoredTrial fork = small.run(forkOf(*small.objective, small.study, 1, 4, {{"optimizer", std::string("sgd")}}, small.stage()));
    QCOMPARE(fork.state, TrialState::Complete);
    QVERIFY(sameUpTo(fork, small.study.trials[1], 4));
    QVERIFY(!sameUpTo(fork, small.study.trials[1], 5));
}

void TestControlledTrials::aContinuationBeginsWithTheTrial()
{
    SmallStudy small({{"patience", std::int64_t{2}}});
    const int last = small.study.trials[0].epochs.back().epoch;
    const StoredTrial longer = small.run(continuationOf(*small.objective, small.study, 0, 4, small.stage()));
    QVERIFY(longer.start.origin == (Origin{OriginKind::Continued, 0}));
    QVERIFY(sameUpTo(longer, small.study.trials[0], last));
    QVERIFY(longer.epochs.back().epoch > last);
    QVERIFY(longer.epochs.back().epoch <= last + 4);
}

void TestControlledTrials::refusesWhatAForkCannotChange()
{
    SmallStudy small;
    const auto fork = [&](int epoch, const ParamSet& changes) { return forkOf(*small.objective, small.study, 0, epoch, changes, small.stage()); };
    QCOMPARE(fork(3, {{"units", std::int64_t{77}}}).error().code, ErrorCode::ForkChangesNetwork);
    QCOMPARE(fork(3, {{"scaling", std::string("minmax")}}).error().code, ErrorCode::ForkChangesNetwork);
    QCOMPARE(fork(0, {}).error().code, ErrorCode::CountOutOfRange);
    QCOMPARE(fork(9, {}).error().code, ErrorCode::CountOutOfRange);
    QVERIFY(fork(8, {}).has_value());
}

void TestControlledTrials::aVerdictComparesTheLastEpochs()
{
    SmallStudy small;
    QVERIFY(!twinVerdict(small.study, 0));
    const StoredTrial twin = small.run(twinOf(*small.objective, small.study, 0, {}, small.stage()));
    const auto verdict = twinVerdict(small.study, twin.start.number);
    QVERIFY(verdict);
    QCOMPARE(verdict->differences, std::vector<double>{0.0});
    QCOMPARE(verdict->words, std::string("no difference"));
    // Ten more pairs, all better by about a tenth.
    for (int draw = 0; draw < 10; ++draw) {
        const double luck = 0.01 * (draw % 3);
        small.study.extraRuns.push_back({.trial = 0, .draw = draw, .curve = std::vector<double>(8, 0.8)});
        small.study.extraRuns.push_back({.trial = twin.start.number, .draw = draw, .curve = std::vector<double>(8, 0.9 + luck)});
    }
    const auto helped = twinVerdict(small.study, twin.start.number);
    QCOMPARE(helped->differences.size(), std::size_t{11});
    QCOMPARE(helped->words, std::string("helped"));
}

QTEST_APPLESS_MAIN(TestControlledTrials)
#include "tst_controlled_trials.moc"
