// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_filter.h"

#include "tests/ui/run/synthetic_study.h"

#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestTrialFilter : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheTrialsThatAreMeant_data();
    void keepsTheTrialsThatAreMeant();
    void saysWhatCouldNotBeRead_data();
    void saysWhatCouldNotBeRead();
    void survivesDeepNesting();
};

namespace {

TrialSnapshot trialWith(ParamSet params, TrialState state, double score)
{
    TrialSnapshot trial;
    trial.start.params = std::move(params);
    trial.state = state;
    trial.bestValueSoFar = score;
    trial.bestEpochSoFar = 3;
    if (state == TrialState::Complete)
        trial.outcome.value = score;
    return trial;
}

StudySnapshotPtr smallStudy()
{
    std::vector<TrialSnapshot> trials;
    // 0: SGD, small rate; 1: Adam, large rate, no momentum; 2: diverged.
    trials.push_back(trialWith({{"learning_rate", 0.01},
                                {"optimizer", std::string("sgd")},
                                {"momentum", 0.5},
                                {"hidden_layers", std::int64_t{2}},
                                {"units", std::int64_t{64}},
                                {"activation", std::string("leaky_relu")}},
                               TrialState::Complete, 0.96));
    trials.push_back(trialWith({{"learning_rate", 0.5},
                                {"optimizer", std::string("adam")},
                                {"hidden_layers", std::int64_t{1}},
                                {"units", std::int64_t{32}},
                                {"activation", std::string("tanh")}},
                               TrialState::Pruned, 0.81));
    trials.push_back(trialWith({{"learning_rate", 0.9},
                                {"optimizer", std::string("sgd")},
                                {"momentum", 0.9},
                                {"hidden_layers", std::int64_t{4}},
                                {"units", std::int64_t{64}},
                                {"activation", std::string("relu")}},
                               TrialState::Diverged, kNoValue));
    return studyOf(std::move(trials), {});
}

} // namespace

void TestTrialFilter::keepsTheTrialsThatAreMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("kept");
    QTest::newRow("nothing keeps all") << "  " << QList<int>{0, 1, 2};
    QTest::newRow("less") << "lr < 0.1" << QList<int>{0};
    QTest::newRow("long name") << "learning_rate>=0.5" << QList<int>{1, 2};
    QTest::newRow("sign of a keyboard without it") << "layers ≥ 2" << QList<int>{0, 2};
    QTest::newRow("and") << "lr < 0.1 and layers >= 2" << QList<int>{0};
    QTest::newRow("or binds weaker than and") << "lr < 0.1 and layers = 9 or state = pruned" << QList<int>{1};
    QTest::newRow("parentheses") << "lr > 0.1 and (state = pruned or state = diverged)" << QList<int>{1, 2};
    QTest::newRow("not") << "not state = diverged" << QList<int>{0, 1};
    QTest::newRow("state") << "state = diverged" << QList<int>{2};
    QTest::newRow("unequal") << "optimizer != SGD" << QList<int>{1};
    QTest::newRow("words without case and underscore") << "act = Leaky_ReLU" << QList<int>{0};
    QTest::newRow("quoted") << "activation = \"leaky relu\"" << QList<int>{0};
    QTest::newRow("a setting the trial does not have") << "momentum < 1" << QList<int>{0, 2};
    QTest::newRow("nor is it unequal") << "momentum != 7" << QList<int>{0, 2};
    QTest::newRow("percent as shown") << "acc > 90" << QList<int>{0};
    QTest::newRow("percent as share") << "score > 0.9" << QList<int>{0};
    QTest::newRow("percent sign") << "score > 90%" << QList<int>{0};
    QTest::newRow("exponent") << "lr < 1e-1" << QList<int>{0};
    QTest::newRow("plain text") << "adam" << QList<int>{1};
    QTest::newRow("plain words, all of them") << "sgd relu" << QList<int>{0, 2};
    QTest::newRow("plain text without a hit") << "cosine" << QList<int>{};
}

void TestTrialFilter::keepsTheTrialsThatAreMeant()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, kept);
    const StudySnapshotPtr study = smallStudy();
    const auto columns = trialColumns(study.get());

    const TrialFilter::Parsed parsed = TrialFilter::parse(text, columns);

    QCOMPARE(parsed.fault, QString());
    QList<int> matching;
    for (std::size_t i = 0; i < study->size(); ++i) {
        if (parsed.filter.matches(*study, study->trial(i), metricStyleOf(study.get())))
            matching << static_cast<int>(i);
    }
    QCOMPARE(matching, kept);
}

void TestTrialFilter::saysWhatCouldNotBeRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("no value") << "lr <"
                              << "lr <";
    QTest::newRow("no name") << "< 3"
                             << "<";
    QTest::newRow("unknown name") << "speed < 3"
                                  << "speed";
    QTest::newRow("word ordered") << "lr < fast"
                                  << "lr < fast";
    QTest::newRow("open parenthesis") << "(lr < 1"
                                      << "(lr < 1";
    QTest::newRow("stray parenthesis") << "lr < 1)"
                                       << "lr < 1)";
    QTest::newRow("and without end") << "lr < 1 and"
                                     << "lr < 1 and";
    QTest::newRow("strange sign") << "lr < $"
                                  << "lr < $";
}

void TestTrialFilter::saysWhatCouldNotBeRead()
{
    QFETCH(QString, text);
    QFETCH(QString, quoted);
    const StudySnapshotPtr study = smallStudy();

    const TrialFilter::Parsed parsed = TrialFilter::parse(text, trialColumns(study.get()));

    QCOMPARE(parsed.fault, QStringLiteral("Could not read “%1”. Write for example lr < 0.1").arg(quoted));
    QVERIFY(parsed.filter.isEmpty());
}

void TestTrialFilter::survivesDeepNesting()
{
    const StudySnapshotPtr study = smallStudy();

    const TrialFilter::Parsed parsed =
        TrialFilter::parse(QString(100'000, u'(') + QStringLiteral("lr < 1"), trialColumns(study.get()));

    QVERIFY(!parsed.fault.isEmpty());
}

QTEST_GUILESS_MAIN(TestTrialFilter)
#include "tst_trial_filter.moc"
