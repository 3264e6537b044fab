// SPDX-License-Identifier: GPL-3.0-or-later
// What the Run page shows of pictures, texts and scores, with real mouse and key events.
#include "ui/pages/run_page.h"

#include "tests/ui/run/synthetic_study.h"
#include "ui/pages/run/anomaly_card.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/pages/run/masks_card.h"
#include "ui/pages/run/texts_card.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// Ten pictures of 4 x 4 pixels in two classes; picture k has k wrong pixels.
PredictionSet maskAnswers(int trial, int epoch)
{
    PredictionSet set{.trial = trial,
                      .epoch = epoch,
                      .classes = 3,
                      .rows = {},
                      .trueClass = {},
                      .predictedClass = {},
                      .probabilities = {},
                      .trueValue = {},
                      .predictedValue = {}};
    for (int row = 0; row < 10; ++row) {
        for (int pixel = 0; pixel < 16; ++pixel) {
            set.rows.push_back(row);
            set.trueClass.push_back(pixel < 10 ? 1 : 0);
            set.predictedClass.push_back(pixel < row ? 2 : pixel < 10 ? 1 : 0);
        }
    }
    return set;
}

/// Normal rows score 1 to 100, strange ones 91 to 110.
PredictionSet scoreAnswers(int trial, int epoch)
{
    PredictionSet set{.trial = trial,
                      .epoch = epoch,
                      .classes = 0,
                      .rows = {},
                      .trueClass = {},
                      .predictedClass = {},
                      .probabilities = {},
                      .trueValue = {},
                      .predictedValue = {}};
    for (int i = 1; i <= 120; ++i) {
        set.rows.push_back(i);
        set.trueClass.push_back(i <= 100 ? 0 : 1);
        set.predictedValue.push_back(static_cast<float>(i <= 100 ? i : i - 10));
    }
    return set;
}

} // namespace

class TestAnswerCards : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void worstMasksComeFirst();
    void aClassOfTheLegendCanBeHidden();
    void aPictureOpensCloseUp();
    void theEpochSliderAsksForThatEpoch();
    void temperatureAndDiceAskForOtherTexts();
    void thresholdIsHeldAtARateUntilItIsDragged();
    void arrowKeysGoToTheNextThresholdThatChangesACount();
    void areasAreThoseOfTheWholeCurve();
    void twoClassesHaveMatrixAndThreshold();

private:
    void open(Task task);

    DatasetFacts m_facts;
    std::shared_ptr<StudySnapshot> m_snapshot;
    std::unique_ptr<StudyViewModel> m_study;
    std::unique_ptr<RunPage> m_page;
    std::vector<int> m_epochs; ///< That were asked for.
    std::vector<TextRequest> m_requests;
};

void TestAnswerCards::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

void TestAnswerCards::init()
{
    m_page.reset();
    m_epochs.clear();
    m_requests.clear();
}

