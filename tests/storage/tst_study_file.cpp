// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_store_factory.h"

#include "tests/storage/study_samples.h"

#include <QtTest>

#include <array>
#include <bit>
#include <filesystem>
#include <fstream>

using namespace tunescope;

namespace {

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool samePart(const PartValues& a, const PartValues& b)
{
    return sameBits(a.loss, b.loss) && a.metrics.size() == b.metrics.size() &&
           std::equal(a.metrics.begin(), a.metrics.end(), b.metrics.begin(), sameBits);
}

bool sameLayer(const LayerReport& a, const LayerReport& b)
{
    const auto bits = [](const LayerReport& l) {
        return std::bit_cast<std::array<std::uint32_t, 5>>(
            std::array{l.updateRatio, l.gradientNorm, l.deadShare, l.saturatedShare, l.limit});
    };
    return a.name == b.name && bits(a) == bits(b) && a.histogram == b.histogram;
}

bool sameLayers(const std::vector<LayerReport>& a, const std::vector<LayerReport>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameLayer);
}

} // namespace

class TestStudyFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void loadsWhatWasWritten();
    void keepsEveryEpochBitByBit();
    void keepsLayerReportsOfEveryEpoch();
    void keepsTheLayerThatDiverged();
    void keepsInterruptedTrialsWithTheirCheckpoint();
    void dropsEpochsAfterTheCheckpointWhenATrialGoesOn();
    void dropsTheCheckpointWhenATrialIsTold();
    void keepsStagesBudgetsQueueNotesAndEvents();
    void fillsGapsWithFailedTrials();
    void keepsACopyOfTheDataFile();
    void leavesOneFileAfterAClose();
    void readsWhileAnotherStoreWrites();
    void holdsThousandsOfTrials();
    void opensTheFixtureOfVersion1();

private:
    [[nodiscard]] std::string path(const char* name = "s.tune") const
    {
        return m_folder->filePath(name).toStdString();
    }
    std::unique_ptr<StudyStore> createStore(const StudyConfig& config = sampleConfig(),
                                            const std::string& dataFile = "");
    std::unique_ptr<StudyStore> openStore(StoreAccess access = StoreAccess::Write);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStudyFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}
void TestStudyFile::cleanup()
{
    m_folder.reset();
}

std::unique_ptr<StudyStore> TestStudyFile::createStore(const StudyConfig& config, const std::string& dataFile)
{
    auto store = SqliteStoreFactory().create(path(), config, sampleFacts(), sampleEngine(), dataFile);
    if (!store)
        qFatal("%s", errorText(store.error()).c_str());
    return std::move(*store);
}

std::unique_ptr<StudyStore> TestStudyFile::openStore(StoreAccess access)
{
    auto store = SqliteStoreFactory(access).open(path());
    if (!store)
        qFatal("%s", errorText(store.error()).c_str());
    return std::move(*store);
}

