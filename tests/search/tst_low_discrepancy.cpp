// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/halton_sampler.h"
#include "core/search/samplers/sobol_sampler.h"
#include "core/search/samplers/sobol_sequence.h"
#include "tests/support/proposals.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <array>
#include <bit>
#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

/// How often each of `cells` equal parts of [0, 1) is hit.
std::vector<int> hits(const std::vector<double>& values, int cells)
{
    std::vector<int> counts(static_cast<std::size_t>(cells));
    for (const double value : values)
        ++counts[static_cast<std::size_t>(value * cells)];
    return counts;
}

SearchSpace unitCube(int dimensions)
{
    std::vector<ParamSpec> params;
    for (int d = 0; d < dimensions; ++d)
        params.push_back(floatSpec("x" + std::to_string(d), 0.0, 1.0));
    return spaceOf(params);
}

} // namespace

class TestLowDiscrepancy : public QObject
{
    Q_OBJECT

private slots:
    void sobolStartsAsPublished();
    void sobolAgreesWithTorchInAllDimensions();
    void scramblingKeepsStrata();
    void scramblingKeepsBoxes();
    void scramblingIsAPermutation();
    void sobolSamplerFillsEveryInterval();
    void haltonStartsAsDefined();
    void haltonFillsEveryInterval();
    void dimensionsBeyondTheTableAreRandom();
};

void TestLowDiscrepancy::sobolStartsAsPublished()
{
    // Source: F. Kuo, https://web.maths.unsw.edu.au/~fkuo/sobol/, first ten points in three dimensions.
    constexpr std::array<std::array<double, 3>, 10> kPoints{{{0, 0, 0},
                                                             {0.5, 0.5, 0.5},
                                                             {0.75, 0.25, 0.25},
                                                             {0.25, 0.75, 0.75},
                                                             {0.375, 0.375, 0.625},
                                                             {0.875, 0.875, 0.125},
                                                             {0.625, 0.125, 0.875},
                                                             {0.125, 0.625, 0.375},
                                                             {0.1875, 0.3125, 0.9375},
                                                             {0.6875, 0.8125, 0.4375}}};
    for (std::uint32_t index = 0; index < kPoints.size(); ++index) {
        for (int d = 0; d < 3; ++d)
            QCOMPARE(sobolDigits(index, d) * 0x1.0p-32, kPoints[index][static_cast<std::size_t>(d)]);
    }
}

void TestLowDiscrepancy::sobolAgreesWithTorchInAllDimensions()
{
    // Point 1000, times 2^32. Source: PyTorch 1.13, torch.quasirandom.SobolEngine(64,
    // scramble=False).draw(1001), whose direction numbers are Joe & Kuo's as well.
    constexpr std::array<std::uint32_t, 64> kPoint{
        943718400,  415236096,  2227175424, 2906652672, 1203765248, 3896508416, 197132288,  3862953984,
        2151677952, 297795584,  364904448,  1094713344, 692060160,  1648361472, 616562688,  1589641216,
        3091202048, 1480589312, 4257218560, 3116367872, 2243952640, 2361393152, 4081057792, 2319450112,
        2503999488, 3896508416, 171966464,  4206886912, 255852544,  1463812096, 633339904,  624951296,
        1270874112, 2545942528, 3443523584, 3309305856, 3644850176, 3569352704, 1321205760, 2059403264,
        3921674240, 1094713344, 4123000832, 3015704576, 3611295744, 398458880,  3745513472, 3946840064,
        4290772992, 2059403264, 1514143744, 2218786816, 3233808384, 1883242496, 541065216,  3829399552,
        1950351360, 339738624,  3795845120, 2453667840, 1916796928, 2587885568, 1111490560, 1916796928};
    for (int d = 0; d < kSobolDimensions; ++d)
        QCOMPARE(sobolDigits(1000, d), kPoint[static_cast<std::size_t>(d)]);
}

void TestLowDiscrepancy::scramblingKeepsStrata()
{
    // 64 points in a row hit each of 64 intervals once, in every dimension.
    for (const std::uint32_t start : {0U, 64U, 640U}) {
        for (int d = 0; d < kSobolDimensions; ++d) {
            std::set<std::uint32_t> intervals;
            for (std::uint32_t i = 0; i < 64; ++i)
                intervals.insert(owenScrambled(sobolDigits(start + i, d), d, 99) >> 26);
            QCOMPARE(intervals.size(), std::size_t{64});
        }
    }
}

