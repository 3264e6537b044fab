// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/wiring.h"
#include "core/study/study_notebook.h"

#include <memory>

namespace tunescope::cli {
namespace {

struct Options {
    std::string path;
    std::string text;
    std::string kind = "note";
};

int writeNote(const Options& options)
{
    const Services services = makeServices();
    if (const auto opened = services.studies->open(options.path); !opened)
        return badInput(opened.error());
    if (const auto written = services.studies->writeNotebook(options.kind, options.text); !written)
        return badInput(written.error());
    return kExitDone;
}

} // namespace

void addNoteCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("note", "Writes a line into the study's notebook (show --notebook)");
    command->add_option("STUDY", options->path, "A .tune file")->required();
    command->add_option("TEXT", options->text, "What to write")->required();
    command->add_option("--as", options->kind, "question, prediction, note or conclusion")
        ->check(CLI::IsMember(std::vector<std::string>(kStudentEntries.begin(), kStudentEntries.end())));
    command->callback([options, &action] { action = [options] { return writeNote(*options); }; });
}

} // namespace tunescope::cli