void TestStudyFile::loadsWhatWasWritten()
{
    {
        const auto store = createStore();
        for (int number = 0; number < 3; ++number)
            writeTrial(*store, number, 4);
    }
    const Result<StoredStudy> study = openStore()->load();
    QVERIFY(study);
    QVERIFY(study->config == sampleConfig());
    QCOMPARE(study->lag, 4);
    QVERIFY(study->engine == sampleEngine());
    QCOMPARE(study->facts.classNames, sampleFacts().classNames);
    QCOMPARE(study->facts.splitSha256, sampleFacts().splitSha256);
    QCOMPARE(study->facts.testRows, std::int64_t{360});
    QVERIFY(study->warnings.empty());
    QCOMPARE(study->trials.size(), std::size_t{3});
    const StoredTrial& trial = study->trials[2];
    QCOMPARE(trial.start.seed, sampleStart(2).seed);
    QVERIFY(trial.start.origin == sampleStart(2).origin);
    QVERIFY(trial.start.params == sampleStart(2).params);
    QVERIFY(std::holds_alternative<double>(*trial.start.params.find("learning_rate")));
    QCOMPARE(trial.state, TrialState::Complete);
    QVERIFY(trial.outcome.reason == sampleOutcome(4).reason);
    QVERIFY(sameBits(trial.outcome.value.value(), 0.1 + 0.2));
    QCOMPARE(trial.outcome.runs.size(), std::size_t{1});
    QCOMPARE(trial.outcome.weights, std::int64_t{9000});
    QCOMPARE(trial.outcome.flops, std::int64_t{18'000});
}

void TestStudyFile::keepsEveryEpochBitByBit()
{
    const auto store = createStore();
    writeTrial(*store, 0, 3);
    const Result<StoredStudy> study = store->load();
    QVERIFY(study);
    QCOMPARE(study->trials[0].epochs.size(), std::size_t{4});
    for (int epoch = 0; epoch <= 3; ++epoch) {
        const EpochRecord& read = study->trials[0].epochs[static_cast<std::size_t>(epoch)];
        const EpochRecord written = sampleEpoch(0, epoch);
        QCOMPARE(read.epoch, epoch);
        QCOMPARE(read.train.has_value(), epoch > 0);
        QVERIFY(!read.train || samePart(*read.train, *written.train));
        QVERIFY(samePart(read.validation, written.validation));
        QVERIFY(sameBits(read.gradientNorm, written.gradientNorm));
        QCOMPARE(store->confusion(0, 0, 0, epoch).value(), written.confusion);
    }
    QVERIFY(store->confusion(0, 0, 0, 99).value().empty());
}

void TestStudyFile::keepsLayerReportsOfEveryEpoch()
{
    const auto store = createStore();
    writeTrial(*store, 0, 3);
    writeTrial(*store, 1, 1);
    const auto epochs = store->layerReports(0);
    QVERIFY(epochs);
    QCOMPARE(epochs->size(), std::size_t{3});
    for (const EpochLayers& stored : *epochs)
        QVERIFY(sameLayers(stored.layers, sampleLayers(stored.epoch)));
    QVERIFY(store->layerReports(9)->empty());

    const Result<StoredStudy> study = store->load(); // Those of the best epoch come with it.
    QVERIFY(study);
    QVERIFY(study->trials[0].epochs[2].layers.empty());
    QVERIFY(sameLayers(study->trials[0].epochs[3].layers, sampleLayers(3)));
}

void TestStudyFile::keepsTheLayerThatDiverged()
{
    const auto store = createStore();
    store->trialStarted(sampleStart(0));
    TrialOutcome outcome;
    outcome.state = TrialState::Diverged;
    outcome.reason = {
        .kind = "diverged", .text = "It overflowed.", .epoch = 1, .step = 7, .layer = "dense_3"};
    store->trialTold(0, outcome);
    QVERIFY(store->load()->trials[0].outcome.reason == outcome.reason);
}

void TestStudyFile::keepsInterruptedTrialsWithTheirCheckpoint()
{
    {
        const auto store = createStore();
        store->trialStarted(sampleStart(0));
        store->epochReported(sampleEpoch(0, 0));
        store->epochReported(sampleEpoch(0, 1));
        store->checkpointSaved(
            0, {.epoch = 1,
                .bytes = {std::byte{1}, std::byte{0}, std::byte{255}},
                .finishedRuns = {{.repeat = 0, .fold = 1, .value = 0.5, .bestEpoch = 2, .epochs = 3}}});
        store->trialInterrupted(0);
        store->trialStarted(sampleStart(1));
    }
    const Result<StoredStudy> study = openStore()->load();
    QVERIFY(study);
    QCOMPARE(study->trials[0].state, TrialState::Paused);
    QCOMPARE(study->trials[0].epochs.size(), std::size_t{2});
    QVERIFY(study->trials[0].checkpoint.has_value());
    QCOMPARE(study->trials[0].checkpoint->bytes.size(), std::size_t{3});
    QCOMPARE(study->trials[0].checkpoint->bytes[2], std::byte{255});
    QCOMPARE(study->trials[0].checkpoint->finishedRuns.at(0).value, std::optional(0.5));
    QCOMPARE(study->trials[1].state, TrialState::Running);
    QVERIFY(!study->trials[1].checkpoint);
}

void TestStudyFile::dropsEpochsAfterTheCheckpointWhenATrialGoesOn()
{
    const auto store = createStore();
    for (const int number : {0, 1}) {
        store->trialStarted(sampleStart(number));
        for (int epoch = 0; epoch <= 5; ++epoch)
            store->epochReported(sampleEpoch(number, epoch));
    }
    store->checkpointSaved(0, {.epoch = 3});
    store->trialStarted(sampleStart(0));
    store->trialStarted(sampleStart(1));
    const Result<StoredStudy> study = store->load();
    QVERIFY(study);
    QCOMPARE(study->trials[0].epochs.size(), std::size_t{4});
    QCOMPARE(study->trials[0].epochs.back().epoch, 3);
    QCOMPARE(store->layerReports(0)->size(), std::size_t{3});
    QVERIFY(study->trials[1].epochs.empty());
}

void TestStudyFile::dropsTheCheckpointWhenATrialIsTold()
{
    const auto store = createStore();
    store->trialStarted(sampleStart(0));
    store->checkpointSaved(0, {.epoch = 1, .bytes = {std::byte{1}}});
    store->trialTold(0, sampleOutcome(1));
    QVERIFY(!store->load()->trials[0].checkpoint);
}

void TestStudyFile::keepsStagesBudgetsQueueNotesAndEvents()
{
    StageConfig second = sampleConfig().stage;
    second.pruner.reset();
    second.queue.clear();
    {
        const auto store = createStore();
        writeTrial(*store, 0, 1);
        second.budget.rules = {.target = 0.97, .stagnation = 15, .expectedGain = 0.0};
        store->stageOpened(second, 1);
        store->budgetChanged(0, {.trials = 7, .rules = {.stagnation = 3}});
        store->budgetChanged(0, {.trials = 7});
        store->trialQueued(1, {{"units", std::int64_t{32}}}, {});
        store->noteChanged(0, "first");
        store->viewStateChanged("pins", "0 1");
        store->viewStateChanged("pins", "1 0");
        store->noteChanged(0, "good \xE2\x9C\x93");
        store->deletedChanged(0, true);
        store->eventHappened({.at = 12.5, .kind = "paused", .detail = "by hand"});
    }
    const Result<StoredStudy> study = openStore()->load();
    QVERIFY(study);
    QCOMPARE(study->stages.size(), std::size_t{2});
    QCOMPARE(study->stages[1].firstTrial, 1);
    QVERIFY(!study->stages[1].config.pruner);
    QVERIFY(study->stages[0].config.budget == Budget{.trials = 7});
    QVERIFY(study->stages[1].config.budget == second.budget);
    QCOMPARE(study->stages[0].config.queue.size(), std::size_t{1});
    QCOMPARE(study->stages[1].config.queue.size(), std::size_t{1});
    QCOMPARE(study->trials[0].note, std::string("good \xE2\x9C\x93"));
    QCOMPARE(study->viewState, (ViewState{{"pins", "1 0"}}));
    QVERIFY(study->trials[0].deleted);
    QCOMPARE(study->events.front().kind, std::string("created"));
    QCOMPARE(study->events.back().kind, std::string("paused"));
    QCOMPARE(study->events.back().at, 12.5);
}

void TestStudyFile::fillsGapsWithFailedTrials()
{
    const auto store = createStore();
    writeTrial(*store, 2, 1);
    const Result<StoredStudy> study = store->load();
    QVERIFY(study);
    QCOMPARE(study->trials.size(), std::size_t{3});
    QCOMPARE(study->trials[0].state, TrialState::Failed);
    QCOMPARE(study->trials[1].start.number, 1);
    QCOMPARE(study->warnings.size(), std::size_t{2});
}

void TestStudyFile::keepsACopyOfTheDataFile()
{
    const std::string text = "a,b\n1,2\n" + std::string(100'000, 'x');
    std::ofstream(path("d.csv"), std::ios::binary) << text;
    const auto store = createStore(sampleConfig(), path("d.csv"));
    const auto bytes = store->dataCopy();
    QVERIFY(bytes);
    QCOMPARE(std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()), text);
}

void TestStudyFile::leavesOneFileAfterAClose()
{
    {
        const auto store = createStore();
        writeTrial(*store, 0, 2);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"s.tune"});
    {
        const auto store = openStore(StoreAccess::Look);
        QVERIFY(store->load());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"s.tune"});
}

