// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizer_registry.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace tunescope;

namespace {

constexpr std::int64_t kCount = 16;

/// The rules as their papers write them, in double precision; constants are PyTorch's.
struct PaperRule {
    OptimizerKind kind = OptimizerKind::Sgd;
    double rate = 0.0;
    double momentum = 0.0;
    bool nesterov = false;
    double decay = 0.0;

    struct Weight {
        double weight = 0.0;
        double m = 0.0; ///< Velocity, or mean of the gradients.
        double v = 0.0; ///< Of their squares: sum or mean.
    };
    std::array<Weight, kCount> state{};
    int t = 0;
    double product = 1.0; ///< NAdam: of the momenta so far.

    void step(const std::vector<float>& gradients)
    {
        ++t;
        product *= nadamMomentum(t);
        for (std::size_t i = 0; i < kCount; ++i) {
            state[i].weight *= 1.0 - rate * decay; // Loshchilov & Hutter 2019
            move(state[i], static_cast<double>(gradients[i]));
        }
    }

    [[nodiscard]] static double nadamMomentum(int step)
    {
        return 0.9 * (1.0 - 0.5 * std::pow(0.96, step * 0.004));
    }

    void move(Weight& w, double g) const
    {
        switch (kind) {
        case OptimizerKind::Sgd: // Polyak 1964; Sutskever et al. 2013 with the gradient at the moved point
            w.m = momentum * w.m + g;
            w.weight -= rate * (nesterov ? g + momentum * w.m : w.m);
            return;
        case OptimizerKind::RmsProp: // Tieleman & Hinton 2012, decay 0.99
            w.v = 0.99 * w.v + 0.01 * g * g;
            w.m = momentum * w.m + g / (std::sqrt(w.v) + 1e-8);
            w.weight -= rate * w.m;
            return;
        case OptimizerKind::Adagrad: // Duchi, Hazan & Singer 2011
            w.v += g * g;
            w.weight -= rate * g / (std::sqrt(w.v) + 1e-10);
            return;
        case OptimizerKind::Adam: // Kingma & Ba 2015, algorithm 1
        case OptimizerKind::AdamW:
        case OptimizerKind::Nadam: // Dozat 2016
            break;
        }
        w.m = 0.9 * w.m + 0.1 * g;
        w.v = 0.999 * w.v + 0.001 * g * g;
        const double root = std::sqrt(w.v / (1.0 - std::pow(0.999, t))) + 1e-8;
        if (kind != OptimizerKind::Nadam) {
            w.weight -= rate * w.m / (1.0 - std::pow(0.9, t)) / root;
            return;
        }
        const double now = nadamMomentum(t);
        const double next = nadamMomentum(t + 1);
        w.weight -= rate * ((1.0 - now) / (1.0 - product) * g + next / (1.0 - product * next) * w.m) / root;
    }
};

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
    void fiftyStepsAreThoseOfThePaper_data();
    void fiftyStepsAreThoseOfThePaper();
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

void TestOptimizers::fiftyStepsAreThoseOfThePaper_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("momentum");
    QTest::addColumn<bool>("nesterov");
    QTest::addColumn<double>("decay");
    const auto row = [](const char* name, OptimizerKind kind, double rate, double momentum = 0.0,
                        double decay = 0.0, bool nesterov = false) { // NOLINT: a column
        QTest::newRow(name) << static_cast<int>(kind) << rate << momentum << nesterov << decay;
    };
    row("sgd", OptimizerKind::Sgd, 0.01);
    row("sgd, momentum", OptimizerKind::Sgd, 0.01, 0.9);
    row("sgd, nesterov", OptimizerKind::Sgd, 0.01, 0.9, 0.0, true);
    row("rmsprop", OptimizerKind::RmsProp, 1e-3);
    row("rmsprop, momentum", OptimizerKind::RmsProp, 1e-4, 0.9);
    row("adagrad", OptimizerKind::Adagrad, 0.01);
    row("adam", OptimizerKind::Adam, 1e-3);
    row("adamw", OptimizerKind::AdamW, 1e-3, 0.0, 0.1);
    row("nadam", OptimizerKind::Nadam, 1e-3);
}

void TestOptimizers::fiftyStepsAreThoseOfThePaper()
{
    QFETCH(int, index);
    QFETCH(double, rate);
    QFETCH(double, momentum);
    QFETCH(bool, nesterov);
    QFETCH(double, decay);
    const auto kind = static_cast<OptimizerKind>(index);
    for (const Isa isa : {Isa::Plain, Isa::Avx2, Isa::Avx512}) {
        const KernelTable* kernels = kernelsFor(isa);
        if (kernels == nullptr)
            continue;
        const auto optimizer = optimizerRegistry()[static_cast<std::size_t>(index)].make(
            {.momentum = momentum, .nesterov = nesterov});
        PaperRule paper{
            .kind = kind, .rate = rate, .momentum = momentum, .nesterov = nesterov, .decay = decay};
        std::vector<float> weights(kCount);
        std::vector<float> gradients(kCount);
        std::vector<float> first(kCount, 0.0F);
        std::vector<float> second(kCount, 0.0F);
        for (std::size_t i = 0; i < kCount; ++i)
            paper.state[i].weight = static_cast<double>(weights[i] = 0.05F * static_cast<float>(i) - 0.4F);
        for (int step = 1; step <= 50; ++step) {
            for (std::size_t i = 0; i < kCount; ++i)
                gradients[i] = static_cast<float>(std::sin(0.7 * step + 1.3 * static_cast<double>(i)) *
                                                  std::pow(3.0, static_cast<double>(i % 5) - 2.0));
            optimizer->beginStep();
            optimizer->update(*kernels, {.weights = weights.data(),
                                         .gradients = gradients.data(),
                                         .first = first.data(),
                                         .second = second.data(),
                                         .count = kCount,
                                         .learningRate = static_cast<float>(rate),
                                         .keep = static_cast<float>(1.0 - rate * decay)});
            paper.step(gradients);
            for (std::size_t i = 0; i < kCount; ++i)
                QVERIFY2(std::abs(static_cast<double>(weights[i]) - paper.state[i].weight) < 1e-6,
                         qPrintable(QString("step %1, weight %2: %3 instead of %4")
                                        .arg(step)
                                        .arg(i)
                                        .arg(static_cast<double>(weights[i]), 0, 'g', 9)
                                        .arg(paper.state[i].weight, 0, 'g', 9)));
        }
    }
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
