// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/training_objective.h"

#include "core/data/open_dataset.h"
#include "core/nn/optimizer_registry.h"
#include "core/study/null_store.h"
#include "core/study/study_runner.h"
#include "core/study/study_service.h"
#include "core/study/trial_replay.h"
#include "core/training/trainer.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace tunescope;

namespace {

StudyConfig irisStudy(int trials)
{
    StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
    config.stage.fixed.set("epochs", std::int64_t{6});
    config.stage.budget.trials = trials;
    return *StudyService::completedConfig(config);
}

StoredStudy stored(const StudyConfig& config)
{
    StoredStudy study;
    study.config = config;
    study.lag = effectiveLag(config);
    study.stages.push_back({config.stage, 0, 0.0});
    return study;
}

/// Keeps every epoch of every trial, as a file would.
class EpochLog final : public StudyListener
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

void runStudy(const StudyConfig& config, const std::shared_ptr<TrainingObjective>& objective, int workers, EpochLog& log)
{
    auto runner = StudyRunner::create(stored(config), objective, std::make_shared<NullStore>(), &log);
    (*runner)->start(workers);
    (*runner)->waitUntilIdle();
}

bool sameEpochs(const StoredTrial& a, const StoredTrial& b)
{
    return std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(), b.epochs.end(), [](const EpochRecord& x, const EpochRecord& y) {
        return x.epoch == y.epoch && x.validation.loss == y.validation.loss && x.validation.metrics == y.validation.metrics &&
               x.confusion == y.confusion && x.gradientNorm == y.gradientNorm;
    });
}

} // namespace

class TestTrainingObjective : public QObject
{
    Q_OBJECT

private slots:
    void theStartingSearchKnowsWhatTheEngineDoes();
    void workersDoNotChangeANumber();
    void everyTrialCanBeReplayed();
    void predictionsAgreeWithTheStoredMatrix();
    void anUnchangedTwinIsBitIdentical();
    void aTwinWithAnotherRateStartsFromTheSameLoss();
    void testLabelsChangeNothing();
    void kFoldKeepsEveryRun();
    void baselinesBeatGuessing();
    void metricThatDoesNotFitIsRefused();
    void aTrialAboveItsShareOfTheMemoryFails();
    void aDivergedTrialNamesStepAndLayer();
    void theGapOfOneClassIsThatClass();
};

/// Momentum is searched with every optimizer that has one, and with no other.
void TestTrainingObjective::theStartingSearchKnowsWhatTheEngineDoes()
{
    const StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
    const ParamSpec* momentum = config.stage.space.find("momentum");
    QVERIFY(momentum);
    const auto& optimizers = std::get<ChoiceSet>(config.stage.space.find("optimizer")->distribution).choices;
    for (const ParamValue& name : optimizers) {
        const auto entries = optimizerRegistry();
        const auto entry = std::find_if(entries.begin(), entries.end(), [&](const OptimizerEntry& candidate) {
            return candidate.name == std::get<std::string>(name);
        });
        QVERIFY(entry != entries.end());
        const std::vector<ParamSpec> own = entry->params();
        const bool has = std::any_of(own.begin(), own.end(), [](const ParamSpec& spec) { return spec.name == "momentum"; });
        QCOMPARE(config.stage.space.isActive(*momentum, {{"optimizer", name}}), has);
    }
}

void TestTrainingObjective::workersDoNotChangeANumber()
{
    const StudyConfig config = irisStudy(24);
    const auto objective = TrainingObjective::create(config);
    QVERIFY(objective);
    EpochLog one;
    runStudy(config, *objective, 1, one);
    EpochLog three;
    runStudy(config, *objective, 3, three);
    QCOMPARE(one.trials.size(), std::size_t(24));
    QCOMPARE(three.trials.size(), std::size_t(24));
    for (const auto& [number, trial] : one.trials) {
        QCOMPARE(three.trials[number].state, trial.state);
        QVERIFY(sameEpochs(three.trials[number], trial));
    }
}

