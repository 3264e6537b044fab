// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/projection.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void addScaled(Vector& target, const Vector& other, double factor)
{
    for (std::size_t i = 0; i < target.size(); ++i)
        target[i] += factor * other[i];
}

/// Length before; a zero vector stays.
double normalise(Vector& vector)
{
    const double length = std::sqrt(dot(vector, vector));
    if (length > 0.0) {
        for (double& value : vector)
            value /= length;
    }
    return length;
}

/// Centred row times axis.
double coordinate(std::span<const float> row, const Vector& centre, const Vector& axis)
{
    double sum = 0.0;
    for (std::size_t f = 0; f < axis.size(); ++f)
        sum += (row[f] - centre[f]) * axis[f];
    return sum;
}

/// X^T X v / N of the centred rows, without forming the F x F matrix.
Vector covarianceTimes(const Tensor& inputs, const Vector& centre, const Vector& axis)
{
    Vector result(axis.size(), 0.0);
    for (std::int64_t i = 0; i < inputs.rows(); ++i) {
        const std::span<const float> row = inputs.row(i);
        const double along = coordinate(row, centre, axis) / static_cast<double>(inputs.rows());
        for (std::size_t f = 0; f < axis.size(); ++f)
            result[f] += along * (row[f] - centre[f]);
    }
    return result;
}

Vector startVector(std::size_t size, std::uint64_t number)
{
    Rng rng(Purpose::Generator, 0, {number});
    Vector vector(size);
    for (double& value : vector)
        value = rng.normal();
    normalise(vector);
    return vector;
}

/// The sign of an axis is free; fixed here so that the picture never flips.
void makeLargestPositive(Vector& axis)
{
    double largest = 0.0;
    for (const double value : axis)
        largest = std::abs(value) > std::abs(largest) ? value : largest;
    if (largest < 0.0) {
        for (double& value : axis)
            value = -value;
    }
}

/// The leading axis orthogonal to `taken`, and its variance; a zero axis if no variance is left.
double leadingAxis(const Tensor& inputs, const Vector& centre, const Vector* taken, Vector& axis)
{
    constexpr int kMostRounds = 300;
    constexpr double kTurned = 1e-12; // 1 - cosine between rounds.
    constexpr double kNoVariance = 1e-12;
    double variance = 0.0;
    for (int round = 0; round < kMostRounds; ++round) {
        if (taken != nullptr)
            addScaled(axis, *taken, -dot(axis, *taken));
        normalise(axis);
        Vector next = covarianceTimes(inputs, centre, axis);
        if (taken != nullptr)
            addScaled(next, *taken, -dot(next, *taken));
        variance = normalise(next);
        const double turned = 1.0 - std::abs(dot(axis, next));
        axis = std::move(next);
        if (variance < kNoVariance || turned < kTurned)
            break;
    }
    if (variance < kNoVariance) {
        axis.assign(axis.size(), 0.0);
        return 0.0;
    }
    makeLargestPositive(axis);
    return variance;
}

} // namespace

std::array<double, 2> PrincipalPlane::place(std::span<const float> row) const
{
    return {coordinate(row, centre, axes[0]), coordinate(row, centre, axes[1])};
}

PrincipalPlane principalPlane(const Tensor& inputs)
{
    const auto width = static_cast<std::size_t>(inputs.columns());
    PrincipalPlane plane{.centre = Vector(width, 0.0)};
    plane.axes = {Vector(width, 0.0), Vector(width, 0.0)};
    if (inputs.rows() == 0)
        return plane;

    double total = 0.0;
    for (std::int64_t i = 0; i < inputs.rows(); ++i) {
        for (std::size_t f = 0; f < width; ++f)
            plane.centre[f] += inputs.row(i)[f] / static_cast<double>(inputs.rows());
    }
    for (std::int64_t i = 0; i < inputs.rows(); ++i) {
        for (std::size_t f = 0; f < width; ++f) {
            const double centred = inputs.row(i)[f] - plane.centre[f];
            total += centred * centred / static_cast<double>(inputs.rows());
        }
    }
    for (std::size_t a = 0; a < std::min<std::size_t>(width, 2); ++a) {
        plane.axes[a] = startVector(width, a);
        const double variance =
            leadingAxis(inputs, plane.centre, a == 0 ? nullptr : plane.axes.data(), plane.axes[a]);
        plane.explained[a] = total > 0.0 ? variance / total : 0.0;
    }
    return plane;
}

} // namespace tunescope
