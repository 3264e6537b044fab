// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/initializers.h"
#include "core/nn/network.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace tunescope;

namespace {

constexpr std::int64_t kOutputs = 100;
constexpr std::int64_t kInputs = 300;

std::vector<float> weightsOf(Initializer kind, std::int64_t outputs = kOutputs, std::int64_t inputs = kInputs)
{
    std::vector<float> weights(static_cast<std::size_t>(outputs * inputs));
    Rng rng(Purpose::Init, 5, {1, 0});
    initializeWeights(kind, Activation::Relu, outputs, inputs, rng, weights);
    return weights;
}

/// A network's starting weights of one tensor, in plain layout.
std::vector<float> startOf(const NetworkSpec& spec, std::uint64_t seed, std::size_t parameter)
{
    Network network(spec, bestKernels());
    MemoryPlan plan;
    network.planMemory(plan, {.train = 8, .evaluate = 8});
    const Arena arena(plan.total());
    network.bind(arena);
    network.initialize(Initializer::He, spec.activation, seed);
    const NetworkParameter& entry = network.parameters()[parameter];
    std::vector<float> plain(static_cast<std::size_t>(entry.parameter.count()));
    network.layers()[entry.layer]->unpack(entry.index, network.buffers().values + entry.parameter.offset,
                                          plain.data());
    return plain;
}

} // namespace

class TestInitializers : public QObject
{
    Q_OBJECT

private slots:
    void variancesAreThoseOfThePapers_data();
    void variancesAreThoseOfThePapers();
    void orthogonalHasOrthonormalRowsOrColumns();
    void autoFollowsTheActivation();
    void equalShapesShareTheirWeights();
};

void TestInitializers::variancesAreThoseOfThePapers_data()
{
    QTest::addColumn<Initializer>("kind");
    QTest::addColumn<double>("variance");
    QTest::newRow("zeros") << Initializer::Zeros << 0.0;
    QTest::newRow("normal_small") << Initializer::NormalSmall << 1e-4;
    QTest::newRow("normal_large") << Initializer::NormalLarge << 1.0;
    QTest::newRow("xavier") << Initializer::Xavier << 2.0 / (kInputs + kOutputs);
    QTest::newRow("he") << Initializer::He << 2.0 / kInputs;
    QTest::newRow("lecun") << Initializer::Lecun << 1.0 / kInputs;
    QTest::newRow("orthogonal") << Initializer::Orthogonal << 1.0 / kInputs;
    QTest::newRow("uniform_fan_in") << Initializer::UniformFanIn << 1.0 / (3.0 * kInputs);
}

void TestInitializers::variancesAreThoseOfThePapers()
{
    QFETCH(Initializer, kind);
    QFETCH(double, variance);
    const auto weights = weightsOf(kind);
    double mean = 0.0;
    double square = 0.0;
    for (const float weight : weights) {
        mean += static_cast<double>(weight) / static_cast<double>(weights.size());
        square += std::pow(static_cast<double>(weight), 2) / static_cast<double>(weights.size());
    }
    QVERIFY(std::abs(mean) <= 0.03 * std::sqrt(variance));
    QVERIFY(std::abs(square - variance) <= 0.04 * variance);
}

void TestInitializers::orthogonalHasOrthonormalRowsOrColumns()
{
    const auto wide = weightsOf(Initializer::Orthogonal, 10, 30);
    const auto tall = weightsOf(Initializer::Orthogonal, 30, 10);
    for (std::size_t a = 0; a < 10; ++a) {
        for (std::size_t b = 0; b < 10; ++b) {
            double rows = 0.0;
            double columns = 0.0;
            for (std::size_t i = 0; i < 30; ++i) {
                rows += static_cast<double>(wide[a * 30 + i]) * static_cast<double>(wide[b * 30 + i]);
                columns += static_cast<double>(tall[i * 10 + a]) * static_cast<double>(tall[i * 10 + b]);
            }
            QVERIFY(std::abs(rows - (a == b ? 1.0 : 0.0)) < 1e-5);
            QVERIFY(std::abs(columns - (a == b ? 1.0 : 0.0)) < 1e-5);
        }
    }
}

void TestInitializers::autoFollowsTheActivation()
{
    QCOMPARE(resolvedInitializer(Initializer::Auto, Activation::Gelu), Initializer::He);
    QCOMPARE(resolvedInitializer(Initializer::Auto, Activation::Tanh), Initializer::Xavier);
    QCOMPARE(resolvedInitializer(Initializer::Zeros, Activation::Tanh), Initializer::Zeros);
}

void TestInitializers::equalShapesShareTheirWeights()
{
    const NetworkSpec spec{.inputs = 12, .hidden = {20, 20}, .outputs = 3};
    NetworkSpec other = spec;
    other.normalization = Normalization::Batch;
    other.dropout = 0.5;
    QCOMPARE(startOf(other, 1, 0), startOf(spec, 1, 0));
    // In the other network the second weight matrix comes after scale, shift and two statistics.
    QCOMPARE(startOf(other, 1, 6), startOf(spec, 1, 2));
    QVERIFY(startOf(spec, 2, 0) != startOf(spec, 1, 0));
    QVERIFY(startOf(spec, 1, 0) != startOf(spec, 1, 2));
}

QTEST_APPLESS_MAIN(TestInitializers)
#include "tst_initializers.moc"
