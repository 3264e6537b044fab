// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best_page.h"

#include "tests/ui/best/study_of_trials.h"
#include "tests/ui/data/fake_data.h"
#include "ui/pages/best/export_panel.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QtTest>
#include <QtWidgets>

using namespace tunescope;
using namespace tunescope::ui;

class TestBestPage : public QObject
{
    Q_OBJECT

private slots:
    void emptyUntilATrialHasFinished();
    void ranksAndNamesTies();
    void winnerFollowsTheRule();
    void clickShowsAnotherTrial();
    void checkNowTrainsAgainAndSaysSo();
    void makesASlowFileOnlyWhenItIsSaved();
    void exportWritesAndNeverOverwrites();
    void writtenNamesStayUntilSomethingElseIsChosen();
    void uncheckedFileIsNotWritten();
    void saysWhetherTheBarIsBeaten();
    void saysWhetherTheTestPartWasOpened();
    void regressionShowsHowFarApartTheyAre();
    void folderThatCannotBeWrittenIsTold();
};

namespace {

struct Shown {
    explicit Shown(StudySnapshotPtr first)
        : snapshot(std::move(first))
        , study({.revision = [this] { return snapshot ? snapshot->revision : 0; },
                 .snapshot = [this] { return snapshot; }})
    {
        study.poll();
        page = std::make_unique<BestPage>(
            study,
            BestPorts{.inBackground = &runAtOnce,
                      .rerun =
                          [this](int trial) {
                              rerunTrial = trial;
                              return Result<StudyService::RerunReport>(report);
                          },
                      .exportFolder = [this] { return folder.filePath(QStringLiteral("out")); },
                      .post = [this](const Message& message) { messages.append(message); },
                      .looks = [this] { return looks; },
                      .verdict =
                          [this](double best, const MetricStyle& metric) {
                              return baselineVerdict(Task::Classification, 0.5, bar, best, metric);
                          }},
            ExportFunctions{{{"best", "Best configuration", "best.json", "json",
                              [](int trial) {
                                  return Result<std::string>("{\"trial\": " + std::to_string(trial) + "}\n");
                              }},
                             {"trials", "All trials", "trials.csv", "csv",
                              [](int) { return Result<std::string>("number,value\n0,0.9\n"); }},
                             {"onnx", "Trained network", "model.onnx", "onnx",
                              [this](int) {
                                  ++networksMade;
                                  return Result<std::string>(std::string("\0net", 4));
                              },
                              "Made when it is exported."}}});
        page->resize(1300, 760);
        page->show();
        QCoreApplication::processEvents();
    }

