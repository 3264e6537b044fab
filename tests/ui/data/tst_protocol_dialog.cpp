// SPDX-License-Identifier: GPL-3.0-or-later
// "How will you judge?": the ways of judging, what is drawn of them, and the dialog with real mouse and key events.
#include "ui/pages/data/protocol_dialog.h"

#include "tests/ui/data/fake_data.h"
#include "ui/pages/data/protocol_bands.h"
#include "ui/pages/data/split_panel.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QtTest>

#include <cmath>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

double shareOf(const std::vector<JudgeBand>& bands, JudgeBand::Part part)
{
    double share = 0.0;
    for (const JudgeBand& band : bands)
        share += band.part == part ? band.to - band.from : 0.0;
    return share;
}

} // namespace

class TestProtocolDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyWayComesBack();
    void bandsShareOutAllRows_data();
    void bandsShareOutAllRows();
    void foldsJudgeEveryRowOnce();
    void judgedRowsAreThoseOfTheSplit();
    void theButtonAppliesItAsOneStep();
    void escapeLeavesEverything();
    void whatTheDataCannotIsOff();
    void moreFoldsCostMoreAndSayMore();
    void readsAsTable();

private:
    void open(const DataSpec& data);
    template <class T>
    T* part(const char* name) { return m_dialog->findChild<T*>(QLatin1String(name)); }

    std::unique_ptr<FakeData> m_data;
    std::unique_ptr<DatasetModel> m_model;
    std::unique_ptr<SplitPanel> m_panel;
    QPointer<ProtocolDialog> m_dialog;
};

void TestProtocolDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
}

/// From the button on Data.
void TestProtocolDialog::open(const DataSpec& data)
{
    delete m_dialog;
    m_panel.reset();
    m_model.reset();
    m_data = std::make_unique<FakeData>();
    m_data->baselines = Baselines{"accuracy", 0.4, 0.96};
    DatasetPorts ports = m_data->ports();
    ports.studySeconds = [] { return std::optional(4.0); };
    m_model = std::make_unique<DatasetModel>(std::move(ports));
    m_data->open(data);
    m_panel = std::make_unique<SplitPanel>(*m_model);
    m_panel->refresh();
    m_panel->resize(340, 420);
    m_panel->show();
    auto* button = m_panel->findChild<QPushButton*>(QStringLiteral("judge"));
    QCOMPARE(button->text(), QStringLiteral("Judged by one split…"));
    QTest::mouseClick(button, Qt::LeftButton);
    m_dialog = m_panel->findChild<ProtocolDialog*>();
    QVERIFY(m_dialog && m_dialog->isVisible());
}

void TestProtocolDialog::everyWayComesBack()
{
    DatasetFacts facts;
    facts.rows = 100;
    facts.groups = {"speaker"};
    for (const JudgeKind from : kJudgeKinds) {
        for (const JudgeKind to : kJudgeKinds) {
            const ProtocolConfig protocol = judgedBy(judgedBy({}, from, facts), to, facts);
            QCOMPARE(judgeKindOf(protocol), to);
            QCOMPARE(protocol.by, std::string(to == JudgeKind::ByGroup ? "speaker" : ""));
            StudyConfig config;
            config.protocol = protocol;
            QVERIFY(runsOf(protocol) >= 1);
        }
    }
    QCOMPARE(runsOf(judgedBy({}, JudgeKind::Repeated, facts)), 3);
    QCOMPARE(runsOf(judgedBy({}, JudgeKind::Folds, facts)), 5);
}

void TestProtocolDialog::bandsShareOutAllRows_data()
{
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < kJudgeKinds.size(); ++i)
        QTest::addRow("%zu", i) << static_cast<int>(i);
}

void TestProtocolDialog::bandsShareOutAllRows()
{
    QFETCH(int, kind);
    DatasetFacts facts;
    facts.groups = {"speaker"};
    ProtocolConfig protocol = judgedBy({}, kJudgeKinds[static_cast<std::size_t>(kind)], facts);
    protocol.stopping = 0.25;
    protocol.gap = kJudgeKinds[static_cast<std::size_t>(kind)] == JudgeKind::InTime ? 3 : 0;
    const auto rows = judgeBands(protocol);
    QCOMPARE(static_cast<int>(rows.size()), runsOf(protocol));
    for (const auto& bands : rows) {
        double end = 0.0;
        for (const JudgeBand& band : bands) {
            QVERIFY(std::abs(band.from - end) < 1e-9);
            QVERIFY(band.to > band.from);
            end = band.to;
        }
        QVERIFY(std::abs(end - 1.0) < 1e-9);
        QVERIFY(std::abs(shareOf(bands, JudgeBand::Part::Test) - 0.2) < 1e-9);
        QVERIFY(shareOf(bands, JudgeBand::Part::Judges) > 0.05);
        const double learns = shareOf(bands, JudgeBand::Part::Learns);
        const double stops = shareOf(bands, JudgeBand::Part::Stops);
        QVERIFY(std::abs(stops / (learns + stops) - 0.25) < 1e-6);
    }
}

