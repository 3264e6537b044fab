// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/suggestions.h"

#include "core/base/error.h"
#include "core/coach/trial_signs.h"
#include "core/metrics/metric_registry.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>

namespace tunescope {
namespace {

/// Two significant digits: a suggestion is a round number.
double roundedValue(double value)
{
    if (value == 0.0 || !std::isfinite(value))
        return value;
    const double step = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1.0);
    // From the text, so that 0.35 is 0.35 and not 0.35000000000000003.
    const std::string text = shortNumber(std::round(value / step) * step);
    double rounded = value;
    std::from_chars(text.data(), text.data() + text.size(), rounded);
    return rounded;
}

std::string lowered(std::string text)
{
    if (!text.empty() && (text.size() < 2 || std::islower(static_cast<unsigned char>(text[1])) != 0))
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

/// Inside the distribution, or nothing where that cannot be.
std::optional<ParamValue> fitted(const Distribution& distribution, const ParamValue& value)
{
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value))
        return *list; // Lists are checked number by number by whoever makes them.
    if (std::holds_alternative<ChoiceSet>(distribution))
        return positionOf(distribution, value) ? std::optional(value) : std::nullopt;
    const std::optional<double> number = paramNumber(value);
    if (!number)
        return std::nullopt;
    if (const auto* range = std::get_if<FloatRange>(&distribution))
        return std::clamp(*number, range->low, range->high);
    const auto& range = std::get<IntRange>(distribution);
    const double whole =
        std::clamp(std::round(*number), static_cast<double>(range.low), static_cast<double>(range.high));
    return range.low + (static_cast<std::int64_t>(whole) - range.low) / range.step * range.step;
}

bool conditionsHold(const ParamSpec& spec, const ParamSet& settings)
{
    return std::all_of(spec.when.begin(), spec.when.end(), [&](const Condition& condition) {
        const ParamValue* parent = settings.find(condition.param);
        return parent != nullptr && std::any_of(condition.in.begin(), condition.in.end(),
                                                [&](const ParamValue& in) { return sameValue(in, *parent); });
    });
}

/// A searched setting keeps its conditions, a fixed one becomes searched.
ParamSpec rangeAround(const StudyCase& study, const ParamSpec& natural, const ParamValue& before,
                      const ParamValue& after)
{
    if (const ParamSpec* searched = study.space.find(natural.name))
        return widened(*searched, after);
    ParamSpec spec{.name = natural.name, .distribution = natural.distribution};
    if (auto* range = std::get_if<FloatRange>(&spec.distribution)) {
        range->low =
            std::min(paramNumber(before).value_or(range->low), paramNumber(after).value_or(range->low));
        range->high =
            std::max(paramNumber(before).value_or(range->high), paramNumber(after).value_or(range->high));
        if (range->low <= 0.0)
            range->scale = Scale::Linear;
    } else if (auto* whole = std::get_if<IntRange>(&spec.distribution)) {
        const auto number = [&](const ParamValue& value, std::int64_t otherwise) {
            return static_cast<std::int64_t>(paramNumber(value).value_or(static_cast<double>(otherwise)));
        };
        whole->low = std::min(number(before, whole->low), number(after, whole->low));
        whole->high = std::max(number(before, whole->high), number(after, whole->high));
        if (whole->low <= 0)
            whole->scale = Scale::Linear;
    } else {
        spec.distribution = ChoiceSet{{before, after}, false};
    }
    return spec;
}

std::vector<std::int64_t> scaledList(const std::vector<std::int64_t>& list, double factor)
{
    std::vector<std::int64_t> result;
    for (const std::int64_t units : list)
        result.push_back(std::max<std::int64_t>(std::llround(static_cast<double>(units) * factor), 1));
    return result;
}

} // namespace

const SettingEntry* findSetting(const StudyCase& study, std::string_view name)
{
    const auto found = std::find_if(study.settings.begin(), study.settings.end(),
                                    [&](const SettingEntry& entry) { return entry.spec.name == name; });
    return found == study.settings.end() ? nullptr : &*found;
}

ParamSpec widened(ParamSpec spec, const ParamValue& value)
{
    if (auto* choices = std::get_if<ChoiceSet>(&spec.distribution)) {
        if (!positionOf(spec.distribution, value))
            choices->choices.push_back(value);
        return spec;
    }
    const std::optional<double> number = paramNumber(value);
    if (!number)
        return spec;
    if (auto* range = std::get_if<FloatRange>(&spec.distribution)) {
        range->low = std::min(range->low, *number);
        range->high = std::max(range->high, *number);
        if (range->low <= 0.0)
            range->scale = Scale::Linear;
        if (positionOf(spec.distribution, value).has_value())
            return spec;
        range->step.reset();
        range->count.reset();
    } else if (auto* whole = std::get_if<IntRange>(&spec.distribution)) {
        whole->low = std::min(whole->low, static_cast<std::int64_t>(*number));
        whole->high = std::max(whole->high, static_cast<std::int64_t>(*number));
        if (whole->low <= 0)
            whole->scale = Scale::Linear;
        if (!positionOf(spec.distribution, value))
            whole->step = 1;
    }
    return spec;
}

