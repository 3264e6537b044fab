// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_config.h"
#include "core/training/training_engine.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tunescope;
using namespace std::string_literals;

namespace {

constexpr std::int64_t kSteps = 20;
constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kInputs = 12;
constexpr std::int64_t kClasses = 5;

struct ReferenceRun {
    const char* name;
    Task task;
    std::vector<std::int64_t> hidden;
    ParamSet settings;
    std::vector<double> losses;
};

struct ReferenceTargets {
    Task task;
    std::vector<std::int64_t> hidden;
    std::vector<double> values;
};

#include "tests/training/torch_reference.inc"

/// The generator of make_torch_reference.py.
class Lcg
{
public:
    float next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<float>(static_cast<double>(m_state >> 40) * 0x1.0p-23 - 1.0);
    }

private:
    std::uint64_t m_state = 1;
};

/// Weights and biases in the order of the network's parameters.
std::vector<float> startingWeights(const Network& network, Lcg& lcg)
{
    std::vector<float> plain;
    float scale = 1.0F;
    for (const NetworkParameter& entry : network.parameters()) {
        const Parameter& p = entry.parameter;
        if (p.role == ParameterRole::Weight)
            scale = static_cast<float>(std::nearbyint(1024.0 / std::sqrt(static_cast<double>(p.columns))) /
                                       1024.0);
        if (!isTrained(p.role))
            continue;
        for (std::int64_t i = 0; i < p.count(); ++i) {
            if (p.role == ParameterRole::Weight)
                plain.push_back(lcg.next() * scale);
            else if (p.role == ParameterRole::Bias)
                plain.push_back(lcg.next() * 0.125F);
            else
                plain.push_back(p.role == ParameterRole::Scale ? 1.0F : 0.0F);
        }
    }
    return plain;
}

std::shared_ptr<PreparedData> emptyData(const ReferenceRun& run)
{
    auto data = std::make_shared<PreparedData>();
    data->task = run.task;
    data->target = run.task == Task::Regression ? TargetForm::OneValue : TargetForm::OneClass;
    for (std::int64_t i = 0; i < kInputs; ++i)
        data->inputNames.push_back(std::to_string(i));
    data->shape.features = static_cast<std::int64_t>(data->inputNames.size());
    for (std::int64_t c = 0; run.task == Task::Classification && c < kClasses; ++c)
        data->classNames.push_back(std::to_string(c));
    data->train.inputs = Tensor({kSteps * kBatch, kInputs});
    const auto targets = std::find_if(kReferenceTargets.begin(), kReferenceTargets.end(), [&](const auto& t) {
        return t.task == run.task && t.hidden == run.hidden;
    });
    for (std::size_t r = 0; r < static_cast<std::size_t>(kSteps * kBatch); ++r) {
        data->train.rows.push_back(static_cast<std::int64_t>(r));
        data->train.trueClass.push_back(static_cast<std::int32_t>(targets->values[r]));
        data->train.scaledValue.push_back(static_cast<float>(targets->values[r]));
        data->train.trueValue.push_back(static_cast<float>(targets->values[r]));
    }
    return data;
}

} // namespace

class TestTorchParity : public QObject
{
    Q_OBJECT

private slots:
    void lossesOfTheFirstTwentyStepsAgree_data();
    void lossesOfTheFirstTwentyStepsAgree();
};

void TestTorchParity::lossesOfTheFirstTwentyStepsAgree_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<DenseChoice>("dense");
    for (int i = 0; i < static_cast<int>(kReferenceRuns.size()); ++i) {
        QTest::addRow("%s", kReferenceRuns[static_cast<std::size_t>(i)].name) << i << DenseChoice::Auto;
        QTest::addRow("%s (oneDNN only)", kReferenceRuns[static_cast<std::size_t>(i)].name)
            << i << DenseChoice::OneDnn;
    }
}

void TestTorchParity::lossesOfTheFirstTwentyStepsAgree()
{
    QFETCH(int, index);
    QFETCH(DenseChoice, dense);
    const ReferenceRun& run = kReferenceRuns[static_cast<std::size_t>(index)];
    ParamSet settings = run.settings;
    settings.set("hidden_layers", static_cast<std::int64_t>(run.hidden.size()));
    if (!run.hidden.empty())
        settings.set("units", run.hidden);
    settings.set("batch_size", kBatch);
    const auto config = resolveTrainingConfig(activeSettings(settings), run.task, "loss");
    QVERIFY2(config, config ? "" : errorText(config.error()).c_str());

    const auto data = emptyData(run);
    auto engine = TrainingEngine::create(data, *config, 1, dense);
    QVERIFY(engine);
    Lcg lcg;
    Network& network = (*engine)->network();
    network.packTrained(startingWeights(network, lcg), network.buffers().values);
    for (float& x : data->train.inputs.span())
        x = lcg.next();

    std::vector<std::int32_t> order(static_cast<std::size_t>(kSteps * kBatch));
    std::iota(order.begin(), order.end(), 0);
    std::vector<float> predictions(static_cast<std::size_t>(kBatch * kClasses));
    for (std::size_t step = 0; step < static_cast<std::size_t>(kSteps); ++step) {
        const auto rows = std::span(order).subspan(step * kBatch, kBatch);
        const double loss =
            (*engine)->trainStep(rows, step + 1, config->learningRate, predictions.data()).lossSum / kBatch;
        QVERIFY2(std::abs(loss - run.losses[step]) < 1e-4, qPrintable(QString("step %1: %2 instead of %3")
                                                                          .arg(step + 1)
                                                                          .arg(loss, 0, 'g', 9)
                                                                          .arg(run.losses[step], 0, 'g', 9)));
    }
}

QTEST_APPLESS_MAIN(TestTorchParity)
#include "tst_torch_parity.moc"
