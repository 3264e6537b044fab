// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/study_view_model.h"

#include "tests/ui/run/synthetic_study.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestStudyViewModel : public QObject
{
    Q_OBJECT

private slots:
    void findsExactlyTheChangedTrials();
    void forgetsMarksWhenTheStudyIsReplaced();
    void recallsPinsAndSelectionOfTheStudy();
    void leavesOutMarksThatMakeNoSense();
    void followsTheSelectionOtherwiseTheBest();
    void givesPinsTheFirstFreeLetter();
    void refusesASeventhPin();
    void raisesOnlyTheLastOfManyHovers();
    void looksOnlyWhenTheRevisionMoved();
};

namespace {

struct Fixture {
    StudySnapshotPtr snapshot = syntheticStudy({.trials = 600});
    std::uint64_t revision = 1;
    int asked = 0;
    StudyViewModel study{{[this] { return revision; },
                          [this] {
                              ++asked;
                              return snapshot;
                          }}};

    Fixture() { study.poll(); }
};

/// The snapshot with new objects for some trials; unchanged chunks and trials are shared, as the board does
/// it.
StudySnapshotPtr withNewObjects(const StudySnapshotPtr& before, const std::vector<std::size_t>& numbers)
{
    auto next = std::make_shared<StudySnapshot>(*before);
    auto chunks = before->chunks();
    for (const std::size_t number : numbers) {
        auto chunk = std::make_shared<StudySnapshot::Chunk>(*chunks[number / StudySnapshot::kChunk]);
        (*chunk)[number % StudySnapshot::kChunk] =
            std::make_shared<const TrialSnapshot>(before->trial(number));
        chunks[number / StudySnapshot::kChunk] = chunk;
    }
    next->assign(std::move(chunks), before->size());
    return next;
}

} // namespace

void TestStudyViewModel::findsExactlyTheChangedTrials()
{
    Fixture fixture;
    std::vector<int> changed;
    connect(&fixture.study, &StudyViewModel::snapshotChanged, this,
            [&](const std::vector<int>& numbers) { changed = numbers; });
    fixture.snapshot = withNewObjects(fixture.snapshot, {3, 255, 256, 599});
    ++fixture.revision;

    fixture.study.poll();

    QCOMPARE(changed, (std::vector<int>{3, 255, 256, 599}));
}

void TestStudyViewModel::forgetsMarksWhenTheStudyIsReplaced()
{
    Fixture fixture;
    fixture.study.select(5);
    fixture.study.togglePin(7);
    QSignalSpy replaced(&fixture.study, &StudyViewModel::studyReplaced);
    fixture.snapshot = syntheticStudy({.trials = 10});
    ++fixture.revision;

    fixture.study.poll();

    QCOMPARE(replaced.count(), 1);
    QCOMPARE(fixture.study.selected(), -1);
    QCOMPARE(fixture.study.pinCount(), 0);
}

void TestStudyViewModel::recallsPinsAndSelectionOfTheStudy()
{
    const StudySnapshotPtr snapshot = syntheticStudy({.trials = 10});
    ViewState kept;
    const StudyViewModel::Source source{
        [] { return std::uint64_t{1}; }, [&] { return snapshot; }, [&] { return kept; },
        [&](const std::string& name, const std::string& value) { kept[name] = value; }};
    {
        StudyViewModel study(source);
        study.poll();
        for (const int trial : {4, 7, 2, 7}) // The second 7 unpins it.
            study.togglePin(trial);
        study.select(3);
    }
    StudyViewModel again(source);
    QSignalSpy pinned(&again, &StudyViewModel::pinsChanged);
    again.poll();
    QCOMPARE(again.pins(), (std::array<int, kMostPins>{4, -1, 2, -1, -1, -1}));
    QCOMPARE(again.selected(), 3);
    QCOMPARE(pinned.count(), 1);
}

void TestStudyViewModel::leavesOutMarksThatMakeNoSense()
{
    const StudySnapshotPtr snapshot = syntheticStudy({.trials = 10});
    StudyViewModel study({[] { return std::uint64_t{1}; }, [&] { return snapshot; },
                          [] {
                              return ViewState{{"pins", "10 4 x 4 -7 1 2 3 5"}, {"selected", "99999999999"}};
                          }});
    study.poll();
    QCOMPARE(study.pins(), (std::array<int, kMostPins>{-1, 4, -1, -1, -1, 1}));
    QCOMPARE(study.selected(), -1);
}

void TestStudyViewModel::followsTheSelectionOtherwiseTheBest()
{
    Fixture fixture;
    QCOMPARE(fixture.study.followed(), fixture.snapshot->best);
    fixture.study.select(4);
    QCOMPARE(fixture.study.followed(), 4);
    fixture.study.select(100'000); // There is no such trial.
    QCOMPARE(fixture.study.followed(), 4);
}

void TestStudyViewModel::givesPinsTheFirstFreeLetter()
{
    Fixture fixture;
    for (const int trial : {10, 11, 12})
        QVERIFY(fixture.study.togglePin(trial));
    fixture.study.togglePin(11);
    fixture.study.togglePin(20);
    QCOMPARE(fixture.study.pinOf(10), 0);
    QCOMPARE(fixture.study.pinOf(20), 1);
    QCOMPARE(fixture.study.pinOf(12), 2);
}

void TestStudyViewModel::refusesASeventhPin()
{
    Fixture fixture;
    QSignalSpy full(&fixture.study, &StudyViewModel::pinsFull);
    for (int trial = 0; trial < 6; ++trial)
        QVERIFY(fixture.study.togglePin(trial));
    QVERIFY(!fixture.study.togglePin(6));
    QCOMPARE(full.count(), 1);
    QCOMPARE(fixture.study.pinCount(), 6);
}

void TestStudyViewModel::raisesOnlyTheLastOfManyHovers()
{
    Fixture fixture;
    QSignalSpy hovers(&fixture.study, &StudyViewModel::hoverChanged);
    for (const int trial : {1, 2, 3})
        fixture.study.hover(trial);
    QCOMPARE(hovers.count(), 0);
    QTRY_COMPARE(hovers.count(), 1);
    QCOMPARE(fixture.study.hovered(), 3);
}

void TestStudyViewModel::looksOnlyWhenTheRevisionMoved()
{
    Fixture fixture;
    const int asked = fixture.asked;
    fixture.study.poll();
    QCOMPARE(fixture.asked, asked);
}

QTEST_GUILESS_MAIN(TestStudyViewModel)
#include "tst_study_view_model.moc"
