// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page.h"

#include "tests/ui/run/synthetic_study.h"
#include "ui/charts/ghost_item.h"
#include "ui/charts/learning_curve_chart.h"
#include "ui/charts/score_histogram.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/pages/run/confusion_drilldown.h"
#include "ui/pages/run/curve_card.h"
#include "ui/pages/run/mistake_panel.h"
#include "ui/pages/run/mistake_tiles.h"
#include "ui/pages/run/trial_table_card.h"
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestRunPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void clickSelectsTheCurveUnderThePointer();
    void hoverTellsValuesInTheHead();
    void dragZoomsBothChartsAndFitReturns();
    void wheelZoomsEpochsAroundThePointer();
    void ghostsAreOneImage();
    void drawsTheBestInGold();
    void tableAndChartShareTheSelection();
    void typedFilterKeepsRows();
    void copyPutsRowsOnTheClipboard();
    void pinKeyPinsTheSelectedRow();
    void matrixCellOpensTheSamples();
    void escapeLeavesOneThingAtATime();
    void histogramCountsEveryTrial();
    void anEmptyCellSaysThatItIsEmpty();
    void shiftDragFiltersByValue();
    void savesAVectorAndAPixelPicture();
    void pausesWhenEveryTrialIsLost();
    void rowMenuOpensTheSettingsInSearch();
    void narrowWindowsGetTabs();
    void emptyPageOffersStart();

private:
    [[nodiscard]] LearningCurveChart& metricChart() { return m_page->metricCard().chart(); }
    [[nodiscard]] QPoint pixelOf(int trial, int epoch);

    StudySnapshotPtr m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<RunPage> m_page;
};

void TestRunPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

void TestRunPage::init()
{
    m_snapshot = syntheticStudy({.trials = 120});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    RunPageServices services{*m_study};
    services.data = syntheticData(m_snapshot);
    m_page = std::make_unique<RunPage>(std::move(services));
    m_page->resize(1340, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->setFocus(); // Its keys act while the page has the focus.
}

void TestRunPage::cleanup()
{
    m_page.reset();
    m_study.reset();
}

QPoint TestRunPage::pixelOf(int trial, int epoch)
{
    const double value =
        curveValue(*m_study->trial(trial), CurveQuantity::Metric, CurvePart::Validation, epoch);
    return metricChart().plot().toPixel(epoch, value).toPoint();
}

void TestRunPage::clickSelectsTheCurveUnderThePointer()
{
    const int best = m_snapshot->best;
    const int epoch = m_study->trial(best)->bestEpochSoFar;

    QTest::mouseClick(metricChart().viewport(), Qt::LeftButton, {}, pixelOf(best, epoch));

    QCOMPARE(m_study->selected(), best);
}

void TestRunPage::hoverTellsValuesInTheHead()
{
    QSignalSpy readout(&metricChart(), &LearningCurveChart::readoutChanged);
    const int best = m_snapshot->best;
    const int epoch = m_study->trial(best)->bestEpochSoFar;

    QTest::mouseMove(metricChart().viewport(), pixelOf(best, epoch));

    QTRY_VERIFY(!readout.isEmpty());
    QVERIFY2(readout.last().first().toString().startsWith(
                 QStringLiteral("trial %1, epoch %2: val ").arg(best).arg(epoch)),
             qPrintable(readout.last().first().toString()));
    QTRY_COMPARE(m_study->hovered(), best);
    QCOMPARE(m_page->lossCard().chart().frame().plot.x.range(), metricChart().frame().plot.x.range());
}

void TestRunPage::dragZoomsBothChartsAndFitReturns()
{
    const QRectF area = metricChart().plot().area;
    QWidget* viewport = metricChart().viewport();
    const QPoint from = (area.topLeft() + QPointF(area.width() * 0.25, area.height() * 0.1)).toPoint();
    const QPoint to = (area.topLeft() + QPointF(area.width() * 0.75, area.height() * 0.6)).toPoint();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    QTest::mouseMove(viewport, (from + to) / 2);
    QTest::mouseMove(viewport, to);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);

    QVERIFY(metricChart().isZoomed());
    const AxisRange epochs = metricChart().plot().x.range();
    QVERIFY(std::abs(epochs.low - 5.0) < 0.2 && std::abs(epochs.high - 15.0) < 0.2);
    QCOMPARE(m_page->lossCard().chart().plot().x.range(), epochs);

    QTest::keyClick(m_page.get(), Qt::Key_F);

    QVERIFY(!metricChart().isZoomed());
    QVERIFY(!m_page->lossCard().chart().isZoomed());
}