void TestProtocolDialog::foldsJudgeEveryRowOnce()
{
    ProtocolConfig protocol = judgedBy({}, JudgeKind::Folds, {});
    protocol.folds = 4;
    double judged = 0.0;
    double end = 0.0;
    for (const auto& bands : judgeBands(protocol)) {
        for (const JudgeBand& band : bands) {
            if (band.part != JudgeBand::Part::Judges)
                continue;
            QVERIFY(std::abs(band.from - end) < 1e-9);
            end = band.to;
            judged += band.to - band.from;
        }
    }
    QVERIFY(std::abs(judged - 0.8) < 1e-9);
}

void TestProtocolDialog::judgedRowsAreThoseOfTheSplit()
{
    open(DataSpec{"iris"});
    QCOMPARE(judgedRowsOf(m_data->draft.protocol, *m_data->facts), m_data->facts->parts.validation);
    QCOMPARE(judgedRowsOf(judgedBy(m_data->draft.protocol, JudgeKind::Folds, *m_data->facts), *m_data->facts),
             m_data->facts->rows - m_data->facts->parts.test);
}

void TestProtocolDialog::theButtonAppliesItAsOneStep()
{
    open(DataSpec{"iris"});
    QVERIFY(!part<QPushButton>("protocolUse")->isEnabled()); // Nothing has changed.
    QTest::mouseClick(part<QRadioButton>("judge1"), Qt::LeftButton, {}, QPoint(8, part<QRadioButton>("judge1")->height() / 2));
    QCOMPARE(m_dialog->protocol().kind, ProtocolKind::KFold);
    auto* folds = part<QSpinBox>("protocolFolds");
    folds->setFocus();
    folds->selectAll();
    QTest::keyClicks(folds, QStringLiteral("4"));
    QCOMPARE(m_dialog->protocol().folds, 4);
    part<QSpinBox>("protocolStopping")->setValue(20);
    QCOMPARE(m_data->draft.protocol.kind, ProtocolKind::Holdout); // Not before the button.
    auto* use = part<QPushButton>("protocolUse");
    QCOMPARE(use->text(), QStringLiteral("Use 4 folds"));
    QTest::mouseClick(use, Qt::LeftButton);
    QCOMPARE(m_data->draft.protocol.kind, ProtocolKind::KFold);
    QCOMPARE(m_data->draft.protocol.folds, 4);
    QCOMPARE(m_data->draft.protocol.stopping, 0.2);
    QCOMPARE(m_data->undoTexts.size(), 1);
    QVERIFY(m_data->facts); // The data can be shared out so.
    m_panel->refresh();
    QCOMPARE(m_panel->findChild<QPushButton*>(QStringLiteral("judge"))->text(), QStringLiteral("Judged by 4 folds…"));
}

void TestProtocolDialog::escapeLeavesEverything()
{
    open(DataSpec{"iris"});
    const ProtocolConfig before = m_data->draft.protocol;
    QTest::mouseClick(part<QRadioButton>("judge2"), Qt::LeftButton, {}, QPoint(8, part<QRadioButton>("judge2")->height() / 2));
    QCOMPARE(m_dialog->protocol().repeats, 3);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(!m_dialog || !m_dialog->isVisible());
    QVERIFY(m_data->draft.protocol == before);
    QVERIFY(m_data->undoTexts.isEmpty());
}

void TestProtocolDialog::whatTheDataCannotIsOff()
{
    open(DataSpec{"iris"});
    QCOMPARE(part<QRadioButton>("judge4")->isEnabled(), !m_data->facts->groups.empty());
    DatasetFacts facts;
    facts.order = RowOrder::Time;
    QVERIFY(!whyNotJudged(JudgeKind::Folds, facts).isEmpty());
    QVERIFY(whyNotJudged(JudgeKind::InTime, facts).isEmpty());
    QVERIFY(!whyNotJudged(JudgeKind::ByGroup, facts).isEmpty());
}

void TestProtocolDialog::moreFoldsCostMoreAndSayMore()
{
    open(DataSpec{"iris"});
    // sqrt(0.96 * 0.04 / 30) = 3.6 points
    QVERIFY2(part<QLabel>("protocolSure")->text().contains(QStringLiteral("± 3.6 points")), qPrintable(part<QLabel>("protocolSure")->text()));
    QVERIFY(part<QLabel>("protocolCost")->text().contains(QStringLiteral("4.0 s")));
    QTest::mouseClick(part<QRadioButton>("judge1"), Qt::LeftButton, {}, QPoint(8, part<QRadioButton>("judge1")->height() / 2));
    // sqrt(0.96 * 0.04 / 120) = 1.8 points; five trainings.
    QVERIFY2(part<QLabel>("protocolSure")->text().contains(QStringLiteral("± 1.8 points")), qPrintable(part<QLabel>("protocolSure")->text()));
    QVERIFY2(part<QLabel>("protocolCost")->text().contains(QStringLiteral("20")), qPrintable(part<QLabel>("protocolCost")->text()));
}

void TestProtocolDialog::readsAsTable()
{
    open(DataSpec{"iris"});
    const ChartReading one = m_dialog->bands().reading();
    QCOMPARE(one.rows.size(), std::size_t{3}); // Learns, judges, test.
    QCOMPARE(one.rows[1][2], QStringLiteral("30"));
    QTest::mouseClick(part<QRadioButton>("judge1"), Qt::LeftButton, {}, QPoint(8, part<QRadioButton>("judge1")->height() / 2));
    QCOMPARE(m_dialog->bands().reading().rows.size(), std::size_t{15});
}

QTEST_MAIN(TestProtocolDialog)
#include "tst_protocol_dialog.moc"
