// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/models/model_registry.h"
#include "core/training/augmentation.h"
#include "core/training/lr_range_test.h"
#include "core/training/training_engine.h"
#include "tests/training/network_cases.h"
#include "tests/training/training_fixture.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tunescope;

namespace {

/// Four epochs, and the last two of them again from a checkpoint: whether both gave the same numbers.
bool continuesBitByBit(const NetworkCase& network)
{
    const auto data = randomData(network);
    std::vector<std::byte> saved;
    const auto whole = Trainer::create(data, network.config, 5, kPlenty);
    const auto rest = Trainer::create(data, network.config, 5, kPlenty);
    if (!whole || !rest)
        return false;
    RunRecord full;
    const auto keep = [&](const EpochReport& report) {
        full.epochs.push_back(report);
        if (report.epoch == 2)
            saved = (*whole)->checkpoint();
        return EpochDecision::Continue;
    };
    full.outcome = (*whole)->run(keep, {}).value();
    const PartPrediction end = (*whole)->predict(data->validation);
    full.predictions = end.values.empty() ? end.probabilities : end.values;

    if (!(*rest)->restore(saved))
        return false;
    RunRecord second = record(**rest, *data);
    const PartPrediction again = (*rest)->predict(data->validation);
    second.predictions = again.values.empty() ? again.probabilities : again.values;
    return second.epochs.size() == 2 && sameNumbers(full, second, 2);
}

} // namespace

/// What holds for every model.
class TestNetworks : public QObject
{
    Q_OBJECT

private slots:
    void everyModelHasACase();
    void checkpointContinuesBitByBitWithEveryOptimizer_data() { everyCase(); }
    void checkpointContinuesBitByBitWithEveryOptimizer();
    void oneAndEightLayersTrain_data() { everyCase(); }
    void oneAndEightLayersTrain();
    void operationsAreThoseOfTheProducts();
    void movedPicturesKeepTheirMask();
    void predictionsAreThoseOfTheLastEpoch_data() { everyCase(); }
    void predictionsAreThoseOfTheLastEpoch();
    void everyLayerWithWeightsIsReported_data() { everyCase(); }
    void everyLayerWithWeightsIsReported();
    void memoryIsPredicted_data();
    void memoryIsPredicted();
    void wrongDataAreRefused();
    void everyFormHasAModel();
    void firstLayerThatDivergesIsNamed();
    void largeNetworksMoveWeightsEarly();
    void generatedTextIsAFunctionOfSeedAndTemperature();
    void anomaliesScoreAboveTheThreshold();
    void rangeTestFindsAUsefulRate();

private:
    static void everyCase();
    static NetworkCase fetchedCase()
    {
        QFETCH(int, index);
        return networkCases()[static_cast<std::size_t>(index)];
    }
};

void TestNetworks::everyCase()
{
    QTest::addColumn<int>("index");
    const auto cases = networkCases();
    for (int i = 0; i < static_cast<int>(cases.size()); ++i)
        QTest::addRow("%s", cases[static_cast<std::size_t>(i)].name) << i;
}

void TestNetworks::everyModelHasACase()
{
    const auto cases = networkCases();
    for (std::size_t i = 0; i < modelRegistry().size(); ++i)
        QVERIFY2(
            std::any_of(cases.begin(), cases.end(),
                        [&](const NetworkCase& c) { return c.config.model == static_cast<ModelKind>(i); }),
            std::string(modelRegistry()[i].name).c_str());
}

void TestNetworks::checkpointContinuesBitByBitWithEveryOptimizer()
{
    NetworkCase network = fetchedCase();
    network.config.epochs = 4;
    network.config.dropout = 0.2;
    for (std::size_t i = 0; i < optimizerNames().size(); ++i) {
        network.config.optimizer = static_cast<OptimizerKind>(i);
        network.config.momentum = 0.9;
        QVERIFY2(continuesBitByBit(network), std::string(optimizerNames()[i]).c_str());
    }
}

void TestNetworks::oneAndEightLayersTrain()
{
    NetworkCase network = fetchedCase();
    for (const std::size_t layers : {1U, 8U}) {
        network.config.hidden.assign(layers, 8);
        network.config.epochs = 2;
        const auto data = randomData(network, 40, 12);
        const auto trainer = Trainer::create(data, network.config, 5, kPlenty);
        QVERIFY2(trainer, trainer ? "" : errorText(trainer.error()).c_str());
        const RunRecord run = record(**trainer, *data);
        QCOMPARE(run.outcome.end, TrainingEnd::Completed);
        QVERIFY(std::isfinite(run.epochs.back().train->loss));
        QVERIFY(run.epochs.back().layers.size() > layers);
        QVERIFY(run.epochs.back().layers.front().updateRatio > 0.0F);
    }
}

