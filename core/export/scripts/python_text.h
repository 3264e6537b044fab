// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/scripts/script_source.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunescope {

/// `text` with every @NAME@ replaced by its value.
[[nodiscard]] std::string filled(std::string_view text,
                                 std::initializer_list<std::pair<std::string_view, std::string>> values);

/// ["a", "b"]
[[nodiscard]] std::string pythonList(const std::vector<std::string>& texts);

/// A value as Python writes it: True, 0.5, 64, "adam", [64, 32].
[[nodiscard]] std::string pythonValue(const ParamValue& value);
/// [0.1, 0.01]
[[nodiscard]] std::string pythonValues(const std::vector<ParamValue>& values);

/// Line ends and other control characters become blanks.
[[nodiscard]] std::string oneLine(std::string_view text);

/// Text inside a docstring: quotes and backslashes cannot end it.
[[nodiscard]] std::string docText(std::string_view text);

/// Head comment: where the network comes from, what the script reads, and `notes`, one a line.
[[nodiscard]] std::string pythonHead(const ScriptSource& source, const ScriptFiles& files,
                                     std::string_view library, const std::vector<std::string>& notes);

/// Whether the split file holds the two lists of one run, or a list of them that main() goes through.
enum class SplitFile { One, Several };

/// Paths, names of columns and classes, and load() (of several: load(split)) -> x_train, y_train, x_validation, y_validation: the
/// program's preprocessing with numpy, everything estimated on the training rows. Regression: y is scaled;
/// TARGET_CENTRE and TARGET_SPREAD bring predictions back.
[[nodiscard]] std::string pythonData(const ScriptSource& source, const ScriptFiles& files,
                                     SplitFile split = SplitFile::One);

/// What the best epoch is chosen by: the study's metric, or the loss where a script does not compute it.
struct ScriptMetric {
    std::string name;
    Direction direction = Direction::Minimize;
};
[[nodiscard]] ScriptMetric scriptMetric(const ScriptSource& source);

/// METRIC, is_better(a, b) and scores(y, predicted, loss) -> dict with the program's metrics.
[[nodiscard]] std::string pythonScores(const ScriptSource& source);

/// Lines after an epoch that stop the training where `patience` is set; they keep `mark` and `waited`, which
/// the script sets to None and 0. `owner` stands before these names, `stop` is what ends the training.
[[nodiscard]] std::string pythonPatience(const ScriptSource& source, std::string_view owner = "",
                                         std::string_view stop = "break  # early stopping");

struct PythonMain {
    std::string first = {}; ///< Lines before the data are loaded.
    std::string data;       ///< The expression that train() gets its parts from.
    int seedBits = 0;       ///< Of the seeds that the library takes.
};

/// A filled train() of which another part than the validation part chooses the best epoch: `measure` are the lines
/// that make `metrics` of x_validation and y_validation.
[[nodiscard]] std::string withStopping(std::string train, const std::string& measure);

/// main(): trains with one seed or, for --seeds N, with several, and prints the mean of the best epochs.
[[nodiscard]] std::string pythonMain(const ScriptSource& source, const PythonMain& main);

} // namespace tunescope
