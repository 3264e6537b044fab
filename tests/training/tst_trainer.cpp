// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/trainer.h"
#include "tests/training/training_fixture.h"

#include <QtTest>

#include <limits>
#include <thread>

using namespace tunescope;

class TestTrainer : public QObject
{
    Q_OBJECT

private slots:
    void learnsToTellClustersApart();
    void learnsALine();
    void linearModelHasNoHiddenLayer();
    void epochZeroIsAnEvaluationOnly();
    void sameSeedGivesTheSameNumbers();
    void twoThreadsAtOnceGiveTheSameNumbers();
    void twinWithAnotherLearningRateStartsEqual();
    void otherSeedGivesOtherNumbers();
    void bestWeightsAreKept();
    void bestEpochFollowsTheMetricsDirection();
    void stopsEarlyWhenTheMetricStopsImproving();
    void largeLearningRateDiverges();
    void tooLargeNetworkIsRefusedBeforeAllocating();
    void stopRequestEndsBeforeTheNextStep();
    void callerCanStop();
    void denormalsAreUntouchedInTheCallback();
    void perClassMetricIsFollowed();
    void balancedWeightsHelpTheRareClass();
    void survivesOddSizes_data();
    void survivesOddSizes();
    void emptyPartsAreRefusedOrHarmless();
};

void TestTrainer::learnsToTellClustersApart()
{
    TrainingConfig config = smallConfig();
    config.epochs = 20;
    const RunRecord run = train(clusters(), config);
    QCOMPARE(run.outcome.end, TrainingEnd::Completed);
    QVERIFY(run.outcome.bestValue > 0.9);
    QCOMPARE(run.epochs.size(), std::size_t{21});
    QCOMPARE(run.epochs.back().confusion.total(), std::uint64_t{60});
    QVERIFY(std::abs(run.epochs.back().confusion.accuracy() - run.epochs.back().validation.metrics[0]) <
            1e-12);
    QVERIFY(run.epochs.back().train->loss < run.epochs[1].train->loss);
}

void TestTrainer::learnsALine()
{
    TrainingConfig config = smallConfig();
    config.task = Task::Regression;
    config.metric = "rmse";
    config.epochs = 60;
    const auto data = line();
    const RunRecord run = train(data, config);
    QVERIFY(run.outcome.bestValue < 3.0); // the target's deviation is about 22
    QVERIFY(run.epochs.back().confusion.empty());
    double square = 0.0;
    for (std::size_t i = 0; i < run.predictions.size(); ++i)
        square += std::pow(static_cast<double>(run.predictions[i] - data->validation.trueValue[i]), 2);
    const double rmse = std::sqrt(square / static_cast<double>(run.predictions.size()));
    QVERIFY(std::abs(rmse - run.outcome.bestValue) < 1e-4);
}

void TestTrainer::linearModelHasNoHiddenLayer()
{
    TrainingConfig config = smallConfig();
    config.hidden = {};
    config.learningRate = 0.1;
    const auto trainer = Trainer::create(clusters(), config, 1, kPlenty);
    QCOMPARE((*trainer)->weightCount(), 5 * 3 + 3);
    QVERIFY(train(clusters(), config).outcome.bestValue > 0.8);
}

void TestTrainer::epochZeroIsAnEvaluationOnly()
{
    const RunRecord run = train(clusters(), smallConfig());
    QCOMPARE(run.epochs.front().epoch, 0);
    QVERIFY(!run.epochs.front().train.has_value());
    QVERIFY(run.epochs[1].train.has_value());
    QCOMPARE(run.epochs[1].train->metrics.size(), run.epochs[1].validation.metrics.size());
    QVERIFY(run.outcome.bestEpoch >= 1);
}

void TestTrainer::sameSeedGivesTheSameNumbers()
{
    TrainingConfig config = smallConfig();
    config.dropout = 0.3;
    config.noiseStd = 0.1;
    QVERIFY(sameNumbers(train(clusters(), config), train(clusters(), config), 6));
}

void TestTrainer::twoThreadsAtOnceGiveTheSameNumbers()
{
    for (const std::int64_t units : {16, 200}) {
        TrainingConfig config = smallConfig();
        config.hidden = {units, units};
        config.dropout = 0.3;
        const RunRecord alone = train(clusters(), config);
        RunRecord first;
        RunRecord second;
        {
            const std::jthread a([&] { first = train(clusters(), config); });
            const std::jthread b([&] { second = train(clusters(), config); });
        }
        QVERIFY(sameNumbers(alone, first, 6));
        QVERIFY(sameNumbers(alone, second, 6));
    }
}

