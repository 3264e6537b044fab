// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/gp_posterior.h"

#include "core/search/gp/embedding.h"
#include "core/search/gp/gp_math.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kRoot5 = 2.23606797749978969641;
constexpr double kSmallestShare = 1e-12; ///< Of the variance: keeps deviations above 0.

Eigen::MatrixXd embedded(const Embedding& embedding, const std::vector<EncodedPoint>& points)
{
    const std::vector<double> columns = embedding(points);
    return Eigen::Map<const Eigen::MatrixXd>(columns.data(), static_cast<Eigen::Index>(embedding.rows()),
                                             static_cast<Eigen::Index>(points.size()));
}

/// 1 / length, one an axis.
std::vector<double> inverseLengths(const GpScales& scales)
{
    std::vector<double> weights;
    for (const double logLength : scales.logLengths)
        weights.push_back(std::exp(-logLength));
    return weights;
}

} // namespace

struct GpPosterior::Parts {
    Parts(const EncodedSpace& space, TrainingSet set, GpScales given)
        : data(std::move(set))
        , scales(std::move(given))
        , embedding(space, inverseLengths(scales))
        , columns(embedded(embedding, data.points))
        , norms(columns.colwise().squaredNorm())
        , variance(std::exp(scales.logVariance))
    {
        learn();
    }

    void learn();
    /// sqrt(5) times the kernel's distance of every data point (row) to every given column.
    [[nodiscard]] Eigen::ArrayXXd distancesTo(const Eigen::MatrixXd& others) const;
    [[nodiscard]] Eigen::MatrixXd covariances(const Eigen::ArrayXXd& distances) const;
    [[nodiscard]] Eigen::MatrixXd covariancesWith(const std::vector<EncodedPoint>& points) const
    {
        return covariances(distancesTo(embedded(embedding, points)));
    }

    TrainingSet data;
    GpScales scales;
    Embedding embedding;
    Eigen::MatrixXd columns;
    Eigen::RowVectorXd norms;
    double variance;
    double mean = 0.0;
    Eigen::MatrixXd lower; ///< Cholesky factor.
    Eigen::VectorXd alpha;
};

Eigen::ArrayXXd GpPosterior::Parts::distancesTo(const Eigen::MatrixXd& others) const
{
    Eigen::MatrixXd squares = -2.0 * (columns.transpose() * others);
    squares.colwise() += norms.transpose();
    squares.rowwise() += others.colwise().squaredNorm();
    return kRoot5 * squares.array().max(0.0).sqrt();
}

Eigen::MatrixXd GpPosterior::Parts::covariances(const Eigen::ArrayXXd& distances) const
{
    return (variance * (1.0 + distances + distances.square() / 3.0) * (-distances).exp()).matrix();
}

void GpPosterior::Parts::learn()
{
    const auto count = static_cast<Eigen::Index>(data.size());
    const Eigen::ArrayXd noise =
        std::exp(scales.logNoise) * Eigen::Map<const Eigen::ArrayXd>(data.noise.data(), count);
    const Eigen::MatrixXd clean = covariances(distancesTo(columns));
    Eigen::LLT<Eigen::MatrixXd> factor;
    for (double jitter = 1e-8; jitter < 1.0; jitter *= 10.0) {
        Eigen::MatrixXd matrix = clean;
        matrix.diagonal().array() = variance * (1.0 + jitter) + noise;
        factor.compute(matrix);
        if (factor.info() == Eigen::Success)
            break;
    }
    lower = factor.matrixL();
    const Eigen::Map<const Eigen::VectorXd> values(data.values.data(), count);
    const Eigen::VectorXd ones = Eigen::VectorXd::Ones(count);
    const Eigen::VectorXd onesSolved = factor.solve(ones);
    mean = values.dot(onesSolved) / ones.dot(onesSolved);
    alpha = factor.solve((values.array() - mean).matrix());
}

GpPosterior::GpPosterior(const EncodedSpace& space, TrainingSet data, GpScales scales)
    : m_parts(std::make_unique<Parts>(space, std::move(data), std::move(scales)))
{
}

GpPosterior::GpPosterior(GpPosterior&&) noexcept = default;
GpPosterior& GpPosterior::operator=(GpPosterior&&) noexcept = default;
GpPosterior::~GpPosterior() = default;

const TrainingSet& GpPosterior::data() const
{
    return m_parts->data;
}

const GpScales& GpPosterior::scales() const
{
    return m_parts->scales;
}

