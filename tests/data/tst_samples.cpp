// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_facts.h"
#include "core/data/dataset_fingerprint.h"
#include "core/data/prepare.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <set>
#include <span>

using namespace tunescope;

/// Samples that are no rows of a table: pictures, sequences, bags of words, texts, masks, anomalies.
class TestSamples : public QObject
{
    Q_OBJECT

private slots:
    void scalesPicturesByTrainingPixels();
    void keepsTheRangeOfPixelsWithMinMax();
    void readsTablePicturesAsPictures();
    void scalesEveryFeatureOfASequence();
    void weighsTermsByTrainingTexts();
    void numbersWordsOfTraining();
    void cutsTextIntoWindows();
    void labelsEveryPixel();
    void learnsFromNormalRowsOnly();
    void clipsWildValuesOfAnomalies();
    void keepsWindowsOfASeriesApart();
    void foldsFollowTime();
    void groupsStayTogether();
    void refusesImpossibleSplits();
    void refusesFormsThatDoNotFit();
    void fingerprintSeesEverySample();
    void describesSamples();
};

namespace {

Split splitOf(std::vector<std::int64_t> train, std::vector<std::int64_t> validation)
{
    return {.train = std::move(train), .validation = std::move(validation)};
}

std::vector<std::int64_t> rowsFrom(std::int64_t first, std::int64_t last)
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(last - first));
    std::iota(rows.begin(), rows.end(), first);
    return rows;
}

Column classes(std::vector<std::int32_t> codes, std::vector<std::string> names)
{
    return {.name = "class",
            .kind = ColumnKind::Category,
            .codes = std::move(codes),
            .categories = std::move(names)};
}

/// Four pictures of 1x2 pixels; the training ones (0, 1) have mean 100 and deviation 100.
Dataset pictures()
{
    Dataset dataset{.name = "pictures", .target = classes({0, 1, 0, 1}, {"a", "b"})};
    dataset.samples = SampleStore{.shape = {.form = SampleForm::Image, .height = 1, .width = 2},
                                  .count = 4,
                                  .stride = 2,
                                  .bytes = {0, 200, 200, 0, 100, 50, 255, 255}};
    return dataset;
}

Dataset bags()
{
    // Training: "x x y", "y"; validation: "x z", "z". Term z (2) is not in training.
    Dataset dataset{.name = "bags", .target = classes({0, 1, 0, 1}, {"a", "b"})};
    dataset.samples = SampleStore{.shape = {.features = 3}, .count = 4, .names = {"x", "y", "z"}};
    dataset.samples->bags = {
        .starts = {0, 2, 3, 5, 6}, .terms = {0, 1, 1, 0, 2, 2}, .counts = {2, 1, 1, 1, 1, 1}};
    dataset.samples->texts = {.starts = {0, 3, 4, 6, 7}, .tokens = {0, 0, 1, 1, 0, 2, 2}};
    return dataset;
}

std::shared_ptr<const PreparedData> prepared(const Dataset& dataset, const Split& split,
                                             const PreprocessingConfig& config = {})
{
    auto data = prepareData(dataset, split, config);
    if (!data)
        qWarning("%s", errorText(data.error()).c_str());
    return data ? *data : nullptr;
}

std::vector<float> valuesOf(const Tensor& tensor)
{
    return {tensor.span().begin(), tensor.span().end()};
}

} // namespace

void TestSamples::scalesPicturesByTrainingPixels()
{
    const auto data = prepared(pictures(), splitOf({0, 1}, {2, 3}));
    QVERIFY(data != nullptr);
    QCOMPARE(data->shape, (SampleShape{.form = SampleForm::Image, .height = 1, .width = 2}));
    QCOMPARE(valuesOf(data->train.inputs), (std::vector<float>{-1, 1, 1, -1}));
    QCOMPARE(valuesOf(data->validation.inputs), (std::vector<float>{0, -0.5F, 1.55F, 1.55F}));
    QCOMPARE(data->validation.trueClass, (std::vector<std::int32_t>{0, 1}));
}

void TestSamples::keepsTheRangeOfPixelsWithMinMax()
{
    const auto data = prepared(pictures(), splitOf({0, 1}, {2, 3}),
                               {.scaling = Scaling::MinMax, .wanted = SampleForm::Vector});
    QVERIFY(data != nullptr);
    QCOMPARE(data->shape, (SampleShape{.features = 2}));
    QCOMPARE(data->validation.inputs.row(1)[0], 1.0F);
    QCOMPARE(data->train.inputs.row(0)[0], 0.0F);
}

