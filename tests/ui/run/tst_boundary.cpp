// SPDX-License-Identifier: GPL-3.0-or-later
// The decision boundary: that it is the network's, and the card that plays it.
#include "ui/pages/run_page.h"

#include "core/storage/sqlite_store_factory.h"
#include "tests/ui/run/synthetic_study.h"
#include "ui/pages/run/boundary_card.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include <cmath>
#include <map>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// Class 1 where x > 0, surer with the distance; 21 x 21 places over -1..1; one row is wrong.
DecisionPlane halves(int trial, int epoch)
{
    DecisionPlane plane;
    plane.trial = trial;
    plane.epoch = epoch;
    plane.classes = 2;
    plane.xName.assign(1, 'x');
    plane.yName.assign(1, 'y');
    for (int i = 0; i <= 20; ++i) {
        plane.columns.push_back(-1.0 + 0.1 * i);
        plane.rows.push_back(-1.0 + 0.1 * i);
    }
    for (std::size_t row = 0; row < plane.rows.size(); ++row) {
        for (const double x : plane.columns) {
            const auto one = static_cast<float>(0.5 + 0.45 * x);
            plane.probabilities.insert(plane.probabilities.end(), {1.0F - one, one});
        }
    }
    plane.points = {{0, -0.5, 0.2, 0, 0, true},
                    {1, 0.5, -0.2, 1, 1, true},
                    {2, 0.3, 0.6, 0, 1, true},
                    {3, 0.7, 0.7, 1, 1, false}};
    return plane;
}

} // namespace

class TestBoundary : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void thePlaneIsTheNetworksOwn();
    void dataOfMoreFeaturesHaveNone();
    void theMatrixLeadsToTheBoundaryAndBack();
    void drawsTheClassOfThePlaces();
    void aClickAsksAboutAPoint();
    void playGoesThroughTheEpochs();
    void speaksAndReads();

private:
    void open(std::size_t features = 2);
    [[nodiscard]] BoundaryChart& chart() { return m_page->boundaryCard().chart(); }

    DatasetFacts m_facts;
    StudySnapshotPtr m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<RunPage> m_page;
    std::vector<int> m_epochs;
};

void TestBoundary::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

