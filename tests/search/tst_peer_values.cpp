// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/peer_values.h"
#include "core/base/rng.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

using namespace tunescope;

namespace {

/// Curves of different lengths and states.
History someHistory(int trials, std::uint64_t seed)
{
    History history{.direction = Direction::Maximize};
    Rng rng(Purpose::Noise, seed);
    for (int i = 0; i < trials; ++i) {
        std::vector<double> curve(1 + rng.below(30));
        for (double& value : curve)
            value = rng.uniform();
        history.trials.push_back(i % 3 == 0 ? prunedTrial(curve) : completedTrial(curve));
    }
    return history;
}

History firstOf(const History& history, std::size_t count)
{
    History part = history;
    part.trials.resize(count);
    return part;
}

/// What PeerValues promises, without its memory.
std::vector<double> plainly(int step, const History& history)
{
    std::vector<double> values;
    for (const TrialRecordPtr& trial : history.trials) {
        if (trial->state == TrialState::Complete && trial->lastStep().value_or(0) >= step)
            values.push_back(bestValueUntil(step, *trial, history.direction));
    }
    return values;
}

} // namespace

class TestPeerValues : public QObject
{
    Q_OBJECT

private slots:
    void findsTheBestValueUntilAStep();
    void remembersNothingButTheTruth();
    void answersSeveralThreads();
};

void TestPeerValues::findsTheBestValueUntilAStep()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const TrialRecord trial = runningTrial({nan, 0.5, 0.7, 0.6});
    QVERIFY(std::isnan(bestValueUntil(1, trial, Direction::Maximize)));
    QCOMPARE(bestValueUntil(2, trial, Direction::Maximize), 0.5);
    QCOMPARE(bestValueUntil(4, trial, Direction::Maximize), 0.7);
    QCOMPARE(bestValueUntil(99, trial, Direction::Minimize), 0.5);
}

void TestPeerValues::remembersNothingButTheTruth()
{
    const History history = someHistory(200, 1);
    const History other = someHistory(50, 2);
    const PeerValues peers(Peers::Complete);
    // Growing, shrinking and foreign histories, in an order that a cache could trip over.
    for (const std::size_t count : {10, 150, 40, 200, 0, 199}) {
        for (const int step : {1, 5, 30, 31, 5})
            QCOMPARE(peers.at(step, firstOf(history, count)), plainly(step, firstOf(history, count)));
        QCOMPARE(peers.at(3, other), plainly(3, other));
    }
    History turned = history;
    turned.direction = Direction::Minimize;
    QCOMPARE(peers.at(5, turned), plainly(5, turned));
}

void TestPeerValues::answersSeveralThreads()
{
    const History history = someHistory(300, 3);
    const PeerValues peers(Peers::Complete);
    std::atomic<int> wrong = 0;
    const auto ask = [&](std::size_t offset) {
        for (std::size_t i = 0; i < 120; ++i) {
            const History part = firstOf(history, (i * 7 + offset) % 301);
            const int step = static_cast<int>(i % 12) + 1;
            if (peers.at(step, part) != plainly(step, part))
                ++wrong;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 4; ++t)
            threads.emplace_back(ask, t * 50);
    }
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestPeerValues)
#include "tst_peer_values.moc"