void TestStudyFile::readsWhileAnotherStoreWrites()
{
    const auto writer = createStore();
    writeTrial(*writer, 0, 2);
    QVERIFY(writer->flush());
    const auto reader = openStore(StoreAccess::Look);
    QCOMPARE(reader->load()->trials.size(), std::size_t{1});
    writeTrial(*writer, 1, 2);
    QVERIFY(writer->flush());
    QCOMPARE(reader->load()->trials.size(), std::size_t{2});
    QVERIFY(reader->fault().has_value());
}

void TestStudyFile::holdsThousandsOfTrials()
{
    {
        const auto store = createStore();
        for (int number = 0; number < 2000; ++number)
            writeTrial(*store, number, 20);
    }
    const Result<StoredStudy> study = openStore()->load();
    QVERIFY(study);
    QCOMPARE(study->trials.size(), std::size_t{2000});
    QCOMPARE(study->trials[1999].epochs.size(), std::size_t{21});
}

void TestStudyFile::opensTheFixtureOfVersion1()
{
    std::filesystem::copy_file(TUNESCOPE_TEST_DATA "/studies/version-1.tune", path());
    const auto looking = openStore(StoreAccess::Look); // Nothing is brought up to date here.
    QVERIFY(looking->load() && looking->layerReports(0)->empty());
    const auto store = openStore();
    const Result<StoredStudy> study = store->load();
    QVERIFY2(study.has_value(), study ? "" : errorText(study.error()).c_str());
    QVERIFY(study->warnings.empty());
    store->epochReported(sampleEpoch(2, 1));
    QCOMPARE(store->layerReports(2)->size(), std::size_t{1});
    StudyConfig expected = sampleConfig();
    expected.stage.budget.rules = {}; // Version 1 knew none.
    QVERIFY(study->config == expected);
    QCOMPARE(study->trials.size(), std::size_t{3});
    QCOMPARE(study->trials[0].state, TrialState::Complete);
    QVERIFY(sameBits(study->trials[0].outcome.value.value(), 0.1 + 0.2));
    QCOMPARE(study->trials[2].state, TrialState::Paused);
    QVERIFY(study->trials[2].checkpoint.has_value());
}

QTEST_APPLESS_MAIN(TestStudyFile)
#include "tst_study_file.moc"
