// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_curves.h"
#include "ui/viewmodels/comparison_flips.h"
#include "ui/viewmodels/comparison_model.h"
#include "ui/viewmodels/confusion_mistakes.h"

#include "tests/ui/run/synthetic_study.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

PredictionSet answers(const std::vector<int>& truth, const std::vector<int>& read)
{
    PredictionSet set{.classes = 3};
    for (std::size_t i = 0; i < truth.size(); ++i) {
        set.rows.push_back(static_cast<std::int64_t>(i) * 10);
        set.trueClass.push_back(truth[i]);
        set.predictedClass.push_back(read[i]);
        for (int c = 0; c < 3; ++c)
            set.probabilities.push_back(c == read[i] ? 0.5F + 0.01F * float(i) : 0.2F);
    }
    return set;
}

TrialSnapshot trialWith(ParamSet params)
{
    TrialSnapshot trial;
    trial.start.params = std::move(params);
    trial.state = TrialState::Complete;
    trial.outcome.value = 0.9;
    return trial;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void countsFlipsPerSample();
    void testsWhetherItIsLuck_data();
    void testsWhetherItIsLuck();
    void listsMistakes();
    void marksWhatDiffersFromTheMajority();
    void hidesEqualRows();
    void keepsTheDraggedOrder();
    void measuresTheLuckBand();
};

void TestComparison::countsFlipsPerSample()
{
    //                              fixed      broken    both wrong  both right
    const PredictionSet first = answers({0, 1, 2, 0, 1, 2}, {0, 1, 0, 1, 1, 2});
    const PredictionSet second = answers({0, 1, 2, 0, 1, 2}, {1, 0, 2, 2, 1, 2});

    const Flips flips = flipsBetween(first, second);

    QCOMPARE(flips.fixed.size(), std::size_t{2});
    QCOMPARE(flips.broken.size(), std::size_t{1});
    QCOMPARE(flips.broken.front().row, std::int64_t{20});
    QCOMPARE(flips.bothWrong, 1);
    QCOMPARE(flipSentence("A", "D", flips, "digits"),
             QStringLiteral("A fixes 2 digits that D gets wrong, and breaks 1."));
}

void TestComparison::testsWhetherItIsLuck_data()
{
    QTest::addColumn<int>("fixed");
    QTest::addColumn<int>("broken");
    QTest::addColumn<double>("p");
    // scipy.stats.binomtest(min, n, 0.5).pvalue, SciPy 1.10.
    QTest::newRow("nothing flips") << 0 << 0 << 1.0;
    QTest::newRow("even") << 4 << 4 << 1.0;
    QTest::newRow("ten to two") << 10 << 2 << 0.03857421875;
    QTest::newRow("five to nothing") << 5 << 0 << 0.0625;
    QTest::newRow("clear") << 24 << 1 << 1.5497207641601562e-06;
}

void TestComparison::testsWhetherItIsLuck()
{
    QFETCH(int, fixed);
    QFETCH(int, broken);
    QFETCH(double, p);
    QVERIFY(std::abs(mcNemarExact(fixed, broken) - p) < 1e-9);
    QVERIFY(std::abs(mcNemarExact(broken, fixed) - p) < 1e-9);
}

void TestComparison::listsMistakes()
{
    const PredictionSet set = answers({0, 0, 0, 1, 2}, {1, 1, 0, 1, 0});
    ConfusionMatrix matrix(3);
    for (std::size_t i = 0; i < set.rows.size(); ++i)
        matrix.add(set.trueClass[i], set.predictedClass[i]);

    QCOMPARE(commonMistakes(matrix, 5), (std::vector<MistakePair>{{0, 1, 2}, {2, 0, 1}}));
    QCOMPARE(samplesOfCell(set, 0, 1), (std::vector<std::size_t>{1, 0})); // The more confident one first.
    QCOMPARE(topThree(set, 0)[0].classIndex, 1);
    QVERIFY(topThree(set, 0)[1].probability <= topThree(set, 0)[0].probability);
}

namespace {

struct Fixture {
    StudySnapshotPtr snapshot;
    StudyViewModel study{{[] { return std::uint64_t{1}; }, [this] { return snapshot; }}};

    Fixture()
    {
        std::vector<TrialSnapshot> trials;
        const auto params = [](double lr, const char* optimizer) {
            ParamSet set{{"learning_rate", lr},
                         {"optimizer", std::string(optimizer)},
                         {"batch_size", std::int64_t{32}}};
            if (std::string(optimizer) == "sgd")
                set.set("momentum", 0.5);
            return set;
        };
        for (const auto& [lr, optimizer] :
             {std::pair(0.01, "adam"), std::pair(0.02, "adam"), std::pair(0.03, "sgd")})
            trials.push_back(trialWith(params(lr, optimizer)));
        snapshot = studyOf(std::move(trials), {});
        study.poll();
        for (const int trial : {0, 1, 2})
            study.togglePin(trial);
    }

    static int rowNamed(const ComparisonModel& model, const QString& title)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == title)
                return row;
        }
        return -1;
    }
};

} // namespace

void TestComparison::marksWhatDiffersFromTheMajority()
{
    Fixture fixture;
    ComparisonModel model(fixture.study);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int optimizer = Fixture::rowNamed(model, QStringLiteral("Optimizer"));

    QCOMPARE(model.index(optimizer, 3).data(), QVariant(QStringLiteral("SGD")));
    QVERIFY(model.index(optimizer, 3).data(ComparisonModel::DiffersRole).toBool());
    QVERIFY(!model.index(optimizer, 1).data(ComparisonModel::DiffersRole).toBool());
    // Three different rates: there is no majority to differ from.
    const int rate = Fixture::rowNamed(model, QStringLiteral("Learning rate"));
    QVERIFY(!model.index(rate, 1).data(ComparisonModel::DiffersRole).toBool());
    // 0.01 on 1e-4 .. 1, logarithmic: the middle.
    QCOMPARE(model.index(rate, 1).data(ComparisonModel::PositionRole).toDouble(), 0.5);
    const int momentum = Fixture::rowNamed(model, QStringLiteral("Momentum"));
    QCOMPARE(model.index(momentum, 1).data().toString(), QStringLiteral("–"));
}

void TestComparison::hidesEqualRows()
{
    Fixture fixture;
    ComparisonModel model(fixture.study);
    const int all = model.rowCount();

    model.setShown(ComparedRows::DifferencesOnly);

    QCOMPARE(Fixture::rowNamed(model, QStringLiteral("Batch size")), -1);
    QVERIFY(Fixture::rowNamed(model, QStringLiteral("Optimizer")) >= 0);
    QCOMPARE(model.hiddenRows() + model.rowCount(), all);
    QVERIFY(model.tabSeparated().startsWith(QLatin1String("Setting\tTrial 0\tTrial 1\tTrial 2\n")));
}

void TestComparison::keepsTheDraggedOrder()
{
    Fixture fixture;
    ComparisonModel model(fixture.study);
    model.moveTrial(2, 0);
    QCOMPARE(model.trials()[0], (ComparedTrial{2, 2}));

    fixture.study.togglePin(0); // A goes, C and B keep their places.

    QCOMPARE(model.trials(), (std::vector<ComparedTrial>{{2, 2}, {1, 1}}));
}

void TestComparison::measuresTheLuckBand()
{
    // Two shares of 97 % on 360 rows: 1.96 * sqrt(2 * 0.97 * 0.03 / 360).
    QVERIFY(std::abs(luckBand(0.97, 360) - 0.02492) < 1e-4);
    QCOMPARE(luckBand(0.97, 0), 0.0);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
