// SPDX-License-Identifier: GPL-3.0-or-later
// Trust in the window, on a real search: the best are trained on new seeds, the test part is opened, stopped trials are
// finished, the notebook tells it all, and changed data are found out.
#include "tests/ui/window/study_in_window.h"
#include "ui/pages/best/finalists_chart.h"
#include "ui/pages/best/new_data_panel.h"
#include "ui/pages/best/notebook_panel.h"
#include "ui/pages/best/scroll_keeper.h"
#include "ui/pages/best/trust_charts.h"
#include "ui/pages/best/trust_panel.h"
#include "ui/pages/best_page.h"
#include "ui/pages/data/split_panel.h"
#include "ui/widgets/segmented_control.h"

#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTimer>
#include <QUndoStack>
#include <QVBoxLayout>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void whatWasClickedStaysWhereItIs();
    void theBestAreTrainedOnNewSeeds();
    void stoppingKeepsWhatIsDone();
    void theTestPartOpensOnlyAfterTheQuestion();
    void theMeterIsAboutTheTrialLookedAt();
    void stoppedTrialsAreFinished();
    void chosenTrialsAreKept();
    void theNotebookTellsItAllAndTakesNotes();
    void theNotebookIsExported();
    void changedDataAreFoundOutAndTunedAgain();
    void leavingAProjectDoesNotWaitForTraining();

private:
    [[nodiscard]] MainWindow& window() { return m_study.window(); }
    [[nodiscard]] ProjectController& project() { return m_study.project(); }
    [[nodiscard]] BestPage& best() { return *window().findChild<BestPage*>(); }
    template <class T>
    T* part(QWidget& in, const char* name) { return StudyInWindow::part<T>(in, name); }
    void show(BestPage::View view);
    void answerQuestion(QMessageBox::ButtonRole role);

    StudyInWindow m_study;
    QString m_asked; ///< What the last question said.
};

void TestTrust::initTestCase()
{
    m_study.run();
}

void TestTrust::cleanupTestCase()
{
    m_study.close();
}

void TestTrust::show(BestPage::View view)
{
    window().showPage(QStringLiteral("best"));
    for (SegmentedControl* control : best().findChildren<SegmentedControl*>()) {
        if (control->isVisible() && control->segment(view)->text() == (view == BestPage::TrustView ? QStringLiteral("Trust") : QStringLiteral("Notebook")))
            QTest::mouseClick(control->segment(view), Qt::LeftButton);
    }
    QCOMPARE(best().view(), view);
    QTRY_VERIFY_WITH_TIMEOUT(best().trust()->facts().has_value(), kLoadMs);
}

/// Presses the button of this role in the question that is about to come.
void TestTrust::answerQuestion(QMessageBox::ButtonRole role)
{
    m_asked.clear();
    QTimer::singleShot(150, this, [this, role] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box)
            return;
        m_asked = box->text() + QLatin1Char(' ') + box->informativeText();
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    });
}

