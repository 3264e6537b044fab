// SPDX-License-Identifier: GPL-3.0-or-later
// The window without pages of its own: rail, keys, theme, settings, focus.
#include "ui/shell/appearance.h"
#include "ui/shell/command_field.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail_button.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme_manager.h"

#include <QtTest>
#include <QtWidgets>

using namespace tunescope::ui;

class TestShell : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void railAndKeysShowPages();
    void marksAreSpoken();
    void aShownPageHasTheFocusButNoButtonOfIt();
    void regionsFollowEachOther();
    void themeKeyIsKeptForNextTime();
    void settingsAreKeptForNextTime();
    void unreadableSettingsAreLeftOut();
    void shortcutSheetListsEveryKeyOfTheMenus();
    void f1ListsTheKeysOfThePages();
    void everythingFitsTheLeastSize();
    void focusRingIsWholeAtAnEdge();
    void ctrlKFindsCommandsByTyping();
    void theCommandFieldOffersMore();
};

namespace {

/// A window with two pages, each with a button that must not be pressed by accident.
struct Shell {
    Shell() : themes(*qApp), window(themes)
    {
        for (const char* id : {"data", "search"}) {
            auto* page = new QWidget;
            auto* layout = new QVBoxLayout(page);
            auto* button = new QPushButton(QString::fromLatin1(id));
            button->setObjectName(QStringLiteral("button-%1").arg(QLatin1String(id)));
            layout->addWidget(button);
            window.addPage(QLatin1String(id), QLatin1String(id), QStringLiteral("data"), page);
        }
        window.setMenus({});
        window.resize(1024, 640);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    RailButton* rail(int index) { return window.findChildren<RailButton*>().at(index); }

    ThemeManager themes;
    MainWindow window;
};

} // namespace

void TestShell::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("shell"));
}

void TestShell::init()
{
    QSettings().clear();
}

