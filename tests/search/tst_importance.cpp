// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/importance/importance.h"
#include "core/search/importance/partial_dependence.h"
#include "tests/support/spaces.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

using Function = std::function<double(const ParamSet&)>;

double at(const ParamSet& params, const std::string& name)
{
    return paramNumber(*params.find(name)).value();
}

bool is(const ParamSet& params, const std::string& name, const char* choice)
{
    return paramText(*params.find(name)) == choice;
}

History sampled(const SearchSpace& space, int count, std::uint64_t seed, const Function& function,
                Direction direction = Direction::Minimize)
{
    History history{.direction = direction};
    Rng rng(Purpose::Sampler, seed, {99});
    for (int i = 0; i < count; ++i) {
        std::vector<double> unit(space.size());
        for (double& u : unit)
            u = rng.uniform();
        TrialRecord trial;
        trial.number = i;
        trial.params = space.at(unit);
        trial.state = TrialState::Complete;
        trial.value = function(trial.params);
        history.trials.push_back(std::make_shared<const TrialRecord>(std::move(trial)));
    }
    return history;
}

SearchSpace cube(int dimensions, double low = 0.0, double high = 1.0)
{
    std::vector<ParamSpec> params;
    for (int i = 1; i <= dimensions; ++i)
        params.push_back(floatSpec("x" + std::to_string(i), low, high));
    return spaceOf(params);
}

double ishigami(const ParamSet& params)
{
    return std::sin(at(params, "x1")) + 7.0 * std::pow(std::sin(at(params, "x2")), 2) +
           0.1 * std::pow(at(params, "x3"), 4) * std::sin(at(params, "x1"));
}

/// A function whose first-order shares are known in closed form.
struct Known {
    const char* name;
    SearchSpace space;
    Function function;
    std::vector<double> shares;
};

std::vector<Known> knownFunctions()
{
    const ParamSpec choice{.name = "c", .distribution = textChoices({"a", "b"})};
    ParamSpec child = floatSpec("x", 0.0, 1.0);
    child.when = {{.param = "c", .in = {std::string("a")}}};
    const double pi = std::numbers::pi;
    const auto g = [](double x, double a) { return (std::abs(4.0 * x - 2.0) + a) / (1.0 + a); };
    // Variances: uniform x 1/12; x^2 4/45; a fair coin 1/4; g with a: (1/3)/(1+a)^2.
    return {
        {"Ishigami (1990), a = 7, b = 0.1", cube(3, -pi, pi), ishigami, {0.314, 0.442, 0.0}},
        {"additive, 3:2:1",
         cube(3),
         [](const ParamSet& p) { return 3 * at(p, "x1") + 2 * at(p, "x2") + at(p, "x3"); },
         {9.0 / 14, 4.0 / 14, 1.0 / 14}},
        {"additive, one dummy",
         cube(3),
         [](const ParamSet& p) { return at(p, "x1") - at(p, "x2"); },
         {0.5, 0.5, 0.0}},
        {"square",
         cube(2),
         [](const ParamSet& p) { return at(p, "x1") * at(p, "x1") + 0.0 * at(p, "x2"); },
         {1.0, 0.0}},
        // Product of (1 + x): each E = 3/2, Var = 1/12; V_i = (9/4)/12, V = (9/4 + 1/12)^2 - (9/4)^2.
        {"product",
         cube(2),
         [](const ParamSet& p) { return (1 + at(p, "x1")) * (1 + at(p, "x2")); },
         {27.0 / 55, 27.0 / 55}},
        // Sobol's g with a = 0, 1: V_i = 1/3, 1/12; V = 4/3 * 13/12 - 1 = 4/9.
        {"g-function (Sobol 1993), a = 0, 1",
         cube(2),
         [g](const ParamSet& p) { return g(at(p, "x1"), 0.0) * g(at(p, "x2"), 1.0); },
         {0.75, 0.1875}},
        {"choice and number",
         spaceOf({choice, floatSpec("y", 0.0, 1.0)}),
         [](const ParamSet& p) { return (is(p, "c", "a") ? 1.0 : 0.0) + std::sqrt(3.0) * at(p, "y"); },
         {0.5, 0.5}},
        // c shifts by 1 on average, x by its own deviation in half of the space: V_c = 1/4, V_x = 1/2 *
        // 12/12.
        {"conditional",
         spaceOf({choice, child}),
         [](const ParamSet& p) { return is(p, "c", "a") ? 1.0 + std::sqrt(12.0) * (at(p, "x") - 0.5) : 0.0; },
         {1.0 / 3, 2.0 / 3}},
        {"whole numbers",
         spaceOf({intSpec("n", 1, 4), intSpec("m", 1, 64, Scale::Log)}),
         [](const ParamSet& p) { return at(p, "n"); },
         {1.0, 0.0}},
        {"log scale",
         spaceOf({floatSpec("lr", 1e-4, 1.0, Scale::Log), floatSpec("x", 0.0, 1.0)}),
         [](const ParamSet& p) { return std::log10(at(p, "lr")) / 4.0 + 0.5 * at(p, "x"); },
         {0.8, 0.2}},
    };
}

} // namespace