void TestRunPage::wheelZoomsEpochsAroundThePointer()
{
    const QRectF area = metricChart().plot().area;
    const QPointF at(area.left() + area.width() * 0.5, area.center().y());
    QWheelEvent event(at, metricChart().viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(metricChart().viewport(), &event);

    const AxisRange epochs = metricChart().plot().x.range();
    QVERIFY(epochs.high - epochs.low < 15.0);
    QVERIFY(std::abs((epochs.low + epochs.high) / 2 - 10.0) < 0.2);
}

void TestRunPage::ghostsAreOneImage()
{
    QTRY_VERIFY(metricChart().ghosts().isUpToDate());
    const QImage& image = metricChart().ghosts().image();
    QCOMPARE(image.size(), metricChart().plot().area.size().toSize());
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
    }
    QVERIFY(inked > image.width() * 10);
    QVERIFY(metricChart().lines().size() <= std::size_t(kMostCurves));
}

void TestRunPage::drawsTheBestInGold()
{
    const auto& lines = metricChart().lines();
    const auto best = std::find_if(lines.begin(), lines.end(),
                                   [&](const CurveLine& line) { return line.trial == m_snapshot->best; });
    QVERIFY(best != lines.end());
    QCOMPARE(best->color, themeOf(m_page.get()).color(ColorRole::BestMark));
    const auto& marks = metricChart().marks();
    QVERIFY(std::any_of(marks.begin(), marks.end(),
                        [](const CurveMark& mark) { return mark.shape == CurveMarkShape::Star; }));
    const QImage picture = metricChart().grab().toImage();
    const QPoint star = pixelOf(m_snapshot->best, m_study->trial(m_snapshot->best)->bestEpochSoFar);
    QCOMPARE(picture.pixelColor(star), themeOf(m_page.get()).color(ColorRole::BestMark));
}

void TestRunPage::tableAndChartShareTheSelection()
{
    TrialTableView& table = m_page->tableCard().view();
    const int row = m_page->tableCard().model().runningRows() + 2;
    const QModelIndex index = m_page->tableCard().model().index(row, 2);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
    const int trial = m_page->tableCard().model().trialAt(row);
    QCOMPARE(m_study->selected(), trial);
    const auto& lines = metricChart().lines();
    QCOMPARE(lines.back().trial, trial);

    m_study->select(m_snapshot->best);

    QCOMPARE(table.selectedTrials(), QList<int>{m_snapshot->best});
}

void TestRunPage::typedFilterKeepsRows()
{
    TrialTableCard& card = m_page->tableCard();
    const int all = card.model().rowCount();
    QTest::keyClicks(&card.filterField(), QStringLiteral("state = pruned"));
    QVERIFY(card.model().rowCount() < all);
    QCOMPARE(card.model().rowCount(), m_snapshot->counts.pruned);

    QTest::keyClicks(&card.filterField(), QStringLiteral(" and lr <"));

    QCOMPARE(card.model().rowCount(), m_snapshot->counts.pruned);
    QVERIFY(card.model().filterFault().contains(QLatin1String("lr <")));
}

void TestRunPage::copyPutsRowsOnTheClipboard()
{
    m_study->select(m_snapshot->best);
    QTest::keyClick(&m_page->tableCard().view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QVERIFY(lines[0].startsWith(QLatin1String("#\tState\tVal. acc.")));
    QVERIFY(lines[1].startsWith(QString::number(m_snapshot->best)));
}

void TestRunPage::pinKeyPinsTheSelectedRow()
{
    m_study->select(m_snapshot->best);
    QTest::keyClick(&m_page->tableCard().view(), Qt::Key_P);
    QCOMPARE(m_study->pinOf(m_snapshot->best), 0);
}

void TestRunPage::matrixCellOpensTheSamples()
{
    HeatmapView& matrix = m_page->confusionCard().heatmap();
    QCOMPARE(matrix.data().size(), 10);

    QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(8, 1).center().toPoint());

    QVERIFY(m_page->isDrilledDown());
    QVERIFY(m_page->drilldown().panel().tiles().count() > 0);
    QTest::keyClick(&m_page->drilldown(), Qt::Key_Escape);
    QVERIFY(!m_page->isDrilledDown());
}

