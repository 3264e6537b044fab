// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/axis_scale.h"

#include <QtTest>

#include <limits>

using namespace tunescope::ui;

class TestAxisScale : public QObject
{
    Q_OBJECT

private slots:
    void mapsValuesToPositionsAndBack_data();
    void mapsValuesToPositionsAndBack();
    void mendsImpossibleDomains_data();
    void mendsImpossibleDomains();
    void snapsToValuesWorthNaming_data();
    void snapsToValuesWorthNaming();
    void stepsByKey_data();
    void stepsByKey();
    void labelsDecadesWithPowers();
    void labelsBothEndsWhereOnlyTwoFit();
    void labelsPowersOfTwo();
    void labelsWholeNumbersFromTheLowEnd();
    void neverLabelsMoreThanAsked();
    void writesValues_data();
    void writesValues();
    void readsTypedNumbers_data();
    void readsTypedNumbers();
};

void TestAxisScale::mapsValuesToPositionsAndBack_data()
{
    QTest::addColumn<ScaleKind>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("position");
    QTest::newRow("linear, a quarter") << ScaleKind::Linear << 0.0 << 0.8 << 0.2 << 0.25;
    QTest::newRow("log, middle of four decades") << ScaleKind::Log << 1e-4 << 1.0 << 1e-2 << 0.5;
    QTest::newRow("log 2, 64 of 8 to 512") << ScaleKind::Log2 << 8.0 << 512.0 << 64.0 << 0.5;
    QTest::newRow("integer, 3 of 1 to 9") << ScaleKind::Integer << 1.0 << 9.0 << 3.0 << 0.25;
    QTest::newRow("outside") << ScaleKind::Linear << 0.0 << 1.0 << 1.5 << 1.5;
}

void TestAxisScale::mapsValuesToPositionsAndBack()
{
    QFETCH(ScaleKind, kind);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, value);
    QFETCH(double, position);
    const AxisScale scale(kind, low, high);
    QVERIFY(std::abs(scale.position(value) - position) < 1e-12);
    QVERIFY(std::abs(scale.value(position) - value) < 1e-9 * std::abs(value));
    QCOMPARE(scale.value(0), low);
    QCOMPARE(scale.value(1), high);
}

void TestAxisScale::mendsImpossibleDomains_data()
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<ScaleKind>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("log from 0") << ScaleKind::Log << 0.0 << 1.0;
    QTest::newRow("log from below 0") << ScaleKind::Log << -1.0 << -0.5;
    QTest::newRow("no width") << ScaleKind::Linear << 2.0 << 2.0;
    QTest::newRow("reversed") << ScaleKind::Linear << 2.0 << 1.0;
    QTest::newRow("not a number") << ScaleKind::Log2 << kNaN << kNaN;
    QTest::newRow("infinite") << ScaleKind::Integer << 0.0 << kInfinity;
}

void TestAxisScale::mendsImpossibleDomains()
{
    QFETCH(ScaleKind, kind);
    QFETCH(double, low);
    QFETCH(double, high);
    const AxisScale scale(kind, low, high);
    QVERIFY(scale.low() < scale.high());
    for (const double value : {-1.0, 0.0, 1.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
        QVERIFY(!std::isnan(scale.position(value)));
        QVERIFY(scale.admitted(value) >= scale.low() && scale.admitted(value) <= scale.high());
    }
    QVERIFY(scale.ticks(6).size() < 10000);
}

void TestAxisScale::snapsToValuesWorthNaming_data()
{
    QTest::addColumn<ScaleKind>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("fine");
    QTest::addColumn<double>("coarse");
    QTest::newRow("log") << ScaleKind::Log << 1e-4 << 1.0 << 0.0021379 << 0.0021 << 0.001;
    QTest::newRow("linear") << ScaleKind::Linear << 0.0 << 1.0 << 0.4449 << 0.44 << 0.4;
    QTest::newRow("log 2") << ScaleKind::Log2 << 8.0 << 512.0 << 50.0 << 64.0 << 64.0;
    QTest::newRow("integer") << ScaleKind::Integer << 1.0 << 8.0 << 3.4 << 3.0 << 4.0;
    QTest::newRow("stays in the domain") << ScaleKind::Log << 1e-4 << 0.19 << 0.5 << 0.19 << 0.19;
}

void TestAxisScale::snapsToValuesWorthNaming()
{
    QFETCH(ScaleKind, kind);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, value);
    const AxisScale scale(kind, low, high);
    QTEST(scale.snapped(value), "fine");
    QTEST(scale.snappedCoarsely(value), "coarse");
}

