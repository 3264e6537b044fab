// SPDX-License-Identifier: GPL-3.0-or-later
// Every chart of the window in words: a loop over all pages after a real search.
#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "ui/pages/analyse_page.h"
#include "ui/pages/glossary/glossary_dialog.h"
#include "ui/pages/glossary/glossary_help.h"
#include "ui/pages/run/trial_table_view.h"
#include "ui/pages/search/search_row_widget.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/chart_table_dialog.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme_manager.h"

#include <QAccessible>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr int kLoadMs = 30'000;

/// Charts in every state of every page; a page of the window may show more of them with more data.
const std::set<QByteArray> kExpected{
    "LearningCurveChart", "ScoreHistogram", "HeatmapView",       "LayerChart",     "ParallelView",
    "HistoryChart",       "TimeScoreChart", "ContourView",       "ImportanceBars", "SliceChart",
    "OutlookChart",       "DensityChart",   "GenerationChart",   "RungChart",      "GainPlane",
    "Timeline",           "LuckChart",      "TriedSquare",       "ProjectionView", "CurvesPreview",
    "RegressionPlot",     "RateCurvePlot",  "ScoreThresholdPlot", "FinalistsChart", "OptimismChart",
    "AuditChart",         "LedgerChart"};

QByteArray classOf(const QWidget& widget)
{
    const QByteArray name = widget.metaObject()->className();
    return name.mid(name.lastIndexOf(':') + 1);
}

} // namespace

class TestChartsInWords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void everyChartHasRoleNameAndSentence();
    void everyChartOpensAsATable();
    void everyChartIsExplained();
    void f1OpensTheEntryOfTheThing();
    void sentencesChangeWithTheData();

private:
    [[nodiscard]] std::vector<QWidget*> charts() const;
    [[nodiscard]] QString spoken(QWidget& chart) const;
    void search(int trials);

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowController> m_controller;
};

void TestChartsInWords::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QSettings().clear();
    m_themes = std::make_unique<ThemeManager>(*qApp);
    m_folder = std::make_unique<QTemporaryDir>();
    m_controller =
        std::make_unique<WindowController>(std::shared_ptr<StudyService>(makeServices().studies), *m_themes);
    m_controller->project().setProjectsFolder(m_folder->path());
    m_controller->window().resize(1440, 900);
    m_controller->window().show();
    ProjectController& project = m_controller->project();
    QTRY_VERIFY_WITH_TIMEOUT(project.facts().has_value(), kLoadMs);
    project.openData(DataSpec{"iris"});
    QTRY_VERIFY_WITH_TIMEOUT(project.facts() && project.facts()->about.name == "iris", kLoadMs);
    search(24);
}

void TestChartsInWords::search(int trials)
{
    ProjectController& project = m_controller->project();
    StudyConfig config = project.draft();
    config.stage.fixed.set("epochs", std::int64_t{2});
    config.stage.budget.trials = trials;
    if (!project.hasTrials())
        config.stage.space = *SearchSpace::create(
            {{"learning_rate", FloatRange{1e-4, 1.0, Scale::Log}}, {"units", IntRange{4, 16}}});
    config.stage.fixed.set("hidden_layers", std::int64_t{1});
    project.setDraft(config, QStringLiteral("test"));
    project.start();
    QTRY_VERIFY_WITH_TIMEOUT(!project.isBusy() && project.study().snapshot() &&
                                 project.study().snapshot()->counts.told() >= trials &&
                                 project.study().snapshot()->state == RunnerState::Finished,
                             kLoadMs);
}

void TestChartsInWords::cleanupTestCase()
{
    m_controller.reset();
    m_themes.reset();
}

std::vector<QWidget*> TestChartsInWords::charts() const
{
    std::vector<QWidget*> found;
    for (QWidget* widget : m_controller->window().findChildren<QWidget*>()) {
        if (dynamic_cast<ReadableChart*>(widget))
            found.push_back(widget);
    }
    return found;
}

QString TestChartsInWords::spoken(QWidget& chart) const
{
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chart);
    return face ? face->text(QAccessible::Description) : QString();
}

void TestChartsInWords::everyChartHasRoleNameAndSentence()
{
    std::set<QByteArray> classes;
    m_controller->window().showPage(QStringLiteral("analyse"));
    m_controller->window().findChild<AnalysePage*>()->showTab(
        AnalyseTab::Slices); // Made when they are looked at.
    QTest::qWait(300);
    for (QWidget* chart : charts()) {
        const QByteArray name = classOf(*chart);
        classes.insert(name);
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(chart);
        QVERIFY2(face, name.constData());
        QVERIFY2(face->role() == QAccessible::Chart, name.constData());
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), name.constData());
        QVERIFY2(!face->text(QAccessible::Description).trimmed().isEmpty(), name.constData());
        QVERIFY2(chart->focusPolicy() & Qt::TabFocus, name.constData());
    }
    for (const QByteArray& expected : kExpected)
        QVERIFY2(classes.contains(expected), expected.constData());
}

