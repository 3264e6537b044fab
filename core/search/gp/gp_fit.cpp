// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/gp_fit.h"

#include "core/search/gp/box_minimum.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kInactiveDistance = 0.1;
constexpr double kSqrt5 = 2.23606797749978969641;
constexpr double kLengthDeviation = 1.0;
constexpr double kVarianceDeviation = 0.8;
constexpr double kNoiseMean = -6.0;
constexpr double kNoiseDeviation = 2.0;
constexpr double kJitter = 1e-8;

/// The likelihood's work for one training set: distances along every axis are computed once.
class Likelihood
{
public:
    Likelihood(const EncodedSpace& space, const TrainingSet& data);

    [[nodiscard]] double evaluate(const std::vector<double>& theta, std::vector<double>* gradient) const;

private:
    /// What follows from the scales alone; arrays go over the pairs.
    struct Kernel {
        double variance = 1.0;
        Eigen::VectorXd weights; ///< 1 / length^2.
        Eigen::ArrayXd scaled;   ///< sqrt(5) r.
        Eigen::ArrayXd decay;    ///< variance exp(-sqrt(5) r).
        Eigen::ArrayXd covariances;
    };

    [[nodiscard]] Kernel kernelAt(const std::vector<double>& theta) const;
    /// Only the lower triangle is set.
    [[nodiscard]] Eigen::MatrixXd matrixOf(const Kernel& kernel, double noise) const;
    void differentiate(const Kernel& kernel, double noise, const Eigen::MatrixXd& inverse,
                       const Eigen::VectorXd& alpha, std::vector<double>& gradient) const;
    [[nodiscard]] double addPrior(const std::vector<double>& theta, std::vector<double>* gradient) const;

    Eigen::Index m_count;
    Eigen::Index m_axes;
    Eigen::MatrixXd m_distances; ///< [pairs i > j by columns of the lower triangle, axes]
    Eigen::VectorXd m_values;
    Eigen::ArrayXd m_noise;
    std::vector<double> m_lengthMeans; ///< Of the prior, one an axis.
};

std::vector<double> meanLogLengths(const EncodedSpace& space)
{
    const double number = std::log(0.7) + 0.25 * std::log(std::max(1, space.freeCount()));
    std::vector<double> means;
    for (std::size_t i = 0; i < space.size(); ++i)
        means.push_back(number + 0.5 * std::log(6.0 * typicalDistance(space.axis(i))));
    return means;
}

Likelihood::Likelihood(const EncodedSpace& space, const TrainingSet& data)
    : m_count(static_cast<Eigen::Index>(data.size()))
    , m_axes(static_cast<Eigen::Index>(space.size()))
    , m_distances(m_count * (m_count - 1) / 2, m_axes)
    , m_values(Eigen::Map<const Eigen::VectorXd>(data.values.data(), m_count))
    , m_noise(Eigen::Map<const Eigen::ArrayXd>(data.noise.data(), m_count))
    , m_lengthMeans(meanLogLengths(space))
{
    for (std::size_t axis = 0; axis < space.size(); ++axis) {
        double* distance = m_distances.col(static_cast<Eigen::Index>(axis)).data();
        for (std::size_t j = 0; j < data.size(); ++j) {
            for (std::size_t i = j + 1; i < data.size(); ++i)
                *distance++ = axisDistance(space.axis(axis), data.points[i][axis], data.points[j][axis]);
        }
    }
}

double Likelihood::addPrior(const std::vector<double>& theta, std::vector<double>* gradient) const
{
    double value = 0.0;
    for (std::size_t i = 0; i < theta.size(); ++i) {
        const bool isLength = i + 2 < theta.size();
        const bool isNoise = i + 1 == theta.size();
        const double mean = isLength ? m_lengthMeans[i] : isNoise ? kNoiseMean : 0.0;
        const double deviation = isLength ? kLengthDeviation : isNoise ? kNoiseDeviation : kVarianceDeviation;
        const double z = (theta[i] - mean) / deviation;
        value += 0.5 * z * z;
        if (gradient)
            (*gradient)[i] += z / deviation;
    }
    return value;
}

Likelihood::Kernel Likelihood::kernelAt(const std::vector<double>& theta) const
{
    Kernel kernel;
    kernel.variance = std::exp(theta[theta.size() - 2]);
    kernel.weights = (-2.0 * Eigen::Map<const Eigen::ArrayXd>(theta.data(), m_axes)).exp().matrix();
    kernel.scaled = kSqrt5 * (m_distances * kernel.weights).array().sqrt();
    kernel.decay = kernel.variance * (-kernel.scaled).exp();
    kernel.covariances = kernel.decay * (1.0 + kernel.scaled + kernel.scaled.square() / 3.0);
    return kernel;
}

Eigen::MatrixXd Likelihood::matrixOf(const Kernel& kernel, double noise) const
{
    Eigen::MatrixXd matrix(m_count, m_count);
    Eigen::Index at = 0;
    for (Eigen::Index j = 0; j < m_count; ++j) {
        const Eigen::Index below = m_count - j - 1;
        matrix(j, j) = kernel.variance * (1.0 + kJitter) + noise * m_noise(j);
        matrix.col(j).tail(below) = kernel.covariances.segment(at, below).matrix();
        at += below;
    }
    return matrix;
}

