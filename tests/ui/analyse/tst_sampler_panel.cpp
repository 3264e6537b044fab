// SPDX-License-Identifier: GPL-3.0-or-later
// "What the search is thinking": that it is what the sampler knew, and the page that shows it.
#include "ui/pages/analyse/sampler_panel.h"

#include "core/study/proposal_replay.h"
#include "tests/ui/analyse/proposed_study.h"
#include "ui/charts/insight_plot.h"
#include "ui/pages/analyse_page.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QtTest>

#include <cmath>

using namespace tunescope;
using namespace tunescope::ui;

class TestSamplerPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aReplayAsksTheSamplerWhatItWasAsked_data();
    void aReplayAsksTheSamplerWhatItWasAsked();
    void theMaximumDrawnIsThePointProposed();
    void theMaximumOfThePlaneIsThePointProposed();
    void theCurveIsTheModel();
    void densitiesOfTpeAreThoseItDrawsFrom();
    void generationsNameTheParents();
    void rungsCountTheStopped();
    void saysWhyThereIsNothing();
    void theDiamondIsDrawnAtTheProposal();
    void buttonsStepThroughProposals();
    void anotherAxisIsChosenByKeys();
    void everyPictureSpeaks();
    void surprisesAreNamed();

private:
    void open(const ProposedStudy& study);
    [[nodiscard]] SamplerPanel& panel() { return m_page->sampler(); }
    [[nodiscard]] bool isReady() { return panel().view().insight() && !panel().view().isBusy(); }

    std::shared_ptr<StudySnapshot> m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<AnalysePage> m_page;
};

void TestSamplerPanel::initTestCase()
{
    registerFonts();
}

void TestSamplerPanel::open(const ProposedStudy& study)
{
    m_page.reset();
    m_snapshot = study.make();
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    m_page = std::make_unique<AnalysePage>(*m_study);
    m_page->resize(1340, 790);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->showTab(AnalyseTab::Strategy);
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 20'000);
}

