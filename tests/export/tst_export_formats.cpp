// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/best_json.h"
#include "core/export/confusion_text.h"
#include "core/export/curves_csv.h"
#include "core/export/ranking.h"
#include "core/export/report_json.h"
#include "core/export/study_state_json.h"
#include "core/export/trials_csv.h"
#include "core/storage/json_reader.h"
#include "tests/storage/study_samples.h"

#include <QtTest>

using namespace tunescope;

namespace {

/// Trials 0 and 1 are complete with equal values, 2 is pruned with a better one so far.
StoredStudy sampleStudy()
{
    StoredStudy study;
    study.config = sampleConfig();
    study.lag = 4;
    study.facts = sampleFacts();
    study.engine = sampleEngine();
    study.appVersion = "0.1.0";
    study.createdAt = 1764000000.0;
    study.stages.push_back({.config = study.config.stage, .openedAt = 1764000000.0});
    for (int number = 0; number < 3; ++number) {
        StoredTrial trial{
            .start = sampleStart(number), .state = TrialState::Complete, .outcome = sampleOutcome(2)};
        for (int epoch = 0; epoch <= 2; ++epoch)
            trial.epochs.push_back(sampleEpoch(number, epoch));
        study.trials.push_back(std::move(trial));
    }
    StoredTrial& pruned = study.trials[2];
    pruned.state = TrialState::Pruned;
    pruned.outcome.state = TrialState::Pruned;
    pruned.outcome.value.reset();
    pruned.outcome.runs[0].value.reset();
    pruned.outcome.reason = {.kind = "median",
                             .text = "Worse than, \"half\"",
                             .prune = PruneReason{.step = 2, .value = 0.5},
                             .epoch = 2};
    return study;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (const QByteArray& line : QByteArray::fromStdString(text).split('\n'))
        lines.push_back(line.toStdString());
    return lines;
}

} // namespace

class TestExportFormats : public QObject
{
    Q_OBJECT

private slots:
    void ranksOnlyCompleteTrialsAndKeepsTies();
    void writesOnlyActiveSettings();
    void writesAPrunedTrialWithoutAValue();
    void readsBestBack();
    void refusesBestOfAnUnfinishedTrial();
    void refusesBestWithAnUnknownKey();
    void writesOneRowATrial();
    void writesOneRowAnEpoch();
    void writesEventsAsTheProtocolSays();
    void writesTheConfusionMatrix();
};

void TestExportFormats::ranksOnlyCompleteTrialsAndKeepsTies()
{
    StoredStudy study = sampleStudy();
    QCOMPARE(rankedTrials(study), (std::vector<int>{0, 1}));
    study.trials[1].outcome.value = 0.9;
    QCOMPARE(bestTrial(study), std::optional(1));
    study.trials[1].deleted = true;
    QCOMPARE(bestTrial(study), std::optional(0));
    study.config.protocol.direction = Direction::Minimize;
    study.trials[1].deleted = false;
    QCOMPARE(bestTrial(study), std::optional(0));
}

void TestExportFormats::writesOnlyActiveSettings()
{
    const StoredStudy study = sampleStudy();
    const Result<Json> state = parseJson(printStudyState(study));
    QVERIFY(state);
    QVERIFY(!(*state)["trials"][0]["params"].contains("momentum"));
    QCOMPARE((*state)["trials"][0]["params"].size(), std::size_t{3});
    QCOMPARE((*state)["trials"][1]["seed"].get<std::uint64_t>(), 18446744073709551614U);
    QCOMPARE((*state)["best"].get<int>(), 0);
    QVERIFY(!settingsOf(study, study.trials[0]).contains("nesterov"));
}

void TestExportFormats::writesAPrunedTrialWithoutAValue()
{
    const Result<Json> state = parseJson(printStudyState(sampleStudy()));
    QVERIFY(state);
    const Json& trial = (*state)["trials"][2];
    QVERIFY(trial["value"].is_null());
    QVERIFY(trial["last_value"].is_number());
    QCOMPARE(trial["origin"].get<std::string>(), std::string("twin of 1"));
    QCOMPARE(trial["reason"]["kind"].get<std::string>(), std::string("median"));
    QCOMPARE(trial["runs"][0]["epochs"].size(), std::size_t{3});
    QVERIFY(!trial["runs"][0]["epochs"][0].contains("train"));
    QVERIFY(trial["runs"][0]["epochs"][1]["validation"]["f1"].is_null());
}

void TestExportFormats::readsBestBack()
{
    const StoredStudy study = sampleStudy();
    const auto text = printBest(study, 0, 1764000000.0);
    QVERIFY(text);
    QVERIFY(looksLikeBest(*text));
    QVERIFY(text->find("\"created_at\": \"2025-11-24T16:00:00Z\"") != std::string::npos);
    const auto best = readBest(*text);
    QVERIFY2(best.has_value(), best ? "" : errorText(best.error()).c_str());
    QVERIFY(best->study == study.config);
    QVERIFY(best->params == settingsOf(study, study.trials[0]));
    QCOMPARE(best->seed, study.trials[0].start.seed);
    QCOMPARE(best->value, 0.1 + 0.2);
    QVERIFY(best->engine == study.engine);
}

