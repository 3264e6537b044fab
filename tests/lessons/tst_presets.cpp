// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"
#include "core/lessons/presets/preset_library.h"
#include "core/storage/sqlite_store_factory.h"
#include "core/study/study_service.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>

using namespace tunescope;

namespace {

const std::string kSmall = R"({
  "format": "tunescope.preset/1", "id": "small", "title": "Small", "for": ["digits", "tabular"], "kind": "good",
  "why": "It works.",
  "space": {"params": [{"name": "units", "type": "int", "low": 8, "high": 64}]},
  "fixed": {"learning_rate": 0.01, "optimizer": "adam"},
  "sampler": {"name": "random"}, "pruner": null, "budget": {"trials": 3},
  "measured": {"data": "digits", "metric": "accuracy", "seed": 42, "trials": 3, "complete": 2, "lowest": 0.5, "highest": 0.75, "version": "0.1.0"}
})";

std::string changed(const std::string& from, const std::string& to)
{
    std::string text = kSmall;
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        qFatal("the small preset has no %s", from.c_str());
    return text.replace(at, from.size(), to);
}

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

void write(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

bool isBuiltIn(const std::string& fit)
{
    return findDatasetEntry(fit) != nullptr;
}

} // namespace

class TestPresets : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrites();
    void namesEveryMistake_data();
    void namesEveryMistake();
    void aFaultyFileHidesNoOther();
    void whatIsLeftOutStays();
    void fitsByNameAndKind();
    void savesUnderANewName();
    void saysWhereItCannotSave();
    void shippedPresetsAreSound();
    void shippedPresetsFitTheirData();
    void figuresAreThoseOfTheProgram_data();
    void figuresAreThoseOfTheProgram();
    void goodOnesBeatBadOnes();
};

void TestPresets::readsWhatItWrites()
{
    const auto preset = parsePreset(kSmall);
    QVERIFY2(preset, preset ? "" : preset.error().text().c_str());
    QCOMPARE(preset->kind, PresetKind::Good);
    QCOMPARE(preset->measured->complete, 2);
    QVERIFY(preset->pruner && !*preset->pruner);
    const auto again = parsePreset(printPreset(*preset));
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QVERIFY(*again == *preset);
    const auto bare = parsePreset(changed(R"("sampler": {"name": "random"}, "pruner": null, "budget": {"trials": 3},)", ""));
    QVERIFY(bare && !bare->sampler && !bare->pruner && !bare->budget);
    QVERIFY(*parsePreset(printPreset(*bare)) == *bare);
}

void TestPresets::namesEveryMistake_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QStringList>("words"); ///< That the sentence has.
    const auto row = [](const char* name, const std::string& from, const std::string& to, const QStringList& words) {
        QTest::newRow(name) << changed(from, to) << words;
    };
    std::string longText;
    for (int i = 0; i < 61; ++i)
        longText += "word ";
    row("no JSON", "\"id\":", "\"id\"", {"line 2", "JSON"});
    row("format", "preset/1", "preset/9", {"format", "tunescope.preset/1"});
    row("unknown key", "\"kind\":", "\"knd\": 1, \"kind\":", {"knd", "no such key", "kind"});
    row("key twice", "\"id\": \"small\"", "\"id\": \"small\", \"id\": \"other\"", {"id", "twice"});
    row("id", "\"id\": \"small\"", "\"id\": \"Small one\"", {"id", "small letters"});
    row("title missing", "\"title\": \"Small\",", "", {"title", "missing"});
    row("data unknown", "\"digits\", \"tabular\"", "\"digitz\"", {"for[0]", "digitz", "digits", "tabular"});
    row("data no text", "\"digits\", \"tabular\"", "3", {"for[0]", "3"});
    row("data empty", "[\"digits\", \"tabular\"]", "[]", {"for", "list"});
    row("kind", "\"good\"", "\"great\"", {"kind", "great", "bad"});
    row("why too long", "It works.", longText, {"why", "at most 60 words"});
    row("why empty", "It works.", "", {"why", "not empty"});
    row("setting unknown", "\"learning_rate\"", "\"learningrate\"", {"learningrate"});
    row("value unknown", "\"adam\"", "\"adamm\"", {"adamm"});
    row("value out of range", "0.01", "-1.0", {"learning_rate", "-1"});
    row("in both", "\"optimizer\": \"adam\"", "\"units\": 3", {"units"});
    row("range", "\"high\": 64", "\"high\": 4", {"units"});
    row("sampler", "\"random\"", "\"randm\"", {"randm"});
    row("budget", "\"trials\": 3},\n", "\"trials\": 0},\n", {"budget.trials", "from 1", "0"});
    row("budget key", "{\"trials\": 3},\n", "{\"trails\": 3},\n", {"trails"});
    row("measured data", "\"data\": \"digits\"", "\"data\": \"nowhere\"", {"measured.data", "nowhere"});
    row("measured metric", "\"accuracy\"", "\"accurcy\"", {"measured.metric", "accurcy"});
    row("measured order", "\"lowest\": 0.5", "\"lowest\": 0.9", {"measured.lowest", "0.9"});
    row("measured count", "\"complete\": 2", "\"complete\": 4", {"measured.trials"});
    row("measured score", "\"lowest\": 0.5, ", "", {"measured.lowest", "missing"});
    QTest::newRow("range without a space") << std::string(R"({"format": "tunescope.preset/1", "id": "a", "title": "A", "for": ["iris"], "kind": "range", "why": "B.", "fixed": {"units": 3}})")
                                           << QStringList{"space", "missing"};
    QTest::newRow("no settings") << std::string(R"({"format": "tunescope.preset/1", "id": "a", "title": "A", "for": ["iris"], "kind": "bad", "why": "B."})")
                                 << QStringList{"fixed", "missing"};
    QTest::newRow("a list") << std::string("[]") << QStringList{"object"};
}

