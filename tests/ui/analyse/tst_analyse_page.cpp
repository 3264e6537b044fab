// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse_page.h"

#include "tests/ui/run/synthetic_study.h"
#include "ui/charts/contour_view.h"
#include "ui/charts/history_chart.h"
#include "ui/charts/importance_bars.h"
#include "ui/charts/parallel_view.h"
#include "ui/charts/slice_chart.h"
#include "ui/pages/analyse/brush_bar.h"
#include "ui/pages/analyse/contour_card.h"
#include "ui/pages/analyse/slices_panel.h"
#include "ui/viewmodels/analysis_space.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme_manager.h"

#include <QPushButton>
#include <QtTest>

#include <cmath>

using namespace tunescope;
using namespace tunescope::ui;

class TestAnalysePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { registerFonts(); }
    void init() { open({.trials = 120, .running = 0, .state = RunnerState::Finished}); }
    void cleanup();
    void anEmptyStudyLeadsToRun();
    void dragOnAnAxisBrushes();
    void dragsMoveAndResizeTheBrush();
    void aClickBesideClears();
    void theChipSaysWhatIsBrushed();
    void brushesOfTwoAxesAreJoined();
    void historyBrushesTheScore();
    void dragOfANameMovesTheAxis();
    void doubleClickFlipsTheAxis();
    void keysBrushAndMove();
    void hoverAndSelectionAreShared();
    void pinsTheBestOfTheBrushed();
    void narrowsToWhereTheBrushedLie();
    void importanceAbstainsUnderTwentyTrials();
    void importanceNamesTheLearningRate();
    void aClickOnABarOpensItsSlice();
    void aSliceBrushesItsSetting();
    void aBoxTogglesItsChoice();
    void theRunningMedianIsTheMedianOfItsWindow();
    void theContourDrawsWhatTheModelExpects();
    void theContourNeedsTwelveTrials();
    void narrowingIsOneStepOfTheRows();
    void bestSoFarOnlyRises();
    void theFrontHasNoQuickerAndBetterTrial();
    void descriptionsFollowTheData();
    void aNewThemeRecoloursTheLines();
    void escapeClearsTheBrushesFirst();

private:
    void open(const SyntheticOptions& options);
    [[nodiscard]] std::size_t scorePlace() const { return m_page->parallel().axes().size() - 1; }
    /// Drags on an axis from one position to another.
    void drag(std::size_t place, double from, double to);
    [[nodiscard]] int countWhere(const std::function<bool(const AnalysisTrial&)>& holds) const;
    [[nodiscard]] QPushButton* button(const QString& text) const;

    StudySnapshotPtr m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<AnalysePage> m_page;
};

void TestAnalysePage::open(const SyntheticOptions& options)
{
    m_page.reset();
    m_snapshot = syntheticStudy(options);
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    m_page = std::make_unique<AnalysePage>(*m_study);
    m_page->resize(1340, 790);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestAnalysePage::cleanup()
{
    m_page.reset();
    m_study.reset();
}

void TestAnalysePage::drag(std::size_t place, double from, double to)
{
    ParallelView& view = m_page->parallel();
    const auto at = [&](double position) {
        return QPointF(view.xOfAxis(place), view.yOf(place, position)).toPoint();
    };
    QTest::mousePress(&view, Qt::LeftButton, {}, at(from));
    QTest::mouseMove(&view, at((from + to) / 2));
    QTest::mouseMove(&view, at(to));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, at(to));
}

int TestAnalysePage::countWhere(const std::function<bool(const AnalysisTrial&)>& holds) const
{
    const auto& trials = m_page->model().table().trials();
    return static_cast<int>(std::count_if(trials.begin(), trials.end(), [&](const AnalysisTrial& trial) {
        return trial.isShown && holds(trial);
    }));
}

QPushButton* TestAnalysePage::button(const QString& text) const
{
    for (QPushButton* candidate : m_page->findChildren<QPushButton*>()) {
        if (candidate->text().trimmed() == text)
            return candidate;
    }
    return nullptr;
}

