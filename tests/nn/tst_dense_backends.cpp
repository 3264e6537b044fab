// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/dense_backend.h"
#include "core/nn/onednn/onednn_info.h"
#include "tests/nn/nn_fixture.h"

#include <Eigen/Core>
#include <QtTest>

#include <utility>

using namespace tunescope;

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const Matrix>;

constexpr std::int64_t kTrain = 32;
constexpr std::int64_t kLast = 5;
constexpr std::int64_t kEvaluate = 50;

View view(const std::vector<float>& values, std::int64_t rows, std::int64_t columns)
{
    return {values.data(), rows, columns};
}

} // namespace

class TestDenseBackends : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setThreadTeam(1); }
    void agreesWithEigen_data();
    void agreesWithEigen();
    void packingIsReversible_data() { agreesWithEigen_data(); }
    void packingIsReversible();
    void oneDnnIsForOtherProcessors();
};

void TestDenseBackends::agreesWithEigen_data()
{
    QTest::addColumn<DenseChoice>("choice");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    constexpr std::pair<int, int> kShapes[] = {{1, 1}, {64, 64}, {64, 10}, {7, 33}, {129, 47}, {130, 256}};
    for (const auto& [inputs, outputs] : kShapes) {
        QTest::addRow("panels %d to %d", inputs, outputs) << DenseChoice::Panels << inputs << outputs;
        QTest::addRow("oneDNN %d to %d", inputs, outputs) << DenseChoice::OneDnn << inputs << outputs;
    }
}

void TestDenseBackends::agreesWithEigen()
{
    QFETCH(DenseChoice, choice);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    const RowCounts rows{.train = kTrain, .last = kLast, .evaluate = kEvaluate};
    const auto backend =
        makeDenseBackend(choice, bestKernels(), {inputs, outputs}, rows, InputGradient::Needed);
    const auto weights = randomValues(std::int64_t{outputs} * inputs, 1);
    const auto bias = randomValues(outputs, 2);
    const auto src = randomValues(kEvaluate * inputs, 3);
    const auto diffDst = randomValues(kTrain * outputs, 4);
    Arena stored(3 * paddedCount(backend->storedWeights()));
    float* weightDiff = stored.at(paddedCount(backend->storedWeights()));
    std::vector<float> dst(static_cast<std::size_t>(kEvaluate * outputs));
    std::vector<float> diffSrc(static_cast<std::size_t>(kTrain * inputs));
    std::vector<float> biasDiff(static_cast<std::size_t>(outputs));
    std::vector<float> plainDiff(weights.size());
    Arena scratch(backend->scratch());
    backend->pack(weights.data(), stored.at(0));
    backend->bind({src.data(), dst.data(), diffDst.data(), diffSrc.data(), stored.at(0), bias.data(),
                   weightDiff, biasDiff.data()},
                  scratch.at(0));
    const View w = view(weights, outputs, inputs);
    const float tolerance = 1e-5F * static_cast<float>(std::max(inputs, 32));

    for (const Pass& pass :
         {Pass{PassKind::Train, kTrain}, Pass{PassKind::Train, kLast}, Pass{PassKind::Evaluate, kEvaluate}}) {
        backend->forward(pass);
        const View x(src.data(), pass.rows, inputs);
        Matrix expected = x * w.transpose();
        expected.rowwise() += Eigen::Map<const Eigen::RowVectorXf>(bias.data(), outputs);
        QVERIFY((view(dst, pass.rows, outputs) - expected).cwiseAbs().maxCoeff() < tolerance);
        if (pass.kind == PassKind::Evaluate)
            continue;
        backend->backward(pass);
        backend->unpack(weightDiff, plainDiff.data());
        const View dy(diffDst.data(), pass.rows, outputs);
        QVERIFY((view(plainDiff, outputs, inputs) - dy.transpose() * x).cwiseAbs().maxCoeff() < tolerance);
        QVERIFY((view(diffSrc, pass.rows, inputs) - dy * w).cwiseAbs().maxCoeff() < tolerance);
        const Eigen::RowVectorXf sums = dy.colwise().sum();
        QVERIFY((view(biasDiff, 1, outputs) - sums).cwiseAbs().maxCoeff() < tolerance);
    }
}

void TestDenseBackends::packingIsReversible()
{
    QFETCH(DenseChoice, choice);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    const auto backend = makeDenseBackend(choice, bestKernels(), {inputs, outputs}, {.train = kTrain},
                                          InputGradient::NotNeeded);
    const auto weights = randomValues(std::int64_t{outputs} * inputs, 5);
    Arena stored(backend->storedWeights());
    std::vector<float> back(weights.size());
    backend->pack(weights.data(), stored.at(0));
    backend->unpack(stored.at(0), back.data());
    QCOMPARE(back, weights);
}

void TestDenseBackends::oneDnnIsForOtherProcessors()
{
    const RowCounts rows{.train = 32, .evaluate = 360};
    const auto name = [&](std::int64_t inputs, std::int64_t outputs) {
        return makeDenseBackend(DenseChoice::Auto, bestKernels(), {inputs, outputs}, rows,
                                InputGradient::Needed)
            ->name();
    };
    QCOMPARE(name(64, 64), std::string("panels"));
    QCOMPARE(name(256, 10), std::string("panels"));
    QCOMPARE(name(784, 512).starts_with("oneDNN"), bestKernels().isa == Isa::Plain);
}

QTEST_APPLESS_MAIN(TestDenseBackends)
#include "tst_dense_backends.moc"
