// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/claim_judge.h"
#include "core/lessons/lesson_result.h"
#include "tests/lessons/lesson_fixture.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

namespace {

LessonRuns runsOf(const std::vector<std::vector<double>>& scores)
{
    LessonRuns runs;
    int trial = 0;
    for (const auto& seeds : scores) {
        runs.emplace_back();
        for (const double score : seeds) {
            LessonRun run;
            run.trial = trial++;
            run.state = TrialState::Complete;
            run.score = score;
            run.trainScore = score + 5.0;
            run.curve = {10.0, score / 2.0, score};
            run.seconds = 1.0;
            run.weights = 100 * static_cast<std::int64_t>(runs.size() * runs.size());
            runs.back().push_back(std::move(run));
        }
    }
    return runs;
}

/// A part of four values "a" to "d" with one claim.
LessonPart partWith(ClaimRule::Kind kind, std::vector<std::size_t> values, double by = 0.0)
{
    LessonPart part;
    for (const char* label : {"a", "b", "c", "d"})
        part.values.push_back({.label = label});
    part.seeds = 3;
    part.score.unit = "%";
    ClaimRule claim;
    claim.kind = kind;
    claim.id = "claim";
    claim.values = std::move(values);
    claim.by = by;
    claim.baseline = "guess";
    claim.yes = "Yes, {b}.";
    claim.no = "No, {best}.";
    part.claims.push_back(std::move(claim));
    part.verdicts = {{"It holds", "{a} to {d}", {}, {{"claim", {ClaimVerdict::Yes}}}}, {"It does not", "Best is {best}.", {}, {}}};
    return part;
}

const std::vector<LessonBaseline> kBaselines{{"guess", "guessing", 50.0}};
const std::vector<std::vector<double>> kHill{{51, 50, 52}, {74, 75, 76}, {81, 80, 82}, {50, 50, 50}};

ClaimVerdict verdictOf(const LessonPart& part, const std::vector<std::vector<double>>& scores)
{
    return judgeClaim(part.claims.front(), part, runsOf(scores), kBaselines).verdict;
}

} // namespace

class TestLessonResult : public QObject
{
    Q_OBJECT

private slots:
    void welchInterval();
    void judgesClaims_data();
    void judgesClaims();
    void shuffledRunsGetAnotherVerdict();
    void nothingIsJudgedBeforeTheEnd();
    void guessesAreMeasured();
    void choicesAreJudged();
    void claimsOfTheTrainingPart();
    void exponentOfAPowerLaw();
    void placesAreFilled();
    void curvesInWords();
    void divergedSeedsAreCounted();
    void scoresFollowTheirRule_data();
    void scoresFollowTheirRule();
};

/// By hand from the formulas of the paper that meanDifference() names.
void TestLessonResult::welchInterval()
{
    const std::vector<double> a{81, 80, 82};
    const std::vector<double> b{74, 75, 79};
    const MeanDifference difference = meanDifference(a, b);
    QVERIFY(std::abs(difference.mean - 5.0) < 1e-12);
    // Welch's formulas: s^2 1 and 7, error sqrt(8/3), freedom (8/3)^2 / ((1/3)^2/2 + (7/3)^2/2).
    const double freedom = (64.0 / 9.0) / ((1.0 / 9.0) / 2.0 + (49.0 / 9.0) / 2.0);
    const double reach = studentQuantile(0.975, freedom) * std::sqrt(8.0 / 3.0);
    QVERIFY(std::abs(difference.high - (5.0 + reach)) < 1e-9);
    QVERIFY(std::abs(difference.low - (5.0 - reach)) < 1e-9);
    const std::vector<double> same{50, 50};
    QCOMPARE(meanDifference(same, same).high, 0.0);
    QVERIFY(std::isnan(meanDifference(std::vector<double>{1.0}, same).low));
}