void TestSamples::readsTablePicturesAsPictures()
{
    Dataset dataset{.name = "table", .target = classes({0, 1, 0, 1}, {"a", "b"})};
    dataset.features = {{.name = "pixel_0", .numbers = {0, 16, 8, 4}},
                        {.name = "pixel_1", .numbers = {0, 0, 0, 0}}};
    dataset.image = ImageLayout{.height = 2, .width = 1, .low = 0.0, .high = 16.0};
    const auto vector = prepared(dataset, splitOf({0, 1}, {2, 3}));
    QCOMPARE(vector->shape, (SampleShape{.features = 1})); // The pixel that never changes is left out.
    const auto image =
        prepared(dataset, splitOf({0, 1}, {2, 3}), {.scaling = Scaling::MinMax, .wanted = SampleForm::Image});
    QCOMPARE(image->shape, (SampleShape{.form = SampleForm::Image, .height = 2, .width = 1}));
    QCOMPARE(valuesOf(image->validation.inputs), (std::vector<float>{0.5F, 0, 0.25F, 0}));
}

void TestSamples::scalesEveryFeatureOfASequence()
{
    // One sample of two steps and two features in training: feature 0 is 1, 3 and feature 1 is 10, 10.
    Dataset dataset{
        .name = "series", .task = Task::Regression, .target = {.name = "y", .numbers = {1, 2, 3}}};
    dataset.samples = SampleStore{.shape = {.form = SampleForm::Sequence, .features = 2, .steps = 2},
                                  .count = 3,
                                  .stride = 2,
                                  .floats = {1, 10, 3, 10, 5, 12, 7, 10}};
    dataset.previous = {0.5, 1.5, 2.5};
    const auto data = prepared(dataset, splitOf({0}, {1, 2}));
    QVERIFY(data != nullptr);
    QCOMPARE(valuesOf(data->train.inputs), (std::vector<float>{-1, 0, 1, 0}));
    QCOMPARE(valuesOf(data->validation.inputs), (std::vector<float>{1, 0, 3, 2, 3, 2, 5, 0}));
    QCOMPARE(data->validation.previousValue, (std::vector<float>{1.5F, 2.5F}));
    const auto image = prepared(dataset, splitOf({0}, {1, 2}), {.wanted = SampleForm::Image});
    QCOMPARE(image->shape, (SampleShape{.form = SampleForm::Image, .height = 2, .width = 2}));
}

void TestSamples::weighsTermsByTrainingTexts()
{
    const auto data = prepared(bags(), splitOf({0, 1}, {2, 3}));
    QVERIFY(data != nullptr);
    QCOMPARE(data->shape, (SampleShape{.features = 2}));
    // df of x is 1, of y 2, N = 2.
    const double x = std::log(3.0) * (std::log(3.0 / 2.0) + 1.0);
    const double y = std::log(2.0) * (std::log(3.0 / 3.0) + 1.0);
    const double length = std::sqrt(x * x + y * y);
    QVERIFY(std::abs(data->train.inputs.row(0)[0] - x / length) < 1e-6);
    QVERIFY(std::abs(data->train.inputs.row(0)[1] - y / length) < 1e-6);
    QVERIFY(std::abs(data->validation.inputs.row(0)[0] - 1.0F) < 1e-6F); // Term z is not known.
    QCOMPARE(data->validation.inputs.row(1)[0], 0.0F);
    const auto counts = prepared(bags(), splitOf({0, 1}, {2, 3}), {.scaling = Scaling::None});
    QCOMPARE(valuesOf(counts->train.inputs), (std::vector<float>{2, 1, 0, 1}));
}

void TestSamples::numbersWordsOfTraining()
{
    const auto data =
        prepared(bags(), splitOf({0, 1}, {2, 3}), {.wanted = SampleForm::Tokens, .sequenceLength = 2});
    QVERIFY(data != nullptr);
    // Only y is in two training texts: 2. Others are 1; a text that ends is filled with 0.
    QCOMPARE(data->shape, (SampleShape{.form = SampleForm::Tokens, .steps = 2, .vocabulary = 3}));
    QCOMPARE(data->train.tokens, (std::vector<std::int32_t>{1, 1, 2, 0}));
    QCOMPARE(data->validation.tokens, (std::vector<std::int32_t>{1, 1, 1, 0}));
}