std::vector<GpPrediction> GpPosterior::predict(const std::vector<EncodedPoint>& points) const
{
    std::vector<GpPrediction> predictions(points.size());
    if (points.empty())
        return predictions;
    Eigen::MatrixXd covariances = m_parts->covariancesWith(points);
    const Eigen::VectorXd means = covariances.transpose() * m_parts->alpha;
    m_parts->lower.triangularView<Eigen::Lower>().solveInPlace(covariances);
    const Eigen::RowVectorXd explained = covariances.colwise().squaredNorm();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto at = static_cast<Eigen::Index>(i);
        const double rest = std::max(m_parts->variance - explained(at), kSmallestShare * m_parts->variance);
        predictions[i] = {m_parts->mean + means(at), std::sqrt(rest)};
    }
    return predictions;
}

std::vector<double> GpPosterior::means(const std::vector<EncodedPoint>& points) const
{
    if (points.empty())
        return {};
    const Eigen::VectorXd means = m_parts->covariancesWith(points).transpose() * m_parts->alpha;
    std::vector<double> values(points.size());
    std::transform(means.begin(), means.end(), values.begin(),
                   [&](double mean) { return m_parts->mean + mean; });
    return values;
}

std::vector<double> GpPosterior::logImprovements(const std::vector<EncodedPoint>& points,
                                                 double incumbent) const
{
    const std::vector<GpPrediction> predictions = predict(points);
    std::vector<double> values(points.size());
    std::transform(predictions.begin(), predictions.end(), values.begin(),
                   [&](const GpPrediction& prediction) {
                       return std::log(prediction.deviation) +
                              tunescope::logImprovement((incumbent - prediction.mean) / prediction.deviation);
                   });
    return values;
}

std::vector<double> GpPosterior::improvementBounds(const std::vector<EncodedPoint>& points,
                                                   double incumbent) const
{
    std::vector<double> values(points.size());
    if (points.empty())
        return values;
    const Eigen::MatrixXd covariances = m_parts->covariancesWith(points);
    const Eigen::VectorXd means = covariances.transpose() * m_parts->alpha;
    const Eigen::RowVectorXd nearest = covariances.colwise().maxCoeff();
    const double total = m_parts->variance + std::exp(m_parts->scales.logNoise);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto at = static_cast<Eigen::Index>(i);
        const double rest = m_parts->variance - nearest(at) * nearest(at) / total;
        const double deviation = std::sqrt(std::max(rest, kSmallestShare * m_parts->variance));
        values[i] = std::log(deviation) +
                    tunescope::logImprovement((incumbent - m_parts->mean - means(at)) / deviation);
    }
    return values;
}

double GpPosterior::logImprovement(const EncodedPoint& point, double incumbent,
                                   std::vector<double>& gradient) const
{
    const Parts& parts = *m_parts;
    const Eigen::MatrixXd column = embedded(parts.embedding, {point});
    const Eigen::ArrayXd distances = parts.distancesTo(column).col(0);
    const Eigen::ArrayXd decay = parts.variance * (-distances).exp();
    const Eigen::VectorXd covariances = (decay * (1.0 + distances + distances.square() / 3.0)).matrix();
    Eigen::VectorXd solved = covariances;
    parts.lower.triangularView<Eigen::Lower>().solveInPlace(solved);
    const double rest = std::max(parts.variance - solved.squaredNorm(), kSmallestShare * parts.variance);
    parts.lower.triangularView<Eigen::Lower>().transpose().solveInPlace(solved);
    const double deviation = std::sqrt(rest);
    const LogImprovement result =
        logExpectedImprovement(parts.mean + covariances.dot(parts.alpha), deviation, incumbent);
    // d covariance / d r^2 = -5/6 (1 + sqrt5 r) exp(-sqrt5 r); d variance = -2 solved . d covariance.
    const Eigen::ArrayXd slope = -5.0 / 6.0 * decay * (1.0 + distances);
    const Eigen::VectorXd weights =
        (slope * (result.byMean * parts.alpha - (result.byDeviation / deviation) * solved).array()).matrix();
    gradient.assign(point.size(), 0.0);
    for (std::size_t i = 0; i < point.size(); ++i) {
        if (!parts.embedding.isNumber(i) || std::isnan(point[i]))
            continue;
        const auto row = static_cast<Eigen::Index>(parts.embedding.rowOf(i));
        const Eigen::ArrayXd difference = column(row, 0) - parts.columns.row(row).transpose().array();
        gradient[i] = 2.0 * parts.embedding.weightOf(i) * weights.dot(difference.matrix());
    }
    return result.value;
}

} // namespace tunescope
