// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/search/gp/gp_posterior.h"

#include <set>
#include <vector>

namespace tunescope {

/// Configurations that must not be proposed again.
class SeenPoints
{
public:
    void add(const EncodedPoint& point) { m_points.insert(keyOf(point)); }
    [[nodiscard]] bool contains(const EncodedPoint& point) const { return m_points.contains(keyOf(point)); }

private:
    [[nodiscard]] static EncodedPoint keyOf(EncodedPoint point);

    std::set<EncodedPoint> m_points;
};

/// Where to look for the largest expected improvement, and what to draw with.
struct AcquisitionTask {
    const EncodedSpace& space;
    const GpPosterior& posterior;
    double incumbent = 0.0;
    const SeenPoints& seen;
    std::vector<EncodedPoint> best; ///< Observed points worth looking around, best first.
    std::uint64_t seed = 0;
};

struct Candidate {
    EncodedPoint point;
    double logImprovement = 0.0;
};

/// The unseen configurations of the largest expected improvement that a mixed search finds, best first; empty
/// if it meets none that is unseen.
///
/// A shifted Sobol spread and mutations of the best points are ranked by a cheap bound; the best of them by
/// their improvement; those are mutated in rounds of shrinking scale and finally climbed by gradient along
/// their real-valued parameters. Spaces of at most 256 configurations are listed whole.
[[nodiscard]] std::vector<Candidate> searchAcquisition(const AcquisitionTask& task);

} // namespace tunescope
