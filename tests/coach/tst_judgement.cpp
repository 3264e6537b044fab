// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/judgement.h"

#include "tests/coach/coach_cases.h"

#include <QtTest>

#include <algorithm>

using namespace tunescope;

class TestJudgement : public QObject
{
    Q_OBJECT

private slots:
    void aClearGainHelped();
    void aClearLossDidNot();
    void smallDifferencesAreLuck();
    void aCuredProblemHelpsAtTheSameScore();
    void restlessCurvesNeedMore();
    void missingScores();
    void aPrunedTrialHadAScore();
};

void TestJudgement::aClearGainHelped()
{
    const StudyCase study = healthyStudy();
    TrialCase before = healthyTrial();
    TrialCase after = healthyTrial();
    before.value = 0.8;
    after.number = 5;
    after.settings.set("dropout", 0.3);
    const Judgement judgement = judgeTrials(study, before, after);
    QCOMPARE(judgement.effect, Effect::Helped);
    QCOMPARE(judgement.changed, std::vector<std::string>{"dropout"});
    QVERIFY(std::abs(judgement.gain - 0.14) < 1e-12);
    QVERIFY(judgement.text.starts_with("It helped: 94.0 % instead of 80.0 %"));
}

void TestJudgement::aClearLossDidNot()
{
    TrialCase before = healthyTrial();
    TrialCase after = healthyTrial();
    after.value = 0.7;
    const Judgement judgement = judgeTrials(healthyStudy(), before, after);
    QCOMPARE(judgement.effect, Effect::Harmed);
    QVERIFY(judgement.text.starts_with("It did not help"));
}

void TestJudgement::smallDifferencesAreLuck()
{
    // 200 rows: a standard error of 1.7 points each, 2.4 of the difference.
    TrialCase before = healthyTrial();
    TrialCase after = healthyTrial();
    after.value = 0.96;
    const Judgement judgement = judgeTrials(healthyStudy(), before, after);
    QCOMPARE(judgement.effect, Effect::NoDifference);
    QVERIFY(std::abs(judgement.noise - 0.0229) < 0.002);
}

void TestJudgement::aCuredProblemHelpsAtTheSameScore()
{
    SickCase sick;
    provocations().at("overfitting")(sick);
    const Judgement judgement = judgeTrials(sick.study, sick.trial, healthyTrial());
    QCOMPARE(judgement.effect, Effect::Helped);
    QCOMPARE(judgement.gone, std::vector<std::string>{"overfitting"});
    QVERIFY(judgement.text.find("Overfitting is gone") != std::string::npos);
}

void TestJudgement::restlessCurvesNeedMore()
{
    TrialCase before = healthyTrial();
    TrialCase after = healthyTrial();
    before.value = 0.88;
    QCOMPARE(judgeTrials(healthyStudy(), before, after).effect, Effect::Helped);
    for (std::size_t epoch = 1; epoch < after.curves.validationMetric.size(); ++epoch)
        after.curves.validationMetric[epoch] = epoch % 2 == 0 ? 0.94 : 0.86;
    QVERIFY(judgeTrials(healthyStudy(), before, after).effect != Effect::Helped);
}

void TestJudgement::missingScores()
{
    TrialCase none = healthyTrial();
    none.value.reset();
    none.state = TrialState::Diverged;
    QCOMPARE(judgeTrials(healthyStudy(), none, healthyTrial()).effect, Effect::Helped);
    QCOMPARE(judgeTrials(healthyStudy(), healthyTrial(), none).effect, Effect::Harmed);
    none.state = TrialState::Running;
    QCOMPARE(judgeTrials(healthyStudy(), healthyTrial(), none).effect, Effect::Unknown);
    QVERIFY(!judgeTrials(healthyStudy(), none, none).text.empty());
}

/// A stopped trial did not come to nothing: its best until then is what the longer training is compared with.
void TestJudgement::aPrunedTrialHadAScore()
{
    TrialCase pruned = healthyTrial();
    pruned.value.reset();
    pruned.state = TrialState::Pruned;
    pruned.curves.validationMetric = {0.5, 0.7, 0.8, 0.79};
    pruned.curves.validationLoss.resize(4);
    const Judgement judgement = judgeTrials(healthyStudy(), pruned, healthyTrial());
    QVERIFY2(judgement.text.find("no score") == std::string::npos, judgement.text.c_str());
    QVERIFY2(judgement.text.find("94.0 % instead of 80.0 % (when it was pruned at epoch 3)") != std::string::npos, judgement.text.c_str());
    QVERIFY(std::abs(judgement.gain - 0.14) < 1e-12);
}

QTEST_APPLESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
