// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/playback_model.h"

#include "tests/ui/run/synthetic_study.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestPlaybackModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void holdsNothingBackWhenOff();
    void playsEpochsAtTheChosenSpeed();
    void clampsTheSpeed();
    void neverRunsAheadOfWhatIsRecorded();
    void endsByItselfAfterTheFirstThree();
    void startsAgainWhenAnotherTrialIsSelected();

private:
    StudySnapshotPtr m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    double m_seconds = 0.0;
};

void TestPlaybackModel::init()
{
    m_snapshot = syntheticStudy({.trials = 30, .epochs = 20});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    m_seconds = 100.0;
}

void TestPlaybackModel::holdsNothingBackWhenOff()
{
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    QVERIFY(!playback.epochOf(m_snapshot->best));
    QCOMPARE(playback.focus(), -1);
}

void TestPlaybackModel::playsEpochsAtTheChosenSpeed()
{
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    playback.setSpeed(4);
    playback.setMode(PlaybackMode::WatchOne);
    QCOMPARE(playback.focus(), m_snapshot->best);
    QCOMPARE(playback.epochOf(m_snapshot->best), 0);

    m_seconds += 2.5;
    playback.advance();

    QCOMPARE(playback.epochOf(m_snapshot->best), 10);
    QVERIFY(!playback.epochOf(m_snapshot->best == 5 ? 6 : 5));
}

void TestPlaybackModel::clampsTheSpeed()
{
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    playback.setSpeed(500);
    QCOMPARE(playback.speed(), 60);
    playback.setSpeed(0);
    QCOMPARE(playback.speed(), 1);
}

void TestPlaybackModel::neverRunsAheadOfWhatIsRecorded()
{
    const int running = 29; // The last trial is under way.
    QCOMPARE(m_study->trial(running)->state, TrialState::Running);
    m_study->select(running);
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    playback.setMode(PlaybackMode::WatchOne);

    m_seconds += 1000;
    playback.advance();

    QCOMPARE(playback.epochOf(running), m_study->trial(running)->finishedEpochs());
    QCOMPARE(playback.mode(), PlaybackMode::WatchOne);
}

void TestPlaybackModel::endsByItselfAfterTheFirstThree()
{
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    QSignalSpy modes(&playback, &PlaybackModel::modeChanged);
    playback.setMode(PlaybackMode::FirstThree);
    QCOMPARE(playback.epochOf(2), 0);
    QCOMPARE(playback.focus(), 0);

    m_seconds += 1000;
    playback.advance();

    QCOMPARE(playback.mode(), PlaybackMode::Off);
    QCOMPARE(modes.count(), 2);
    QVERIFY(!playback.epochOf(0));
}

void TestPlaybackModel::startsAgainWhenAnotherTrialIsSelected()
{
    PlaybackModel playback(*m_study, [this] { return m_seconds; });
    playback.setMode(PlaybackMode::WatchOne);
    m_seconds += 1.0;
    playback.advance();
    const int other = m_snapshot->best == 4 ? 5 : 4;

    m_study->select(other);

    QCOMPARE(playback.epochOf(other), 0);
}

QTEST_GUILESS_MAIN(TestPlaybackModel)
#include "tst_playback_model.moc"