void TestNetworks::operationsAreThoseOfTheProducts()
{
    const auto cases = networkCases();
    const auto flopsOf = [](const NetworkCase& network) {
        return (*Trainer::create(randomData(network), network.config, 1, kPlenty))->flops();
    };
    // mlp of 12 inputs, 16 and 12 units, 5 classes: products, biases, and one for each unit's activation.
    QCOMPARE(flopsOf(cases[14]), std::int64_t{2 * (12 * 16 + 16 * 12 + 12 * 5) + 2 * (16 + 12) + 5});
    // lstm of 7 steps of 5 numbers, 12 units: the products alone are 7 * 2 * 48 * (5 + 12).
    const std::int64_t lstm = flopsOf(cases[5]);
    QVERIFY(lstm > 7 * 2 * 48 * 17 && lstm < 7 * 2 * 48 * 17 * 2);
}

void TestNetworks::movedPicturesKeepTheirMask()
{
    // A picture whose values are its mask's classes: they stay equal wherever they are moved to.
    const SampleShape shape = imageShape(1, 24);
    std::vector<float> picture(24 * 24);
    std::vector<std::int32_t> mask(picture.size());
    for (std::size_t i = 0; i < picture.size(); ++i)
        picture[i] = static_cast<float>(mask[i] = static_cast<std::int32_t>(i * 7 % 11));
    std::vector<float> movedPicture(picture.size());
    std::vector<std::int32_t> movedMask(picture.size());
    int mirrored = 0;
    int shifted = 0;
    for (std::int64_t place = 0; place < 200; ++place) {
        const ImageMove move = drawMove(Augmentation::ShiftMirror, shape, 1, 5, place);
        QVERIFY(std::abs(move.right) <= 2 && std::abs(move.down) <= 2);
        mirrored += move.mirrored ? 1 : 0;
        shifted += move.right != 0 || move.down != 0 ? 1 : 0;
        movePlane(move, 24, 24, picture.data(), movedPicture.data());
        movePlane(move, 24, 24, mask.data(), movedMask.data());
        for (std::size_t i = 0; i < picture.size(); ++i)
            QCOMPARE(movedPicture[i], static_cast<float>(movedMask[i]));
    }
    QVERIFY(mirrored > 70 && mirrored < 130);
    QVERIFY(shifted > 180); // all but one of 25
    const ImageMove none = drawMove(Augmentation::None, shape, 1, 5, 0);
    movePlane(none, 24, 24, picture.data(), movedPicture.data());
    QCOMPARE(movedPicture, picture);
    const ImageMove left = {.right = 1, .down = 0, .mirrored = true};
    movePlane(left, 24, 24, picture.data(), movedPicture.data());
    QCOMPARE(movedPicture[0], picture[22]);
    QCOMPARE(movedPicture[23], picture[0]); // the edge goes on
}

void TestNetworks::predictionsAreThoseOfTheLastEpoch()
{
    NetworkCase network = fetchedCase();
    const auto data = randomData(network, 70, 600); // several chunks, the last one short
    const auto trainer = Trainer::create(data, network.config, 5, kPlenty);
    QVERIFY(trainer);
    const auto onEpoch = [&](const EpochReport& report) {
        const PartPrediction prediction = (*trainer)->predict(data->validation);
        Predictions all = predictionsOf(prediction, *data, data->validation);
        all.meanLoss = report.validation.loss;
        std::vector<std::string> names = (*trainer)->metricNames();
        const std::vector<double> metrics = computeMetrics(all, names);
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            const double stored = report.validation.metrics[i];
            if (metrics[i] != stored && !(std::isnan(metrics[i]) && std::isnan(stored)))
                QTest::qFail(names[i].c_str(), __FILE__, __LINE__);
        }
        return EpochDecision::Continue;
    };
    QVERIFY((*trainer)->run(onEpoch, {}));
}