    QPushButton* button(const char* name) const { return page->findChild<QPushButton*>(QLatin1String(name)); }
    QByteArray content(const char* name) const
    {
        QFile file(folder.filePath(QLatin1String("out/")) + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    int networksMade = 0;
    StudySnapshotPtr snapshot;
    StudyViewModel study;
    StudyService::RerunReport report{
        .identical = true, .sameEngine = true, .firstDifference = {}, .epochs = 20};
    std::vector<TestLook> looks;
    int rerunTrial = -1;
    double bar = 0.961;
    QList<Message> messages;
    std::unique_ptr<BestPage> page;
};

bool says(const QWidget& page, const QString& words)
{
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

/// Three trials near the top, one fast, one small, and one far below.
StudySnapshotPtr fourTrials()
{
    return studyOf({{0.960, 5.0, 4000}, {0.972, 4.0, 5000}, {0.966, 2.0, 6000}, {0.800, 0.1, 10}});
}

} // namespace

void TestBestPage::emptyUntilATrialHasFinished()
{
    Shown shown(nullptr);
    QVERIFY(says(*shown.page, QStringLiteral("Nothing finished yet")));
    QSignalSpy spy(shown.page.get(), &BestPage::runWanted);
    for (QPushButton* button : shown.page->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().trimmed() == QLatin1String("Go to Run"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(spy.count(), 1);
}

void TestBestPage::ranksAndNamesTies()
{
    Shown shown(fourTrials());
    BestModel& model = shown.page->model();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0).data(BestModel::TrialRole).toInt(), 1);
    QCOMPARE(model.index(0).data(BestModel::ScoreRole).toString(), QStringLiteral("97.2"));
    // 1.96 * sqrt(2 * 0.972 * 0.028 / 360) = 0.0241
    QVERIFY(std::abs(*model.luckMargin() - 0.0241) < 1e-4);
    QVERIFY(model.index(1).data(BestModel::TiedRole).toBool());
    QVERIFY(!model.index(3).data(BestModel::TiedRole).toBool());
    QVERIFY(says(*shown.page, QStringLiteral("within about 2.4 points")));
    QVERIFY(says(*shown.page, QStringLiteral("the 359 test rows")));
}

void TestBestPage::winnerFollowsTheRule()
{
    Shown shown(fourTrials());
    QCOMPARE(shown.page->model().winner(), 1);
    const auto radios = shown.page->findChildren<QRadioButton*>();
    QCOMPARE(radios.size(), 3);
    QTest::mouseClick(radios[1], Qt::LeftButton, {}, QPoint(8, radios[1]->height() / 2));
    QCOMPARE(shown.page->model().winner(), 2); // 0.6 points below, fastest
    QTest::mouseClick(radios[2], Qt::LeftButton, {}, QPoint(8, radios[2]->height() / 2));
    QCOMPARE(shown.page->model().winner(), 1); // trial 0 is smaller, but 1.2 points below
}

void TestBestPage::clickShowsAnotherTrial()
{
    Shown shown(fourTrials());
    auto* list = shown.page->findChild<QListView*>(QStringLiteral("topTrials"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(shown.page->model().index(2)).center());
    QCOMPARE(shown.page->model().shown(), 0);
    QCOMPARE(shown.study.selected(), 0);
    QTRY_VERIFY(says(*shown.page, QStringLiteral("Export trial 0")));
}

void TestBestPage::checkNowTrainsAgainAndSaysSo()
{
    Shown shown(fourTrials());
    QTest::mouseClick(shown.button("checkNow"), Qt::LeftButton);
    QCOMPARE(shown.rerunTrial, 1);
    QVERIFY(says(*shown.page, QStringLiteral("Identical")));
    shown.report.identical = false;
    shown.report.firstDifference = "epoch 3: validation loss 0.41 instead of 0.42";
    QTest::mouseClick(shown.button("checkNow"), Qt::LeftButton);
    QVERIFY(says(*shown.page, QStringLiteral("epoch 3: validation loss 0.41")));
}

void TestBestPage::makesASlowFileOnlyWhenItIsSaved()
{
    Shown shown(fourTrials());
    QTRY_VERIFY(shown.button("exportFiles")->isEnabled());
    auto* row = shown.page->findChild<QWidget*>(QStringLiteral("export-onnx"));
    QVERIFY(row);
    QTest::mouseClick(row, Qt::LeftButton, {}, QPoint(row->width() / 2, row->height() / 2));
    const auto* preview = shown.page->findChild<QPlainTextEdit*>(QStringLiteral("exportPreview"));
    QCOMPARE(preview->toPlainText(), QStringLiteral("Made when it is exported."));
    QCOMPARE(shown.networksMade, 0);
    auto* tick = row->findChild<QCheckBox*>();
    QVERIFY(!tick->isChecked());
    QTest::mouseClick(tick, Qt::LeftButton, {}, QPoint(8, tick->height() / 2));
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QCOMPARE(shown.networksMade, 1);
    QCOMPARE(shown.content("model.onnx"), QByteArray("\0net", 4));
}

void TestBestPage::exportWritesAndNeverOverwrites()
{
    Shown shown(fourTrials());
    QTRY_VERIFY(shown.button("exportFiles")->isEnabled());
    QCOMPARE(shown.button("exportFiles")->text(), QStringLiteral("Export 2 files"));
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QCOMPARE(shown.content("best.json"), QByteArray("{\"trial\": 1}\n"));
    QCOMPARE(shown.messages.size(), 1);
    QCOMPARE(shown.messages.first().headline, QStringLiteral("2 files saved"));
    QCOMPARE(shown.messages.first().actionText, QStringLiteral("Open folder"));

    shown.page->model().choose(2);
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QCOMPARE(shown.content("best.json"), QByteArray("{\"trial\": 1}\n"));
    QCOMPARE(shown.content("best-2.json"), QByteArray("{\"trial\": 2}\n"));
    QVERIFY(!shown.content("trials-2.csv").isEmpty());
}

void TestBestPage::writtenNamesStayUntilSomethingElseIsChosen()
{
    Shown shown(fourTrials());
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QVERIFY(shown.messages.last().detail.startsWith(QLatin1String("best.json, trials.csv in ")));
    QVERIFY(says(*shown.page, QStringLiteral("Written: best.json, trials.csv")));
    QVERIFY(says(*shown.page, QStringLiteral("best.json")) &&
            !says(*shown.page, QStringLiteral("best-2.json")));
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QVERIFY(says(*shown.page, QStringLiteral("Written: best-2.json, trials-2.csv")));
    shown.page->model().choose(2);
    QVERIFY(!says(*shown.page, QStringLiteral("Written:")));
    QVERIFY(says(*shown.page, QStringLiteral("best-3.json")));
}

void TestBestPage::saysWhetherTheBarIsBeaten()
{
    Shown shown(fourTrials());
    QVERIFY(says(*shown.page, QStringLiteral("Better than the bar from Data: logistic regression")));
    shown.bar = 0.98;
    shown.page->model().choose(2); // The sentence is about the best trial, whichever one is shown.
    QVERIFY(says(*shown.page,
                 QStringLiteral("No trial has beaten the bar from Data yet: logistic regression gets "
                                "98.0 %, the best trial 97.2 %.")));
}

void TestBestPage::saysWhetherTheTestPartWasOpened()
{
    Shown shown(fourTrials());
    QVERIFY(says(*shown.page, QStringLiteral("Locked and untouched.")));
    shown.looks = {{.number = 1, .trial = 2, .value = 0.961}};
    shown.page->model().choose(2);
    QVERIFY(says(*shown.page, QStringLiteral("Opened once, on ")));
    QVERIFY(says(*shown.page, QStringLiteral("trial 2 had 96.1\u00a0% on the 359 test rows.")));
    shown.looks.push_back({.number = 2, .trial = 0, .value = 0.95});
    shown.page->model().choose(1);
    QVERIFY(says(*shown.page, QStringLiteral("Opened 2 times, last on ")));
    QVERIFY(!says(*shown.page, QStringLiteral("untouched")));
}

void TestBestPage::regressionShowsHowFarApartTheyAre()
{
    const auto trials = std::const_pointer_cast<StudySnapshot>(studyOf({{3.5, 1.0, 10}, {3.1, 1.0, 10}}));
    auto config = std::make_shared<StudyConfig>(*trials->config);
    config->protocol.metric = "rmse";
    config->protocol.direction = Direction::Minimize;
    trials->config = config;
    auto facts = std::make_shared<StudyFacts>(*trials->facts);
    facts->metricNames = {"rmse"};
    facts->classNames.clear();
    trials->facts = facts;
    Shown shown(trials);
    QCOMPARE(shown.page->model().winner(), 1);
    QVERIFY(says(*shown.page, QStringLiteral("How far apart are they?")));
    QVERIFY(says(*shown.page, QStringLiteral("lower is better")));
    QVERIFY(says(*shown.page, QStringLiteral("other seeds may change the order")));
}

void TestBestPage::uncheckedFileIsNotWritten()
{
    Shown shown(fourTrials());
    auto* row = shown.page->findChild<QWidget*>(QStringLiteral("export-trials"));
    QVERIFY(row);
    QTest::mouseClick(row->findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(shown.button("exportFiles")->text(), QStringLiteral("Export 1 file"));
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QVERIFY(!shown.content("best.json").isEmpty());
    QVERIFY(shown.content("trials.csv").isEmpty());
}

void TestBestPage::folderThatCannotBeWrittenIsTold()
{
    Shown shown(fourTrials());
    shown.page->exportPanel().setFolder(QStringLiteral("/proc/tunescope"));
    QTest::mouseClick(shown.button("exportFiles"), Qt::LeftButton);
    QCOMPARE(shown.messages.size(), 1);
    QCOMPARE(shown.messages.first().kind, Message::Kind::Error);
    QVERIFY(shown.messages.first().headline.contains(QLatin1String("cannot be written")));
    QVERIFY(shown.button("exportFiles")->isEnabled());
}

QTEST_MAIN(TestBestPage)
#include "tst_best_page.moc"
