// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_engine.h"
#include "tests/training/network_cases.h"
#include "tests/training/training_fixture.h"

#include <QtTest>

#include <malloc.h>

#include <cmath>
#include <cstdlib>
#include <new>
#include <numeric>

namespace {

std::size_t g_allocations = 0;

} // namespace

// Counts what this program's own code allocates; oneDNN is another library and calls its own malloc, but its
// C++ wrapper's containers would be counted here.
void* operator new(std::size_t size)
{
    ++g_allocations;
    if (void* memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}

using namespace tunescope;

class TestStepAllocations : public QObject
{
    Q_OBJECT

private slots:
    void smallStepAllocatesNothing_data();
    void smallStepAllocatesNothing();
    void oneDnnStepAllocatesTheSameEveryTime();
    void everyNetworksStepAllocatesTheSameEveryTime_data();
    void everyNetworksStepAllocatesTheSameEveryTime();
    void memoryIsWhatWasPredicted_data();
    void memoryIsWhatWasPredicted();

private:
    /// Allocations of each of the steps 3 to 10.
    static std::vector<std::size_t> perStep(const TrainingConfig& config, DenseChoice dense);
};

std::vector<std::size_t> TestStepAllocations::perStep(const TrainingConfig& config, DenseChoice dense)
{
    const auto data = clusters();
    auto engine = TrainingEngine::create(data, config, 1, dense);
    std::vector<std::int32_t> rows(static_cast<std::size_t>(config.batchSize));
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<float> predictions(
        static_cast<std::size_t>(data->validation.size() * 3 + config.batchSize * 3));
    std::vector<std::size_t> counts;
    counts.reserve(10);
    for (std::uint64_t step = 1; step <= 10; ++step) {
        const std::size_t before = g_allocations;
        (void)(*engine)->trainStep(rows, step, 0.01, predictions.data());
        (void)(*engine)->evaluate(data->validation, predictions.data());
        if (step > 2)
            counts.push_back(g_allocations - before);
    }
    return counts;
}

void TestStepAllocations::smallStepAllocatesNothing_data()
{
    QTest::addColumn<OptimizerKind>("optimizer");
    QTest::addColumn<Normalization>("normalization");
    for (std::size_t i = 0; i < optimizerNames().size(); ++i)
        QTest::newRow(std::string(optimizerNames()[i]).c_str())
            << static_cast<OptimizerKind>(i) << Normalization::Batch;
    QTest::newRow("layer norm") << OptimizerKind::Adam << Normalization::Layer;
}

void TestStepAllocations::smallStepAllocatesNothing()
{
    QFETCH(OptimizerKind, optimizer);
    QFETCH(Normalization, normalization);
    TrainingConfig config = smallConfig();
    config.optimizer = optimizer;
    config.normalization = normalization;
    config.dropout = 0.2;
    config.noiseStd = 0.1;
    config.gradientClip = 1.0;
    config.l2 = 0.01;
    config.labelSmoothing = 0.1;
    config.classWeight = ClassWeight::Balanced;
    QCOMPARE(perStep(config, DenseChoice::Auto), std::vector<std::size_t>(8, 0));
}

void TestStepAllocations::oneDnnStepAllocatesTheSameEveryTime()
{
    const auto counts = perStep(smallConfig(), DenseChoice::OneDnn);
    QCOMPARE(counts, std::vector<std::size_t>(counts.size(), counts.front()));
}

void TestStepAllocations::everyNetworksStepAllocatesTheSameEveryTime_data()
{
    QTest::addColumn<int>("index");
    const auto cases = networkCases();
    for (int i = 0; i < static_cast<int>(cases.size()); ++i)
        QTest::addRow("%s", cases[static_cast<std::size_t>(i)].name) << i;
}

void TestStepAllocations::everyNetworksStepAllocatesTheSameEveryTime()
{
    QFETCH(int, index);
    const NetworkCase network = networkCases()[static_cast<std::size_t>(index)];
    const auto data = randomData(network);
    auto engine = TrainingEngine::create(data, network.config, 1);
    QVERIFY(engine);
    std::vector<std::int32_t> rows(16);
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<float> predictions(static_cast<std::size_t>(21 * (*engine)->predictionWidth()));
    std::vector<std::size_t> counts;
    counts.reserve(10);
    for (std::uint64_t step = 1; step <= 10; ++step) {
        const std::size_t before = g_allocations;
        (void)(*engine)->trainStep(rows, step, 0.01, predictions.data());
        (void)(*engine)->evaluate(data->validation, predictions.data());
        if (step > 2)
            counts.push_back(g_allocations - before);
    }
    // oneDNN's convolutions allocate inside; everything else does not.
    const bool convolves = network.shape.form == SampleForm::Image;
    const std::size_t expected = convolves ? counts.front() : 0;
    QCOMPARE(counts, std::vector<std::size_t>(counts.size(), expected));
}

void TestStepAllocations::memoryIsWhatWasPredicted_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("units");
    QTest::newRow("mlp, mostly data") << 14 << 40'000 << 64;
    QTest::newRow("mlp, mostly weights") << 14 << 2000 << 1500;
    QTest::newRow("cnn") << 0 << 3000 << 512;
    QTest::newRow("segmenter") << 4 << 2000 << 64;
    QTest::newRow("lstm") << 5 << 20'000 << 700;
    QTest::newRow("char_lstm") << 10 << 20'000 << 256;
    QTest::newRow("autoencoder") << 11 << 20'000 << 800;
}

/// What the process really holds for the data and their trainer, at rest and after an epoch.
void TestStepAllocations::memoryIsWhatWasPredicted()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("The allocator of a sanitizer does not tell what it holds.");
#endif
    QFETCH(int, index);
    QFETCH(int, rows);
    QFETCH(int, units);
    NetworkCase network = networkCases()[static_cast<std::size_t>(index)];
    std::fill(network.config.hidden.begin(), network.config.hidden.end(), units);
    network.config.filters = 32;
    network.config.batchSize = 128;
    network.config.epochs = 1;
    if (network.shape.form == SampleForm::Image)
        network.shape.height = network.shape.width = 40;
    if (network.shape.form == SampleForm::Vector)
        network.shape.features = 400;
    malloc_trim(0);
    const auto held = [] {
        const struct mallinfo2 info = mallinfo2();
        return static_cast<double>(info.uordblks + info.hblkhd);
    };
    const double before = held();
    const auto data = randomData(network, rows, rows / 4);
    const auto trainer = Trainer::create(data, network.config, 1, std::uint64_t{1} << 40);
    QVERIFY2(trainer, trainer ? "" : errorText(trainer.error()).c_str());
    // One batch is enough for whatever is made at the first use; a stop ends the epoch there.
    std::stop_source stop;
    QVERIFY((*trainer)->run(
        [&](const EpochReport&) {
            stop.request_stop();
            return EpochDecision::Continue;
        },
        stop.get_token()));
    const double measured = held() - before;
    const auto predicted = static_cast<double>(trainingBytes(network.config, sizesOf(*data)));
    QVERIFY(measured > 5e7);
    QVERIFY2(std::abs(predicted / measured - 1.0) < 0.2,
             qPrintable(QString("%1 MB predicted, %2 MB measured").arg(predicted / 1e6).arg(measured / 1e6)));
}

QTEST_APPLESS_MAIN(TestStepAllocations)
#include "tst_step_allocations.moc"