void TestLessonResult::judgesClaims_data()
{
    using Kind = ClaimRule::Kind;
    using Values = std::vector<std::size_t>;
    QTest::addColumn<int>("kind");
    QTest::addColumn<Values>("values");
    QTest::addColumn<double>("by");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, Kind kind, Values values, double by, const char* expected) {
        QTest::newRow(name) << static_cast<int>(kind) << std::move(values) << by << std::string(expected);
    };
    row("peak", Kind::PeakAt, {2}, 0, "yes");
    row("no peak", Kind::PeakAt, {0}, 0, "no");
    row("peak in", Kind::PeakIn, {1, 2}, 0, "yes");
    row("peak not in", Kind::PeakIn, {0, 3}, 0, "no");
    row("low is a tie", Kind::LowAt, {3}, 0, "unclear");
    row("low is not there", Kind::LowAt, {2}, 0, "no");
    row("rises", Kind::Rises, {0, 1, 2}, 0, "yes");
    row("rises, but not by so much", Kind::Rises, {1, 2}, 20, "no");
    row("falls", Kind::Falls, {2, 3}, 10, "yes");
    row("does not fall", Kind::Falls, {0, 1}, 0, "no");
    row("tie", Kind::Tie, {0, 3}, 5, "yes");
    row("no tie", Kind::Tie, {0, 2}, 5, "no");
    row("perhaps a tie", Kind::Tie, {0, 3}, 1.5, "unclear");
    row("above", Kind::Above, {1, 2}, 10, "yes");
    row("not above", Kind::Above, {3}, 10, "no");
    row("collapse", Kind::NotAbove, {3}, 1, "yes");
    row("no collapse", Kind::NotAbove, {2}, 1, "no");
    row("spread", Kind::Spread, {0}, 1, "yes");
    row("no spread", Kind::Spread, {3}, 1, "no");
}

void TestLessonResult::judgesClaims()
{
    QFETCH(int, kind);
    QFETCH(std::vector<std::size_t>, values);
    QFETCH(double, by);
    QFETCH(std::string, expected);
    const LessonPart part = partWith(static_cast<ClaimRule::Kind>(kind), values, by);
    const ClaimResult result = judgeClaim(part.claims.front(), part, runsOf(kHill), kBaselines);
    QCOMPARE(std::string(claimVerdictName(result.verdict)), expected);
    QVERIFY(!result.evidence.empty());
}

void TestLessonResult::shuffledRunsGetAnotherVerdict()
{
    const LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    LessonRuns runs = runsOf(kHill);
    QCOMPARE(evaluateLesson(part, runs, kBaselines).verdict->title, std::string("It holds"));
    std::swap(runs[1], runs[2]);
    QCOMPARE(evaluateLesson(part, runs, kBaselines).verdict->title, std::string("It does not"));
    // Seeds mixed between the values: nothing is left of it.
    runs = runsOf({{51, 75, 82}, {81, 50, 50}, {50, 76, 52}, {74, 80, 50}});
    const LessonResult mixed = evaluateLesson(part, runs, kBaselines);
    QCOMPARE(mixed.verdict->title, std::string("It does not"));
    QVERIFY(mixed.claims.front().verdict != ClaimVerdict::Yes);
}

void TestLessonResult::nothingIsJudgedBeforeTheEnd()
{
    const LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    LessonRuns runs = runsOf(kHill);
    runs[3][2].state = TrialState::Running;
    runs[3][2].score = std::nan("");
    const LessonResult result = evaluateLesson(part, runs, kBaselines);
    QCOMPARE(result.progress, LessonResult::Progress::Incomplete);
    QVERIFY(!result.verdict && result.claims.empty());
    QCOMPARE(result.values[3].scores.size(), std::size_t{2});
}

void TestLessonResult::guessesAreMeasured()
{
    LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    part.values[0].article = 61.0;
    Prediction prediction;
    prediction.guesses = {51, 85, 81, 60};
    const LessonResult result = evaluateLesson(part, runsOf(kHill), kBaselines, prediction);
    QCOMPARE(*result.values[1].miss, 10.0);
    QCOMPARE(*result.averageMiss, 5.0);
    QVERIFY(!result.articleMiss); // One number of four.
}

