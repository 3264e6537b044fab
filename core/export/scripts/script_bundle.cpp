// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/script_bundle.h"

#include "core/export/gzip_text.h"
#include "core/export/scripts/scripts.h"
#include "core/export/scripts/study_scripts.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 7> kKinds{"pytorch",     "keras",         "sklearn", "gridsearchcv",
                                                 "keras-tuner", "optuna-script", "hyperopt"};

ScriptFiles filesOf(const ScriptSource& source, const std::string& stem)
{
    return {stem + (source.form != ScriptForm::Table ? ".data.csv.gz" : ".data.csv"), stem + ".split.json"};
}

ScriptBundle bundleOf(ScriptFiles files, std::string text, const ScriptSource& source, std::string split)
{
    if (source.data.empty())
        return {std::move(files), std::move(text), {}, std::move(split)};
    std::string data = source.form != ScriptForm::Table ? gzipText(source.data) : source.data;
    return {std::move(files), std::move(text), std::move(data), std::move(split)};
}

Result<std::string> trialText(std::string_view kind, const ScriptSource& source, const ScriptFiles& files)
{
    if (kind == "sklearn")
        return printSklearnScript(source, files);
    return kind == "keras" ? printKerasScript(source, files) : printPytorchScript(source, files);
}

Result<std::string> studyText(std::string_view kind, const StudySource& source, const ScriptFiles& files)
{
    if (kind == "gridsearchcv")
        return printGridSearchScript(source, files);
    if (kind == "keras-tuner")
        return printKerasTunerScript(source, files);
    return kind == "hyperopt" ? printHyperoptScript(source, files) : printOptunaScript(source, files);
}

} // namespace

std::span<const std::string_view> scriptKinds()
{
    return kKinds;
}

bool isStudyScript(std::string_view kind)
{
    return std::find(kKinds.begin() + 3, kKinds.end(), kind) != kKinds.end();
}

bool hidesLibrary(std::string_view stem)
{
    static constexpr std::string_view kImported[] = {
        "argparse", "copy",   "csv",    "hyperopt", "json",    "keras", "keras_tuner", "math",
        "numpy",    "optuna", "pandas", "pathlib",  "sklearn", "time",  "torch",       "warnings"};
    return std::find(std::begin(kImported), std::end(kImported), stem) != std::end(kImported);
}

Result<ScriptBundle> scriptBundle(std::string_view kind, const StoredStudy& study, std::optional<int> trial,
                                  const Dataset& dataset, const std::string& stem, ScriptRows rows)
{
    if (isStudyScript(kind)) {
        const auto source = studySource(study, dataset, rows);
        if (!source)
            return fail(source.error());
        ScriptFiles files = filesOf(source->base, stem);
        auto text = studyText(kind, *source, files);
        if (!text)
            return fail(text.error());
        return bundleOf(std::move(files), std::move(*text), source->base, source->splits);
    }
    if (!trial)
        return fail(ErrorCode::NoCompleteTrial, {{"path", study.config.name}});
    const auto source = scriptSource(study, *trial, dataset, rows);
    if (!source)
        return fail(source.error());
    ScriptFiles files = filesOf(*source, stem);
    auto text = trialText(kind, *source, files);
    if (!text)
        return fail(text.error());
    return bundleOf(std::move(files), std::move(*text), *source, source->split);
}

} // namespace tunescope
