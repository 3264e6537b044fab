// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/param_value.h"
#include "core/space/search_space.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// How much a verdict matters. Problem: the score is wrong or far below what is possible. Warning: the score
/// suffers. Hint: nothing is wrong, but there is something to gain.
enum class Severity { Problem, Warning, Hint };

/// "problem", "warning", "hint".
[[nodiscard]] std::string_view severityName(Severity severity);

/// How a piece of evidence is drawn. Band: epochs, and the values that the series takes in them. Level: one
/// value across the chart. Mark: one value at one epoch. Layer, Class, Column, Range: of what `subject`
/// names.
enum class EvidenceShape { Band, Level, Mark, Layer, Class, Column, Range };

/// "band" ... "range".
[[nodiscard]] std::string_view evidenceShapeName(EvidenceShape shape);

/// What a verdict rests on, as something that can be drawn.
struct Evidence {
    EvidenceShape shape = EvidenceShape::Band;
    /// "train_loss", "validation_loss", "train_metric", "validation_metric", "learning_rate",
    /// "gradient_norm"; of a layer "update_ratio", "layer_gradient_norm", "dead_share", "saturated_share";
    /// "recall", "rows", "agreement"; of a setting "position", of trials "value".
    std::string series;
    std::string subject = {}; ///< The layer, class, column or setting.
    int firstEpoch = 0;       ///< Both 0 where it is about no epochs.
    int lastEpoch = 0;
    double low = 0.0; ///< Values, in the units of the series.
    double high = 0.0;
    std::vector<int> trials = {}; ///< Other trials it is about.
};

/// Twin: the trial again with `change`. Continue: the trial for `epochs` more. Range: the search goes on with
/// `range`. Confirm: `trials` again on `seeds` new seeds. Protocol: another metric or split. Data: something
/// that only a person can do to the data.
enum class SuggestionKind { Twin, Continue, Range, Confirm, Protocol, Data };

/// "twin" ... "data".
[[nodiscard]] std::string_view suggestionKindName(SuggestionKind kind);

/// The next experiment, as something that can be started.
struct Suggestion {
    SuggestionKind kind = SuggestionKind::Twin;
    std::string text;     ///< On the button: "Queue with dropout 0.35".
    ParamSet change = {}; ///< Twin: what differs.
    ParamSet before = {}; ///< Twin: what it was.
    std::optional<ParamSpec> range =
        std::nullopt;             ///< Range; of a twin, the wider range that holds the value.
    int epochs = 0;               ///< Continue.
    std::vector<int> trials = {}; ///< Confirm.
    int seeds = 0;                ///< Confirm.
    std::string metric = {};      ///< Protocol.
    bool fitsSpace = true; ///< Twin: the running search can take it as it is; otherwise a new stage has to.
};

/// What the coach has to say about one thing.
struct Verdict {
    std::string rule;  ///< Its name in the registry.
    std::string title; ///< "Overfitting"
    Severity severity = Severity::Warning;
    int trial = -1;        ///< -1: about the study.
    double strength = 1.0; ///< How far beyond its threshold, 1 = just beyond; orders equal severities.
    std::string text;      ///< One or two sentences with the numbers.
    std::vector<Evidence> evidence = {};
    std::vector<Suggestion> suggestions = {}; ///< The first one is the primary one.
    std::string explainedBy = {}; ///< Another verdict of the same trial that this one follows from.
};

} // namespace tunescope