void TestTrainer::twinWithAnotherLearningRateStartsEqual()
{
    TrainingConfig twin = smallConfig();
    twin.learningRate = 0.1;
    const RunRecord a = train(clusters(), smallConfig());
    const RunRecord b = train(clusters(), twin);
    QCOMPARE(a.epochs[0].validation.loss, b.epochs[0].validation.loss);
    QVERIFY(a.epochs[1].validation.loss != b.epochs[1].validation.loss);
}

void TestTrainer::otherSeedGivesOtherNumbers()
{
    QVERIFY(train(clusters(), smallConfig(), 1).epochs[0].validation.loss !=
            train(clusters(), smallConfig(), 2).epochs[0].validation.loss);
}

void TestTrainer::bestWeightsAreKept()
{
    TrainingConfig config = smallConfig();
    config.metric = "loss";
    config.learningRate = 0.2;
    config.epochs = 15;
    const auto data = clusters();
    const RunRecord run = train(data, config);
    QVERIFY(run.outcome.bestEpoch < 15); // otherwise this test shows nothing
    double loss = 0.0;
    for (std::size_t i = 0; i < data->validation.trueClass.size(); ++i)
        loss -= std::log(static_cast<double>(
            run.predictions[i * 3 + static_cast<std::size_t>(data->validation.trueClass[i])]));
    QVERIFY(std::abs(loss / 60.0 - run.outcome.bestValue) < 1e-5);
}

void TestTrainer::bestEpochFollowsTheMetricsDirection()
{
    TrainingConfig config = smallConfig();
    config.metric = "loss";
    const RunRecord run = train(clusters(), config);
    for (const EpochReport& report : run.epochs) {
        if (report.epoch > 0)
            QVERIFY(report.validation.loss >= run.outcome.bestValue);
        if (report.epoch == run.outcome.bestEpoch)
            QCOMPARE(report.validation.loss, run.outcome.bestValue);
    }
    const RunRecord accuracy = train(clusters(), smallConfig());
    for (const EpochReport& report : accuracy.epochs) {
        const double value = report.validation.metrics[0];
        QVERIFY(report.epoch == 0 || value <= accuracy.outcome.bestValue);
        // Ties keep the earlier epoch.
        QVERIFY(report.epoch == 0 || report.epoch >= accuracy.outcome.bestEpoch ||
                value < accuracy.outcome.bestValue);
    }
}

void TestTrainer::stopsEarlyWhenTheMetricStopsImproving()
{
    TrainingConfig config = smallConfig();
    config.epochs = 200;
    config.patience = 3;
    const RunRecord run = train(clusters(), config);
    QCOMPARE(run.outcome.end, TrainingEnd::EarlyStopped);
    QCOMPARE(run.epochs.back().epoch, run.outcome.bestEpoch + 3);
    config.minDelta = 1.0;
    QCOMPARE(train(clusters(), config).epochs.back().epoch, 4); // nothing is an improvement after the first
}

void TestTrainer::largeLearningRateDiverges()
{
    TrainingConfig config = smallConfig();
    config.task = Task::Regression;
    config.metric = "rmse";
    config.optimizer = OptimizerKind::Sgd;
    config.learningRate = 10.0;
    config.epochs = 50;
    const RunRecord run = train(line(), config);
    QCOMPARE(run.outcome.end, TrainingEnd::Diverged);
    QVERIFY(run.outcome.divergedEpoch >= 1);
    QVERIFY(run.outcome.divergedStep >= 1);
    QVERIFY(run.epochs.back().epoch <= run.outcome.divergedEpoch);
}

void TestTrainer::tooLargeNetworkIsRefusedBeforeAllocating()
{
    TrainingConfig config = smallConfig();
    config.hidden.assign(16, 65536);
    QVERIFY(trainingBytes(config, {.shape = {.features = 64}, .outputs = 10}) > std::uint64_t{1} << 38);
    const auto trainer = Trainer::create(clusters(), config, 1, kPlenty);
    QVERIFY(!trainer);
    QCOMPARE(trainer.error().code, ErrorCode::NetworkTooLarge);
    QCOMPARE(trainer.error().arg("layers"), std::string("17"));
}

void TestTrainer::stopRequestEndsBeforeTheNextStep()
{
    const auto trainer = Trainer::create(clusters(), smallConfig(), 1, kPlenty);
    std::stop_source source;
    int epochs = 0;
    const auto onEpoch = [&](const EpochReport& report) {
        ++epochs;
        if (report.epoch == 2)
            source.request_stop();
        return EpochDecision::Continue;
    };
    const auto outcome = (*trainer)->run(onEpoch, source.get_token());
    QCOMPARE(outcome->end, TrainingEnd::Cancelled);
    QCOMPARE(epochs, 3);
}

