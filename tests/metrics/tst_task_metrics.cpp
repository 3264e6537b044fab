// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/curves.h"
#include "core/metrics/metric_registry.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

/// The metrics of segmentation, text, anomalies and forecasts, and the curves.
///
/// Reference numbers: scikit-learn 1.2.1 on the arrays below, with jaccard_score, f1_score (average macro),
/// accuracy_score, balanced_accuracy_score, matthews_corrcoef, roc_auc_score, average_precision_score,
/// roc_curve and precision_recall_curve; recall_at_fpr is the largest tpr of roc_curve(drop_intermediate =
/// False) where fpr is at most 0.05.
class TestTaskMetrics : public QObject
{
    Q_OBJECT

private slots:
    void measuresPixels_data();
    void measuresPixels();
    void takesProbabilitiesOfPixelsToo();
    void measuresAnomalies_data();
    void measuresAnomalies();
    void anomaliesWithoutLabelsHaveOnlyALoss();
    void measuresText();
    void measuresDirections();
    void scoresEveryClass();
    void drawsTheRocCurve();
    void drawsThePrecisionRecallCurve();
    void thinsCurvesOut();
    void brokenScoresHaveNoCurve();
};

namespace {

const std::vector<std::int32_t> kTruePixels = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 0, 1, 2, 0, 3, 3};
const std::vector<std::int32_t> kCalledPixels = {0, 0, 1, 1, 1, 2, 2, 2, 2, 0, 0, 1, 2, 2, 3, 0};

const std::vector<std::int32_t> kAnomaly = {0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1};
const std::vector<float> kScores = {.1F, .4F, .35F, .8F, .9F, .65F, .2F, .4F, .4F, .05F, .3F, .7F};

Predictions pixels()
{
    return {
        .task = Task::Segmentation, .classes = 4, .trueClass = kTruePixels, .predictedClass = kCalledPixels};
}

Predictions anomalies()
{
    return {.task = Task::AnomalyDetection,
            .classes = 2,
            .trueClass = kAnomaly,
            .predicted = kScores,
            .threshold = 0.5,
            .meanLoss = 0.125};
}

double valueOf(const Predictions& predictions, const std::string& name)
{
    const std::vector<std::string> names = {name};
    return computeMetrics(predictions, names).front();
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-7;
}

} // namespace

void TestTaskMetrics::measuresPixels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("expected");
    QTest::newRow("mean iou") << "iou" << 0.525;
    QTest::newRow("iou of class 0") << "iou:0" << 0.42857142857;
    QTest::newRow("iou of class 1") << "iou:1" << 0.6;
    QTest::newRow("dice") << "dice" << 0.6859848484848484;
    QTest::newRow("pixel accuracy") << "pixel_accuracy" << 0.6875;
    QTest::newRow("balanced accuracy") << "balanced_accuracy" << 0.6625;
    QTest::newRow("mcc") << "mcc" << 0.5660707980128753;
}

void TestTaskMetrics::measuresPixels()
{
    QFETCH(QString, name);
    QFETCH(double, expected);
    QVERIFY(findMetric(name.toStdString())->fits(Task::Segmentation));
    QVERIFY(near(valueOf(pixels(), name.toStdString()), expected));
}

void TestTaskMetrics::takesProbabilitiesOfPixelsToo()
{
    std::vector<float> probabilities(4 * kCalledPixels.size(), 0.1F);
    for (std::size_t i = 0; i < kCalledPixels.size(); ++i)
        probabilities[4 * i + static_cast<std::size_t>(kCalledPixels[i])] = 0.7F;
    Predictions predictions = pixels();
    predictions.predictedClass = {};
    predictions.probabilities = probabilities;
    QCOMPARE(confusionOf(predictions), confusionOf(pixels()));
}

void TestTaskMetrics::measuresAnomalies_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("expected");
    QTest::newRow("loss") << "loss" << 0.125;
    QTest::newRow("roc auc") << "roc_auc" << 0.8;
    QTest::newRow("pr auc") << "pr_auc" << 0.7226190476190477;
    QTest::newRow("accuracy") << "accuracy" << 0.75;
    QTest::newRow("balanced accuracy") << "balanced_accuracy" << 0.7285714285714285;
    QTest::newRow("precision") << "precision" << 0.75;
    QTest::newRow("recall") << "recall" << 0.6;
    QTest::newRow("f1") << "f1" << 0.6666666666666665;
    QTest::newRow("mcc") << "mcc" << 0.47809144373375745;
    QTest::newRow("recall at 5 % false alarms") << "recall_at_fpr" << 0.2;
    QTest::newRow("roc auc of the normal rows") << "roc_auc:0" << 0.8;
}

void TestTaskMetrics::measuresAnomalies()
{
    QFETCH(QString, name);
    QFETCH(double, expected);
    QVERIFY(near(valueOf(anomalies(), name.toStdString()), expected));
}

void TestTaskMetrics::anomaliesWithoutLabelsHaveOnlyALoss()
{
    Predictions predictions = anomalies();
    predictions.trueClass = {};
    QCOMPARE(valueOf(predictions, "loss"), 0.125);
    QVERIFY(std::isnan(valueOf(predictions, "roc_auc")));
    QVERIFY(std::isnan(valueOf(predictions, "accuracy")));
    QVERIFY(std::isnan(valueOf(predictions, "f1")));
}