void TestSamples::cutsTextIntoWindows()
{
    Dataset dataset{.name = "text", .task = Task::TextGeneration, .target = classes({}, {"a", "b", "c"})};
    dataset.samples = SampleStore{.shape = {.form = SampleForm::Tokens, .vocabulary = 3}, .count = 4};
    dataset.samples->names = {"a", "b", "c"};
    dataset.samples->texts = {.starts = {0, 3, 5, 8, 10}, .tokens = {0, 1, 2, 0, 1, 2, 2, 1, 0, 0}};
    const auto data = prepared(dataset, splitOf({0, 2}, {1, 3}), {.sequenceLength = 2});
    QVERIFY(data != nullptr);
    QCOMPARE(data->target, TargetForm::NextToken);
    QCOMPARE(data->outputs(), std::int64_t{3});
    QCOMPARE(data->labelsPerSample(), std::int64_t{2});
    // Training reads 0 1 2 2 2 1, validation 0 1 0 0.
    QCOMPARE(data->train.tokens, (std::vector<std::int32_t>{0, 1, 2, 2}));
    QCOMPARE(data->train.trueClass, (std::vector<std::int32_t>{1, 2, 2, 2}));
    QCOMPARE(data->validation.tokens, (std::vector<std::int32_t>{0, 1}));
    QCOMPARE(data->validation.trueClass, (std::vector<std::int32_t>{1, 0}));
    QCOMPARE(data->train.rows, (std::vector<std::int64_t>{0, 0}));
    const auto tooLong = prepareData(dataset, splitOf({0, 2}, {1, 3}), {.sequenceLength = 50});
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().code, ErrorCode::PrepareShortText);
}

void TestSamples::labelsEveryPixel()
{
    Dataset dataset = pictures();
    dataset.task = Task::Segmentation;
    dataset.target = classes({}, {"ground", "thing"});
    dataset.samples->mask = {0, 1, 1, 0, 0, 0, 1, 1};
    const auto data = prepared(dataset, splitOf({0, 1}, {2, 3}));
    QVERIFY(data != nullptr);
    QCOMPARE(data->target, TargetForm::PixelClass);
    QCOMPARE(data->labelsPerSample(), std::int64_t{2});
    QCOMPARE(data->validation.trueClass, (std::vector<std::int32_t>{0, 0, 1, 1}));
    QCOMPARE(data->validation.size(), std::int64_t{2});
}

void TestSamples::learnsFromNormalRowsOnly()
{
    Dataset dataset{
        .name = "odd", .task = Task::AnomalyDetection, .target = classes({0, 1, 0, 1, 0}, {"normal", "odd"})};
    dataset.features = {{.name = "x", .numbers = {1, 100, 3, 200, 5}},
                        {.name = "y", .numbers = {2, 9, 2, 2, 2}}};
    const auto data = prepared(dataset, splitOf({0, 1, 2}, {3, 4}), {.scaling = Scaling::None});
    QVERIFY(data != nullptr);
    QCOMPARE(data->target, TargetForm::Itself);
    QCOMPARE(data->train.rows, (std::vector<std::int64_t>{0, 2}));
    QCOMPARE(data->validation.trueClass, (std::vector<std::int32_t>{1, 0}));
    QCOMPARE(data->inputs(), std::int64_t{2}); // y never changes in normal rows, but gives row 1 away.
    QCOMPARE(data->outputs(), std::int64_t{2});
}

void TestSamples::clipsWildValuesOfAnomalies()
{
    Dataset dataset{
        .name = "odd", .task = Task::AnomalyDetection, .target = classes({0, 0, 0, 1, 0}, {"normal", "odd"})};
    dataset.features = {{.name = "x", .numbers = {-1, 0, 1, 1e9, -1e9}}};
    const auto data = prepared(dataset, splitOf({0, 1, 2}, {3, 4}));
    QCOMPARE(valuesOf(data->validation.inputs), (std::vector<float>{6, -6}));
}

