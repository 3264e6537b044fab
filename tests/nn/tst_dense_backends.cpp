// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/conv_backend.h"
#include "core/nn/dense_backend.h"
#include "core/nn/onednn/onednn_conv.h"
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

/// One convolution with its buffers; filling channels are zero.
struct ConvBench {
    ConvBench(std::unique_ptr<DenseBackend> owned, const ConvShape& shape, std::int64_t count)
        : backend(std::move(owned))
        , rows(count)
        , src(images(shape.input, 1))
        , diffDst(images(shape.output(), 2))
        , dst(diffDst.size())
        , diffSrc(src.size())
        , bias(paddedBias(shape))
        , biasDiff(bias.size())
        , stored(2 * paddedCount(backend->storedWeights()))
        , scratch(backend->scratch())
    {
        const std::int64_t weights = shape.outputs * shape.input.channels * shape.kernel * shape.kernel;
        backend->pack(randomValues(weights, 4).data(), stored.at(0));
        weightDiff = stored.at(paddedCount(backend->storedWeights()));
        plainDiff.resize(static_cast<std::size_t>(weights));
        backend->bind({.src = src.data(),
                       .dst = dst.data(),
                       .diffDst = diffDst.data(),
                       .diffSrc = diffSrc.data(),
                       .weights = stored.at(0),
                       .bias = bias.data(),
                       .weightDiff = weightDiff,
                       .biasDiff = biasDiff.data(),
                       .diffDstStep = blockedCount(shape.output()),
                       .diffSrcStep = blockedCount(shape.input)},
                      scratch.at(0));
    }

    static std::vector<float> paddedBias(const ConvShape& shape)
    {
        auto values = randomValues(paddedChannels(shape.outputs), 3);
        std::fill(values.begin() + shape.outputs, values.end(), 0.0F);
        return values;
    }

    [[nodiscard]] std::vector<float> images(const ImageSize& size, std::uint64_t key) const
    {
        const auto plain = randomValues(rows * size.count(), key);
        std::vector<float> blocked(static_cast<std::size_t>(rows * blockedCount(size)));
        for (std::int64_t n = 0; n < rows; ++n)
            toBlocked(size, plain.data() + n * size.count(), blocked.data() + n * blockedCount(size));
        return blocked;
    }

    /// Both passes, in slices of `step` images.
    void run(std::int64_t step)
    {
        Pass pass{.kind = PassKind::Train};
        for (pass.first = 0; pass.first < rows; pass.first += step) {
            pass.rows = std::min(step, rows - pass.first);
            backend->forward(pass);
            backend->backward(pass);
        }
        backend->unpack(weightDiff, plainDiff.data());
    }

    std::unique_ptr<DenseBackend> backend;
    std::int64_t rows;
    std::vector<float> src;
    std::vector<float> diffDst;
    std::vector<float> dst;
    std::vector<float> diffSrc;
    std::vector<float> bias;
    std::vector<float> biasDiff;
    std::vector<float> plainDiff;
    Arena stored;
    Arena scratch;
    float* weightDiff = nullptr;
};

float largestGap(const std::vector<float>& a, const std::vector<float>& b)
{
    const auto n = static_cast<Eigen::Index>(a.size());
    return (Eigen::Map<const Eigen::ArrayXf>(a.data(), n) - Eigen::Map<const Eigen::ArrayXf>(b.data(), n))
        .abs()
        .maxCoeff();
}

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
    void slicedConvolutionAgreesWithOneDnn_data();
    void slicedConvolutionAgreesWithOneDnn();
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

void TestDenseBackends::slicedConvolutionAgreesWithOneDnn_data()
{
    QTest::addColumn<qint64>("inputs");
    QTest::addColumn<qint64>("outputs");
    QTest::addColumn<qint64>("width");
    QTest::addColumn<qint64>("kernel");
    QTest::addColumn<qint64>("dilation");
    constexpr qint64 kShapes[][5] = {{16, 32, 14, 3, 1}, {5, 40, 9, 3, 1}, {20, 16, 17, 3, 2},
                                     {8, 8, 5, 5, 1},    {33, 7, 3, 1, 1}, {16, 16, 1, 3, 1}};
    for (const auto& [inputs, outputs, width, kernel, dilation] : kShapes)
        QTest::addRow("%d to %d, width %d, kernel %d, dilation %d", static_cast<int>(inputs),
                      static_cast<int>(outputs), static_cast<int>(width), static_cast<int>(kernel),
                      static_cast<int>(dilation))
            << inputs << outputs << width << kernel << dilation;
}

void TestDenseBackends::slicedConvolutionAgreesWithOneDnn()
{
    QFETCH(qint64, inputs);
    QFETCH(qint64, outputs);
    QFETCH(qint64, width);
    QFETCH(qint64, kernel);
    QFETCH(qint64, dilation);
    if (!slicesImages(bestKernels(), ConvSource::Blocked))
        QSKIP("No kernels of our own for this processor.");
    constexpr std::int64_t kImages = 5;
    const RowCounts rows{.train = kImages};
    const ConvShape shape{{inputs, 6, width}, outputs, kernel, dilation};
    ConvBench ours(makeConvBackend(bestKernels(), shape, ConvSource::Blocked, rows, InputGradient::Needed),
                   shape, kImages);
    ConvBench theirs(makeOneDnnConv(shape, rows, InputGradient::Needed), shape, kImages);
    ours.run(2);
    theirs.run(kImages);
    const float tolerance = 1e-6F * static_cast<float>(std::max(inputs, outputs) * kernel * kernel + 150);
    QVERIFY(largestGap(ours.dst, theirs.dst) < tolerance);
    QVERIFY(largestGap(ours.diffSrc, theirs.diffSrc) < tolerance);
    QVERIFY(largestGap(ours.plainDiff, theirs.plainDiff) < tolerance);
    QVERIFY(largestGap(ours.biasDiff, theirs.biasDiff) < tolerance);
}

QTEST_APPLESS_MAIN(TestDenseBackends)
#include "tst_dense_backends.moc"
