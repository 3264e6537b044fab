// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <QtTest>

#include <array>
#include <numeric>
#include <set>
#include <span>
#include <vector>

using namespace tunescope;

using Words = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

class TestRng : public QObject
{
    Q_OBJECT

private slots:
    void philoxGivesKnownAnswers_data();
    void philoxGivesKnownAnswers();
    void equalNamesGiveEqualNumbers();
    void differentNamesGiveDifferentNumbers();
    void fillContinuesLikeNext();
    void uniformIsEven();
    void belowIsEvenAndBounded();
    void normalHasMeanZeroAndVarianceOne();
    void shuffleIsAPermutation();
};

void TestRng::philoxGivesKnownAnswers_data()
{
    QTest::addColumn<Words>("counter");
    QTest::addColumn<Key>("key");
    QTest::addColumn<Words>("expected");
    // Source: Random123, tests/kat_vectors, philox4x32 with 10 rounds.
    QTest::newRow("zeros") << Words{} << Key{} << Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    QTest::newRow("ones") << Words{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}
                          << Key{0xffffffff, 0xffffffff}
                          << Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    QTest::newRow("digits of pi") << Words{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}
                                  << Key{0xa4093822, 0x299f31d0}
                                  << Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
}

void TestRng::philoxGivesKnownAnswers()
{
    QFETCH(Words, counter);
    QFETCH(Key, key);
    QFETCH(Words, expected);
    QVERIFY(philox4x32(counter, key) == expected);
}

void TestRng::equalNamesGiveEqualNumbers()
{
    Rng a(Purpose::Dropout, 42, {3, 4});
    Rng b(Purpose::Dropout, 42, {3, 4});
    for (int i = 0; i < 100; ++i)
        QCOMPARE(a.next(), b.next());
}

void TestRng::differentNamesGiveDifferentNumbers()
{
    // One stream per name: nothing about the name may be lost, neither the order of the keys nor their
    // number.
    std::set<std::uint64_t> first;
    first.insert(Rng(Purpose::Init, 1, {2, 3}).next64());
    first.insert(Rng(Purpose::Init, 1, {3, 2}).next64());
    first.insert(Rng(Purpose::Init, 1, {2}).next64());
    first.insert(Rng(Purpose::Init, 1, {2, 0}).next64());
    first.insert(Rng(Purpose::Init, 1, {0, 2}).next64());
    first.insert(Rng(Purpose::Init, 1).next64());
    first.insert(Rng(Purpose::Init, 1, {0}).next64());
    first.insert(Rng(Purpose::Init, 2, {2, 3}).next64());
    first.insert(Rng(Purpose::Shuffle, 1, {2, 3}).next64());
    first.insert(Rng(Purpose::Init, 1, {2 + (std::uint64_t{1} << 32), 3}).next64());
    first.insert(Rng(Purpose::Init, 1 + (std::uint64_t{1} << 32), {2, 3}).next64());
    QCOMPARE(first.size(), std::size_t{11});
}

void TestRng::fillContinuesLikeNext()
{
    Rng one(Purpose::Dropout, 7, {1});
    Rng many(Purpose::Dropout, 7, {1});
    std::vector<std::uint32_t> words(11);
    many.fill(words);
    for (const std::uint32_t word : words)
        QCOMPARE(word, one.next());
}

void TestRng::uniformIsEven()
{
    Rng rng(Purpose::Noise, 1);
    std::array<int, 20> counts{};
    constexpr int kDraws = 20'000;
    for (int i = 0; i < kDraws; ++i) {
        const double u = rng.uniform();
        QVERIFY(u >= 0.0 && u < 1.0);
        ++counts[static_cast<std::size_t>(u * 20.0)];
    }
    double chiSquare = 0.0;
    for (const int count : counts)
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
    QVERIFY2(chiSquare < 43.8, "19 degrees of freedom: 43.8 is the 99.9 % point");
}

void TestRng::belowIsEvenAndBounded()
{
    Rng rng(Purpose::Noise, 2);
    std::array<int, 7> counts{};
    for (int i = 0; i < 7000; ++i)
        ++counts.at(rng.below(7));
    for (const int count : counts)
        QVERIFY(count > 850 && count < 1150);
    QCOMPARE(rng.below(1), std::uint64_t{0});
    const std::uint64_t large = (std::uint64_t{1} << 63) + 1;
    for (int i = 0; i < 100; ++i)
        QVERIFY(rng.below(large) < large);
}

void TestRng::normalHasMeanZeroAndVarianceOne()
{
    Rng rng(Purpose::Noise, 3);
    double sum = 0.0;
    double squares = 0.0;
    constexpr int kDraws = 100'000;
    for (int i = 0; i < kDraws; ++i) {
        const double x = rng.normal();
        QVERIFY(std::isfinite(x));
        sum += x;
        squares += x * x;
    }
    QVERIFY(std::abs(sum / kDraws) < 0.0125);          // 4 standard errors
    QVERIFY(std::abs(squares / kDraws - 1.0) < 0.018); // 4 standard errors
}

void TestRng::shuffleIsAPermutation()
{
    std::vector<int> items(50);
    std::iota(items.begin(), items.end(), 0);
    Rng rng(Purpose::Shuffle, 4, {1});
    rng.shuffle(std::span(items));
    QVERIFY(!std::is_sorted(items.begin(), items.end()));
    std::sort(items.begin(), items.end());
    for (int i = 0; i < 50; ++i)
        QCOMPARE(items[static_cast<std::size_t>(i)], i);
}

QTEST_APPLESS_MAIN(TestRng)
#include "tst_rng.moc"
