// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layer_registry.h"
#include "tests/nn/nn_fixture.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace tunescope;

namespace {

constexpr std::int64_t kRows = 6;
constexpr std::int64_t kInputs = 19; // one full vector and a rest, on every instruction set
constexpr float kStep = 1e-2F;

/// The scalar whose gradient is taken: sum of dst * direction, in double.
double objective(LayerBench& bench, const std::vector<float>& direction)
{
    bench.layer->forward(bench.pass);
    double sum = 0.0;
    for (std::size_t i = 0; i < direction.size(); ++i)
        sum += static_cast<double>(bench.dst[i]) * static_cast<double>(direction[i]);
    return sum;
}

/// Central difference by one number, wherever it lies.
template <class Set>
double difference(LayerBench& bench, const std::vector<float>& direction, std::vector<float> plain,
                  std::size_t at, Set set)
{
    const float value = plain[at];
    plain[at] = value + kStep;
    set(plain);
    const double up = objective(bench, direction);
    plain[at] = value - kStep;
    set(plain);
    const double down = objective(bench, direction);
    plain[at] = value;
    set(plain);
    return (up - down) / static_cast<double>((value + kStep) - (value - kStep));
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-3 * std::max({1.0, std::abs(a), std::abs(b)});
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private slots:
    void gradientsAgreeWithCentralDifferences_data();
    void gradientsAgreeWithCentralDifferences();
    void layersOfEveryKindAreRegistered();
    void dropoutKeepsTheExpectedShareAndMean();
    void dropoutIsNamedBySeedStepAndLayer();
    void dropoutDoesNothingWhenEvaluating();
    void batchNormEvaluatesWithRunningAverages();
    void layerNormGivesRowsOfMeanZeroAndVarianceOne();

private:
    static std::unique_ptr<LayerBench> make(std::string_view name, DenseChoice dense, double rate = 0.4,
                                            std::uint64_t index = 1, std::int64_t dilation = 1)
    {
        const LayerOptions options{.inputs = kInputs,
                                   .outputs = 21,
                                   .rate = rate,
                                   .index = index,
                                   .dense = dense,
                                   .image = {name == "first_conv" ? 2 : kInputs, 5, 4},
                                   .dilation = dilation,
                                   .steps = 3,
                                   .vocabulary = 9};
        return std::make_unique<LayerBench>(makeLayer(name, bestKernels(), options), kRows);
    }
};

void TestLayers::gradientsAgreeWithCentralDifferences_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<DenseChoice>("dense");
    QTest::addColumn<qint64>("dilation");
    for (const LayerEntry& entry : layerRegistry()) {
        const QString name =
            QString::fromLatin1(entry.name.data(), static_cast<qsizetype>(entry.name.size()));
        QTest::newRow(qPrintable(name)) << name << DenseChoice::Panels << qint64{1};
    }
    QTest::newRow("dense, oneDNN") << QStringLiteral("dense") << DenseChoice::OneDnn << qint64{1};
    QTest::newRow("conv, dilated") << QStringLiteral("conv") << DenseChoice::Panels << qint64{2};
    QTest::newRow("first_conv, dilated") << QStringLiteral("first_conv") << DenseChoice::Panels << qint64{2};
}

void TestLayers::gradientsAgreeWithCentralDifferences()
{
    QFETCH(QString, name);
    QFETCH(DenseChoice, dense);
    QFETCH(qint64, dilation);
    auto bench = make(name.toStdString(), dense, 0.4, 1, dilation);
    const auto numbers = static_cast<std::int64_t>(bench->src.size());
    const std::vector<float> source = name == "pool" ? spacedValues(numbers) : randomValues(numbers, 1);
    bench->setSource(source);
    std::vector<std::vector<float>> plain;
    for (std::size_t p = 0; p < bench->layer->parameters().size(); ++p) {
        plain.push_back(randomValues(bench->layer->parameters()[p].count(), 10 + p));
        if (isTrained(bench->layer->parameters()[p].role))
            bench->setParameter(p, plain[p]);
    }
    const std::vector<float> direction = randomValues(static_cast<std::int64_t>(bench->dst.size()), 2);
    (void)objective(*bench, direction);
    std::copy(direction.begin(), direction.end(), bench->diffDst.begin());
    bench->layer->backward(bench->pass);
    const std::vector<float> inputGradient = bench->inputGradient();
    std::vector<std::vector<float>> gradients;
    for (std::size_t p = 0; p < plain.size(); ++p)
        gradients.push_back(isTrained(bench->layer->parameters()[p].role) ? bench->gradient(p)
                                                                          : std::vector<float>{});

    const bool first = name == "first_conv"; // nobody needs the gradient by the picture
    for (std::size_t i = 0; i < source.size() && !first; ++i) {
        const double expected =
            difference(*bench, direction, source, i, [&](const auto& v) { bench->setSource(v); });
        QVERIFY2(
            near(static_cast<double>(inputGradient[i]), expected),
            qPrintable(QString("input %1: %2 instead of %3").arg(i).arg(inputGradient[i]).arg(expected)));
    }
    for (std::size_t p = 0; p < plain.size(); ++p) {
        for (std::size_t i = 0; i < gradients[p].size(); ++i) {
            const double expected =
                difference(*bench, direction, plain[p], i, [&](const auto& v) { bench->setParameter(p, v); });
            QVERIFY2(near(static_cast<double>(gradients[p][i]), expected),
                     qPrintable(QString("parameter %1[%2]: %3 instead of %4")
                                    .arg(p)
                                    .arg(i)
                                    .arg(gradients[p][i])
                                    .arg(expected)));
        }
    }
}

