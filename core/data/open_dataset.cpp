// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_dataset.h"

#include "core/base/number_text.h"
#include "core/data/dataset_fingerprint.h"
#include "core/data/dataset_registry.h"
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

Result<Dataset> openFile(const DataSpec& spec, const ReadProgress& progress)
{
    const std::filesystem::path path(spec.source);
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return fail(looksLikeName(spec.source) ? unknownName(spec.source)
                                               : Error{ErrorCode::FileMissing, {{"path", spec.source}}});
    if (std::filesystem::is_directory(status))
        return fail(ErrorCode::DataIsFolder, {{"path", spec.source}});
    const ReaderEntry* reader = findReader(path);
    if (reader == nullptr)
        return fail(ErrorCode::DataUnknownExtension,
                    {{"path", spec.source}, {"allowed", readableExtensions()}});
    Result<Dataset> dataset = reader->read(path, spec.import, progress);
    if (dataset) {
        dataset->name = path.filename().string();
        dataset->title = dataset->name;
        dataset->source = spec.source;
    }
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

Result<std::shared_ptr<const Dataset>> openDataset(const DataSpec& spec, const ReadProgress& progress)
{
    Result<Dataset> dataset = load(spec, progress);
    if (!dataset)
        return fail(std::move(dataset).error());
    dataset->sha256 = datasetFingerprint(*dataset);
    return std::make_shared<const Dataset>(std::move(*dataset));
}

} // namespace tunescope