void TestTrainer::callerCanStop()
{
    const auto trainer = Trainer::create(clusters(), smallConfig(), 1, kPlenty);
    const auto onEpoch = [](const EpochReport& report) {
        return report.epoch == 2 ? EpochDecision::Stop : EpochDecision::Continue;
    };
    const auto outcome = (*trainer)->run(onEpoch, std::stop_token());
    QCOMPARE(outcome->end, TrainingEnd::StoppedByCaller);
    QVERIFY(outcome->bestEpoch >= 1);
}

void TestTrainer::denormalsAreUntouchedInTheCallback()
{
    const auto trainer = Trainer::create(clusters(), smallConfig(), 1, kPlenty);
    volatile float tiny = std::numeric_limits<float>::min();
    const auto onEpoch = [&](const EpochReport&) {
        const float half = tiny / 2.0F;
        return half > 0.0F ? EpochDecision::Continue : EpochDecision::Stop;
    };
    QCOMPARE((*trainer)->run(onEpoch, std::stop_token())->end, TrainingEnd::Completed);
}

void TestTrainer::perClassMetricIsFollowed()
{
    TrainingConfig config = smallConfig();
    config.metric = "recall:blue";
    const auto trainer = Trainer::create(clusters(), config, 1, kPlenty);
    QCOMPARE((*trainer)->metricNames().back(), std::string("recall:blue"));
    const RunRecord run = record(**trainer, *clusters());
    const EpochReport& last = run.epochs.back();
    QCOMPARE(last.validation.metrics.back(), last.confusion.recall(2));
}

void TestTrainer::balancedWeightsHelpTheRareClass()
{
    auto data = clusters(400, 200);
    // Only four rows of class 0 keep their label; the others are called 1.
    std::int64_t kept = 0;
    for (std::int64_t r = 0; r < data->train.size(); ++r) {
        auto& label = data->train.trueClass[static_cast<std::size_t>(r)];
        if (label == 0 && ++kept > 4)
            label = 1;
    }
    TrainingConfig config = smallConfig();
    config.batchSize = 400; // one batch: its weights are exactly balanced
    config.epochs = 40;
    const double plain = train(data, config).epochs.back().confusion.recall(0);
    config.classWeight = ClassWeight::Balanced;
    QVERIFY(train(data, config).epochs.back().confusion.recall(0) > plain);
}

void TestTrainer::survivesOddSizes_data()
{
    QTest::addColumn<int>("train");
    QTest::addColumn<int>("validation");
    QTest::addColumn<int>("batch");
    QTest::addColumn<Normalization>("normalization");
    QTest::newRow("one row") << 1 << 1 << 32 << Normalization::None;
    QTest::newRow("batch of one") << 5 << 3 << 1 << Normalization::None;
    QTest::newRow("batch of one, batch norm") << 5 << 3 << 1 << Normalization::Batch;
    QTest::newRow("rest of one, batch norm") << 33 << 3 << 16 << Normalization::Batch;
    QTest::newRow("many chunks") << 20 << 1100 << 16 << Normalization::Layer;
}

void TestTrainer::survivesOddSizes()
{
    QFETCH(int, train);
    QFETCH(int, validation);
    QFETCH(int, batch);
    QFETCH(Normalization, normalization);
    TrainingConfig config = smallConfig();
    config.batchSize = batch;
    config.normalization = normalization;
    const RunRecord run = tunescope::train(clusters(train, validation), config);
    QCOMPARE(run.outcome.end, TrainingEnd::Completed);
    QCOMPARE(run.predictions.size(), static_cast<std::size_t>(validation) * 3);
}

void TestTrainer::emptyPartsAreRefusedOrHarmless()
{
    QCOMPARE(Trainer::create(clusters(0, 5), smallConfig(), 1, kPlenty).error().code,
             ErrorCode::TrainingPartTooSmall);
    auto noInputs = clusters();
    noInputs->inputNames.clear();
    noInputs->shape.features = 0;
    QCOMPARE(Trainer::create(noInputs, smallConfig(), 1, kPlenty).error().code, ErrorCode::NoInputs);
    const RunRecord run = train(clusters(20, 0), smallConfig());
    QCOMPARE(run.outcome.end, TrainingEnd::Completed);
    QCOMPARE(run.outcome.bestEpoch, 0);
    QVERIFY(std::isnan(run.outcome.bestValue));
}

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