void TestSamples::keepsWindowsOfASeriesApart()
{
    // 100 rows, each of which reads 5 steps and a target 1 step later: row i sees values i .. i + 5.
    Dataset dataset{.name = "series", .task = Task::Regression, .order = RowOrder::Time, .rowSpan = 6};
    dataset.target = {.name = "y", .numbers = std::vector<double>(100)};
    std::iota(dataset.target.numbers.begin(), dataset.target.numbers.end(), 0.0);
    const auto split = makeSplit(dataset, {.seed = 7}, 0, 0);
    QVERIFY(split.has_value());
    const auto test = split->test.open("test");
    QCOMPARE(split->train, rowsFrom(0, 55)); // Reads values 0 .. 59.
    QCOMPARE(split->validation, rowsFrom(60, 75));
    QCOMPARE(std::vector<std::int64_t>(test.rows().begin(), test.rows().end()), rowsFrom(80, 100));
    QVERIFY(split->train.back() + 5 < split->validation.front());
    QVERIFY(split->validation.back() + 5 < test.rows().front());
    const auto stopping = makeSplit(dataset, {.stopping = 0.2, .seed = 7}, 0, 0);
    QVERIFY(stopping->train.back() + 5 < stopping->stopping.front());
}

void TestSamples::foldsFollowTime()
{
    // 100 rows, 20 for the test: 80 in 5 pieces of 16; the gap is taken from the end of training.
    Dataset dataset{.name = "series", .task = Task::Regression};
    dataset.target = {.name = "y", .numbers = std::vector<double>(100)};
    const SplitConfig config{.kind = SplitKind::TimeOrdered, .folds = 4, .gap = 0, .seed = 3};
    for (int fold = 0; fold < 4; ++fold) {
        const auto split = makeSplit(dataset, config, 0, fold);
        QVERIFY(split.has_value());
        QCOMPARE(split->train, rowsFrom(0, 16 * (fold + 1)));
        QCOMPARE(split->validation, rowsFrom(16 * (fold + 1), 16 * (fold + 2)));
        QCOMPARE(split->test.size(), std::int64_t{20});
    }
    SplitConfig apart = config;
    apart.gap = 3;
    const auto split = makeSplit(dataset, apart, 0, 3);
    // 77 rows before the test's gap: pieces of 15, the last one is 62 .. 76.
    QCOMPARE(split->validation, rowsFrom(62, 77));
    QCOMPARE(split->train, rowsFrom(0, 59));
    // Rows that are in the order of time are never shuffled into folds.
    dataset.order = RowOrder::Time;
    SplitConfig kfold = config;
    kfold.kind = SplitKind::KFold;
    QCOMPARE(makeSplit(dataset, kfold, 0, 1)->train, rowsFrom(0, 32));
}

void TestSamples::groupsStayTogether()
{
    Dataset dataset{.name = "voices", .target = classes({}, {"a", "b"})};
    dataset.features = {{.name = "x"}};
    dataset.groups = {
        {.name = "speaker", .kind = ColumnKind::Category, .categories = {"s0", "s1", "s2", "s3", "s4"}}};
    for (int i = 0; i < 100; ++i) {
        dataset.target.codes.push_back(i % 2);
        dataset.features[0].numbers.push_back(i);
        dataset.groups[0].codes.push_back(i % 5);
    }
    SplitConfig config{.kind = SplitKind::Grouped, .by = "speaker", .seed = 5};
    const auto speakersOf = [&](std::span<const std::int64_t> rows) {
        std::set<std::int32_t> speakers;
        for (const std::int64_t row : rows)
            speakers.insert(dataset.groups[0].codes[static_cast<std::size_t>(row)]);
        return speakers;
    };
    std::set<std::set<std::int32_t>> validations;
    std::set<std::set<std::int32_t>> tests;
    for (int repeat = 0; repeat < 8; ++repeat) {
        const auto split = makeSplit(dataset, config, repeat, 0);
        QVERIFY(split.has_value());
        const auto test = split->test.open("test");
        QCOMPARE(std::ssize(split->train), std::ptrdiff_t{60});
        QCOMPARE(std::ssize(split->validation), std::ptrdiff_t{20});
        std::set<std::int32_t> all = speakersOf(split->train);
        for (const std::int32_t speaker : speakersOf(split->validation))
            QVERIFY(all.insert(speaker).second);
        for (const std::int32_t speaker : speakersOf(test.rows()))
            QVERIFY(all.insert(speaker).second);
        validations.insert(speakersOf(split->validation));
        tests.insert(speakersOf(test.rows()));
    }
    QVERIFY(validations.size() > 1);        // Another repeat validates on other speakers,
    QCOMPARE(tests.size(), std::size_t{1}); // and tests on the same.
}