void TestAnswerCards::open(Task task)
{
    m_facts.task = task;
    m_facts.image = ImageLayout{4, 4, 0.0, 1.0};
    m_snapshot = syntheticStudy({.trials = 8, .running = 0, .state = RunnerState::Finished});
    auto facts = std::make_shared<StudyFacts>(*m_snapshot->facts);
    facts->classNames = task == Task::Segmentation ? std::vector<std::string>{"background", "hat", "shoe"}
                                                   : std::vector<std::string>{"normal", "strange"};
    m_snapshot->facts = facts;
    m_study = std::make_unique<StudyViewModel>(
        StudyViewModel::Source{[] { return std::uint64_t{1}; }, [this] { return m_snapshot; }});
    m_study->poll();
    RunPageServices services{*m_study};
    services.facts = [this]() -> const DatasetFacts* { return &m_facts; };
    services.data.predictions = [this, task](const char*, int trial, int epoch,
                                             TrialDataSource::Answer<PredictionSet> answer) {
        m_epochs.push_back(epoch);
        answer(task == Task::Segmentation ? maskAnswers(trial, epoch) : scoreAnswers(trial, epoch));
    };
    services.data.confusion = [](const char*, int, int, TrialDataSource::Answer<ConfusionMatrix> answer) {
        answer(ConfusionMatrix(3));
    };
    services.data.texts = [this](const char*, int trial, int epoch, const TextRequest& request,
                                 TrialDataSource::Answer<WrittenTexts> answer) {
        m_epochs.push_back(epoch);
        m_requests.push_back(request);
        answer(WrittenTexts{trial,
                            epoch,
                            {{{"a", "n", "n"}, {0.9F, 0.2F, 0.5F}, WrittenText::Origin::New},
                             {{"e", "v", "e"}, {0.9F, 0.2F, 0.5F}, WrittenText::Origin::Training}}});
    };
    m_page = std::make_unique<RunPage>(std::move(services));
    m_page->resize(1340, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestAnswerCards::worstMasksComeFirst()
{
    open(Task::Segmentation);
    const MaskGrid& grid = m_page->masksCard().grid();
    QVERIFY(m_page->masksCard().isVisible());
    QVERIFY(!m_page->confusionCard().isVisible());
    QVERIFY(grid.samples().size() >= 4);
    QCOMPARE(grid.samples().front().row, std::int64_t(9));
    QCOMPARE(*grid.samples().front().overlap[1], 0.1); // 1 of 10 pixels
    QComboBox& order = m_page->masksCard().order();
    order.setFocus();
    QTest::keyClick(&order, Qt::Key_Down);
    QTest::keyClick(&order, Qt::Key_Down);
    QCOMPARE(grid.samples().front().row, std::int64_t(0));
}

void TestAnswerCards::aClassOfTheLegendCanBeHidden()
{
    open(Task::Segmentation);
    MaskGrid& grid = m_page->masksCard().grid();
    const MaskSample& sample = grid.samples().front();
    const auto corner = [&] {
        return grid.maskImage(sample, sample.truth, MaskGrid::Outline::None, 1).pixel(0, 0);
    };
    const QRgb before = corner();
    QAbstractButton* hat = nullptr;
    for (QAbstractButton* button : m_page->masksCard().findChildren<QAbstractButton*>()) {
        if (button->text() == QLatin1String("hat"))
            hat = button;
    }
    QVERIFY(hat);
    QTest::mouseClick(hat, Qt::LeftButton);
    QVERIFY(corner() != before);
    QTest::mouseClick(hat, Qt::LeftButton);
    QCOMPARE(corner(), before);
}

void TestAnswerCards::aPictureOpensCloseUp()
{
    open(Task::Segmentation);
    MaskGrid& grid = m_page->masksCard().grid();
    QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.sampleRect(1).center());
    auto* closeUp = m_page->findChild<QDialog*>(QStringLiteral("maskCloseUp"));
    QVERIFY(closeUp);
    QVERIFY(closeUp->isVisible());
    QTest::keyClick(closeUp, Qt::Key_Escape);
}

void TestAnswerCards::theEpochSliderAsksForThatEpoch()
{
    open(Task::Segmentation);
    auto* slider = m_page->masksCard().findChild<QSlider*>(QStringLiteral("epochSlider"));
    const int before = slider->value();
    QCOMPARE(m_epochs.back(), before);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(slider->value(), before - 1);
    QTRY_COMPARE(m_epochs.back(), before - 1); // The card waits until the slider rests.
}

void TestAnswerCards::temperatureAndDiceAskForOtherTexts()
{
    open(Task::TextGeneration);
    TextsCard& card = m_page->textsCard();
    QVERIFY(card.isVisible());
    QCOMPARE(card.list().texts().size(), std::size_t(2));
    QVERIFY(card.list().accessibleDescription().contains(QLatin1String("eve (in the training list)")));
    const TextRequest first = m_requests.back();
    card.temperature().setFocus();
    QTest::keyClick(&card.temperature(), Qt::Key_Right);
    QVERIFY(m_requests.back().temperature > first.temperature);
    QCOMPARE(m_requests.back().seed, first.seed);
    QTest::mouseClick(&card.more(), Qt::LeftButton);
    QVERIFY(m_requests.back().seed != first.seed);
}

void TestAnswerCards::thresholdIsHeldAtARateUntilItIsDragged()
{
    open(Task::AnomalyDetection);
    ThresholdPanel& panel = m_page->anomalyCard().panel();
    QVERIFY(panel.isVisible());
    QCOMPARE(panel.scores().at(panel.threshold()).falseAlarms, std::int64_t(5)); // 5 % of 100
    QCOMPARE(panel.scores().at(panel.threshold()).caught, std::int64_t(15));     // 96 to 110
    ScoreThresholdPlot& plot = panel.plot();
    const QPoint from(static_cast<int>(plot.xOf(panel.threshold())), plot.height() / 2);
    const QPoint to(static_cast<int>(plot.xOf(50.0)), plot.height() / 2);
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot, to);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
    QVERIFY(std::abs(panel.threshold() - 50.0) < 3.0);
    QCOMPARE(panel.scores().at(panel.threshold()).caught, std::int64_t(20));
    QCOMPARE(panel.rule().currentIndex(), 0); // by hand
    const QPointF handle = panel.curve().handle();
    QVERIFY(panel.curve().rect().contains(handle.toPoint()));
}

void TestAnswerCards::arrowKeysGoToTheNextThresholdThatChangesACount()
{
    open(Task::AnomalyDetection);
    ThresholdPanel& panel = m_page->anomalyCard().panel();
    const std::int64_t before = panel.scores().at(panel.threshold()).falseAlarms;
    panel.curve().setFocus();
    QTest::keyClick(&panel.curve(), Qt::Key_Left);
    QCOMPARE(panel.scores().at(panel.threshold()).falseAlarms, before - 1);
    QTest::keyClick(&panel.curve(), Qt::Key_Right);
    QCOMPARE(panel.scores().at(panel.threshold()).falseAlarms, before);
}

void TestAnswerCards::areasAreThoseOfTheWholeCurve()
{
    // Pairs of one normal and one strange row: 2 of 4 in order, 1 tied.
    const ThresholdScores scores({1.0F, 3.0F, 2.0F, 3.0F}, {0, 0, 1, 1});
    QCOMPARE(scores.rocArea(), 0.625);
    QCOMPARE(scores.at(2.5).precision(), 0.5);
    QCOMPARE(scores.thresholdFor(HoldRule::BestF1, 0.0) < 2.0, true);
    QVERIFY(std::isnan(ThresholdScores({1.0F}, {0}).rocArea()));
}

void TestAnswerCards::twoClassesHaveMatrixAndThreshold()
{
    open(Task::Classification);
    QVERIFY(m_page->confusionCard().isVisible());
    QTest::mouseClick(m_page->findChild<QPushButton*>(QStringLiteral("toThreshold")), Qt::LeftButton);
    QVERIFY(!m_page->confusionCard().isVisible());
    QVERIFY(m_page->anomalyCard().isVisible());
    QTest::mouseClick(m_page->findChild<QPushButton*>(QStringLiteral("toMatrix")), Qt::LeftButton);
    QVERIFY(m_page->confusionCard().isVisible());
}

QTEST_MAIN(TestAnswerCards)
#include "tst_answer_cards.moc"
