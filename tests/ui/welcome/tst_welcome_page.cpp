// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/welcome_page.h"

#include "tests/ui/data/fake_data.h"
#include "ui/pages/welcome_page_curves.h"
#include "ui/pages/welcome_page_digits.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/widgets/theme_manager.h"

#include <QtTest>
#include <QtWidgets>

using namespace tunescope;
using namespace tunescope::ui;

class TestWelcomePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void enterStartsTheDemo();
    void clickStartsTheDemo();
    void saysHowManyNetworksTheDemoTrains();
    void showsRealDigits();
    void showsRecordedCurves();
    void theDemoButtonIsTheLargest();
    void lastSixProjectsReplaceTheCard();
    void boxIsKept();
};

namespace {

struct Fake {
    int demos = 0;
    QStringList opened;
    QList<RecentProject> projects;

    WelcomePorts ports()
    {
        return {.inBackground = &runAtOnce,
                .readRows =
                    [](const DataSpec& data, const std::vector<std::int64_t>& rows) {
                        return StudyService::readRows(data, rows);
                    },
                .demoTrials = []() -> Result<int> { return 1537; },
                .recentProjects = [this] { return projects; },
                .startDemo = [this] { ++demos; },
                .openProject = [this](const QString& path) { opened << path; }};
    }
};

bool saysSomewhere(const QWidget& page, const QString& words)
{
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

void TestWelcomePage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("welcome"));
    QSettings().clear();
}

void TestWelcomePage::enterStartsTheDemo()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.resize(1356, 854);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(page.focusWidget());
    QCOMPARE(page.focusWidget()->objectName(), QStringLiteral("startDemo"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(fake.demos, 1);
}

void TestWelcomePage::clickStartsTheDemo()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.show();
    QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("startDemo")), Qt::LeftButton);
    QCOMPARE(fake.demos, 1);
}

void TestWelcomePage::saysHowManyNetworksTheDemoTrains()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.show();
    QVERIFY(saysSomewhere(page, QStringLiteral("1\u2009500 networks in about 20 s")));
}

void TestWelcomePage::showsRealDigits()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.show();
    const auto* digits = page.findChild<DigitsPreview*>();
    QVERIFY(digits);
    QCOMPARE(digits->tileCount(), 30);
}

void TestWelcomePage::showsRecordedCurves()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.show();
    const auto* curves = page.findChild<CurvesPreview*>();
    QVERIFY2(curves && curves->hasCurves(), "welcome_curves.json is not in the program");
    QVERIFY(curves->accessibleName().contains(QStringLiteral("48 recorded trials")));
}

void TestWelcomePage::theDemoButtonIsTheLargest()
{
    ThemeManager themes(*qApp);
    Fake fake;
    WelcomePage page(fake.ports());
    page.resize(1356, 854);
    page.show();
    const auto* demo = page.findChild<QPushButton*>(QStringLiteral("startDemo"));
    const auto* csv = page.findChild<QPushButton*>(QStringLiteral("openCsv"));
    QVERIFY(demo->height() >= 50);
    QVERIFY(csv->height() >= 32 && csv->height() < demo->height());
}

void TestWelcomePage::lastSixProjectsReplaceTheCard()
{
    Fake fake;
    for (int i = 0; i < 8; ++i)
        fake.projects.append({QStringLiteral("/tmp/p%1.tune").arg(i),
                              QStringLiteral("Project %1").arg(i),
                              40 + i,
                              0.972,
                              QStringLiteral("accuracy"),
                              {0.1, 0.9, 0.95}});
    WelcomePage page(fake.ports());
    page.show();
    QVERIFY(!page.findChild<DigitsPreview*>()->isVisible());
    const auto buttons = page.findChildren<QPushButton*>(QStringLiteral("recentProject"));
    QCOMPARE(buttons.size(), WelcomePage::kMostProjects);
    QVERIFY(saysSomewhere(page, QStringLiteral("best 97.2 % · 40 trials")));
    QCOMPARE(page.findChildren<QWidget*>(QStringLiteral("projectCurve")).size(), WelcomePage::kMostProjects);
    QTest::mouseClick(buttons[2], Qt::LeftButton);
    QCOMPARE(fake.opened, QStringList{QStringLiteral("/tmp/p2.tune")});
}

void TestWelcomePage::boxIsKept()
{
    Fake fake;
    WelcomePage page(fake.ports());
    page.show();
    QVERIFY(WelcomePage::isWantedAtStart());
    QTest::mouseClick(page.findChild<QCheckBox*>(QStringLiteral("skipWelcome")), Qt::LeftButton, {},
                      QPoint(8, 8));
    QVERIFY(!WelcomePage::isWantedAtStart());
}

QTEST_MAIN(TestWelcomePage)
#include "tst_welcome_page.moc"
