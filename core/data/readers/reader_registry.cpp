// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/reader_registry.h"

#include "core/data/count_text.h"
#include "core/data/readers/csv_reader.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tunescope {
namespace {

constexpr std::array<ReaderEntry, 8> kReaders = {{
    {"csv", "Values separated by commas or semicolons", &readCsv},
    {"tsv", "Values separated by tabs", &readCsv},
    {"txt", "Table in a text file", &readCsv},
    {"data", "Table in a text file", &readCsv},
    {"csv.gz", "Values separated by commas or semicolons, compressed", &readCsv},
    {"tsv.gz", "Values separated by tabs, compressed", &readCsv},
    {"txt.gz", "Table in a text file, compressed", &readCsv},
    {"data.gz", "Table in a text file, compressed", &readCsv},
}};

} // namespace

std::span<const ReaderEntry> readerRegistry()
{
    return kReaders;
}

const ReaderEntry* findReader(const std::filesystem::path& path)
{
    std::string name = path.filename().string();
    for (char& c : name)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const auto* found = std::find_if(kReaders.begin(), kReaders.end(), [&](const ReaderEntry& entry) {
        const std::size_t start = name.size() - std::min(name.size(), entry.extension.size());
        return start > 0 && name[start - 1] == '.' && name.substr(start) == entry.extension;
    });
    return found == kReaders.end() ? nullptr : found;
}

std::string readableExtensions()
{
    std::vector<std::string> names;
    for (const ReaderEntry& entry : kReaders)
        names.emplace_back(".").append(entry.extension);
    return listText(names, names.size());
}

} // namespace tunescope
