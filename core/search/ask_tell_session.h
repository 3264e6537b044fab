// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/sampler.h"
#include "core/search/unseen.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// What a session is opened with.
struct AskTellSetup {
    SearchSpace space;
    std::vector<Direction> directions{Direction::Minimize};
    std::uint64_t seed = 0;
    std::string sampler = "auto";
    ParamSet samplerOptions = {};
    std::optional<std::string> pruner = std::nullopt;
    ParamSet prunerOptions = {};
    std::optional<int> trials = std::nullopt; ///< About how many will be asked for.
    std::optional<int> steps = std::nullopt;  ///< The horizon of learning curves, if it is known.
};

/// A configuration to evaluate and where it comes from: "default", "startup", "model", "repeat of 3".
struct Asked {
    int id = 0;
    ParamSet params;
    std::string source;
};

/// What became of a trial, as its evaluator says it.
struct ToldResult {
    TrialState state = TrialState::Complete; ///< Complete, Pruned or Failed.
    std::vector<double> values = {};         ///< One an objective, or empty; not-a-number means a failure.
    std::vector<double> curve = {};          ///< Step 1 first; reported steps win.
    std::optional<ParamSet> params = std::nullopt; ///< What was really run, if it was not what was asked.
};

struct AskTellCounts {
    int complete = 0;
    int pruned = 0;
    int failed = 0;
    int running = 0;
};

/// A search without a study: asks, reports and tells in any order (`hpo-asktell/1` without its JSON).
///
/// What was told is what is known: there is no lag. Every answer depends on the requests before it alone.
/// Not thread-safe.
class AskTellSession
{
public:
    /// Errors: unknown names and options; SamplerOneObjective.
    [[nodiscard]] static Result<AskTellSession> open(AskTellSetup setup);

    /// Errors: SpaceExhausted, GridTooLarge, a sampler that cannot do this space.
    [[nodiscard]] Result<Asked> ask();

    /// Whether the trial should stop, and why; once that is said it stays so. `step` is 1-based.
    /// Errors: TrialUnknown, TrialNotRunning, ReportStep.
    [[nodiscard]] Result<std::optional<PruneReason>> report(int id, int step, double value);

    /// Errors: TrialUnknown, TrialAlreadyTold, ValueCount.
    [[nodiscard]] Result<void> tell(int id, const ToldResult& result);

    /// A trial that was made elsewhere; its id. Errors: ValueCount.
    [[nodiscard]] Result<int> add(const ParamSet& params, const ToldResult& result);

    [[nodiscard]] AskTellCounts counts() const;
    /// The best complete trials: one, or none, or with several objectives all that none dominates, by number.
    [[nodiscard]] std::vector<TrialRecordPtr> best() const;

    /// The sampler at work: its name, or the one that "auto" begins with.
    [[nodiscard]] std::string_view method() const;
    [[nodiscard]] const AskTellSetup& setup() const { return m_setup; }
    [[nodiscard]] const History& history() const { return m_history; }
    [[nodiscard]] std::size_t objectiveCount() const { return m_setup.directions.size(); }

private:
    struct Running {
        std::shared_ptr<TrialRecord> record;
        std::optional<PruneReason> pruned = std::nullopt;
    };

    explicit AskTellSession(AskTellSetup setup) : m_setup(std::move(setup)) {}

    [[nodiscard]] std::vector<TrialRecordPtr> pending() const;
    [[nodiscard]] Result<void> checkValues(const ToldResult& result) const;
    [[nodiscard]] Asked begin(Proposal proposal, std::string_view source);
    void settle(TrialRecord record, const ToldResult& result);
    [[nodiscard]] bool isKnown(int id) const { return id >= 0 && id < m_next; }

    AskTellSetup m_setup;
    std::unique_ptr<Sampler> m_sampler;
    std::unique_ptr<Pruner> m_pruner;
    History m_history;
    std::map<int, Running> m_running;
    SeenConfigurations m_seen;
    int m_next = 0;  ///< The next id.
    int m_asked = 0; ///< Trials that came from the sampler.
};

} // namespace tunescope
