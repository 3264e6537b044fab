// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing passes from validation or test rows into what is learned: they are changed, and the weights compared bit by bit.
#include "core/base/rng.h"
#include "core/study/trained_trial.h"
#include "core/study/training_objective.h"
#include "core/study/trial_replay.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace tunescope;

namespace {

/// Numbers with missing values, categories, groups and unbalanced classes.
std::shared_ptr<Dataset> mixedTable()
{
    auto dataset = std::make_shared<Dataset>();
    dataset->name = "mixed";
    dataset->target = {.name = "answer", .kind = ColumnKind::Category, .categories = {"a", "b", "c"}};
    Column number{.name = "number"};
    Column colour{.name = "colour", .kind = ColumnKind::Category, .categories = {"blue", "green", "red"}};
    Column speaker{.name = "speaker", .kind = ColumnKind::Category};
    Rng rng(Purpose::Noise, 21);
    for (int row = 0; row < 240; ++row) {
        const auto answer = static_cast<std::int32_t>(row % 8 == 0 ? 2 : row % 3 == 0 ? 1 : 0);
        dataset->target.codes.push_back(answer);
        number.numbers.push_back(row % 11 == 5 ? std::numeric_limits<double>::quiet_NaN() : answer + rng.normal());
        colour.codes.push_back(row % 17 == 3 ? -1 : static_cast<std::int32_t>(rng.below(3)));
        speaker.codes.push_back(row % 24);
    }
    for (int group = 0; group < 24; ++group)
        speaker.categories.push_back(std::to_string(group));
    dataset->features = {number, colour};
    dataset->groups = {speaker};
    return dataset;
}

StudyConfig studyOf(ProtocolKind kind, double stopping)
{
    StudyConfig config;
    config.data.source = "mixed";
    config.protocol.kind = kind;
    config.protocol.folds = 3;
    config.protocol.gap = kind == ProtocolKind::TimeOrdered ? 3 : 0;
    config.protocol.by = kind == ProtocolKind::Grouped ? "speaker" : "";
    config.protocol.stopping = stopping;
    config.protocol.metric = "accuracy";
    config.stage.fixed = {{"epochs", std::int64_t{3}},       {"class_weight", std::string("balanced")}, {"scaling", std::string("standard")},
                          {"missing", std::string("mean")}, {"encoding", std::string("one_hot")},      {"normalization", std::string("batch")},
                          {"learning_rate", 0.05}};
    return config;
}

/// The network after the last epoch of a run, and how its inputs are made.
TrainedTrial learned(const StudyConfig& config, const std::shared_ptr<const Dataset>& dataset, RunPlace place)
{
    const auto objective = TrainingObjective::create(config, dataset);
    if (!objective)
        qFatal("%s", errorText(objective.error()).c_str());
    const TrialStart start{.seed = 99};
    const auto split = *(*objective)->split(place.repeat, place.fold);
    TrainedTrial trained{.preprocessor = *Preprocessor::fit(*dataset, split.train, {})};
    const auto keep = [&](Trainer& trainer, const PreparedData&) -> Result<void> {
        trained.network = trainer.trained();
        return {};
    };
    if (const auto replayed = replayTo(**objective, start, config.stage.fixed, 3, {}, keep, place); !replayed)
        qFatal("%s", errorText(replayed.error()).c_str());
    return trained;
}

bool sameWeights(const TrainedNetwork& a, const TrainedNetwork& b)
{
    return a.layers.size() == b.layers.size() &&
           std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), [](const TrainedLayer& x, const TrainedLayer& y) {
               return x.tensors.size() == y.tensors.size() &&
                      std::equal(x.tensors.begin(), x.tensors.end(), y.tensors.begin(), [](const auto& s, const auto& t) { return s.values == t.values; });
           });
}

} // namespace

class TestNoLeaks : public QObject
{
    Q_OBJECT

private slots:
    void judgedRowsTeachNothing_data();
    void judgedRowsTeachNothing();
};

void TestNoLeaks::judgedRowsTeachNothing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("stopping");
    QTest::addColumn<int>("repeat");
    QTest::addColumn<int>("fold");
    const auto row = [](const char* name, ProtocolKind kind, double stopping, int repeat, int fold) {
        QTest::newRow(name) << static_cast<int>(kind) << stopping << repeat << fold;
    };
    row("holdout", ProtocolKind::Holdout, 0.0, 0, 0);
    row("holdout, second repeat", ProtocolKind::Holdout, 0.0, 1, 0);
    row("holdout, stopping part", ProtocolKind::Holdout, 0.25, 0, 0);
    row("k-fold, second fold", ProtocolKind::KFold, 0.0, 0, 1);
    row("k-fold, stopping part", ProtocolKind::KFold, 0.25, 0, 2);
    row("time-ordered", ProtocolKind::TimeOrdered, 0.0, 0, 2);
    row("grouped", ProtocolKind::Grouped, 0.0, 0, 0);
    row("grouped, stopping part", ProtocolKind::Grouped, 0.25, 0, 0);
}

void TestNoLeaks::judgedRowsTeachNothing()
{
    QFETCH(int, kind);
    QFETCH(double, stopping);
    QFETCH(int, repeat);
    QFETCH(int, fold);
    const StudyConfig config = studyOf(static_cast<ProtocolKind>(kind), stopping);
    const auto dataset = mixedTable();
    const auto objective = TrainingObjective::create(config, dataset);
    QVERIFY2(objective.has_value(), objective ? "" : errorText(objective.error()).c_str());
    const Split split = *(*objective)->split(repeat, fold);
    const std::set<std::int64_t> learnedFrom(split.train.begin(), split.train.end());
    const TrainedTrial before = learned(config, dataset, {repeat, fold});

    auto changed = std::make_shared<Dataset>(*dataset);
    int rows = 0;
    for (std::int64_t row = 0; row < dataset->rows(); ++row) {
        if (learnedFrom.contains(row))
            continue;
        const auto at = static_cast<std::size_t>(row);
        changed->features[0].numbers[at] = 1e6;
        changed->features[1].codes[at] = 2;
        ++rows;
    }
    const TestRows test = split.test.open("labels that nobody may see");
    for (const std::int64_t row : test.rows())
        changed->target.codes[static_cast<std::size_t>(row)] = 2;
    QVERIFY(rows > 40);
    const TrainedTrial after = learned(config, changed, {repeat, fold});
    QVERIFY(before.preprocessor == after.preprocessor);
    QVERIFY(sameWeights(before.network, after.network));

    // The test can fail: a training row does change them.
    changed->features[0].numbers[static_cast<std::size_t>(split.train[1])] = 7.5;
    QVERIFY(!sameWeights(before.network, learned(config, changed, {repeat, fold}).network));
}

QTEST_APPLESS_MAIN(TestNoLeaks)
#include "tst_no_leaks.moc"