void TestAnalysePage::anEmptyStudyLeadsToRun()
{
    open({.trials = 0, .running = 0, .planned = 20, .state = RunnerState::Idle});
    QSignalSpy run(m_page.get(), &AnalysePage::runWanted);
    QPushButton* go = button(QStringLiteral("Go to Run"));
    QVERIFY(go && go->isVisible());
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(run.size(), 1);
}

void TestAnalysePage::dragOnAnAxisBrushes()
{
    AnalysisModel& model = m_page->model();
    QCOMPARE(model.brushedCount(), model.table().shownCount());
    drag(scorePlace(), 0.7, 1.2);
    QVERIFY(model.hasBrushes());
    const double least =
        model.table().dimensions().back().axis.numberAt(model.span(model.table().scoreDimension())->low);
    QVERIFY(std::abs(model.span(model.table().scoreDimension())->low - 0.7) < 0.01);
    QCOMPARE(model.brushedCount(),
             countWhere([&](const AnalysisTrial& t) { return double(t.score) >= least - 1e-6; }));
    QVERIFY(model.brushedCount() > 0 && model.brushedCount() < model.table().shownCount());
}

void TestAnalysePage::dragsMoveAndResizeTheBrush()
{
    AnalysisModel& model = m_page->model();
    drag(0, 0.2, 0.4);
    const int before = model.brushedCount();
    drag(0, 0.3, 0.5); // Whole brush.
    QVERIFY(std::abs(model.span(0)->low - 0.4) < 0.01 && std::abs(model.span(0)->high - 0.6) < 0.01);
    drag(0, 0.6, 0.9); // Its upper end.
    QVERIFY(std::abs(model.span(0)->low - 0.4) < 0.01 && std::abs(model.span(0)->high - 0.9) < 0.01);
    QVERIFY(model.brushedCount() > before);
}

void TestAnalysePage::aClickBesideClears()
{
    drag(0, 0.2, 0.4);
    QVERIFY(m_page->model().hasBrushes());
    ParallelView& view = m_page->parallel();
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPointF(view.xOfAxis(0), view.yOf(0, 0.8)).toPoint());
    QVERIFY(!m_page->model().hasBrushes());
    QCOMPARE(m_page->model().brushedCount(), m_page->model().table().shownCount());
}

void TestAnalysePage::theChipSaysWhatIsBrushed()
{
    drag(scorePlace(), 0.7, 1.2);
    const AnalysisModel& model = m_page->model();
    const QString count =
        QStringLiteral("%1 of %2 trials").arg(model.brushedCount()).arg(model.table().shownCount());
    QCOMPARE(model.countText(), count);
    QVERIFY2(model.brushText(model.table().scoreDimension()).startsWith(QString::fromUtf8("accuracy ≥ ")),
             qPrintable(model.brushText(model.table().scoreDimension())));
    QCoreApplication::processEvents(); // The chip appears.
    FilterChip* chip = nullptr;
    for (FilterChip* candidate : m_page->findChildren<FilterChip*>())
        chip = candidate->isVisible() ? candidate : chip;
    QVERIFY(chip && chip->text().endsWith(count));
    QTest::keyClick(chip, Qt::Key_Delete);
    QVERIFY(!model.hasBrushes());
}

void TestAnalysePage::brushesOfTwoAxesAreJoined()
{
    AnalysisModel& model = m_page->model();
    drag(0, 0.3, 0.7);
    const int first = model.brushedCount();
    drag(scorePlace(), 0.5, 1.2);
    QCOMPARE(model.brushedDimensions().size(), std::size_t(2));
    QVERIFY(model.brushedCount() <= first);
    for (const int trial : model.worstFirst()) {
        const double lr = double(model.table().position(std::size_t(trial), 0));
        const double score =
            double(model.table().position(std::size_t(trial), model.table().scoreDimension()));
        const bool inside = lr >= model.span(0)->low && lr <= model.span(0)->high &&
                            score >= model.span(model.table().scoreDimension())->low;
        QCOMPARE(model.isBrushed(trial), inside);
    }
}

