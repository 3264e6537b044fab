// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace tunescope {

/// Value and gradient (written to the second argument, of the same size) at a point.
using SmoothFunction = std::function<double(const std::vector<double>&, std::vector<double>&)>;

struct Box {
    std::vector<double> low;
    std::vector<double> high;
};

struct BoxMinimum {
    std::vector<double> point;
    double value = 0.0;
};

/// A local minimum inside a box: L-BFGS on the coordinates that no bound holds, with projected backtracking.
/// Never worse than the start. A function value that is not finite counts as a step too far.
///
/// Source: Nocedal & Wright, "Numerical Optimization", 2nd ed., algorithm 7.4; projection as in Bertsekas,
/// "Projected Newton methods for optimization problems with simple constraints", 1982.
[[nodiscard]] BoxMinimum minimizeInBox(const SmoothFunction& function, std::vector<double> start,
                                       const Box& box, int iterations);

} // namespace tunescope
