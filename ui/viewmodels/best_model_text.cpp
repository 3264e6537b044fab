// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/best_model_text.h"

#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <QCoreApplication>

namespace tunescope::ui {
namespace {

using namespace std::string_view_literals;

/// In the order in which the search page lists them.
constexpr std::array kOrder{
    "learning_rate"sv, "optimizer"sv, "momentum"sv,     "batch_size"sv, "hidden_layers"sv,
    "activation"sv,    "dropout"sv,   "weight_decay"sv, "l1"sv,         "l2"sv,
    "normalization"sv, "init"sv,      "schedule"sv,     "epochs"sv,     "patience"sv};

/// What belongs to the data, is shown with another setting, or says nothing on a card.
constexpr std::array kNotShown{"model"sv, "features"sv, "scaling"sv, "encoding"sv, "missing"sv, "units"sv};

bool holds(std::span<const std::string_view> names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

SettingText textOf(const std::string& name, const ParamValue& value)
{
    return {settingTitle(name), settingText(value), !std::holds_alternative<std::string>(value)};
}

const ParamSet& fixedOf(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    static const ParamSet kNothing;
    const auto stage = static_cast<std::size_t>(trial.start.stage);
    return stage < snapshot.stages.size() && snapshot.stages[stage] ? snapshot.stages[stage]->fixed
                                                                    : kNothing;
}

} // namespace

QList<SettingText> settingTexts(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    QList<SettingText> texts;
    for (const std::string_view name : kOrder) {
        if (name == "hidden_layers") {
            if (const QString layers = layersText(snapshot, trial); !layers.isEmpty())
                texts.append({settingTitle(std::string(name)), layers, true});
        } else if (const ParamValue* value = settingOf(snapshot, trial, name)) {
            texts.append(textOf(std::string(name), *value));
        }
    }
    for (const ParamSet* set : {&trial.start.params, &fixedOf(snapshot, trial)}) {
        for (const auto& [name, value] : *set) {
            const bool again = set != &trial.start.params && trial.start.params.contains(name);
            if (!again && !holds(kOrder, name) && !holds(kNotShown, name) && settingOf(snapshot, trial, name))
                texts.append(textOf(name, value));
        }
    }
    return texts;
}

QString configLine(const StudySnapshot& snapshot, const TrialSnapshot& trial)
{
    QStringList parts;
    if (trial.start.origin.kind == OriginKind::Imported)
        parts << QCoreApplication::translate("BestModel", "imported");
    if (const ParamValue* optimizer = settingOf(snapshot, trial, "optimizer"))
        parts << settingText(*optimizer);
    if (const ParamValue* rate = settingOf(snapshot, trial, "learning_rate"))
        parts << settingColumnTitle("learning_rate") + QLatin1Char(' ') + settingText(*rate);
    if (const QString layers = layersWords(snapshot, trial); !layers.isEmpty())
        parts << layers;
    return parts.join(QStringLiteral(", "));
}

} // namespace tunescope::ui
