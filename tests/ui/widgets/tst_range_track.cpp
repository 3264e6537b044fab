// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_track.h"
#include "ui/widgets/slider_handle.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace tunescope::ui;

/// Real mouse and key events on a learning-rate track: 1e-4 to 1, logarithmic, range 0.001 to 0.1.
class TestRangeTrack : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void dragsAHandleAndCommitsOnRelease();
    void keepsTheGrabbedPointUnderTheMouse();
    void dragsTheBarWithItsRatio();
    void drawsANewRangeInAnEmptyPart();
    void doesNotCommitAClickWithoutADrag();
    void altSwitchesSnappingOff();
    void shiftMirrorsTheOtherEnd();
    void oneHandlePushesTheOther();
    void doubleClickOnABarTakesTheWholeDomain();
    void doubleClickOnAHandleSnapsToADecade();
    void movesByKeys_data();
    void movesByKeys();
    void wheelActsOnlyWithFocus();
    void adoptsTheSuggestion();
    void tellsWhichDotIsUnderTheMouse();
    void fixedModeHasOneHandle();
    void keepsTheRangeInANarrowerDomain();
    void namesBothHandlesForScreenReaders();
    void tabVisitsBothHandles();
    void paintsTenThousandDots();

private:
    QPoint at(double value) const { return m_track->pointOf(value).toPoint(); }
    void drag(QWidget* target, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {});
    void dragHandle(QWidget* handle, double to, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<RangeTrack> m_track;
};

void TestRangeTrack::init()
{
    m_track = std::make_unique<RangeTrack>();
    m_track->setName("Learning rate");
    m_track->setScale(AxisScale(ScaleKind::Log, 1e-4, 1));
    m_track->setRange(0.001, 0.1);
    m_track->resize(616, 61); // 586 pixels of axis
    m_track->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_track.get()));
}

void TestRangeTrack::drag(QWidget* target, const QPoint& from, const QPoint& to,
                          Qt::KeyboardModifiers modifiers)
{
    // Points of the track: a handle moves under the mouse, so its own coordinates change on the way.
    const auto local = [&](const QPoint& point) {
        return target->mapFromGlobal(m_track->mapToGlobal(point));
    };
    QTest::mousePress(target, Qt::LeftButton, modifiers, local(from));
    for (const QPoint& point : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, local(point), m_track->mapToGlobal(point), Qt::NoButton,
                         Qt::LeftButton, modifiers);
        QApplication::sendEvent(target, &move);
    }
    QTest::mouseRelease(target, Qt::LeftButton, modifiers, local(to));
}

void TestRangeTrack::dragHandle(QWidget* handle, double to, Qt::KeyboardModifiers modifiers)
{
    const QPoint start = handle->geometry().center();
    drag(handle, start, QPoint(at(to).x(), start.y()), modifiers);
}

void TestRangeTrack::dragsAHandleAndCommitsOnRelease()
{
    QSignalSpy edited(m_track.get(), &RangeTrack::rangeEdited),
        committed(m_track.get(), &RangeTrack::rangeCommitted);
    dragHandle(m_track->highHandle(), 0.5);
    QVERIFY(edited.count() >= 2);
    QCOMPARE(committed.count(), 1);
    QCOMPARE(m_track->range().low, 0.001);
    // Two significant digits, within the pixel that the mouse can hit.
    QVERIFY(std::abs(m_track->range().high - 0.5) <= 0.02);
    QCOMPARE(m_track->range().high, m_track->axisScale().snapped(m_track->range().high));
}

void TestRangeTrack::keepsTheGrabbedPointUnderTheMouse()
{
    const QPoint edge = m_track->highHandle()->geometry().center() + QPoint(6, 0);
    drag(m_track->highHandle(), edge, edge + QPoint(1, 0), Qt::AltModifier);
    // One pixel is 4 decades / 586; a jump to the mouse would be seven of them.
    QVERIFY(std::abs(std::log10(m_track->range().high / 0.1)) < 2.5 * 4 / 586);
}

void TestRangeTrack::dragsTheBarWithItsRatio()
{
    QSignalSpy committed(m_track.get(), &RangeTrack::rangeCommitted);
    drag(m_track.get(), at(0.01), at(0.05));
    QCOMPARE(committed.count(), 1);
    QVERIFY(std::abs(m_track->range().low - 0.005) < 0.0003);
    QVERIFY(std::abs(m_track->range().high / m_track->range().low - 100) < 1e-6);
}