void TestAxisScale::stepsByKey_data()
{
    QTest::addColumn<ScaleKind>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<StepSize>("size");
    QTest::addColumn<double>("expected");
    QTest::newRow("log, 1/20 decade") << ScaleKind::Log << 1e-4 << 1.0 << 0.01 << StepSize::Small << 0.0112;
    QTest::newRow("log, a decade") << ScaleKind::Log << 1e-4 << 1.0 << 0.01 << StepSize::Page << 0.1;
    QTest::newRow("log, not past the end") << ScaleKind::Log << 1e-4 << 1.0 << 0.5 << StepSize::Page << 1.0;
    QTest::newRow("linear") << ScaleKind::Linear << 0.0 << 1.0 << 0.5 << StepSize::Small << 0.51;
    QTest::newRow("linear, a tenth") << ScaleKind::Linear << 0.0 << 1.0 << 0.5 << StepSize::Page << 0.6;
    QTest::newRow("log 2, an octave") << ScaleKind::Log2 << 8.0 << 512.0 << 32.0 << StepSize::Page << 64.0;
    QTest::newRow("integer") << ScaleKind::Integer << 1.0 << 8.0 << 3.0 << StepSize::Small << 4.0;
}

void TestAxisScale::stepsByKey()
{
    QFETCH(ScaleKind, kind);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, value);
    QFETCH(StepSize, size);
    const AxisScale scale(kind, low, high);
    QTEST(scale.stepped(value, size, StepDirection::Up), "expected");
}

void TestAxisScale::labelsDecadesWithPowers()
{
    QStringList labels;
    for (const ScaleTick& tick : AxisScale(ScaleKind::Log, 1e-4, 1).ticks(6)) {
        if (!tick.label.isEmpty())
            labels.append(tick.label);
    }
    QCOMPARE(labels, QStringList({"10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"}));
}

void TestAxisScale::labelsBothEndsWhereOnlyTwoFit()
{
    const std::vector<ScaleTick> ticks = AxisScale(ScaleKind::Log, 1e-4, 1).ticks(2);
    QCOMPARE(ticks.front().label, QStringLiteral("10⁻⁴"));
    QCOMPARE(ticks.back().label, QStringLiteral("1"));
}

void TestAxisScale::labelsPowersOfTwo()
{
    QStringList labels;
    for (const ScaleTick& tick : AxisScale(ScaleKind::Log2, 8, 512).ticks(8))
        labels.append(tick.label);
    QCOMPARE(labels, QStringList({"8", "16", "32", "64", "128", "256", "512"}));
}

void TestAxisScale::labelsWholeNumbersFromTheLowEnd()
{
    QStringList labels;
    for (const ScaleTick& tick : AxisScale(ScaleKind::Integer, 1, 8).ticks(8))
        labels.append(tick.label);
    QCOMPARE(labels, QStringList({"1", "2", "3", "4", "5", "6", "7", "8"}));
}

void TestAxisScale::neverLabelsMoreThanAsked()
{
    for (const ScaleKind kind : {ScaleKind::Linear, ScaleKind::Log, ScaleKind::Log2, ScaleKind::Integer}) {
        for (const int wanted : {2, 3, 5, 9}) {
            int labelled = 0;
            for (const ScaleTick& tick : AxisScale(kind, 1e-6, 1e6).ticks(wanted))
                labelled += tick.label.isEmpty() ? 0 : 1;
            QVERIFY2(labelled <= wanted + 1,
                     qPrintable(QStringLiteral("%1 of %2").arg(labelled).arg(wanted)));
        }
    }
}

void TestAxisScale::writesValues_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("rate") << 0.0021 << "0.0021";
    QTest::newRow("small") << 1e-6 << "1e-6";
    QTest::newRow("small, digits") << 5.36e-4 << "5.36e-4";
    QTest::newRow("whole") << 44890.0 << "44890";
    QTest::newRow("rounded") << 0.123456 << "0.1235";
    QTest::newRow("negative") << -2.5 << "-2.5";
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << "–";
}

void TestAxisScale::writesValues()
{
    QFETCH(double, value);
    QTEST(valueText(value), "text");
}

void TestAxisScale::readsTypedNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<double>("value");
    QTest::newRow("decimal") << "0.001" << true << 0.001;
    QTest::newRow("scientific") << "1e-3" << true << 0.001;
    QTest::newRow("power") << "10^-3" << true << 0.001;
    QTest::newRow("fraction") << "3/4" << true << 0.75;
    QTest::newRow("blanks") << " 64 " << true << 64.0;
    QTest::newRow("words") << "fast" << false << 0.0;
    QTest::newRow("division by 0") << "1/0" << false << 0.0;
    QTest::newRow("too large") << "10^999" << false << 0.0;
    QTest::newRow("two slashes") << "1/2/3" << false << 0.0;
    QTest::newRow("empty") << "" << false << 0.0;
}

void TestAxisScale::readsTypedNumbers()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const std::optional<double> read = parseValue(text);
    QCOMPARE(read.has_value(), valid);
    if (valid)
        QTEST(*read, "value");
}

QTEST_MAIN(TestAxisScale)
#include "tst_axis_scale.moc"