void TestNetworks::everyLayerWithWeightsIsReported()
{
    const NetworkCase network = fetchedCase();
    const auto data = randomData(network);
    const RunRecord run = record(**Trainer::create(data, network.config, 5, kPlenty), *data);
    QVERIFY(run.epochs.front().layers.empty());
    const std::vector<LayerReport>& layers = run.epochs.back().layers;
    QVERIFY(layers.size() >= 2);
    for (const LayerReport& layer : layers) {
        QVERIFY2(layer.updateRatio > 0.0 && layer.updateRatio < 1.0, layer.name.c_str());
        QVERIFY2(layer.gradientNorm > 0.0, layer.name.c_str());
        QVERIFY(layer.limit > 0.0 && layer.histogram[0] + layer.histogram[LayerReport::kBins - 1] > 0);
    }
}

void TestNetworks::memoryIsPredicted_data()
{
    QTest::addColumn<int>("model");
    for (std::size_t i = 0; i < modelNames().size(); ++i)
        QTest::newRow(std::string(modelNames()[i]).c_str()) << static_cast<int>(i);
}

void TestNetworks::memoryIsPredicted()
{
    QFETCH(int, model);
    const auto kind = static_cast<ModelKind>(model);
    const auto cases = networkCases();
    const auto known = std::find_if(cases.begin(), cases.end(),
                                    [&](const NetworkCase& c) { return c.config.model == kind; });
    NetworkCase network = known != cases.end() ? *known : cases[11];
    if (kind == ModelKind::Mlp) {
        network.target = TargetForm::OneClass;
        network.task = Task::Classification;
    }
    network.config.hidden.assign(network.config.hidden.size(), kind == ModelKind::Segmenter ? 64 : 700);
    network.config.filters = 64;
    network.config.model = kind;
    network.config.batchSize = 256;
    if (network.shape.form == SampleForm::Image)
        network.shape.height = network.shape.width = 48;
    if (network.shape.form == SampleForm::Vector)
        network.shape.features = 2500;
    const auto data = randomData(network, 300, 300);
    const auto engine = TrainingEngine::create(data, network.config, 1);
    QVERIFY2(engine, engine ? "" : errorText(engine.error()).c_str());
    const DataSizes none{data->shape, data->target, data->outputs(), 300, 300};
    const double outside = 4.0 * 600.0 *
                           static_cast<double>((*engine)->predictionWidth() + data->shape.size() +
                                               2 * data->labelsPerSample() + 2);
    const auto expected = static_cast<double>((*engine)->arenaBytes()) + outside;
    const auto predicted = static_cast<double>(trainingBytes(network.config, none));
    // What is small is mostly the fixed part of the prediction.
    QVERIFY2(expected < 2e7 ? predicted < 2e7 : std::abs(predicted / expected - 1.0) < 0.2,
             qPrintable(QString("%1 MB instead of %2").arg(predicted / 1e6).arg(expected / 1e6)));
}

void TestNetworks::wrongDataAreRefused()
{
    for (const NetworkCase& network : networkCases()) {
        for (const NetworkCase& other : networkCases()) {
            const bool fits = modelEntry(network.config.model).fits(other.shape, other.target);
            const auto trainer = Trainer::create(randomData(other), network.config, 1, kPlenty);
            QCOMPARE(trainer.has_value(), fits);
            if (!fits)
                QCOMPARE(trainer.error().code, ErrorCode::UnavailableModel);
        }
    }
}

void TestNetworks::everyFormHasAModel()
{
    for (const NetworkCase& network : networkCases()) {
        const auto models = modelsFor(network.shape, network.target);
        QVERIFY(!models.empty());
        QCOMPARE(std::count(models.begin(), models.end(), network.config.model), std::ptrdiff_t{1});
        const auto filled = withModel({}, network.shape, network.target);
        QVERIFY(filled && resolveTrainingConfig(*filled, network.task, "loss"));
    }
    QVERIFY(modelsFor({}, TargetForm::PixelClass).empty());
    QCOMPARE(withModel({}, {}, TargetForm::NextToken).error().code, ErrorCode::UnavailableModel);
}

void TestNetworks::firstLayerThatDivergesIsNamed()
{
    NetworkCase network = networkCases().front();
    const auto data = randomData(network);
    data->train.inputs.row(3)[0] = std::numeric_limits<float>::infinity();
    const auto trainer = Trainer::create(data, network.config, 1, kPlenty);
    const auto outcome = (*trainer)->run([](const EpochReport&) { return EpochDecision::Continue; }, {});
    QVERIFY(outcome);
    QCOMPARE(outcome->end, TrainingEnd::Diverged);
    QCOMPARE(outcome->divergedLayer, std::string("conv_1"));
}

