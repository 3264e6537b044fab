// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/picture_folder.h"

#include "core/data/category_builder.h"
#include "core/data/readers/csv_checks.h"
#include "core/data/readers/folder_files.h"
#include "core/data/readers/picture.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <system_error>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

constexpr int kMostOwnSide = 64; ///< Pictures of one size up to this are kept as they are.
constexpr int kUsualSide = 32;
constexpr std::size_t kMostMaskClasses = 64;

constexpr std::array kPictureSettings = {
    GeneratorSetting{"size", SettingType::Whole, 0, 512, 0, "Side in pixels; 0 = chosen by the pictures"},
    GeneratorSetting{"colour", SettingType::Whole, -1, 1, -1, "1 in colours, 0 in grey, -1 by the pictures"}};

struct Size {
    int width = 0;
    int height = 0;
};

/// What all pictures are brought to.
struct Target {
    Size size;
    PictureColours colours = PictureColours::Grey;
};

std::optional<Size> commonSize(const std::vector<Picture>& pictures)
{
    const Picture& first = pictures.front();
    const bool same = std::all_of(pictures.begin(), pictures.end(), [&](const Picture& picture) {
        return picture.width == first.width && picture.height == first.height;
    });
    return same ? std::optional<Size>({first.width, first.height}) : std::nullopt;
}

/// Looks at some of the pictures, spread over the folder.
Result<Target> chooseTarget(const std::vector<fs::path>& files, const GeneratorSettings& settings)
{
    constexpr std::size_t kLooks = 40;
    std::vector<Picture> looked;
    for (std::size_t i = 0; i < std::min(kLooks, files.size()); ++i) {
        Result<Picture> picture =
            readPicture(files[i * files.size() / std::min(kLooks, files.size())], PictureColours::Colour);
        if (!picture)
            return fail(picture.error());
        looked.push_back(std::move(*picture));
    }
    Target target;
    const std::int64_t colour = settings.whole("colour");
    const bool anyColour =
        std::any_of(looked.begin(), looked.end(), [](const Picture& picture) { return !picture.isGrey(); });
    if (colour == 1 || (colour < 0 && anyColour))
        target.colours = PictureColours::Colour;
    const auto side = static_cast<int>(settings.whole("size"));
    const std::optional<Size> common = commonSize(looked);
    if (side > 0)
        target.size = {side, side};
    else if (common && common->width <= kMostOwnSide && common->height <= kMostOwnSide)
        target.size = *common;
    else
        target.size = {kUsualSide, kUsualSide};
    return target;
}

SampleStore emptyStore(const Target& target)
{
    const SampleShape shape{.form = SampleForm::Image,
                            .channels = static_cast<std::int64_t>(target.colours),
                            .height = target.size.height,
                            .width = target.size.width};
    return {.shape = shape, .stride = shape.size()};
}

Result<void> appendPicture(SampleStore& store, const fs::path& path, const Target& target, Size* original)
{
    const Result<Picture> picture = readPicture(path, target.colours);
    if (!picture)
        return fail(picture.error());
    if (original != nullptr)
        *original = {picture->width, picture->height};
    const Picture small = resized(*picture, target.size.width, target.size.height);
    store.bytes.insert(store.bytes.end(), small.values.begin(), small.values.end());
    ++store.count;
    return {};
}

Result<void> checkRoom(const Target& target, std::size_t files)
{
    const double bytes = static_cast<double>(files) * target.size.width * target.size.height *
                         static_cast<double>(target.colours);
    return checkFreeMemory(bytes, "Give a smaller size, like folder:size=32.");
}

Result<void> tellProgress(const ReadProgress& progress, std::size_t done, std::size_t all)
{
    if (goOn(progress, static_cast<double>(done) / static_cast<double>(all)))
        return {};
    return fail(ErrorCode::DataCancelled);
}

std::string sizeText(int width, int height)
{
    return std::to_string(width) + "×" + std::to_string(height);
}

/// The mask by nearest pixels, because means of class numbers mean nothing.
Result<std::vector<std::uint32_t>> maskFor(const fs::path& mask, Size original, const Target& target)
{
    const Result<MaskPicture> picture = readMask(mask);
    if (!picture)
        return fail(picture.error());
    if (picture->width != original.width || picture->height != original.height) {
        return fail(ErrorCode::MaskSize, {{"file", mask.filename().string()},
                                          {"mask", sizeText(picture->width, picture->height)},
                                          {"picture", sizeText(original.width, original.height)}});
    }
    std::vector<std::uint32_t> values;
    for (int y = 0; y < target.size.height; ++y) {
        for (int x = 0; x < target.size.width; ++x) {
            const int oldY = (2 * y + 1) * picture->height / (2 * target.size.height);
            const int oldX = (2 * x + 1) * picture->width / (2 * target.size.width);
            values.push_back(picture->values[static_cast<std::size_t>(oldY * picture->width + oldX)]);
        }
    }
    return values;
}

