// SPDX-License-Identifier: GPL-3.0-or-later
// Layer health on the Run page: the words for layers, and the card with real mouse and key events.
#include "ui/pages/run_page.h"

#include "tests/ui/run/synthetic_study.h"
#include "ui/charts/layer_chart.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/pages/run/layers_card.h"
#include "ui/widgets/chart_table_dialog.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QLabel>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

LayerReport reportOf(float ratio, float dead = 0.0F, float saturated = 0.0F)
{
    LayerReport report;
    report.name = "dense_1";
    report.updateRatio = ratio;
    report.gradientNorm = 0.5F;
    report.deadShare = dead;
    report.saturatedShare = saturated;
    report.limit = 0.4F;
    for (std::size_t bin = 0; bin < LayerReport::kBins; ++bin)
        report.histogram[bin] =
            static_cast<std::uint32_t>(bin < 10 ? bin : LayerReport::kBins - 1 - bin) * 10;
    return report;
}

LayerState stateOf(std::vector<LayerReport> layers, std::size_t which = 0)
{
    return layerHealth({{.epoch = 3, .layers = std::move(layers)}}, 3)[which].state;
}

/// Three layers over 20 epochs; from epoch 11 on 45 % of the second are dead.
std::vector<EpochLayers> dyingLayers()
{
    std::vector<EpochLayers> epochs;
    for (int epoch = 1; epoch <= 20; ++epoch) {
        LayerReport last = reportOf(5e-3F, kNone, kNone);
        last.name = "dense_5";
        epochs.push_back(
            {.epoch = epoch, .layers = {reportOf(4e-3F), reportOf(0.002F, epoch > 10 ? 0.45F : 0.0F), last}});
    }
    return epochs;
}

} // namespace

class TestLayersCard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void statesFollowTheNumbers();
    void theWorstLayerIsNamedFirst();
    void otherRunsOfATrialAreLeftOut();
    void followsTheEpochSlider();
    void theDotIsAtTheEpochsRatio();
    void aClickOpensTheWeights();
    void keysMoveAndOpenRows();
    void screenReadersHearWhatHolds();
    void readsAsTable();
    void saysWhyThereIsNothing();
    void aRunningTrialIsReadAgain();
    void narrowWindowsHaveATab();

private:
    void open(std::vector<EpochLayers> reports, int running = 0);
    [[nodiscard]] LayerChart& chart() { return m_page->layersCard().chart(); }
    [[nodiscard]] QSlider& slider() { return *m_page->confusionCard().findChild<QSlider*>(); }

    StudySnapshotPtr m_snapshot;
    std::uint64_t m_revision = 1;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<RunPage> m_page;
    std::vector<EpochLayers> m_reports;
    int m_readings = 0;
};

void TestLayersCard::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