void TestLessonResult::choicesAreJudged()
{
    LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    part.prediction.kind = PredictionForm::Kind::Choice;
    part.prediction.options = {{"yes", "it peaks", {{"claim", {ClaimVerdict::Yes}}}}, {"no", "it does not", {{"claim", {ClaimVerdict::No, ClaimVerdict::Unclear}}}}};
    Prediction prediction;
    prediction.choice = "yes";
    QCOMPARE(*evaluateLesson(part, runsOf(kHill), kBaselines, prediction).choiceRight, true);
    LessonRuns runs = runsOf(kHill);
    std::swap(runs[0], runs[2]);
    const LessonResult other = evaluateLesson(part, runs, kBaselines, prediction);
    QCOMPARE(*other.choiceRight, false);
    QCOMPARE(other.rightChoice, std::string("no"));
}

void TestLessonResult::claimsOfTheTrainingPart()
{
    LessonPart part = partWith(ClaimRule::Kind::Above, {3}, 3.0);
    QCOMPARE(verdictOf(part, kHill), ClaimVerdict::No);
    part.claims.front().of = ClaimRule::Of::Train; // Five more.
    QCOMPARE(verdictOf(part, kHill), ClaimVerdict::Yes);
}

void TestLessonResult::exponentOfAPowerLaw()
{
    // Weights 100, 400, 900, 1600; seconds are their square root, with a seed's factor.
    const std::vector<std::vector<double>> seconds{{10, 11, 12}, {20, 22, 24}, {30, 33, 36}, {40, 44, 48}};
    QCOMPARE(verdictOf(partWith(ClaimRule::Kind::Power, {0, 1, 2, 3}, 0.49), seconds), ClaimVerdict::Yes);
    QCOMPARE(verdictOf(partWith(ClaimRule::Kind::Power, {0, 1, 2, 3}, 0.51), seconds), ClaimVerdict::No);
}

void TestLessonResult::placesAreFilled()
{
    const LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    const LessonResult result = evaluateLesson(part, runsOf(kHill), kBaselines);
    QCOMPARE(result.claims.front().sentence, std::string("Yes, 75.0 %."));
    QCOMPARE(result.verdict->text, std::string("51.0 % to 50.0 %"));
}

void TestLessonResult::curvesInWords()
{
    LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    part.baselines = {{BaselineRule::Kind::Constant, "guess", "guessing"}};
    LessonRuns runs = runsOf(kHill);
    QCOMPARE(curveWords(part, runs[3], kBaselines).text, std::string("never learns"));
    for (LessonRun& run : runs[2])
        run.curve = {10, 80, 81, 80, 81, 80, 81};
    QCOMPARE(curveWords(part, runs[2], kBaselines).text, std::string("steady"));
    runs[2][0].curve = {10, 90, 90, 90, 30, 20, 20};
    QCOMPARE(curveWords(part, runs[2], kBaselines).text, std::string("1 of 3 fall back"));
    for (LessonRun& run : runs[2])
        run.curve = {10, 80, 81, 80, 81, 80, 81};
    runs[2][1].curve = {50, 50, 50, 50, 50, 50, 50};
    QCOMPARE(curveWords(part, runs[2], kBaselines).text, std::string("1 of 3 no better than guessing"));
    part.baselines.front().kind = BaselineRule::Kind::Linear; // No guessing: nothing is said of it.
    QVERIFY(curveWords(part, runs[2], kBaselines).text.find("guessing") == std::string::npos);
    runs[1][0].score = std::nan("");
    QCOMPARE(curveWords(part, runs[1], kBaselines).mood, CurveWords::Mood::Waiting);
}

