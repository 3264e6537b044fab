// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace tunescope::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitBadInput = 2; ///< One sentence on stderr; nothing written.
inline constexpr int kExitFailures = 3; ///< The work ended with failures it reports.
inline constexpr int kExitInterrupted = 130;

/// What runs after the command line was understood; gives the exit code.
using Action = std::function<int()>;

/// For CLI11: empty if the text is an unsigned 64-bit number, otherwise what it should be.
[[nodiscard]] std::string isSeed(const std::string& text);

// Each adds one command with its options; `action` is set when the command was given.
void addDataCommand(CLI::App& app, Action& action);
void addTrainCommand(CLI::App& app, Action& action);
void addRunCommand(CLI::App& app, Action& action);
void addShowCommand(CLI::App& app, Action& action);
void addCheckCommand(CLI::App& app, Action& action);
void addRerunCommand(CLI::App& app, Action& action);
void addExportCommand(CLI::App& app, Action& action);
void addImportCommand(CLI::App& app, Action& action);
void addBenchCommand(CLI::App& app, Action& action);
void addDemoCommand(CLI::App& app, Action& action);
void addAskTellCommand(CLI::App& app, Action& action);
void addDiagnoseCommand(CLI::App& app, Action& action);
void addImportanceCommand(CLI::App& app, Action& action);
void addConfirmCommand(CLI::App& app, Action& action);
void addTestCommand(CLI::App& app, Action& action);
void addAuditCommand(CLI::App& app, Action& action);
void addTwinCommands(CLI::App& app, Action& action); ///< twin, fork, continue
void addRetuneCommand(CLI::App& app, Action& action);
void addLessonCommand(CLI::App& app, Action& action);
void addNoteCommand(CLI::App& app, Action& action);
void addPresetsCommand(CLI::App& app, Action& action);

} // namespace tunescope::cli
