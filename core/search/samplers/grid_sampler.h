// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/space/enumeration.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

enum class GridOrder { Shuffled, Listed };

struct GridSamplerOptions {
    GridOrder order = GridOrder::Shuffled; ///< Shuffled: a part of the grid already covers the whole space.
    int count = 5;                         ///< Values of every float that names neither count nor step.
};

/// Every point of the full grid once: SearchSpace::grid(), conditional branches counted exactly, then
/// ErrorCode::SpaceExhausted. Refuses grids of more than kLargestGrid points with ErrorCode::GridTooLarge.
///
/// Trial `indexInStage` + `attempt` is the number of the point in its order; the shuffled order depends on
/// the study's seed and the size of the grid alone. Thread-safe.
class GridSampler final : public Sampler
{
public:
    static constexpr std::uint64_t kLargestGrid = 1'000'000;
    static constexpr std::string_view kSummary =
        "Tries every combination of the listed values; easy to read in tables, but the number of trials "
        "multiplies with every setting.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit GridSampler(GridSamplerOptions options = {});

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] int attemptLimit() const override;
    [[nodiscard]] bool isHistoryFree() const override { return true; }

private:
    /// What follows from a space and a seed; kept because neither changes inside a stage.
    struct Memo {
        SearchSpace space;
        std::uint64_t seed = 0;
        std::uint64_t count = 0;
        Enumeration points;
        std::vector<std::uint32_t> order; ///< Empty for GridOrder::Listed.
    };

    [[nodiscard]] Result<void> remember(const SearchSpace& space, std::uint64_t seed);

    GridSamplerOptions m_options;
    std::mutex m_mutex; ///< Guards m_memo.
    std::optional<Memo> m_memo;
};

} // namespace tunescope
