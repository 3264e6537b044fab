// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_spec_json.h"

#include "core/base/rng.h"
#include "tests/storage/study_samples.h"

#include <QtTest>

using namespace tunescope;

namespace {

/// A small valid spec in which one text is replaced by another.
std::string specWith(const std::string& from, const std::string& to)
{
    std::string text = R"({"format": "tunescope.study/1", "name": "n", "seed": 42, "lag": 4,
 "data": {"source": "digits"},
 "protocol": {"kind": "holdout", "validation": 0.2, "metric": "accuracy", "direction": "maximize"},
 "space": {"params": [{"name": "learning_rate", "type": "float", "low": 1e-4, "high": 1, "log": true},
                      {"name": "optimizer", "type": "categorical", "choices": ["sgd", "adam"]},
                      {"name": "units", "type": "int", "low": 8, "high": 64, "step": 8, "default": 16},
                      {"name": "momentum", "type": "float", "low": 0, "high": 0.99,
                       "when": [{"param": "optimizer", "in": ["sgd"]}]}]},
 "fixed": {"model": "mlp", "epochs": 20},
 "sampler": {"name": "random"}, "pruner": {"name": "median", "n_startup": 5}, "budget": {"trials": 40},
 "queue": [{"learning_rate": 1, "optimizer": "adam", "units": 8}]})";
    if (const auto at = text.find(from); !from.empty() && at != std::string::npos)
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

class TestStudySpecJson : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSpecOfTheProtocolPage();
    void printsWhatItReads();
    void printsItselfAgainByteForByte();
    void namesThePlaceOfAFault_data();
    void namesThePlaceOfAFault();
    void acceptsOptionalParts_data();
    void acceptsOptionalParts();
    void findsTheFirstDifference_data();
    void findsTheFirstDifference();
    void neverCrashesOnMutatedSpecs();
};

void TestStudySpecJson::readsTheSpecOfTheProtocolPage()
{
    const Result<StudyConfig> config = parseStudySpec(specWith("", ""));
    QVERIFY2(config.has_value(), config ? "" : errorText(config.error()).c_str());
    QCOMPARE(config->seed, 42U);
    QCOMPARE(config->lag, std::optional(4));
    QCOMPARE(config->data.source, std::string("digits"));
    QCOMPARE(config->protocol.direction, Direction::Maximize);
    QCOMPARE(config->stage.space.size(), std::size_t{4});
    QCOMPARE(std::get<FloatRange>(config->stage.space.params()[0].distribution).scale, Scale::Log);
    QCOMPARE(std::get<IntRange>(config->stage.space.params()[2].distribution).step, std::int64_t{8});
    QCOMPARE(config->stage.space.params()[3].when.front().param, std::string("optimizer"));
    QVERIFY(std::holds_alternative<double>(*config->stage.queue.front().find("learning_rate")));
    QCOMPARE(config->stage.pruner->options.size(), std::size_t{1});
    QCOMPARE(config->stage.budget.trials, std::optional(40));
}

void TestStudySpecJson::printsWhatItReads()
{
    const StudyConfig config = sampleConfig();
    const Result<StudyConfig> again = parseStudySpec(printStudySpec(config));
    QVERIFY2(again.has_value(), again ? "" : errorText(again.error()).c_str());
    QVERIFY(*again == config);
}

void TestStudySpecJson::printsItselfAgainByteForByte()
{
    const std::string text = printStudySpec(sampleConfig());
    QCOMPARE(printStudySpec(*parseStudySpec(text)), text);
    QVERIFY(text.find("18446744073709551615") != std::string::npos);
    QVERIFY(text.find("\"epochs\": 20,") != std::string::npos);
}

void TestStudySpecJson::namesThePlaceOfAFault_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const char* from, const char* to, const char* part) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(part);
    };
    row("other format", "tunescope.study/1", "tunescope.study/9", "tunescope.study/1");
    row("no format", "\"format\": \"tunescope.study/1\",", "", "format: it is missing");
    row("unknown key", "\"lag\"", "\"leg\"", "leg: there is no such key. Did you mean \"lag\"?");
    row("unknown key, far", "\"lag\": 4", "\"completely_else\": 4",
        "completely_else: there is no such key. Remove it");
    row("unknown key in protocol", "\"validation\"", "\"validashun\"",
        "protocol.validashun: there is no such key. Did you mean \"validation\"?");
    row("unknown key in a parameter", "\"high\": 1,", "\"high\": 1, \"hgh\": 2,", "space.params[0].hgh");
    row("key of another type", "\"choices\": [\"sgd\", \"adam\"]",
        "\"choices\": [\"sgd\", \"adam\"], \"low\": 1", "space.params[1].low");
    row("text for a number", "1e-4", "\"small\"", "space.params[0].low: it must be a number, got \"small\"");
    row("number for a text", "\"source\": \"digits\"", "\"source\": 7", "data.source: it must be a text");
    row("fraction for an integer", "\"low\": 8", "\"low\": 8.5",
        "space.params[2].low: it must be a whole number, got 8.5");
    row("negative seed", "42", "-1", "seed: it must be a whole number from 0");
    row("fractional seed", "42", "1.5", "seed: it must be a whole number from 0");
    row("low missing", "\"low\": 8, ", "", "space.params[2].low: it is missing");
    row("list for an object", "{\"model\": \"mlp\", \"epochs\": 20}", "[1]", "fixed: it must be an object");
    row("null setting", "\"epochs\": 20", "\"epochs\": null", "fixed.epochs");
    row("mixed list", "\"epochs\": 20", "\"epochs\": [1, \"a\"]", "fixed.epochs");
    row("unknown type", "\"type\": \"int\"", "\"type\": \"integer\"",
        "space.params[2].type: \"integer\" is not known. Use one of float, int, categorical");
    row("wrong direction", "maximize", "minimize", "protocol.direction");
    row("unknown kind", "holdout", "bootstrap", "protocol.kind");
    row("several objectives", "\"lag\": 4", "\"objectives\": []", "objectives");
    row("impossible range", "\"high\": 64", "\"high\": 4", "units");
    row("logarithm of zero", "1e-4", "0", "learning_rate");
    row("condition on nothing", "\"param\": \"optimizer\"", "\"param\": \"optimiser\"", "momentum");
    row("queue entry is no object", "[{\"learning_rate\": 1,", "[7, {\"learning_rate\": 1,", "queue[0]");
    row("key given twice", "\"lag\": 4", "\"lag\": 4, \"lag\": 4", "lag: this key is given twice");
    row("huge trial count", "40", "99999999999", "budget.trials");
}

