// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/interrupt.h"
#include "core/study/objective.h"
#include "core/study/study_service.h"
#include "core/training/lr_range_test.h"

#include <optional>
#include <string>
#include <string_view>

namespace tunescope::cli {

enum class OutputStyle {
    Table,
    ResultOnly,
    JsonLines,
};

/// Prints one training as it goes on, and passes Ctrl-C on to it.
class TrainOutput final : public TrialContext
{
public:
    TrainOutput(OutputStyle style, const StudyFacts& facts, std::string metric);

    /// Text to write once the network is trained.
    void askForText(TextContinuation request) { m_textRequest = std::move(request); }

    /// The settings as they were understood.
    void begin(const ParamSet& params, std::uint64_t seed) const;
    void end(const TrialOutcome& outcome, const ParamSet& params, const EngineFacts& engine) const;

    [[nodiscard]] NextStep report(EpochRecord record) override;
    [[nodiscard]] bool wantsCheckpoint() const override { return false; }
    void saveCheckpoint(TrialCheckpoint checkpoint) override;
    [[nodiscard]] std::stop_token stopToken() const override { return m_stop.token(); }
    [[nodiscard]] NextStep whyStopped() const override { return NextStep::Interrupt; }
    [[nodiscard]] const TextContinuation* wantedText() const override
    {
        return m_textRequest ? &*m_textRequest : nullptr;
    }
    void takeText(std::string text) override { m_text = std::move(text); }

private:
    [[nodiscard]] double metricOf(const PartValues& part) const;

    OutputStyle m_style;
    const StudyFacts& m_facts;
    std::string m_metric;
    std::optional<TextContinuation> m_textRequest;
    std::string m_text;
    StopOnInterrupt m_stop;
};

/// {"event":"lr_range_test","step":...,"learning_rate":...,"loss":...,"smoothed":...}
[[nodiscard]] std::string printRangeTestPoint(const RangeTestPoint& point);
/// {"event":"lr_range_test_result","suggested":...,"steepest":...,"diverged_at":...}
[[nodiscard]] std::string printRangeTestResult(const RangeTestResult& result);

} // namespace tunescope::cli