void TestAnalysePage::historyBrushesTheScore()
{
    HistoryChart& chart = m_page->history();
    const QRectF area = chart.plotArea();
    const auto at = [&](double up) {
        return QPointF(area.left() + 3, area.bottom() - up * area.height()).toPoint();
    };
    QTest::mousePress(&chart, Qt::LeftButton, {}, at(0.4));
    QTest::mouseMove(&chart, at(0.5));
    QTest::mouseMove(&chart, at(0.6));
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, at(0.6));
    const AnalysisModel& model = m_page->model();
    const auto span = model.span(model.table().scoreDimension());
    QVERIFY(span && std::abs(span->low - 0.4) < 0.02 && std::abs(span->high - 0.6) < 0.02);
}

void TestAnalysePage::dragOfANameMovesTheAxis()
{
    ParallelView& view = m_page->parallel();
    const std::vector<std::size_t> before = view.axes();
    const QPoint from = view.namePlace(0).toPoint(), to = view.namePlace(2).toPoint();
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, from + QPoint(20, 0));
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
    QCOMPARE(view.axes()[2], before[0]);
    QCOMPARE(view.axes()[0], before[1]);
    QCOMPARE(view.axes().size(), before.size());
}

void TestAnalysePage::doubleClickFlipsTheAxis()
{
    ParallelView& view = m_page->parallel();
    const double before = view.yOf(0, 0.0);
    QTest::mouseDClick(&view, Qt::LeftButton, {}, view.namePlace(0).toPoint());
    QVERIFY(view.yOf(0, 0.0) < before);
    QCOMPARE(view.yOf(0, 1.0), before);
}

void TestAnalysePage::keysBrushAndMove()
{
    ParallelView& view = m_page->parallel();
    AnalysisModel& model = m_page->model();
    view.setFocus();
    const std::size_t score = model.table().scoreDimension(); // The keys begin at the score.
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&view, Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(model.span(score) && std::abs(model.span(score)->low - 0.5) < 0.01);
    QTest::keyClick(&view, Qt::Key_Space);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(std::abs(model.span(score)->high - 0.99) < 0.001);
    QTest::keyClick(&view, Qt::Key_Delete);
    QVERIFY(!model.hasBrushes());
    const std::vector<std::size_t> before = view.axes();
    QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(view.axes()[before.size() - 2], score);
}

void TestAnalysePage::hoverAndSelectionAreShared()
{
    ParallelView& view = m_page->parallel();
    const int best = m_snapshot->best;
    // The pointer cannot leave the test's screen, which is narrower than the page.
    const double x = (view.xOfAxis(0) + view.xOfAxis(1)) / 2;
    const double y = (view.yOfTrial(0, best) + view.yOfTrial(1, best)) / 2;
    QMouseEvent move(QEvent::MouseMove, {x, y}, view.mapToGlobal(QPointF(x, y)), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&view, &move);
    QTRY_VERIFY(m_study->hovered() >= 0);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPointF(x, y).toPoint());
    QVERIFY(m_study->selected() >= 0);

    HistoryChart& chart = m_page->history();
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.pixelOf(best).toPoint());
    QCOMPARE(m_study->selected(), best);
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(m_study->selected() > best || best == int(m_snapshot->size()) - 1);
}

void TestAnalysePage::pinsTheBestOfTheBrushed()
{
    drag(scorePlace(), 0.3, 0.7); // Not the best ones of all.
    const std::vector<int> best = m_page->model().bestBrushed(4);
    QVERIFY(best.size() >= 2);
    QTest::mouseClick(button(QStringLiteral("Pin the best 4")), Qt::LeftButton);
    QCOMPARE(m_study->pinCount(), int(best.size()));
    QCOMPARE(m_study->pinOf(best[0]), 0);
    for (const int trial : best)
        QVERIFY(m_page->model().isBrushed(trial));
    QVERIFY(m_study->pinOf(m_snapshot->best) < 0);
}

