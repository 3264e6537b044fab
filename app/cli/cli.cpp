// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/number_text.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "core/training/engine_bench.h"

#include <algorithm>
#include <exception>

namespace tunescope::cli {
namespace {

std::string versionText()
{
    const EngineInfo engine = engineInfo();
    return std::string("tunescope-cli ") + TUNESCOPE_VERSION + "\noneDNN " + engine.onednn + ", " +
           engine.isa + "\nbuild " + TUNESCOPE_BUILD_TYPE;
}

/// --help and --version go to stdout, everything else is one sentence on stderr.
int usageEnd(const CLI::App& app, const CLI::ParseError& error)
{
    if (error.get_exit_code() == 0)
        return app.exit(error);
    std::string text = error.what();
    // The library lists choices as {a,b}; braces mean placeholders here.
    std::replace(text.begin(), text.end(), '{', '(');
    std::replace(text.begin(), text.end(), '}', ')');
    std::replace(text.begin(), text.end(), '\n', ' ');
    printMessage("tunescope-cli: " + text + " (see --help)");
    return kExitBadInput;
}

} // namespace

std::string isSeed(const std::string& text)
{
    return parseUnsigned(text) ? std::string() : "the seed must be a whole number from 0 to 2^64 - 1, got " + text;
}

int run(int argc, char** argv)
{
    catchInterrupts();
    CLI::App app("Tunescope without its window: train, search and look at studies.", "tunescope-cli");
    app.set_version_flag("--version", versionText());
    app.require_subcommand(1);
    Action action;
    for (auto* add : {addDataCommand, addTrainCommand, addRunCommand, addShowCommand, addCheckCommand,
                      addRerunCommand, addExportCommand, addImportCommand, addBenchCommand, addDemoCommand,
                      addAskTellCommand, addImportanceCommand, addDiagnoseCommand,
                      addConfirmCommand, addTestCommand, addNoteCommand, addAuditCommand, addTwinCommands,
                      addRetuneCommand, addLessonCommand, addPresetsCommand})
        add(app, action);
    try {
        app.parse(argc, argv);
        return action();
    } catch (const CLI::ParseError& error) {
        return usageEnd(app, error);
    } catch (const std::exception& exception) {
        printError({ErrorCode::Internal, {{"where", "the command line"}, {"detail", exception.what()}}});
        return kExitFailures;
    }
}

} // namespace tunescope::cli