void TestTrust::whatWasClickedStaysWhereItIs()
{
    QScrollArea area;
    area.setWidgetResizable(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    auto* above = new QWidget;
    auto* button = new QPushButton(QStringLiteral("Train again"));
    auto* below = new QPushButton(QStringLiteral("far below"));
    above->setFixedHeight(300);
    column->addWidget(above);
    column->addWidget(button);
    column->addSpacing(900);
    column->addWidget(below);
    area.setWidget(content);
    area.resize(400, 300);
    area.show();
    ScrollKeeper keeper(area);
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    area.verticalScrollBar()->setValue(200);
    const auto place = [&] { return button->mapTo(area.viewport(), QPoint(0, 0)).y(); };
    const int before = place();
    keeper.hold(*button);
    area.ensureWidgetVisible(below); // As where the button is disabled and the focus goes on.
    QCOMPARE(place(), before);
    above->setFixedHeight(430);
    QTRY_COMPARE(above->height(), 430);
    QTRY_COMPARE(place(), before);
    QTest::qWait(320);
    area.verticalScrollBar()->setValue(area.verticalScrollBar()->value() + 40); // A person scrolls.
    QCOMPARE(place(), before - 40);
    above->setFixedHeight(500);
    QTRY_COMPARE(above->height(), 500);
    QTRY_COMPARE(place(), before - 40);
}

void TestTrust::theBestAreTrainedOnNewSeeds()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    TrustPanel& panel = *best().trustPanel();
    QVERIFY(!model.report(ConfirmSplit::Same));
    QVERIFY(panel.finalists().reading().rows.empty());
    auto* seeds = part<QSpinBox>(panel, "confirmSeeds");
    seeds->setFocus();
    seeds->selectAll();
    QTest::keyClicks(seeds, QStringLiteral("3"));
    QTest::keyClick(seeds, Qt::Key_Return);
    QTest::mouseClick(part<QPushButton>(panel, "confirm"), Qt::LeftButton);
    QCOMPARE(model.work(), TrustModel::Work::Confirm);
    QVERIFY(!part<QPushButton>(panel, "openTest")->isEnabled()); // One thing at a time.
    QTRY_VERIFY_WITH_TIMEOUT(model.report(ConfirmSplit::Same) != nullptr, kLoadMs);
    const ConfirmationReport& report = *model.report(ConfirmSplit::Same);
    QCOMPARE(report.trials.size(), std::size_t{4});
    QCOMPARE(report.trials.front().values.size(), std::size_t{3});
    const ChartReading reading = panel.finalists().reading();
    QCOMPARE(reading.rows.size(), std::size_t{4});
    QVERIFY(reading.sentence.contains(QStringLiteral("best mean on new seeds")));
    QVERIFY(part<QLabel>(panel, "finalistsWords")->text().contains(QStringLiteral("fell when trained again")));
    QVERIFY(part<QPushButton>(panel, "keep")->isVisible());
    // The mean stands where it belongs: between its lowest and its highest seed.
    const auto& values = report.trials.front().values;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double mean = panel.finalists().xOf(report.trials.front().verdict.mean.mean);
    QVERIFY(mean >= panel.finalists().xOf(*low) - 1e-6 && mean <= panel.finalists().xOf(*high) + 1e-6);
}