void TestPresets::namesEveryMistake()
{
    QFETCH(std::string, text);
    QFETCH(QStringList, words);
    const auto preset = parsePreset(text);
    QVERIFY(!preset);
    const QString sentence = QString::fromStdString(preset.error().text());
    for (const QString& word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
    QVERIFY2(sentence.endsWith('.') || sentence.endsWith('?'), qPrintable(sentence));
}

void TestPresets::aFaultyFileHidesNoOther()
{
    QTemporaryDir folder;
    write(pathIn(folder, "a.json"), kSmall);
    write(pathIn(folder, "b.json"), "{");
    write(pathIn(folder, "c.json"), kSmall);
    write(pathIn(folder, "notes.txt"), "no preset");
    const PresetLibrary library = loadPresets(folder.path().toStdString());
    QCOMPARE(library.presets.size(), std::size_t{1});
    QCOMPARE(library.faults.size(), std::size_t{2});
    QVERIFY(library.faults[0].text().find("b.json") != std::string::npos);
    QVERIFY(library.faults[1].text().find("another one than that of a.json") != std::string::npos);
    QVERIFY(loadPresets("/nowhere/at/all").presets.empty());
    QVERIFY(readPresetFile(folder.path().toStdString()).error().text().find("folder") != std::string::npos);
}

void TestPresets::whatIsLeftOutStays()
{
    StageConfig base;
    base.sampler = {"grid"};
    base.pruner = PrunerConfig{"median"};
    base.budget.trials = 77;
    base.fixed.set("dropout", 0.5);
    base.queue.push_back({});
    const auto full = parsePreset(kSmall);
    const StageConfig all = presetStage(*full, base);
    QCOMPARE(all.sampler.name, std::string("random"));
    QVERIFY(!all.pruner);
    QCOMPARE(*all.budget.trials, 3);
    QVERIFY(!all.fixed.contains("dropout") && all.queue.empty());
    const auto bare = parsePreset(changed(R"("sampler": {"name": "random"}, "pruner": null, "budget": {"trials": 3},)", ""));
    const StageConfig few = presetStage(*bare, base);
    QCOMPARE(few.sampler.name, std::string("grid"));
    QVERIFY(few.pruner.has_value());
    QCOMPARE(*few.budget.trials, 77);
}

void TestPresets::fitsByNameAndKind()
{
    DatasetFacts table;
    table.models = {"mlp"};
    DatasetFacts texts;
    texts.models = {"char_lstm"};
    const auto preset = parsePreset(kSmall);
    QVERIFY(presetFits(*preset, "moons:noise=0.2", table));
    QVERIFY(presetFits(*preset, "digits:as=rows", texts)); // By its name.
    QVERIFY(!presetFits(*preset, "names", texts));
    const auto toy = parsePreset(changed("\"digits\", \"tabular\"", "\"moons\", \"/data/own.csv\""));
    QVERIFY(presetFits(*toy, "moons:noise=0.2", table));
    QVERIFY(presetFits(*toy, "/data/own.csv", table));
    QVERIFY(!presetFits(*toy, "/data/other.csv", table));
}

void TestPresets::savesUnderANewName()
{
    QTemporaryDir folder;
    const auto inside = pathIn(folder, "new/presets");
    Preset preset = *parsePreset(kSmall);
    preset.title = "Rate: wide & “deep”!";
    const auto first = savePreset(inside, preset);
    const auto second = savePreset(inside, preset);
    QVERIFY(first && second);
    QCOMPARE(first->id, std::string("rate-wide-deep"));
    QCOMPARE(second->id, std::string("rate-wide-deep-2"));
    preset.title = "Zeros"; // That id is taken by one that ships.
    QCOMPARE(savePreset(inside, preset)->id, std::string("zeros-2"));
    preset.title = "学习率";
    QCOMPARE(savePreset(inside, preset)->id, std::string("preset"));
    const PresetLibrary library = loadPresets(inside);
    QVERIFY(library.faults.empty());
    QCOMPARE(library.presets.size(), std::size_t{4});
    QVERIFY(*library.byId("rate-wide-deep") == *first);
}

void TestPresets::saysWhereItCannotSave()
{
    QTemporaryDir folder;
    write(pathIn(folder, "taken"), "a file, no folder");
    const auto saved = savePreset(pathIn(folder, "taken"), *parsePreset(kSmall));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::FileWriteFailed);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestPresets::shippedPresetsAreSound()
{
    const PresetLibrary library = loadPresets();
    for (const LessonFault& fault : library.faults)
        QFAIL(fault.text().c_str());
    QVERIFY(library.presets.size() >= 30);
    for (const Preset& preset : library.presets) {
        QVERIFY2(preset.measured.has_value(), preset.id.c_str());
        QCOMPARE(std::filesystem::path(preset.file).stem().string(), preset.id);
    }
}

/// On every set that is named, and for a kind on the one that was measured.
void TestPresets::shippedPresetsFitTheirData()
{
    for (const Preset& preset : loadPresets().presets) {
        std::vector<std::string> sources{preset.measured->data};
        std::copy_if(preset.fits.begin(), preset.fits.end(), std::back_inserter(sources), isBuiltIn);
        for (const std::string& source : sources) {
            const auto whole = StudyService::completedConfig(presetStudy(preset, source));
            QVERIFY2(whole, qPrintable(QString::fromStdString(preset.id + " on " + source + ": " + (whole ? "" : errorText(whole.error())))));
            QCOMPARE(whole->protocol.metric == preset.measured->metric || source != preset.measured->data, true);
            const auto facts = StudyService::describeData(DataSpec{source}, whole->protocol, 42);
            QVERIFY(facts && presetFits(preset, source, *facts));
        }
    }
}

void TestPresets::figuresAreThoseOfTheProgram_data()
{
    QTest::addColumn<std::string>("id");
    for (const char* id : {"iris-good", "wine-good", "wine-unscaled", "penguins-good", "spirals-linear", "zeros", "rate-one", "digits-good", "one-unit"})
        QTest::newRow(id) << std::string(id);
}

/// Other processors round otherwise, so a few rows may fall on the other side.
void TestPresets::figuresAreThoseOfTheProgram()
{
    QFETCH(std::string, id);
    constexpr double kRounding = 0.06;
    const PresetLibrary library = loadPresets();
    const Preset* preset = library.byId(id);
    QVERIFY(preset);
    QTemporaryDir folder;
    StudyService study(std::make_shared<SqliteStoreFactory>());
    QVERIFY(study.create(presetStudy(*preset, preset->measured->data), folder.filePath("a.tune").toStdString()));
    study.runner().start(1);
    study.runner().waitUntilIdle();
    int complete = 0;
    const StudySnapshotPtr snapshot = study.snapshot();
    for (std::size_t i = 0; i < snapshot->size(); ++i) {
        if (snapshot->trial(i).state != TrialState::Complete)
            continue;
        ++complete;
        const double value = snapshot->trial(i).bestValueSoFar;
        QVERIFY2(value > preset->measured->lowest - kRounding && value < preset->measured->highest + kRounding, id.c_str());
    }
    QCOMPARE(complete, preset->measured->complete);
    QCOMPARE(static_cast<int>(snapshot->size()), preset->measured->trials);
}

/// Of the same data: the worst seed of a good one is better than the best seed of a bad one.
void TestPresets::goodOnesBeatBadOnes()
{
    const PresetLibrary library = loadPresets();
    int pairs = 0;
    for (const Preset& good : library.presets) {
        for (const Preset& bad : library.presets) {
            if (good.kind != PresetKind::Good || bad.kind != PresetKind::Bad || good.measured->data != bad.measured->data || bad.measured->complete == 0)
                continue;
            ++pairs;
            QVERIFY2(good.measured->lowest > bad.measured->highest, (good.id + " and " + bad.id).c_str());
        }
    }
    QVERIFY(pairs >= 10);
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
