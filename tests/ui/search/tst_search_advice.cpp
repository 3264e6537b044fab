// SPDX-License-Identifier: GPL-3.0-or-later
// What the Search page says about its ranges after real trials, and the learning-rate range test.
#include "tests/ui/project/project_fixture.h"
#include "ui/charts/rate_test_chart.h"
#include "ui/pages/search/rate_test_dialog.h"
#include "ui/pages/search/row_track.h"
#include "ui/pages/search/search_head.h"
#include "ui/pages/search/search_row_widget.h"
#include "ui/pages/search/search_table.h"
#include "ui/pages/search_page.h"
#include "ui/widgets/range_track.h"
#include "ui/widgets/theme_manager.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QUndoStack>
#include <QtTest>

#include <cmath>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr int kRunMs = 60'000;

/// Iris with the learning rate as the only setting: its score rises and falls with it.
StudyConfig rateSearch(double low, double high, int trials)
{
    StudyConfig config = ProjectFixture::smallSearch();
    config.stage.budget.trials = trials;
    config.stage.space =
        *SearchSpace::create({{.name = "learning_rate", .distribution = FloatRange{low, high, Scale::Log}}});
    config.stage.sampler = {"random", {}};
    config.stage.pruner.reset();
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, ParamValue>>{{"optimizer", std::string("adam")},
                                                                   {"epochs", std::int64_t{4}},
                                                                   {"units", std::int64_t{16}},
                                                                   {"hidden_layers", std::int64_t{1}},
                                                                   {"batch_size", std::int64_t{16}}})
        config.stage.fixed.set(name, value);
    return config;
}

struct AdviceFixture : ProjectFixture {
    AdviceFixture() : page(*controller)
    {
        page.resize(1356, 800);
        page.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&page));
    }

    void run(const StudyConfig& config)
    {
        controller->setDraft(config, QStringLiteral("Small"));
        controller->undoStack().clear();
        controller->start();
        QTRY_VERIFY_WITH_TIMEOUT(!controller->isBusy() && state() == RunnerState::Finished, kRunMs);
        QTRY_VERIFY_WITH_TIMEOUT(page.advice().narrowing() &&
                                     page.advice().narrowing()->trials == *config.stage.budget.trials,
                                 kRunMs);
    }

    [[nodiscard]] SearchRowWidget& rate() { return *page.table().row("learning_rate"); }
    [[nodiscard]] FloatRange rateRange() const
    {
        return std::get<FloatRange>(controller->draft().stage.space.find("learning_rate")->distribution);
    }

    SearchPage page;
};

} // namespace

class TestSearchAdvice : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { registerFonts(); }
    void abstainsUnderSixteenTrials();
    void narrowsWithOneClickAndUndo();
    void theBracketIsDrawnAndAdoptedByAClick();
    void anEndUnderPressureIsWidened();
    void earlierStagesAreDrawnOver();
    void theRangeTestFillsTheRow();
    void theValleyCanBeDroppedOnTheRow();
    void aTestThatCannotRunSaysWhy();
};

void TestSearchAdvice::abstainsUnderSixteenTrials()
{
    AdviceFixture fixture;
    fixture.controller->setDraft(rateSearch(1e-5, 3.0, 4), QStringLiteral("Small"));
    QPushButton& narrow = fixture.page.head().narrowButton();
    QTRY_VERIFY(narrow.isVisible());
    QVERIFY(!narrow.isEnabled());
    QVERIFY2(narrow.toolTip().startsWith(QStringLiteral("16 finished trials needed, 0 so far")),
             qPrintable(narrow.toolTip()));
    fixture.controller->start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.state() == RunnerState::Finished, kRunMs);
    QTRY_VERIFY2(narrow.toolTip().startsWith(QStringLiteral("16 finished trials needed, 4 so far")),
                 qPrintable(narrow.toolTip()));
}

void TestSearchAdvice::narrowsWithOneClickAndUndo()
{
    AdviceFixture fixture;
    fixture.run(rateSearch(1e-6, 10.0, 48));
    const SuggestedRange& suggested = fixture.page.advice().narrowing()->params.front();
    QVERIFY(suggested.hasSuggestion());
    QPushButton& narrow = fixture.page.head().narrowButton();
    QTRY_VERIFY(narrow.isEnabled());
    const FloatRange before = fixture.rateRange();
    QTest::mouseClick(&narrow, Qt::LeftButton);
    QCOMPARE(fixture.rateRange().low, *paramNumber(*suggested.low));
    QCOMPARE(fixture.rateRange().high, *paramNumber(*suggested.high));
    QCOMPARE(fixture.controller->undoStack().undoText(), QStringLiteral("Narrow to the best quarter"));
    QVERIFY2(fixture.messages.last().headline.contains(QStringLiteral("1 range")),
             qPrintable(fixture.messages.last().headline));
    QVERIFY(!narrow.isEnabled());     // There is nothing more to narrow.
    fixture.messages.last().action(); // "Undo"
    QCOMPARE(fixture.rateRange().low, before.low);
    QCOMPARE(fixture.rateRange().high, before.high);
}

void TestSearchAdvice::theBracketIsDrawnAndAdoptedByAClick()
{
    AdviceFixture fixture;
    fixture.run(rateSearch(1e-6, 10.0, 48));
    RangeTrack& track = fixture.rate().track().range();
    QTRY_VERIFY(track.suggestion());
    const ValueRange suggestion = *track.suggestion();
    const QImage picture = track.grab().toImage();
    const QColor gold = themeOf(&track).color(ColorRole::BestMark);
    const double x = track.pointOf(suggestion.low).x();
    bool isGold = false;
    for (int y = 0; y < track.height() / 2; ++y) {
        for (int dx = -1; dx <= 1; ++dx)
            isGold = isGold || picture.pixelColor(int(x) + dx, y) == gold;
    }
    QVERIFY(isGold);
}

