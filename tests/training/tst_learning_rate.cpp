// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/batch_layout.h"
#include "core/training/learning_rate.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

class TestLearningRate : public QObject
{
    Q_OBJECT

private slots:
    void followsTheFormulas_data();
    void followsTheFormulas();
    void plateauFallsWhenTheLossStopsImproving();
    void cutsAnEpochIntoBatches_data();
    void cutsAnEpochIntoBatches();
    void evaluationChunksAreEqual();
};

void TestLearningRate::followsTheFormulas_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("warmup");
    QTest::addColumn<int>("epoch");
    QTest::addColumn<int>("step");
    QTest::addColumn<double>("expected");
    // Rate 1, gamma 0.5, step 2, 10 epochs of 10 steps.
    QTest::newRow("constant") << Schedule::Constant << 0 << 7 << 3 << 1.0;
    QTest::newRow("warm-up, first step") << Schedule::Constant << 2 << 1 << 0 << 0.05;
    QTest::newRow("warm-up, last step") << Schedule::Constant << 2 << 2 << 9 << 1.0;
    QTest::newRow("step, before") << Schedule::Step << 0 << 2 << 9 << 1.0;
    QTest::newRow("step, after") << Schedule::Step << 0 << 3 << 0 << 0.5;
    QTest::newRow("step, after warm-up") << Schedule::Step << 1 << 4 << 0 << 0.5;
    QTest::newRow("exponential") << Schedule::Exponential << 0 << 4 << 5 << 0.125;
    QTest::newRow("cosine, start") << Schedule::Cosine << 0 << 1 << 0 << 1.0;
    QTest::newRow("cosine, half") << Schedule::Cosine << 0 << 6 << 0 << 0.5;
    QTest::newRow("one cycle, start") << Schedule::OneCycle << 0 << 1 << 0 << 0.04;
    QTest::newRow("one cycle, end") << Schedule::OneCycle << 0 << 10 << 9 << 4e-6;
}

void TestLearningRate::followsTheFormulas()
{
    QFETCH(Schedule, schedule);
    QFETCH(int, warmup);
    QFETCH(int, epoch);
    QFETCH(int, step);
    QFETCH(double, expected);
    TrainingConfig config;
    config.learningRate = 1.0;
    config.schedule = schedule;
    config.warmupEpochs = warmup;
    config.scheduleStep = 2;
    config.epochs = 10;
    QVERIFY(std::abs(learningRateAt(config, epoch, step, 10, {}) - expected) < 1e-12);
}

void TestLearningRate::plateauFallsWhenTheLossStopsImproving()
{
    TrainingConfig config;
    config.schedule = Schedule::Plateau;
    config.scheduleStep = 2;
    PlateauState state;
    for (const double loss : {1.0, 0.5, 0.6, 0.5})
        updatePlateau(state, config, loss);
    QCOMPARE(state.factor, 0.5);
    updatePlateau(state, config, 0.4);
    updatePlateau(state, config, 0.4);
    QCOMPARE(state.factor, 0.5);
}

void TestLearningRate::cutsAnEpochIntoBatches_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("smallest");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("even") << 6 << 3 << 1 << QList<int>{3, 3};
    QTest::newRow("rest") << 7 << 3 << 1 << QList<int>{3, 3, 1};
    QTest::newRow("a rest of 1 joins") << 7 << 3 << 2 << QList<int>{3, 4};
    QTest::newRow("a rest of 2 stays") << 8 << 3 << 2 << QList<int>{3, 3, 2};
    QTest::newRow("one batch and 1") << 4 << 3 << 2 << QList<int>{4};
    QTest::newRow("larger than the part") << 4 << 100 << 1 << QList<int>{4};
    QTest::newRow("batches of 1") << 4 << 1 << 2 << QList<int>{2, 2};
}

void TestLearningRate::cutsAnEpochIntoBatches()
{
    QFETCH(int, rows);
    QFETCH(int, batch);
    QFETCH(int, smallest);
    QFETCH(QList<int>, expected);
    const BatchLayout layout = batchLayout(rows, batch, smallest);
    QList<int> found;
    for (std::int64_t step = 0; step < layout.steps; ++step)
        found.push_back(static_cast<int>(layout.rowsOf(step)));
    QCOMPARE(found, expected);
}

void TestLearningRate::evaluationChunksAreEqual()
{
    QCOMPARE(evaluationRows(360), 360);
    QCOMPARE(evaluationRows(513), 257);
    QCOMPARE(evaluationRows(0), 1);
}

QTEST_APPLESS_MAIN(TestLearningRate)
#include "tst_learning_rate.moc"
