// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas that pictures draw are those that train: compared with core/nn and core/training, which ui
// never sees.
#include "core/nn/kernels/kernels.h"
#include "core/nn/kinds.h"
#include "core/nn/optimizer_registry.h"
#include "core/training/learning_rate.h"
#include "ui/charts/figures/figure_math.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace tunescope;
using namespace tunescope::ui;

class TestFigureFormulas : public QObject
{
    Q_OBJECT

private slots:
    void schedulesAreThoseOfTheTrainer_data();
    void schedulesAreThoseOfTheTrainer();
    void updateRulesAreThoseOfTheOptimizers_data();
    void updateRulesAreThoseOfTheOptimizers();
    void activationsAndSlopesAreThoseOfTheKernels_data();
    void activationsAndSlopesAreThoseOfTheKernels();
};

void TestFigureFormulas::schedulesAreThoseOfTheTrainer_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Schedule>("schedule");
    QTest::newRow("constant") << QByteArray("constant") << Schedule::Constant;
    QTest::newRow("step") << QByteArray("step") << Schedule::Step;
    QTest::newRow("exponential") << QByteArray("exponential") << Schedule::Exponential;
    QTest::newRow("cosine") << QByteArray("cosine") << Schedule::Cosine;
    QTest::newRow("one_cycle") << QByteArray("one_cycle") << Schedule::OneCycle;
}

void TestFigureFormulas::schedulesAreThoseOfTheTrainer()
{
    QFETCH(QByteArray, name);
    QFETCH(Schedule, schedule);
    TrainingConfig config;
    config.learningRate = 0.3;
    config.epochs = 20;
    config.schedule = schedule;
    config.scheduleGamma = 0.5;
    config.scheduleStep = 5;
    config.warmupEpochs = 0;
    constexpr int kPerEpoch = 10, kAll = 200;
    for (int done = 0; done < kAll; ++done) {
        const double trained = learningRateAt(config, done / kPerEpoch + 1, done % kPerEpoch, kPerEpoch, {});
        // The one-cycle schedule ends with the last step, the others after it.
        const double p = schedule == Schedule::OneCycle ? double(done) / (kAll - 1) : double(done) / kAll;
        const double drawn =
            0.3 * scheduleShare(name.constData(), p, {.epochs = 20, .gamma = 0.5, .every = 5});
        QVERIFY2(std::abs(trained - drawn) < 1e-12, qPrintable(QString::number(done)));
    }
}

void TestFigureFormulas::updateRulesAreThoseOfTheOptimizers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<double>("momentum");
    QTest::newRow("sgd") << QByteArray("sgd") << 0.0;
    QTest::newRow("sgd with momentum") << QByteArray("sgd") << 0.9;
    QTest::newRow("rmsprop") << QByteArray("rmsprop") << 0.0;
    QTest::newRow("adagrad") << QByteArray("adagrad") << 0.0;
    QTest::newRow("adam") << QByteArray("adam") << 0.0;
}

/// Both weights of the valley lie in one flat buffer, as they do in a network.
void TestFigureFormulas::updateRulesAreThoseOfTheOptimizers()
{
    QFETCH(QByteArray, name);
    QFETCH(double, momentum);
    const GradientAt slope = [](const QPointF& w) { return QPointF(w.x(), 20 * w.y()); };
    constexpr double kRate = 0.02;
    const QPointF start(-4.4, 1.15);
    const auto drawn =
        descentPath({.name = name.constData(), .rate = kRate, .momentum = momentum}, start, slope, 30);

    OptimizerSettings settings;
    settings.momentum = momentum;
    const auto all = optimizerRegistry();
    const auto entry = std::find_if(all.begin(), all.end(),
                                    [&](const OptimizerEntry& one) { return one.name == name.constData(); });
    QVERIFY(entry != all.end());
    const auto optimizer = entry->make(settings);
    alignas(64) std::array<float, 16> weights{}, gradients{}, first{}, second{};
    weights[0] = float(start.x());
    weights[1] = float(start.y());
    for (std::size_t step = 1; step < drawn.size(); ++step) {
        gradients[0] = weights[0];
        gradients[1] = 20 * weights[1];
        optimizer->beginStep();
        UpdateArgs args{};
        args.weights = weights.data();
        args.gradients = gradients.data();
        args.first = first.data();
        args.second = second.data();
        args.count = 16;
        args.learningRate = float(kRate);
        args.keep = 1.0F;
        args.gradientScale = 1.0F;
        optimizer->update(bestKernels(), args);
        QVERIFY2(std::hypot(weights[0] - drawn[step].x(), weights[1] - drawn[step].y()) < 2e-3,
                 qPrintable(QString::number(step)));
    }
}

void TestFigureFormulas::activationsAndSlopesAreThoseOfTheKernels_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Activation>("activation");
    QTest::newRow("sigmoid") << QByteArray("sigmoid") << Activation::Sigmoid;
    QTest::newRow("tanh") << QByteArray("tanh") << Activation::Tanh;
    QTest::newRow("relu") << QByteArray("relu") << Activation::Relu;
    QTest::newRow("leaky_relu") << QByteArray("leaky_relu") << Activation::LeakyRelu;
    QTest::newRow("elu") << QByteArray("elu") << Activation::Elu;
    QTest::newRow("gelu") << QByteArray("gelu") << Activation::Gelu;
    QTest::newRow("silu") << QByteArray("silu") << Activation::Silu;
}

void TestFigureFormulas::activationsAndSlopesAreThoseOfTheKernels()
{
    QFETCH(QByteArray, name);
    QFETCH(Activation, activation);
    constexpr std::size_t kCount = 80;
    alignas(64) std::array<float, kCount> sums{}, values{}, slopes{};
    for (std::size_t i = 0; i < kCount; ++i)
        sums[i] = -3.95F + 0.1F * float(i);
    slopes.fill(1.0F);
    bestKernels().activate(activation, sums.data(), values.data(), kCount);
    bestKernels().activateBackward(activation, sums.data(), values.data(), slopes.data(), kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
        const ActivationValue drawn = activationAt(name.constData(), double(sums[i]));
        QVERIFY2(std::abs(drawn.value - double(values[i])) < 1e-5, qPrintable(QString::number(sums[i])));
        QVERIFY2(std::abs(drawn.slope - double(slopes[i])) < 1e-4, qPrintable(QString::number(sums[i])));
    }
}

QTEST_APPLESS_MAIN(TestFigureFormulas)
#include "tst_figure_formulas.moc"
