// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/cmaes_state.h"

#include "core/search/gp/gp_math.h"
#include "core/search/samplers/genetic_operators.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tunescope {
namespace {

using CmaVector = Eigen::VectorXd;
using CmaMatrix = Eigen::MatrixXd;

constexpr std::uint64_t kInactiveKey = 0x436d61ULL; // "Cma"
constexpr double kWidest = 0.5;                     ///< Sigma never grows beyond half of the axis.
constexpr double kNarrowest = 1e-6;

/// An axis that is a row of bins: whole numbers, steps, ordered choices.
struct Bins {
    std::uint64_t count = 0; ///< 0 = continuous.
    bool isLog = false;
    double low = 0.0; ///< Of logarithmic whole numbers.
    double high = 0.0;

    [[nodiscard]] double upperEdge(std::uint64_t bin) const
    {
        if (!isLog)
            return static_cast<double>(bin + 1) / static_cast<double>(count);
        return std::log((low + static_cast<double>(bin) + 0.5) / (low - 0.5)) /
               std::log((high + 0.5) / (low - 0.5));
    }
    [[nodiscard]] double lowerEdge(std::uint64_t bin) const { return bin == 0 ? 0.0 : upperEdge(bin - 1); }
};

Bins binsOf(const Distribution& distribution)
{
    Bins bins{.count = valueCount(distribution).value_or(0)};
    const auto* range = std::get_if<IntRange>(&distribution);
    if (range && range->scale == Scale::Log) {
        bins.isLog = true;
        bins.low = static_cast<double>(range->low);
        bins.high = static_cast<double>(range->high);
    }
    return bins;
}

/// One unordered parameter: the probabilities of its choices.
struct Choices {
    std::size_t param = 0;
    CmaVector probabilities;
    double floor = 0.0;
};

} // namespace

struct CmaesState::Data {
    SearchSpace space;
    std::size_t lambda = 0;
    std::vector<double> weights;
    double effective = 0.0; ///< mu_eff

    std::vector<std::size_t> numeric; ///< Parameters that are numbers.
    std::vector<Bins> bins;
    CmaVector mean;
    double sigma = 0.25;
    CmaMatrix covariance;
    CmaMatrix root;        ///< C^1/2
    CmaMatrix inverseRoot; ///< C^-1/2
    CmaVector scales;      ///< A: what the margin made of each axis.
    CmaVector sigmaPath;
    CmaVector covariancePath;
    int generations = 0;
    bool isProper = true;

    std::vector<Choices> choices;
    double confidence = 1.0; ///< ASNG's Delta: how much noisier steps are than their mean.
    CmaVector naturalPath;
    double pathWeight = 0.0;

    void decompose();
    void updateNumbers(const CmaMatrix& positions);
    void updateChoices(const std::vector<const Individual*>& sorted);
    void applyMargin(std::size_t axis);
    [[nodiscard]] CmaMatrix positionsOf(const std::vector<const Individual*>& sorted,
                                        std::uint64_t seed) const;
};