void TestTrainingObjective::everyTrialCanBeReplayed()
{
    const StudyConfig config = irisStudy(16);
    const auto objective = TrainingObjective::create(config);
    EpochLog log;
    runStudy(config, *objective, 2, log);
    for (const auto& [number, trial] : log.trials) {
        const auto report = replayAndCompare(**objective, trial, config.stage.fixed, true, {});
        QVERIFY(report);
        QCOMPARE(report->firstDifference, std::string());
        QVERIFY(report->identical);
    }
    StoredTrial changed = log.trials[0];
    changed.epochs.back().validation.loss += 1e-12;
    const auto report = replayAndCompare(**objective, changed, config.stage.fixed, true, {});
    QVERIFY(report && !report->identical);
    QVERIFY(report->firstDifference.starts_with("epoch "));
}

void TestTrainingObjective::predictionsAgreeWithTheStoredMatrix()
{
    const StudyConfig config = irisStudy(12);
    const auto objective = TrainingObjective::create(config);
    EpochLog log;
    runStudy(config, *objective, 1, log);
    for (const auto& [number, trial] : log.trials) {
        if (trial.state != TrialState::Complete)
            continue;
        const auto set = replayPredictions(**objective, trial.start, config.stage.fixed, trial.outcome.bestEpoch, {});
        QVERIFY(set);
        ConfusionMatrix matrix(set->classes);
        for (std::size_t i = 0; i < set->rows.size(); ++i)
            matrix.add(set->trueClass[i], set->predictedClass[i]);
        const auto epoch = std::find_if(trial.epochs.begin(), trial.epochs.end(),
                                        [&](const EpochRecord& record) { return record.epoch == trial.outcome.bestEpoch; });
        QVERIFY(matrix == epoch->confusion);
    }
}

void TestTrainingObjective::anUnchangedTwinIsBitIdentical()
{
    const StudyConfig config = irisStudy(1);
    const auto objective = TrainingObjective::create(config);
    EpochLog log;
    runStudy(config, *objective, 1, log);
    StoredTrial& original = log.trials[0];
    const auto report = replayAndCompare(**objective, original, config.stage.fixed, true, {});
    QVERIFY(report->identical);
}

void TestTrainingObjective::aTwinWithAnotherRateStartsFromTheSameLoss()
{
    StudyConfig config = irisStudy(2);
    config.stage.pruner.reset();
    const auto objective = TrainingObjective::create(config);
    const auto data = (*objective)->prepared({}, 0, 0);
    std::vector<double> losses;
    for (const double rate : {0.001, 0.1}) {
        const auto training = resolveTrainingConfig({{"learning_rate", rate}}, Task::Classification, "accuracy");
        auto trainer = Trainer::create(*data, *training, 99, memoryPerTrial(1));
        QVERIFY(trainer);
        const auto outcome = (*trainer)->run(
            [&](const EpochReport& report) {
                losses.push_back(report.validation.loss);
                return EpochDecision::Stop;
            },
            {});
        QVERIFY(outcome);
    }
    QCOMPARE(losses.size(), std::size_t(2));
    QCOMPARE(losses[0], losses[1]);
}

void TestTrainingObjective::testLabelsChangeNothing()
{
    const StudyConfig config = irisStudy(12);
    const auto plain = TrainingObjective::create(config);
    EpochLog before;
    runStudy(config, *plain, 2, before);

    const auto split = (*plain)->split(0, 0);
    auto permuted = std::make_shared<Dataset>((*plain)->dataset());
    const TestRows rows = split->test.open("to permute its labels");
    QVERIFY(rows.rows().size() > 10);
    std::vector<std::int32_t> labels;
    for (const std::int64_t row : rows.rows())
        labels.push_back(permuted->target.codes[static_cast<std::size_t>(row)]);
    std::rotate(labels.begin(), labels.begin() + 7, labels.end());
    for (std::size_t i = 0; i < labels.size(); ++i)
        permuted->target.codes[static_cast<std::size_t>(rows.rows()[i])] = labels[i];

    const auto other = TrainingObjective::create(config, permuted);
    EpochLog after;
    runStudy(config, *other, 2, after);
    for (const auto& [number, trial] : before.trials)
        QVERIFY(sameEpochs(after.trials[number], trial));
}