void TestBoundary::open(std::size_t features)
{
    m_page.reset();
    m_epochs.clear();
    m_facts = {};
    m_facts.task = Task::Classification;
    m_facts.features.resize(features);
    m_snapshot = syntheticStudy({.trials = 12, .running = 0, .state = RunnerState::Finished});
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    RunPageServices services{*m_study};
    services.data = syntheticData(m_snapshot);
    services.facts = [this]() -> const DatasetFacts* { return &m_facts; };
    services.boundary = [this](int trial, int epoch, TrialDataSource::Answer<DecisionPlane> answer) {
        m_epochs.push_back(epoch);
        answer(halves(trial, epoch));
    };
    m_page = std::make_unique<RunPage>(std::move(services));
    m_page->resize(1340, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestBoundary::thePlaneIsTheNetworksOwn()
{
    QTemporaryDir folder;
    StudyService service(std::make_shared<SqliteStoreFactory>());
    StudyConfig config = *StudyService::startingConfig(DataSpec{"moons"});
    config.stage.budget.trials = 2;
    config.stage.fixed.set("epochs", std::int64_t{6});
    QVERIFY(service.create(config, folder.filePath("moons.tune").toStdString()));
    service.runner().start(1);
    service.runner().waitUntilIdle();
    const auto plane = decisionPlane(service, 1, 4, 41);
    QVERIFY(plane && !plane->empty());
    QCOMPARE(plane->classes, 2);
    QCOMPARE(plane->probabilities.size(), std::size_t{41 * 41 * 2});
    const auto answers = service.predictions(1, 4);
    QVERIFY(answers);
    std::map<std::int64_t, PlanePoint> points;
    for (const PlanePoint& point : plane->points) {
        if (point.isValidation)
            points[point.row] = point;
    }
    QCOMPARE(points.size(), answers->rows.size());
    const double step = plane->columns[1] - plane->columns[0];
    int compared = 0;
    for (std::size_t i = 0; i < answers->rows.size(); ++i) {
        const PlanePoint& point = points.at(answers->rows[i]);
        QCOMPARE(point.predictedClass, answers->predictedClass[i]);
        QCOMPARE(point.trueClass, answers->trueClass[i]);
        const auto column = static_cast<std::size_t>(std::lround((point.x - plane->columns[0]) / step));
        const auto row = static_cast<std::size_t>(
            std::lround((point.y - plane->rows[0]) / (plane->rows[1] - plane->rows[0])));
        // Half a cell away a smooth network has hardly changed.
        QVERIFY(std::abs(plane->probability(column, row, 1) - answers->probabilitiesOf(i)[1]) < 0.25F);
        ++compared;
    }
    QVERIFY(compared > 20);
    QVERIFY(!decisionPlane(service, 9, 1, 21));
    QVERIFY(!decisionPlane(service, 1, 99, 21));
}

void TestBoundary::dataOfMoreFeaturesHaveNone()
{
    QTemporaryDir folder;
    StudyService service(std::make_shared<SqliteStoreFactory>());
    StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
    config.stage.budget.trials = 1;
    config.stage.fixed.set("epochs", std::int64_t{1});
    QVERIFY(service.create(config, folder.filePath("iris.tune").toStdString()));
    service.runner().start(1);
    service.runner().waitUntilIdle();
    const auto plane = decisionPlane(service, 0, 0, 21);
    QVERIFY(plane && plane->empty());
    open(4);
    QVERIFY(!m_page->toBoundary().isVisible());
}

void TestBoundary::theMatrixLeadsToTheBoundaryAndBack()
{
    open();
    QVERIFY(m_page->confusionCard().isVisible());
    QTest::mouseClick(&m_page->toBoundary(), Qt::LeftButton);
    QVERIFY(m_page->boundaryCard().isVisible() && !m_page->confusionCard().isVisible());
    QTRY_VERIFY(!chart().plane().empty());
    QTest::keyClick(&m_page->boundaryCard().backButton(), Qt::Key_Space);
    QVERIFY(m_page->confusionCard().isVisible());
}

void TestBoundary::drawsTheClassOfThePlaces()
{
    open();
    QTest::mouseClick(&m_page->toBoundary(), Qt::LeftButton);
    QTRY_VERIFY(!chart().plane().empty());
    QCOMPARE(chart().classAt(chart().pixelOf(-0.8, 0.0)), 0);
    QCOMPARE(chart().classAt(chart().pixelOf(0.8, 0.0)), 1);
    const QImage picture = chart().grab().toImage();
    const auto colour = [&](double x) {
        return picture.pixelColor((chart().pixelOf(x, -0.75) * picture.devicePixelRatio()).toPoint());
    };
    const Theme& theme = themeOf(&chart());
    QVERIFY(colour(-0.9) != colour(0.9));
    QCOMPARE(colour(0.0), theme.color(ColorRole::Surface)); // As likely as not: no colour at all.
}

void TestBoundary::aClickAsksAboutAPoint()
{
    open();
    QTest::mouseClick(&m_page->toBoundary(), Qt::LeftButton);
    QTRY_VERIFY(!chart().plane().empty());
    QTest::mouseClick(&chart(), Qt::LeftButton, {}, chart().pixelOf(0.8, 0.4).toPoint());
    QVERIFY2(m_page->boundaryCard().words().contains(QStringLiteral("86 %")),
             qPrintable(m_page->boundaryCard().words()));
    const QPointF before = *chart().question();
    chart().setFocus();
    QTest::keyClick(&chart(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(chart().question()->x() < before.x());
}

void TestBoundary::playGoesThroughTheEpochs()
{
    open();
    QTest::mouseClick(&m_page->toBoundary(), Qt::LeftButton);
    QTRY_VERIFY(!chart().plane().empty());
    auto* slider = m_page->boundaryCard().findChild<QSlider*>();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    m_epochs.clear();
    QTest::mouseClick(&m_page->boundaryCard().playButton(), Qt::LeftButton);
    QTRY_VERIFY(chart().plane().epoch >= 3);
    QVERIFY(std::find(m_epochs.begin(), m_epochs.end(), 2) != m_epochs.end());
    QTest::mouseClick(&m_page->boundaryCard().playButton(), Qt::LeftButton); // Pause.
    const int paused = chart().plane().epoch;
    QTest::qWait(400);
    QCOMPARE(chart().plane().epoch, paused);
    QCOMPARE(slider->value(), paused); // One slider for everything.
}

void TestBoundary::speaksAndReads()
{
    open();
    QTest::mouseClick(&m_page->toBoundary(), Qt::LeftButton);
    QTRY_VERIFY(!chart().plane().empty());
    const ChartReading reading = chart().reading();
    QVERIFY2(reading.sentence.contains(QStringLiteral("1 of 3 validation rows")),
             qPrintable(reading.sentence));
    QCOMPARE(reading.rows.size(), std::size_t{4});
}

QTEST_MAIN(TestBoundary)
#include "tst_boundary.moc"