CmaesState::CmaesState(const SearchSpace& space, std::vector<double> mean, double sigma, std::size_t lambda)
    : m_data(std::make_unique<Data>())
{
    Data& data = *m_data;
    data.space = space;
    data.lambda = std::max<std::size_t>(lambda, 4);
    const auto parents = data.lambda / 2;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < parents; ++i) {
        data.weights.push_back(std::log((static_cast<double>(data.lambda) + 1.0) / 2.0) -
                               std::log(static_cast<double>(i) + 1.0));
        sum += data.weights.back();
    }
    for (double& weight : data.weights) {
        weight /= sum;
        squares += weight * weight;
    }
    data.effective = 1.0 / squares;

    double freedom = 0.0;
    for (std::size_t i = 0; i < space.size(); ++i) {
        const ParamSpec& spec = space.params()[i];
        if (!isUnordered(spec)) {
            data.numeric.push_back(i);
            data.bins.push_back(binsOf(spec.distribution));
            continue;
        }
        const auto count = static_cast<Eigen::Index>(std::get<ChoiceSet>(spec.distribution).choices.size());
        Choices choices{i, CmaVector::Constant(count, 0.75 / static_cast<double>(count)), 0.0};
        const auto favourite =
            std::min(static_cast<Eigen::Index>(mean[i] * static_cast<double>(count)), count - 1);
        choices.probabilities[favourite] += 0.25;
        freedom += static_cast<double>(count - 1);
        data.choices.push_back(std::move(choices));
    }
    for (Choices& choices : data.choices) {
        const double others = std::max<double>(1.0, static_cast<double>(choices.probabilities.size() - 1));
        choices.floor = (1.0 - std::pow(0.73, 1.0 / static_cast<double>(data.choices.size()))) / others;
        choices.floor = std::min(choices.floor, 0.5 / static_cast<double>(choices.probabilities.size()));
    }
    data.naturalPath = CmaVector::Zero(static_cast<Eigen::Index>(freedom));

    const auto dimension = static_cast<Eigen::Index>(data.numeric.size());
    data.mean.resize(dimension);
    for (Eigen::Index i = 0; i < dimension; ++i)
        data.mean[i] = mean[data.numeric[static_cast<std::size_t>(i)]];
    data.sigma = sigma;
    data.covariance = CmaMatrix::Identity(dimension, dimension);
    data.scales = CmaVector::Ones(dimension);
    data.sigmaPath = CmaVector::Zero(dimension);
    data.covariancePath = CmaVector::Zero(dimension);
    data.decompose();
    for (std::size_t axis = 0; axis < data.bins.size(); ++axis)
        data.applyMargin(axis);
}

CmaesState::~CmaesState() = default;
CmaesState::CmaesState(CmaesState&& other) noexcept = default;
CmaesState& CmaesState::operator=(CmaesState&& other) noexcept = default;

std::size_t CmaesState::lambda() const
{
    return m_data->lambda;
}

double CmaesState::sigma() const
{
    return m_data->sigma;
}

std::vector<double> CmaesState::mean() const
{
    return {m_data->mean.begin(), m_data->mean.end()};
}

std::vector<double> CmaesState::choiceProbabilities(std::size_t index) const
{
    const CmaVector& probabilities = m_data->choices[index].probabilities;
    return {probabilities.begin(), probabilities.end()};
}

std::vector<double> CmaesState::sample(Rng& rng) const
{
    const Data& data = *m_data;
    constexpr int kTries = 30; // to land inside of the box, before coordinates are clipped to it
    std::vector<double> positions(data.space.size(), 0.5);
    CmaVector x = data.mean;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        CmaVector z(data.mean.size());
        for (double& value : z)
            value = rng.normal();
        x = data.mean + data.sigma * data.scales.cwiseProduct(data.root * z);
        if ((x.array() >= 0.0).all() && (x.array() <= 1.0).all())
            break;
    }
    for (std::size_t i = 0; i < data.numeric.size(); ++i)
        positions[data.numeric[i]] = std::clamp(x[static_cast<Eigen::Index>(i)], 0.0, 1.0);
    for (const Choices& choices : data.choices) {
        double left = rng.uniform();
        Eigen::Index choice = 0;
        for (; choice + 1 < choices.probabilities.size(); ++choice) {
            left -= choices.probabilities[choice];
            if (left < 0.0)
                break;
        }
        positions[choices.param] =
            (static_cast<double>(choice) + 0.5) / static_cast<double>(choices.probabilities.size());
    }
    return positions;
}

void CmaesState::update(std::span<const Individual> generation, std::uint64_t studySeed)
{
    Data& data = *m_data;
    std::vector<const Individual*> sorted;
    for (const Individual& individual : generation)
        sorted.push_back(&individual);
    std::sort(sorted.begin(), sorted.end(),
              [](const Individual* a, const Individual* b) { return isFitter(*a, *b); });
    if (sorted.size() < data.weights.size())
        return;
    ++data.generations;
    if (data.mean.size() > 0)
        data.updateNumbers(data.positionsOf(sorted, studySeed));
    if (!data.choices.empty())
        data.updateChoices(sorted);
}

bool CmaesState::isConverged() const
{
    const Data& data = *m_data;
    if (!data.isProper)
        return true;
    if (data.mean.size() == 0)
        return false;
    const double widest = (data.covariance.diagonal().array().sqrt() * data.scales.array()).maxCoeff();
    return data.sigma * widest < kNarrowest;
}

