// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/sound_folder.h"

#include "core/base/number_text.h"
#include "core/data/category_builder.h"
#include "core/data/readers/folder_files.h"
#include "core/data/readers/log_mel.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

constexpr int kMostSeconds = 60;

constexpr std::array kSoundSettings = {
    GeneratorSetting{"bands", SettingType::Whole, 4, 128, 20, "Bands of frequency"},
    GeneratorSetting{"steps", SettingType::Whole, 2, 500, 20, "Steps that every sound is brought to"}};

struct SoundClose {
    void operator()(SNDFILE* file) const { sf_close(file); }
};

bool isSoundName(const fs::path& path)
{
    const std::string end = path.extension().string();
    return end == ".wav" || end == ".WAV" || end == ".Wav";
}

Error unreadableSound(const fs::path& path, std::string_view detail)
{
    return {ErrorCode::SoundUnreadable,
            {{"file", path.filename().string()}, {"detail", detail}, {"path", path.string()}}};
}

/// Channels averaged; sets the rate.
Result<std::vector<float>> readSound(const fs::path& path, int& rate)
{
    SF_INFO info{};
    const std::unique_ptr<SNDFILE, SoundClose> file(sf_open(path.c_str(), SFM_READ, &info));
    if (!file)
        return fail(unreadableSound(path, sf_strerror(nullptr)));
    if (info.samplerate < 1000 || info.samplerate > 384'000 || info.channels < 1 || info.channels > 64)
        return fail(unreadableSound(path, "its rate or number of channels is not that of a sound"));
    if (info.frames > static_cast<sf_count_t>(info.samplerate) * kMostSeconds)
        return fail(ErrorCode::SoundLong, {{"file", path.filename().string()}, {"limit", kMostSeconds}});
    rate = info.samplerate;
    const auto channels = static_cast<std::size_t>(info.channels);
    std::vector<float> values(static_cast<std::size_t>(std::max<sf_count_t>(info.frames, 0)) * channels);
    const sf_count_t got = sf_readf_float(file.get(), values.data(), info.frames);
    if (got != info.frames)
        return fail(unreadableSound(path, "it ends early"));
    std::vector<float> mono(static_cast<std::size_t>(got), 0.0F);
    for (std::size_t i = 0; i < values.size(); ++i)
        mono[i / channels] += values[i] / static_cast<float>(channels);
    for (float& value : mono)
        value = std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0.0F;
    return mono;
}

Result<std::vector<ClassFile>> soundFiles(const fs::path& folder, std::vector<std::string>& speakers)
{
    Result<std::vector<ClassFile>> files = classFiles(folder, &isSoundName);
    if (!files || !files->empty())
        return files;
    const Result<std::vector<fs::path>> flat = filesIn(folder, &isSoundName);
    if (!flat)
        return fail(flat.error());
    for (const fs::path& path : *flat) {
        const std::string stem = path.stem().string();
        const std::size_t first = stem.find('_');
        const std::size_t second = first == std::string::npos ? first : stem.find('_', first + 1);
        files->push_back({path, stem.substr(0, first)});
        if (second != std::string::npos)
            speakers.push_back(stem.substr(first + 1, second - first - 1));
    }
    return files;
}

} // namespace

bool looksLikeSoundFolder(const fs::path& folder)
{
    std::vector<std::string> speakers;
    const Result<std::vector<ClassFile>> files = soundFiles(folder, speakers);
    return files && !files->empty();
}

Result<Dataset> readSoundFolder(const ReadRequest& request)
{
    const Result<GeneratorSettings> settings = readerSettings(request, kSoundSettings);
    if (!settings)
        return fail(settings.error());
    std::vector<std::string> speakers;
    const Result<std::vector<ClassFile>> files = soundFiles(request.path, speakers);
    if (!files)
        return fail(files.error());
    if (const Result<void> several = checkClasses(*files); !several)
        return fail(several.error());
    LogMelOptions options{.bands = static_cast<int>(settings->whole("bands")),
                          .steps = static_cast<int>(settings->whole("steps"))};
    const SampleShape shape{.form = SampleForm::Sequence, .features = options.bands, .steps = options.steps};
    Dataset dataset{.samples = SampleStore{.shape = shape, .stride = shape.size()}};
    for (int band = 1; band <= options.bands; ++band)
        dataset.samples->names.push_back("band_" + std::to_string(band));
    CategoryBuilder classes;
    for (const ClassFile& file : *files) {
        const Result<std::vector<float>> sound = readSound(file.path, options.rate);
        if (!sound)
            return fail(sound.error());
        if (sound->size() < frameLength(options)) {
            return fail(ErrorCode::SoundShort, {{"file", file.path.filename().string()},
                                                {"milliseconds", numberText(1000.0 * options.frameSeconds)}});
        }
        const std::vector<float> bands = logMel(*sound, options);
        dataset.samples->floats.insert(dataset.samples->floats.end(), bands.begin(), bands.end());
        classes.add(file.className);
        ++dataset.samples->count;
        if (!goOn(request.progress,
                  static_cast<double>(dataset.samples->count) / static_cast<double>(files->size())))
            return fail(ErrorCode::DataCancelled);
    }
    dataset.target = classes.finish("class");
    if (speakers.size() == files->size()) {
        CategoryBuilder groups;
        for (const std::string& speaker : speakers)
            groups.add(speaker);
        dataset.groups.push_back(groups.finish("speaker"));
    }
    if (const Result<void> usable = checkSamples(dataset, "sound"); !usable)
        return fail(usable.error());
    return dataset;
}

} // namespace tunescope
