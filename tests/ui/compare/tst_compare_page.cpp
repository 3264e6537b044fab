// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "tests/ui/run/synthetic_study.h"
#include "ui/pages/compare/difference_card.h"
#include "ui/pages/compare/errors_card.h"
#include "ui/pages/compare/flips_card.h"
#include "ui/pages/compare/overlay_panel.h"
#include "ui/pages/compare/pin_head.h"
#include "ui/pages/compare/settings_card.h"
#include "ui/pages/run/mistake_tiles.h"
#include "ui/viewmodels/comparison_pair.h"
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/theme_manager.h"

#include <QCheckBox>
#include <QLayout>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestComparePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { registerFonts(); }
    void init();
    void cleanup();
    void emptyPagePinsTheBestFour();
    void sharesAxesAndCrosshair();
    void freesTheAxes();
    void dragReordersTheColumns();
    void closeUnpins();
    void saysWhoFixesWhat();
    void listsFlippedSamples();
    void overlayShowsAllPinsAndTheirDifference();
    void sliderMovesTheAnswers();
    void differencesOnlyHidesRows();
    void aNewThemeColoursTheCurves();
    void regressionListsTheLargestChanges();
    void aNarrowWindowReachesTheDifference();

private:
    void pinBest(int count);

    StudySnapshotPtr m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<ComparePage> m_page;
};

