// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_registry.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace tunescope;

class TestMetricRegistry : public QObject
{
    Q_OBJECT

private slots:
    void everyEntryIsComplete();
    void findsNamesWithAndWithoutClass();
    void turnsClassNamesIntoIndices();
    void computesClassificationMetrics_data();
    void computesClassificationMetrics();
    void countsTiesHalfInRocAuc();
    void findsTrueClassAmongThree();
    void computesRegressionMetrics();
    void undefinedValuesAreNotNumbers();
    void takesTheFirstMaximumOnTies();
    void epochMetricsExistForTheirTask();
};

namespace {

// Ten rows of three classes; the reference numbers were made with numpy 1.24 from the definitions
// (area as the share of ordered pairs, average precision as the step sum over thresholds).
const std::vector<std::int32_t> kTrue = {0, 0, 0, 1, 1, 1, 1, 2, 2, 2};
const std::vector<float> kProbabilities = {
    .7F, .2F, .1F, .4F, .5F, .1F, .6F, .3F, .1F, .2F, .6F, .2F, .1F, .8F, .1F,
    .5F, .3F, .2F, .3F, .4F, .3F, .1F, .2F, .7F, .2F, .5F, .3F, .1F, .1F, .8F,
};

Predictions classification()
{
    return {.classes = 3, .probabilities = kProbabilities, .trueClass = kTrue, .meanLoss = 0.25};
}

double valueOf(const Predictions& predictions, const std::string& name)
{
    const std::vector<std::string> names = {name};
    return computeMetrics(predictions, names).front();
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

void TestMetricRegistry::everyEntryIsComplete()
{
    std::set<std::string_view> names;
    for (const MetricEntry& entry : metricRegistry()) {
        QVERIFY(names.insert(entry.name).second);
        QVERIFY(!entry.title.empty());
        QVERIFY(entry.fits(Task::Classification) || entry.fits(Task::Regression) ||
                entry.fits(Task::Segmentation) || entry.fits(Task::TextGeneration));
        QCOMPARE(findMetric(entry.name), &entry);
        if (entry.perEpoch && entry.fits(Task::Classification))
            QVERIFY(std::isfinite(valueOf(classification(), std::string(entry.name))));
        if (entry.perClass)
            QVERIFY(std::isfinite(valueOf(classification(), std::string(entry.name) + ":1")));
    }
    QCOMPARE(names.size(), std::size_t{23});
}

void TestMetricRegistry::findsNamesWithAndWithoutClass()
{
    QCOMPARE(findMetric("recall:setosa")->name, std::string_view("recall"));
    QVERIFY(findMetric("acuracy") == nullptr);
    QVERIFY(findMetric("accuracy:setosa") == nullptr);
    QVERIFY(findMetric("recall:") == nullptr);
    QVERIFY(findMetric("") == nullptr);
}

void TestMetricRegistry::turnsClassNamesIntoIndices()
{
    const std::vector<std::string> classes = {"7", "a:b", "setosa"};
    QCOMPARE(*indexedMetric("f1:setosa", classes), std::string("f1:2"));
    QCOMPARE(*indexedMetric("recall:a:b", classes), std::string("recall:1"));
    QCOMPARE(*indexedMetric("recall:7", classes), std::string("recall:0"));
    QCOMPARE(*indexedMetric("mcc", classes), std::string("mcc"));
    QVERIFY(!indexedMetric("f1:virginica", classes));
    QVERIFY(!indexedMetric("mcc:setosa", classes));
}

void TestMetricRegistry::computesClassificationMetrics_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("expected");
    QTest::newRow("loss") << "loss" << 0.25;
    QTest::newRow("accuracy") << "accuracy" << 0.7;
    QTest::newRow("balanced accuracy") << "balanced_accuracy" << 0.6944444444444443;
    QTest::newRow("recall") << "recall" << 0.6944444444444443;
    QTest::newRow("precision") << "precision" << 0.7555555555555555;
    QTest::newRow("f1") << "f1" << 0.7111111111111111;
    QTest::newRow("mcc") << "mcc" << 0.5471422245456321;
    QTest::newRow("roc auc") << "roc_auc" << 0.9136904761904762;
    QTest::newRow("roc auc of class 1") << "roc_auc:1" << 0.8125;
    QTest::newRow("pr auc") << "pr_auc" << 0.8753968253968254;
    QTest::newRow("pr auc of class 1") << "pr_auc:1" << 0.7928571428571429;
    QTest::newRow("recall of class 1") << "recall:1" << 0.75;
    QTest::newRow("precision of class 1") << "precision:1" << 0.6;
    QTest::newRow("f1 of class 2") << "f1:2" << 0.8;
}

void TestMetricRegistry::computesClassificationMetrics()
{
    QFETCH(QString, name);
    QFETCH(double, expected);
    QVERIFY(near(valueOf(classification(), name.toStdString()), expected));
}

void TestMetricRegistry::countsTiesHalfInRocAuc()
{
    // Scores .5 (positive), .5 (negative), .2 (negative): one tie of two pairs, (0.5 + 1) / 2.
    const std::vector<std::int32_t> truth = {1, 0, 0};
    const std::vector<float> probabilities = {.5F, .5F, .5F, .5F, .8F, .2F};
    const Predictions predictions{.classes = 2, .probabilities = probabilities, .trueClass = truth};
    QCOMPARE(valueOf(predictions, "roc_auc:1"), 0.75);
    QCOMPARE(valueOf(predictions, "roc_auc"), 0.75);
    QCOMPARE(valueOf(predictions, "pr_auc:1"), 0.5);
}

void TestMetricRegistry::findsTrueClassAmongThree()
{
    // Ranks of the true class: 1, 3, 4, and 3 by the tie rule (lower index first).
    const std::vector<std::int32_t> truth = {0, 1, 2, 2};
    const std::vector<float> probabilities = {
        .7F, .1F, .1F, .1F, .4F, .2F, .3F, .1F, .3F, .3F, .1F, .3F, .5F, .3F, .1F, .1F,
    };
    const Predictions predictions{.classes = 4, .probabilities = probabilities, .trueClass = truth};
    QCOMPARE(valueOf(predictions, "top_k"), 0.75);
}

void TestMetricRegistry::computesRegressionMetrics()
{
    // Worked out with numpy 1.24 from the definitions.
    const std::vector<float> truth = {3.0F, -0.5F, 2.0F, 7.0F};
    const std::vector<float> predicted = {2.5F, 0.0F, 2.0F, 8.0F};
    const Predictions predictions{
        .task = Task::Regression, .predicted = predicted, .trueValue = truth, .meanLoss = 0.375};
    QVERIFY(near(valueOf(predictions, "rmse"), 0.6123724356957945));
    QVERIFY(near(valueOf(predictions, "mae"), 0.5));
    QVERIFY(near(valueOf(predictions, "r2"), 0.9486081370449679));
    QCOMPARE(valueOf(predictions, "loss"), 0.375);
    QVERIFY(std::isnan(valueOf(predictions, "accuracy")));
    QVERIFY(confusionOf(predictions).empty());
}

void TestMetricRegistry::undefinedValuesAreNotNumbers()
{
    const std::vector<std::int32_t> oneClass = {0, 0};
    const std::vector<float> broken = {std::numeric_limits<float>::quiet_NaN(), .1F, .2F, .8F};
    const Predictions predictions{.classes = 2, .probabilities = broken, .trueClass = oneClass};
    QVERIFY(std::isnan(valueOf(predictions, "roc_auc")));
    QVERIFY(std::isnan(valueOf(predictions, "recall:1")));
    QVERIFY(std::isnan(valueOf(predictions, "recall:2")));
    QVERIFY(std::isnan(valueOf(predictions, "recall:-1")));
    QVERIFY(std::isnan(valueOf(predictions, "train_seconds")));

    const std::vector<float> constant = {2.0F, 2.0F};
    QVERIFY(
        std::isnan(valueOf({.task = Task::Regression, .predicted = constant, .trueValue = constant}, "r2")));
    QVERIFY(std::isnan(valueOf({.task = Task::Regression}, "rmse")));
    QVERIFY(std::isnan(valueOf({.classes = 2}, "accuracy")));
}

void TestMetricRegistry::takesTheFirstMaximumOnTies()
{
    const std::vector<std::int32_t> truth = {1};
    const std::vector<float> probabilities = {.2F, .4F, .4F};
    const ConfusionMatrix confusion =
        confusionOf({.classes = 3, .probabilities = probabilities, .trueClass = truth});
    QCOMPARE(confusion.at(1, 1), 1U);
}

void TestMetricRegistry::epochMetricsExistForTheirTask()
{
    for (const Task task : {Task::Classification, Task::Regression, Task::Segmentation, Task::TextGeneration,
                            Task::AnomalyDetection}) {
        for (const std::string& name : epochMetrics(task, 3))
            QVERIFY(findMetric(name)->fits(task));
        QVERIFY(findMetric(defaultMetric(task))->fits(task));
        QVERIFY(findMetric("loss")->fits(task));
    }
}

QTEST_APPLESS_MAIN(TestMetricRegistry)
#include "tst_metric_registry.moc"