void CmaesState::Data::decompose()
{
    if (mean.size() == 0)
        return;
    const Eigen::SelfAdjointEigenSolver<CmaMatrix> solver(covariance);
    const CmaVector values = solver.eigenvalues();
    if (solver.info() != Eigen::Success || !(values.minCoeff() > 1e-20) ||
        !(values.maxCoeff() < 1e14 * values.minCoeff())) {
        isProper = false;
        return;
    }
    const CmaMatrix& vectors = solver.eigenvectors();
    root = vectors * values.cwiseSqrt().asDiagonal() * vectors.transpose();
    inverseRoot = vectors * values.cwiseSqrt().cwiseInverse().asDiagonal() * vectors.transpose();
}

CmaMatrix CmaesState::Data::positionsOf(const std::vector<const Individual*>& sorted,
                                        std::uint64_t seed) const
{
    CmaMatrix positions(mean.size(), static_cast<Eigen::Index>(weights.size()));
    for (std::size_t k = 0; k < weights.size(); ++k) {
        Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(sorted[k]->trial), 0, kInactiveKey});
        for (std::size_t i = 0; i < numeric.size(); ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            const double draw = rng.normal();
            const double deviation = sigma * scales[row] * std::sqrt(covariance(row, row));
            positions(row, static_cast<Eigen::Index>(k)) =
                sorted[k]->genes[numeric[i]].value_or(mean[row] + deviation * draw);
        }
    }
    return positions;
}

void CmaesState::Data::updateNumbers(const CmaMatrix& positions)
{
    const auto n = static_cast<double>(mean.size());
    const double cSigma = (effective + 2.0) / (n + effective + 5.0);
    const double damping = 1.0 + 2.0 * std::max(0.0, std::sqrt((effective - 1.0) / (n + 1.0)) - 1.0) + cSigma;
    const double cPath = (4.0 + effective / n) / (n + 4.0 + 2.0 * effective / n);
    const double c1 = 2.0 / ((n + 1.3) * (n + 1.3) + effective);
    const double cMu =
        std::min(1.0 - c1, 2.0 * (effective - 2.0 + 1.0 / effective) / ((n + 2.0) * (n + 2.0) + effective));
    const double expected = std::sqrt(n) * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));

    CmaMatrix steps(mean.size(), positions.cols());
    for (Eigen::Index k = 0; k < positions.cols(); ++k) {
        CmaVector y = (positions.col(k) - mean).cwiseQuotient(sigma * scales);
        const double length = (inverseRoot * y).norm();
        const double longest = std::sqrt(n) + 2.0 * n / (n + 2.0);
        steps.col(k) = length > longest ? CmaVector(y * (longest / length)) : y;
    }
    CmaVector shift = CmaVector::Zero(mean.size());
    CmaMatrix spread = CmaMatrix::Zero(mean.size(), mean.size());
    for (Eigen::Index k = 0; k < steps.cols(); ++k) {
        const double weight = weights[static_cast<std::size_t>(k)];
        shift += weight * steps.col(k);
        spread += weight * steps.col(k) * steps.col(k).transpose();
    }
    mean += sigma * scales.cwiseProduct(shift);
    mean = mean.cwiseMax(0.0).cwiseMin(1.0);
    sigmaPath =
        (1.0 - cSigma) * sigmaPath + std::sqrt(cSigma * (2.0 - cSigma) * effective) * (inverseRoot * shift);
    const double remaining = std::sqrt(1.0 - std::pow(1.0 - cSigma, 2.0 * generations));
    const bool moves = sigmaPath.norm() / remaining < (1.4 + 2.0 / (n + 1.0)) * expected;
    covariancePath =
        (1.0 - cPath) * covariancePath + (moves ? std::sqrt(cPath * (2.0 - cPath) * effective) : 0.0) * shift;
    const double lost = moves ? 0.0 : c1 * cPath * (2.0 - cPath);
    covariance = (1.0 - c1 - cMu + lost) * covariance + c1 * covariancePath * covariancePath.transpose() +
                 cMu * spread;
    covariance = 0.5 * (covariance + covariance.transpose().eval());
    sigma = std::min(kWidest, sigma * std::exp(cSigma / damping * (sigmaPath.norm() / expected - 1.0)));
    isProper = isProper && std::isfinite(sigma) && covariance.allFinite() && mean.allFinite();
    if (isProper)
        decompose();
    for (std::size_t axis = 0; axis < bins.size() && isProper; ++axis)
        applyMargin(axis);
}

