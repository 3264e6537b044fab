// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/loss.h"
#include "tests/nn/nn_fixture.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

namespace {

constexpr std::int64_t kRows = 5;
constexpr std::int64_t kClasses = 19;

/// The trained objective in double precision, as loss.h states it.
double objective(const std::vector<float>& logits, const std::vector<std::int32_t>& target,
                 const std::vector<float>& classWeight, double smoothing)
{
    double total = 0.0;
    double weights = 0.0;
    for (std::size_t r = 0; r < kRows; ++r) {
        double sum = 0.0;
        for (std::size_t k = 0; k < kClasses; ++k)
            sum += std::exp(static_cast<double>(logits[r * kClasses + k]));
        double row = 0.0;
        for (std::size_t k = 0; k < kClasses; ++k) {
            const double truth =
                smoothing / kClasses + (static_cast<std::int32_t>(k) == target[r] ? 1.0 - smoothing : 0.0);
            row -= truth * (static_cast<double>(logits[r * kClasses + k]) - std::log(sum));
        }
        const double weight =
            classWeight.empty() ? 1.0 : static_cast<double>(classWeight[static_cast<std::size_t>(target[r])]);
        total += weight * row;
        weights += weight;
    }
    return total / weights;
}

} // namespace

class TestLoss : public QObject
{
    Q_OBJECT

private slots:
    void crossEntropyGradientAgreesWithCentralDifferences_data();
    void crossEntropyGradientAgreesWithCentralDifferences();
    void reportedLossIsThePlainDataTerm();
    void squaredErrorIsTheMeanOverTheBatch();
};

void TestLoss::crossEntropyGradientAgreesWithCentralDifferences_data()
{
    QTest::addColumn<double>("smoothing");
    QTest::addColumn<bool>("weighted");
    QTest::newRow("plain") << 0.0 << false;
    QTest::newRow("smoothed") << 0.2 << false;
    QTest::newRow("weighted") << 0.0 << true;
    QTest::newRow("both") << 0.1 << true;
}

void TestLoss::crossEntropyGradientAgreesWithCentralDifferences()
{
    QFETCH(double, smoothing);
    QFETCH(bool, weighted);
    auto logits = randomValues(kRows * kClasses, 1);
    const std::vector<std::int32_t> target{0, 18, 3, 3, 7};
    std::vector<float> classWeight;
    if (weighted) {
        for (int k = 0; k < kClasses; ++k)
            classWeight.push_back(0.5F + 0.25F * static_cast<float>(k));
    }
    std::vector<float> rowWeight(kRows);
    std::vector<float> probabilities(logits.size());
    std::vector<float> diff(logits.size());
    (void)crossEntropy(bestKernels(), {.rows = kRows,
                                       .outputs = kClasses,
                                       .output = logits.data(),
                                       .classes = target.data(),
                                       .classWeight = weighted ? classWeight.data() : nullptr,
                                       .smoothing = static_cast<float>(smoothing),
                                       .rowWeight = rowWeight.data(),
                                       .predictions = probabilities.data(),
                                       .diff = diff.data()});
    for (std::size_t i = 0; i < logits.size(); ++i) {
        constexpr float kStep = 1e-3F;
        const float value = logits[i];
        logits[i] = value + kStep;
        const double up = objective(logits, target, classWeight, smoothing);
        logits[i] = value - kStep;
        const double down = objective(logits, target, classWeight, smoothing);
        logits[i] = value;
        const double expected = (up - down) / static_cast<double>((value + kStep) - (value - kStep));
        QVERIFY(std::abs(static_cast<double>(diff[i]) - expected) < 1e-5);
    }
}

void TestLoss::reportedLossIsThePlainDataTerm()
{
    const auto logits = randomValues(kRows * kClasses, 2);
    const std::vector<std::int32_t> target{0, 18, 3, 3, 7};
    const std::vector<float> classWeight(kClasses, 5.0F);
    std::vector<float> rowWeight(kRows);
    std::vector<float> probabilities(logits.size());
    std::vector<float> diff(logits.size());
    const double sum = crossEntropy(bestKernels(), {.rows = kRows,
                                                    .outputs = kClasses,
                                                    .output = logits.data(),
                                                    .classes = target.data(),
                                                    .classWeight = classWeight.data(),
                                                    .smoothing = 0.3F,
                                                    .rowWeight = rowWeight.data(),
                                                    .predictions = probabilities.data(),
                                                    .diff = diff.data()});
    QVERIFY(std::abs(sum / kRows - objective(logits, target, {}, 0.0)) < 1e-6);
    double first = 0.0;
    for (std::size_t k = 0; k < kClasses; ++k)
        first += static_cast<double>(probabilities[k]);
    QVERIFY(std::abs(first - 1.0) < 1e-6);
}

void TestLoss::squaredErrorIsTheMeanOverTheBatch()
{
    const std::vector<float> output{1.0F, 2.0F};
    const std::vector<float> values{0.0F, 4.0F};
    std::vector<float> predictions(2);
    std::vector<float> diff(2);
    const double sum = squaredError({.rows = 2,
                                     .outputs = 1,
                                     .output = output.data(),
                                     .values = values.data(),
                                     .predictions = predictions.data(),
                                     .diff = diff.data()});
    QCOMPARE(sum, 5.0);
    QCOMPARE(diff, (std::vector<float>{1.0F, -2.0F}));
    QCOMPARE(predictions, output);
}

QTEST_APPLESS_MAIN(TestLoss)
#include "tst_loss.moc"
