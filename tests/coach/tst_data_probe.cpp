// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/data_probe.h"

#include "core/base/rng.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace tunescope;

namespace {

/// Two clouds, `distance` apart along each of two columns, a share of the labels turned over.
ProbeTable clouds(int count, double distance, double wrong)
{
    ProbeTable table{.classes = 2, .columns = {"a", "b"}, .categorical = {false, false}};
    Rng rng(Purpose::Noise, 11);
    for (int i = 0; i < count; ++i) {
        const int side = i % 2;
        table.rows.push_back({static_cast<float>(side * distance + rng.normal()),
                              static_cast<float>(side * distance + rng.normal())});
        table.targets.push_back(rng.uniform() < wrong ? 1 - side : side);
    }
    return table;
}

ProbeTable withColumn(ProbeTable table, double noise)
{
    Rng rng(Purpose::Noise, 12);
    table.columns.emplace_back("outcome");
    table.categorical.push_back(false);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        table.rows[i].push_back(static_cast<float>(3.0 + 4.0 * table.targets[i] + noise * rng.normal()));
    return table;
}

} // namespace

class TestDataProbe : public QObject
{
    Q_OBJECT

private slots:
    void neighboursNameSeparateClouds();
    void wrongLabelsConflict_data();
    void wrongLabelsConflict();
    void overlapIsNoWrongLabel();
    void aCopyOfTheTargetLeaks();
    void aBlurredCopyLeaks();
    void aCategoryLeaks();
    void goodColumnsDoNotLeak();
    void numbersLeakByCorrelation();
    void tinyAndEmptyTablesSayNothing();
    void missingCellsAreNoTrouble();
};

void TestDataProbe::neighboursNameSeparateClouds()
{
    const DataProbe probe = probeData(clouds(200, 8.0, 0.0));
    QCOMPARE(probe.neighbourScore, 1.0);
    QCOMPARE(probe.confidentConflicts, 0.0);
    QVERIFY(!probe.leak);
}

void TestDataProbe::wrongLabelsConflict_data()
{
    QTest::addColumn<double>("wrong");
    QTest::newRow("a tenth") << 0.1;
    QTest::newRow("a fifth") << 0.2;
    QTest::newRow("a third") << 0.33;
}

void TestDataProbe::wrongLabelsConflict()
{
    QFETCH(double, wrong);
    const DataProbe probe = probeData(clouds(600, 6.0, wrong));
    QVERIFY2(std::abs(probe.confidentConflicts - wrong) < 0.07,
             qPrintable(QString::number(probe.confidentConflicts)));
    QVERIFY(probe.confidentConflictsLow < probe.confidentConflicts);
}

void TestDataProbe::overlapIsNoWrongLabel()
{
    const DataProbe probe = probeData(clouds(600, 1.4, 0.0)); // The best possible score is 84 %.
    QVERIFY(probe.neighbourScore < 0.88);
    QVERIFY2(probe.confidentConflicts < 0.08, qPrintable(QString::number(probe.confidentConflicts)));
}

void TestDataProbe::aCopyOfTheTargetLeaks()
{
    const auto leak = findLeak(withColumn(clouds(60, 6.0, 0.0), 0.0));
    QVERIFY(leak);
    QCOMPARE(leak->column, std::string("outcome"));
    QVERIFY(leak->exact);
}

void TestDataProbe::aBlurredCopyLeaks()
{
    const auto leak = findLeak(withColumn(clouds(300, 1.5, 0.0), 0.3));
    QVERIFY(leak);
    QCOMPARE(leak->column, std::string("outcome"));
    QVERIFY(!leak->exact);
    QVERIFY(leak->agreement > 0.99 && leak->others < 0.9);
}

void TestDataProbe::aCategoryLeaks()
{
    ProbeTable table = clouds(100, 1.0, 0.0);
    table.columns.emplace_back("code");
    table.categorical.push_back(true);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        table.rows[i].push_back(table.targets[i] == 0.0 ? 7.0F : 2.0F);
    QVERIFY(findLeak(table)->exact);
}

void TestDataProbe::goodColumnsDoNotLeak()
{
    // One column separates the clouds alone, and so does its twin.
    ProbeTable table = clouds(200, 9.0, 0.0);
    table.columns.emplace_back("twin");
    table.categorical.push_back(false);
    Rng rng(Purpose::Noise, 13);
    for (auto& row : table.rows)
        row.push_back(row[0] + static_cast<float>(rng.normal()));
    QVERIFY(!findLeak(table));
}

void TestDataProbe::numbersLeakByCorrelation()
{
    ProbeTable table{.task = Task::Regression, .columns = {"a", "price"}, .categorical = {false, false}};
    Rng rng(Purpose::Noise, 14);
    for (int i = 0; i < 100; ++i) {
        const double target = rng.normal();
        table.rows.push_back(
            {static_cast<float>(target + 0.5 * rng.normal()), static_cast<float>(3.0 * target)});
        table.targets.push_back(target);
    }
    QCOMPARE(findLeak(table)->column, std::string("price"));
    for (auto& row : table.rows)
        row[1] = static_cast<float>(row[1] + rng.normal());
    QVERIFY(!findLeak(table));
    const DataProbe probe = probeData(table); // The target varies by 1; neighbours know some of it.
    QVERIFY(std::isnan(probe.neighbourScore));
    QVERIFY2(probe.neighbourError > 0.3 && probe.neighbourError < 0.8,
             qPrintable(QString::number(probe.neighbourError)));
}

void TestDataProbe::tinyAndEmptyTablesSayNothing()
{
    QVERIFY(std::isnan(probeData({}).neighbourScore));
    QVERIFY(std::isnan(probeData(clouds(6, 6.0, 0.0)).neighbourScore));
    QVERIFY(!findLeak({}));
    ProbeTable one = clouds(40, 1.0, 0.0);
    std::fill(one.targets.begin(), one.targets.end(), 0.0);
    QVERIFY(!findLeak(one));
}

void TestDataProbe::missingCellsAreNoTrouble()
{
    ProbeTable table = withColumn(clouds(200, 6.0, 0.0), 0.1);
    for (std::size_t i = 0; i < table.rows.size(); i += 7)
        table.rows[i][i % 3] = std::numeric_limits<float>::quiet_NaN();
    for (auto& row : table.rows)
        row[1] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(probeData(table).neighbourScore > 0.95);
}

QTEST_APPLESS_MAIN(TestDataProbe)
#include "tst_data_probe.moc"