void TestExportFormats::refusesBestOfAnUnfinishedTrial()
{
    QCOMPARE(printBest(sampleStudy(), 2, 0.0).error().code, ErrorCode::TrialNotComplete);
    QCOMPARE(printBest(sampleStudy(), 3, 0.0).error().code, ErrorCode::NoSuchTrial);
    QCOMPARE(printBest(sampleStudy(), -1, 0.0).error().code, ErrorCode::NoSuchTrial);
}

void TestExportFormats::refusesBestWithAnUnknownKey()
{
    std::string text = printBest(sampleStudy(), 0, 0.0).value();
    text.replace(text.find("\"trial\""), 7, "\"trail\"");
    const auto best = readBest(text);
    QVERIFY(!best);
    QVERIFY(!readBest("{}"));
    QVERIFY(!readBest(""));
    QVERIFY(!looksLikeBest("[1]"));
}

void TestExportFormats::writesOneRowATrial()
{
    const std::vector<std::string> lines = linesOf(printTrialsCsv(sampleStudy()));
    QCOMPARE(lines.size(), std::size_t{5}); // header, three trials, nothing after the last line break
    QCOMPARE(lines[0],
             std::string("trial,stage,state,reason,reason_text,origin,seed,value,last_value,best_epoch,"
                         "epochs_run,train_loss,"
                         "train_accuracy,train_f1,validation_loss,validation_accuracy,validation_f1,weights,"
                         "flops,learning_rate,optimizer,"
                         "momentum,units,batch_size,epochs,dropout,nesterov,note,started_at,trial_seconds"));
    QVERIFY2(lines[1].starts_with("0,0,complete,completed,All epochs were "
                                  "trained.,sampler,18446744073709551615,0.30000000000000004,"
                                  "0.25,2,2,0.5,0.5,0.30000000000000004,0.5,0.75,,9000,18000,0.1,adam,,64,"),
             lines[1].c_str());
    QVERIFY2(lines[3].find("\"Worse than, \"\"half\"\"\"") != std::string::npos, lines[3].c_str());
}

void TestExportFormats::writesOneRowAnEpoch()
{
    const std::vector<std::string> lines = linesOf(printCurvesCsv(sampleStudy()));
    QCOMPARE(lines.size(), std::size_t{1 + 9 + 1});
    QCOMPARE(lines[1], std::string("0,0,0,0,,,,1.5,0.75,,0.1,2.5,0.004"));
    QCOMPARE(lines[2], std::string("0,0,0,1,1,0.5,0.30000000000000004,0.75,0.75,,0.1,2.5,0.004"));
}

void TestExportFormats::writesEventsAsTheProtocolSays()
{
    const std::string epoch = printEpoch(sampleEpoch(3, 1), sampleFacts().metricNames);
    QCOMPARE(
        epoch,
        std::string(
            "{\"event\":\"epoch\",\"trial\":3,\"repeat\":0,\"fold\":0,\"epoch\":1,\"train\":{\"loss\":1.0,"
            "\"accuracy\":0.5,\"f1\":0.30000000000000004},\"validation\":{\"loss\":0.75,\"accuracy\":0.75,"
            "\"f1\":null},"
            "\"learning_rate\":0.1,\"gradient_norm\":2.5,\"epoch_seconds\":0.004,\"layers\":[{\"name\":"
            "\"dense_1\","
            "\"update_ratio\":0.001,\"gradient_norm\":0.1,\"dead\":0.25,\"saturated\":0.0,\"limit\":0.7,"
            "\"histogram\":[1,127,128,16383,16384,4000000000,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},"
            "{\"name\":\"dense_3\",\"update_ratio\":0.002,\"gradient_norm\":3.0,\"dead\":null,\"saturated\":"
            "null,\"limit\":0.0,\"histogram\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}]}"));
    const auto finished = parseJson(printTrialFinished(3, sampleOutcome(2)));
    QVERIFY(finished);
    QCOMPARE((*finished)["state"].get<std::string>(), std::string("complete"));
    QCOMPARE((*finished)["best_epoch"].get<int>(), 2);
}

void TestExportFormats::writesTheConfusionMatrix()
{
    const ConfusionMatrix matrix(2, {9, 1, 0, 10});
    QCOMPARE(printConfusionCsv(matrix, {"no", "yes"}),
             std::string("true \\ predicted,no,yes\nno,9,1\nyes,0,10\n"));
    const std::string text = printConfusionText(matrix, {"no", "yes"});
    QVERIFY2(text.find("90.0 %") != std::string::npos && text.find("100.0 %") != std::string::npos,
             text.c_str());
}

QTEST_APPLESS_MAIN(TestExportFormats)
#include "tst_export_formats.moc"
