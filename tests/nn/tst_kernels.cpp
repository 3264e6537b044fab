// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels/kernels.h"
#include "tests/nn/nn_fixture.h"

#include <Eigen/Core>
#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace tunescope;

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

double exactActivation(Activation kind, double x)
{
    const double sigmoid = 1.0 / (1.0 + std::exp(-x));
    switch (kind) {
    case Activation::Sigmoid:
        return sigmoid;
    case Activation::Tanh:
        return std::tanh(x);
    case Activation::Relu:
        return std::max(x, 0.0);
    case Activation::LeakyRelu:
        return x < 0.0 ? 0.01 * x : x;
    case Activation::Elu:
        return x < 0.0 ? std::expm1(x) : x;
    case Activation::Gelu:
        return 0.5 * x * (1.0 + std::erf(x / std::numbers::sqrt2));
    case Activation::Silu:
        return x * sigmoid;
    }
    return 0.0;
}

} // namespace

class TestKernels : public QObject
{
    Q_OBJECT

private slots:
    void productAgreesWithEigen_data();
    void productAgreesWithEigen();
    void panelsGiveTheSameNumbers_data() { productAgreesWithEigen_data(); }
    void panelsGiveTheSameNumbers();
    void activationsAgreeWithDoublePrecision_data() { everyTable(); }
    void activationsAgreeWithDoublePrecision();
    void notANumberIsNotHidden_data() { everyTable(); }
    void notANumberIsNotHidden();
    void crossEntropySurvivesHugeLogits_data() { everyTable(); }
    void crossEntropySurvivesHugeLogits();
    void randomNumbersDoNotDependOnTheInstructionSet_data() { everyTable(); }
    void randomNumbersDoNotDependOnTheInstructionSet();
    void noiseIsNormal_data() { everyTable(); }
    void noiseIsNormal();
    void squareSumAddsEverything_data() { everyTable(); }
    void squareSumAddsEverything();

private:
    static void everyTable()
    {
        QTest::addColumn<Isa>("isa");
        for (const Isa isa : {Isa::Plain, Isa::Avx2, Isa::Avx512}) {
            if (const KernelTable* table = kernelsFor(isa))
                QTest::newRow(std::string(table->name).c_str()) << isa;
        }
    }
};

void TestKernels::productAgreesWithEigen_data()
{
    QTest::addColumn<Isa>("isa");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("depth");
    for (const Isa isa : {Isa::Plain, Isa::Avx2, Isa::Avx512}) {
        const KernelTable* table = kernelsFor(isa);
        if (!table)
            continue;
        constexpr int kShapes[][3] = {{1, 1, 1},  {32, 64, 64},   {13, 10, 64},
                                      {7, 33, 5}, {31, 47, 29},   {64, 128, 100},
                                      {3, 16, 9}, {50, 100, 300}, {270, 40, 20}};
        for (const auto& [rows, columns, depth] : kShapes)
            QTest::addRow("%s %dx%dx%d", std::string(table->name).c_str(), rows, columns, depth)
                << isa << rows << columns << depth;
    }
}

void TestKernels::productAgreesWithEigen()
{
    QFETCH(Isa, isa);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const KernelTable& kernels = *kernelsFor(isa);
    const auto a = randomValues(std::int64_t{rows} * depth, 1);
    const auto b = randomValues(std::int64_t{depth} * columns, 2);
    const auto bias = randomValues(columns, 3);
    const std::int64_t stride = columns + 3;
    constexpr float kUntouched = 77.0F;
    std::vector<float> c(static_cast<std::size_t>(rows * stride), kUntouched);
    GemmArgs args{.rows = rows,
                  .columns = columns,
                  .depth = depth,
                  .a = a.data(),
                  .aRow = depth,
                  .aDepth = 1,
                  .b = b.data(),
                  .bRow = columns,
                  .c = c.data(),
                  .cRow = stride,
                  .bias = bias.data()};
    const Eigen::Map<const Matrix> matrixB(b.data(), depth, columns);
    const auto check = [&](const Matrix& expected) {
        for (int r = 0; r < rows; ++r) {
            for (int n = 0; n < columns; ++n)
                QVERIFY(std::abs(c[static_cast<std::size_t>(r * stride + n)] - expected(r, n)) < 1e-4F);
            QCOMPARE(c[static_cast<std::size_t>(r * stride + columns)], kUntouched);
        }
    };
    kernels.gemm(args);
    Matrix product = Eigen::Map<const Matrix>(a.data(), rows, depth) * matrixB;
    product.rowwise() += Eigen::Map<const Eigen::RowVectorXf>(bias.data(), columns);
    check(product);

    // The same numbers read as the transposed left side.
    args.aRow = 1;
    args.aDepth = rows;
    args.bias = nullptr;
    kernels.gemm(args);
    check(Eigen::Map<const Matrix>(a.data(), depth, rows).transpose() * matrixB);

    std::vector<float> sums(static_cast<std::size_t>(depth));
    kernels.columnSums(a.data(), rows, depth, sums.data());
    const Eigen::RowVectorXf expectedSums = Eigen::Map<const Matrix>(a.data(), rows, depth).colwise().sum();
    for (int i = 0; i < depth; ++i)
        QVERIFY(std::abs(sums[static_cast<std::size_t>(i)] - expectedSums(i)) < 1e-4F);
}