void TestRangeTrack::drawsANewRangeInAnEmptyPart()
{
    drag(m_track.get(), QPoint(at(0.2).x(), 15), QPoint(at(0.8).x(), 15));
    QVERIFY(std::abs(m_track->range().low - 0.2) < 0.01);
    QVERIFY(std::abs(m_track->range().high - 0.8) < 0.02);
}

void TestRangeTrack::doesNotCommitAClickWithoutADrag()
{
    QSignalSpy committed(m_track.get(), &RangeTrack::rangeCommitted);
    QTest::mouseClick(m_track.get(), Qt::LeftButton, {}, QPoint(at(0.5).x(), 15));
    QTest::mouseClick(m_track.get(), Qt::LeftButton, {}, at(0.01));
    QCOMPARE(committed.count(), 0);
}

void TestRangeTrack::altSwitchesSnappingOff()
{
    dragHandle(m_track->highHandle(), 0.0437, Qt::AltModifier);
    const double high = m_track->range().high;
    QVERIFY(std::abs(high - 0.0437) < 0.002);
    QVERIFY(high != m_track->axisScale().snapped(high));
}

void TestRangeTrack::shiftMirrorsTheOtherEnd()
{
    dragHandle(m_track->highHandle(), 1.0, Qt::ShiftModifier);
    QCOMPARE(m_track->range().high, 1.0);
    QVERIFY(std::abs(m_track->range().low - 1e-4) < 1e-9);
}

void TestRangeTrack::oneHandlePushesTheOther()
{
    dragHandle(m_track->lowHandle(), 0.5);
    QVERIFY(std::abs(m_track->range().low - 0.5) <= 0.02);
    QVERIFY(m_track->range().high > m_track->range().low);
}

void TestRangeTrack::doubleClickOnABarTakesTheWholeDomain()
{
    QTest::mouseDClick(m_track.get(), Qt::LeftButton, {}, at(0.01));
    QCOMPARE(m_track->range(), (ValueRange{1e-4, 1}));
}

void TestRangeTrack::doubleClickOnAHandleSnapsToADecade()
{
    m_track->setRange(0.0021, 0.19);
    QTest::mouseDClick(m_track->lowHandle(), Qt::LeftButton);
    QCOMPARE(m_track->range().low, 0.001);
    QTest::mouseDClick(m_track->highHandle(), Qt::LeftButton);
    QCOMPARE(m_track->range().high, 0.1);
}

void TestRangeTrack::movesByKeys_data()
{
    QTest::addColumn<bool>("onLow");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    const Qt::KeyboardModifiers none, control = Qt::ControlModifier;
    QTest::newRow("right, 1/20 decade") << true << Qt::Key_Right << none << 0.00112 << 0.1;
    QTest::newRow("left") << false << Qt::Key_Left << none << 0.001 << 0.0891;
    QTest::newRow("page up, a decade") << false << Qt::Key_PageUp << none << 0.001 << 1.0;
    QTest::newRow("page down") << false << Qt::Key_PageDown << none << 0.001 << 0.01;
    QTest::newRow("home") << true << Qt::Key_Home << none << 1e-4 << 0.1;
    QTest::newRow("end") << false << Qt::Key_End << none << 0.001 << 1.0;
    QTest::newRow("control moves both") << true << Qt::Key_Right << control << 0.00112 << 0.112;
}

void TestRangeTrack::movesByKeys()
{
    QFETCH(bool, onLow);
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(double, low);
    QFETCH(double, high);
    QSignalSpy committed(m_track.get(), &RangeTrack::rangeCommitted);
    QTest::keyClick(onLow ? m_track->lowHandle() : m_track->highHandle(), key, modifiers);
    QCOMPARE(committed.count(), 1);
    QVERIFY2(std::abs(m_track->range().low / low - 1) < 1e-9,
             qPrintable(QString::number(m_track->range().low)));
    QVERIFY2(std::abs(m_track->range().high / high - 1) < 1e-9,
             qPrintable(QString::number(m_track->range().high)));
}

