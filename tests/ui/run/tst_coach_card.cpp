// SPDX-License-Identifier: GPL-3.0-or-later
// The coach's card on the Run page with real mouse and key events, on made-up verdicts.
#include "ui/pages/run_page.h"

#include "tests/ui/data/fake_data.h"
#include "tests/ui/run/synthetic_study.h"
#include "ui/pages/run/coach_card.h"
#include "ui/pages/run/curve_card.h"
#include "ui/pages/run/run_head.h"
#include "ui/viewmodels/coach_actions.h"
#include "ui/viewmodels/coach_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

Verdict overfitting(int trial)
{
    Verdict verdict{.rule = "overfitting", .title = "Overfitting", .severity = Severity::Problem, .trial = trial};
    verdict.text = "Training loss fell to 0.0021 while validation loss rose from 0.16 (epoch 6) to 0.23.";
    verdict.evidence = {{.shape = EvidenceShape::Band, .series = "validation_loss", .firstEpoch = 6, .lastEpoch = 14, .low = 0.16, .high = 0.23}};
    Suggestion dropout{.kind = SuggestionKind::Twin};
    dropout.change.set("dropout", 0.35);
    Suggestion units{.kind = SuggestionKind::Twin};
    units.change.set("units", std::int64_t{24});
    verdict.suggestions = {dropout, units};
    return verdict;
}

Verdict tie()
{
    Verdict verdict{.rule = "tie", .title = "Tie", .severity = Severity::Hint};
    verdict.text = "Trials 3, 4 and 5 are tied.";
    verdict.evidence = {{.shape = EvidenceShape::Level, .series = "validation_metric", .low = 0.9, .high = 0.9}};
    verdict.suggestions = {{.kind = SuggestionKind::Confirm, .text = "Five new seeds", .trials = {3, 4, 5}, .seeds = 5}};
    return verdict;
}

Verdict consequence(int trial)
{
    Verdict verdict{.rule = "plateau", .title = "Plateau", .severity = Severity::Problem, .trial = trial};
    verdict.text = "Stuck since epoch 12.";
    verdict.explainedBy = "overfitting";
    return verdict;
}

} // namespace

class TestCoachCard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theMostSevereComesFirst();
    void theMainButtonStartsTheFirstSuggestion();
    void alternativesAreChips();
    void theListBehindMoreBringsOthersForward();
    void dismissingIsRememberedPerRuleAndTrial();
    void evidenceIsDrawnOnTheChartItIsAbout();
    void showOnChartFocusesOnTheTrial();
    void outcomesAreToldFirst();
    void looksAgainWhenAnotherTrialIsSelected();
    void looksNotTooOftenWhileRunning();
    void saysWhyItCouldNotLook();
    void narrowWindowsHaveATab();
    void aRangeReplacesAFixedValue();
    void wordsOfSuggestions();

private:
    void open(int running = 0);
    [[nodiscard]] CoachCard& card() { return m_page->coachCard(); }
    template <class T>
    T* part(const char* name)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // Buttons of the card before.
        return card().findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QString title() { return part<QLabel>("coachTitle")->text(); }

    StudySnapshotPtr m_snapshot;
    std::uint64_t m_revision = 1;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<RunPage> m_page;
    std::function<Result<CoachReading>(int)> m_answer;
    int m_looks = 0;
    QString m_remembered;
    std::vector<std::pair<Verdict, Suggestion>> m_started;
};

void TestCoachCard::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

void TestCoachCard::open(int running)
{
    m_page.reset();
    m_looks = 0;
    m_started.clear();
    if (!m_answer)
        m_answer = [](int trial) {
            return CoachReading{.trial = trial, .verdicts = {consequence(trial), tie(), overfitting(trial)}};
        };
    m_snapshot = syntheticStudy(
        {.trials = 12, .running = running, .state = running > 0 ? RunnerState::Running : RunnerState::Finished});
    m_study = std::make_unique<StudyViewModel>(StudyViewModel::Source{[this] { return m_revision; }, [this] { return m_snapshot; }});
    m_study->poll();
    RunPageServices services{*m_study};
    services.data = syntheticData(m_snapshot);
    services.coach = {.inBackground = &runAtOnce,
                      .read =
                          [this](int trial) {
                              ++m_looks;
                              return m_answer(trial);
                          },
                      .recall = [this] { return m_remembered; },
                      .remember = [this](const QString& text) { m_remembered = text; },
                      .start = [this](const Verdict& verdict, const Suggestion& suggestion) { m_started.emplace_back(verdict, suggestion); }};
    m_page = std::make_unique<RunPage>(std::move(services));
    m_page->resize(1340, 820);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(m_looks > 0);
    QCoreApplication::processEvents();
}

