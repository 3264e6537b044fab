// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"
#include "ui/widgets/timeline.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tunescope::ui;

class TestTimeline : public QObject
{
    Q_OBJECT

private slots:
    void findsTheBlockUnderAPoint();
    void clickAndDoubleClickNameTheTrial();
    void zoomsWithTheWheelAndFitsWithHome();
    void marksFailuresInMergedBands();
    void survivesOddData_data();
    void survivesOddData();

private:
    static TimelineData twoLanes();
    static void wheel(Timeline& timeline, const QPointF& at);
};

/// Lane 0: trial 1 from 0 to 5 s, 2 from 5 to 10 s; lane 1: 3 from 0 to 10 s.
TimelineData TestTimeline::twoLanes()
{
    TimelineData data;
    data.lanes = 2;
    data.blocks = {{1, 0, 0, 5, BlockState::Finished},
                   {2, 0, 5, 10, BlockState::Pruned},
                   {3, 1, 0, 10, BlockState::Running}};
    data.now = 10;
    return data;
}

void TestTimeline::wheel(Timeline& timeline, const QPointF& at)
{
    QWheelEvent event(at, timeline.mapToGlobal(at), {}, QPoint(0, 120 * 4), Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&timeline, &event);
}

void TestTimeline::findsTheBlockUnderAPoint()
{
    Timeline timeline;
    timeline.resize(200, 40);
    timeline.setData(twoLanes());
    QCOMPARE(timeline.blockAt({50, 10})->id, 1);
    QCOMPARE(timeline.blockAt({150, 10})->id, 2);
    QCOMPARE(timeline.blockAt({50, 30})->id, 3);
    QVERIFY(!timeline.blockAt({50, 200}));
}

void TestTimeline::clickAndDoubleClickNameTheTrial()
{
    Timeline timeline;
    timeline.resize(200, 40);
    timeline.setData(twoLanes());
    QSignalSpy clicked(&timeline, &Timeline::blockClicked), doubled(&timeline, &Timeline::blockDoubleClicked);
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, {150, 10});
    QTest::mouseDClick(&timeline, Qt::LeftButton, {}, {50, 30});
    QCOMPARE(clicked.at(0).at(0).toLongLong(), 2);
    QCOMPARE(doubled.at(0).at(0).toLongLong(), 3);
}

void TestTimeline::zoomsWithTheWheelAndFitsWithHome()
{
    Timeline timeline;
    timeline.resize(200, 40);
    timeline.setData(twoLanes());
    wheel(timeline, {200, 10}); // about the right end: trial 1 leaves to the left
    QCOMPARE(timeline.blockAt({5, 10})->id, 2);
    QTest::keyClick(&timeline, Qt::Key_Home);
    QCOMPARE(timeline.blockAt({5, 10})->id, 1);
}

void TestTimeline::marksFailuresInMergedBands()
{
    TimelineData data;
    for (int i = 0; i < 10000; ++i)
        data.blocks.push_back(
            {i, 0, i * 0.01, i * 0.01 + 0.01, i == 5000 ? BlockState::Diverged : BlockState::Finished});
    data.now = 100;
    Timeline timeline;
    timeline.resize(400, 40);
    timeline.setData(data);
    const QImage image = timeline.grab().toImage();
    const QColor danger = applicationTheme().color(ColorRole::Danger);
    bool found = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 195; x < 206; ++x)
            found = found || image.pixelColor(x, y) == danger;
    }
    QVERIFY(found);
}

void TestTimeline::survivesOddData_data()
{
    QTest::addColumn<int>("lanes");
    QTest::addColumn<int>("blockLane");
    QTest::addColumn<double>("now");
    QTest::newRow("empty") << 1 << -1 << 0.0;
    QTest::newRow("no lanes") << 0 << 0 << 1.0;
    QTest::newRow("block on a lane that does not exist") << 1 << 7 << 1.0;
    QTest::newRow("more lanes than pixels") << 64 << 3 << 1.0;
}

void TestTimeline::survivesOddData()
{
    QFETCH(int, lanes);
    QFETCH(int, blockLane);
    QFETCH(double, now);
    TimelineData data;
    data.lanes = lanes;
    data.now = now;
    if (blockLane >= 0)
        data.blocks = {{1, blockLane, 0, 1, BlockState::Running}, {2, blockLane, 0, 0, BlockState::Best}};
    Timeline timeline;
    timeline.resize(120, 40);
    timeline.setData(data);
    QVERIFY(!timeline.grab().isNull());
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, {60, 20});
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
