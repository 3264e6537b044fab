// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach.h"

#include "core/coach/case_builder.h"
#include "core/coach/suggestions.h"
#include "tests/coach/coach_cases.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace tunescope;

namespace {

const Verdict* findVerdict(const std::vector<Verdict>& verdicts, std::string_view rule)
{
    const auto found = std::find_if(verdicts.begin(), verdicts.end(),
                                    [&](const Verdict& verdict) { return verdict.rule == rule; });
    return found == verdicts.end() ? nullptr : &*found;
}

std::vector<Verdict> allVerdicts(const SickCase& sick)
{
    std::vector<Verdict> verdicts = diagnoseTrial(sick.study, sick.trial);
    const std::vector<Verdict> more = diagnoseStudy(sick.study);
    verdicts.insert(verdicts.end(), more.begin(), more.end());
    return verdicts;
}

std::string listed(const std::vector<Verdict>& verdicts)
{
    std::string text;
    for (const Verdict& verdict : verdicts)
        text += verdict.rule + ": " + verdict.text + "\n";
    return text;
}

bool hasNumber(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

class TestCoachRules : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleHasItsOwnNameAndTexts();
    void everyRuleFiresOnItsCase_data();
    void everyRuleFiresOnItsCase();
    void verdictsAreWellFormed_data();
    void verdictsAreWellFormed();
    void healthyTrialsAreLeftAlone_data();
    void healthyTrialsAreLeftAlone();
    void trialsWithoutEpochsAreLeftAlone();
    void oddCurvesAreNoTrouble();
    void prunedTrialsAreNotBlamedForBeingShort();
    void causesStandBeforeConsequences();
    void smallRisesOfTinyLossesAreNoOverfitting();
    void swingsOfFewRowsAreLuck();
    void aTwinOutsideTheSpaceBringsItsRange();
    void settingsWithoutEffectAreNotSuggested();
    void aTieOfEqualScoresNamesOneNumber();
};

void TestCoachRules::everyRuleHasItsOwnNameAndTexts()
{
    std::set<std::string_view> names;
    for (const CoachRule& rule : coachRules()) {
        QVERIFY(names.insert(rule.name).second);
        QVERIFY(!rule.title.empty() && !rule.firesWhen.empty() && rule.diagnose != nullptr);
        QCOMPARE(findCoachRule(rule.name), &rule);
        QVERIFY2(provocations().contains(std::string(rule.name)), rule.name.data());
    }
    for (const CoachRule& rule : coachRules()) {
        for (const std::string_view explained : rule.explains)
            QVERIFY2(names.contains(explained), explained.data());
    }
    QVERIFY(findCoachRule("bad luck") == nullptr);
}

void TestCoachRules::everyRuleFiresOnItsCase_data()
{
    QTest::addColumn<std::string>("rule");
    for (const CoachRule& rule : coachRules())
        QTest::newRow(rule.name.data()) << std::string(rule.name);
}

void TestCoachRules::everyRuleFiresOnItsCase()
{
    QFETCH(std::string, rule);
    SickCase sick;
    QVERIFY2(findVerdict(allVerdicts(sick), rule) == nullptr, "it fires without a cause");
    provocations().at(rule)(sick);
    const std::vector<Verdict> verdicts = allVerdicts(sick);
    QVERIFY2(findVerdict(verdicts, rule) != nullptr, listed(verdicts).c_str());
}

void TestCoachRules::verdictsAreWellFormed_data()
{
    everyRuleFiresOnItsCase_data();
}

void TestCoachRules::verdictsAreWellFormed()
{
    QFETCH(std::string, rule);
    SickCase sick;
    provocations().at(rule)(sick);
    for (const Verdict& verdict : allVerdicts(sick)) {
        const std::string what = verdict.rule + ": " + verdict.text;
        QVERIFY2(!verdict.title.empty() && findCoachRule(verdict.rule) != nullptr, what.c_str());
        QVERIFY2(verdict.text.size() > 20 && verdict.text.ends_with('.'), what.c_str());
        QVERIFY2(hasNumber(verdict.text) || verdict.rule == "leak" || verdict.rule == "diverged",
                 what.c_str());
        QVERIFY2(verdict.text.find("nan") == std::string::npos, what.c_str());
        QVERIFY2(std::isfinite(verdict.strength), what.c_str());
        const bool ofTrial = findCoachRule(verdict.rule)->scope == RuleScope::Trial;
        QCOMPARE(verdict.trial, ofTrial ? sick.trial.number : -1);
        QVERIFY2(!verdict.evidence.empty(), what.c_str());
        for (const Evidence& evidence : verdict.evidence) {
            QVERIFY2(!evidence.series.empty() && std::isfinite(evidence.low) && std::isfinite(evidence.high),
                     what.c_str());
            QVERIFY2(evidence.low <= evidence.high, what.c_str());
            QVERIFY2(evidence.firstEpoch >= 0 && evidence.firstEpoch <= evidence.lastEpoch &&
                         evidence.lastEpoch <= sick.trial.curves.lastEpoch(),
                     what.c_str());
        }
        QVERIFY2(!verdict.suggestions.empty(), what.c_str());
        for (const Suggestion& suggestion : verdict.suggestions) {
            const std::string fault = faultOf(suggestion, sick.study);
            QVERIFY2(fault.empty(), (what + "\n" + suggestion.text + ": " + fault).c_str());
        }
    }
}

void TestCoachRules::healthyTrialsAreLeftAlone_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("as it is") << 0;
    QTest::newRow("restless, as few rows are") << 1;
    QTest::newRow("validation loss a little above its minimum") << 2;
    QTest::newRow("units that are dead without harm") << 3;
    QTest::newRow("gradients that vanish when all is learned") << 4;
    QTest::newRow("data unknown") << 5;
    QTest::newRow("a schedule that ends where the work is done") << 6;
}

