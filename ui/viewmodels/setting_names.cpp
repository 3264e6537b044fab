// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/setting_names.h"

#include "core/study/study_service.h"
#include "ui/viewmodels/qt_convert.h"

#include <algorithm>
#include <array>
#include <map>

namespace tunescope::ui {
namespace {

struct ShortNames {
    std::string_view name;
    const char* column;  ///< Null = the title.
    const char* formula; ///< Null = the name.
};

constexpr std::array kShortNames{
    ShortNames{"learning_rate", "lr", "lr"},
    ShortNames{"optimizer", nullptr, "opt"},
    ShortNames{"momentum", nullptr, "mom"},
    ShortNames{"beta1", nullptr, "b1"},
    ShortNames{"beta2", nullptr, "b2"},
    ShortNames{"batch_size", "Batch", "batch"},
    ShortNames{"hidden_layers", "Layers", "layers"},
    ShortNames{"units", "Units", "units"},
    ShortNames{"filters", nullptr, "filters"},
    ShortNames{"kernel_size", "Kernel", "kernel"},
    ShortNames{"embedding", "Embed.", "embed"},
    ShortNames{"sequence_length", "Length", "length"},
    ShortNames{"activation", "Act.", "act"},
    ShortNames{"weight_decay", "Decay", "decay"},
    ShortNames{"l1", "L1", "l1"},
    ShortNames{"l2", "L2", "l2"},
    ShortNames{"init", "Init", "init"},
    ShortNames{"warmup_epochs", nullptr, "warm-up"},
    ShortNames{"schedule_gamma", nullptr, "factor"},
    ShortNames{"schedule_step", nullptr, "step"},
    ShortNames{"normalization", "Norm.", "norm"},
    ShortNames{"gradient_clip", "Clip", "clip"},
    ShortNames{"label_smoothing", "Smoothing", "smoothing"},
    ShortNames{"class_weight", nullptr, "weights"},
    ShortNames{"noise_std", "Noise", "noise"},
};

struct ChoiceName {
    std::string_view word;
    const char* title;
};

/// Only words that are not read as they are written.
constexpr std::array kChoices{
    ChoiceName{"mlp", "MLP"},
    ChoiceName{"cnn", "CNN"},
    ChoiceName{"lstm", "LSTM"},
    ChoiceName{"gru", "GRU"},
    ChoiceName{"char_lstm", "Character LSTM"},
    ChoiceName{"text_mlp", "Text MLP"},
    ChoiceName{"segmenter", "Segmenter"},
    ChoiceName{"autoencoder", "Autoencoder"},
    ChoiceName{"sgd", "SGD"},
    ChoiceName{"rmsprop", "RMSprop"},
    ChoiceName{"adagrad", "Adagrad"},
    ChoiceName{"adam", "Adam"},
    ChoiceName{"adamw", "AdamW"},
    ChoiceName{"nadam", "Nadam"},
    ChoiceName{"sigmoid", "Sigmoid"},
    ChoiceName{"tanh", "Tanh"},
    ChoiceName{"relu", "ReLU"},
    ChoiceName{"elu", "ELU"},
    ChoiceName{"gelu", "GELU"},
    ChoiceName{"silu", "SiLU"},
    ChoiceName{"he", "He"},
    ChoiceName{"xavier", "Xavier"},
    ChoiceName{"leaky_relu", "Leaky ReLU"},
};

const ShortNames* shortNamesOf(const std::string& name)
{
    const auto* found = std::find_if(kShortNames.begin(), kShortNames.end(),
                                     [&](const ShortNames& entry) { return entry.name == name; });
    return found == kShortNames.end() ? nullptr : &*found;
}

QString spaced(const std::string& name)
{
    return toQt(name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

std::map<std::string, QString> coreTitles()
{
    std::map<std::string, QString> titles;
    for (const Task task : {Task::Classification, Task::Regression}) {
        for (const SettingEntry& entry : settingEntries(task))
            titles.emplace(entry.spec.name, toQt(entry.title));
    }
    return titles;
}

} // namespace

QString settingTitle(const std::string& name)
{
    static const std::map<std::string, QString> titles = coreTitles();
    if (const auto found = titles.find(name); found != titles.end())
        return found->second;
    QString text = spaced(name);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString settingColumnTitle(const std::string& name)
{
    const ShortNames* names = shortNamesOf(name);
    return names && names->column ? QString::fromLatin1(names->column) : settingTitle(name);
}

QString settingShortTitle(const std::string& name)
{
    const ShortNames* names = shortNamesOf(name);
    return names && names->formula ? QString::fromLatin1(names->formula) : spaced(name);
}

QString choiceTitle(const std::string& word)
{
    const auto* found = std::find_if(kChoices.begin(), kChoices.end(),
                                     [&](const ChoiceName& entry) { return entry.word == word; });
    return found == kChoices.end() ? spaced(word) : QString::fromLatin1(found->title);
}

QString insideSentence(const QString& title)
{
    const bool word = title.size() > 1 && title[1].isLower();
    return word ? title[0].toLower() + title.mid(1) : title;
}

} // namespace tunescope::ui
