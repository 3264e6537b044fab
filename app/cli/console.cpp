// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "app/cli/command.h"
#include "core/metrics/metric_registry.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>

namespace tunescope::cli {
namespace {

void writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // The reader has gone, or the disk is full: nothing that can be told there any more.
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Number of characters, counting UTF-8 sequences as one.
std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U;
    }));
}

} // namespace

void print(std::string_view text)
{
    writeAll(STDOUT_FILENO, text);
}

void printMessage(std::string_view text)
{
    writeAll(STDERR_FILENO, std::string(text) + "\n");
}

void printError(const Error& error, std::string_view file)
{
    const std::string sentence = errorText(error);
    std::string name(file);
    // An error of a data file carries its path, but most of the sentences leave it to the program to say it.
    if (name.empty() && errorTemplate(error.code).find("{path}") == std::string_view::npos)
        name = error.arg("path");
    const std::size_t folder = name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1;
    if (name.empty() || sentence.starts_with(name))
        name.clear();
    else if (sentence.starts_with(name.substr(folder) + ": "))
        name.resize(folder); // The sentence begins with the file's own name.
    else
        name += ": ";
    printMessage("tunescope-cli: " + name + sentence);
}

int badInput(const Error& error, std::string_view file)
{
    printError(error, file);
    return kExitBadInput;
}

bool isErrorATerminal()
{
    return isatty(STDERR_FILENO) == 1;
}

std::string fixedText(double value, int decimals)
{
    if (!std::isfinite(value))
        return "-";
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("-");
}

std::string valueText(double value, std::string_view metric)
{
    if (!std::isfinite(value))
        return "-";
    const MetricEntry* entry = findMetric(metric);
    if (entry != nullptr && entry->isShare)
        return fixedText(value * 100.0, 2) + " %";
    std::array<char, 40> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 4);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("-");
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths(m_alignments.size());
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], lengthOf(row[i]));
    }
    std::string text;
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blanks(widths[i] - lengthOf(row[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += m_alignments[i] == 'r' ? blanks + row[i] : row[i] + blanks;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace tunescope::cli
