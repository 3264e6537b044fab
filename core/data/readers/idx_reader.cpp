// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/idx_reader.h"

#include "core/data/count_text.h"
#include "core/data/readers/csv_checks.h"
#include "core/data/readers/file_bytes.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t kUnsignedByte = 0x08;
constexpr std::size_t kMostDimensions = 4;
constexpr std::int64_t kMostSide = 4096;

std::uint8_t byteAt(const std::string& bytes, std::size_t at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}

std::string hexText(const std::string& bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 3); ++i) {
        text += text.empty() ? "" : " ";
        text += kDigits[byteAt(bytes, i) >> 4U];
        text += kDigits[byteAt(bytes, i) & 15U];
    }
    return text;
}

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    std::string text = countText(std::ssize(sizes), "dimension") + " (";
    for (std::size_t i = 0; i < sizes.size(); ++i)
        text += (i > 0 ? "×" : "") + std::to_string(sizes[i]);
    return text + ")";
}

bool isPictures(const IdxFile& file)
{
    return file.sizes.size() == 3 || file.sizes.size() == 4;
}

Error wrongShape(const fs::path& path, const IdxFile& file, std::string_view wanted)
{
    return {ErrorCode::IdxShape,
            {{"file", path.filename().string()}, {"wanted", wanted}, {"found", sizesText(file.sizes)}}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    if (const std::size_t at = text.find(from); at != std::string::npos)
        text.replace(at, from.size(), to);
    return text;
}

/// The other file of a pair, by the usual names, packed or not.
Result<fs::path> partnerOf(const fs::path& path, bool pathIsPictures)
{
    const std::array<std::pair<std::string, std::string>, 4> words = {
        {{"images", "labels"}, {"idx3", "idx1"}, {"idx4", "idx1"}, {"data", "labels"}}};
    std::string name = path.filename().string();
    for (const auto& [picture, label] : words)
        name = pathIsPictures ? replaced(name, picture, label) : replaced(name, label, picture);
    std::error_code error;
    std::vector<std::string> names = {name, name + ".gz"};
    if (name.ends_with(".gz"))
        names.push_back(name.substr(0, name.size() - 3));
    for (const std::string& candidate : names) {
        const fs::path partner = path.parent_path() / candidate;
        if (partner != path && fs::is_regular_file(partner, error))
            return partner;
    }
    return fail(ErrorCode::IdxNoPartner, {{"wanted", pathIsPictures ? "labels" : "images"},
                                          {"file", path.filename().string()},
                                          {"name", name}});
}

/// Pairs of a folder, training before test.
Result<std::vector<fs::path>> picturesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!looksLikeIdx(entry->path())) {
            if (isIdxName(entry->path()))
                return fail(ErrorCode::IdxMagic, {{"found", hexText(firstBytes(entry->path(), 4))},
                                                  {"path", entry->path().string()}});
            continue;
        }
        const std::string head = firstBytes(entry->path(), 4);
        if (head.size() == 4 && (head[3] == 3 || head[3] == 4))
            files.push_back(entry->path());
    }
    if (error)
        return fail(ErrorCode::FolderUnreadable, {{"path", folder.string()}, {"detail", error.message()}});
    const auto isTest = [](const fs::path& path) {
        const std::string name = path.filename().string();
        return name.starts_with("t10k") || name.find("test") != std::string::npos;
    };
    std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
        return std::pair(isTest(a), a) < std::pair(isTest(b), b);
    });
    // A packed and an unpacked copy of one file are one file.
    std::erase_if(files, [&](const fs::path& file) {
        const std::string name = file.string();
        return name.ends_with(".gz") && std::find(files.begin(), files.end(),
                                                  fs::path(name.substr(0, name.size() - 3))) != files.end();
    });
    if (files.empty())
        return fail(ErrorCode::FolderUnknown, {{"wanted", "IDX files of images and labels"}});
    return files;
}

} // namespace

bool looksLikeIdx(const fs::path& path)
{
    const std::string head = firstBytes(path, 4);
    return head.size() == 4 && head[0] == 0 && head[1] == 0 && byteAt(head, 2) == kUnsignedByte &&
           head[3] >= 1 && head[3] <= static_cast<char>(kMostDimensions);
}

bool isIdxName(const fs::path& path)
{
    std::string name = path.filename().string();
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    const std::string_view end = std::string_view(name).substr(std::min(name.rfind('.'), name.size()));
    return name.ends_with("-ubyte") || end == ".idx" || end == ".idx1" || end == ".idx3" || end == ".idx4";
}

Result<IdxFile> readIdxFile(const fs::path& path, const ReadProgress& progress)
{
    Result<std::string> bytes = readFileBytes(path, kMostFileBytes, progress);
    if (!bytes)
        return fail(bytes.error());
    IdxFile file{.bytes = std::move(*bytes)};
    const std::string& all = file.bytes;
    const std::size_t dimensions = all.size() < 4 ? 0 : byteAt(all, 3);
    if (dimensions < 1 || dimensions > kMostDimensions || all[0] != 0 || all[1] != 0 ||
        byteAt(all, 2) != kUnsignedByte)
        return fail(ErrorCode::IdxMagic, {{"found", hexText(all)}, {"path", path.string()}});
    file.firstValue = 4 + 4 * dimensions;
    double values = 1.0; // Cannot overflow: four sizes below 2^32.
    for (std::size_t d = 0; d < dimensions && all.size() >= file.firstValue; ++d) {
        std::int64_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size = size * 256 + byteAt(all, 4 + 4 * d + i);
        file.sizes.push_back(size);
        values *= static_cast<double>(size);
    }
    const bool wholeHeader = file.sizes.size() == dimensions;
    const auto found = static_cast<double>(wholeHeader ? all.size() - file.firstValue : all.size());
    if (!wholeHeader)
        values = static_cast<double>(file.firstValue);
    if (!wholeHeader || found != values) {
        const double expected = std::min(values, 9e15);
        return fail(ErrorCode::IdxLength,
                    {{"file", path.filename().string()},
                     {"expected", countText(static_cast<std::int64_t>(expected), "byte")},
                     {"found", groupedText(static_cast<std::int64_t>(found))}});
    }
    return file;
}