void TestLayers::layersOfEveryKindAreRegistered()
{
    const auto registered = [](std::string_view name) {
        for (const LayerEntry& entry : layerRegistry()) {
            if (entry.name == name)
                return true;
        }
        return false;
    };
    for (const std::string_view name : activationNames())
        QVERIFY(registered(name));
    QVERIFY(registered("batch") && registered("layer") && registered("dropout") && registered("dense"));
}

void TestLayers::dropoutKeepsTheExpectedShareAndMean()
{
    const LayerOptions options{.inputs = 1000, .rate = 0.3, .index = 1};
    LayerBench bench(makeLayer("dropout", bestKernels(), options), 100);
    std::fill(bench.src.begin(), bench.src.end(), 1.0F);
    bench.layer->forward(bench.pass);

    double kept = 0.0;
    double sum = 0.0;
    for (const float value : bench.dst) {
        kept += value != 0.0F ? 1.0 : 0.0;
        sum += static_cast<double>(value);
    }
    // 100,000 draws: the standard deviation of the share is 0.0014.
    QVERIFY(std::abs(kept / 1e5 - 0.7) < 0.008);
    QVERIFY(std::abs(sum / 1e5 - 1.0) < 0.012);
}

void TestLayers::dropoutIsNamedBySeedStepAndLayer()
{
    const auto masked = [](std::uint64_t seed, std::uint64_t step, std::uint64_t index) {
        auto bench = make("dropout", DenseChoice::Auto, 0.5, index);
        std::fill(bench->src.begin(), bench->src.end(), 1.0F);
        bench->pass.seed = seed;
        bench->pass.step = step;
        bench->layer->forward(bench->pass);
        return bench->dst;
    };
    const auto original = masked(1, 1, 1);
    QCOMPARE(masked(1, 1, 1), original);
    QVERIFY(masked(2, 1, 1) != original);
    QVERIFY(masked(1, 2, 1) != original);
    QVERIFY(masked(1, 1, 2) != original);
}

void TestLayers::dropoutDoesNothingWhenEvaluating()
{
    auto bench = make("dropout", DenseChoice::Auto, 0.5);
    bench->setSource(randomValues(kRows * kInputs, 3));
    bench->pass.kind = PassKind::Evaluate;
    bench->layer->forward(bench->pass);
    QCOMPARE(bench->dst, bench->src);
}

void TestLayers::batchNormEvaluatesWithRunningAverages()
{
    auto bench = make("batch", DenseChoice::Auto);
    bench->setParameter(0, std::vector<float>(kInputs, 1.0F));
    std::fill(bench->statistics.begin(), bench->statistics.begin() + kInputs, 0.0F); // running mean
    bench->setSource(randomValues(kRows * kInputs, 4));
    bench->layer->forward(bench->pass);

    double mean = 0.0;
    double square = 0.0;
    for (std::size_t r = 0; r < kRows; ++r)
        mean += static_cast<double>(bench->src[r * kInputs]) / kRows;
    for (std::size_t r = 0; r < kRows; ++r)
        square += std::pow(static_cast<double>(bench->src[r * kInputs]) - mean, 2) / (kRows - 1);
    const double runningMean = 0.1 * mean;
    const double runningVariance = 0.9 + 0.1 * square;

    bench->pass.kind = PassKind::Evaluate;
    bench->layer->forward(bench->pass);
    const double expected =
        (static_cast<double>(bench->src[0]) - runningMean) / std::sqrt(runningVariance + 1e-5);
    QVERIFY(std::abs(static_cast<double>(bench->dst[0]) - expected) < 1e-5);
}

void TestLayers::layerNormGivesRowsOfMeanZeroAndVarianceOne()
{
    auto bench = make("layer", DenseChoice::Auto);
    bench->setParameter(0, std::vector<float>(kInputs, 1.0F));
    bench->setSource(randomValues(kRows * kInputs, 5));
    bench->pass.kind = PassKind::Evaluate;
    bench->layer->forward(bench->pass);
    for (std::size_t r = 0; r < kRows; ++r) {
        double sum = 0.0;
        double square = 0.0;
        for (std::size_t c = 0; c < kInputs; ++c) {
            const auto value = static_cast<double>(bench->dst[r * kInputs + c]);
            sum += value;
            square += value * value;
        }
        QVERIFY(std::abs(sum) < 1e-4);
        QVERIFY(std::abs(square / kInputs - 1.0) < 1e-3);
    }
}

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