class TestImportance : public QObject
{
    Q_OBJECT

private slots:
    void knownSharesAreFound_data();
    void knownSharesAreFound();
    void ishigamisPairIsFound_data();
    void ishigamisPairIsFound();
    void anExclusiveOrIsAPair();
    void allFindTheTopTwoEarly();
    void aValueAndItsNegativeAgree();
    void anyObjectiveCanBeAsked();
    void allAbstainOnNoise();
    void allAbstainOnTooLittle();
    void stoppedTrialsCountForPedAnova();
    void partialDependenceFollowsTheFunction();
};

void TestImportance::knownSharesAreFound_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<ImportanceMethod>("method");
    int index = 0;
    for (const Known& known : knownFunctions()) {
        QTest::addRow("fanova: %s", known.name) << index << ImportanceMethod::Fanova;
        QTest::addRow("gp: %s", known.name) << index << ImportanceMethod::Gp;
        ++index;
    }
}

void TestImportance::knownSharesAreFound()
{
    QFETCH(int, index);
    QFETCH(ImportanceMethod, method);
    const Known known = knownFunctions()[static_cast<std::size_t>(index)];
    const bool isHard = index == 0; // Ishigami's waves
    const int trials = method == ImportanceMethod::Gp ? 150 : isHard ? 500 : 250;
    const ImportanceReport report =
        importanceOf(known.space, sampled(known.space, trials, 1, known.function), {.method = method});
    QVERIFY(report.abstention == Abstention::None);
    QCOMPARE(report.trials, trials);
    for (std::size_t i = 0; i < known.shares.size(); ++i) {
        const ParamImportance& param = report.params[i];
        const QString text = QString("%1: %2 in [%3, %4], expected %5")
                                 .arg(QString::fromStdString(param.param))
                                 .arg(param.share)
                                 .arg(param.interval.low)
                                 .arg(param.interval.high)
                                 .arg(known.shares[i]);
        QVERIFY2(std::abs(param.share - known.shares[i]) < 0.06, qPrintable(text));
        QVERIFY(param.interval.low <= param.share && param.share <= param.interval.high);
        QVERIFY2(param.interval.low - 1e-3 <= known.shares[i] &&
                     known.shares[i] <= param.interval.high + 1e-3,
                 qPrintable(text));
        QVERIFY2(param.interval.high - param.interval.low < 0.3, qPrintable(text));
    }
}

/// S13 = 0.244 (Ishigami & Homma 1990); all other pairs have none.
void TestImportance::ishigamisPairIsFound_data()
{
    QTest::addColumn<ImportanceMethod>("method");
    QTest::newRow("fanova") << ImportanceMethod::Fanova;
    QTest::newRow("gp") << ImportanceMethod::Gp;
}