void TestRunPage::escapeLeavesOneThingAtATime()
{
    const int best = m_snapshot->best;
    QTest::mouseDClick(metricChart().viewport(), Qt::LeftButton, {},
                       pixelOf(best, m_study->trial(best)->bestEpochSoFar));
    QCOMPARE(m_page->curves().show(), CurveShow::Selection);
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QCOMPARE(m_page->curves().show(), CurveShow::BestAndLast);
    QCOMPARE(m_study->selected(), best);
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QCOMPARE(m_study->selected(), -1);
}

void TestRunPage::histogramCountsEveryTrial()
{
    const auto* histogram = m_page->findChild<ScoreHistogram*>();
    int counted = 0;
    for (int bin = 0; bin < ScoreHistogram::kBins; ++bin)
        counted += histogram->countIn(bin);
    QCOMPARE(counted, m_snapshot->counts.complete + m_snapshot->counts.pruned);
}

void TestRunPage::anEmptyCellSaysThatItIsEmpty()
{
    HeatmapView& matrix = m_page->confusionCard().heatmap();
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(8, 1).center().toPoint());
    HeatmapView& large = m_page->drilldown().heatmap();
    int row = 0, column = 0;
    for (int cell = 0; cell < 100; ++cell) {
        if (cell / 10 != cell % 10 && large.data().cell(cell / 10, cell % 10) == 0)
            row = cell / 10, column = cell % 10;
    }
    QVERIFY2(row != column, "the made-up matrix has no empty cell");

    QTest::mouseClick(&large, Qt::LeftButton, {}, large.cellRect(row, column).center().toPoint());

    const MistakePanel& panel = m_page->drilldown().panel();
    const QString sentence = QStringLiteral("No %1 was read as %2 at this epoch.").arg(row).arg(column);
    bool isSaid = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        isSaid = isSaid || (label->isVisible() && label->text() == sentence);
    QVERIFY(isSaid);
}

void TestRunPage::shiftDragFiltersByValue()
{
    const QRectF area = metricChart().plot().area;
    QWidget* viewport = metricChart().viewport();
    const QPoint from = metricChart().plot().toPixel(5, 0.98).toPoint();
    const QPoint to = metricChart().plot().toPixel(6, 0.90).toPoint();
    QVERIFY(area.contains(from) && area.contains(to));
    QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(viewport, (from + to) / 2);
    QTest::mouseMove(viewport, to);
    QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, to);

    QVERIFY(!metricChart().isZoomed());
    const QString filter = m_page->tableCard().filterField().text();
    QVERIFY2(filter.startsWith(QStringLiteral("score >= 90.")) ||
                 filter.startsWith(QStringLiteral("score >= 89.")),
             qPrintable(filter));
    const TrialTableModel& model = m_page->tableCard().model();
    QVERIFY(model.filterFault().isEmpty());
    QVERIFY(model.rowCount() > 0 && model.rowCount() < int(m_snapshot->size()));
    for (int row = model.runningRows(); row < model.rowCount(); ++row) {
        const double score = shownScore(*m_study->trial(model.trialAt(row)));
        QVERIFY(score > 0.89 && score < 0.985);
    }
}