void TestStudySpecJson::namesThePlaceOfAFault()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, part);
    const std::string text = specWith(from.toStdString(), to.toStdString());
    QVERIFY(text != specWith("", ""));
    const Result<StudyConfig> config = parseStudySpec(text);
    QVERIFY(!config);
    const QByteArray sentence = QByteArray::fromStdString(errorText(config.error()));
    QVERIFY2(sentence.contains(part), sentence.constData());
    QVERIFY2(!sentence.contains('{') || part == "fixed: it must be an object" || sentence.contains("Add it"),
             sentence.constData());
}

void TestStudySpecJson::acceptsOptionalParts_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("no pruner") << QByteArray("{\"name\": \"median\", \"n_startup\": 5}")
                               << QByteArray("null");
    QTest::newRow("no direction") << QByteArray(", \"direction\": \"maximize\"") << QByteArray("");
    QTest::newRow("no lag") << QByteArray("\"lag\": 4,") << QByteArray("");
    QTest::newRow("whole float as an integer") << QByteArray("\"low\": 8,") << QByteArray("\"low\": 8.0,");
    QTest::newRow("list of units") << QByteArray("\"epochs\": 20") << QByteArray("\"units\": [64, 32]");
    QTest::newRow("import settings")
        << QByteArray("\"source\": \"digits\"")
        << QByteArray(
               "\"source\": \"a.csv\", \"target\": \"y\", \"delimiter\": \";\", \"decimal_comma\": true,"
               "\"header\": false, \"roles\": {\"x\": \"category\"}, \"bad_rows\": \"skip\", \"fill\": -1.5");
}

void TestStudySpecJson::acceptsOptionalParts()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const std::string text = specWith(from.toStdString(), to.toStdString());
    QVERIFY(text != specWith("", ""));
    const Result<StudyConfig> config = parseStudySpec(text);
    QVERIFY2(config.has_value(), config ? "" : errorText(config.error()).c_str());
    QVERIFY(*parseStudySpec(printStudySpec(*config)) == *config);
}

void TestStudySpecJson::findsTheFirstDifference_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("difference");
    const auto row = [](const char* name, const char* from, const char* to, const char* difference) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(difference);
    };
    row("name may differ", "\"n\"", "\"m\"", "");
    row("budget may differ", "40", "80", "");
    row("metric left open", "\"metric\": \"accuracy\", \"direction\": \"maximize\"", "\"repeats\": 1", "");
    row("lag left open", "\"lag\": 4,", "", "lag: 8 instead of 4");
    row("seed", "42", "43", "seed: 43 instead of 42");
    row("setting", "\"epochs\": 20", "\"epochs\": 30", "fixed.epochs: 30 instead of 20");
    row("range", "\"high\": 64", "\"high\": 128", "space.params.2.high: 128 instead of 64");
    row("data", "\"source\": \"digits\"", "\"source\": \"iris\"",
        "data.source: \"iris\" instead of \"digits\"");
}

void TestStudySpecJson::findsTheFirstDifference()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, difference);
    const auto stored = parseStudySpec(specWith("", ""));
    const auto given = parseStudySpec(specWith(from.toStdString(), to.toStdString()));
    QVERIFY(stored && given);
    QCOMPARE(QByteArray::fromStdString(specDifference(*stored, *given).value_or("")), difference);
}

void TestStudySpecJson::neverCrashesOnMutatedSpecs()
{
    const std::string base = specWith("", "");
    const std::string pieces = "{}[]\",:0123456789.eE+-ntful\\ \xFF\x01";
    int accepted = 0;
    for (std::uint64_t round = 0; round < 4'000; ++round) {
        Rng rng(Purpose::Noise, 7, {round});
        std::string text = base;
        for (std::uint64_t edits = 1 + rng.below(4); edits > 0; --edits) {
            const std::size_t at = rng.below(text.size());
            const char piece = pieces[rng.below(pieces.size())];
            switch (rng.below(3)) {
            case 0:
                text[at] = piece;
                break;
            case 1:
                text.insert(at, 1, piece);
                break;
            default:
                text.erase(at, 1 + rng.below(20));
            }
        }
        const Result<StudyConfig> config = parseStudySpec(text);
        accepted += config ? 1 : 0;
        if (config)
            QVERIFY(parseStudySpec(printStudySpec(*config)).has_value());
        else
            QVERIFY(!errorText(config.error()).empty());
    }
    QVERIFY(accepted > 0);
    QVERIFY(accepted < 4'000);
}

QTEST_APPLESS_MAIN(TestStudySpecJson)
#include "tst_study_spec_json.moc"
