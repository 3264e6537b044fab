// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/theme_manager.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/value_field.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace tunescope::ui;

class TestFields : public QObject
{
    Q_OBJECT

private slots:
    void valueFieldCommitsTypedNumbers();
    void valueFieldKeepsItsValueOnNonsense();
    void valueFieldNamesItsLimits();
    void valueFieldEscapeTakesBack();
    void splitBarMovesByKeys();
    void splitBarKeepsFivePercentAPart();
    void splitBarMendsImpossibleSplits();
    void segmentsFollowArrowKeys();
    void closableChipClosesByDelete();
    void toastRunsItsActionOnceAndKeepsTheFocus();
    void toastStaysReadableWhenTheThemeChanges();
};

void TestFields::valueFieldCommitsTypedNumbers()
{
    ValueField field;
    QSignalSpy committed(&field, &ValueField::valueCommitted);
    field.setText("10^-3");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(committed.count(), 1);
    QCOMPARE(field.value(), 0.001);
    QCOMPARE(field.text(), "0.001");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(committed.count(), 1);
}

void TestFields::valueFieldKeepsItsValueOnNonsense()
{
    ValueField field;
    field.setValue(0.5);
    QSignalSpy committed(&field, &ValueField::valueCommitted), errors(&field, &ValueField::errorChanged);
    field.setText("fast");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(committed.count(), 0);
    QCOMPARE(errors.count(), 1);
    QVERIFY(field.error().contains("fast"));
    QCOMPARE(field.value(), 0.5);
    field.setText("0.7");
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(field.error().isEmpty());
    QCOMPARE(field.value(), 0.7);
}

void TestFields::valueFieldNamesItsLimits()
{
    ValueField field;
    field.setLimits(0, 0.9);
    field.setText("2");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.error(), QStringLiteral("The value must be from 0 to 0.9."));
    field.setNumbers(NumberKind::Whole);
    field.setText("0.5");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.error(), QStringLiteral("Only whole numbers fit here."));
}

void TestFields::valueFieldEscapeTakesBack()
{
    ValueField field;
    field.setValue(32);
    field.setText("64");
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(field.text(), "32");
}

void TestFields::splitBarMovesByKeys()
{
    SplitBar bar;
    bar.setSplit({60, 20, 20});
    QSignalSpy committed(&bar, &SplitBar::splitCommitted);
    QTest::keyClick(bar.trainHandle(), Qt::Key_Right);
    QCOMPARE(bar.split(), (SplitPercent{61, 19, 20}));
    QTest::keyClick(bar.validationHandle(), Qt::Key_PageDown);
    QCOMPARE(bar.split(), (SplitPercent{61, 14, 25}));
    QCOMPARE(committed.count(), 2);
}

void TestFields::splitBarKeepsFivePercentAPart()
{
    SplitBar bar;
    bar.setSplit({60, 20, 20});
    QTest::keyClick(bar.trainHandle(), Qt::Key_End);
    QCOMPARE(bar.split(), (SplitPercent{90, 5, 5}));
    QTest::keyClick(bar.validationHandle(), Qt::Key_Home);
    QCOMPARE(bar.split(), (SplitPercent{5, 5, 90}));
}

void TestFields::splitBarMendsImpossibleSplits()
{
    SplitBar bar;
    bar.setSplit({200, -3, 0});
    QCOMPARE(bar.split(), (SplitPercent{90, 5, 5}));
}

void TestFields::segmentsFollowArrowKeys()
{
    SegmentedControl control({"Log", "Linear"});
    control.show();
    QVERIFY(QTest::qWaitForWindowExposed(&control));
    QSignalSpy chosen(&control, &SegmentedControl::chosen);
    control.activateWindow();
    control.segment(0)->setFocus();
    QTRY_VERIFY(control.segment(0)->hasFocus());
    QTest::keyClick(control.segment(0), Qt::Key_Right);
    QCOMPARE(control.current(), 1);
    QCOMPARE(chosen.count(), 1);
    control.setCurrent(0);
    QCOMPARE(chosen.count(), 1);
}

void TestFields::closableChipClosesByDelete()
{
    FilterChip chip("lr 0.001 – 0.1", ChipKind::Closable);
    QSignalSpy closed(&chip, &FilterChip::closeRequested);
    QTest::keyClick(&chip, Qt::Key_Delete);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.sizeHint().width() - 10, 11));
    QVERIFY(closed.count() >= 1);
}

void TestFields::toastRunsItsActionOnceAndKeepsTheFocus()
{
    QWidget window;
    window.resize(800, 500);
    QPushButton button("stay", &window);
    ToastHost host(&window, 64);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    button.setFocus();
    QTRY_VERIFY(button.hasFocus());
    int undone = 0;
    host.show({"14 pruned trials deleted", "trash", "Undo", [&undone] { ++undone; }});
    QVERIFY(host.isVisible());
    QVERIFY(button.hasFocus());
    QVERIFY(host.geometry().bottom() < 500 - 64);
    QTest::mouseClick(host.findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(undone, 1);
    QVERIFY(!host.isVisible());
    QCOMPARE(host.messages(), QStringList("14 pruned trials deleted"));
}

void TestFields::toastStaysReadableWhenTheThemeChanges()
{
    ThemeManager themes(*qobject_cast<QApplication*>(qApp));
    themes.setChoice(SchemeChoice::Light);
    QWidget window;
    window.resize(800, 500);
    ToastHost host(&window, 64);
    window.show();
    host.show({"4 files saved", "check-circle", "Open folder", [] {}});
    themes.toggle();
    const QString ink = themeOf(&host).color(ColorRole::TooltipText).name();
    for (const QLabel* label : host.findChildren<QLabel*>()) {
        if (!label->text().isEmpty())
            QVERIFY2(label->styleSheet().contains(ink), qPrintable(label->styleSheet()));
    }
    QVERIFY(host.findChild<QPushButton*>()->styleSheet().contains(ink));
}

QTEST_MAIN(TestFields)
#include "tst_fields.moc"
