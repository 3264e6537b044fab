// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/trial_report.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// Bytes that never change and are shared, not copied: those of a large network are many.
class SharedBytes
{
public:
    SharedBytes() = default;
    SharedBytes(std::vector<std::byte> bytes)
        : m_bytes(std::make_shared<const std::vector<std::byte>>(std::move(bytes)))
    {
    }
    SharedBytes(std::initializer_list<std::byte> bytes) : SharedBytes(std::vector<std::byte>(bytes)) {}

    operator std::span<const std::byte>() const
    {
        return m_bytes ? std::span(*m_bytes) : std::span<const std::byte>();
    }
    [[nodiscard]] std::size_t size() const { return m_bytes ? m_bytes->size() : 0; }
    [[nodiscard]] std::byte operator[](std::size_t at) const { return (*m_bytes)[at]; }

private:
    std::shared_ptr<const std::vector<std::byte>> m_bytes;
};

/// Position of a trial that was interrupted: which run, and the trainer's own bytes (may be empty).
struct TrialCheckpoint {
    int repeat = 0;
    int fold = 0;
    int epoch = 0;
    SharedBytes bytes;
    std::vector<RunResult> finishedRuns = {};
};

/// Text that a trained network is asked to write (char_lstm). `prompt` empty: a line begins.
struct TextContinuation {
    std::int64_t length = 200;
    double temperature = 0.7; ///< 0: always the likeliest symbol.
    std::string prompt;
    std::uint64_t seed = 1;
};

enum class NextStep {
    Continue,
    Prune,     ///< The pruner has spoken; finish as pruned.
    StopTrial, ///< Stopped by hand; finish as cancelled.
    Interrupt, ///< The study is being stopped or closed; leave without telling, the trial continues later.
};

/// What an objective tells the study while it works. Called on the worker's thread; may block while paused.
class TrialContext
{
public:
    virtual ~TrialContext() = default;

    [[nodiscard]] virtual NextStep report(EpochRecord record) = 0;

    /// True when the objective should hand over a checkpoint now (at most every 5 s, and before an
    /// interruption).
    [[nodiscard]] virtual bool wantsCheckpoint() const = 0;
    virtual void saveCheckpoint(TrialCheckpoint checkpoint) = 0;

    /// Looked at before every step: stop by hand, stop of the study.
    [[nodiscard]] virtual std::stop_token stopToken() const = 0;
    /// What a requested stop means: StopTrial or Interrupt.
    [[nodiscard]] virtual NextStep whyStopped() const = 0;

    /// Asked at the end of a complete run: text to write with the weights of the best epoch, or null.
    [[nodiscard]] virtual const TextContinuation* wantedText() const { return nullptr; }
    virtual void takeText(std::string /*text*/) {}
};

/// What the objective knows about the study's data and epochs; fixed when the study is opened.
struct StudyFacts {
    std::vector<std::string> metricNames; ///< Of every PartValues, in order.
    std::size_t studyMetric =
        0; ///< Index of the study's metric in metricNames; metricNames.size() = the loss.
    std::vector<std::string> classNames; ///< Empty for regression.
    std::string dataName;
    std::int64_t rows = 0;
    std::string dataSha256;
    std::string splitSha256;
    std::int64_t trainRows = 0;
    std::int64_t validationRows = 0;
    std::int64_t testRows = 0;
    bool timeOrdered = false;      ///< The rows are in the order of time, so there is one split only.
    std::int64_t stoppingRows = 0; ///< 0 = the validation part stops.
};

/// Evaluates one configuration. Used by several workers at once.
class Objective
{
public:
    virtual ~Objective() = default;

    [[nodiscard]] virtual const StudyFacts& facts() const = 0;

    /// The most epochs a run of these settings will take.
    [[nodiscard]] virtual int plannedEpochs(const ParamSet& settings) const = 0;

    /// The most memory that the study may take from now on, data included, while `workers` evaluations are at
    /// work; one that needs more than its share fails and says so.
    virtual void limitMemory(std::uint64_t /*bytes*/, int /*workers*/) {}

    /// Evaluates the stage's `fixed` settings with the trial's own over them. An interrupted evaluation
    /// returns state Paused, after a checkpoint if there was an epoch; what cannot be trained returns state
    /// Failed.
    [[nodiscard]] virtual TrialOutcome evaluate(const TrialStart& trial, const ParamSet& fixed,
                                                const std::optional<TrialCheckpoint>& from,
                                                TrialContext& context) = 0;
};

/// The stage's fixed settings with the trial's own over them.
[[nodiscard]] ParamSet mergedSettings(const ParamSet& fixed, const ParamSet& params);

} // namespace tunescope