void TestChartsInWords::everyChartOpensAsATable()
{
    MainWindow& window = m_controller->window();
    int opened = 0;
    for (QWidget* chart : charts()) {
        const ChartReading reading = dynamic_cast<ReadableChart*>(chart)->reading();
        for (const QStringList& row : reading.rows)
            QVERIFY2(row.size() == reading.columns.size(), classOf(*chart).constData());
        showAsTable(*chart);
        auto* dialog = chart->findChild<ChartTableDialog*>();
        QVERIFY2(dialog, classOf(*chart).constData());
        QCOMPARE(dialog->table().model()->rowCount(), static_cast<int>(reading.rows.size()));
        QVERIFY(!dialog->windowTitle().isEmpty());
        delete dialog;
        ++opened;
    }
    QVERIFY(opened >= static_cast<int>(kExpected.size()));
    // By its key where a reader is: the first chart of Run.
    window.showPage(QStringLiteral("run"));
    QWidget* curves = nullptr;
    for (QWidget* chart : charts())
        curves = !curves && chart->isVisible() && classOf(*chart) == "LearningCurveChart" ? chart : curves;
    QVERIFY(curves);
    window.activateWindow();
    curves->setFocus();
    QTest::keyClick(curves, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = curves->findChild<ChartTableDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->table().model()->rowCount() > 0);
    delete dialog;
}

void TestChartsInWords::everyChartIsExplained()
{
    const std::vector<GlossaryEntry> all = makeGlossary();
    for (const QByteArray& name : kExpected)
        QVERIFY2(findGlossaryEntry(all, QStringLiteral("chart:") + QString::fromLatin1(name)), name.constData());
    for (QWidget* chart : charts()) // Also those that kExpected does not name.
        QVERIFY2(findGlossaryEntry(all, glossaryTopicOf(chart)), classOf(*chart).constData());
}

void TestChartsInWords::f1OpensTheEntryOfTheThing()
{
    MainWindow& window = m_controller->window();
    window.activateWindow();
    const auto opened = [&](QWidget* focus) {
        focus->setFocus();
        QTest::keyClick(focus, Qt::Key_F1);
        GlossaryDialog* dialog = m_controller->glossary().dialog();
        const QString entry = dialog && dialog->isVisible() ? dialog->currentEntry() : QString();
        if (dialog)
            dialog->close();
        window.activateWindow();
        return entry;
    };
    window.showPage(QStringLiteral("search"));
    SearchRowWidget* units = nullptr;
    for (SearchRowWidget* row : window.findChildren<SearchRowWidget*>())
        units = row->name() == "units" ? row : units;
    QVERIFY(units);
    QCOMPARE(opened(units->focusOrder().front()), QStringLiteral("setting:units"));
    window.showPage(QStringLiteral("run"));
    for (QWidget* chart : charts()) {
        if (chart->isVisible() && classOf(*chart) == "LearningCurveChart") {
            QCOMPARE(opened(chart), QStringLiteral("chart:LearningCurveChart"));
            break;
        }
    }
    const auto* table = window.findChild<TrialTableView*>();
    QVERIFY(table);
    const std::vector<GlossaryEntry> all = makeGlossary();
    QStringList topics;
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        const QString topic = table->model()->headerData(column, Qt::Horizontal, kGlossaryTopicRole).toString();
        QVERIFY2(topic.isEmpty() || findGlossaryEntry(all, topic), qPrintable(topic));
        topics.append(topic);
    }
    for (const char* topic : {"metric:accuracy", "term:gap", "setting:learning_rate", "term:state"})
        QVERIFY2(topics.contains(QString::fromLatin1(topic)), topic);
    QVERIFY(table->model()->rowCount() > 0);
    window.findChild<TrialTableView*>()->setCurrentIndex(
        table->model()->index(0, int(topics.indexOf(QStringLiteral("term:gap")))));
    QCOMPARE(opened(window.findChild<TrialTableView*>()), QStringLiteral("term:gap"));
    // Where nothing has a topic: the index, ready to search.
    QCursor::setPos(window.mapToGlobal(QPoint(2, 2)));
    window.setFocus();
    QTest::keyClick(&window, Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_controller->glossary().dialog()->isVisible());
    QVERIFY(!m_controller->glossary().dialog()->currentEntry().isEmpty());
    m_controller->glossary().dialog()->close();
}

void TestChartsInWords::sentencesChangeWithTheData()
{
    for (const char* page : {"search", "analyse", "run"}) // Pages read while they are looked at.
        m_controller->window().showPage(QString::fromLatin1(page));
    std::map<QWidget*, QString> before;
    for (QWidget* chart : charts())
        before[chart] = spoken(*chart);
    search(40);
    m_controller->window().showPage(QStringLiteral("analyse"));
    QTest::qWait(600);
    int changed = 0;
    std::set<QByteArray> same;
    for (QWidget* chart : charts()) {
        if (before.contains(chart) && spoken(*chart) != before[chart])
            ++changed;
        else
            same.insert(classOf(*chart));
    }
    for (const char* name : {"LearningCurveChart", "ScoreHistogram", "ParallelView", "Timeline"})
        QVERIFY2(!same.contains(name), name);
    QVERIFY2(changed >= 6, qPrintable(QString::number(changed)));
}

QTEST_MAIN(TestChartsInWords)
#include "tst_charts_in_words.moc"
