// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/simple_predictions.h"

#include <QtTest>

#include <cmath>

using namespace tunescope;

/// The bars that need no network.
class TestSimplePredictions : public QObject
{
    Q_OBJECT

private slots:
    void forecastsTheLastKnownValue();
    void tellsPixelsByBrightness();
    void readsTheNextSymbolOffTheOneBefore();
    void measuresStrangenessFromTheMean();
};

namespace {

Tensor tensor(std::int64_t rows, std::int64_t columns, const std::vector<float>& values)
{
    Tensor result(Shape{rows, columns});
    std::copy(values.begin(), values.end(), result.span().begin());
    return result;
}

} // namespace

void TestSimplePredictions::forecastsTheLastKnownValue()
{
    PreparedData data{.task = Task::Regression, .target = TargetForm::OneValue};
    data.train.trueValue = {1.0F, 3.0F};
    data.train.rows = {0, 1};
    data.validation.trueValue = {4.0F, 6.0F};
    data.validation.rows = {2, 3};
    QCOMPARE(constantPrediction(data).values, (std::vector<float>{2.0F, 2.0F}));
    data.validation.previousValue = {3.0F, 4.0F};
    QCOMPARE(constantPrediction(data).values, (std::vector<float>{3.0F, 4.0F}));
    QCOMPARE(metricOf(data, constantPrediction(data), "mae"), 1.5);
    QVERIFY(std::isnan(metricOf(data, directPrediction(data), "mae")));
}

void TestSimplePredictions::tellsPixelsByBrightness()
{
    // Bright pixels are things; training has more ground.
    PreparedData data{
        .task = Task::Segmentation, .classNames = {"ground", "thing"}, .target = TargetForm::PixelClass};
    data.shape = {.form = SampleForm::Image, .height = 1, .width = 4};
    data.train.inputs = tensor(2, 4, {0, 0.1F, 1, 0, 0.1F, 0, 0, 0.9F});
    data.train.trueClass = {0, 0, 1, 0, 0, 0, 0, 1};
    data.train.rows = {0, 1};
    data.validation.inputs = tensor(1, 4, {0.1F, 1, 0.9F, 0});
    data.validation.trueClass = {0, 1, 1, 0};
    data.validation.rows = {2};
    QCOMPARE(metricOf(data, constantPrediction(data), "pixel_accuracy"), 0.5);
    QCOMPARE(metricOf(data, directPrediction(data), "pixel_accuracy"), 1.0);
}

void TestSimplePredictions::readsTheNextSymbolOffTheOneBefore()
{
    // In training a is followed by b and b by a, c by a.
    PreparedData data{
        .task = Task::TextGeneration, .classNames = {"a", "b", "c"}, .target = TargetForm::NextToken};
    data.shape = {.form = SampleForm::Tokens, .steps = 4, .vocabulary = 3};
    data.train.tokens = {0, 1, 0, 1, 2, 0, 1, 0};
    data.train.trueClass = {1, 0, 1, 2, 0, 1, 0, 1};
    data.train.rows = {0, 1};
    data.validation.tokens = {0, 1, 0, 2};
    data.validation.trueClass = {1, 0, 1, 0};
    data.validation.rows = {2};
    QCOMPARE(metricOf(data, directPrediction(data), "next_char_accuracy"), 1.0);
    // Shares of a, b and c are 3/8, 4/8, 1/8: always b.
    QCOMPARE(metricOf(data, constantPrediction(data), "next_char_accuracy"), 0.5);
    const double loss = -(2 * std::log(0.5) + 2 * std::log(0.375)) / 4;
    QVERIFY(std::abs(metricOf(data, constantPrediction(data), "perplexity") - std::exp(loss)) < 1e-6);
}

void TestSimplePredictions::measuresStrangenessFromTheMean()
{
    // Normal rows lie on a line; an anomaly is as near to the mean as they are, but off the line.
    PreparedData data{
        .task = Task::AnomalyDetection, .classNames = {"normal", "anomaly"}, .target = TargetForm::Itself};
    data.shape = {.features = 3};
    std::vector<float> rows;
    for (int i = -10; i <= 10; ++i) {
        rows.insert(rows.end(), {static_cast<float>(i), static_cast<float>(i % 3), 0.0F});
        data.train.rows.push_back(i + 10);
        data.train.trueClass.push_back(0);
    }
    data.train.inputs = tensor(21, 3, rows);
    data.validation.inputs = tensor(4, 3, {5, 0, 0, -6, 1, 0, 0, 0, 3, 1, 0, -3});
    data.validation.trueClass = {0, 0, 1, 1};
    data.validation.rows = {21, 22, 23, 24};
    QCOMPARE(metricOf(data, constantPrediction(data), "roc_auc"), 0.0);
    QCOMPARE(metricOf(data, directPrediction(data), "roc_auc"), 1.0);
    QCOMPARE(metricOf(data, directPrediction(data), "recall"), 1.0);
}

QTEST_APPLESS_MAIN(TestSimplePredictions)
#include "tst_simple_predictions.moc"