SuggestionList& SuggestionList::twin(std::string_view setting, const ParamValue& value)
{
    const SettingEntry* entry = findSetting(m_input.study, setting);
    if (entry == nullptr || m_input.trial == nullptr)
        return *this;
    const ParamValue* before = m_input.trial->settings.find(setting);
    if (before == nullptr || !conditionsHold(entry->spec, m_input.trial->settings))
        return *this;
    const std::optional<ParamValue> after = fitted(entry->spec.distribution, value);
    if (!after || sameValue(*after, *before))
        return *this;
    Suggestion suggestion{.kind = SuggestionKind::Twin};
    suggestion.change.set(std::string(setting), *after);
    suggestion.before.set(std::string(setting), *before);
    suggestion.text =
        "Queue with " + lowered(entry->title) + " " + paramText(*after) + " instead of " + paramText(*before);
    const ParamSpec* searched = m_input.study.space.find(setting);
    suggestion.fitsSpace = searched != nullptr && positionOf(searched->distribution, *after).has_value();
    if (!suggestion.fitsSpace && !std::holds_alternative<std::vector<std::int64_t>>(*after))
        suggestion.range = rangeAround(m_input.study, entry->spec, *before, *after);
    m_list.push_back(std::move(suggestion));
    return *this;
}

SuggestionList& SuggestionList::scaled(std::string_view setting, double factor, double fallback)
{
    const ParamValue* before = m_input.trial ? m_input.trial->settings.find(setting) : nullptr;
    if (before == nullptr)
        return *this;
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(before))
        return twin(setting, scaledList(*list, factor));
    const std::optional<double> number = paramNumber(*before);
    if (!number)
        return *this;
    if (std::holds_alternative<std::int64_t>(*before))
        return twin(setting,
                    static_cast<std::int64_t>(std::llround(*number == 0.0 ? fallback : *number * factor)));
    return twin(setting, *number == 0.0 ? fallback : roundedValue(*number * factor));
}

SuggestionList& SuggestionList::raised(std::string_view setting, double amount)
{
    const std::optional<double> before =
        m_input.trial ? settingNumber(*m_input.trial, setting) : std::nullopt;
    return before ? twin(setting, roundedValue(*before + amount)) : *this;
}

SuggestionList& SuggestionList::longer(int epochs)
{
    if (m_input.trial != nullptr && m_input.trial->state != TrialState::Diverged)
        m_list.push_back({.kind = SuggestionKind::Continue,
                          .text = "Continue for " + std::to_string(epochs) + " epochs",
                          .epochs = epochs});
    return *this;
}

SuggestionList& SuggestionList::confirm(std::vector<int> trials, int seeds)
{
    std::string text = "Train";
    for (std::size_t i = 0; i < trials.size(); ++i)
        text.append(i == 0                   ? " trials "
                    : i + 1 == trials.size() ? " and "
                                             : ", ")
            .append(std::to_string(trials[i]));
    text += " on " + std::to_string(seeds) + " new seeds each";
    m_list.push_back({.kind = SuggestionKind::Confirm,
                      .text = std::move(text),
                      .trials = std::move(trials),
                      .seeds = seeds});
    return *this;
}

SuggestionList& SuggestionList::range(ParamSpec spec, std::string text)
{
    m_list.push_back({.kind = SuggestionKind::Range, .text = std::move(text), .range = std::move(spec)});
    return *this;
}

SuggestionList& SuggestionList::metric(std::string_view metric, std::string text)
{
    m_list.push_back(
        {.kind = SuggestionKind::Protocol, .text = std::move(text), .metric = std::string(metric)});
    return *this;
}

SuggestionList& SuggestionList::data(std::string text)
{
    m_list.push_back({.kind = SuggestionKind::Data, .text = std::move(text)});
    return *this;
}

std::string faultOf(const Suggestion& suggestion, const StudyCase& study)
{
    if (suggestion.text.empty())
        return "it has no text";
    for (const auto& [name, value] : suggestion.change) {
        const SettingEntry* entry = findSetting(study, name);
        if (entry == nullptr)
            return name + " is no setting here";
        if (!std::holds_alternative<std::vector<std::int64_t>>(value) &&
            !positionOf(entry->spec.distribution, value))
            return name + " cannot be " + paramText(value);
    }
    if (suggestion.range) {
        const auto space = SearchSpace::create(
            {ParamSpec{.name = suggestion.range->name, .distribution = suggestion.range->distribution}});
        if (!space)
            return errorText(space.error());
    }
    const auto knows = [&](int number) {
        return std::any_of(study.trials.begin(), study.trials.end(),
                           [&](const PeerTrial& peer) { return peer.number == number; });
    };
    switch (suggestion.kind) {
    case SuggestionKind::Twin:
        return suggestion.change.empty() ? "it changes nothing" : "";
    case SuggestionKind::Continue:
        return suggestion.epochs > 0 ? "" : "it has no epochs";
    case SuggestionKind::Range:
        return suggestion.range ? "" : "it has no range";
    case SuggestionKind::Confirm:
        return suggestion.seeds > 0 && std::all_of(suggestion.trials.begin(), suggestion.trials.end(), knows)
                   ? ""
                   : "it names no trials";
    case SuggestionKind::Protocol:
        return findMetric(suggestion.metric) ? "" : "it names no metric";
    case SuggestionKind::Data:
        break;
    }
    return "";
}

} // namespace tunescope