void TestTrainingObjective::kFoldKeepsEveryRun()
{
    StudyConfig config = irisStudy(3);
    config.protocol.kind = ProtocolKind::KFold;
    config.protocol.folds = 3;
    config.protocol.repeats = 2;
    config.stage.pruner.reset();
    config.stage.fixed.set("optimizer", std::string("adam"));
    config.stage.space = *SearchSpace::create({{"learning_rate", FloatRange{0.001, 0.01, Scale::Log}}});
    const auto objective = TrainingObjective::create(config);
    QVERIFY(objective);
    EpochLog log;
    runStudy(config, *objective, 2, log);
    for (const auto& [number, trial] : log.trials) {
        QCOMPARE(trial.outcome.runs.size(), std::size_t(6));
        double sum = 0.0;
        for (const RunResult& run : trial.outcome.runs)
            sum += *run.value;
        QCOMPARE(*trial.outcome.value, sum / 6.0);
    }
}

void TestTrainingObjective::baselinesBeatGuessing()
{
    const auto baselines = StudyService::measureBaselines(DataSpec{"iris"}, {}, 42);
    QVERIFY(baselines);
    QVERIFY(baselines->constant < 0.5);
    QVERIFY(baselines->linear > 0.8);
}

void TestTrainingObjective::metricThatDoesNotFitIsRefused()
{
    StudyConfig config = irisStudy(1);
    config.protocol.metric = "rmse";
    config.protocol.direction = Direction::Minimize;
    QVERIFY(!StudyService::completedConfig(config));
}

void TestTrainingObjective::aTrialAboveItsShareOfTheMemoryFails()
{
    StudyConfig config = irisStudy(3);
    const auto objective = TrainingObjective::create(config);
    EpochLog log;
    auto runner = StudyRunner::create(stored(config), *objective, std::make_shared<NullStore>(), &log);
    // The program itself counts 24 MiB; what is left is 2 MB for each of two workers, and a trial takes a little more.
    (*runner)->setMemoryLimit((std::uint64_t{24} << 20) + 4'050'000);
    (*runner)->start(2);
    (*runner)->waitUntilIdle();
    QCOMPARE(log.trials.size(), std::size_t(3));
    for (const auto& [number, trial] : log.trials) {
        QCOMPARE(trial.state, TrialState::Failed);
        QVERIFY2(trial.outcome.reason.text.find("2 MB are allowed") != std::string::npos, trial.outcome.reason.text.c_str());
    }
}

void TestTrainingObjective::aDivergedTrialNamesStepAndLayer()
{
    StudyConfig config = irisStudy(1);
    for (const auto& [name, value] : ParamSet{{"model", std::string("mlp")}, {"optimizer", std::string("sgd")}, {"learning_rate", 10.0},
                                              {"init", std::string("normal_large")}, {"hidden_layers", std::int64_t{8}}})
        config.stage.fixed.set(name, value);
    config.stage.space = *SearchSpace::create({{"batch_size", IntRange{8, 16}}});
    const auto objective = TrainingObjective::create(config);
    EpochLog log;
    runStudy(config, *objective, 1, log);
    const TrialReason& reason = log.trials[0].outcome.reason;
    QCOMPARE(log.trials[0].state, TrialState::Diverged);
    QVERIFY(reason.step >= 1 && !reason.layer.empty());
    QVERIFY2(reason.text.starts_with("At step " + std::to_string(reason.step) + ", in epoch "), reason.text.c_str());
}

void TestTrainingObjective::theGapOfOneClassIsThatClass()
{
    StudyConfig config = irisStudy(1);
    config.protocol.metric = "recall:setosa";
    const auto objective = TrainingObjective::create(config);
    QVERIFY(objective);
    EpochLog log;
    runStudy(config, *objective, 1, log);
    QVERIFY(!std::isnan(log.trials[0].outcome.runs.at(0).gap));
}

QTEST_APPLESS_MAIN(TestTrainingObjective)
#include "tst_training_objective.moc"
