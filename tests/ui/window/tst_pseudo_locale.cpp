// SPDX-License-Identifier: GPL-3.0-or-later
// Every text 35 % longer: nothing on any page may be cut off or lie outside of the window.
#include "app/gui/pseudo_locale.h"
#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "ui/pages/best_page.h"
#include "ui/pages/run_page.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme_manager.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr int kPseudoLoadMs = 30'000;

/// Inside something that scrolls sideways or elides by itself.
bool isInsideScrolled(const QWidget* widget, const QWidget* window)
{
    for (const QWidget* up = widget->parentWidget(); up && up != window; up = up->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(up);
        if (area && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff)
            return true;
    }
    return false;
}

/// What is wrong with a text on screen; empty if nothing is.
QString faultOf(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (qobject_cast<const ElidedLabel*>(label) || label->text().isEmpty())
            return {};
        if (label->wordWrap() && label->height() + 1 < label->heightForWidth(label->width()))
            return QStringLiteral("label needs %1 px of height, has %2: %3")
                .arg(label->heightForWidth(label->width()))
                .arg(label->height())
                .arg(label->text());
        if (!label->wordWrap() && label->width() + 1 < label->sizeHint().width())
            return QStringLiteral("label needs %1 px, has %2: %3")
                .arg(label->sizeHint().width())
                .arg(label->width())
                .arg(label->text());
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        button && !button->text().isEmpty() && qobject_cast<const QPushButton*>(button) &&
        button->width() + 1 < button->sizeHint().width())
        return QStringLiteral("button needs %1 px, has %2: %3")
            .arg(button->sizeHint().width())
            .arg(button->width())
            .arg(button->text());
    return {};
}

QStringList faultsOf(const QWidget& window)
{
    QStringList faults;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (const QString fault = faultOf(*widget); !fault.isEmpty())
            faults << fault;
        const QPoint right = widget->mapTo(&window, QPoint(widget->width(), 0));
        if (right.x() > window.width() + 1 && !isInsideScrolled(widget, &window))
            faults << QStringLiteral("%1 ends at %2")
                          .arg(QString::fromLatin1(widget->metaObject()->className()))
                          .arg(right.x());
    }
    return faults;
}

} // namespace

class TestPseudoLocale : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void textsAreLongerAndKeepTheirPlaces();
    void everyPageHasRoom_data();
    void everyPageHasRoom();
    void menusAreTranslated();

private:
    PseudoLocale m_language;
    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowController> m_controller;
};

void TestPseudoLocale::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QSettings().clear();
    QCoreApplication::installTranslator(&m_language);
    m_themes = std::make_unique<ThemeManager>(*qApp);
    m_folder = std::make_unique<QTemporaryDir>();
    m_controller =
        std::make_unique<WindowController>(std::shared_ptr<StudyService>(makeServices().studies), *m_themes);
    ProjectController& project = m_controller->project();
    project.setProjectsFolder(m_folder->path());
    m_controller->window().show();
    QTRY_VERIFY_WITH_TIMEOUT(project.facts().has_value(), kPseudoLoadMs);
    project.openData(DataSpec{"iris"});
    QTRY_VERIFY_WITH_TIMEOUT(project.facts() && project.facts()->about.name == "iris", kPseudoLoadMs);
    StudyConfig config = project.draft();
    config.stage.fixed.set("epochs", std::int64_t{2});
    config.stage.budget.trials = 20;
    project.setDraft(config, QStringLiteral("test"));
    project.start();
    QTRY_VERIFY_WITH_TIMEOUT(!project.isBusy() && project.study().snapshot() &&
                                 project.study().snapshot()->state == RunnerState::Finished,
                             kPseudoLoadMs);
    const std::vector<int> ranked = rankedTrials(*project.study().snapshot());
    project.study().togglePin(ranked[0]);
    project.study().togglePin(ranked[1]);
}

void TestPseudoLocale::cleanupTestCase()
{
    m_controller.reset();
    m_themes.reset();
    QCoreApplication::removeTranslator(&m_language);
}

void TestPseudoLocale::textsAreLongerAndKeepTheirPlaces()
{
    QCOMPARE(PseudoLocale::lengthened(QStringLiteral("Run")).size(), 5);
    const QString text = PseudoLocale::lengthened(QStringLiteral("%1 of %2 trials are finished"));
    QVERIFY(text.contains(QStringLiteral("%1")) && text.contains(QStringLiteral("%2")));
    QVERIFY(text.size() >= 38);
    QCOMPARE(PseudoLocale::lengthened(QStringLiteral("42")), QStringLiteral("42"));
}

void TestPseudoLocale::everyPageHasRoom_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QSize>("size");
    for (const char* page : {"data", "search", "run", "run/why", "compare", "analyse", "best", "best/trust", "best/notebook", "best/new data"}) {
        QTest::addRow("%s wide", page) << QString::fromLatin1(page) << QSize(1440, 900);
        QTest::addRow("%s small", page) << QString::fromLatin1(page) << QSize(1024, 640);
    }
}

void TestPseudoLocale::everyPageHasRoom()
{
    QFETCH(QString, page);
    QFETCH(QSize, size);
    MainWindow& window = m_controller->window();
    window.showPage(page.section(u'/', 0, 0));
    if (page == QLatin1String("run/why"))
        window.findChild<RunPage*>()->showWhy(m_controller->project().study().snapshot()->best);
    auto* best = window.findChild<BestPage*>();
    best->showView(page.endsWith(QLatin1String("trust"))      ? BestPage::TrustView
                   : page.endsWith(QLatin1String("notebook")) ? BestPage::NotebookView
                   : page.endsWith(QLatin1String("new data")) ? BestPage::NewDataView
                                                              : BestPage::WinnerView);
    window.resize(size);
    QTest::qWait(120);
    QCOMPARE(window.size(), size);
    QStringList faults = faultsOf(window);
    for (int looks = 0; !faults.isEmpty() && looks < 20; ++looks) { // Splitters settle one after the other.
        QTest::qWait(100);
        faults = faultsOf(window);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("\n") + faults.join(u'\n')));
}

void TestPseudoLocale::menusAreTranslated()
{
    bool isLong = false;
    for (const QMenu* menu : m_controller->window().findChildren<QMenu*>()) {
        for (const QAction* action : menu->actions())
            isLong = isLong || action->text() == PseudoLocale::lengthened(QStringLiteral("Pin the best 4"));
    }
    QVERIFY(isLong);
}

QTEST_MAIN(TestPseudoLocale)
#include "tst_pseudo_locale.moc"