void TestTaskMetrics::measuresText()
{
    // Four steps over five symbols; the true one is first, second, fourth and first in order.
    const std::vector<std::int32_t> truth = {0, 1, 2, 3};
    const std::vector<float> probabilities = {.6F, .1F, .1F, .1F, .1F, .4F, .3F, .1F, .1F, .1F,
                                              .3F, .3F, .1F, .2F, .1F, .1F, .1F, .1F, .6F, .1F};
    const Predictions predictions{.task = Task::TextGeneration,
                                  .classes = 5,
                                  .probabilities = probabilities,
                                  .trueClass = truth,
                                  .meanLoss = std::log(3.0)};
    QCOMPARE(valueOf(predictions, "next_char_accuracy"), 0.5);
    QCOMPARE(valueOf(predictions, "top_k"), 0.75);
    QVERIFY(near(valueOf(predictions, "perplexity"), 3.0));
}

void TestTaskMetrics::measuresDirections()
{
    // Up called up, up called down, down called down, no change (not counted), down called unchanged.
    const std::vector<float> previous = {1.0F, 1.0F, 1.0F, 1.0F, 1.0F};
    const std::vector<float> truth = {2.0F, 2.0F, 0.5F, 1.0F, 0.0F};
    const std::vector<float> predicted = {1.5F, 0.9F, 0.9F, 3.0F, 1.0F};
    Predictions predictions{
        .task = Task::Regression, .predicted = predicted, .trueValue = truth, .previousValue = previous};
    QCOMPARE(valueOf(predictions, "directional_accuracy"), 0.5);
    predictions.previousValue = {};
    QVERIFY(std::isnan(valueOf(predictions, "directional_accuracy")));
}

void TestTaskMetrics::scoresEveryClass()
{
    const std::vector<ClassScores> scores = classScores(confusionOf(pixels()));
    QCOMPARE(scores.size(), std::size_t{4});
    QCOMPARE(scores[2].rows, std::uint64_t{5});
    QCOMPARE(scores[2].recall, 0.8);
    QVERIFY(near(scores[2].precision, 4.0 / 6.0));
    QVERIFY(near(scores[3].iou, 0.5));
    QVERIFY(near(scores[3].f1, 2.0 / 3.0));
}

void TestTaskMetrics::drawsTheRocCurve()
{
    const std::vector<RocPoint> curve = rocCurve(anomalies(), 1);
    const std::vector<double> thresholds = {INFINITY, .9, .8, .65, .4, .35, .05};
    const std::vector<double> falseAlarms = {0, 0, 1 / 7.0, 1 / 7.0, 3 / 7.0, 3 / 7.0, 1};
    const std::vector<double> recalls = {0, .2, .2, .6, .8, 1, 1};
    QCOMPARE(curve.size(), thresholds.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        QVERIFY(i == 0 ? std::isinf(curve[i].threshold) : near(curve[i].threshold, thresholds[i]));
        QVERIFY(near(curve[i].falsePositiveRate, falseAlarms[i]));
        QVERIFY(near(curve[i].truePositiveRate, recalls[i]));
    }
}

void TestTaskMetrics::drawsThePrecisionRecallCurve()
{
    const std::vector<PrPoint> curve = prCurve(anomalies(), 1);
    const std::vector<double> recalls = {0, .2, .2, .4, .6, .8, 1};
    const std::vector<double> precisions = {1, 1, .5, 2 / 3.0, .75, 4 / 7.0, .625};
    QCOMPARE(curve.size(), recalls.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        QVERIFY(near(curve[i].recall, recalls[i]));
        QVERIFY(near(curve[i].precision, precisions[i]));
    }
}

void TestTaskMetrics::thinsCurvesOut()
{
    constexpr std::size_t kRows = 5000;
    std::vector<std::int32_t> truth(kRows);
    std::vector<float> scores(kRows);
    for (std::size_t i = 0; i < kRows; ++i) {
        truth[i] = (i * 7919) % 3 == 0 ? 1 : 0;
        scores[i] = static_cast<float>((i * 104729) % kRows) + (truth[i] == 1 ? 900.0F : 0.0F);
    }
    const Predictions predictions{
        .task = Task::AnomalyDetection, .classes = 2, .trueClass = truth, .predicted = scores};
    const std::vector<RocPoint> whole = rocCurve(predictions, 1, kRows);
    const std::vector<RocPoint> thin = rocCurve(predictions, 1, 50);
    QVERIFY(whole.size() > 500);
    QVERIFY(thin.size() <= 50 && thin.size() > 30);
    QCOMPARE(thin.front().truePositiveRate, 0.0);
    QCOMPARE(thin.back().truePositiveRate, 1.0);
    QCOMPARE(thin.back().falsePositiveRate, 1.0);
    const auto area = [](const std::vector<RocPoint>& curve) {
        double sum = 0.0;
        for (std::size_t i = 1; i < curve.size(); ++i)
            sum += (curve[i].falsePositiveRate - curve[i - 1].falsePositiveRate) *
                   (curve[i].truePositiveRate + curve[i - 1].truePositiveRate) / 2;
        return sum;
    };
    QVERIFY(near(area(whole), valueOf(predictions, "roc_auc")));
    QVERIFY(std::abs(area(thin) - area(whole)) < 0.01);
    QVERIFY(rocCurve(predictions, 1, 0).size() >= 2);
}

void TestTaskMetrics::brokenScoresHaveNoCurve()
{
    std::vector<float> scores = kScores;
    scores[3] = NAN;
    Predictions predictions = anomalies();
    predictions.predicted = scores;
    QVERIFY(rocCurve(predictions, 1).empty());
    QVERIFY(prCurve(predictions, 1).empty());
    QVERIFY(std::isnan(valueOf(predictions, "recall_at_fpr")));
    const std::vector<std::int32_t> normal(kScores.size(), 0);
    predictions.predicted = kScores;
    predictions.trueClass = normal;
    QVERIFY(rocCurve(predictions, 1).empty());
    QVERIFY(prCurve(predictions, 1).empty());
}

QTEST_APPLESS_MAIN(TestTaskMetrics)
#include "tst_task_metrics.moc"