Result<void> appendIdxPair(Dataset& dataset, const fs::path& images, const fs::path& labels,
                           const ReadProgress& progress)
{
    const Result<IdxFile> pictures = readIdxFile(images, partOf(progress, 0.0, 0.9));
    if (!pictures)
        return fail(pictures.error());
    const Result<IdxFile> codes = readIdxFile(labels, partOf(progress, 0.9, 1.0));
    if (!codes)
        return fail(codes.error());
    if (!isPictures(*pictures))
        return fail(wrongShape(images, *pictures, "images with 3 or 4 dimensions"));
    if (codes->sizes.size() != 1)
        return fail(wrongShape(labels, *codes, "labels with 1 dimension"));
    if (pictures->sizes[0] != codes->sizes[0]) {
        return fail(ErrorCode::IdxCounts, {{"images", countText(pictures->sizes[0], "image")},
                                           {"labels", countText(codes->sizes[0], "label")}});
    }
    const std::int64_t height = pictures->sizes[1];
    const std::int64_t width = pictures->sizes[2];
    const std::int64_t channels = pictures->sizes.size() == 4 ? pictures->sizes[3] : 1;
    if (height < 1 || width < 1 || height > kMostSide || width > kMostSide ||
        (channels != 1 && channels != 3))
        return fail(wrongShape(images, *pictures, "images of 1 to 4096 pixels a side in 1 or 3 colours"));
    const SampleShape shape{
        .form = SampleForm::Image, .channels = channels, .height = height, .width = width};
    if (!dataset.samples)
        dataset.samples = SampleStore{.shape = shape, .stride = shape.size()};
    SampleStore& store = *dataset.samples;
    if (!(store.shape == shape))
        return fail(wrongShape(images, *pictures, "images of the same size as in the other file"));
    const std::int64_t count = pictures->sizes[0];
    const auto* first = reinterpret_cast<const std::uint8_t*>(pictures->bytes.data()) + pictures->firstValue;
    const auto before = store.bytes.size();
    store.bytes.resize(before + static_cast<std::size_t>(count * shape.size()));
    if (channels == 1) {
        std::copy_n(first, count * shape.size(), store.bytes.data() + before);
    } else {
        const std::int64_t pixels = height * width;
        for (std::int64_t i = 0; i < count * pixels; ++i) { // From pixel by pixel to plane by plane.
            for (std::int64_t c = 0; c < channels; ++c)
                store.bytes[before + static_cast<std::size_t>((i / pixels * channels + c) * pixels +
                                                              i % pixels)] = first[i * channels + c];
        }
    }
    for (std::int64_t i = 0; i < count; ++i)
        dataset.target.codes.push_back(byteAt(codes->bytes, codes->firstValue + static_cast<std::size_t>(i)));
    store.count += count;
    return {};
}

void finishIdxClasses(Dataset& dataset)
{
    dataset.target.name = "label";
    dataset.target.kind = ColumnKind::Category;
    std::map<std::int32_t, std::int32_t> places;
    for (const std::int32_t code : dataset.target.codes)
        places[code] = 0;
    for (auto& [code, place] : places) {
        place = static_cast<std::int32_t>(dataset.target.categories.size());
        dataset.target.categories.push_back(std::to_string(code));
    }
    for (std::int32_t& code : dataset.target.codes)
        code = places[code];
}

Result<Dataset> readIdx(const ReadRequest& request)
{
    if (const Result<void> none = refuseSettings(request); !none)
        return fail(none.error());
    std::error_code error;
    std::vector<fs::path> files = {request.path};
    if (fs::is_directory(request.path, error)) {
        Result<std::vector<fs::path>> found = picturesIn(request.path);
        if (!found)
            return fail(found.error());
        files = std::move(*found);
    }
    Dataset dataset;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string head = firstBytes(files[i], 4);
        const bool pictures = head.size() < 4 || head[3] != 1;
        const Result<fs::path> partner = partnerOf(files[i], pictures);
        if (!partner)
            return fail(partner.error());
        const auto share = [&](std::size_t part) {
            return static_cast<double>(part) / static_cast<double>(files.size());
        };
        const Result<void> added =
            appendIdxPair(dataset, pictures ? files[i] : *partner, pictures ? *partner : files[i],
                          partOf(request.progress, share(i), share(i + 1)));
        if (!added)
            return fail(added.error());
    }
    finishIdxClasses(dataset);
    if (const Result<void> usable = checkSamples(dataset, "image"); !usable)
        return fail(usable.error());
    return dataset;
}

} // namespace tunescope
