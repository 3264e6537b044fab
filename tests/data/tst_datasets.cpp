// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"
#include "core/data/dataset_registry.h"
#include "core/data/open_dataset.h"
#include "core/data/prepare.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace tunescope;

class TestDatasets : public QObject
{
    Q_OBJECT

private slots:
    void everyEntryIsWhatItSays_data();
    void everyEntryIsWhatItSays();
    void digitsAreImages();
    void flowersHaveTheirNames();
    void penguinsHaveGaps();
    void classesAreThoseOfTheFiles();
    void groupsAreNoFeatures();
    void scenesAreMostlyBackground();
    void fraudsAreAsManyAsAskedFor();
    void stocksFollowTime();
    void generatorsObeyTheirSettings();
    void everySettingOfAGeneratorMatters();
    void refusesBadSettings_data();
    void refusesBadSettings();
    void suggestsNames();
    void findsResources();
};

namespace {

Dataset opened(const std::string& source)
{
    const auto dataset = openDataset({.source = source});
    if (!dataset)
        qFatal("%s", errorText(dataset.error()).c_str());
    return **dataset;
}

std::int64_t featureCount(const Dataset& data)
{
    if (!data.samples)
        return std::ssize(data.features);
    return data.task == Task::TextGeneration ? data.samples->shape.vocabulary : data.samples->shape.size();
}

std::vector<std::int64_t> classSizes(const Dataset& data)
{
    std::vector<std::int64_t> sizes(data.target.categories.size(), 0);
    for (const std::int32_t code : data.target.codes)
        ++sizes[static_cast<std::size_t>(code)];
    return sizes;
}

} // namespace

void TestDatasets::everyEntryIsWhatItSays_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < datasetRegistry().size(); ++i)
        QTest::newRow(std::string(datasetRegistry()[i].name).c_str()) << static_cast<int>(i);
}

void TestDatasets::everyEntryIsWhatItSays()
{
    QFETCH(int, index);
    const DatasetEntry& entry = datasetRegistry()[static_cast<std::size_t>(index)];
    const Dataset data = opened(std::string(entry.name));
    QCOMPARE(data.name, std::string(entry.name));
    QCOMPARE(data.title, std::string(entry.title));
    QCOMPARE(data.rows(), entry.rows);
    QCOMPARE(featureCount(data), std::int64_t{entry.features});
    QCOMPARE(data.task == Task::TextGeneration ? 0 : data.classes(), entry.classes);
    QCOMPARE(data.task, entry.task);
    QCOMPARE(data.samples ? data.samples->bags.size() > 0 ? SampleForm::Vector : data.samples->shape.form
                          : SampleForm::Vector,
             entry.form);
    QCOMPARE(data.simulated, entry.kind == DatasetSource::Generator);
    QVERIFY(data.simulated || !data.citation.empty());
    QVERIFY(!entry.description.empty());
    QVERIFY(!sizeText(entry).empty());
    std::set<std::string> names = {data.target.name};
    for (const Column& column : data.features) {
        QVERIFY(names.insert(column.name).second);
        QCOMPARE(column.kind == ColumnKind::Number ? column.numbers.size() : column.codes.size(),
                 data.target.codes.size());
    }
    if (data.hasClasses()) {
        for (const std::int64_t size : classSizes(data))
            QVERIFY(size >= 10);
    }

    QCOMPARE(opened(std::string(entry.name)).sha256, data.sha256);
    const Result<Split> split = makeSplit(data, {}, 0, 0);
    QVERIFY(split.has_value());
    const auto prepared = prepareData(data, *split, PreprocessingConfig{});
    QVERIFY(prepared.has_value());
    for (const float value : (*prepared)->train.inputs.span())
        QVERIFY(std::isfinite(value));
}

void TestDatasets::digitsAreImages()
{
    const Dataset digits = opened("digits");
    QCOMPARE(*digits.image, (ImageLayout{.height = 8, .width = 8, .low = 0.0, .high = 16.0}));
    QCOMPARE(digits.target.categories.front(), std::string("0"));
    // First row of the file: 0,0,5,13,9,1,... and the digit 0.
    QCOMPARE(digits.features[3].numbers[0], 13.0);
    QCOMPARE(digits.target.codes[0], 0);
    QCOMPARE(classSizes(digits),
             (std::vector<std::int64_t>{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}));
}

