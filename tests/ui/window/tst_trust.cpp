// SPDX-License-Identifier: GPL-3.0-or-later
// Trust in the window, on a real search: the coach's advice is run and undone, the best are trained on new seeds, the
// test part is opened, stopped trials are finished, and the notebook tells it all.
#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "ui/pages/best/finalists_chart.h"
#include "ui/pages/best/new_data_panel.h"
#include "ui/pages/best/notebook_panel.h"
#include "ui/pages/best/trust_charts.h"
#include "ui/pages/best/trust_panel.h"
#include "ui/pages/best_page.h"
#include "ui/pages/run/coach_card.h"
#include "ui/pages/run/experiment_dialog.h"
#include "ui/pages/run/why_panel.h"
#include "ui/pages/run_page.h"
#include "ui/charts/curve_chart_view.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme_manager.h"

#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QLineEdit>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTimer>
#include <QUndoStack>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr int kLoadMs = 30'000;

} // namespace

class TestTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void theCoachQueuesATwinAndTellsWhatItDid();
    void undoTakesTheTwinOut();
    void whyTellsAmongWhomATrialWasStopped();
    void whyShowsTheCurveAndTheTrialsItLostTo();
    void theTwinDialogChangesOneValue();
    void trialsAreForkedAndTrainedLonger();
    void theBestAreTrainedOnNewSeeds();
    void stoppingKeepsWhatIsDone();
    void theTestPartOpensOnlyAfterTheQuestion();
    void stoppedTrialsAreFinished();
    void chosenTrialsAreKept();
    void theNotebookTellsItAllAndTakesNotes();
    void theNotebookIsExported();
    void changedDataAreFoundOutAndTunedAgain();
    void leavingAProjectDoesNotWaitForTraining();

private:
    [[nodiscard]] MainWindow& window() { return m_controller->window(); }
    [[nodiscard]] ProjectController& project() { return m_controller->project(); }
    [[nodiscard]] StudySnapshotPtr snapshot() { return project().study().snapshot(); }
    [[nodiscard]] BestPage& best() { return *window().findChild<BestPage*>(); }
    [[nodiscard]] CoachCard& coach() { return window().findChild<RunPage*>()->coachCard(); }
    [[nodiscard]] bool isAtRest()
    {
        return !project().isBusy() && snapshot() &&
               (snapshot()->state == RunnerState::Finished || snapshot()->state == RunnerState::Idle);
    }
    template <class T>
    T* part(QWidget& in, const char* name)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return in.findChild<T*>(QLatin1String(name));
    }
    void show(BestPage::View view);
    void answerQuestion(QMessageBox::ButtonRole role);

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowController> m_controller;
    int m_twin = -1;
    QString m_asked; ///< What the last question said.
};

void TestTrust::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-test"));
    QSettings().clear();
    m_themes = std::make_unique<ThemeManager>(*qApp);
    m_folder = std::make_unique<QTemporaryDir>();
    m_controller = std::make_unique<WindowController>(std::shared_ptr<StudyService>(makeServices().studies), *m_themes);
    project().setProjectsFolder(m_folder->path());
    window().resize(1440, 900);
    window().show();
    QTRY_VERIFY_WITH_TIMEOUT(project().facts().has_value(), kLoadMs);
    project().openData(DataSpec{"iris"});
    QTRY_VERIFY_WITH_TIMEOUT(project().facts() && project().facts()->about.name == "iris", kLoadMs);
    StudyConfig config = project().draft();
    config.seed = 5;
    config.stage.fixed = {{"model", std::string("mlp")}, {"epochs", std::int64_t{16}}, {"hidden_layers", std::int64_t{1}}, {"optimizer", std::string("sgd")}};
    config.stage.space = *SearchSpace::create({{"learning_rate", FloatRange{1e-4, 3.0, Scale::Log}}, {"units", IntRange{2, 32}}});
    config.stage.sampler = {.name = "random"};
    config.stage.pruner = PrunerConfig{.name = "asha"};
    config.stage.budget.trials = 40;
    project().setDraft(config, QStringLiteral("test"));
    project().start();
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), kLoadMs);
    QVERIFY(snapshot()->counts.pruned > 4);
}