void TestSearchAdvice::anEndUnderPressureIsWidened()
{
    AdviceFixture fixture;
    fixture.run(rateSearch(1e-6, 3e-3, 32));
    QTRY_VERIFY2(fixture.rate().advice().contains(QStringLiteral("press against the upper end, 0.0030")),
                 qPrintable(fixture.rate().advice()));
    QPushButton* widen = fixture.rate().widenButton();
    QVERIFY(widen->isVisible());
    QCOMPARE(widen->text().trimmed(), QStringLiteral("Widen to 0.030"));
    QTest::mouseClick(widen, Qt::LeftButton);
    QVERIFY(std::abs(fixture.rateRange().high - 3e-2) < 1e-12);
    QVERIFY(fixture.rate().advice().isEmpty());
    fixture.controller->undoStack().undo();
    QVERIFY(!fixture.rate().advice().isEmpty());
}

void TestSearchAdvice::earlierStagesAreDrawnOver()
{
    AdviceFixture fixture;
    fixture.run(rateSearch(1e-6, 10.0, 48));
    RangeTrack& track = fixture.rate().track().range();
    QVERIFY(track.past().empty()); // The draft is the stage that ran.
    QTRY_VERIFY(fixture.page.head().narrowButton().isEnabled());
    QTest::mouseClick(&fixture.page.head().narrowButton(), Qt::LeftButton);
    QCOMPARE(track.past().size(), std::size_t{1});
    QCOMPARE(track.past()[0].range.low, 1e-6);
    QCOMPARE(track.past()[0].range.high, 10.0);
    QVERIFY(track.lowHandle()->accessibleName().contains(QStringLiteral("stage 1 searched")));
}

void TestSearchAdvice::theRangeTestFillsTheRow()
{
    AdviceFixture fixture;
    fixture.controller->setDraft(rateSearch(1e-5, 3.0, 4), QStringLiteral("Small"));
    QTRY_VERIFY(fixture.page.head().rateTestButton().isEnabled());
    QTest::mouseClick(&fixture.page.head().rateTestButton(), Qt::LeftButton);
    auto* dialog = fixture.page.findChild<RateTestDialog*>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->chart().test().points.empty(), kRunMs);
    const AxisRange valley = dialog->chart().valley();
    QVERIFY(valley.low < valley.high);
    QCOMPARE(valley, RateTestChart::valleyOf(dialog->chart().test()));
    QVERIFY(dialog->words().contains(QStringLiteral("The loss fell from")));
    dialog->chart().setFocus();
    QTest::keyClick(&dialog->chart(), Qt::Key_Left, Qt::ControlModifier); // Both ends down.
    QVERIFY(std::abs(dialog->chart().valley().low / valley.low - std::pow(10.0, -0.05)) < 1e-9);
    QVERIFY(std::abs(dialog->chart().valley().high / valley.high - std::pow(10.0, -0.05)) < 1e-9);
    // The upper end follows the mouse.
    const double y = dialog->chart().plotArea().center().y();
    const QPoint from(qRound(dialog->chart().xOf(dialog->chart().valley().high)), qRound(y));
    QTest::mousePress(&dialog->chart(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&dialog->chart(), from + QPoint(30, 0));
    QTest::mouseRelease(&dialog->chart(), Qt::LeftButton, {}, from + QPoint(30, 0));
    QVERIFY(dialog->chart().valley().high > valley.high * 0.9);
    const AxisRange wanted = dialog->chart().valley();
    QTest::mouseClick(&dialog->useButton(), Qt::LeftButton);
    QVERIFY(std::abs(fixture.rateRange().low / wanted.low - 1.0) < 0.06); // Two digits.
    QVERIFY(std::abs(fixture.rateRange().high / wanted.high - 1.0) < 0.06);
}

void TestSearchAdvice::theValleyCanBeDroppedOnTheRow()
{
    AdviceFixture fixture;
    fixture.controller->setDraft(rateSearch(1e-5, 3.0, 4), QStringLiteral("Small"));
    QMimeData data;
    data.setData(QString::fromLatin1(kRateRangeFormat), "0.001 0.1");
    const auto dropOnRow = [&](QMimeData& dragged) {
        QDragEnterEvent enter(QPoint(200, 20), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&fixture.rate(), &enter);
        QDropEvent drop(QPointF(200, 20), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&fixture.rate(), &drop);
    };
    dropOnRow(data);
    QCOMPARE(fixture.rateRange().low, 0.001);
    QCOMPARE(fixture.rateRange().high, 0.1);
    QMimeData junk;
    junk.setData(QString::fromLatin1(kRateRangeFormat), "a b");
    dropOnRow(junk);
    QCOMPARE(fixture.rateRange().low, 0.001);
}

void TestSearchAdvice::aTestThatCannotRunSaysWhy()
{
    StudyConfig config = rateSearch(1e-5, 3.0, 4);
    config.data.source = "nowhere.csv";
    const auto answer = StudyService::testLearningRates(config, {});
    QVERIFY(!answer);
    RateTestChart chart;
    QVERIFY(!chart.reading().sentence.isEmpty());
    RateTest flat;
    flat.suggested = flat.steepest = flat.divergedAt = std::nan("");
    QVERIFY(RateTestChart::valleyOf(flat).low < RateTestChart::valleyOf(flat).high);
}

QTEST_MAIN(TestSearchAdvice)
#include "tst_search_advice.moc"