void TestShell::railAndKeysShowPages()
{
    Shell shell;
    QSignalSpy changed(&shell.window, &MainWindow::pageChanged);
    QTest::mouseClick(shell.rail(1), Qt::LeftButton);
    QCOMPARE(shell.window.currentPage(), QStringLiteral("search"));
    QVERIFY(shell.rail(1)->isChecked() && !shell.rail(0)->isChecked());
    QTest::keyClick(&shell.window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(shell.window.currentPage(), QStringLiteral("data"));
    QCOMPARE(changed.count(), 2);
    QTest::keyClick(&shell.window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(changed.count(), 2); // It is there already.
}

void TestShell::marksAreSpoken()
{
    Shell shell;
    shell.window.setMark(QStringLiteral("data"), {RailMark::Kind::Tick, 0});
    shell.window.setMark(QStringLiteral("search"), {RailMark::Kind::Number, 4});
    QCOMPARE(shell.rail(0)->accessibleDescription(), QStringLiteral("ready"));
    QCOMPARE(shell.rail(1)->accessibleDescription(), QStringLiteral("4"));
}

void TestShell::aShownPageHasTheFocusButNoButtonOfIt()
{
    Shell shell;
    QTest::keyClick(&shell.window, Qt::Key_2, Qt::ControlModifier);
    auto* button = shell.window.findChild<QPushButton*>(QStringLiteral("button-search"));
    QSignalSpy pressed(button, &QPushButton::clicked);
    QVERIFY(!button->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(pressed.count(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(button->hasFocus());
}

void TestShell::regionsFollowEachOther()
{
    Shell shell;
    QTest::mouseClick(shell.rail(0), Qt::LeftButton);
    shell.rail(0)->setFocus();
    QTest::keyClick(&shell.window, Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("button-data"));
    QTest::keyClick(&shell.window, Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(qobject_cast<RailButton*>(QApplication::focusWidget()));
}

void TestShell::themeKeyIsKeptForNextTime()
{
    {
        Shell shell;
        shell.themes.setChoice(SchemeChoice::Light);
        keepAppearance(shell.themes);
        QTest::keyClick(&shell.window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shell.themes.theme().scheme, Scheme::Dark);
    }
    ThemeManager next(*qApp);
    keepAppearance(next);
    QCOMPARE(next.choice(), SchemeChoice::Dark);
    QCOMPARE(next.theme().scheme, Scheme::Dark);
}

void TestShell::settingsAreKeptForNextTime()
{
    {
        ThemeManager themes(*qApp);
        keepAppearance(themes);
        SettingsDialog dialog(themes);
        dialog.show();
        const auto controls = dialog.findChildren<SegmentedControl*>();
        QCOMPARE(controls.size(), 3);
        QTest::mouseClick(controls[0]->segment(1), Qt::LeftButton);
        QTest::mouseClick(controls[1]->segment(3), Qt::LeftButton);
        QCOMPARE(themes.choice(), SchemeChoice::Dark);
        QCOMPARE(themes.textScale(), 1.3);
        QTest::mouseClick(controls[2]->segment(1), Qt::LeftButton);
        QVERIFY(motionIsReduced());
        setMotionChoice(MotionChoice::System); // As a program that was just started.
    }
    ThemeManager next(*qApp);
    keepAppearance(next);
    QCOMPARE(next.choice(), SchemeChoice::Dark);
    QCOMPARE(next.textScale(), 1.3);
    QVERIFY(motionChoice() == MotionChoice::Reduced);
    setMotionChoice(MotionChoice::System);
    const SettingsDialog dialog(next);
    QCOMPARE(dialog.findChildren<SegmentedControl*>()[1]->current(), 3);
}

void TestShell::unreadableSettingsAreLeftOut()
{
    QSettings().setValue(QStringLiteral("appearance/theme"), QStringLiteral("purple"));
    QSettings().setValue(QStringLiteral("appearance/textPercent"), QStringLiteral("huge"));
    ThemeManager themes(*qApp);
    keepAppearance(themes);
    QCOMPARE(themes.choice(), SchemeChoice::System);
    QCOMPARE(themes.textScale(), 1.0);
}

void TestShell::shortcutSheetListsEveryKeyOfTheMenus()
{
    QAction start(QStringLiteral("Start"));
    start.setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
    QAction silent(QStringLiteral("Without a key"));
    ShortcutSheet sheet({{QStringLiteral("Run"), {&start, nullptr, &silent}}});
    QStringList texts;
    for (const QLabel* label : sheet.findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.contains(QStringLiteral("Start")));
    QVERIFY(texts.contains(QStringLiteral("Run")));
    QVERIFY(!texts.contains(QStringLiteral("Without a key")));
}

void TestShell::f1ListsTheKeysOfThePages()
{
    Shell shell;
    auto* page = new QWidget;
    auto* pin = new QAction(QStringLiteral("Pin the trial"), page);
    pin->setShortcut(Qt::Key_P);
    page->addAction(pin);
    shell.window.addPage(QStringLiteral("run"), QStringLiteral("Run"), QStringLiteral("data"), page);
    QStringList texts;
    QTimer::singleShot(0, &shell.window, [&texts] {
        auto* sheet = qobject_cast<ShortcutSheet*>(QApplication::activeModalWidget());
        QVERIFY(sheet);
        for (const QLabel* label : sheet->findChildren<QLabel*>())
            texts << label->text();
        sheet->reject();
    });
    QTest::keyClick(&shell.window, Qt::Key_Question);
    QVERIFY(texts.contains(QStringLiteral("Pin the trial")));
    QVERIFY(texts.contains(QStringLiteral("On the page Run")));
}

void TestShell::everythingFitsTheLeastSize()
{
    Shell shell;
    for (const double scale : {0.9, 1.0, 1.5}) {
        shell.themes.setTextScale(scale);
        QCoreApplication::processEvents();
        QCOMPARE(shell.window.size(), QSize(1024, 640));
    }
}

void TestShell::focusRingIsWholeAtAnEdge()
{
    const FocusRing ring(*qApp);
    QWidget window;
    auto* box = new QWidget(&window);
    box->setGeometry(20, 20, 100, 30);
    auto* button = new QPushButton(QStringLiteral("x"), box);
    button->setGeometry(0, 0, 100, 30); // No room around it inside of its parent.
    window.resize(200, 100);
    window.show();
    QApplication::setActiveWindow(&window);
    button->setFocus(Qt::TabFocusReason);
    const auto rings = window.findChildren<QWidget*>(QStringLiteral("focusRing"));
    QCOMPARE(rings.size(), 1);
    QCOMPARE(QRect(rings[0]->mapTo(&window, QPoint(0, 0)), rings[0]->size()),
             button->geometry().translated(20, 20).adjusted(-4, -4, 4, 4));
    box->move(40, 40);
    QCoreApplication::processEvents();
    QCOMPARE(rings[0]->mapTo(&window, QPoint(0, 0)), QPoint(36, 36));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(window.findChildren<QWidget*>(QStringLiteral("focusRing")).isEmpty());
}

void TestShell::ctrlKFindsCommandsByTyping()
{
    Shell shell;
    QCOMPARE(shell.window.currentPage(), QStringLiteral("data"));
    QTest::keyClick(&shell.window, Qt::Key_K, Qt::ControlModifier);
    auto* field = shell.window.findChild<CommandField*>();
    QVERIFY(field && field->isVisible());
    QVERIFY(field->list().count() > 4);
    QTest::keyClicks(&field->field(), "full scr");
    QCOMPARE(field->list().count(), 1);
    QTest::keyClicks(&field->field(), "xyz");
    QVERIFY(field->list().item(0)->text().contains(QStringLiteral("Nothing fits")));
    QTest::keyClick(&field->field(), Qt::Key_Return); // Nothing to do.
    field->field().clear();
    QTest::keyClicks(&field->field(), "sear");
    QVERIFY(field->list().item(0)->text().startsWith(QStringLiteral("search")));
    QTest::keyClick(&field->field(), Qt::Key_Return);
    QCOMPARE(shell.window.currentPage(), QStringLiteral("search"));
    QTRY_VERIFY(!shell.window.findChild<CommandField*>());
}

void TestShell::theCommandFieldOffersMore()
{
    Shell shell;
    int chosen = -1;
    shell.window.setMoreCommands([&](const QString& typed) {
        return QList<Command>{{QStringLiteral("first for ") + typed, {}, {}, [&] { chosen = 1; }},
                              {QStringLiteral("second"), {}, {}, [&] { chosen = 2; }}};
    });
    QTest::keyClick(&shell.window, Qt::Key_K, Qt::ControlModifier);
    auto* field = shell.window.findChild<CommandField*>();
    QVERIFY(field);
    QTest::keyClicks(&field->field(), "45");
    QCOMPARE(field->list().item(0)->text(), QStringLiteral("first for 45"));
    QTest::keyClick(&field->field(), Qt::Key_Down);
    QTest::keyClick(&field->field(), Qt::Key_Return);
    QCOMPARE(chosen, 2);
    QVERIFY(CommandField::fitOf(QStringLiteral("pin"), {QStringLiteral("Pin the best 4"), {}}) >
            CommandField::fitOf(QStringLiteral("pin"), {QStringLiteral("Unpin all"), {}}));
    QCOMPARE(CommandField::fitOf(QStringLiteral("pin all"), {QStringLiteral("Pin the best 4"), {}}), 0);
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
