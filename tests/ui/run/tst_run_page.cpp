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
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
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