void TestSamplerPanel::aReplayAsksTheSamplerWhatItWasAsked_data()
{
    QTest::addColumn<QString>("sampler");
    for (const char* name : {"gp", "tpe", "ga", "auto", "random"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSamplerPanel::aReplayAsksTheSamplerWhatItWasAsked()
{
    QFETCH(QString, sampler);
    const auto snapshot = ProposedStudy{.sampler = sampler.toStdString(), .trials = 30}.make();
    for (const int number : {12, 29}) {
        const auto replay = ProposalReplay::of(*snapshot, number);
        QVERIFY(replay);
        const auto asked = makeSampler(replay->stage().sampler.name, {}).value();
        const ParamSet again = asked->propose(replay->context()).value();
        for (const auto& [name, value] : snapshot->trial(static_cast<std::size_t>(number)).start.params) {
            const auto stored = paramNumber(value), now = paramNumber(*again.find(name));
            // The snapshot holds reported values as float32.
            if (stored)
                QVERIFY2(std::abs(*stored - *now) <= 1e-3 * std::abs(*stored) + 1e-6, name.c_str());
            else
                QVERIFY(sameValue(value, *again.find(name)));
        }
    }
    QVERIFY(!ProposalReplay::of(*snapshot, 30));
    QVERIFY(!ProposalReplay::of(*snapshot, -1));
}

void TestSamplerPanel::theMaximumDrawnIsThePointProposed()
{
    const auto snapshot = ProposedStudy{.trials = 40}.make();
    for (const int number : {15, 20, 25, 30, 35, 39}) {
        for (const char* axis : {"learning_rate", "dropout", "activation"}) {
            const ProposalInsight insight = proposalInsight(*snapshot, number, axis, {});
            QVERIFY(insight.model);
            const double drawn = insight.positions[insight.mostPromising()];
            const double proposed = insight.positions[insight.proposed];
            QVERIFY2(std::abs(drawn - proposed) < 1e-6,
                     qPrintable(QStringLiteral("trial %1 along %2: drawn %3, proposed %4")
                                    .arg(number)
                                    .arg(QString::fromLatin1(axis))
                                    .arg(drawn)
                                    .arg(proposed)));
        }
    }
}

void TestSamplerPanel::theMaximumOfThePlaneIsThePointProposed()
{
    const auto snapshot = ProposedStudy{.trials = 30}.make();
    const ProposalInsight insight = proposalInsight(*snapshot, 29, "learning_rate", "dropout");
    QVERIFY(insight.plane);
    const auto& outlooks = insight.plane->outlooks;
    const auto most = std::max_element(outlooks.begin(), outlooks.end(), [](const auto& a, const auto& b) {
        return a.improvement < b.improvement;
    });
    const auto index = static_cast<std::size_t>(most - outlooks.begin());
    QCOMPARE(index / insight.rows.size(), insight.proposedColumn);
    QCOMPARE(index % insight.rows.size(), insight.proposedRow);
}

void TestSamplerPanel::theCurveIsTheModel()
{
    const auto snapshot = ProposedStudy{.trials = 30}.make();
    const ProposalInsight insight = proposalInsight(*snapshot, 29, "learning_rate", {});
    const auto replay = ProposalReplay::of(*snapshot, 29);
    const auto slice = gpSlice(replay->context(), replay->params(), "learning_rate", 65);
    QVERIFY(slice && insight.model);
    QCOMPARE(insight.model->outlooks.size(), slice->outlooks.size());
    // The formula is smooth and without noise: the model knows it where it looked, among the good trials.
    int known = 0;
    ParamSet at = replay->params();
    for (std::size_t i = 0; i < slice->values.size(); ++i) {
        QCOMPARE(insight.model->outlooks[i].mean, slice->outlooks[i].mean);
        at.set("learning_rate", slice->values[i]);
        const double score = ProposedStudy::scoreOf(at);
        if (score < 0.93)
            continue;
        ++known;
        QVERIFY2(std::abs(slice->outlooks[i].mean - score) < 0.02,
                 qPrintable(QString::number(slice->outlooks[i].mean - score)));
    }
    QVERIFY(known > 5);
    QVERIFY(insight.bestSoFar);
}

void TestSamplerPanel::densitiesOfTpeAreThoseItDrawsFrom()
{
    const auto snapshot = ProposedStudy{.sampler = "tpe", .trials = 40}.make();
    const ProposalInsight insight = proposalInsight(*snapshot, 39, "learning_rate", {});
    QCOMPARE(insight.method, std::string("tpe"));
    QVERIFY(insight.reason.isEmpty());
    QVERIFY(insight.densities);
    QCOMPARE(insight.good + insight.rest, insight.seen); // Every trial is complete.
    const auto peak = std::max_element(insight.densities->good.begin(), insight.densities->good.end());
    const auto at = static_cast<std::size_t>(peak - insight.densities->good.begin());
    QVERIFY(std::abs(std::log10(*paramNumber(insight.densities->values[at])) + 1.5) < 0.7);
}

void TestSamplerPanel::generationsNameTheParents()
{
    const auto snapshot = ProposedStudy{.sampler = "ga", .trials = 50}.make();
    const ProposalInsight insight = proposalInsight(*snapshot, 49, "learning_rate", {});
    QVERIFY(insight.reason.isEmpty());
    QVERIFY(insight.generation >= 1);
    const Child& own = insight.children.back();
    QCOMPARE(own.trial, 49);
    QCOMPARE(own.parents.size(), std::size_t{2});
    QCOMPARE(own.genes.size(), insight.names.size());
    for (std::size_t i = 0; i < own.genes.size(); ++i) {
        if (own.genes[i] == Gene::New)
            continue;
        const int parent = own.parents[own.genes[i] == Gene::First ? 0 : 1];
        QVERIFY(sameValue(
            *snapshot->trial(49).start.params.find(insight.names[i]),
            *snapshot->trial(static_cast<std::size_t>(parent)).start.params.find(insight.names[i])));
    }
}

void TestSamplerPanel::rungsCountTheStopped()
{
    const auto snapshot = ProposedStudy{.trials = 30, .pruner = "asha"}.make();
    const ProposalInsight insight = proposalInsight(*snapshot, 29, {}, {});
    QVERIFY(!insight.rungs.empty());
    QCOMPARE(insight.rungs.front().entries.size(), std::size_t{30}); // Every trial reached the first one.
    QVERIFY(!insight.rule.isEmpty());
}

void TestSamplerPanel::saysWhyThereIsNothing()
{
    const auto random = ProposedStudy{.sampler = "random", .trials = 20}.make();
    const ProposalInsight none = proposalInsight(*random, 19, {}, {});
    QVERIFY2(none.reason.contains(QStringLiteral("looks at no results")), qPrintable(none.reason));
    QVERIFY(!none.model);
    const auto gp = ProposedStudy{.trials = 20}.make();
    QVERIFY(proposalInsight(*gp, 2, {}, {}).reason.contains(QStringLiteral("spread evenly")));
    QVERIFY(proposalInsight(*gp, -1, {}, {}).reason.contains(QStringLiteral("No strategy has proposed")));
    open({.sampler = "random", .trials = 20});
    QVERIFY(panel().whyText().contains(QStringLiteral("looks at no results")));
    QVERIFY(panel().outlook().reading().sentence.contains(QStringLiteral("looks at no results")));
    // Said once: no card stands there only to say it again.
    for (const InsightPlot* plot : panel().findChildren<InsightPlot*>())
        QVERIFY2(!plot->isVisibleTo(&panel()) || !plot->reading().sentence.contains(QStringLiteral("looks at no results")),
                 qPrintable(plot->accessibleName()));
    open({.trials = 30});
    QVERIFY(panel().outlook().isVisibleTo(&panel()));
}

void TestSamplerPanel::theDiamondIsDrawnAtTheProposal()
{
    open({.trials = 30});
    OutlookChart& chart = panel().outlook();
    const std::size_t proposed = panel().view().insight()->proposed;
    const QImage picture = chart.grab().toImage();
    const auto colourAt = [&](QPointF at) {
        return picture.pixelColor((at * picture.devicePixelRatio()).toPoint());
    };
    QCOMPARE(colourAt(chart.meanPoint(proposed)), themeOf(&chart).color(ColorRole::Warn));
    QCOMPARE(colourAt(chart.gainPoint(proposed)), themeOf(&chart).color(ColorRole::Warn));
    double highest = 1e9;
    std::size_t top = 0;
    for (std::size_t i = 0; i < panel().view().insight()->positions.size(); ++i) {
        if (chart.gainPoint(i).y() < highest) {
            highest = chart.gainPoint(i).y();
            top = i;
        }
    }
    QCOMPARE(top, proposed);
}

void TestSamplerPanel::buttonsStepThroughProposals()
{
    open({.trials = 20});
    QCOMPARE(panel().view().trial(), 19);
    QVERIFY(!panel().nextButton().isEnabled());
    QTest::mouseClick(&panel().previousButton(), Qt::LeftButton);
    QTRY_VERIFY(panel().view().insight()->trial == 18 && !panel().view().isBusy());
    panel().nextButton().setFocus();
    QTest::keyClick(&panel().nextButton(), Qt::Key_Space);
    QTRY_VERIFY(panel().view().insight()->trial == 19);
}

void TestSamplerPanel::anotherAxisIsChosenByKeys()
{
    open({.trials = 20});
    QCOMPARE(panel().view().insight()->first, std::string("learning_rate"));
    panel().firstBox().setFocus();
    QTest::keyClick(&panel().firstBox(), Qt::Key_Down);
    QTRY_COMPARE(panel().view().insight()->first, std::string("dropout"));
    QTRY_VERIFY(isReady());
    panel().secondBox().setFocus();
    QTest::keyClick(&panel().secondBox(), Qt::Key_Down);
    QTRY_COMPARE(panel().view().insight()->second, std::string("activation"));
    QVERIFY(panel().view().insight()->plane);
}

void TestSamplerPanel::everyPictureSpeaks()
{
    open({.trials = 20});
    for (QWidget* chart :
         std::initializer_list<QWidget*>{&panel().outlook(), &panel().plane(), &panel().densities(),
                                         &panel().generation(), &panel().rungs()}) {
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(chart);
        QVERIFY(spoken);
        QCOMPARE(spoken->role(), QAccessible::Chart);
        QVERIFY(!spoken->text(QAccessible::Name).isEmpty());
        QVERIFY2(!spoken->text(QAccessible::Description).isEmpty(), chart->metaObject()->className());
    }
    const QString before = panel().outlook().reading().sentence;
    QTest::mouseClick(&panel().previousButton(), Qt::LeftButton);
    QTRY_VERIFY(panel().outlook().reading().sentence != before);
}

void TestSamplerPanel::surprisesAreNamed()
{
    open({.trials = 30});
    const GpOutlook at = panel().view().insight()->model->outlooks[panel().view().insight()->proposed];
    const double score = *m_snapshot->trial(29).outcome.value;
    const auto expected = score < at.low    ? SamplerView::Surprise::Lower
                          : score > at.high ? SamplerView::Surprise::Higher
                                            : SamplerView::Surprise::Inside;
    QCOMPARE(panel().view().surprise(), expected);
    QVERIFY(panel().view().outcome().startsWith(QStringLiteral("came back")));
}

QTEST_MAIN(TestSamplerPanel)
#include "tst_sampler_panel.moc"