void TestTrust::stoppingKeepsWhatIsDone()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    const int before = model.facts()->extraRuns;
    model.confirm({.top = 10, .seeds = 150});
    QTRY_VERIFY_WITH_TIMEOUT(model.done() > 0 && model.all() > 100, kLoadMs);
    for (QPushButton* button : best().trustPanel()->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == QLatin1String("Stop"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE_WITH_TIMEOUT(model.work(), TrustModel::Work::None, kLoadMs);
    QTRY_VERIFY_WITH_TIMEOUT(model.facts()->extraRuns > before, kLoadMs);
    QVERIFY(model.facts()->extraRuns < 10 * 150);
}

void TestTrust::theTestPartOpensOnlyAfterTheQuestion()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    TrustPanel& panel = *best().trustPanel();
    QVERIFY(part<QLabel>(panel, "vaultHead")->text().contains(QStringLiteral("locked")));
    const ChartReading before = panel.optimism().reading();
    QVERIFY(!before.rows.empty());
    QCOMPARE(before.rows.back().back(), QStringLiteral("locked"));
    answerQuestion(QMessageBox::RejectRole);
    QTest::mouseClick(part<QPushButton>(panel, "openTest"), Qt::LeftButton);
    QVERIFY2(m_asked.contains(QStringLiteral("for ever")), qPrintable(m_asked));
    QVERIFY2(m_asked.contains(QStringLiteral("also scores the trials that were the best once")), qPrintable(m_asked));
    QCOMPARE(model.work(), TrustModel::Work::None);
    QVERIFY(project().service().testLooks().empty());
    answerQuestion(QMessageBox::AcceptRole);
    QTest::mouseClick(part<QPushButton>(panel, "openTest"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(model.facts()->looks.size() == 1, kLoadMs);
    QCOMPARE(project().service().testLooks().size(), std::size_t{1});
    QCOMPARE(model.facts()->looks[0].trial, best().model().shown());
    auto* look = part<QLabel>(panel, "look");
    QVERIFY(look && look->isVisible());
    QVERIFY2(look->text().startsWith(QStringLiteral("Look 1, ")), qPrintable(look->text()));
    QVERIFY(part<QLabel>(panel, "vaultHead")->text().contains(QStringLiteral("opened once")));
    QVERIFY(panel.optimism().reading().rows.back().back() != QLatin1String("locked"));
    // Everywhere the lock is open.
    QCOMPARE(part<QLabel>(best(), "testLock")->accessibleName(), QStringLiteral("Test part, opened"));
    window().showPage(QStringLiteral("data"));
    QCOMPARE(part<QLabel>(*window().findChild<SplitPanel*>(), "testLock")->text(), QStringLiteral("opened once, see Best, Trust"));
    show(BestPage::TrustView);
    // The next one says that it is the second.
    answerQuestion(QMessageBox::RejectRole);
    QTest::mouseClick(part<QPushButton>(panel, "openTest"), Qt::LeftButton);
    QVERIFY2(m_asked.contains(QStringLiteral("look 2")), qPrintable(m_asked));
    QCOMPARE(project().service().testLooks().size(), std::size_t{1});
}

void TestTrust::theMeterIsAboutTheTrialLookedAt()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    TrustPanel& panel = *best().trustPanel();
    const int first = best().model().shown();
    const int other = model.report(ConfirmSplit::Same)->trials.back().trial == first ? model.report(ConfirmSplit::Same)->trials.front().trial
                                                                                    : model.report(ConfirmSplit::Same)->trials.back().trial;
    best().model().choose(other);
    answerQuestion(QMessageBox::AcceptRole);
    QTest::mouseClick(part<QPushButton>(panel, "openTest"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(model.facts()->looks.size() == 2, kLoadMs);
    const TestLook& look = model.facts()->looks.back();
    QCOMPARE(look.trial, other);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QStringList shown;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        shown << label->text();
    QVERIFY2(shown.contains(QStringLiteral("In the search, trial %1").arg(other)), qPrintable(shown.join(u'|')));
    QVERIFY(shown.contains(QStringLiteral("Test part, trial %1").arg(other)));
    QVERIFY(!shown.join(u'|').contains(QStringLiteral("In the search, best of")));
    QVERIFY(shown.contains(scoreTextWithUnit(*model.facts()->confirmedMean(other), model.facts()->metric)));
    QVERIFY(panel.optimism().reading().sentence.contains(QStringLiteral("Trial %1 was looked at").arg(other)));
    best().model().choose(first);
    // True for every relation of the two numbers.
    const MetricStyle accuracy;
    QVERIFY(testLuckText(0.020, 0.008, accuracy).contains(QStringLiteral("did worse on the test part, by more than")));
    QVERIFY(testLuckText(-0.020, 0.008, accuracy).contains(QStringLiteral("did better on the test part, by more than")));
    QVERIFY(testLuckText(0.010, 0.008, accuracy).contains(QStringLiteral("up to 1.6, so this one may be luck")));
    QVERIFY(testLuckText(-0.010, 0.008, accuracy).contains(QStringLiteral("may be luck")));
    QVERIFY(testLuckText(0.010, std::nullopt, accuracy).isEmpty());
}

void TestTrust::stoppedTrialsAreFinished()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    TrustPanel& panel = *best().trustPanel();
    const int pruned = model.facts()->audit.pruned;
    QVERIFY(pruned > 4);
    QVERIFY(panel.auditChart().reading().rows.empty());
    QTest::mouseClick(part<QPushButton>(panel, "audit"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(model.work() == TrustModel::Work::None && model.facts()->audit.audited > 0, kLoadMs);
    const AuditReport& audit = model.facts()->audit;
    QVERIFY(audit.audited < pruned);
    QCOMPARE(panel.auditChart().reading().rows.size(), static_cast<std::size_t>(audit.audited));
    QVERIFY(part<QLabel>(panel, "auditHead")->text().startsWith(QStringLiteral("%1 of %2").arg(audit.wronglyPruned).arg(audit.audited)));
    QVERIFY(model.facts()->ledger.ghostSeconds > 0.0);
    // A click on a dot looks at that trial.
    const auto ghost = std::find_if(audit.ghosts.begin(), audit.ghosts.end(), [](const GhostVerdict& verdict) { return verdict.valueThen && verdict.ghostValue; });
    QVERIFY(ghost != audit.ghosts.end());
    QSignalSpy chosen(&panel.auditChart(), &AuditChart::trialChosen);
    QTest::mouseClick(&panel.auditChart(), Qt::LeftButton, {}, panel.auditChart().pointOf(*ghost).toPoint());
    QCOMPARE(chosen.count(), 1);
}

void TestTrust::chosenTrialsAreKept()
{
    show(BestPage::TrustView);
    TrustPanel& panel = *best().trustPanel();
    FinalistsChart& chart = panel.finalists();
    const auto& trials = best().trust()->report(ConfirmSplit::Same)->trials;
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.rowRect(1).center().toPoint());
    QCOMPARE(best().model().shown(), trials[1].trial);
    chart.setFocus();
    QTest::keyClick(&chart, Qt::Key_Up);
    QCOMPARE(best().model().shown(), trials[0].trial);
    auto* keep = part<QPushButton>(panel, "keep");
    const QString text = keep->text();
    QTest::mouseClick(keep, Qt::LeftButton);
    QCOMPARE(best().view(), BestPage::WinnerView);
    QCOMPARE(text, QStringLiteral("Show trial %1 under Winner").arg(best().model().shown()));
}

void TestTrust::theNotebookTellsItAllAndTakesNotes()
{
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTest::keyClick(&window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(best().view(), BestPage::NotebookView);
    NotebookPanel& book = *best().notebook();
    QVERIFY(book.isVisible());
    const auto kinds = [this] {
        QStringList written;
        for (const StudyEvent& entry : best().trust()->facts()->notebook)
            written << QString::fromStdString(entry.kind);
        return written;
    };
    for (const char* kind : {"created", "run_started", "confirmed", "test_opened", "audited"})
        QTRY_VERIFY_WITH_TIMEOUT(kinds().contains(QLatin1String(kind)), kLoadMs);
    auto* write = part<QPushButton>(book, "notebookWrite");
    QVERIFY(!write->isEnabled());
    for (SegmentedControl* control : book.findChildren<SegmentedControl*>())
        QTest::mouseClick(control->segment(1), Qt::LeftButton);
    book.field().setFocus();
    QTest::keyClicks(&book.field(), QStringLiteral("Wide <nets> win"));
    QVERIFY(write->isEnabled());
    QTest::mouseClick(write, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(kinds().last(), QStringLiteral("prediction"), kLoadMs);
    QCOMPARE(best().trust()->facts()->notebook.back().detail, std::string("Wide <nets> win"));
    QVERIFY(book.field().toPlainText().isEmpty());
    const QList<QLabel*> entries = book.findChildren<QLabel*>(QStringLiteral("notebookEntry"));
    QVERIFY(entries.size() >= 6);
    QCOMPARE(entries.last()->text(), QStringLiteral("Wide <nets> win"));
    QVERIFY(part<QLabel>(book, "notebookChain")->text().startsWith(QStringLiteral("In order")));
}

void TestTrust::theNotebookIsExported()
{
    const QString path = m_study.folder->filePath(QStringLiteral("notebook.html"));
    QVERIFY(best().notebook()->exportTo(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString html = QString::fromUtf8(file.readAll());
    QVERIFY(html.contains(QStringLiteral("Wide &lt;nets&gt; win")));
    QVERIFY(html.contains(QStringLiteral("look 1: trial")));
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(!best().notebook()->exportTo(m_study.folder->filePath(QStringLiteral("missing/notebook.html"))));
}

void TestTrust::changedDataAreFoundOutAndTunedAgain()
{
    window().showPage(QStringLiteral("best"));
    best().showView(BestPage::NewDataView);
    NewDataPanel& panel = *best().newData();
    auto* compare = part<QPushButton>(panel, "newDataCompare");
    auto* words = part<QLabel>(panel, "newDataWords");
    QVERIFY(!compare->isEnabled());
    const auto ask = [&](const QString& source) {
        panel.field().setFocus();
        panel.field().selectAll();
        QTest::keyClicks(&panel.field(), source);
        QTest::mouseClick(compare, Qt::LeftButton);
    };
    ask(QStringLiteral("iris"));
    QTRY_VERIFY_WITH_TIMEOUT(words->text().contains(QStringLiteral("the data that the study was made with")), kLoadMs);
    QVERIFY(!part<QPushButton>(panel, "newDataTune")->isEnabled());
    ask(QStringLiteral("wine"));
    QTRY_VERIFY_WITH_TIMEOUT(words->text().contains(QStringLiteral("column")), kLoadMs);
    QVERIFY(!part<QPushButton>(panel, "newDataTune")->isEnabled());
    // Iris with half of its rows: the same columns, other rows.
    const DatasetFacts& facts = *project().facts();
    std::vector<std::int64_t> rows;
    for (std::int64_t row = 0; row < facts.rows; row += 2)
        rows.push_back(row);
    const auto views = StudyService::readRows(DataSpec{"iris"}, rows);
    QVERIFY(views);
    QFile file(m_study.folder->filePath(QStringLiteral("half.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const ColumnFacts& column : facts.features)
        file.write(QByteArray::fromStdString(column.name) + ',');
    file.write(QByteArray::fromStdString(facts.target.name) + '\n');
    for (const RowView& view : *views) {
        for (const std::string& cell : view.cells)
            file.write(QByteArray::fromStdString(cell) + ',');
        file.write(QByteArray::fromStdString(view.target) + '\n');
    }
    file.close();
    ask(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(words->text().contains(QStringLiteral("not those that trial")), kLoadMs);
    QVERIFY(part<QLabel>(panel, "newDataScores")->isVisible());
    QTest::mouseClick(part<QPushButton>(panel, "newDataTune"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(project().draft().data.source), file.fileName(), kLoadMs);
    QVERIFY(!project().draft().stage.queue.empty()); // Warm: the old best are tried first.
    QCOMPARE(project().draftChange(), ProjectController::DraftChange::Study);
    project().undoStack().undo();
    QCOMPARE(project().draft().data.source, std::string("iris"));
}

void TestTrust::leavingAProjectDoesNotWaitForTraining()
{
    show(BestPage::TrustView);
    TrustModel& model = *best().trust();
    model.confirm({.top = 10, .seeds = 200});
    QTRY_VERIFY_WITH_TIMEOUT(model.done() > 0 && model.done() < model.all() / 2, kLoadMs);
    QElapsedTimer took;
    took.start();
    project().newProject();
    QTRY_VERIFY_WITH_TIMEOUT(!project().isBusy(), kLoadMs);
    QVERIFY2(took.elapsed() < 3000, qPrintable(QString::number(took.elapsed())));
    QCOMPARE(model.work(), TrustModel::Work::None);
    QVERIFY(!model.facts());
    QVERIFY(project().projectPath().isEmpty());
}

QTEST_MAIN(TestTrust)
#include "tst_trust.moc"