void TestImportance::ishigamisPairIsFound()
{
    QFETCH(ImportanceMethod, method);
    const SearchSpace space = cube(3, -std::numbers::pi, std::numbers::pi);
    const ImportanceReport report = importanceOf(space, sampled(space, 500, 2, ishigami),
                                                 {.method = method, .pairs = PairAnalysis::TopParameters});
    QCOMPARE(report.pairs.size(), std::size_t{3});
    QCOMPARE(report.pairs.front().first, std::string("x1"));
    QCOMPARE(report.pairs.front().second, std::string("x3"));
    const double share = report.pairs.front().share;
    QVERIFY2(std::abs(share - 0.244) < 0.06, qPrintable(QString::number(share)));
    QVERIFY(report.pairs[1].share < 0.06);
    // The goal is closer for single parameters.
    QVERIFY(std::abs(report.params[0].share - 0.314) < 0.05);
    QVERIFY(std::abs(report.params[1].share - 0.442) < 0.05);
    QVERIFY(report.params[2].share < 0.05);
}

/// Alone neither choice tells anything: V = 1/4 for the pair and 1/12 for the number.
void TestImportance::anExclusiveOrIsAPair()
{
    const SearchSpace space = spaceOf({{.name = "a", .distribution = textChoices({"u", "v"})},
                                       {.name = "b", .distribution = textChoices({"u", "v"})},
                                       floatSpec("x", 0.0, 1.0)});
    const auto value = [](const ParamSet& p) {
        return (is(p, "a", "u") == is(p, "b", "u") ? 1.0 : 0.0) + at(p, "x");
    };
    const ImportanceReport report =
        importanceOf(space, sampled(space, 200, 1, value),
                     {.method = ImportanceMethod::Fanova, .pairs = PairAnalysis::TopParameters});
    QVERIFY(report.abstention == Abstention::None);
    QVERIFY(report.params[0].share < 0.05 && report.params[1].share < 0.05);
    QVERIFY(std::abs(report.params[2].share - 0.25) < 0.05);
    QCOMPARE(report.pairs.front().first + report.pairs.front().second, std::string("ab"));
    QVERIFY(std::abs(report.pairs.front().share - 0.75) < 0.05);
}

/// The goal: in 9 of 10 studies of 100 trials the two that matter come first.
void TestImportance::allFindTheTopTwoEarly()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr std::uint64_t kSeeds = 2; // The sanitizers want to see the code, not the statistics.
#else
    constexpr std::uint64_t kSeeds = 10;
#endif
    const SearchSpace space = cube(6);
    const auto function = [](const ParamSet& p) {
        return std::pow(at(p, "x2") - 0.3, 2) + 0.6 * std::pow(at(p, "x5") - 0.6, 2) + 0.02 * at(p, "x1");
    };
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        int found = 0;
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            ImportanceReport report =
                importanceOf(space, sampled(space, 100, seed, function), {.method = method});
            std::sort(report.params.begin(), report.params.end(),
                      [](const ParamImportance& a, const ParamImportance& b) { return a.share > b.share; });
            if (report.params.size() == 6)
                found += report.params[0].param + report.params[1].param == "x2x5" ||
                                 report.params[0].param + report.params[1].param == "x5x2"
                             ? 1
                             : 0;
        }
        QVERIFY2(found >= static_cast<int>(kSeeds) - 1,
                 qPrintable(QString("%1 of %2, method %3").arg(found).arg(kSeeds).arg(static_cast<int>(method))));
    }
}

void TestImportance::aValueAndItsNegativeAgree()
{
    const SearchSpace space = conditionalSpace();
    const auto value = [](const ParamSet& p) {
        return at(p, "layers") + (is(p, "optimizer", "sgd") ? 1.0 : 0.0);
    };
    const History least = sampled(space, 120, 3, value);
    const History most = sampled(
        space, 120, 3, [&](const ParamSet& p) { return -value(p); }, Direction::Maximize);
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        const ImportanceReport a = importanceOf(space, least, {.method = method});
        const ImportanceReport b = importanceOf(space, most, {.method = method});
        QCOMPARE(a.params.size(), space.size());
        for (std::size_t i = 0; i < space.size(); ++i) {
            QCOMPARE(a.params[i].share, b.params[i].share);
            QCOMPARE(a.params[i].interval.low, b.params[i].interval.low);
        }
        QVERIFY(a.params[0].share > 0.05); // the optimizer
        QVERIFY(a.params[1].share > a.params[0].share);
    }
}

