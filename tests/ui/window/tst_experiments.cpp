// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments in the window, on a real search: the coach's advice is run and undone, why a trial was stopped, twins, forks
// and longer trainings.
#include "tests/ui/window/study_in_window.h"
#include "ui/charts/curve_chart_view.h"
#include "ui/pages/run/coach_card.h"
#include "ui/pages/run/experiment_dialog.h"
#include "ui/pages/run/why_panel.h"
#include "ui/pages/run_page.h"
#include "ui/viewmodels/param_words.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestExperiments : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_study.run(); }
    void cleanupTestCase() { m_study.close(); }
    void theCoachQueuesATwinAndTellsWhatItDid();
    void undoTakesTheTwinOut();
    void whyTellsAmongWhomATrialWasStopped();
    void whyShowsTheCurveAndTheTrialsItLostTo();
    void aFinishedTrialIsShown();
    void theTwinDialogChangesOneValue();
    void wordsOfAnExperiment();
    void trialsAreForkedAndTrainedLonger();

private:
    [[nodiscard]] MainWindow& window() { return m_study.window(); }
    [[nodiscard]] ProjectController& project() { return m_study.project(); }
    [[nodiscard]] StudySnapshotPtr snapshot() { return m_study.snapshot(); }
    [[nodiscard]] bool isAtRest() { return m_study.isAtRest(); }
    [[nodiscard]] CoachCard& coach() { return window().findChild<RunPage*>()->coachCard(); }
    template <class T>
    T* part(QWidget& in, const char* name) { return StudyInWindow::part<T>(in, name); }

    StudyInWindow m_study;
    int m_twin = -1;
};

void TestExperiments::theCoachQueuesATwinAndTellsWhatItDid()
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

void TestExperiments::undoTakesTheTwinOut()
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
void TestExperiments::whyTellsAmongWhomATrialWasStopped()
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

void TestExperiments::whyShowsTheCurveAndTheTrialsItLostTo()
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

/// "Finish" trains a stopped trial to its end; what came of it stands where it was asked for.
void TestExperiments::aFinishedTrialIsShown()
{
    int stopped = -1;
    for (std::size_t i = 0; i < snapshot()->size() && stopped < 0; ++i)
        stopped = snapshot()->trial(i).state == TrialState::Pruned ? static_cast<int>(i) : -1;
    window().showPage(QStringLiteral("run"));
    window().findChild<RunPage*>()->showWhy(stopped);
    WhyPanel& why = window().findChild<RunPage*>()->whyPanel();
    auto* finish = part<QPushButton>(why, "whyFinish");
    QVERIFY(finish->isVisible());
    const std::size_t before = snapshot()->size();
    const std::size_t lines = why.chart().lines().size();
    QTest::mouseClick(finish, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot()->size() == before + 1 && isAtRest(), kLoadMs);
    const TrialSnapshot& made = snapshot()->trial(before);
    QVERIFY((made.start.origin == Origin{OriginKind::Continued, stopped}));
    QVERIFY(!finish->isVisible());
    const QString words = part<QLabel>(why, "whyGhost")->text();
    QVERIFY2(words.startsWith(QStringLiteral("Finished afterwards, as trial %1, it came to ").arg(before)), qPrintable(words));
    QCOMPARE(why.chart().lines().size(), lines + 1);
    const CurveLine& beyond = why.chart().lines()[lines - 1];
    QCOMPARE(beyond.points.front().x(), static_cast<double>(snapshot()->trial(static_cast<std::size_t>(stopped)).finishedEpochs()));
    QCOMPARE(beyond.points.back().x(), static_cast<double>(made.finishedEpochs()));
    QTest::mouseClick(&why.backButton(), Qt::LeftButton);
}

void TestExperiments::theTwinDialogChangesOneValue()
{
    const int origin = snapshot()->best;
    window().findChild<RunPage*>()->openExperiment(origin, OriginKind::Twin);
    auto* dialog = window().findChild<ExperimentDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* queue = part<QPushButton>(*dialog, "experimentQueue");
    QLineEdit& field = dialog->numberField();
    // Untouched it stands for the exact value, however it is rounded: nothing has changed.
    const ParamValue* has = settingOf(*snapshot(), snapshot()->trial(static_cast<std::size_t>(origin)), "learning_rate");
    QVERIFY(has);
    const QString untouched = field.text();
    QVERIFY(untouched.toDouble() != std::get<double>(*has));
    QVERIFY(!queue->isEnabled());
    QVERIFY(!dialog->request());
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
    QVERIFY2(results().contains(QStringLiteral("one start")) || results().contains(QStringLiteral("it ")), qPrintable(results()));
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

/// One start against another says what the coach says; what diverged has no score to compare.
void TestExperiments::wordsOfAnExperiment()
{
    const MetricStyle accuracy;
    ExperimentResult result{.trial = 7, .origin = {OriginKind::Twin, 3}, .state = TrialState::Diverged, .changed = {}};
    result.changed.set("learning_rate", 5.0);
    result.reason.epoch = 2;
    result.valueBefore = 0.98;
    result.verdict = TwinVerdict{.trial = 7, .of = 3, .differences = {-0.333}, .comparison = {}, .words = "could be luck"};
    result.verdict->comparison.difference.count = 1;
    result.verdict->comparison.difference.mean = -0.333;
    QVERIFY2(experimentText(result, accuracy).endsWith(QStringLiteral("it diverged in epoch 2")), qPrintable(experimentText(result, accuracy)));
    result.state = TrialState::Complete;
    result.value = 0.94;
    result.judgement = Judgement{.effect = Effect::Harmed, .gain = -0.04, .noise = 0.01};
    QString words = experimentText(result, accuracy);
    QVERIFY2(words.contains(QStringLiteral("-4.0 points over one start: it hurt, more than luck explains")), qPrintable(words));
    result.judgement->noise = 0.03;
    words = experimentText(result, accuracy);
    QVERIFY2(words.endsWith(QStringLiteral("-4.0 points over one start; one start cannot tell, run 9 more")), qPrintable(words));
}

void TestExperiments::trialsAreForkedAndTrainedLonger()
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

QTEST_MAIN(TestExperiments)
#include "tst_experiments.moc"