void TestCoachCard::theMostSevereComesFirst()
{
    open();
    QCOMPARE(title(), QStringLiteral("Trial %1: overfitting").arg(m_snapshot->best));
    QVERIFY(part<QLabel>("coachText")->text().contains(QStringLiteral("0.0021")));
    QVERIFY(part<QLabel>("coachText")->isVisible());
    QCOMPARE(part<QPushButton>("coachMore")->text(), QStringLiteral("2 more"));
    // What follows from something else comes last, however severe.
    QCOMPARE(card().model().cards()[1].verdict->rule, std::string("tie"));
    QCOMPARE(card().model().cards()[2].verdict->rule, std::string("plateau"));
    QVERIFY(!card().accessibleDescription().isEmpty());
}

void TestCoachCard::theMainButtonStartsTheFirstSuggestion()
{
    open();
    auto* primary = part<QPushButton>("coachPrimary");
    QVERIFY(primary);
    QCOMPARE(primary->text().trimmed(), QStringLiteral("Queue with dropout 0.35"));
    QTest::mouseClick(primary, Qt::LeftButton);
    QCOMPARE(m_started.size(), std::size_t{1});
    QCOMPARE(m_started[0].first.trial, m_snapshot->best);
    QVERIFY(m_started[0].second.change.contains("dropout"));
    primary->setFocus();
    QTest::keyClick(primary, Qt::Key_Space);
    QCOMPARE(m_started.size(), std::size_t{2});
}

void TestCoachCard::alternativesAreChips()
{
    open();
    auto* chip = part<QAbstractButton>("coachAlternative");
    QVERIFY(chip);
    QCOMPARE(chip->text(), QStringLiteral("or units per layer 24"));
    // The card is high enough for them.
    QTRY_VERIFY(card().rect().contains(QRect(chip->mapTo(&card(), QPoint()), chip->size())));
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(m_started.size(), std::size_t{1});
    QVERIFY(m_started[0].second.change.contains("units"));
}