void Likelihood::differentiate(const Kernel& kernel, double noise, const Eigen::MatrixXd& inverse,
                               const Eigen::VectorXd& alpha, std::vector<double>& gradient) const
{
    // d value / d K, the factor 2 of symmetric pairs included.
    Eigen::ArrayXd byPair(m_distances.rows());
    Eigen::Index at = 0;
    for (Eigen::Index j = 0; j < m_count; ++j) {
        const Eigen::Index below = m_count - j - 1;
        byPair.segment(at, below) = (inverse.col(j).tail(below) - alpha(j) * alpha.tail(below)).array();
        at += below;
    }
    const Eigen::ArrayXd byDiagonal = 0.5 * (inverse.diagonal().array() - alpha.array().square());
    // dK / d log length_i = 5/3 (1 + sqrt5 r) exp(-sqrt5 r) D_i / length_i^2.
    const Eigen::VectorXd shared = (byPair * kernel.decay * (1.0 + kernel.scaled) * (5.0 / 3.0)).matrix();
    Eigen::Map<Eigen::VectorXd>(gradient.data(), m_axes) =
        (m_distances.transpose() * shared).cwiseProduct(kernel.weights);
    gradient[gradient.size() - 2] =
        (byPair * kernel.covariances).sum() + kernel.variance * (1.0 + kJitter) * byDiagonal.sum();
    gradient.back() = noise * (byDiagonal * m_noise).sum();
}

double Likelihood::evaluate(const std::vector<double>& theta, std::vector<double>* gradient) const
{
    const double noise = std::exp(theta.back());
    const Kernel kernel = kernelAt(theta);
    const Eigen::LLT<Eigen::MatrixXd> factor(matrixOf(kernel, noise));
    if (factor.info() != Eigen::Success)
        return std::numeric_limits<double>::infinity();
    const Eigen::VectorXd ones = Eigen::VectorXd::Ones(m_count);
    const Eigen::VectorXd onesSolved = factor.solve(ones);
    const Eigen::VectorXd valuesSolved = factor.solve(m_values);
    const double mean = ones.dot(valuesSolved) / ones.dot(onesSolved);
    const Eigen::VectorXd alpha = valuesSolved - mean * onesSolved;
    const double halfLogDeterminant = factor.matrixLLT().diagonal().array().log().sum();
    const double value = 0.5 * (m_values.array() - mean).matrix().dot(alpha) + halfLogDeterminant;
    if (gradient) {
        gradient->assign(theta.size(), 0.0);
        const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(m_count, m_count));
        differentiate(kernel, noise, inverse, alpha, *gradient);
    }
    return value + addPrior(theta, gradient);
}

std::vector<double> thetaOf(const GpScales& scales)
{
    std::vector<double> theta = scales.logLengths;
    theta.push_back(scales.logVariance);
    theta.push_back(scales.logNoise);
    return theta;
}

GpScales scalesOf(const std::vector<double>& theta)
{
    return {{theta.begin(), theta.end() - 2}, theta[theta.size() - 2], theta.back()};
}

Box boundsOf(std::size_t axes)
{
    Box box{std::vector<double>(axes, -4.0), std::vector<double>(axes, 5.0)};
    box.low.insert(box.low.end(), {-4.0, -13.0});
    box.high.insert(box.high.end(), {4.0, 0.5});
    return box;
}

} // namespace

double axisDistance(const EncodedAxis& axis, double a, double b)
{
    if (std::isnan(a) && std::isnan(b))
        return 0.0;
    const bool bothActive = !std::isnan(a) && !std::isnan(b);
    if (axis.kind == EncodedAxis::Kind::Choice)
        return !bothActive ? 0.5 : a == b ? 0.0 : 1.0;
    const double difference = bothActive ? a - b : (std::isnan(a) ? b : a) - 0.5;
    return difference * difference + (bothActive ? 0.0 : kInactiveDistance);
}

double typicalDistance(const EncodedAxis& axis)
{
    constexpr double kOfNumbers = 1.0 / 6.0;
    const bool isChoice = axis.kind == EncodedAxis::Kind::Choice && axis.values > 1;
    return isChoice ? 1.0 - 1.0 / static_cast<double>(axis.values) : kOfNumbers;
}

GpScales defaultScales(const EncodedSpace& space)
{
    return {meanLogLengths(space), 0.0, kNoiseMean};
}

double negativeLogPosterior(const EncodedSpace& space, const TrainingSet& data, const GpScales& scales,
                            std::vector<double>* gradient)
{
    return Likelihood(space, data).evaluate(thetaOf(scales), gradient);
}

GpScales fitScales(const EncodedSpace& space, const TrainingSet& data, const std::vector<GpScales>& starts,
                   int iterations)
{
    const Likelihood likelihood(space, data);
    const SmoothFunction function = [&](const std::vector<double>& theta, std::vector<double>& gradient) {
        return likelihood.evaluate(theta, &gradient);
    };
    BoxMinimum best{thetaOf(starts.front()), std::numeric_limits<double>::infinity()};
    for (const GpScales& start : starts) {
        BoxMinimum found = minimizeInBox(function, thetaOf(start), boundsOf(space.size()), iterations);
        if (found.value < best.value)
            best = std::move(found);
    }
    return scalesOf(best.point);
}

} // namespace tunescope
