// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/reader_registry.h"

#include "core/data/count_text.h"
#include "core/data/readers/anomaly_reader.h"
#include "core/data/readers/bag_reader.h"
#include "core/data/readers/csv_dialect.h"
#include "core/data/readers/csv_reader.h"
#include "core/data/readers/csv_rows.h"
#include "core/data/readers/file_bytes.h"
#include "core/data/readers/idx_reader.h"
#include "core/data/readers/picture_folder.h"
#include "core/data/readers/series_reader.h"
#include "core/data/readers/sound_folder.h"
#include "core/data/readers/text_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>
#include <vector>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLook = 65'536; ///< Bytes that show what a text is.

Result<Dataset> readTable(const ReadRequest& request)
{
    if (const Result<void> none = refuseSettings(request); !none)
        return fail(none.error());
    return readCsv(request.path, request.import, request.progress);
}

bool isIdx(const fs::path& path, std::string_view /*settings*/)
{
    return looksLikeIdx(path);
}

bool isSeries(const fs::path& /*path*/, std::string_view settings)
{
    return settings.find("window=") != std::string_view::npos ||
           settings.find("horizon=") != std::string_view::npos;
}

bool isAnomalies(const fs::path& /*path*/, std::string_view settings)
{
    return settings.starts_with("anomaly=") || settings.starts_with("normal=");
}

bool isLabelledTexts(const fs::path& path, std::string_view settings)
{
    return settings.empty() && looksLikeLabelledTexts(firstBytes(path, kLook));
}

/// A table has nearly everywhere the same number of cells, more than one, and most of them hold no sentences.
bool isProse(const fs::path& path, std::string_view settings)
{
    if (settings.starts_with("lines="))
        return true;
    const std::string text = firstBytes(path, kLook);
    // Whole lines; a text may be one long line.
    const std::size_t lastBreak = text.rfind('\n');
    const std::string_view whole = lastBreak == std::string::npos
                                       ? std::string_view(text)
                                       : std::string_view(text).substr(0, lastBreak + 1);
    if (whole.empty() || text.find('\0') != std::string::npos)
        return false;
    std::map<std::size_t, std::int64_t> widths;
    std::int64_t rows = 0;
    std::int64_t cellCount = 0;
    std::int64_t sentences = 0;
    const RowVisitor visit = [&](std::int64_t /*line*/, std::span<const std::string_view> cells) {
        ++widths[cells.size()];
        ++rows;
        cellCount += std::ssize(cells);
        sentences += std::count_if(cells.begin(), cells.end(), [](std::string_view cell) {
            return std::count(cell.begin(), cell.end(), ' ') >= 3;
        });
        return RowDecision::GoOn;
    };
    const Result<void> walked = forEachCsvRow(whole, detectDialect(whole, ImportSettings{}).delimiter, visit);
    std::int64_t regular = 0;
    for (const auto& [width, count] : widths)
        regular = width > 1 ? std::max(regular, count) : regular;
    return !walked || 10 * regular < 7 * rows || 2 * sentences > cellCount;
}

/// By content, or by the names that MNIST's files have: their reader says what is wrong with them.
bool hasIdx(const fs::path& path, std::string_view /*settings*/)
{
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        if (looksLikeIdx(entry->path()) || isIdxName(entry->path()))
            return true;
    }
    return false;
}

bool hasMasks(const fs::path& path, std::string_view /*settings*/)
{
    return looksLikeMaskFolder(path);
}

bool hasPictures(const fs::path& path, std::string_view /*settings*/)
{
    return looksLikePictureFolder(path);
}

bool hasSounds(const fs::path& path, std::string_view /*settings*/)
{
    return looksLikeSoundFolder(path);
}

constexpr std::array<ReaderEntry, 12> kReaders = {{
    {"idx", "idx idx1 idx3 ubyte idx1-ubyte idx3-ubyte", "Images and labels in IDX files", &isIdx, &readIdx},
    {"series", "csv tsv", "A table read in windows, like prices.csv:window=20,horizon=1", &isSeries,
     &readSeries},
    {"anomalies", "csv tsv", "A table with strange rows, like log.csv:anomaly=failed", &isAnomalies,
     &readAnomalies},
    {"labelled_text", "txt tsv", "A label, a tab and a text in every line", &isLabelledTexts,
     &readLabelledTexts},
    {"csv", "csv tsv data", "Values separated by commas, semicolons or tabs", nullptr, &readTable},
    {"bags", "svm svmlight libsvm", "Bags of words in svm-light form", nullptr, &readBags},
    {"text", "txt md", "Text to continue", &isProse, &readProse},
    {"txt", "txt", "Table in a text file", nullptr, &readTable},
    {"idx_folder", "", "IDX files of images and labels", &hasIdx, &readIdx},
    {"masks", "", "images/ and masks/ with pictures of the same names", &hasMasks, &readMaskFolder},
    {"pictures", "", "pictures in one sub-folder a class", &hasPictures, &readPictureFolder},
    {"sounds", "", "WAV files", &hasSounds, &readSoundFolder},
}};

std::vector<std::string> extensionsOf(const ReaderEntry& reader)
{
    std::vector<std::string> names;
    std::string_view left = reader.extensions;
    while (!left.empty()) {
        const std::size_t end = left.find(' ');
        names.emplace_back(left.substr(0, end));
        left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
    }
    return names;
}

bool hasExtension(const ReaderEntry& reader, const fs::path& path)
{
    std::string name = path.filename().string();
    for (char& c : name)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    const std::vector<std::string> names = extensionsOf(reader);
    return std::any_of(names.begin(), names.end(), [&](const std::string& extension) {
        // MNIST's own files end in "-ubyte" without a dot.
        const bool ends = name.size() > extension.size() && name.ends_with(extension);
        const char before = ends ? name[name.size() - extension.size() - 1] : '\0';
        return before == '.' || (before == '-' && extension == "ubyte");
    });
}

} // namespace

std::span<const ReaderEntry> readerRegistry()
{
    return kReaders;
}

const ReaderEntry* findReader(const fs::path& path, std::string_view settings)
{
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    const auto* found = std::find_if(kReaders.begin(), kReaders.end(), [&](const ReaderEntry& entry) {
        const bool named = folder ? entry.extensions.empty() : hasExtension(entry, path);
        return named && (entry.accepts == nullptr || entry.accepts(path, settings));
    });
    if (found != kReaders.end())
        return found;
    // Named like pictures but without their first bytes: let the reader say what is wrong.
    return !folder && hasExtension(kReaders.front(), path) ? kReaders.data() : nullptr;
}

std::vector<std::string> readableFileEndings()
{
    std::vector<std::string> names;
    for (const ReaderEntry& entry : kReaders) {
        for (const std::string& extension : extensionsOf(entry)) {
            const std::string name = "." + extension;
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

std::string readableExtensions()
{
    const std::vector<std::string> names = readableFileEndings();
    return listText(names, names.size());
}

std::string readableFolders()
{
    std::string text;
    for (const ReaderEntry& entry : kReaders) {
        if (!entry.extensions.empty())
            continue;
        text += text.empty() ? "" : ", or ";
        text += entry.description;
    }
    return text;
}

} // namespace tunescope