void TestNetworks::generatedTextIsAFunctionOfSeedAndTemperature()
{
    const NetworkCase network = networkCases()[10];
    const auto data = randomData(network);
    const auto trainer = Trainer::create(data, network.config, 1, kPlenty);
    QVERIFY((*trainer)->run([](const EpochReport&) { return EpochDecision::Continue; }, {}));
    const std::vector<std::int32_t> prompt{3, 1};
    const auto text = (*trainer)->sampleText(prompt, 40, 0.8, 7);
    QVERIFY(text && text->size() == 40);
    QCOMPARE(*(*trainer)->sampleText(prompt, 40, 0.8, 7), *text);
    QVERIFY(*(*trainer)->sampleText(prompt, 40, 0.8, 8) != *text);
    QVERIFY(*(*trainer)->sampleText(prompt, 40, 1.5, 7) != *text);

    // The likeliest next token is that of the training network's own prediction.
    const auto likeliest = (*trainer)->sampleText(prompt, 1, 0.0, 1);
    DataPart part;
    part.tokens = {3, 1, 0, 0, 0, 0, 0, 0};
    part.rows = {0};
    const PartPrediction prediction = (*trainer)->predict(part);
    const auto* row = prediction.probabilities.data() + kCaseSymbols;
    QCOMPARE(likeliest->front(), static_cast<std::int32_t>(std::max_element(row, row + kCaseSymbols) - row));
    QCOMPARE((*trainer)->sampleText({}, 5, 1.0, 1).error().code, ErrorCode::ParamWrongType);
}

void TestNetworks::anomaliesScoreAboveTheThreshold()
{
    NetworkCase network = networkCases()[11];
    network.config.epochs = 20;
    const auto data = randomData(network, 200, 100);
    std::fill(data->train.trueClass.begin(), data->train.trueClass.end(), 0);
    for (std::int64_t r = 0; r < 100; ++r) {
        data->validation.trueClass[static_cast<std::size_t>(r)] = r % 2 == 0 ? 1 : 0;
        for (float& x : data->validation.inputs.row(r))
            x *= r % 2 == 0 ? 6.0F : 1.0F;
    }
    network.config.metric = "roc_auc";
    const RunRecord run = record(**Trainer::create(data, network.config, 1, kPlenty), *data);
    QVERIFY(run.outcome.bestValue > 0.95);
    QVERIFY(run.epochs.back().confusion.at(1, 1) > 45);
}

void TestNetworks::rangeTestFindsAUsefulRate()
{
    const auto data = clusters(400, 60);
    int seen = 0;
    const auto result = testLearningRates(data, smallConfig(), 1, {.low = 1e-6, .high = 10.0, .steps = 150},
                                          [&](const RangeTestPoint&) { ++seen; }, {});
    QVERIFY(result);
    QCOMPARE(static_cast<int>(result->points.size()), seen);
    QVERIFY(result->suggested > 1e-4 && result->suggested < 1.0);
    QCOMPARE(testLearningRates(data, smallConfig(), 1, {.steps = 3}, [](const RangeTestPoint&) {}, {})
                 .error()
                 .code,
             ErrorCode::ParamOutOfRange);
}

/// A limit that is never reached makes the weights wait for the norm of the whole gradient.
void TestNetworks::largeNetworksMoveWeightsEarly()
{
    const auto data = clusters();
    TrainingConfig config;
    config.hidden = {400, 390};
    config.batchSize = 32;
    config.weightDecay = 0.01;
    config.l2 = 0.001;
    auto early = TrainingEngine::create(data, config, 1);
    config.gradientClip = 1e9;
    auto late = TrainingEngine::create(data, config, 1);
    QVERIFY(early && late);
    std::vector<std::int32_t> rows(32);
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<float> predictions(rows.size() * 3);
    for (std::uint64_t step = 1; step <= 5; ++step) {
        const StepResult a = (*early)->trainStep(rows, step, 0.01, predictions.data());
        const StepResult b = (*late)->trainStep(rows, step, 0.01, predictions.data());
        QCOMPARE(a.lossSum, b.lossSum);
        QVERIFY(std::abs(a.gradientNorm - b.gradientNorm) < 1e-5 * b.gradientNorm);
    }
    QCOMPARE((*early)->plainState(), (*late)->plainState());
}

QTEST_APPLESS_MAIN(TestNetworks)
#include "tst_networks.moc"