void TestTrust::cleanupTestCase()
{
    m_controller.reset();
    m_themes.reset();
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

void TestTrust::theCoachQueuesATwinAndTellsWhatItDid()
{
    window().showPage(QStringLiteral("run"));
    const auto hasTwin = [&] {
        const Verdict* verdict = coach().verdict();
        return verdict && verdict->trial == project().study().followed() && !verdict->suggestions.empty() &&
               verdict->suggestions.front().kind == SuggestionKind::Twin;
    };
    for (std::size_t i = 0; i < snapshot()->size() && !hasTwin(); ++i) {
        const int trial = static_cast<int>(i);
        project().study().select(trial);
        QTRY_COMPARE_WITH_TIMEOUT(coach().model().trial(), trial, kLoadMs);
    }
    QVERIFY(hasTwin());
    const int origin = coach().verdict()->trial;
    const ParamSet change = coach().verdict()->suggestions.front().change;
    m_twin = static_cast<int>(snapshot()->size());
    QTest::mouseClick(part<QPushButton>(coach(), "coachPrimary"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(snapshot()->size(), static_cast<std::size_t>(m_twin) + 1, kLoadMs);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest() && isTold(snapshot()->trial(static_cast<std::size_t>(m_twin)).state), kLoadMs);
    const TrialSnapshot& twin = snapshot()->trial(static_cast<std::size_t>(m_twin));
    QVERIFY((twin.start.origin == Origin{OriginKind::Twin, origin}));
    QCOMPARE(twin.start.seed, snapshot()->trial(static_cast<std::size_t>(origin)).start.seed);
    for (const auto& [name, value] : change)
        QVERIFY2(twin.start.params.find(name) && sameValue(*twin.start.params.find(name), value), name.c_str());
    // What it did comes first, with the numbers.
    QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(coach(), "coachTitle")->text().startsWith(QStringLiteral("It ")), kLoadMs);
    const QString told = part<QLabel>(coach(), "coachTitle")->text();
    QVERIFY2(told.contains(QStringLiteral("trial %1").arg(m_twin)), qPrintable(told));
    QVERIFY(!part<QLabel>(coach(), "coachText")->text().isEmpty());
}

void TestTrust::undoTakesTheTwinOut()
{
    QVERIFY(m_twin >= 0);
    QVERIFY2(project().undoStack().undoText().startsWith(QStringLiteral("Twin of trial")), qPrintable(project().undoStack().undoText()));
    const int told = shownCounts(*snapshot()).told();
    project().undoStack().undo();
    QTRY_VERIFY(snapshot()->trial(static_cast<std::size_t>(m_twin)).deleted);
    QCOMPARE(shownCounts(*snapshot()).told(), told - 1);
    QTRY_VERIFY(!part<QLabel>(coach(), "coachTitle")->text().contains(QStringLiteral("trial %1").arg(m_twin)));
    project().undoStack().redo();
    QTRY_VERIFY_WITH_TIMEOUT(snapshot()->size() == static_cast<std::size_t>(m_twin) + 2 && isAtRest(), kLoadMs);
}

/// The numbers of the reason come out of what the panel shows.
void TestTrust::whyTellsAmongWhomATrialWasStopped()
{
    int checked = 0;
    for (std::size_t i = 0; i < snapshot()->size(); ++i) {
        const TrialSnapshot& trial = snapshot()->trial(i);
        const auto story = pruneStoryOf(*snapshot(), static_cast<int>(i));
        QCOMPARE(story.has_value(), trial.state == TrialState::Pruned);
        if (!story)
            continue;
        ++checked;
        const auto own = std::find_if(story->rivals.begin(), story->rivals.end(), [&](const PruneRival& rival) { return rival.trial == trial.number(); });
        QVERIFY(own != story->rivals.end());
        QVERIFY(!own->wentOn);
        const auto ahead = std::count_if(story->rivals.begin(), story->rivals.end(), [](const PruneRival& rival) { return rival.wentOn; });
        if (story->reason.kind == PruneKind::RungRank) {
            QCOMPARE(static_cast<int>(story->rivals.size()), story->reason.of);
            QCOMPARE(static_cast<int>(ahead), story->reason.keep);
        } else {
            QCOMPARE(static_cast<int>(story->rivals.size()) - 1, story->reason.peers);
            QVERIFY(ahead > 0);
        }
    }
    QVERIFY(checked > 4);
    QVERIFY(!pruneStoryOf(*snapshot(), -1) && !pruneStoryOf(*snapshot(), 100'000));
}

void TestTrust::whyShowsTheCurveAndTheTrialsItLostTo()
{
    int stopped = -1;
    for (std::size_t i = 0; i < snapshot()->size() && stopped < 0; ++i)
        stopped = snapshot()->trial(i).state == TrialState::Pruned ? static_cast<int>(i) : -1;
    QVERIFY(stopped >= 0);
    project().study().select(stopped);
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTest::keyClick(&window(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    WhyPanel& why = window().findChild<RunPage*>()->whyPanel();
    QVERIFY(why.isVisible());
    QCOMPARE(why.trial(), stopped);
    QVERIFY2(why.sentence().contains(QStringLiteral("epoch")), qPrintable(why.sentence()));
    QVERIFY(!why.chart().lines().empty());
    QCOMPARE(why.chart().lines().back().trial, stopped);
    QVERIFY(why.chart().frame().evidence && why.chart().frame().evidence->level);
    const int rows = why.rivals().rowCount();
    QVERIFY(rows >= 2);
    // Clicking a rival selects it; the panel stays with its trial.
    const QTableWidgetItem* first = why.rivals().item(0, 1);
    QVERIFY(first);
    QTest::mouseClick(why.rivals().viewport(), Qt::LeftButton, {}, why.rivals().visualItemRect(first).center());
    QCOMPARE(project().study().selected(), first->data(Qt::UserRole).toInt());
    QCOMPARE(why.trial(), stopped);
    QTest::keyClick(&why, Qt::Key_Escape);
    QVERIFY(!why.isVisible());
    window().findChild<RunPage*>()->showWhy(snapshot()->best);
    QVERIFY(why.isVisible());
    QVERIFY(why.sentence().size() > 5);
    QVERIFY(!why.rivals().isVisible());
    QTest::mouseClick(&why.backButton(), Qt::LeftButton);
    QVERIFY(!why.isVisible());
}

void TestTrust::theTwinDialogChangesOneValue()
{
    const int origin = snapshot()->best;
    window().findChild<RunPage*>()->openExperiment(origin, OriginKind::Twin);
    auto* dialog = window().findChild<ExperimentDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* queue = part<QPushButton>(*dialog, "experimentQueue");
    QLineEdit& field = dialog->numberField();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("much"));
    QVERIFY(!queue->isEnabled());
    QVERIFY(!dialog->request());
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("5000")); // Beyond what a learning rate can be.
    QVERIFY(!queue->isEnabled());
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("1e-4"));
    QVERIFY(queue->isEnabled());
    const std::size_t before = snapshot()->size();
    QTest::mouseClick(queue, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot()->size() == before + 1 && isAtRest(), kLoadMs);
    const TrialSnapshot& twin = snapshot()->trial(before);
    QVERIFY((twin.start.origin == Origin{OriginKind::Twin, origin}));
    QCOMPARE(std::get<double>(*twin.start.params.find("learning_rate")), 1e-4);
    QCOMPARE(twin.curves.validationLoss.front(), snapshot()->trial(static_cast<std::size_t>(origin)).curves.validationLoss.front());
    // What it did is told in the dialog.
    const auto results = [&] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QStringList texts;
        for (const QLabel* label : dialog->findChildren<QLabel*>(QStringLiteral("experimentResult")))
            texts << label->text();
        return texts.join(u'|');
    };
    QTRY_VERIFY_WITH_TIMEOUT(results().contains(QStringLiteral("learning rate 1e-4")), kLoadMs);
    QVERIFY2(results().contains(QStringLiteral("one start")) || results().contains(QStringLiteral("no score")), qPrintable(results()));
    auto* note = part<QPushButton>(*dialog, "experimentNote");
    QVERIFY(note);
    QTest::mouseClick(note, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto study = project().service().stored();
            return study && study->events.back().kind == "note" && study->events.back().detail.starts_with("From trial " + std::to_string(origin));
        }(),
        kLoadMs);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTrust::trialsAreForkedAndTrainedLonger()
{
    const int origin = snapshot()->best;
    const auto run = [&](OriginKind kind, int epochs) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        window().findChild<RunPage*>()->openExperiment(origin, kind);
        auto* dialog = window().findChild<ExperimentDialog*>();
        dialog->epochBox().setValue(epochs);
        if (kind == OriginKind::Fork) {
            dialog->numberField().selectAll();
            QTest::keyClicks(&dialog->numberField(), QStringLiteral("0.002"));
        }
        QTest::mouseClick(part<QPushButton>(*dialog, "experimentQueue"), Qt::LeftButton);
        QTest::keyClick(dialog, Qt::Key_Escape);
    };
    const std::size_t before = snapshot()->size();
    run(OriginKind::Fork, 5);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot()->size() == before + 1 && isAtRest(), kLoadMs);
    const TrialSnapshot& fork = snapshot()->trial(before);
    QVERIFY((fork.start.origin == Origin{OriginKind::Fork, origin}));
    const TrialSnapshot& original = snapshot()->trial(static_cast<std::size_t>(origin));
    for (std::size_t epoch = 0; epoch <= 5; ++epoch)
        QCOMPARE(fork.curves.validationLoss[epoch], original.curves.validationLoss[epoch]);
    run(OriginKind::Continued, 4);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot()->size() == before + 2 && isAtRest(), kLoadMs);
    QCOMPARE(snapshot()->trial(before + 1).finishedEpochs(), snapshot()->trial(static_cast<std::size_t>(origin)).finishedEpochs() + 4);
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
    // The next one says that it is the second.
    answerQuestion(QMessageBox::RejectRole);
    QTest::mouseClick(part<QPushButton>(panel, "openTest"), Qt::LeftButton);
    QVERIFY2(m_asked.contains(QStringLiteral("look 2")), qPrintable(m_asked));
    QCOMPARE(project().service().testLooks().size(), std::size_t{1});
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
    QCOMPARE(text, QStringLiteral("Keep trial %1").arg(best().model().shown()));
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
    const QString path = m_folder->filePath(QStringLiteral("notebook.html"));
    QVERIFY(best().notebook()->exportTo(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString html = QString::fromUtf8(file.readAll());
    QVERIFY(html.contains(QStringLiteral("Wide &lt;nets&gt; win")));
    QVERIFY(html.contains(QStringLiteral("look 1: trial")));
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(!best().notebook()->exportTo(m_folder->filePath(QStringLiteral("missing/notebook.html"))));
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
    QFile file(m_folder->filePath(QStringLiteral("half.csv")));
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