void TestKernels::panelsGiveTheSameNumbers()
{
    QFETCH(Isa, isa);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const KernelTable& kernels = *kernelsFor(isa);
    const auto a = randomValues(std::int64_t{rows} * depth, 1);
    const auto b = randomValues(std::int64_t{columns} * depth, 2); // [columns, depth], as a layer's weights
    const Eigen::Map<const Matrix> matrixA(a.data(), rows, depth);
    const Eigen::Map<const Matrix> matrixB(b.data(), columns, depth);
    std::vector<float> panels(static_cast<std::size_t>(panelCount(depth, columns)));
    packPanels(b.data(), depth, columns, panels.data());

    // c = 1 + table[row % 2] + a * b, in panels.
    const auto table = randomValues(2 * std::int64_t{columns}, 3);
    std::vector<std::int32_t> index(static_cast<std::size_t>(rows));
    for (int r = 0; r < rows; ++r)
        index[static_cast<std::size_t>(r)] = r % 2;
    std::vector<float> c(static_cast<std::size_t>(panelCount(rows, columns)), 1.0F);
    GemmArgs args{.rows = rows,
                  .columns = columns,
                  .depth = depth,
                  .a = a.data(),
                  .aRow = depth,
                  .aDepth = 1,
                  .b = panels.data(),
                  .bOrder = MatrixOrder::Panels,
                  .c = c.data(),
                  .cOrder = MatrixOrder::Panels,
                  .add = c.data()};
    kernels.gemm(args);
    const Matrix product = matrixA * matrixB.transpose();
    for (int r = 0; r < rows; ++r) {
        for (int n = 0; n < columns; ++n)
            QVERIFY(std::abs(c[static_cast<std::size_t>(panelIndex(rows, columns, r, n))] - 1.0F -
                             product(r, n)) < 1e-4F);
    }
    args.add = table.data();
    args.addRow = columns;
    args.addIndex = index.data();
    kernels.gemm(args);
    for (int r = 0; r < rows; ++r) {
        for (int n = 0; n < columns; ++n)
            QVERIFY(std::abs(c[static_cast<std::size_t>(panelIndex(rows, columns, r, n))] -
                             table[static_cast<std::size_t>(r % 2 * columns + n)] - product(r, n)) < 1e-4F);
    }

    std::vector<float> turned(static_cast<std::size_t>(panelCount(columns, depth)));
    kernels.transpose({.rows = depth,
                       .columns = columns,
                       .src = panels.data(),
                       .srcRows = depth,
                       .dst = turned.data(),
                       .dstRows = columns});
    for (int n = 0; n < columns; ++n) {
        for (int k = 0; k < depth; ++k)
            QCOMPARE(turned[static_cast<std::size_t>(panelIndex(columns, depth, n, k))], matrixB(n, k));
    }
}

