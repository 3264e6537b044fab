// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"
#include "core/coach/verdict.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Collects next experiments for one trial. Each call adds at most one; it adds none where the setting has no
/// effect on this trial, cannot take the value, or has it already.
class SuggestionList
{
public:
    explicit SuggestionList(const CoachCase& input) : m_input(input) {}

    /// The trial again with one setting changed.
    SuggestionList& twin(std::string_view setting, const ParamValue& value);
    /// Likewise with the number times `factor`, rounded; `fallback` stands for a zero.
    SuggestionList& scaled(std::string_view setting, double factor, double fallback = 0.0);
    /// Likewise with `amount` added.
    SuggestionList& raised(std::string_view setting, double amount);
    SuggestionList& longer(int epochs);
    SuggestionList& confirm(std::vector<int> trials, int seeds);
    SuggestionList& range(ParamSpec spec, std::string text);
    SuggestionList& metric(std::string_view metric, std::string text);
    SuggestionList& data(std::string text);

    [[nodiscard]] std::vector<Suggestion> take() { return std::move(m_list); }
    [[nodiscard]] bool empty() const { return m_list.empty(); }

private:
    const CoachCase& m_input;
    std::vector<Suggestion> m_list;
};

/// The natural range of a setting on this data, or null.
[[nodiscard]] const SettingEntry* findSetting(const StudyCase& study, std::string_view name);

/// The spec with its range made wide enough to hold `value`; choices gain it.
[[nodiscard]] ParamSpec widened(ParamSpec spec, const ParamValue& value);

/// The first fault of a suggestion: a setting that does not exist here, a value that it cannot take, a range
/// that is none; "" if there is none.
[[nodiscard]] std::string faultOf(const Suggestion& suggestion, const StudyCase& study);

} // namespace tunescope