void TestLessonResult::divergedSeedsAreCounted()
{
    const LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    LessonRuns runs = runsOf(kHill);
    runs[3][0].state = TrialState::Diverged;
    runs[3][0].score = std::nan(""); // Before its first epoch.
    const LessonResult result = evaluateLesson(part, runs, kBaselines);
    QCOMPARE(result.values[3].diverged, 1);
    QCOMPARE(result.values[3].scores.size(), std::size_t{2});
    QCOMPARE(result.progress, LessonResult::Progress::Complete);
}

void TestLessonResult::scoresFollowTheirRule_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("epochs");
    QTest::addColumn<std::string>("metric");
    QTest::addColumn<double>("score");
    QTest::addColumn<double>("further");
    using At = ScoreRule::At;
    QTest::newRow("last finite epoch") << static_cast<int>(At::Last) << 1 << std::string("accuracy") << 60.0 << 50.0;
    QTest::newRow("best epoch") << static_cast<int>(At::Best) << 1 << std::string("accuracy") << 70.0 << 40.0;
    QTest::newRow("mean of two") << static_cast<int>(At::MeanOfLast) << 2 << std::string("accuracy") << 65.0 << 45.0;
    QTest::newRow("mean of more than there are") << static_cast<int>(At::MeanOfLast) << 9 << std::string("accuracy") << 60.0 << 40.0;
    QTest::newRow("loss") << static_cast<int>(At::Last) << 1 << std::string("loss") << 40.0 << 50.0;
    QTest::newRow("another metric") << static_cast<int>(At::Last) << 1 << std::string("f1") << 50.0 << 50.0;
    QTest::newRow("seconds") << static_cast<int>(At::Last) << 1 << std::string("train_seconds") << 700.0 << 50.0;
}

void TestLessonResult::scoresFollowTheirRule()
{
    QFETCH(int, at);
    QFETCH(int, epochs);
    QFETCH(std::string, metric);
    QFETCH(double, score);
    QFETCH(double, further);
    LessonPart part = partWith(ClaimRule::Kind::PeakAt, {2});
    part.study.protocol.metric = "accuracy";
    part.score.at = static_cast<ScoreRule::At>(at);
    part.score.epochs = epochs;
    part.score.metric = metric;
    part.score.factor = 100.0;
    part.further = {{"f1", "F1", "%", 100.0}};
    StoredStudy study;
    study.facts.metricNames = {"accuracy", "f1"};
    StoredTrial trial;
    trial.start.number = 5; // The second seed of the second value.
    trial.state = TrialState::Diverged;
    trial.outcome.bestEpoch = 2;
    trial.outcome.trialSeconds = 7.0;
    const std::vector<double> accuracy{0.1, 0.5, 0.7, 0.6, std::nan("")};
    const std::vector<double> f1{0.0, 0.3, 0.4, 0.5, std::nan("")};
    for (int epoch = 0; epoch < 5; ++epoch) {
        const auto i = static_cast<std::size_t>(epoch);
        EpochRecord record;
        record.epoch = epoch;
        record.validation = {1.0 - accuracy[i], {accuracy[i], f1[i]}};
        if (epoch > 0)
            record.train = record.validation;
        trial.epochs.push_back(record);
    }
    study.trials.push_back(trial);
    const LessonRuns runs = lessonRuns(part, study);
    const LessonRun& run = runs[1][1];
    QCOMPARE(run.trial, 5);
    QVERIFY2(std::abs(run.score - score) < 1e-9, std::to_string(run.score).c_str());
    QVERIFY2(std::abs(run.further.front() - further) < 1e-9, std::to_string(run.further.front()).c_str());
    QCOMPARE(run.curve.size(), std::size_t{5});
    QVERIFY(std::isnan(run.trainCurve.front()));
    QCOMPARE(runs[0][0].trial, -1);
    QVERIFY(std::isnan(runs[0][0].score));
}

QTEST_APPLESS_MAIN(TestLessonResult)
#include "tst_lesson_result.moc"