void TestKernels::activationsAgreeWithDoublePrecision()
{
    QFETCH(Isa, isa);
    const KernelTable& kernels = *kernelsFor(isa);
    std::vector<float> x;
    for (int i = -2000; i <= 2000; ++i)
        x.push_back(static_cast<float>(i) * 0.0101F + 0.0003F);
    std::vector<float> y(x.size());
    for (std::size_t kind = 0; kind < activationNames().size(); ++kind) {
        const auto activation = static_cast<Activation>(kind);
        kernels.activate(activation, x.data(), y.data(), static_cast<std::int64_t>(x.size()));
        std::vector<float> slope(x.size(), 1.0F);
        kernels.activateBackward(activation, x.data(), y.data(), slope.data(),
                                 static_cast<std::int64_t>(x.size()));
        for (std::size_t i = 0; i < x.size(); ++i) {
            const auto at = static_cast<double>(x[i]);
            const double exact = exactActivation(activation, at);
            QVERIFY2(std::abs(static_cast<double>(y[i]) - exact) < 3e-6 + 2e-6 * std::abs(exact),
                     qPrintable(QString("%1 at %2").arg(kind).arg(at)));
            constexpr double kStep = 1e-4;
            const double exactSlope =
                (exactActivation(activation, at + kStep) - exactActivation(activation, at - kStep)) /
                (2.0 * kStep);
            QVERIFY2(std::abs(static_cast<double>(slope[i]) - exactSlope) < 2e-5,
                     qPrintable(QString("slope of %1 at %2").arg(kind).arg(at)));
        }
    }
}

void TestKernels::notANumberIsNotHidden()
{
    QFETCH(Isa, isa);
    const KernelTable& kernels = *kernelsFor(isa);
    const std::vector<float> x(5, std::numeric_limits<float>::quiet_NaN());
    std::vector<float> y(5);
    for (std::size_t kind = 0; kind < activationNames().size(); ++kind) {
        kernels.activate(static_cast<Activation>(kind), x.data(), y.data(), 5);
        QVERIFY(std::isnan(y[0]) && std::isnan(y[4]));
    }
    const std::int32_t target = 1;
    std::vector<float> probabilities(5);
    const double loss = kernels.crossEntropy({.rows = 1,
                                              .classes = 5,
                                              .logits = x.data(),
                                              .target = &target,
                                              .probabilities = probabilities.data()});
    QVERIFY(std::isnan(loss));
}

void TestKernels::crossEntropySurvivesHugeLogits()
{
    QFETCH(Isa, isa);
    const std::vector<float> logits{1e4F, -1e4F, 0.0F, 3e38F, 1.0F, 2.0F};
    const std::vector<std::int32_t> targets{0, 0};
    std::vector<float> probabilities(6);
    const double loss = kernelsFor(isa)->crossEntropy({.rows = 2,
                                                       .classes = 3,
                                                       .logits = logits.data(),
                                                       .target = targets.data(),
                                                       .probabilities = probabilities.data()});
    QVERIFY(std::abs(loss) < 1e-6);
    QCOMPARE(probabilities[0], 1.0F);
    QVERIFY(probabilities[1] < 1e-30F);
}

void TestKernels::randomNumbersDoNotDependOnTheInstructionSet()
{
    QFETCH(Isa, isa);
    constexpr std::int64_t kCount = 777;
    const std::vector<float> ones(kCount, 1.0F);
    const auto masked = [&](const KernelTable& kernels) {
        std::vector<float> dst(kCount);
        std::vector<float> mask(kCount);
        kernels.dropout(42, 30000, 2.0F, ones.data(), dst.data(), mask.data(), kCount);
        return dst;
    };
    QCOMPARE(masked(*kernelsFor(isa)), masked(*kernelsFor(Isa::Plain)));
}

void TestKernels::noiseIsNormal()
{
    QFETCH(Isa, isa);
    constexpr std::int64_t kCount = 100003;
    std::vector<float> values(kCount, 0.0F);
    kernelsFor(isa)->addNoise(7, 2.0F, values.data(), kCount);
    double mean = 0.0;
    double square = 0.0;
    double inside = 0.0;
    for (const float value : values) {
        const auto x = static_cast<double>(value) / 2.0;
        mean += x / kCount;
        square += x * x / kCount;
        inside += (std::abs(x) < 1.0 ? 1.0 : 0.0) / kCount;
    }
    // Four standard errors.
    QVERIFY(std::abs(mean) < 0.013);
    QVERIFY(std::abs(square - 1.0) < 0.018);
    QVERIFY(std::abs(inside - 0.6827) < 0.006);
}

void TestKernels::squareSumAddsEverything()
{
    QFETCH(Isa, isa);
    std::vector<float> values(10000);
    double expected = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<float>(i % 7);
        expected += static_cast<double>((i % 7) * (i % 7));
    }
    QCOMPARE(kernelsFor(isa)->squareSum(values.data(), static_cast<std::int64_t>(values.size())), expected);
}

QTEST_APPLESS_MAIN(TestKernels)
#include "tst_kernels.moc"
