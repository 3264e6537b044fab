// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/theme.h"

#include <QSignalSpy>
#include <QtTest>

#include <cmath>

using namespace tunescope::ui;

class TestHeatmapView : public QObject
{
    Q_OBJECT

private slots:
    void computesRecallPrecisionAndF1();
    void leavesAnAbsentClassOutOfTheMean();
    void saysCellsInWords();
    void activatesCellsByMouseAndKey();
    void drawsMistakesApartFromHits();
    void leavesEmptyCellsBlank();
    void survivesOddData_data();
    void survivesOddData();

private:
    /// Rows: 3 cats right, 1 read as dog; 4 dogs right.
    const HeatmapData m_pets{{"cat", "dog"}, {3, 1, 0, 4}, "pets"};
};

void TestHeatmapView::computesRecallPrecisionAndF1()
{
    const HeatmapSummary summary = summarise(m_pets);
    QCOMPARE(summary.recall, (std::vector<double>{0.75, 1.0}));
    QCOMPARE(summary.precision, (std::vector<double>{1.0, 0.8}));
    // F1 of cat = 6/7, of dog = 8/9.
    QVERIFY(std::abs(summary.macroF1 - (6.0 / 7 + 8.0 / 9) / 2) < 1e-12);
}

void TestHeatmapView::leavesAnAbsentClassOutOfTheMean()
{
    const HeatmapSummary summary = summarise({{"a", "b", "c"}, {2, 0, 0, 0, 2, 0, 0, 0, 0}, {}});
    QVERIFY(std::isnan(summary.recall[2]));
    QCOMPARE(summary.macroF1, 1.0);
}

void TestHeatmapView::saysCellsInWords()
{
    QCOMPARE(cellSentence(m_pets, 0, 1),
             QStringLiteral("1 time “cat” was read as “dog” (25 % of all “cat”)"));
    QCOMPARE(cellSentence(m_pets, 1, 0), QStringLiteral("No pets that are dog were read as cat"));
    QCOMPARE(cellSentence(m_pets, 1, 1), QStringLiteral("4 of 4 pets that are dog were recognised"));
}

void TestHeatmapView::activatesCellsByMouseAndKey()
{
    HeatmapView view;
    view.setData(m_pets);
    view.resize(400, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy activated(&view, &HeatmapView::cellActivated);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, 1).center().toPoint());
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down); // stays in the last row
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated.at(0), (QVariantList{0, 1}));
    QCOMPARE(activated.at(1), (QVariantList{1, 1}));
}

void TestHeatmapView::drawsMistakesApartFromHits()
{
    HeatmapView view;
    view.setData(m_pets);
    view.resize(400, 400);
    const QImage image = view.grab().toImage();
    const auto cornerOf = [&](int row, int column) {
        return image.pixelColor((view.cellRect(row, column).topLeft() + QPointF(8, 8)).toPoint());
    };
    QVERIFY(cornerOf(0, 0).blue() > cornerOf(0, 0).red());
    QVERIFY(cornerOf(0, 1).red() > cornerOf(0, 1).blue());
}

void TestHeatmapView::leavesEmptyCellsBlank()
{
    HeatmapView view;
    view.setData(m_pets);
    view.resize(400, 400);
    const QImage image = view.grab().toImage();
    const QRect cell = view.cellRect(1, 0).toRect().adjusted(6, 6, -6, -6);
    const QColor blank = applicationTheme().color(ColorRole::Sunken);
    for (int x = cell.left(); x < cell.right(); ++x)
        QCOMPARE(image.pixelColor(x, cell.center().y()), blank);
}

void TestHeatmapView::survivesOddData_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<int>("cells");
    QTest::newRow("empty") << 0 << 0;
    QTest::newRow("one class") << 1 << 1;
    QTest::newRow("cells missing") << 4 << 3;
    QTest::newRow("many classes") << 120 << 120 * 120;
}

void TestHeatmapView::survivesOddData()
{
    QFETCH(int, classes);
    QFETCH(int, cells);
    HeatmapData data;
    for (int i = 0; i < classes; ++i)
        data.labels.append(QStringLiteral("a rather long class name %1").arg(i));
    data.cells.assign(std::size_t(cells), 2);
    for (const HeatmapFrame frame : {HeatmapFrame::Full, HeatmapFrame::Compact}) {
        HeatmapView view(frame);
        view.setData(data);
        for (const HeatmapMode mode : {HeatmapMode::Count, HeatmapMode::Percent, HeatmapMode::Difference}) {
            view.setMode(mode);
            view.resize(view.minimumSizeHint());
            QVERIFY(!view.grab().isNull());
        }
        QTest::keyClick(&view, Qt::Key_Right);
    }
}

QTEST_MAIN(TestHeatmapView)
#include "tst_heatmap_view.moc"