void TestImportance::anyObjectiveCanBeAsked()
{
    const SearchSpace space = cube(2);
    History history = sampled(space, 80, 6, [](const ParamSet& p) { return at(p, "x1"); });
    history.directions = {Direction::Minimize, Direction::Maximize};
    for (TrialRecordPtr& trial : history.trials) {
        TrialRecord record = *trial;
        record.values = {*record.value, at(record.params, "x2")};
        trial = std::make_shared<const TrialRecord>(record);
    }
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        QVERIFY(importanceOf(space, history, {.method = method}).params[0].share > 0.8);
        QVERIFY(importanceOf(space, history, {.method = method, .objective = 1}).params[1].share > 0.8);
    }
}

void TestImportance::allAbstainOnNoise()
{
    const SearchSpace space = cube(4);
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        int answered = 0;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            Rng rng(Purpose::Noise, seed, {});
            const History noise = sampled(space, 60, seed, [&](const ParamSet&) { return rng.normal(); });
            answered += importanceOf(space, noise, {.method = method}).abstention == Abstention::None ? 1 : 0;
        }
        QVERIFY2(answered <= 1,
                 qPrintable(QString("%1 of 10, method %2").arg(answered).arg(static_cast<int>(method))));
    }
}

void TestImportance::allAbstainOnTooLittle()
{
    const SearchSpace space = cube(2);
    const auto value = [](const ParamSet& p) { return at(p, "x1"); };
    for (const ImportanceMethod method :
         {ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp}) {
        const ImportanceReport few = importanceOf(space, sampled(space, 19, 1, value), {.method = method});
        QVERIFY(few.abstention == Abstention::TooFewTrials);
        QVERIFY(few.params.empty());
        QCOMPARE(few.needed, 20);
        const History flat = sampled(space, 40, 1, [](const ParamSet&) { return 0.5; });
        QVERIFY(importanceOf(space, flat, {.method = method}).abstention == Abstention::NothingVaries);
        QVERIFY(importanceOf(space, {}, {.method = method}).abstention == Abstention::TooFewTrials);
    }
}

void TestImportance::stoppedTrialsCountForPedAnova()
{
    const SearchSpace space = cube(3);
    History history = sampled(space, 80, 4, [](const ParamSet& p) { return at(p, "x2"); });
    for (TrialRecordPtr& trial : history.trials) {
        if (*trial->value < 0.3)
            continue;
        TrialRecord stopped = *trial;
        stopped.state = *trial->value < 0.9 ? TrialState::Pruned : TrialState::Diverged;
        stopped.intermediateValues = {{1, *trial->value + 1.0}};
        stopped.value.reset();
        trial = std::make_shared<const TrialRecord>(stopped);
    }
    const ImportanceReport report = importanceOf(space, history);
    QCOMPARE(report.trials, 80);
    QVERIFY(report.abstention == Abstention::None);
    QVERIFY(report.params[1].share > 0.8);
}

void TestImportance::partialDependenceFollowsTheFunction()
{
    const SearchSpace space = cube(2);
    const History history = sampled(
        space, 200, 5, [](const ParamSet& p) { return 10.0 - 4.0 * at(p, "x1"); }, Direction::Maximize);
    const auto dependence = partialDependence(space, history, "x1");
    QVERIFY(dependence);
    QCOMPARE(dependence->values.size(), std::size_t{30});
    QVERIFY(std::abs(dependence->mean[3] - (10.0 - 4.0 * 3 / 29.0)) < 0.4);
    QVERIFY(std::abs(dependence->mean[26] - (10.0 - 4.0 * 26 / 29.0)) < 0.4);
    QVERIFY(dependence->low[10] <= dependence->mean[10] && dependence->mean[10] <= dependence->high[10]);
    QCOMPARE(dependence->curves.size(), dependence->trials.size());
    QVERIFY(!partialDependence(space, history, "x9"));
}

QTEST_APPLESS_MAIN(TestImportance)
#include "tst_importance.moc"