void TestCoachCard::theListBehindMoreBringsOthersForward()
{
    open();
    QStringList texts;
    QTimer::singleShot(100, this, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (const QAction* action : menu->actions())
            texts << action->text();
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(part<QPushButton>("coachMore"), Qt::LeftButton);
    QCOMPARE(texts.size(), 3);
    QVERIFY2(texts[0].contains(QStringLiteral("problem")), qPrintable(texts[0]));
    QCOMPARE(title(), QStringLiteral("Tie"));
    QCOMPARE(part<QPushButton>("coachPrimary")->text().trimmed(), QStringLiteral("Train them on 5 new seeds"));
}

void TestCoachCard::dismissingIsRememberedPerRuleAndTrial()
{
    m_remembered.clear();
    open();
    QTest::mouseClick(part<QAbstractButton>("coachDismiss"), Qt::LeftButton);
    QCOMPARE(title(), QStringLiteral("Tie"));
    QCOMPARE(m_remembered, QStringLiteral("overfitting:%1").arg(m_snapshot->best));
    // Another trial is another matter.
    const int other = m_snapshot->best == 0 ? 1 : 0;
    m_study->select(other);
    QTRY_COMPARE(title(), QStringLiteral("Trial %1: overfitting").arg(other));
    // It stays so when the study is opened again; the rest can be shown again.
    open();
    QCOMPARE(title(), QStringLiteral("Tie"));
    QTest::mouseClick(part<QAbstractButton>("coachDismiss"), Qt::LeftButton);
    QTest::mouseClick(part<QAbstractButton>("coachDismiss"), Qt::LeftButton);
    QCOMPARE(title(), QStringLiteral("Nothing stands out"));
    QTest::mouseClick(part<QPushButton>("coachMore"), Qt::LeftButton);
    QCOMPARE(title(), QStringLiteral("Trial %1: overfitting").arg(m_snapshot->best));
    QVERIFY(m_remembered.isEmpty());
}

void TestCoachCard::evidenceIsDrawnOnTheChartItIsAbout()
{
    open();
    const auto& loss = m_page->lossCard().chart().frame().evidence;
    QVERIFY(loss && loss->epochs);
    QCOMPARE(loss->epochs->low, 6.0);
    QCOMPARE(loss->epochs->high, 14.0);
    QVERIFY(!m_page->metricCard().chart().frame().evidence);
    card().show(1);
    QVERIFY(!m_page->lossCard().chart().frame().evidence);
    QCOMPARE(*m_page->metricCard().chart().frame().evidence->level, 0.9);
}

void TestCoachCard::showOnChartFocusesOnTheTrial()
{
    open();
    QTest::mouseClick(part<QPushButton>("coachShow"), Qt::LeftButton);
    QCOMPARE(m_study->selected(), m_snapshot->best);
    QCOMPARE(m_page->curves().show(), CurveShow::Selection);
}

void TestCoachCard::outcomesAreToldFirst()
{
    m_answer = [](int trial) {
        Judgement judgement{.effect = Effect::Helped, .before = 3, .after = 9};
        judgement.text = "It helped: 96.1 % instead of 93.0 %.";
        return CoachReading{.trial = trial, .verdicts = {overfitting(trial)}, .judgements = {judgement}};
    };
    open();
    QCOMPARE(title(), QStringLiteral("It helped: trial 9 against trial 3"));
    QVERIFY(part<QLabel>("coachText")->text().contains(QStringLiteral("96.1 %")));
    QVERIFY(!part<QPushButton>("coachPrimary"));
    QVERIFY(!card().verdict());
    QTest::mouseClick(part<QAbstractButton>("coachDismiss"), Qt::LeftButton);
    QCOMPARE(m_remembered, QStringLiteral("outcome:9"));
    m_remembered.clear();
    m_answer = nullptr;
}

void TestCoachCard::looksAgainWhenAnotherTrialIsSelected()
{
    open();
    const int looks = m_looks;
    const int other = m_snapshot->best == 0 ? 1 : 0;
    m_study->select(other);
    QTRY_COMPARE(m_looks, looks + 1);
    QCOMPARE(card().model().trial(), other);
    QTest::qWait(400);
    QCOMPARE(m_looks, looks + 1); // Nothing changed, so it does not look.
}

void TestCoachCard::looksNotTooOftenWhileRunning()
{
    open(2);
    const int looks = m_looks;
    for (int i = 0; i < 12; ++i) {
        ++m_revision;
        m_study->poll();
        QTest::qWait(60);
    }
    QVERIFY2(m_looks - looks <= 1, qPrintable(QString::number(m_looks - looks)));
    QTRY_VERIFY_WITH_TIMEOUT(m_looks > looks, 4000);
}

void TestCoachCard::saysWhyItCouldNotLook()
{
    m_answer = [](int) -> Result<CoachReading> { return fail(ErrorCode::NoSuchTrial, {{"trial", 3}, {"last", 2}}); };
    open();
    QCOMPARE(title(), QStringLiteral("The coach could not look"));
    QVERIFY(!part<QLabel>("coachText")->text().isEmpty());
    m_answer = nullptr;
}

void TestCoachCard::narrowWindowsHaveATab()
{
    open();
    m_page->resize(940, 520);
    QCoreApplication::processEvents();
    QVERIFY(!card().isVisible());
    auto* tabs = m_page->findChild<RunHead*>()->findChild<SegmentedControl*>();
    QTest::mouseClick(tabs->segment(RunHead::CoachTab), Qt::LeftButton);
    QVERIFY(card().isVisible());
    QVERIFY(part<QPushButton>("coachPrimary")->isVisible());
    QTest::mouseClick(part<QPushButton>("coachShow"), Qt::LeftButton);
    QVERIFY(m_page->metricCard().isVisible());
    QCOMPARE(m_study->selected(), m_snapshot->best);
}

void TestCoachCard::aRangeReplacesAFixedValue()
{
    StageConfig stage;
    stage.space = *SearchSpace::create({{.name = "learning_rate", .distribution = FloatRange{0.001, 0.1, Scale::Log}}});
    stage.fixed = {{"dropout", 0.1}, {"epochs", std::int64_t{20}}};
    const auto wider = withRange(stage, {.name = "learning_rate", .distribution = FloatRange{0.001, 1.0, Scale::Log}});
    QVERIFY(wider);
    QCOMPARE(wider->space.size(), std::size_t{1});
    QCOMPARE(std::get<FloatRange>(wider->space.find("learning_rate")->distribution).high, 1.0);
    const auto searched = withRange(stage, {.name = "dropout", .distribution = FloatRange{0.0, 0.5}});
    QVERIFY(searched);
    QCOMPARE(searched->space.size(), std::size_t{2});
    QVERIFY(!searched->fixed.contains("dropout"));
    QVERIFY(searched->fixed.contains("epochs"));
    QVERIFY(!withRange(stage, {.name = "learning_rate", .distribution = FloatRange{0.5, 0.1}}));
}

void TestCoachCard::wordsOfSuggestions()
{
    QCOMPARE(suggestionButton({.kind = SuggestionKind::Continue, .text = {}, .epochs = 20}), QStringLiteral("Train 20 epochs longer"));
    Suggestion range{.kind = SuggestionKind::Range};
    range.range = ParamSpec{.name = "learning_rate", .distribution = FloatRange{0.001, 1.0, Scale::Log}};
    QCOMPARE(suggestionButton(range), QStringLiteral("Search learning rate 0.001 to 1"));
    Suggestion metric{.kind = SuggestionKind::Protocol};
    metric.metric = "balanced_accuracy";
    QVERIFY(suggestionButton(metric).startsWith(QStringLiteral("Rank by ")));
}

QTEST_MAIN(TestCoachCard)
#include "tst_coach_card.moc"
