// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <utility>

using namespace tunescope;

class TestTensor : public QObject
{
    Q_OBJECT

private slots:
    void countsElements();
    void startsZeroFilledAndAligned();
    void copiesDeeply();
    void movesWithoutCopying();
    void readsRowsInOrder();
    void livesWithNothingInside();
};

void TestTensor::countsElements()
{
    QCOMPARE(Shape().count(), std::int64_t{1});
    QCOMPARE((Shape{3, 4, 5}).count(), std::int64_t{60});
    QCOMPARE((Shape{3, 0}).count(), std::int64_t{0});
    QCOMPARE((Shape{32, 64}).text(), std::string("[32, 64]"));
    QVERIFY((Shape{2, 3}) != (Shape{3, 2}));
}

void TestTensor::startsZeroFilledAndAligned()
{
    for (const std::int64_t size : {1, 7, 64, 1000}) {
        const Tensor tensor(Shape{size});
        QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor.data()) % 64, std::uintptr_t{0});
        const auto values = tensor.span();
        QVERIFY(std::all_of(values.begin(), values.end(), [](float value) { return value == 0.0F; }));
    }
}

void TestTensor::copiesDeeply()
{
    Tensor original(Shape{2, 2});
    original.span()[3] = 5.0F;
    Tensor copy = original;
    copy.span()[3] = 6.0F;
    QCOMPARE(original.span()[3], 5.0F);
    QCOMPARE(copy.span()[3], 6.0F);
    QVERIFY(copy.shape() == original.shape());
    const Tensor& self = copy;
    copy = self;
    QCOMPARE(copy.span()[3], 6.0F);
    copy = Tensor();
    QVERIFY(copy.empty());
}

void TestTensor::movesWithoutCopying()
{
    Tensor original(Shape{8});
    const float* memory = original.data();
    const Tensor moved = std::move(original);
    QVERIFY(moved.data() == memory);
    QCOMPARE(moved.size(), std::int64_t{8});
}

void TestTensor::readsRowsInOrder()
{
    Tensor tensor(Shape{2, 3});
    for (std::size_t i = 0; i < 6; ++i)
        tensor.span()[i] = static_cast<float>(i);
    QCOMPARE(tensor.rows(), std::int64_t{2});
    QCOMPARE(tensor.columns(), std::int64_t{3});
    QCOMPARE(tensor.row(1)[0], 3.0F);
    QCOMPARE(tensor.row(1).size(), std::size_t{3});
    QCOMPARE(Tensor(Shape{5}).columns(), std::int64_t{1});
}

void TestTensor::livesWithNothingInside()
{
    const Tensor none;
    QVERIFY(none.empty());
    QCOMPARE(none.rows(), std::int64_t{0});
    QCOMPARE(none.columns(), std::int64_t{0});
    const Tensor noRows(Shape{0, 4});
    QVERIFY(noRows.empty());
    QVERIFY(noRows.span().empty());
    const Tensor copy = none;
    QVERIFY(copy.empty());
}

QTEST_APPLESS_MAIN(TestTensor)
#include "tst_tensor.moc"
