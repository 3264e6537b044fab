// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/checkpoint.h"
#include "tests/training/training_fixture.h"

#include <QtTest>

using namespace tunescope;

class TestCheckpoint : public QObject
{
    Q_OBJECT

private slots:
    void restoredTrainingGoesOnBitByBit_data();
    void restoredTrainingGoesOnBitByBit();
    void restoredAfterTheEndChangesNothing();
    void damagedBytesAreRefused();
    void anotherTrialsCheckpointIsRefused();

private:
    static std::vector<std::byte> checkpointAfter(const std::shared_ptr<PreparedData>& data,
                                                  const TrainingConfig& config, int epoch);
};

std::vector<std::byte> TestCheckpoint::checkpointAfter(const std::shared_ptr<PreparedData>& data,
                                                       const TrainingConfig& config, int epoch)
{
    const auto trainer = Trainer::create(data, config, 1, kPlenty).value().release();
    const std::unique_ptr<Trainer> owner(trainer);
    std::vector<std::byte> bytes;
    const auto onEpoch = [&](const EpochReport& report) {
        if (report.epoch == epoch)
            bytes = trainer->checkpoint();
        return report.epoch == epoch ? EpochDecision::Stop : EpochDecision::Continue;
    };
    (void)trainer->run(onEpoch, std::stop_token());
    return bytes;
}

void TestCheckpoint::restoredTrainingGoesOnBitByBit_data()
{
    QTest::addColumn<OptimizerKind>("optimizer");
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("units");
    for (std::size_t i = 0; i < optimizerNames().size(); ++i)
        QTest::newRow(std::string(optimizerNames()[i]).c_str())
            << static_cast<OptimizerKind>(i) << Schedule::Constant << 16;
    for (std::size_t i = 0; i < scheduleNames().size(); ++i)
        QTest::newRow(std::string(scheduleNames()[i]).c_str())
            << OptimizerKind::Adam << static_cast<Schedule>(i) << 16;
    QTest::newRow("oneDNN") << OptimizerKind::Adam << Schedule::Constant << 200;
}

void TestCheckpoint::restoredTrainingGoesOnBitByBit()
{
    QFETCH(OptimizerKind, optimizer);
    QFETCH(Schedule, schedule);
    QFETCH(int, units);
    const auto data = clusters();
    TrainingConfig config = smallConfig();
    config.hidden = {units, units};
    config.optimizer = optimizer;
    config.momentum = 0.9;
    config.schedule = schedule;
    config.scheduleStep = 1;
    config.normalization = Normalization::Batch;
    config.dropout = 0.2;
    config.noiseStd = 0.05;
    config.patience = 4;
    const RunRecord whole = train(data, config);

    for (const int epoch : {0, 2}) {
        const auto trainer = Trainer::create(data, config, 1, kPlenty);
        QVERIFY((*trainer)->restore(checkpointAfter(data, config, epoch)));
        const RunRecord rest = record(**trainer, *data);
        QCOMPARE(rest.epochs.size(), whole.epochs.size() - static_cast<std::size_t>(epoch) - 1);
        QVERIFY(sameNumbers(whole, rest, rest.epochs.size()));
    }
}

void TestCheckpoint::restoredAfterTheEndChangesNothing()
{
    const auto data = clusters();
    const TrainingConfig config = smallConfig();
    const RunRecord whole = train(data, config);
    const auto trainer = Trainer::create(data, config, 1, kPlenty);
    QVERIFY((*trainer)->restore(checkpointAfter(data, config, config.epochs)));
    const RunRecord rest = record(**trainer, *data);
    QVERIFY(rest.epochs.empty());
    QCOMPARE(rest.outcome.end, TrainingEnd::Completed);
    QCOMPARE(rest.outcome.bestEpoch, whole.outcome.bestEpoch);
    QCOMPARE(rest.predictions, whole.predictions);
}

void TestCheckpoint::damagedBytesAreRefused()
{
    const auto data = clusters();
    const auto bytes = checkpointAfter(data, smallConfig(), 1);
    const auto trainer = Trainer::create(data, smallConfig(), 1, kPlenty);
    for (std::size_t at = 0; at < bytes.size(); at += 97) {
        auto flipped = bytes;
        flipped[at] ^= std::byte{1};
        QCOMPARE((*trainer)->restore(flipped).error().code, ErrorCode::CheckpointDamaged);
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{8}, bytes.size() - 1})
        QCOMPARE((*trainer)->restore(std::span(bytes).first(length)).error().code,
                 ErrorCode::CheckpointDamaged);
}

void TestCheckpoint::anotherTrialsCheckpointIsRefused()
{
    const auto data = clusters();
    const auto bytes = checkpointAfter(data, smallConfig(), 1);
    TrainingConfig other = smallConfig();
    other.learningRate = 0.02;
    QCOMPARE((*Trainer::create(data, other, 1, kPlenty))->restore(bytes).error().code,
             ErrorCode::CheckpointMismatch);
    QCOMPARE((*Trainer::create(data, smallConfig(), 2, kPlenty))->restore(bytes).error().code,
             ErrorCode::CheckpointMismatch);
}

QTEST_APPLESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