/// Numbers the values that occur and names their classes.
Result<void> numberClasses(Dataset& dataset, const std::vector<std::uint32_t>& values)
{
    std::map<std::uint32_t, std::uint8_t> codes;
    for (const std::uint32_t value : values) {
        codes.emplace(value, 0);
        if (codes.size() > kMostMaskClasses) {
            return fail(ErrorCode::MaskClasses, {{"count", "more than " + std::to_string(kMostMaskClasses)},
                                                 {"limit", kMostMaskClasses}});
        }
    }
    for (auto& [value, code] : codes) {
        code = static_cast<std::uint8_t>(dataset.target.categories.size());
        dataset.target.categories.push_back(value == 0 ? "background" : std::to_string(value));
    }
    if (codes.size() < 2)
        return fail(ErrorCode::SamplesOneClass, {{"name", dataset.target.categories.front()}});
    for (const std::uint32_t value : values)
        dataset.samples->mask.push_back(codes[value]);
    return {};
}

} // namespace

bool looksLikePictureFolder(const fs::path& folder)
{
    const Result<std::vector<ClassFile>> files = classFiles(folder, &isPictureName);
    return files && !files->empty();
}

Result<Dataset> readPictureFolder(const ReadRequest& request)
{
    const Result<GeneratorSettings> settings = readerSettings(request, kPictureSettings);
    if (!settings)
        return fail(settings.error());
    const Result<std::vector<ClassFile>> files = classFiles(request.path, &isPictureName);
    if (!files)
        return fail(files.error());
    if (const Result<void> several = checkClasses(*files); !several)
        return fail(several.error());
    std::vector<fs::path> paths;
    for (const ClassFile& file : *files)
        paths.push_back(file.path);
    const Result<Target> target = chooseTarget(paths, *settings);
    if (!target)
        return fail(target.error());
    if (const Result<void> room = checkRoom(*target, paths.size()); !room)
        return fail(room.error());
    Dataset dataset;
    dataset.samples = emptyStore(*target);
    CategoryBuilder classes;
    for (std::size_t i = 0; i < files->size(); ++i) {
        if (const Result<void> added = appendPicture(*dataset.samples, paths[i], *target, nullptr); !added)
            return fail(added.error());
        classes.add((*files)[i].className);
        if (const Result<void> wanted = tellProgress(request.progress, i + 1, paths.size()); !wanted)
            return fail(wanted.error());
    }
    dataset.target = classes.finish("class");
    if (const Result<void> usable = checkSamples(dataset, "picture"); !usable)
        return fail(usable.error());
    return dataset;
}

bool looksLikeMaskFolder(const fs::path& folder)
{
    std::error_code error;
    return fs::is_directory(folder / "images", error) && fs::is_directory(folder / "masks", error);
}

Result<Dataset> readMaskFolder(const ReadRequest& request)
{
    const Result<GeneratorSettings> settings = readerSettings(request, kPictureSettings);
    if (!settings)
        return fail(settings.error());
    const Result<std::vector<fs::path>> files = filesIn(request.path / "images", &isPictureName);
    if (!files)
        return fail(files.error());
    if (std::ssize(*files) < kFewestSamples) {
        return fail(ErrorCode::SamplesTooFew,
                    {{"count", std::to_string(files->size()) + " pictures"}, {"limit", kFewestSamples}});
    }
    const Result<Target> target = chooseTarget(*files, *settings);
    if (!target)
        return fail(target.error());
    if (const Result<void> room = checkRoom(*target, 5 * files->size()); !room)
        return fail(room.error());
    Dataset dataset{.task = Task::Segmentation,
                    .target = {.name = "class of a pixel", .kind = ColumnKind::Category}};
    dataset.samples = emptyStore(*target);
    std::vector<std::uint32_t> values;
    std::error_code error;
    for (std::size_t i = 0; i < files->size(); ++i) {
        const fs::path mask = request.path / "masks" / ((*files)[i].stem().string() + ".png");
        if (!fs::is_regular_file(mask, error)) {
            return fail(ErrorCode::MaskMissing, {{"file", (*files)[i].filename().string()},
                                                 {"folder", (request.path / "masks").string()}});
        }
        Size original;
        if (const Result<void> added = appendPicture(*dataset.samples, (*files)[i], *target, &original);
            !added)
            return fail(added.error());
        const Result<std::vector<std::uint32_t>> pixels = maskFor(mask, original, *target);
        if (!pixels)
            return fail(pixels.error());
        values.insert(values.end(), pixels->begin(), pixels->end());
        if (const Result<void> wanted = tellProgress(request.progress, i + 1, files->size()); !wanted)
            return fail(wanted.error());
    }
    if (const Result<void> numbered = numberClasses(dataset, values); !numbered)
        return fail(numbered.error());
    return dataset;
}

} // namespace tunescope
