// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/extra_progress.h"

#include "app/cli/console.h"

#include <unistd.h>

#include <utility>

namespace tunescope::cli {
namespace {

void writeLine(const std::string& text)
{
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    static_cast<void>(written); // Progress that cannot be shown is not worth stopping for.
}

} // namespace

ExtraProgressBar::ExtraProgressBar(bool silent, std::string what)
    : m_silent(silent || !isErrorATerminal())
    , m_what(std::move(what))
{
}

ExtraProgress ExtraProgressBar::callback()
{
    if (m_silent)
        return {};
    return [this](int done, int all) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_began;
        writeLine("\r\x1b[K" + std::to_string(done) + " of " + std::to_string(all) + " " + m_what + ", " +
                  fixedText(spent.count() / done * (all - done), 0) + " s left");
    };
}

void ExtraProgressBar::finish() const
{
    if (!m_silent)
        writeLine("\r\x1b[K");
}

} // namespace tunescope::cli