/// Keeps the probabilities of the bins beside the mean's own at the margin or more (Hamano et al. 2022).
void CmaesState::Data::applyMargin(std::size_t axis)
{
    const Bins& row = bins[axis];
    if (row.count < 2)
        return;
    const auto i = static_cast<Eigen::Index>(axis);
    const double alpha = 1.0 / (static_cast<double>(lambda) * static_cast<double>(space.size()));
    const double deviation = sigma * scales[i] * std::sqrt(covariance(i, i));
    const Distribution& distribution = space.params()[numeric[axis]].distribution;
    const std::uint64_t bin = *valueIndex(distribution, valueAt(distribution, mean[i]));
    const double lower = row.lowerEdge(bin);
    const double upper = row.upperEdge(bin);
    if (bin == 0 || bin + 1 == row.count) {
        const double reach = deviation * gaussianQuantile(1.0 - alpha);
        mean[i] = bin == 0 ? std::max(mean[i], upper - reach) : std::min(mean[i], lower + reach);
        return;
    }
    const double below = gaussianCdf((lower - mean[i]) / deviation);
    const double above = gaussianCdf((mean[i] - upper) / deviation);
    const double middle = 1.0 - below - above;
    const double raisedBelow = std::max(alpha / 2.0, below);
    const double raisedAbove = std::max(alpha / 2.0, above);
    const double total = raisedBelow + raisedAbove + middle;
    const double shrink = (1.0 - total) / (total - 1.5 * alpha);
    const double left = gaussianQuantile(1.0 - (raisedBelow + shrink * (raisedBelow - alpha / 2.0)));
    const double right = gaussianQuantile(1.0 - (raisedAbove + shrink * (raisedAbove - alpha / 2.0)));
    if (!(left + right > 1e-9) || (raisedBelow == below && raisedAbove == above))
        return;
    mean[i] = (lower * right + upper * left) / (left + right);
    scales[i] *= (upper - lower) / (left + right) / deviation;
}

/// The natural gradient of the categorical distributions with ASNG's adaptive step (CatCMA).
void CmaesState::Data::updateChoices(const std::vector<const Individual*>& sorted)
{
    std::vector<CmaVector> gradients;
    CmaVector direction(naturalPath.size()); // the gradient in units of the Fisher information
    Eigen::Index at = 0;
    for (const Choices& one : choices) {
        const CmaVector& q = one.probabilities;
        CmaVector gradient = CmaVector::Zero(q.size());
        for (std::size_t k = 0; k < weights.size(); ++k) {
            const auto& gene = sorted[k]->genes[one.param];
            if (!gene)
                continue;
            const auto choice =
                std::min(static_cast<Eigen::Index>(*gene * static_cast<double>(q.size())), q.size() - 1);
            gradient -= weights[k] * q;
            gradient[choice] += weights[k];
        }
        const Eigen::Index free = q.size() - 1;
        const double rest = q[free];
        const double moved = gradient.head(free).sum() / (rest + std::sqrt(rest));
        for (Eigen::Index j = 0; j < free; ++j)
            direction[at++] = gradient[j] / std::sqrt(q[j]) + std::sqrt(q[j]) * moved;
        gradients.push_back(std::move(gradient));
    }
    const double length = direction.norm() + 1e-30;
    const double trust = 1.0 / confidence;
    for (std::size_t c = 0; c < choices.size(); ++c) {
        CmaVector& q = choices[c].probabilities;
        const double floor = choices[c].floor;
        q = (q + trust / length * gradients[c]).cwiseMax(floor);
        const double sum = q.sum();
        const double above = sum - floor * static_cast<double>(q.size());
        if (above > 0.0)
            q -= (sum - 1.0) / above * (q.array() - floor).matrix();
        q /= q.sum();
    }
    const double beta = trust / std::sqrt(std::max<double>(1.0, static_cast<double>(naturalPath.size())));
    naturalPath = (1.0 - beta) * naturalPath + std::sqrt(beta * (2.0 - beta)) * direction / length;
    pathWeight = (1.0 - beta) * (1.0 - beta) * pathWeight + beta * (2.0 - beta);
    confidence *= std::exp(beta * (pathWeight - naturalPath.squaredNorm() / 1.5));
    confidence = std::max(confidence, 1.0);
}

} // namespace tunescope