void TestLayersCard::open(std::vector<EpochLayers> reports, int running)
{
    m_page.reset();
    m_readings = 0;
    m_reports = std::move(reports);
    m_snapshot = syntheticStudy({.trials = 12,
                                 .running = running,
                                 .state = running > 0 ? RunnerState::Running : RunnerState::Finished});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[this] { return m_revision; }, [this] { return m_snapshot; }});
    m_study->poll();
    RunPageServices services{*m_study};
    services.data = syntheticData(m_snapshot);
    services.data.layers = [this](const char*, int,
                                  TrialDataSource::Answer<std::vector<EpochLayers>> answer) {
        ++m_readings;
        answer(m_reports);
    };
    m_page = std::make_unique<RunPage>(std::move(services));
    m_page->resize(1340, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestLayersCard::statesFollowTheNumbers()
{
    QCOMPARE(stateOf({reportOf(2e-3F)}), LayerState::Healthy);
    QCOMPARE(stateOf({reportOf(2e-4F)}), LayerState::SmallSteps);
    QCOMPARE(stateOf({reportOf(2e-2F)}), LayerState::LargeSteps);
    QCOMPARE(stateOf({reportOf(0.5F)}), LayerState::Exploding);
    QCOMPARE(stateOf({reportOf(std::numeric_limits<float>::infinity())}), LayerState::Exploding);
    LayerReport lost = reportOf(2e-3F);
    lost.gradientNorm = kNone;
    QCOMPARE(stateOf({lost}), LayerState::Exploding);
    QCOMPARE(stateOf({reportOf(2e-3F, 0.31F)}), LayerState::Dead);
    QCOMPARE(stateOf({reportOf(2e-3F, 0.3F)}), LayerState::Healthy);
    QCOMPARE(stateOf({reportOf(2e-3F, 0.0F, 0.6F)}), LayerState::Saturated);
    // Still layers alone are a schedule that has ended; beside moving ones they are a vanishing gradient.
    QCOMPARE(stateOf({reportOf(1e-6F), reportOf(1e-6F)}), LayerState::SmallSteps);
    QCOMPARE(stateOf({reportOf(1e-6F), reportOf(5e-3F)}), LayerState::Vanishing);
}

void TestLayersCard::theWorstLayerIsNamedFirst()
{
    const auto layers = layerHealth(
        {{.epoch = 1, .layers = {reportOf(2e-3F, 0.0F, 0.7F), reportOf(2e-3F, 0.45F), reportOf(2e-3F)}}}, 1);
    const QString sentence = layersSentence(layers);
    QVERIFY2(sentence.startsWith(QStringLiteral("Layer 2: 45 % of the units are dead")),
             qPrintable(sentence));
    QVERIFY2(sentence.contains(u'1'), qPrintable(sentence)); // One more layer.
    QCOMPARE(layers[1].word, QStringLiteral("45 % dead"));
}

void TestLayersCard::otherRunsOfATrialAreLeftOut()
{
    const std::vector<EpochLayers> epochs{{.repeat = 0, .fold = 0, .epoch = 1, .layers = {reportOf(2e-3F)}},
                                          {.repeat = 0, .fold = 1, .epoch = 1, .layers = {reportOf(0.9F)}}};
    const auto layers = layerHealth(epochs, 1);
    QCOMPARE(layers.size(), std::size_t{1});
    QCOMPARE(layers[0].state, LayerState::Healthy);
    QCOMPARE(layers[0].ratios.size(), std::size_t{1});
    QVERIFY(layerHealth(epochs, 2).empty());
}

void TestLayersCard::followsTheEpochSlider()
{
    open(dyingLayers());
    slider().setFocus();
    QTest::keyClick(&slider(), Qt::Key_End);
    QTRY_VERIFY(m_page->layersCard().sentence().text().startsWith(
        QStringLiteral("Layer 2: 45 % of the units are dead")));
    QVERIFY(m_page->layersCard().sentence().isVisible());
    for (int i = 0; i < 11; ++i)
        QTest::keyClick(&slider(), Qt::Key_Left);
    QCOMPARE(slider().value(), 9);
    QTRY_VERIFY2(m_page->layersCard().sentence().text().startsWith(QStringLiteral("Nothing is wrong")),
                 qPrintable(m_page->layersCard().sentence().text()));
    QCOMPARE(m_readings, 1); // All epochs at once.
}

void TestLayersCard::theDotIsAtTheEpochsRatio()
{
    open(dyingLayers());
    QTest::keyClick(&slider(), Qt::Key_Home);
    QTest::keyClick(&slider(), Qt::Key_Right); // Epoch 1.
    QTRY_VERIFY(!chart().layers().empty());
    const QRectF line = chart().lineRect(0);
    const QPointF dot(line.left(), line.bottom() - chart().heightOf(4e-3) * line.height());
    const QImage picture = chart().grab().toImage();
    QCOMPARE(picture.pixelColor((dot * picture.devicePixelRatio()).toPoint()),
             themeOf(&chart()).color(ColorRole::Accent));
    // In the healthy band: its ends lie around the dot.
    QVERIFY(chart().heightOf(kHealthyLow) < chart().heightOf(4e-3));
    QVERIFY(chart().heightOf(4e-3) < chart().heightOf(kHealthyHigh));
}

void TestLayersCard::aClickOpensTheWeights()
{
    open(dyingLayers());
    QTRY_COMPARE(chart().layers().size(), std::size_t{3});
    const int closed = chart().minimumSizeHint().height();
    QTest::mouseClick(&chart(), Qt::LeftButton, {}, chart().rowRect(0).center().toPoint());
    QCOMPARE(chart().opened(), 0);
    QVERIFY(chart().minimumSizeHint().height() > closed);
    QVERIFY(std::abs(chart().barRect(0, 9).height() - 3.0 * chart().barRect(0, 3).height()) <
            1e-9); // 90 and 30
    const QPointF inBar = chart().barRect(0, 9).center();
    const QImage picture = chart().grab().toImage();
    QCOMPARE(picture.pixelColor((inBar * picture.devicePixelRatio()).toPoint()),
             themeOf(&chart()).color(ColorRole::Ghost));
    QTest::mouseClick(&chart(), Qt::LeftButton, {}, chart().rowRect(0).topLeft().toPoint() + QPoint(20, 8));
    QCOMPARE(chart().opened(), -1);
}

void TestLayersCard::keysMoveAndOpenRows()
{
    open(dyingLayers());
    QTRY_COMPARE(chart().layers().size(), std::size_t{3});
    chart().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&chart(), Qt::Key_Down);
    QCOMPARE(chart().current(), 1);
    QTest::keyClick(&chart(), Qt::Key_Return);
    QCOMPARE(chart().opened(), 1);
    QTest::keyClick(&chart(), Qt::Key_End);
    QTest::keyClick(&chart(), Qt::Key_Down); // There is no further one.
    QCOMPARE(chart().current(), 2);
    QTest::keyClick(&chart(), Qt::Key_Home);
    QCOMPARE(chart().current(), 0);
}