void TestDatasets::flowersHaveTheirNames()
{
    const Dataset iris = opened("iris");
    QCOMPARE(iris.features[0].name, std::string("sepal_length"));
    QCOMPARE(iris.features[0].numbers[0], 5.1);
    QCOMPARE(iris.target.categories, (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
    QCOMPARE(classSizes(iris), (std::vector<std::int64_t>{50, 50, 50}));
    QCOMPARE(classSizes(opened("wine")), (std::vector<std::int64_t>{59, 71, 48}));
    // Malignant 212, benign 357; categories are sorted.
    QCOMPARE(opened("breast_cancer").target.categories, (std::vector<std::string>{"benign", "malignant"}));
    QCOMPARE(classSizes(opened("breast_cancer")), (std::vector<std::int64_t>{357, 212}));
}

void TestDatasets::penguinsHaveGaps()
{
    const Dataset penguins = opened("penguins");
    QCOMPARE(penguins.target.name, std::string("species"));
    QCOMPARE(penguins.features[0].kind, ColumnKind::Category);
    const auto& lengths = penguins.features[1].numbers;
    QCOMPARE(std::count_if(lengths.begin(), lengths.end(), [](double v) { return std::isnan(v); }),
             std::ptrdiff_t{2});
    const auto& sexes = penguins.features[5].codes;
    QCOMPARE(std::count(sexes.begin(), sexes.end(), -1), std::ptrdiff_t{11});
}

void TestDatasets::classesAreThoseOfTheFiles()
{
    // Counted in the files with cut, sort and uniq -c.
    QCOMPARE(classSizes(opened("mnist")),
             (std::vector<std::int64_t>{1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978}));
    QCOMPARE(classSizes(opened("fashion")), std::vector<std::int64_t>(10, 300));
    QCOMPARE(classSizes(opened("foods")), std::vector<std::int64_t>(2, 1742));
    QCOMPARE(classSizes(opened("vowel")), std::vector<std::int64_t>(11, 90));
    const Dataset shuttle = opened("shuttle");
    QCOMPARE(shuttle.target.categories, (std::vector<std::string>{"normal", "anomaly"}));
    QCOMPARE(classSizes(shuttle), (std::vector<std::int64_t>{15757, 4243}));
}

void TestDatasets::groupsAreNoFeatures()
{
    const Dataset vowel = opened("vowel");
    QCOMPARE(vowel.groups.size(), std::size_t{2});
    QCOMPARE(vowel.groups[0].categories.size(), std::size_t{15});
    for (const Column& column : vowel.features)
        QVERIFY(column.name != "speaker" && column.name != "rep");
    const auto split = makeSplit(vowel, {.kind = SplitKind::Grouped, .by = "speaker"}, 0, 0);
    QVERIFY(split.has_value());
}

void TestDatasets::scenesAreMostlyBackground()
{
    const Dataset scenes = opened("scenes");
    std::vector<std::int64_t> pixels(5, 0);
    for (const std::uint8_t code : scenes.samples->mask)
        ++pixels[code];
    const double share = static_cast<double>(pixels[0]) / (832.0 * 1024.0);
    QVERIFY(share > 0.68 && share < 0.80); // The design measured 74 %.
    for (const std::int64_t count : pixels)
        QVERIFY(count > 1000);
}

void TestDatasets::fraudsAreAsManyAsAskedFor()
{
    QCOMPARE(classSizes(opened("fraud:samples=1000,rate=0.01")), (std::vector<std::int64_t>{990, 10}));
    for (const Column& column : opened("fraud").features) {
        for (const double value : column.numbers)
            QVERIFY(std::isfinite(value));
    }
}

void TestDatasets::stocksFollowTime()
{
    const Dataset stocks = opened("nysesw");
    QCOMPARE(stocks.order, RowOrder::Time);
    QCOMPARE(stocks.rowSpan, std::int64_t{22}); // 21 closes for 20 returns, and the next one.
    const auto split = makeSplit(stocks, {}, 0, 0);
    QVERIFY(split->train.back() + 21 < split->validation.front());
    const Dataset values = opened("eustockmarkets:average=0,market=4");
    QCOMPARE(values.task, Task::Regression);
    QCOMPARE(values.target.name, std::string("FTSE"));
    QCOMPARE(values.samples->shape.features, std::int64_t{4});
    QCOMPARE(values.previous[1], values.target.numbers[0]);
}

void TestDatasets::generatorsObeyTheirSettings()
{
    QCOMPARE(opened("moons:samples=501").rows(), std::int64_t{501});
    QCOMPARE(classSizes(opened("moons:samples=501")), (std::vector<std::int64_t>{250, 251}));
    QCOMPARE(classSizes(opened("moons:samples=1000,imbalance=0.9")), (std::vector<std::int64_t>{950, 50}));
    QCOMPARE(opened("blobs:classes=7").classes(), 7);
    QCOMPARE(opened("moons:seed=18446744073709551615").rows(), std::int64_t{400});

    // Without noise every point lies on its ring.
    const Dataset rings = opened("rings:noise=0");
    for (std::size_t i = 0; i < 400; ++i) {
        const double radius = std::hypot(rings.features[0].numbers[i], rings.features[1].numbers[i]);
        QVERIFY(std::abs(radius - (rings.target.codes[i] + 1) / 2.0) < 1e-12);
    }
    const Dataset quarters = opened("xor:noise=0");
    for (std::size_t i = 0; i < 400; ++i) {
        const bool same = (quarters.features[0].numbers[i] >= 0) == (quarters.features[1].numbers[i] >= 0);
        QCOMPARE(quarters.target.codes[i], same ? 0 : 1);
    }
}

void TestDatasets::everySettingOfAGeneratorMatters()
{
    for (const DatasetEntry& entry : datasetRegistry()) {
        if (entry.kind != DatasetSource::Generator)
            continue;
        const std::string name(entry.name);
        std::set<std::string> prints = {opened(name).sha256};
        std::vector<const char*> settings = {"samples=401", "noise=0.5", "seed=1", "imbalance=0.5"};
        if (name == "fraud")
            settings = {"samples=401", "rate=0.2", "strength=0.5", "seed=1"};
        else if (name == "scenes")
            settings = {"samples=401", "seed=1"};
        for (const char* setting : settings)
            QVERIFY(prints.insert(opened(name + ":" + setting).sha256).second);
        QCOMPARE(opened(name + ":seed=0").sha256, opened(name).sha256);
    }
}

void TestDatasets::refusesBadSettings_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::newRow("moons:sample=5")
        << "moons: there is no setting “sample”. It takes samples, noise, seed and imbalance.";
    QTest::newRow("moons:samples=5") << "moons: samples must be a whole number from 10 to 1000000, got “5”.";
    QTest::newRow("moons:samples=1e3")
        << "moons: samples must be a whole number from 10 to 1000000, got “1e3”.";
    QTest::newRow("moons:noise=loud") << "moons: noise must be a number from 0 to 10, got “loud”.";
    QTest::newRow("moons:noise=nan") << "moons: noise must be a number from 0 to 10, got “nan”.";
    QTest::newRow("moons:seed=-1") << "moons: seed must be a whole number from 0, got “-1”.";
    QTest::newRow("moons:noise")
        << "moons: settings are written like moons:samples=500,noise=0.2, got “noise”.";
    QTest::newRow("moons:noise=1,noise=2") << "moons: the setting “noise” is given twice. Give it once.";
    QTest::newRow("iris:samples=5") << "iris: this data set takes no settings. Write just iris.";
}

void TestDatasets::refusesBadSettings()
{
    QFETCH(QString, sentence);
    const auto dataset = openDataset({.source = QTest::currentDataTag()});
    QVERIFY(!dataset);
    QCOMPARE(QString::fromStdString(errorText(dataset.error())), sentence);
}

void TestDatasets::suggestsNames()
{
    QCOMPARE(errorText(openDataset({.source = "digit"}).error()),
             std::string("There is no built-in data set and no file called “digit”. Did you mean “digits”?"));
    QCOMPARE(openDataset({.source = ""}).error().code, ErrorCode::DataUnknown);
    QCOMPARE(openDataset({.source = "./digits"}).error().code, ErrorCode::FileMissing);
}

void TestDatasets::findsResources()
{
    QVERIFY(findResource("datasets/iris.csv.gz"));
    QVERIFY(!findResource("datasets/no-such-file"));
    QTemporaryDir other;
    QVERIFY(QDir(other.path()).mkpath("datasets"));
    QFile file(other.filePath("datasets/iris.csv.gz"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray before = qgetenv("TUNESCOPE_DATA");
    qputenv("TUNESCOPE_DATA", other.path().toUtf8());
    QCOMPARE(QString::fromStdString(findResource("datasets/iris.csv.gz")->string()), file.fileName());
    QVERIFY(findResource("datasets/wine.csv.gz")); // The other places are still searched.
    file.close();
    QCOMPARE(openDataset({.source = "iris"}).error().code, ErrorCode::DataResourceDamaged);
    qputenv("TUNESCOPE_DATA", before);
}

QTEST_APPLESS_MAIN(TestDatasets)
#include "tst_datasets.moc"
