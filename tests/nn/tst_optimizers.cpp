// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizer_registry.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

namespace {

constexpr std::int64_t kCount = 16;

/// Minimises sum (w - 3)^2 / 2 from w = 0.
std::vector<float> minimise(const OptimizerEntry& entry, const KernelTable& kernels, int steps,
                            double decay = 0.0)
{
    const auto optimizer = entry.make({.momentum = 0.5});
    std::vector<float> weights(kCount, 0.0F);
    std::vector<float> gradients(kCount);
    std::vector<float> first(kCount, 0.0F);
    std::vector<float> second(kCount, 0.0F);
    for (int step = 0; step < steps; ++step) {
        for (std::size_t i = 0; i < kCount; ++i)
            gradients[i] = weights[i] - 3.0F;
        optimizer->beginStep();
        optimizer->update(kernels, {.weights = weights.data(),
                                    .gradients = gradients.data(),
                                    .first = first.data(),
                                    .second = second.data(),
                                    .count = kCount,
                                    .learningRate = 0.05F,
                                    .keep = static_cast<float>(1.0 - 0.05 * decay)});
    }
    return weights;
}

} // namespace

class TestOptimizers : public QObject
{
    Q_OBJECT

private slots:
    void registryFollowsTheKinds();
    void everyOneApproachesTheMinimum_data() { everyEntry(); }
    void everyOneApproachesTheMinimum();
    void decayPullsTowardsZero_data() { everyEntry(); }
    void decayPullsTowardsZero();
    void kernelsOfAllInstructionSetsAgree_data() { everyEntry(); }
    void kernelsOfAllInstructionSetsAgree();
    void ownSettingsHaveValidDefaults_data() { everyEntry(); }
    void ownSettingsHaveValidDefaults();

private:
    static void everyEntry()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const OptimizerEntry& entry : optimizerRegistry())
            QTest::newRow(std::string(entry.name).c_str()) << index++;
    }
};

void TestOptimizers::registryFollowsTheKinds()
{
    QCOMPARE(optimizerRegistry().size(), optimizerNames().size());
    for (std::size_t i = 0; i < optimizerNames().size(); ++i)
        QVERIFY(optimizerRegistry()[i].name == optimizerNames()[i]);
}

void TestOptimizers::everyOneApproachesTheMinimum()
{
    QFETCH(int, index);
    const OptimizerEntry& entry = optimizerRegistry()[static_cast<std::size_t>(index)];
    const float early = std::abs(minimise(entry, bestKernels(), 10)[0] - 3.0F);
    const float late = std::abs(minimise(entry, bestKernels(), 2000)[0] - 3.0F);
    QVERIFY(early < 3.0F);
    QVERIFY(late < 0.5F); // Adagrad is the slowest
}

void TestOptimizers::decayPullsTowardsZero()
{
    QFETCH(int, index);
    const OptimizerEntry& entry = optimizerRegistry()[static_cast<std::size_t>(index)];
    QVERIFY(minimise(entry, bestKernels(), 50, 1.0)[0] < minimise(entry, bestKernels(), 50)[0]);
}

void TestOptimizers::kernelsOfAllInstructionSetsAgree()
{
    QFETCH(int, index);
    const OptimizerEntry& entry = optimizerRegistry()[static_cast<std::size_t>(index)];
    const auto expected = minimise(entry, *kernelsFor(Isa::Plain), 100);
    for (const Isa isa : {Isa::Avx2, Isa::Avx512}) {
        if (const KernelTable* table = kernelsFor(isa))
            QVERIFY(std::abs(minimise(entry, *table, 100)[5] - expected[5]) < 1e-4F);
    }
}

void TestOptimizers::ownSettingsHaveValidDefaults()
{
    QFETCH(int, index);
    const auto params = optimizerRegistry()[static_cast<std::size_t>(index)].params();
    for (const ParamSpec& spec : params)
        QVERIFY(spec.defaultValue.has_value());
    QVERIFY(SearchSpace::create(params).has_value());
}

QTEST_APPLESS_MAIN(TestOptimizers)
#include "tst_optimizers.moc"