void TestSamples::refusesImpossibleSplits()
{
    Dataset dataset{.name = "few", .target = classes({0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, {"a", "b"})};
    dataset.features = {{.name = "x", .numbers = std::vector<double>(10, 1.0)}};
    dataset.groups = {{.name = "speaker",
                       .kind = ColumnKind::Category,
                       .codes = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1},
                       .categories = {"s0", "s1"}}};
    const auto code = [&](const SplitConfig& config) {
        return makeSplit(dataset, config, 0, 0).error().code;
    };
    QCOMPARE(code({.kind = SplitKind::Grouped, .by = "speker"}), ErrorCode::SplitGroupUnknown);
    QCOMPARE(code({.kind = SplitKind::Grouped, .by = "speaker"}), ErrorCode::SplitFewGroups);
    QCOMPARE(code({.kind = SplitKind::TimeOrdered, .folds = 9}), ErrorCode::SplitTimeShort);
    QCOMPARE(code({.gap = -1}), ErrorCode::SplitGap);
    QCOMPARE(code({.gap = 10}), ErrorCode::SplitGap);
    dataset.rowSpan = 9;
    dataset.order = RowOrder::Time;
    QCOMPARE(code({}), ErrorCode::SplitTimeShort);
}

void TestSamples::refusesFormsThatDoNotFit()
{
    const auto split = splitOf({0, 1}, {2, 3});
    for (const SampleForm form : {SampleForm::Image, SampleForm::Sequence})
        QCOMPARE(prepareData(bags(), split, {.wanted = form}).error().code, ErrorCode::PrepareForm);
    QCOMPARE(prepareData(pictures(), split, {.wanted = SampleForm::Tokens}).error().code,
             ErrorCode::PrepareForm);
    Dataset table{.name = "table", .target = classes({0, 1, 0, 1}, {"a", "b"})};
    table.features = {{.name = "x", .numbers = {1, 2, 3, 4}}};
    for (const SampleForm form : {SampleForm::Image, SampleForm::Sequence, SampleForm::Tokens})
        QCOMPARE(prepareData(table, split, {.wanted = form}).error().code, ErrorCode::PrepareForm);
    QCOMPARE(prepareData(pictures(), split, {.features = {"x"}}).error().code, ErrorCode::FeatureUnknown);
}

void TestSamples::fingerprintSeesEverySample()
{
    const std::string whole = datasetFingerprint(pictures());
    Dataset changed = pictures();
    changed.samples->bytes.back() = 254;
    QVERIFY(datasetFingerprint(changed) != whole);
    changed = pictures();
    std::swap(changed.samples->shape.height, changed.samples->shape.width);
    QVERIFY(datasetFingerprint(changed) != whole);
    QCOMPARE(datasetFingerprint(pictures()), whole);
}

void TestSamples::describesSamples()
{
    Dataset dataset = pictures();
    dataset.samples->count = 40;
    dataset.target.codes.clear();
    dataset.samples->bytes.clear();
    for (int i = 0; i < 40; ++i) {
        dataset.target.codes.push_back(i % 2);
        dataset.samples->bytes.push_back(static_cast<std::uint8_t>(6 * i));
        dataset.samples->bytes.push_back(static_cast<std::uint8_t>(i % 2));
    }
    const auto facts = datasetFacts(dataset, {.seed = 1});
    QVERIFY(facts.has_value());
    QCOMPARE(facts->rows, std::int64_t{40});
    QCOMPARE(facts->inputs, std::int64_t{2});
    QCOMPARE(facts->shapeText, std::string("1×2 pixels"));
    QCOMPARE(facts->image->high, 255.0);
    QCOMPARE(facts->classes[1].rows, std::int64_t{20});
    QCOMPARE(facts->projection.rows.size(), std::size_t{32});
    QVERIFY(!facts->checks.empty());
}

QTEST_APPLESS_MAIN(TestSamples)
#include "tst_samples.moc"
