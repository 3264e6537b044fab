// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_engine.h"
#include "tests/training/network_cases.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <numeric>

using namespace tunescope;

namespace {

constexpr std::int64_t kSteps = 20;
constexpr std::int64_t kBatch = 16;

#include "tests/training/torch_networks.inc"

/// The generator of make_torch_networks.py.
class Lcg
{
public:
    float number() { return static_cast<float>(static_cast<double>(bits()) * 0x1.0p-23 - 1.0); }
    std::int32_t whole(std::uint64_t bound) { return static_cast<std::int32_t>(bits() * bound >> 24); }

private:
    std::uint64_t bits()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state >> 40;
    }

    std::uint64_t m_state = 1;
};

std::vector<float> startingWeights(const Network& network, Lcg& lcg)
{
    std::vector<float> plain;
    for (const NetworkParameter& entry : network.parameters()) {
        for (std::int64_t i = 0; i < entry.parameter.count() && isTrained(entry.parameter.role); ++i)
            plain.push_back(lcg.number() * 0.25F);
    }
    return plain;
}

void fill(PreparedData& data, Lcg& lcg)
{
    DataPart& part = data.train;
    for (float& x : part.inputs.span())
        x = lcg.number();
    for (std::int32_t& token : part.tokens)
        token = lcg.whole(static_cast<std::uint64_t>(kCaseSymbols));
    for (std::int32_t& label : part.trueClass)
        label = lcg.whole(data.target == TargetForm::Itself ? 1 : data.classNames.size());
    for (float& value : part.scaledValue)
        value = lcg.number();
}

} // namespace

class TestTorchNetworks : public QObject
{
    Q_OBJECT

private slots:
    void lossesOfTheFirstTwentyStepsAgree_data();
    void lossesOfTheFirstTwentyStepsAgree();
};

void TestTorchNetworks::lossesOfTheFirstTwentyStepsAgree_data()
{
    QTest::addColumn<int>("index");
    const auto cases = networkCases();
    for (int i = 0; i < static_cast<int>(cases.size()); ++i) {
        if (kReferenceLosses.contains(cases[static_cast<std::size_t>(i)].name))
            QTest::addRow("%s", cases[static_cast<std::size_t>(i)].name) << i;
    }
}

void TestTorchNetworks::lossesOfTheFirstTwentyStepsAgree()
{
    QFETCH(int, index);
    const NetworkCase network = networkCases()[static_cast<std::size_t>(index)];
    const auto data = randomData(network, kSteps * kBatch);
    auto engine = TrainingEngine::create(data, network.config, 1);
    QVERIFY2(engine, engine ? "" : errorText(engine.error()).c_str());
    Lcg lcg;
    Network& built = (*engine)->network();
    built.packTrained(startingWeights(built, lcg), built.buffers().values);
    fill(*data, lcg);

    const auto& expected = kReferenceLosses.at(network.name);
    std::vector<std::int32_t> order(static_cast<std::size_t>(kSteps * kBatch));
    std::iota(order.begin(), order.end(), 0);
    std::vector<float> predictions(static_cast<std::size_t>(kBatch * (*engine)->predictionWidth()));
    for (std::size_t step = 0; step < static_cast<std::size_t>(kSteps); ++step) {
        const auto rows = std::span(order).subspan(step * kBatch, kBatch);
        const double loss =
            (*engine)->trainStep(rows, step + 1, network.config.learningRate, predictions.data()).lossSum /
            kBatch;
        QVERIFY2(std::abs(loss - expected[step]) < 1e-4, qPrintable(QString("step %1: %2 instead of %3")
                                                                        .arg(step + 1)
                                                                        .arg(loss, 0, 'g', 9)
                                                                        .arg(expected[step], 0, 'g', 9)));
    }
}

QTEST_APPLESS_MAIN(TestTorchNetworks)
#include "tst_torch_networks.moc"