void TestAnalysePage::narrowsToWhereTheBrushedLie()
{
    QPushButton* narrow = button(QStringLiteral("Narrow search to these"));
    QVERIFY(!narrow->isEnabled());
    drag(scorePlace(), 0.6, 1.2);
    QSignalSpy wanted(m_page.get(), &AnalysePage::narrowWanted);
    QTest::mouseClick(narrow, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    const auto settings = wanted[0][0].value<std::vector<NarrowedSetting>>();
    const auto lr = std::find_if(settings.begin(), settings.end(),
                                 [](const auto& s) { return s.name == "learning_rate"; });
    QVERIFY(lr != settings.end());
    QVERIFY(lr->ends.low > 1e-4 || lr->ends.high < 1.0);
    for (const int trial : m_page->model().worstFirst()) {
        if (!m_page->model().isBrushed(trial))
            continue;
        const double value =
            *paramNumber(*m_snapshot->trial(std::size_t(trial)).start.params.find("learning_rate"));
        QVERIFY(value >= lr->ends.low && value <= lr->ends.high);
    }
}

void TestAnalysePage::importanceAbstainsUnderTwentyTrials()
{
    open({.trials = 19, .running = 0, .state = RunnerState::Finished});
    QTest::qWait(50);
    QVERIFY(!m_page->importance().report());
    QVERIFY2(m_page->importance().reason().startsWith(QLatin1String("20 trials needed, 19 so far.")),
             qPrintable(m_page->importance().reason()));
    QCOMPARE(m_page->bars().accessibleDescription(), m_page->importance().reason());
}

void TestAnalysePage::importanceNamesTheLearningRate()
{
    open({.trials = 400, .running = 0, .state = RunnerState::Finished});
    QTRY_VERIFY_WITH_TIMEOUT(m_page->importance().report(), 20'000);
    QVERIFY2(m_page->importance().reason().isEmpty(), qPrintable(m_page->importance().reason()));
    // The made-up scores follow the learning rate, and where its best place is follows the optimizer.
    const std::string first = m_page->importance().ranked().front().param;
    QVERIFY2(first == "learning_rate" || first == "optimizer", first.c_str());
    QVERIFY(m_page->bars().accessibleDescription().startsWith(settingTitle(first)));
}

void TestAnalysePage::aClickOnABarOpensItsSlice()
{
    open({.trials = 400, .running = 0, .state = RunnerState::Finished});
    QTRY_VERIFY_WITH_TIMEOUT(m_page->importance().report(), 20'000);
    ImportanceBars& bars = m_page->bars();
    QTest::mouseClick(&bars, Qt::LeftButton, {}, bars.rowRect(0).center().toPoint());
    SliceChart* slice = m_page->slices().chartOf(m_page->importance().ranked().front().param);
    QVERIFY(slice);
    QTRY_VERIFY(slice->isVisible());
    QVERIFY(!m_page->parallel().isVisible());
}

void TestAnalysePage::aSliceBrushesItsSetting()
{
    m_page->showTab(AnalyseTab::Slices);
    QCoreApplication::processEvents();
    SliceChart* slice = m_page->slices().chartOf("dropout");
    QVERIFY(slice);
    const QRectF area = slice->plotArea();
    const auto at = [&](double along) {
        return QPointF(area.left() + along * area.width(), area.top() + 3).toPoint();
    };
    QTest::mousePress(slice, Qt::LeftButton, {}, at(0.2));
    QTest::mouseMove(slice, at(0.4));
    QTest::mouseMove(slice, at(0.7));
    QTest::mouseRelease(slice, Qt::LeftButton, {}, at(0.7));
    const AnalysisModel& model = m_page->model();
    const auto span = model.span(std::size_t(model.table().dimensionOf("dropout")));
    QVERIFY(span && std::abs(span->low - 0.2) < 0.02 && std::abs(span->high - 0.7) < 0.02);
    QVERIFY(model.brushedCount() < model.table().shownCount());
}

void TestAnalysePage::aBoxTogglesItsChoice()
{
    m_page->showTab(AnalyseTab::Slices);
    QCoreApplication::processEvents();
    SliceChart* slice = m_page->slices().chartOf("optimizer");
    QVERIFY(slice);
    const QRectF area = slice->plotArea();
    const QPoint adam = QPointF(area.left() + area.width() * 5.0 / 6.0, area.center().y()).toPoint();
    QTest::mouseClick(slice, Qt::LeftButton, {}, adam);
    AnalysisModel& model = m_page->model();
    const auto dimension = std::size_t(model.table().dimensionOf("optimizer"));
    QVERIFY(model.isChosen(dimension, 2) && !model.isChosen(dimension, 0));
    QCOMPARE(model.brushText(dimension), QStringLiteral("optimizer Adam"));
    for (const int trial : model.worstFirst()) {
        const auto& params = m_snapshot->trial(std::size_t(trial)).start.params;
        QCOMPARE(model.isBrushed(trial), paramText(*params.find("optimizer")) == "adam");
    }
    QTest::mouseClick(slice, Qt::LeftButton, {}, adam);
    QVERIFY(!model.hasBrushes());
}

void TestAnalysePage::theRunningMedianIsTheMedianOfItsWindow()
{
    const AnalysisModel& model = m_page->model();
    const auto dimension = std::size_t(model.table().dimensionOf("dropout"));
    const RunningMedian line = runningMedian(model, dimension, SliceOf::All);
    std::vector<std::pair<double, double>> scores;
    for (const int trial : model.worstFirst()) {
        const double score = double(model.table().trials()[std::size_t(trial)].score);
        if (std::isfinite(score))
            scores.emplace_back(double(model.table().position(std::size_t(trial), dimension)), score);
    }
    std::sort(scores.begin(), scores.end());
    std::vector<double> first;
    for (std::size_t i = 0; i < scores.size() / 7; ++i)
        first.push_back(scores[i].second);
    std::sort(first.begin(), first.end());
    const double expected = first.size() % 2 == 1
                                ? first[first.size() / 2]
                                : (first[first.size() / 2 - 1] + first[first.size() / 2]) / 2.0;
    QVERIFY(std::abs(line.median.front() - expected) < 1e-12);
    for (std::size_t i = 0; i < line.x.size(); ++i)
        QVERIFY(line.low[i] <= line.median[i] && line.median[i] <= line.high[i]);
}

void TestAnalysePage::theContourDrawsWhatTheModelExpects()
{
    AnalysisContour& contour = m_page->contour();
    contour.choose("learning_rate", "dropout");
    QTRY_VERIFY_WITH_TIMEOUT(contour.plane(), 60'000);
    const SearchSpace space = mergedSpace(*m_snapshot);
    const History history = drawnHistory(space, *m_snapshot);
    const int next = int(m_snapshot->size());
    const auto plane = gpPlane({space, history, {}, next, next, m_snapshot->config->seed},
                               m_snapshot->trial(std::size_t(m_snapshot->best)).start.params, "learning_rate",
                               "dropout", 33);
    QVERIFY(plane);
    ContourView& view = m_page->contourCard().view();
    const AnalysisTable& table = m_page->model().table();
    const AnalysisAxis& x = table.dimensions()[std::size_t(table.dimensionOf("learning_rate"))].axis;
    const AnalysisAxis& y = table.dimensions()[std::size_t(table.dimensionOf("dropout"))].axis;
    for (std::size_t i = 1; i + 1 < plane->first.size(); i += 5) {
        for (std::size_t j = 1; j + 1 < plane->second.size(); j += 5) {
            const double mean = plane->outlooks[i * plane->second.size() + j].mean;
            const double px = x.position(plane->first[i]), py = y.position(plane->second[j]);
            QVERIFY(std::abs(contour.plane()->meanAt(px, py) - mean) < 1e-9);
            QCOMPARE(view.bandAt(view.pixelAt(px, py)), view.bandOf(mean));
        }
    }
    QVERIFY(!view.accessibleDescription().isEmpty());
}

void TestAnalysePage::theContourNeedsTwelveTrials()
{
    open({.trials = 10, .running = 0, .state = RunnerState::Finished});
    const int complete = m_page->model().table().completeCount();
    QVERIFY(complete < 12);
    QCOMPARE(m_page->contour().reason(),
             QStringLiteral("12 finished trials needed, %1 so far.").arg(complete));
    QVERIFY(!m_page->contour().plane());
}

void TestAnalysePage::narrowingIsOneStepOfTheRows()
{
    drag(scorePlace(), 0.6, 1.2);
    const std::vector<NarrowedSetting> settings = m_page->model().narrowed();
    const StageConfig& stage = *m_snapshot->stages.back();
    std::vector<SearchRow> rows =
        narrowedRows(rowsOf(stage, settingEntries(Task::Classification), {}, {}), settings);
    const auto narrowed = stageOf(rows, stage);
    QVERIFY(narrowed);
    const SearchRow* lr = findRow(rows, "learning_rate");
    const auto wanted = std::find_if(settings.begin(), settings.end(),
                                     [](const auto& s) { return s.name == "learning_rate"; });
    QCOMPARE(endsOf(lr->range), wanted->ends);
    const ParamSpec* spec = narrowed->space.find("learning_rate");
    QVERIFY(spec && endsOf(spec->distribution) == wanted->ends);
    QVERIFY(scaleOf(spec->distribution) == Scale::Log);
}

void TestAnalysePage::bestSoFarOnlyRises()
{
    const auto steps = HistoryChart::bestSoFar(m_page->model().table());
    QVERIFY(steps.size() >= 2);
    for (std::size_t i = 1; i < steps.size(); ++i)
        QVERIFY(steps[i].score > steps[i - 1].score && steps[i].trial > steps[i - 1].trial);
    QCOMPARE(steps.back().trial, m_snapshot->best);
}

void TestAnalysePage::theFrontHasNoQuickerAndBetterTrial()
{
    const AnalysisTable& table = m_page->model().table();
    const std::vector<int> front = TimeScoreChart::bestForTheirTime(table);
    QVERIFY(!front.empty());
    for (const int on : front) {
        const AnalysisTrial& own = table.trials()[std::size_t(on)];
        QCOMPARE(countWhere([&](const AnalysisTrial& other) {
                     return other.state == TrialState::Complete && other.seconds <= own.seconds &&
                            other.score > own.score;
                 }),
                 0);
    }
}

void TestAnalysePage::descriptionsFollowTheData()
{
    ParallelView& view = m_page->parallel();
    const QString before = view.accessibleDescription();
    QVERIFY(before.contains(QString::number(m_page->model().table().shownCount())));
    drag(scorePlace(), 0.7, 1.2);
    QVERIFY(view.accessibleDescription().contains(m_page->model().countText()));
    QTRY_VERIFY(!m_page->history().accessibleDescription().isEmpty());
}

void TestAnalysePage::aNewThemeRecoloursTheLines()
{
    ThemeManager themes(*qApp);
    themes.setChoice(SchemeChoice::Light);
    QCoreApplication::processEvents();
    const QImage light = m_page->grab().toImage();
    themes.setChoice(SchemeChoice::Dark);
    QCoreApplication::processEvents();
    const QImage dark = m_page->grab().toImage();
    const QPoint inside = m_page->parallel().mapTo(m_page.get(), QPoint(m_page->parallel().width() / 2, 60));
    int bright = 0; // Lines drawn for the light theme would stay dark on dark ground.
    int ground = 0;
    for (int y = 0; y < 120; ++y) {
        ground = std::max(ground, light.pixelColor(inside + QPoint(0, y)).lightness());
        bright = std::max(bright, dark.pixelColor(inside + QPoint(0, y)).lightness());
    }
    QVERIFY(ground > 200);
    QVERIFY2(bright > 90, qPrintable(QString::number(bright)));
}

void TestAnalysePage::escapeClearsTheBrushesFirst()
{
    m_study->select(3);
    drag(0, 0.2, 0.6);
    QTest::keyClick(&m_page->parallel(), Qt::Key_Escape);
    QVERIFY(!m_page->model().hasBrushes());
    QCOMPARE(m_study->selected(), 3);
    QTest::keyClick(&m_page->parallel(), Qt::Key_Escape);
    QCOMPARE(m_study->selected(), -1);
}

QTEST_MAIN(TestAnalysePage)
#include "tst_analyse_page.moc"