void TestLayersCard::screenReadersHearWhatHolds()
{
    open(dyingLayers());
    QTest::keyClick(&slider(), Qt::Key_End);
    QTRY_VERIFY(!chart().layers().empty());
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&chart());
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::Chart);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Layer health"));
    const QString late = spoken->text(QAccessible::Description);
    QVERIFY2(late.contains(QStringLiteral("Epoch 20")) && late.contains(QStringLiteral("45 %")),
             qPrintable(late));
    QTest::keyClick(&slider(), Qt::Key_Home);
    QTest::keyClick(&slider(), Qt::Key_Right);
    QVERIFY(spoken->text(QAccessible::Description) != late);
}

void TestLayersCard::readsAsTable()
{
    open(dyingLayers());
    QTest::keyClick(&slider(), Qt::Key_End);
    QTRY_VERIFY(!chart().layers().empty());
    chart().setFocus();
    QTest::keyClick(&chart(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = chart().findChild<ChartTableDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->table().model()->rowCount(), 3);
    QCOMPARE(dialog->table().model()->index(1, 4).data().toString(), QStringLiteral("45.0"));
    QVERIFY(dialog->copyText().startsWith(QStringLiteral("Layer\tKind\tWeights")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestLayersCard::saysWhyThereIsNothing()
{
    open({});
    QTRY_VERIFY(chart().reading().sentence.contains(QStringLiteral("has no notes about its layers")));
    open(dyingLayers());
    QTest::keyClick(&slider(), Qt::Key_Home);
    QTRY_VERIFY(chart().reading().sentence.startsWith(QStringLiteral("Epoch 0 is before the first step")));
    QVERIFY(!m_page->layersCard().sentence().isVisible());
}

void TestLayersCard::aRunningTrialIsReadAgain()
{
    open(dyingLayers(), 2);
    const int running = static_cast<int>(m_snapshot->size()) - 1;
    QCOMPARE(m_study->trial(running)->state, TrialState::Running);
    const int before = m_readings;
    m_study->select(running);
    QTRY_VERIFY(m_readings > before);
    std::vector<TrialSnapshot> trials;
    for (std::size_t i = 0; i < m_snapshot->size(); ++i)
        trials.push_back(m_snapshot->trial(i));
    for (auto* curve : {&trials.back().curves.validationLoss, &trials.back().curves.validationMetric})
        curve->resize(25, 0.5F);
    m_reports.push_back(m_reports.back());
    m_reports.back().epoch = 21;
    m_snapshot = studyOf(std::move(trials), {.trials = 12});
    ++m_revision;
    const int once = m_readings;
    m_study->poll();
    QTRY_VERIFY(m_readings > once);
}

void TestLayersCard::narrowWindowsHaveATab()
{
    open(dyingLayers());
    m_page->resize(940, 520);
    QVERIFY(!m_page->layersCard().isVisible());
    QAbstractButton* tab = nullptr;
    for (QAbstractButton* button : m_page->findChildren<QAbstractButton*>()) {
        if (button->text() == QStringLiteral("Layers"))
            tab = button;
    }
    QVERIFY(tab && tab->isVisible());
    QTest::mouseClick(tab, Qt::LeftButton);
    QVERIFY(m_page->layersCard().isVisible());
    QTRY_COMPARE(chart().layers().size(), std::size_t{3});
}

QTEST_MAIN(TestLayersCard)
#include "tst_layers_card.moc"