void TestCoachRules::healthyTrialsAreLeftAlone()
{
    QFETCH(int, kind);
    SickCase well;
    CoachCurves& curves = well.trial.curves;
    for (std::size_t epoch = 1; epoch < curves.trainLoss.size(); ++epoch) {
        const auto at = static_cast<double>(epoch);
        if (kind == 1)
            curves.validationMetric[epoch] += 0.01 * std::sin(2.0 * at);
        if (kind == 2 && epoch > 15)
            curves.validationLoss[epoch] = 0.2 + 0.0015 * (at - 15.0);
        if (kind == 4)
            curves.gradientNorm[epoch] = std::exp(-0.6 * at);
        if (kind == 6 && epoch > 15)
            curves.learningRate[epoch] = 1e-6;
    }
    if (kind == 3)
        setLayers(well.trial, [](LayerReport& layer, std::size_t, int) { layer.deadShare = 0.45F; });
    if (kind == 4)
        setLayers(well.trial, [](LayerReport& layer, std::size_t at, int epoch) {
            layer.gradientNorm = static_cast<float>((at == 0 ? 0.05 : 0.5) * std::exp(-0.6 * epoch));
            layer.updateRatio = static_cast<float>(1e-3 * std::exp(-0.3 * epoch));
        });
    if (kind == 5) {
        well.study.baselines.reset();
        well.study.probe.reset();
    }
    const std::vector<Verdict> verdicts = allVerdicts(well);
    QVERIFY2(verdicts.empty(), listed(verdicts).c_str());
}

void TestCoachRules::trialsWithoutEpochsAreLeftAlone()
{
    QVERIFY(diagnoseTrial(healthyStudy(), TrialCase{}).empty());
    QVERIFY(diagnoseTrial(StudyCase{}, TrialCase{.state = TrialState::Failed}).empty());
    QVERIFY(diagnoseStudy(StudyCase{}).empty());
    const std::vector<Verdict> verdicts =
        diagnoseTrial(StudyCase{}, TrialCase{.state = TrialState::Diverged});
    QVERIFY(findVerdict(verdicts, "diverged") != nullptr);
}

void TestCoachRules::oddCurvesAreNoTrouble()
{
    for (int epochs = 0; epochs <= 12; ++epochs) {
        for (const double value : {std::nan(""), 0.0, 1e30, std::numeric_limits<double>::infinity()}) {
            SickCase odd;
            CoachCurves& curves = odd.trial.curves;
            for (std::vector<double>* series :
                 {&curves.trainLoss, &curves.validationLoss, &curves.trainMetric, &curves.validationMetric,
                  &curves.learningRate, &curves.gradientNorm})
                series->assign(static_cast<std::size_t>(epochs) + 1, value);
            odd.trial.layers.resize(static_cast<std::size_t>(std::min(epochs, 1)));
            odd.trial.confusion = {};
            odd.trial.settings = {};
            for (const TrialState state : {TrialState::Complete, TrialState::Diverged, TrialState::Running}) {
                odd.trial.state = state;
                for (const Verdict& verdict : diagnoseTrial(odd.study, odd.trial))
                    QVERIFY(!verdict.text.empty() && !verdict.evidence.empty());
            }
        }
    }
}