void TestLowDiscrepancy::scramblingKeepsBoxes()
{
    // The first two dimensions are a (0, 2)-sequence: 64 points hit every box of area 1/64 once, whatever its
    // shape.
    for (int wide = 0; wide <= 6; ++wide) {
        std::set<std::uint32_t> boxes;
        for (std::uint32_t i = 0; i < 64; ++i) {
            const std::uint64_t x = owenScrambled(sobolDigits(i, 0), 0, 5);
            const std::uint64_t y = owenScrambled(sobolDigits(i, 1), 1, 5);
            boxes.insert(static_cast<std::uint32_t>(((x >> (32 - wide)) << 8) | (y >> (32 - (6 - wide)))));
        }
        QCOMPARE(boxes.size(), std::size_t{64});
    }
}

void TestLowDiscrepancy::scramblingIsAPermutation()
{
    // Nested: numbers that share their first k digits still do, and differ where they differed.
    for (int i = 0; i < 200; ++i) {
        const std::uint32_t a = 0x9E3779B9U * static_cast<std::uint32_t>(i);
        for (int bit = 0; bit < 32; ++bit) {
            const std::uint32_t b = a ^ (0x80000000U >> bit);
            const std::uint32_t difference = owenScrambled(a, 3, 7) ^ owenScrambled(b, 3, 7);
            QCOMPARE(std::countl_zero(difference), bit);
        }
    }
    QVERIFY(owenScrambled(0, 0, 1) != owenScrambled(0, 0, 2));
    QVERIFY(owenScrambled(0, 0, 1) != owenScrambled(0, 1, 1));
}

void TestLowDiscrepancy::sobolSamplerFillsEveryInterval()
{
    const SearchSpace space = unitCube(12);
    SobolSampler sampler;
    std::vector<std::vector<double>> columns(12);
    for (int trial = 0; trial < 128; ++trial) {
        std::size_t d = 0;
        for (const auto& [name, value] : proposed(sampler, space, trial))
            columns[d++].push_back(std::get<double>(value));
    }
    for (const auto& column : columns)
        QCOMPARE(hits(column, 128), std::vector<int>(128, 1));
}

void TestLowDiscrepancy::haltonStartsAsDefined()
{
    // By hand: 6 = 110 in base 2 and 20 in base 3; mirrored 0.011 and 0.02.
    QCOMPARE(halton(0, 0), 0.0);
    QCOMPARE(halton(1, 0), 0.5);
    QCOMPARE(halton(6, 0), 0.375);
    QCOMPARE(halton(1, 1), 1.0 / 3.0);
    QCOMPARE(halton(6, 1), 2.0 / 9.0);
    QCOMPARE(halton(1, 63), 1.0 / 311.0); // the 64th prime
}

void TestLowDiscrepancy::haltonFillsEveryInterval()
{
    // Scrambled too, base^k points in a row hit each of base^k intervals once.
    constexpr std::array<int, 3> kBases{2, 3, 5};
    for (int d = 0; d < 3; ++d) {
        const int cells = kBases[static_cast<std::size_t>(d)] * kBases[static_cast<std::size_t>(d)];
        std::vector<double> values;
        for (int i = 0; i < cells; ++i)
            values.push_back(scrambledHalton(static_cast<std::uint64_t>(i), d, 77));
        QCOMPARE(hits(values, cells), std::vector<int>(static_cast<std::size_t>(cells), 1));
    }
    QVERIFY(scrambledHalton(0, 0, 1) != scrambledHalton(0, 0, 2));
}

void TestLowDiscrepancy::dimensionsBeyondTheTableAreRandom()
{
    const SearchSpace space = unitCube(kSobolDimensions + 2);
    SobolSampler sobol;
    HaltonSampler halton;
    for (Sampler* sampler : std::initializer_list<Sampler*>{&sobol, &halton}) {
        std::set<double> last;
        for (int trial = 0; trial < 50; ++trial)
            last.insert(std::get<double>(*proposed(*sampler, space, trial).find("x65")));
        QCOMPARE(last.size(), std::size_t{50});
    }
}

QTEST_APPLESS_MAIN(TestLowDiscrepancy)
#include "tst_low_discrepancy.moc"