void TestRunPage::savesAVectorAndAPixelPicture()
{
    const QTemporaryDir folder;
    const QString vector = folder.filePath(QStringLiteral("curves.svg"));
    const QString pixels = folder.filePath(QStringLiteral("curves.png"));
    QVERIFY(metricChart().writeImage(vector));
    QVERIFY(metricChart().writeImage(pixels));
    QFile file(vector);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(svg.startsWith("<?xml") && svg.contains("<svg"));
    QVERIFY(svg.count("<path") + svg.count("<polyline") > 5);
    QVERIFY(svg.contains("epoch"));
    QCOMPARE(QImage(pixels).size(), metricChart().size() * 2);
    QVERIFY(!metricChart().writeImage(folder.filePath(QStringLiteral("missing/curves.png"))));
    QVERIFY(!metricChart().writeImage(folder.filePath(QStringLiteral("missing/curves.svg"))));
}

void TestRunPage::pausesWhenEveryTrialIsLost()
{
    SyntheticOptions options{.trials = 8, .running = 0, .planned = 40};
    std::vector<TrialSnapshot> trials = syntheticTrials(options);
    for (TrialSnapshot& trial : trials)
        trial.state = TrialState::Diverged;
    StudySnapshotPtr lost = studyOf(trials, options);
    std::uint64_t revision = 1;
    StudyViewModel study({[&] { return revision; }, [&] { return lost; }});
    study.poll();
    int paused = 0, resumed = 0;
    RunPageServices services{study};
    services.pause = [&] { ++paused; };
    services.resume = [&] { ++resumed; };
    RunPage page(std::move(services));
    page.resize(1340, 780);
    page.show();
    QCOMPARE(paused, 1);
    const auto button = [&](const QString& text) -> QPushButton* {
        for (QPushButton* candidate : page.findChildren<QPushButton*>()) {
            if (candidate->isVisible() && candidate->accessibleName() == text)
                return candidate;
        }
        return nullptr;
    };
    QVERIFY(button(QStringLiteral("Change the ranges")));
    QVERIFY(button(QStringLiteral("Keep going")));

    QTest::mouseClick(button(QStringLiteral("Keep going")), Qt::LeftButton);
    ++revision;
    lost = std::make_shared<StudySnapshot>(*lost); // The same study, seen a moment later.
    study.poll();

    QCOMPARE(resumed, 1);
    QCOMPARE(paused, 1);
    QVERIFY(!button(QStringLiteral("Keep going")));
}

void TestRunPage::rowMenuOpensTheSettingsInSearch()
{
    int opened = -1;
    RunPageServices services{*m_study};
    services.actions.openInSearch = [&](int trial) { opened = trial; };
    RunPage page(std::move(services));
    page.resize(1340, 780);
    page.show();
    TrialTableView& table = page.tableCard().view();
    const int row = page.tableCard().model().runningRows();
    const QPoint at = table.visualRect(page.tableCard().model().index(row, 2)).center();
    QTimer::singleShot(0, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Open in Search as fixed values"))
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, table.viewport()->mapToGlobal(at));
    QApplication::sendEvent(table.viewport(), &event);
    QCOMPARE(opened, page.tableCard().model().trialAt(row));
}

void TestRunPage::narrowWindowsGetTabs()
{
    QVERIFY(m_page->confusionCard().isVisible());
    m_page->resize(1024, 640);
    QTRY_VERIFY(!m_page->confusionCard().isVisible());
    QVERIFY(m_page->metricCard().isVisible());
    QVERIFY(m_page->metricCard().height() <= 206);
    // No gap between the lower charts and the table.
    const QPoint below = m_page->tableCard().mapTo(m_page.get(), QPoint(0, 0));
    const QPoint charts = m_page->metricCard().mapTo(m_page.get(), QPoint(0, m_page->metricCard().height()));
    QVERIFY(below.y() - charts.y() <= 20);
}

void TestRunPage::emptyPageOffersStart()
{
    StudyViewModel none({[] { return std::uint64_t{0}; }, [] { return StudySnapshotPtr(); }});
    int started = 0;
    RunPageServices services{none};
    services.readyText = [] { return QStringLiteral("32 trials are ready, about 1 min 50 s."); };
    services.start = [&] { ++started; };
    RunPage page(std::move(services));
    page.resize(1340, 780);
    page.show();
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().trimmed() == QLatin1String("Start"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(started, 1);
    QVERIFY(!page.metricCard().isVisible());
}

QTEST_MAIN(TestRunPage)
#include "tst_run_page.moc"