void TestCoachRules::prunedTrialsAreNotBlamedForBeingShort()
{
    SickCase sick;
    flatten(sick.trial, 0.6, 0.6, 0.9, 3);
    sick.trial.confusion = confusionWith({67, 67, 66}, {0.9, 0.9, 0.0});
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "underfitting") != nullptr);
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "class_ignored") != nullptr);
    sick.trial.state = TrialState::Pruned;
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "underfitting") == nullptr);
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "class_ignored") == nullptr);
}

void TestCoachRules::causesStandBeforeConsequences()
{
    SickCase sick;
    provocations().at("learning_rate_too_low")(sick);
    const std::vector<Verdict> verdicts = diagnoseTrial(sick.study, sick.trial);
    QCOMPARE(verdicts.front().rule, std::string("learning_rate_too_low"));
    const Verdict* underfitting = findVerdict(verdicts, "underfitting");
    QVERIFY(underfitting != nullptr);
    QCOMPARE(underfitting->explainedBy, std::string("learning_rate_too_low"));
}

void TestCoachRules::smallRisesOfTinyLossesAreNoOverfitting()
{
    SickCase well;
    for (std::size_t epoch = 1; epoch < well.trial.curves.trainLoss.size(); ++epoch)
        well.trial.curves.validationLoss[epoch] =
            epoch < 10 ? 0.01 / static_cast<double>(epoch) : 0.001 + 0.0003 * static_cast<double>(epoch);
    QVERIFY(findVerdict(diagnoseTrial(well.study, well.trial), "overfitting") == nullptr);
}

void TestCoachRules::swingsOfFewRowsAreLuck()
{
    SickCase sick;
    for (std::size_t epoch = 1; epoch < sick.trial.curves.validationMetric.size(); ++epoch)
        sick.trial.curves.validationMetric[epoch] = epoch % 2 == 0 ? 0.93 : 0.87;
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "learning_rate_too_high") != nullptr);
    sick.study.facts.validationRows = 16; // One row is six points.
    QVERIFY(findVerdict(diagnoseTrial(sick.study, sick.trial), "learning_rate_too_high") == nullptr);
}

void TestCoachRules::aTwinOutsideTheSpaceBringsItsRange()
{
    const SickCase sick;
    const CoachCase input{sick.study, &sick.trial};
    const std::vector<Suggestion> list = SuggestionList(input)
                                             .raised("dropout", 0.2)
                                             .raised("dropout", 0.6)
                                             .scaled("weight_decay", 10.0)
                                             .take();
    QCOMPARE(list.size(), std::size_t{3});
    QVERIFY(list[0].fitsSpace && !list[0].range);
    QVERIFY(sameValue(*list[0].change.find("dropout"), 0.3));
    QVERIFY(!list[1].fitsSpace);
    QCOMPARE(std::get<FloatRange>(list[1].range->distribution).high, 0.7);
    QVERIFY(!list[2].fitsSpace && list[2].range); // It was not searched before.
    QCOMPARE(std::get<FloatRange>(list[2].range->distribution).low, 1e-4);
}

void TestCoachRules::settingsWithoutEffectAreNotSuggested()
{
    const SickCase sick;
    const CoachCase input{sick.study, &sick.trial};
    SuggestionList list(input);
    list.scaled("momentum", 0.5)
        .twin("activation", std::string("relu"))
        .twin("activation", std::string("cubic"))
        .scaled("filters", 2.0)
        .twin("nonsense", 1.0);
    QVERIFY(list.empty());
}

void TestCoachRules::aTieOfEqualScoresNamesOneNumber()
{
    SickCase sick;
    for (const double value : {0.94, 0.94, 0.94, 0.5})
        addPeer(sick.study, 1e-3, value);
    for (const Verdict& verdict : diagnoseStudy(sick.study)) {
        if (verdict.rule != "tie")
            continue;
        QVERIFY2(verdict.text.find("all three score 94.0 %") != std::string::npos, verdict.text.c_str());
        return;
    }
    QFAIL("no tie");
}

QTEST_APPLESS_MAIN(TestCoachRules)
#include "tst_coach_rules.moc"
