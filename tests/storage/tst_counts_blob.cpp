// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/counts_blob.h"

#include <QtTest>

#include <string_view>

using namespace tunescope;

class TestCountsBlob : public QObject
{
    Q_OBJECT

private slots:
    void givesBackTheMatrix_data();
    void givesBackTheMatrix();
    void packsAnotherMatrixAfterwards();
    void refusesDamagedBytes();
};

void TestCountsBlob::givesBackTheMatrix_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<unsigned>("factor");
    QTest::newRow("two classes") << 2 << 1U;
    QTest::newRow("ten classes, largest counts") << 10 << 42'000'000U;
    QTest::newRow("200 classes") << 200 << 3U;
}

void TestCountsBlob::givesBackTheMatrix()
{
    QFETCH(int, classes);
    QFETCH(unsigned, factor);
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(classes * classes));
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = static_cast<std::uint32_t>(i) * factor;
    const ConfusionMatrix matrix(classes, counts);
    CountsPacker packer;
    QCOMPARE(unpackCounts(packer.pack(matrix), classes), std::optional(matrix));
}

void TestCountsBlob::packsAnotherMatrixAfterwards()
{
    CountsPacker packer;
    (void)packer.pack(ConfusionMatrix(100));
    const ConfusionMatrix second(2, {7, 0, 1, 9});
    QCOMPARE(unpackCounts(packer.pack(second), 2), std::optional(second));
}

void TestCountsBlob::refusesDamagedBytes()
{
    CountsPacker packer;
    const std::span<const std::byte> packed = packer.pack(ConfusionMatrix(3, {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    const std::vector<std::byte> bytes(packed.begin(), packed.end());
    QVERIFY(!unpackCounts(std::span(bytes).first(bytes.size() / 2), 3));
    QVERIFY(!unpackCounts(bytes, 4));
    QVERIFY(!unpackCounts(bytes, 2));
    QVERIFY(!unpackCounts(std::as_bytes(std::span(std::string_view("no zlib at all"))), 3));
    QVERIFY(!unpackCounts({}, 3));
}

QTEST_APPLESS_MAIN(TestCountsBlob)
#include "tst_counts_blob.moc"
