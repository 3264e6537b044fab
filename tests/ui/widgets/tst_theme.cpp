// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/theme_manager.h"
#include "ui/widgets/theme_style.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QtTest>

using namespace tunescope::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryToken_data();
    void readsEveryToken();
    void keepsTextReadable_data();
    void keepsTextReadable();
    void fillsInEveryPlaceholderOfTheStyleSheet();
    void findsTheShippedFonts();
    void drawsEveryIconInItsColour();
    void unknownIconIsNull();
    void changesWidgetsWhileRunning();
    void scalesText();
};

void TestTheme::readsEveryToken_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestTheme::readsEveryToken()
{
    QFETCH(Scheme, scheme);
    const Theme theme = loadTheme(scheme);
    for (int i = 0; i < kColorRoleCount; ++i)
        QVERIFY2(theme.colors[std::size_t(i)].isValid(), qPrintable(QString::number(i)));
    for (const TextSpec& text : theme.texts)
        QVERIFY(text.pixels >= 11);
    QCOMPARE(theme.pins.size(), 8);
    QCOMPARE(theme.pins[3].marker, Marker::Diamond);
    QCOMPARE(theme.score.size(), 8);
    QCOMPARE(theme.error.size(), 7);
    QCOMPARE(theme.difference.size(), 7);
    QCOMPARE(theme.lines.best, 2.4);
    QCOMPARE(theme.metrics.rail, 84);
}

void TestTheme::keepsTextReadable_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<ColorRole>("ink");
    QTest::addColumn<ColorRole>("ground");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const char* name = scheme == Scheme::Light ? "light" : "dark";
        for (const auto& [ink, ground] : {std::pair{ColorRole::Text, ColorRole::App},
                                          {ColorRole::Text3, ColorRole::Rail},
                                          {ColorRole::Text3, ColorRole::Hover},
                                          {ColorRole::Accent, ColorRole::AccentSoft},
                                          {ColorRole::OnAccent, ColorRole::Accent},
                                          {ColorRole::Best, ColorRole::BestSoft},
                                          {ColorRole::Danger, ColorRole::DangerSoft},
                                          {ColorRole::TooltipText, ColorRole::Tooltip}})
            QTest::addRow("%s %d on %d", name, int(ink), int(ground)) << scheme << ink << ground;
    }
}

void TestTheme::keepsTextReadable()
{
    QFETCH(Scheme, scheme);
    QFETCH(ColorRole, ink);
    QFETCH(ColorRole, ground);
    const Theme theme = loadTheme(scheme);
    QVERIFY(contrastRatio(theme.color(ink), theme.color(ground)) >= 4.5);
}

void TestTheme::fillsInEveryPlaceholderOfTheStyleSheet()
{
    const QString sheet = styleSheetOf(loadTheme(Scheme::Dark));
    QVERIFY(sheet.size() > 1000);
    // The comment at the top names two examples; nothing else may keep its @.
    QVERIFY(!sheet.mid(sheet.indexOf("*/")).contains('@'));
}

void TestTheme::findsTheShippedFonts()
{
    registerFonts();
    for (const TextStyle style : {TextStyle::Body, TextStyle::Title, TextStyle::Number}) {
        const QFontInfo info(applicationTheme().font(style));
        QVERIFY2(info.family() == "Inter" || info.family() == "JetBrains Mono", qPrintable(info.family()));
    }
}

void TestTheme::drawsEveryIconInItsColour()
{
    int count = 0;
    for (QDirIterator it(":/tunescope/icons"); it.hasNext(); ++count) {
        const QString name = QFileInfo(it.next()).baseName();
        const QImage image =
            iconPixmap(name, Qt::red, 24, 1).toImage().convertToFormat(QImage::Format_ARGB32);
        bool drawn = false;
        for (int i = 0; i < 24 * 24 && !drawn; ++i)
            drawn = qAlpha(image.pixel(i % 24, i / 24)) > 128 && qRed(image.pixel(i % 24, i / 24)) == 255;
        QVERIFY2(drawn, qPrintable(name));
    }
    QVERIFY(count > 60);
}

void TestTheme::unknownIconIsNull()
{
    QVERIFY(iconPixmap("no such icon", Qt::red, 24, 1).isNull());
}

void TestTheme::changesWidgetsWhileRunning()
{
    ThemeManager themes(*qApp);
    themes.setChoice(SchemeChoice::Light);
    QWidget widget;
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QSignalSpy changed(&themes, &ThemeManager::themeChanged);
    const Theme* address = &themeOf(&widget);
    themes.toggle();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(&themeOf(&widget), address);
    QCOMPARE(themeOf(&widget).scheme, Scheme::Dark);
    QCOMPARE(widget.palette().color(QPalette::Window), themes.theme().color(ColorRole::App));
}

void TestTheme::scalesText()
{
    ThemeManager themes(*qApp);
    themes.setTextScale(1.5);
    QCOMPARE(themes.theme().font(TextStyle::Display).pixelSize(), 57);
    themes.setTextScale(9);
    QCOMPARE(themes.textScale(), 1.5);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
