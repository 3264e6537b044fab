// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_dataset.h"

#include "core/base/number_text.h"
#include "core/data/dataset_fingerprint.h"
#include "core/data/dataset_registry.h"
#include "core/data/readers/csv_checks.h"
#include "core/data/readers/reader_registry.h"

#include <filesystem>
#include <system_error>
#include <vector>

namespace tunescope {
namespace {

/// A word without slash and dot was meant as a built-in name.
bool looksLikeName(std::string_view source)
{
    return source.substr(0, source.find(':')).find_first_of("/.") == std::string_view::npos;
}

Error unknownName(std::string_view source)
{
    const std::string_view name = source.substr(0, source.find(':'));
    std::vector<std::string_view> names;
    for (const DatasetEntry& entry : datasetRegistry())
        names.push_back(entry.name);
    const std::string nearest = nearestName(name, names);
    const std::string hint = nearest.empty() ? "Choose a built-in one or give the path of a file."
                                             : "Did you mean “" + nearest + "”?";
    return {ErrorCode::DataUnknown, {{"name", name}, {"hint", hint}}};
}

/// "prices.csv:window=20" names a file and settings, if there is no file of the whole name.
struct FileSource {
    std::filesystem::path path;
    std::string settings;
};

FileSource fileSource(const std::string& source)
{
    std::error_code error;
    const std::size_t colon = source.rfind(':');
    if (colon == std::string::npos || std::filesystem::exists(source, error) ||
        !std::filesystem::exists(source.substr(0, colon), error))
        return {source, {}};
    return {source.substr(0, colon), source.substr(colon + 1)};
}

Result<Dataset> openFile(const DataSpec& spec, const ReadProgress& progress)
{
    const FileSource file = fileSource(spec.source);
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file.path, error);
    if (!std::filesystem::exists(status))
        return fail(looksLikeName(spec.source) ? unknownName(spec.source)
                                               : Error{ErrorCode::FileMissing, {{"path", spec.source}}});
    const ReaderEntry* reader = findReader(file.path, file.settings);
    if (reader == nullptr && std::filesystem::is_directory(status))
        return fail(ErrorCode::FolderUnknown, {{"wanted", readableFolders()}, {"path", spec.source}});
    if (reader == nullptr)
        return fail(ErrorCode::DataUnknownExtension,
                    {{"path", spec.source}, {"allowed", readableExtensions()}});
    Result<Dataset> dataset = reader->read({file.path, file.settings, spec.import, progress});
    if (!dataset)
        return fail(withPath(dataset.error(), file.path));
    std::filesystem::path name = file.path;
    if (!name.has_filename()) // A folder with a slash at its end.
        name = name.parent_path();
    dataset->name = name.filename().string();
    dataset->title = dataset->name;
    dataset->source = spec.source;
    return dataset;
}

Result<Dataset> load(const DataSpec& spec, const ReadProgress& progress)
{
    const std::string_view source = spec.source;
    const DatasetEntry* entry = findDatasetEntry(source);
    if (entry == nullptr)
        return openFile(spec, progress);
    const std::size_t colon = source.find(':');
    return entry->load(entry->name,
                       colon == std::string_view::npos ? std::string_view{} : source.substr(colon + 1));
}

} // namespace

std::string wholeFileOf(const std::string& source)
{
    if (findDatasetEntry(source) != nullptr)
        return {};
    const FileSource file = fileSource(source);
    std::error_code error;
    if (!std::filesystem::is_regular_file(file.path, error))
        return {};
    const ReaderEntry* reader = findReader(file.path, file.settings);
    const bool needsOthers = reader == nullptr || reader->name == "idx" || reader->name == "bags";
    return needsOthers ? std::string() : file.path.string();
}

std::filesystem::path pathOf(const std::string& source)
{
    return fileSource(source).path;
}

std::string sourceAt(const std::string& source, const std::string& file)
{
    // The original may be gone, so only the text tells: settings are name=value after the last colon.
    const std::size_t colon = source.rfind(':');
    const bool settings = colon != std::string::npos && source.find('=', colon) != std::string::npos &&
                          source.find('/', colon) == std::string::npos;
    return settings ? file + source.substr(colon) : file;
}

bool isTable(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return false;
    const ReaderEntry* reader = findReader(path);
    return reader == nullptr || reader->name == "csv" || reader->name == "txt";
}

std::string readableFilePatterns()
{
    std::string patterns;
    for (const std::string& name : readableFileEndings()) {
        for (const char* zip : {"", ".gz"})
            patterns.append(patterns.empty() ? "" : " ").append("*").append(name).append(zip);
    }
    return patterns;
}

Result<std::shared_ptr<const Dataset>> openDataset(const DataSpec& spec, const ReadProgress& progress)
{
    Result<Dataset> dataset = load(spec, progress);
    if (!dataset)
        return fail(std::move(dataset).error());
    dataset->sha256 = datasetFingerprint(*dataset);
    return std::make_shared<const Dataset>(std::move(*dataset));
}

} // namespace tunescope
