// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_edit.h"

#include <QtTest>

using namespace tunescope::ui;

class TestRangeEdit : public QObject
{
    Q_OBJECT

private slots:
    void movesOneEndAndKeepsTheOther();
    void pushesTheOtherEndAlong();
    void keepsWholeNumbersApartByOne();
    void keepsTheRatioOnALogarithmicAxis();
    void stopsAtTheEndsWithItsWidth();
    void mirrorsTheOtherEnd();
    void ordersTwoValues();

private:
    const AxisScale m_log{ScaleKind::Log, 1e-4, 1};
    const AxisScale m_whole{ScaleKind::Integer, 1, 8};
};

void TestRangeEdit::movesOneEndAndKeepsTheOther()
{
    QCOMPARE(withEnd(m_log, {0.001, 0.1}, RangeEnd::Low, 0.01), (ValueRange{0.01, 0.1}));
    QCOMPARE(withEnd(m_log, {0.001, 0.1}, RangeEnd::High, 5.0), (ValueRange{0.001, 1.0}));
}

void TestRangeEdit::pushesTheOtherEndAlong()
{
    const ValueRange pushed = withEnd(m_log, {0.001, 0.01}, RangeEnd::Low, 0.1);
    QCOMPARE(pushed.low, 0.1);
    QVERIFY(pushed.high > 0.1 && pushed.high < 0.11);
    const ValueRange back = withEnd(m_log, {0.01, 0.1}, RangeEnd::High, 0.001);
    QCOMPARE(back.high, 0.001);
    QVERIFY(back.low < 0.001 && back.low > 0.0009);
}

void TestRangeEdit::keepsWholeNumbersApartByOne()
{
    QCOMPARE(withEnd(m_whole, {2, 4}, RangeEnd::Low, 6), (ValueRange{6, 7}));
    QCOMPARE(withEnd(m_whole, {2, 4}, RangeEnd::Low, 8), (ValueRange{7, 8}));
    QCOMPARE(withEnd(m_whole, {2, 4}, RangeEnd::High, 1), (ValueRange{1, 2}));
}

void TestRangeEdit::keepsTheRatioOnALogarithmicAxis()
{
    const ValueRange moved = shiftedTo(m_log, {0.001, 0.01}, 0.02);
    QCOMPARE(moved.low, 0.02);
    QVERIFY(std::abs(moved.high / moved.low - 10) < 1e-9);
}

void TestRangeEdit::stopsAtTheEndsWithItsWidth()
{
    const ValueRange moved = shiftedTo(m_log, {0.001, 0.01}, 0.9);
    QCOMPARE(moved.high, 1.0);
    QVERIFY(std::abs(moved.low - 0.1) < 1e-9);
    QCOMPARE(shiftedTo(m_whole, {2, 5}, 7), (ValueRange{5, 8}));
}

void TestRangeEdit::mirrorsTheOtherEnd()
{
    const ValueRange wider = withEndsMirrored(m_log, {0.001, 0.1}, RangeEnd::High, 1.0);
    QVERIFY(std::abs(wider.low - 1e-4) < 1e-12);
    QCOMPARE(wider.high, 1.0);
}

void TestRangeEdit::ordersTwoValues()
{
    QCOMPARE(spanning(m_whole, 6, 3), (ValueRange{3, 6}));
    QCOMPARE(spanning(m_whole, 3, 3), (ValueRange{3, 4}));
}

QTEST_MAIN(TestRangeEdit)
#include "tst_range_edit.moc"
