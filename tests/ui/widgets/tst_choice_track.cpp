// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_track.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace tunescope::ui;

class TestChoiceTrack : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void spaceTogglesAChip();
    void keepsAtLeastOneChoice();
    void oneModeActsLikeRadioButtons();
    void keepsTheSelectionByLabel();
    void clickOnADotSelectsTheTrialAndNotTheChoice();

private:
    std::unique_ptr<ChoiceTrack> m_track;
};

void TestChoiceTrack::init()
{
    m_track = std::make_unique<ChoiceTrack>();
    m_track->setItems(
        {{"SGD", "98.6", {{.id = 5, .score = 1.0}}}, {"Adam", "96.9", {}}, {"RMSprop", {}, {}}});
    m_track->setSelected({0, 1});
    m_track->resize(480, 62);
    m_track->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_track.get()));
}

void TestChoiceTrack::spaceTogglesAChip()
{
    QSignalSpy changed(m_track.get(), &ChoiceTrack::selectionChanged);
    QTest::keyClick(m_track->chip(2), Qt::Key_Space);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_track->selected(), QList<int>({0, 1, 2}));
}

void TestChoiceTrack::keepsAtLeastOneChoice()
{
    m_track->setSelected({1});
    QSignalSpy changed(m_track.get(), &ChoiceTrack::selectionChanged);
    QTest::keyClick(m_track->chip(1), Qt::Key_Space);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_track->selected(), QList<int>({1}));
}

void TestChoiceTrack::oneModeActsLikeRadioButtons()
{
    m_track->setMode(ChoiceMode::One);
    QCOMPARE(m_track->selected(), QList<int>({0}));
    QTest::mouseClick(m_track->chip(2), Qt::LeftButton, {}, QPoint(m_track->chip(2)->width() / 2, 55));
    QCOMPARE(m_track->selected(), QList<int>({2}));
}

void TestChoiceTrack::keepsTheSelectionByLabel()
{
    m_track->setItems({{"Adam", {}, {}}, {"AdamW", {}, {}}});
    QCOMPARE(m_track->selected(), QList<int>({0}));
}

void TestChoiceTrack::clickOnADotSelectsTheTrialAndNotTheChoice()
{
    QSignalSpy clicked(m_track.get(), &ChoiceTrack::dotClicked),
        changed(m_track.get(), &ChoiceTrack::selectionChanged);
    // The only dot, score 1, sits in the middle at the top of the results.
    QTest::mouseClick(m_track->chip(0), Qt::LeftButton, {}, QPoint(m_track->chip(0)->width() / 2, 7));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.at(0).at(0).toLongLong(), 5);
    QCOMPARE(changed.count(), 0);
}

QTEST_MAIN(TestChoiceTrack)
#include "tst_choice_track.moc"
