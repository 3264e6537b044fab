// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/claim_reader.h"

#include "core/lessons/part_reader.h"

#include <array>

namespace tunescope {
namespace {

using Kind = ClaimRule::Kind;

struct KindEntry {
    std::string_view name;
    Kind kind;
    std::size_t fewest; ///< Values that it speaks of.
    std::size_t most;
};

constexpr std::size_t kAny = 12;
constexpr std::array<KindEntry, 10> kClaimKinds{{{"peak_at", Kind::PeakAt, 1, 1},
                                            {"low_at", Kind::LowAt, 1, 1},
                                            {"peak_in", Kind::PeakIn, 1, kAny},
                                            {"falls", Kind::Falls, 2, kAny},
                                            {"rises", Kind::Rises, 2, kAny},
                                            {"tie", Kind::Tie, 2, kAny},
                                            {"above", Kind::Above, 1, kAny},
                                            {"not_above", Kind::NotAbove, 1, kAny},
                                            {"spread", Kind::Spread, 1, 1},
                                            {"power", Kind::Power, 3, kAny}}};

constexpr std::array kVerdicts{ClaimVerdict::Yes, ClaimVerdict::No, ClaimVerdict::Unclear};

std::string listOf(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

void unknownValue(const std::string& path, const Json& value, const std::vector<std::string>& known, JsonFault& fault)
{
    fault.set({ErrorCode::JsonUnknownValue, {{"path", path}, {"value", shortText(value)}, {"choices", known.empty() ? "(there are none)" : listOf(known)}}});
}

void readValues(ObjectReader& reader, const KindEntry& kind, const LessonPart& part, ClaimRule& rule, JsonFault& fault)
{
    std::vector<std::string> labels;
    for (const SweepValue& value : part.values)
        labels.push_back(value.label);
    const Json* values = reader.required("values", "a list of labels of the sweep's values");
    if (values == nullptr)
        return;
    if (!values->is_array() || values->size() < kind.fewest || values->size() > kind.most) {
        const std::string count = kind.fewest == kind.most ? std::to_string(kind.fewest) : std::to_string(kind.fewest) + " or more";
        return reader.wrongType("values", "a list of " + count + " labels for " + std::string(kind.name), *values);
    }
    for (std::size_t i = 0; i < values->size(); ++i) {
        const auto found = std::find(labels.begin(), labels.end(), (*values)[i].is_string() ? (*values)[i].get<std::string>() : (*values)[i].dump());
        if (found == labels.end())
            return unknownValue(reader.pathOf("values") + "[" + std::to_string(i) + "]", (*values)[i], labels, fault);
        rule.values.push_back(static_cast<std::size_t>(found - labels.begin()));
    }
}

void readBaselineName(ObjectReader& reader, const LessonPart& part, ClaimRule& rule, JsonFault& fault)
{
    const bool isNeeded = rule.kind == Kind::Above || rule.kind == Kind::NotAbove;
    if (isNeeded)
        (void)reader.required("baseline", "the id of one of the baselines");
    reader.read("baseline", rule.baseline);
    std::vector<std::string> ids;
    for (const BaselineRule& baseline : part.baselines)
        ids.push_back(baseline.id);
    if (!rule.baseline.empty() && std::find(ids.begin(), ids.end(), rule.baseline) == ids.end())
        unknownValue(reader.pathOf("baseline"), Json(rule.baseline), ids, fault);
}

void readMetricName(ObjectReader& reader, const LessonPart& part, ClaimRule& rule, JsonFault& fault)
{
    reader.read("metric", rule.metric);
    std::vector<std::string> names;
    for (const FurtherScore& further : part.further)
        names.push_back(further.metric);
    if (!rule.metric.empty() && std::find(names.begin(), names.end(), rule.metric) == names.end())
        unknownValue(reader.pathOf("metric"), Json(rule.metric), names, fault);
}

} // namespace

ClaimRule readClaim(const Json& value, const std::string& path, const LessonPart& part, JsonFault& fault)
{
    ClaimRule rule;
    ObjectReader reader(value, path, fault);
    rule.id = requiredText(reader, "id", "a short name", fault);
    (void)reader.required("kind", "what is claimed, for example \"peak_at\"");
    std::vector<std::string_view> names;
    for (const KindEntry& entry : kClaimKinds)
        names.push_back(entry.name);
    const auto kind = reader.readChoice("kind", names);
    if (!kind)
        return rule;
    rule.kind = kClaimKinds[*kind].kind;
    readValues(reader, kClaimKinds[*kind], part, rule, fault);
    readBaselineName(reader, part, rule, fault);
    readMetricName(reader, part, rule, fault);
    if (const auto of = reader.readChoice("of", {"validation", "train"}); of && *of == 1)
        rule.of = ClaimRule::Of::Train;
    if (rule.kind == Kind::Power)
        (void)reader.required("against", "\"weights\"");
    if (reader.readChoice("against", {"weights"}))
        rule.against = "weights";
    reader.read("by", rule.by);
    rule.yes = requiredText(reader, "yes", "the sentence where it holds", fault);
    rule.no = requiredText(reader, "no", "the sentence where it does not hold", fault);
    reader.read("unclear", rule.unclear);
    checkWords(rule.unclear, reader.pathOf("unclear"), fault);
    reader.finish();
    return rule;
}

ClaimConditions readConditions(const Json& value, const std::string& path, JsonFault& fault)
{
    ClaimConditions conditions;
    if (!value.is_object()) {
        fault.set({ErrorCode::JsonWrongType, {{"path", path}, {"expected", "an object such as {\"CLAIM\": \"yes\"}"}, {"value", shortText(value)}}});
        return conditions;
    }
    for (const auto& [claim, wanted] : value.items()) {
        ClaimCondition condition{claim, {}};
        const Json list = wanted.is_array() ? wanted : Json::array({wanted});
        for (const Json& one : list) {
            const auto found = std::find_if(kVerdicts.begin(), kVerdicts.end(), [&](ClaimVerdict verdict) { return one == claimVerdictName(verdict); });
            if (found == kVerdicts.end())
                unknownValue(path + "." + claim, one, {"\"yes\"", "\"no\"", "\"unclear\""}, fault);
            else
                condition.verdicts.push_back(*found);
        }
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

} // namespace tunescope