void TestRangeTrack::wheelActsOnlyWithFocus()
{
    QWidget* handle = m_track->highHandle();
    const auto turn = [handle] {
        const QPointF centre = handle->rect().center();
        QWheelEvent event(centre, handle->mapToGlobal(centre), {}, QPoint(0, -120), Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(handle, &event);
        return event.isAccepted();
    };
    m_track->lowHandle()->clearFocus();
    handle->clearFocus();
    QVERIFY(!turn());
    QCOMPARE(m_track->range().high, 0.1);
    m_track->activateWindow();
    handle->setFocus();
    QTRY_VERIFY(handle->hasFocus());
    QVERIFY(turn());
    QVERIFY(m_track->range().high < 0.1);
}

void TestRangeTrack::adoptsTheSuggestion()
{
    m_track->setSuggestion(ValueRange{0.004, 0.2});
    QSignalSpy adopted(m_track.get(), &RangeTrack::suggestionAdopted),
        committed(m_track.get(), &RangeTrack::rangeCommitted);
    QTest::mouseClick(m_track.get(), Qt::LeftButton, {}, QPoint(at(0.02).x(), 2));
    QCOMPARE(adopted.count(), 1);
    QCOMPARE(committed.count(), 1);
    QCOMPARE(m_track->range(), (ValueRange{0.004, 0.2}));
}

void TestRangeTrack::tellsWhichDotIsUnderTheMouse()
{
    m_track->setDots({{.id = 7, .value = 0.5, .score = 1.0, .state = DotState::Best},
                      {.id = 8, .value = 0.01, .score = 0.0, .state = DotState::Pruned}});
    QSignalSpy hovered(m_track.get(), &RangeTrack::dotHovered),
        clicked(m_track.get(), &RangeTrack::dotClicked);
    const QPoint star(at(0.5).x(), 6);
    QMouseEvent move(QEvent::MouseMove, star, m_track->mapToGlobal(star), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(m_track.get(), &move);
    QCOMPARE(hovered.count(), 1);
    QCOMPARE(hovered.at(0).at(0).toLongLong(), 7);
    QTest::mouseClick(m_track.get(), Qt::LeftButton, {}, star);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.at(0).at(0).toLongLong(), 7);
}

void TestRangeTrack::fixedModeHasOneHandle()
{
    m_track->setMode(TrackMode::Fixed);
    QVERIFY(!m_track->highHandle()->isVisible());
    QSignalSpy committed(m_track.get(), &RangeTrack::rangeCommitted);
    dragHandle(m_track->lowHandle(), 0.05);
    QCOMPARE(committed.count(), 1);
    QCOMPARE(m_track->range().low, m_track->range().high);
    QVERIFY(std::abs(m_track->range().low - 0.05) < 0.003);
}

void TestRangeTrack::keepsTheRangeInANarrowerDomain()
{
    m_track->setScale(AxisScale(ScaleKind::Log, 0.01, 1));
    QCOMPARE(m_track->range(), (ValueRange{0.01, 0.1}));
}

void TestRangeTrack::namesBothHandlesForScreenReaders()
{
    m_track->setRange(0.0021, 0.1);
    QAccessibleInterface* low = QAccessible::queryAccessibleInterface(m_track->lowHandle());
    QVERIFY(low);
    QCOMPARE(low->role(), QAccessible::Slider);
    QCOMPARE(low->text(QAccessible::Name),
             QStringLiteral("Learning rate, low end, 0.0021, from 0.0001 to 1, logarithmic"));
    QVERIFY(low->valueInterface());
    QCOMPARE(low->valueInterface()->currentValue().toDouble(), 0.0021);
    low->valueInterface()->setCurrentValue(0.003);
    QCOMPARE(m_track->range().low, 0.003);
}

void TestRangeTrack::tabVisitsBothHandles()
{
    m_track->activateWindow();
    m_track->lowHandle()->setFocus();
    QTRY_VERIFY(m_track->lowHandle()->hasFocus());
    QTest::keyClick(m_track->lowHandle(), Qt::Key_Tab);
    QVERIFY(m_track->highHandle()->hasFocus());
}

void TestRangeTrack::paintsTenThousandDots()
{
    std::vector<TrackDot> dots;
    for (int i = 0; i < 10000; ++i)
        dots.push_back(
            {.id = i, .value = std::pow(10, -4 + 4 * (i % 997) / 997.0), .score = (i % 101) / 101.0});
    m_track->setDots(dots);
    const QImage crowded = m_track->grab().toImage();
    m_track->setDots({});
    QVERIFY(crowded != m_track->grab().toImage());
}

QTEST_MAIN(TestRangeTrack)
#include "tst_range_track.moc"
