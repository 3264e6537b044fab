// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruner_registry.h"
#include "tests/support/trial_builder.h"

#include <QtTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

/// The options of a test; a threshold needs bounds, here the same ones for a value and its negative.
ParamSet optionsOf(const std::string& name)
{
    if (name == "threshold")
        return {{"lower", -1.5}, {"upper", 1.5}};
    if (name == "extrapolate" || name == "hyperband")
        return {{"steps", std::int64_t{60}}};
    return {};
}

} // namespace

/// What holds for every pruner of the registry.
class TestPrunerRegistry : public QObject
{
    Q_OBJECT

private slots:
    void everyEntryDescribesItself_data();
    void everyEntryDescribesItself();
    void everyPrunerTreatsBothDirectionsAlike_data();
    void everyPrunerTreatsBothDirectionsAlike();
    void everyPrunerKeepsTheBest_data();
    void everyPrunerKeepsTheBest();
    void wrongNamesAndOptionsAreNamed();

private:
    static void addPruners();
};

void TestPrunerRegistry::addPruners()
{
    QTest::addColumn<std::string>("name");
    for (const PrunerEntry& entry : prunerRegistry())
        QTest::newRow(std::string(entry.name).c_str()) << std::string(entry.name);
}

void TestPrunerRegistry::everyEntryDescribesItself_data()
{
    addPruners();
}

void TestPrunerRegistry::everyEntryDescribesItself()
{
    QFETCH(std::string, name);
    const PrunerEntry* entry = findPruner(name);
    QVERIFY(!entry->title.empty());
    QVERIFY(entry->summary.ends_with('.'));
    ParamSet defaults;
    const std::vector<OptionSpec> options = entry->params();
    for (const OptionSpec& option : options) {
        QVERIFY(!option.title.empty() && option.title.find('_') == std::string_view::npos);
        QVERIFY(option.help.ends_with('.'));
    }
    const auto space = SearchSpace::create({options.begin(), options.end()});
    QVERIFY(space);
    for (const ParamSpec& spec : space->params()) {
        if (spec.defaultValue)
            defaults.set(spec.name, *spec.defaultValue);
    }
    QVERIFY(makePruner(name, defaults));
    QVERIFY(makePruner(name, {}));
}

void TestPrunerRegistry::everyPrunerTreatsBothDirectionsAlike_data()
{
    addPruners();
}

void TestPrunerRegistry::everyPrunerTreatsBothDirectionsAlike()
{
    QFETCH(std::string, name);
    const auto pruner = makePruner(name, optionsOf(name)).value();
    History least{.direction = Direction::Minimize};
    History most{.direction = Direction::Maximize};
    int stopped = 0;
    for (int i = 0; i < 40; ++i) {
        const double level = (i * 17 % 40) / 40.0;
        std::vector<double> curve;
        std::vector<double> mirrored;
        for (int step = 1; step <= 20; ++step) {
            curve.push_back(level + 1.0 / std::min(step, 12)); // a fall, then a plateau
            mirrored.push_back(-curve.back());
            const auto reason = pruner->judge(runningTrial(curve), least);
            QCOMPARE(reason.has_value(), pruner->judge(runningTrial(mirrored), most).has_value());
            QVERIFY(reason == pruner->judge(runningTrial(curve), least));
            stopped += reason ? 1 : 0;
        }
        least.trials.push_back(completedTrial(curve));
        most.trials.push_back(completedTrial(mirrored));
    }
    QVERIFY(stopped > 0);
}

void TestPrunerRegistry::everyPrunerKeepsTheBest_data()
{
    addPruners();
}

void TestPrunerRegistry::everyPrunerKeepsTheBest()
{
    QFETCH(std::string, name);
    const auto pruner = makePruner(name, optionsOf(name)).value();
    History history{.direction = Direction::Maximize};
    for (int i = 0; i < 20; ++i)
        history.trials.push_back(completedTrial(std::vector<double>(60, 0.02 * i)));
    std::vector<double> curve;
    for (int step = 1; step <= 60; ++step) {
        curve.push_back(0.9 + 0.001 * step);
        QVERIFY(!pruner->judge(runningTrial(curve), history));
    }
}

void TestPrunerRegistry::wrongNamesAndOptionsAreNamed()
{
    const auto unknown = makePruner("medain", {});
    QVERIFY(!unknown);
    QCOMPARE(errorName(unknown.error().code), std::string_view("UnknownPruner"));
    QCOMPARE(unknown.error().arg("nearest"), std::string("median"));
    const auto option = makePruner("median", {{"n_startups", std::int64_t{3}}});
    QVERIFY(!option);
    QCOMPARE(errorName(option.error().code), std::string_view("OptionUnknown"));
    QCOMPARE(option.error().arg("nearest"), std::string("n_startup"));
    const auto range = makePruner("median", {{"interval", std::int64_t{0}}});
    QVERIFY(!range);
    QCOMPARE(errorText(range.error()),
             std::string("median.interval: the value 0 lies outside 1 to 1000000."));
    QVERIFY(!makePruner("asha", {{"eta", 2.5}}));
    QVERIFY(!makePruner("asha", {{"eta", std::string("3")}}));
    QVERIFY(makePruner("asha", {{"eta", 4.0}}));
}

QTEST_APPLESS_MAIN(TestPrunerRegistry)
#include "tst_pruner_registry.moc"