void TestComparePage::init()
{
    m_snapshot = syntheticStudy({.trials = 60, .running = 0, .state = RunnerState::Finished});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    m_page = std::make_unique<ComparePage>(*m_study, syntheticData(m_snapshot));
    m_page->resize(1340, 790);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestComparePage::cleanup()
{
    m_page.reset();
    m_study.reset();
}

void TestComparePage::pinBest(int count)
{
    for (int i = 0; i < count; ++i)
        m_study->togglePin(rankedTrials(*m_snapshot)[static_cast<std::size_t>(i)]);
}

void TestComparePage::emptyPagePinsTheBestFour()
{
    for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().trimmed() == QLatin1String("Pin the best 4"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(m_study->pinCount(), 4);
    QCOMPARE(m_study->pinOf(m_snapshot->best), 0);
    QCOMPARE(m_page->columns().size(), std::size_t{4});
}

void TestComparePage::sharesAxesAndCrosshair()
{
    pinBest(3);
    const auto& columns = m_page->columns();
    CurveChartView& first = columns[0]->chart(CurveQuantity::Metric);
    CurveChartView& third = columns[2]->chart(CurveQuantity::Metric);
    QCOMPARE(first.plot().y.range(), third.plot().y.range());

    QCoreApplication::processEvents(); // The columns get their places.
    QTest::mouseMove(first.viewport(), first.plot().toPixel(7, 0.9).toPoint());

    QTRY_VERIFY2(columns[2]->readout(CurveQuantity::Metric).startsWith(QLatin1String("epoch 7: val ")),
                 qPrintable(columns[2]->readout(CurveQuantity::Metric)));
    QVERIFY(columns[0]->readout(CurveQuantity::Loss).startsWith(QLatin1String("val ")));
}

void TestComparePage::freesTheAxes()
{
    const std::vector<int> ranked = rankedTrials(*m_snapshot);
    m_study->togglePin(ranked.front());
    m_study->togglePin(ranked.back());
    const auto& columns = m_page->columns();
    QCOMPARE(columns[0]->chart(CurveQuantity::Metric).plot().y.range(),
             columns[1]->chart(CurveQuantity::Metric).plot().y.range());
    for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
        if (button->text().trimmed() == QLatin1String("Axes linked"))
            button->click();
    }
    QVERIFY(columns[0]->chart(CurveQuantity::Metric).plot().y.range() !=
            columns[1]->chart(CurveQuantity::Metric).plot().y.range());
}

void TestComparePage::dragReordersTheColumns()
{
    pinBest(3);
    const std::vector<ComparedTrial> before = m_page->model().trials();
    PinHead& third = m_page->columns()[2]->head();
    const QPoint target = third.mapFromGlobal(m_page->columns()[0]->mapToGlobal(QPoint(60, 20)));
    QTest::mousePress(&third, Qt::LeftButton, {}, {60, 20});
    QTest::mouseMove(&third, QPoint(30, 20));
    QTest::mouseMove(&third, target);
    QTest::mouseRelease(&third, Qt::LeftButton, {}, target);

    QTRY_COMPARE(m_page->model().trials()[0], before[2]);
    QCOMPARE(m_page->model().trials()[1], before[0]);
    QCOMPARE(m_page->columns()[0]->head().pin(), before[2].pin);
}

void TestComparePage::closeUnpins()
{
    pinBest(3);
    PinHead& head = m_page->columns()[1]->head();
    QTest::mouseClick(head.findChild<QToolButton*>(), Qt::LeftButton);
    QTRY_COMPARE(m_study->pinCount(), 2);
    QCOMPARE(m_page->columns().size(), std::size_t{2});
}

void TestComparePage::saysWhoFixesWhat()
{
    const std::vector<int> ranked = rankedTrials(*m_snapshot);
    m_study->togglePin(ranked.front());
    m_study->togglePin(ranked.back());
    QTRY_VERIFY(m_page->pair().isReady());
    const Flips& flips = m_page->pair().flips();
    QCOMPARE(m_page->differenceCard().sentence(),
             QStringLiteral("A fixes %1 digits that B gets wrong, and breaks %2.")
                 .arg(flips.fixed.size())
                 .arg(flips.broken.size()));
    double sum = 0;
    for (const double cell : m_page->differenceCard().heatmap().data().cells)
        sum += cell;
    QCOMPARE(sum, 0.0); // Both judged the same rows.
}

void TestComparePage::listsFlippedSamples()
{
    const std::vector<int> ranked = rankedTrials(*m_snapshot);
    m_study->togglePin(ranked.front());
    m_study->togglePin(ranked.back());
    m_page->setCompareLayout(CompareLayout::Overlay);
    QTRY_VERIFY(m_page->pair().isReady());
    const auto fixed = m_page->pair().flips().fixed.size();
    QTRY_COMPARE(m_page->flipsCard().fixedTiles().count(), std::min<std::size_t>(fixed, 24));
}

void TestComparePage::overlayShowsAllPinsAndTheirDifference()
{
    pinBest(4);
    m_page->setCompareLayout(CompareLayout::Overlay);
    QCOMPARE(m_page->overlay().chart().lines().size(), std::size_t{8}); // Validation and training.
    QCOMPARE(m_page->overlay().differenceChart().lines().size(), std::size_t{4});
    for (const QPointF& point : m_page->overlay().differenceChart().lines().front().points)
        QCOMPARE(point.y(), 0.0); // A against A.
    QVERIFY(m_page->overlay().differenceChart().frame().band.has_value());
}

void TestComparePage::sliderMovesTheAnswers()
{
    pinBest(2);
    m_page->setCompareLayout(CompareLayout::Overlay);
    m_page->overlay().setEpoch(3);
    QTRY_VERIFY(m_page->pair().isReady() && m_page->pair().predictions(0).epoch == 3);
    QCOMPARE(m_page->overlay().chart().lines().size(), std::size_t{4});
}

void TestComparePage::differencesOnlyHidesRows()
{
    pinBest(2);
    const int all = m_page->model().rowCount();
    m_page->settingsCard().differencesOnly().click();
    QCOMPARE(m_page->model().rowCount() + m_page->model().hiddenRows(), all);
}

void TestComparePage::aNewThemeColoursTheCurves()
{
    ThemeManager themes(*qApp);
    themes.setChoice(SchemeChoice::Light);
    pinBest(2);
    const auto colour = [this] {
        return m_page->columns()[0]->chart(CurveQuantity::Metric).lines().back().color;
    };
    QCOMPARE(colour(), themes.theme().pin(0).color);
    const QColor light = colour();
    themes.toggle();
    QTRY_COMPARE(colour(), themes.theme().pin(0).color);
    QVERIFY(colour() != light);
}

void TestComparePage::regressionListsTheLargestChanges()
{
    const auto setOf = [](std::vector<float> predicted) {
        PredictionSet set;
        set.rows = {4, 7, 9};
        set.trueValue = {10.0F, 20.0F, 30.0F};
        set.predictedValue = std::move(predicted);
        return set;
    };
    const ErrorChanges changes = errorChangesBetween(setOf({11.0F, 20.0F, 24.0F}), setOf({13.0F, 25.0F, 29.0F}));
    QCOMPARE(changes.rows.size(), std::size_t{3});
    QCOMPARE(changes.rows[0].row, 7); // 0 against 5, then 6 against 1: equal sizes keep their order.
    QCOMPARE(changes.rows[0].change, -5.0);
    QCOMPARE(changes.rows[1].change, 5.0);
    QCOMPARE(changes.firstCloser, 2);
    QCOMPARE(changes.p, 1.0); // 2 of 3 is nothing.

    m_page.reset();
    m_snapshot = syntheticStudy({.trials = 30, .running = 0, .isRegression = true, .state = RunnerState::Finished});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    m_page = std::make_unique<ComparePage>(*m_study, syntheticData(m_snapshot));
    m_page->resize(1340, 790);
    m_page->show();
    pinBest(2);
    QVERIFY(!m_page->differenceCard().isVisible());
    QTRY_VERIFY(m_page->errorsCard().headline().startsWith(QStringLiteral("A is closer on")));
    QVERIFY(m_page->errorsCard().table().isVisible());
    QVERIFY(m_page->errorsCard().table().model()->rowCount() > 0);
}

void TestComparePage::aNarrowWindowReachesTheDifference()
{
    pinBest(2);
    QVERIFY(!m_page->toDifferences().isVisible()); // Both fit.
    m_page->layout()->setSizeConstraint(QLayout::SetNoConstraint); // As in the window, which says how small it may be.
    m_page->setMinimumSize(1, 1);
    m_page->resize(940, 520);
    QTRY_VERIFY2(m_page->settingsCard().isVisible() && !m_page->differenceCard().isVisible(),
                 qPrintable(QStringLiteral("page of %1 px").arg(m_page->width())));
    QTest::mouseClick(&m_page->toDifferences(), Qt::LeftButton);
    QVERIFY(m_page->differenceCard().isVisible());
    QVERIFY(!m_page->settingsCard().isVisible());
    QVERIFY(m_page->toSettings().hasFocus() || !m_page->isActiveWindow());
    QTest::keyClick(&m_page->toSettings(), Qt::Key_Space);
    QVERIFY(m_page->settingsCard().isVisible());
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
