// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/part_reader.h"

#include "core/lessons/claim_reader.h"
#include "core/storage/spec_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace tunescope {
namespace {

constexpr int kMostSeeds = 100;
constexpr std::size_t kMostValues = 12;

/// A member of the part, or the lesson's own where the part leaves it out, and where that one is written.
struct Picked {
    const Json* value = nullptr;
    std::string path;
};

Picked pick(ObjectReader& own, ObjectReader& base, std::string_view key)
{
    const Json* inherited = base.member(key); // Known there, whether or not it is used here.
    if (const Json* value = own.member(key))
        return {value, own.pathOf(key)};
    return {inherited, base.pathOf(key)};
}

Picked need(ObjectReader& own, ObjectReader& base, std::string_view key, std::string_view expected)
{
    Picked picked = pick(own, base, key);
    if (picked.value == nullptr)
        (void)own.required(key, expected);
    return picked;
}

void outOfRange(const std::string& path, std::string_view expected, const Json& value, JsonFault& fault)
{
    fault.set({ErrorCode::JsonWrongType, {{"path", path}, {"expected", expected}, {"value", shortText(value)}}});
}

/// The study's space decides whether a number is a float.
ParamValue typedFor(const StudyConfig& study, const std::string& name, ParamValue value)
{
    const ParamSpec* spec = study.stage.space.find(name);
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (spec != nullptr && whole != nullptr && std::holds_alternative<FloatRange>(spec->distribution))
        return static_cast<double>(*whole);
    return value;
}

/// The text of a value as the file writes it: 1.0 stays "1.0".
std::string labelOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// {"settings": {...}, "label": ..., "article": ...}, or the value of `setting` alone.
struct SweepContext {
    std::string setting;
    const Json& spec; ///< The part's study as JSON, which a search changes.
    const StudyConfig& study;
};

/// What stands for a value: its settings, or the members of the study that its search changes.
void readMeaning(ObjectReader& reader, const SweepContext& context, SweepValue& result, ParamSet& settings, JsonFault& fault)
{
    const Json* search = reader.member("search");
    if (search == nullptr) {
        if (reader.required("settings", "the settings that make the value, or a \"search\"") != nullptr)
            reader.read("settings", settings);
        return;
    }
    if (!search->is_object())
        return reader.wrongType("search", "an object in braces", *search);
    Json changed = context.spec;
    changed.merge_patch(*search);
    result.search = readStudySpec(changed, reader.pathOf("search"), fault).stage;
    if (!result.search->budget.trials)
        (void)ObjectReader(*search, reader.pathOf("search"), fault).required("budget", "{\"trials\": ...}");
}

SweepValue readValue(const Json& value, const std::string& path, const SweepContext& context, JsonFault& fault)
{
    SweepValue result;
    ParamSet settings;
    if (value.is_object()) {
        ObjectReader reader(value, path, fault);
        result.label = requiredText(reader, "label", "the value in words", fault);
        readMeaning(reader, context, result, settings, fault);
        reader.finish();
    } else if (context.setting.empty()) {
        outOfRange(path, "an object with \"label\" and \"settings\", or the sweep must name one \"setting\"", value, fault);
    } else if (const auto param = toParamValue(value)) {
        result.label = labelOf(value);
        settings.set(context.setting, *param);
    } else {
        outOfRange(path, "a number, a text, true or false", value, fault);
    }
    for (const auto& [name, one] : settings)
        result.settings.set(name, typedFor(context.study, name, one));
    return result;
}

void readArticle(ObjectReader& reader, std::vector<SweepValue>& values, JsonFault& fault)
{
    const Json* article = reader.member("article");
    if (article == nullptr)
        return;
    if (!article->is_array() || article->size() != values.size())
        return outOfRange(reader.pathOf("article"), "a list of as many numbers as there are values", *article, fault);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(*article)[i].is_number())
            return outOfRange(reader.pathOf("article") + "[" + std::to_string(i) + "]", "a number", (*article)[i], fault);
        values[i].article = (*article)[i].get<double>();
    }
}

/// Every value is one of the space and has a label of its own.
void checkValues(const Json& values, const std::string& path, const LessonPart& part, JsonFault& fault)
{
    for (std::size_t i = 0; i < part.values.size(); ++i) {
        const SweepValue& value = part.values[i];
        const std::string place = path + "[" + std::to_string(i) + "]";
        const auto isSame = [&](const SweepValue& other) { return other.label == value.label; };
        if (std::any_of(part.values.begin(), part.values.begin() + static_cast<std::ptrdiff_t>(i), isSame))
            outOfRange(place, "a value that is listed once", values[i], fault);
        if (const auto valid = part.study.stage.space.validate(value.settings); !value.search && !valid)
            outOfRange(place, "a value that the study's space allows (" + errorText(valid.error()) + ")", values[i], fault);
    }
}

void readSweep(const Picked& sweep, const Json& spec, LessonPart& part, JsonFault& fault)
{
    if (sweep.value == nullptr)
        return;
    ObjectReader reader(*sweep.value, sweep.path, fault);
    part.param = requiredText(reader, "param", "what is compared, in words", fault);
    std::string setting;
    reader.read("setting", setting);
    const Json* values = reader.required("values", "a list of values");
    if (values != nullptr && (!values->is_array() || values->size() < 2 || values->size() > kMostValues))
        outOfRange(reader.pathOf("values"), "a list of 2 to 12 values", *values, fault);
    if (values == nullptr || fault.error)
        return;
    for (std::size_t i = 0; i < values->size(); ++i)
        part.values.push_back(readValue((*values)[i], reader.pathOf("values") + "[" + std::to_string(i) + "]", {setting, spec, part.study}, fault));
    const auto searches = std::count_if(part.values.begin(), part.values.end(), [](const SweepValue& value) { return value.search.has_value(); });
    if (searches != 0 && searches != std::ssize(part.values))
        outOfRange(reader.pathOf("values"), "either all searches or all settings", *values, fault);
    checkValues(*values, reader.pathOf("values"), part, fault);
    readArticle(reader, part.values, fault);
    reader.finish();
}

void readAxis(ObjectReader& reader, ScoreRule& rule, JsonFault& fault)
{
    const Json* axis = reader.required("axis", "the lowest and the highest number of the axis, [0, 100]");
    if (axis == nullptr)
        return;
    if (!axis->is_array() || axis->size() != 2 || !(*axis)[0].is_number() || !(*axis)[1].is_number() ||
        !((*axis)[0].get<double>() < (*axis)[1].get<double>()))
        return outOfRange(reader.pathOf("axis"), "two numbers, the lower one first", *axis, fault);
    rule.low = (*axis)[0].get<double>();
    rule.high = (*axis)[1].get<double>();
    if (const auto scale = reader.readChoice("scale", {"linear", "log"}); scale && *scale == 1)
        rule.scale = ScoreRule::Scale::Log;
    if (rule.scale == ScoreRule::Scale::Log && rule.low <= 0.0)
        outOfRange(reader.pathOf("axis"), "above 0 for a logarithmic axis", *axis, fault);
}

void readScore(const Picked& score, LessonPart& part, JsonFault& fault)
{
    if (score.value == nullptr)
        return;
    ScoreRule& rule = part.score;
    ObjectReader reader(*score.value, score.path, fault);
    rule.metric = part.study.protocol.metric;
    reader.read("metric", rule.metric);
    rule.title = requiredText(reader, "title", "the title of the axis", fault);
    reader.read("unit", rule.unit);
    reader.read("factor", rule.factor);
    constexpr std::array kAt{ScoreRule::At::Last, ScoreRule::At::Best, ScoreRule::At::MeanOfLast};
    if (const auto at = reader.readChoice("at", {"last", "best", "mean_of_last"}))
        rule.at = kAt[*at];
    reader.read("epochs", rule.epochs);
    if (rule.epochs < 1)
        outOfRange(reader.pathOf("epochs"), "a whole number from 1", Json(rule.epochs), fault);
    if (!(rule.factor > 0.0))
        outOfRange(reader.pathOf("factor"), "a number above 0", Json(rule.factor), fault);
    readAxis(reader, rule, fault);
    reader.finish();
}

FurtherScore readFurther(const Json& value, const std::string& path, JsonFault& fault)
{
    FurtherScore further;
    ObjectReader reader(value, path, fault);
    further.metric = requiredText(reader, "metric", "the metric's name", fault);
    further.title = requiredText(reader, "title", "the metric in words", fault);
    reader.read("unit", further.unit);
    reader.read("factor", further.factor);
    reader.finish();
    return further;
}

BaselineRule readBaseline(const Json& value, const std::string& path, JsonFault& fault)
{
    BaselineRule rule;
    ObjectReader reader(value, path, fault);
    rule.id = requiredText(reader, "id", "how claims name it", fault);
    rule.label = requiredText(reader, "label", "the line in words", fault);
    (void)reader.required("kind", "\"constant\", \"linear\", \"previous\" or \"fixed\"");
    constexpr std::array kBaselineKinds{BaselineRule::Kind::Constant, BaselineRule::Kind::Linear, BaselineRule::Kind::Previous, BaselineRule::Kind::Fixed};
    if (const auto kind = reader.readChoice("kind", {"constant", "linear", "previous", "fixed"}))
        rule.kind = kBaselineKinds[*kind];
    if (rule.kind == BaselineRule::Kind::Fixed)
        (void)reader.required("value", "the number, in the unit of the axis");
    reader.read("value", rule.value);
    reader.finish();
    return rule;
}

template <class T, class Read>
void readList(const Picked& list, std::vector<T>& target, JsonFault& fault, Read read)
{
    if (list.value == nullptr)
        return;
    if (!list.value->is_array())
        return outOfRange(list.path, "a list in brackets", *list.value, fault);
    for (std::size_t i = 0; i < list.value->size() && !fault.error; ++i)
        target.push_back(read((*list.value)[i], list.path + "[" + std::to_string(i) + "]", fault));
}

PredictionOption readOption(const Json& value, const std::string& path, JsonFault& fault)
{
    PredictionOption option;
    ObjectReader reader(value, path, fault);
    option.id = requiredText(reader, "id", "a short name", fault);
    option.text = requiredText(reader, "text", "the answer in words", fault);
    if (const Json* when = reader.required("when", "the claims that make it right, {\"CLAIM\": \"yes\"}"))
        option.when = readConditions(*when, reader.pathOf("when"), fault);
    reader.finish();
    return option;
}

void readPrediction(const Picked& form, PredictionForm& prediction, JsonFault& fault)
{
    if (form.value == nullptr)
        return;
    ObjectReader reader(*form.value, form.path, fault);
    prediction.question = requiredText(reader, "question", "what is asked before the run", fault);
    reader.read("hint", prediction.hint);
    checkWords(prediction.hint, reader.pathOf("hint"), fault);
    const Json* options = reader.member("options");
    readList({options, reader.pathOf("options")}, prediction.options, fault, readOption);
    if (options != nullptr && !fault.error && prediction.options.size() < 2)
        outOfRange(reader.pathOf("options"), "a list of at least two answers", *options, fault);
    prediction.kind = options == nullptr ? PredictionForm::Kind::Values : PredictionForm::Kind::Choice;
    reader.finish();
}

/// The lesson's study, changed as the part says.
Json readStudy(LessonPartKind kind, ObjectReader& own, ObjectReader& base, LessonPart& part, JsonFault& fault)
{
    const Json* study = base.required("study", "a tunescope.study/1 object");
    if (study == nullptr)
        return {};
    Json changed = *study;
    std::string path = base.pathOf("study");
    if (kind != LessonPartKind::Main) {
        if (const Json* change = own.required("change", "the members of the study that differ")) {
            if (!change->is_object())
                own.wrongType("change", "an object in braces", *change);
            changed.merge_patch(*change);
            path = own.pathOf("change");
        }
    }
    if (!fault.error)
        part.study = readStudySpec(changed, path, fault);
    return changed;
}

void readSeeds(const Picked& seeds, LessonPart& part, JsonFault& fault)
{
    if (seeds.value == nullptr)
        return;
    const bool sound = seeds.value->is_number_integer() && *seeds.value >= kFewestSeeds && *seeds.value <= kMostSeeds;
    if (!sound)
        return outOfRange(seeds.path, "a whole number from 3 to 100", *seeds.value, fault);
    part.seeds = seeds.value->get<int>();
}

void readVerdicts(LessonPartKind kind, ObjectReader& own, ObjectReader& base, LessonPart& part, JsonFault& fault)
{
    // A twist asks something of its own; elsewhere the lesson's claims are put to other data.
    ObjectReader& from = kind == LessonPartKind::Elsewhere ? base : own;
    const auto claims = need(own, from, "claims", "a list of sentences that the runs can prove wrong");
    readList(claims, part.claims, fault, [&](const Json& value, const std::string& path, JsonFault& at) { return readClaim(value, path, part, at); });
    readList(need(own, from, "verdicts", "a list of cards, the first that fits is shown"), part.verdicts, fault, readCard);
    readList(pick(own, from, "cards"), part.cards, fault, readCard);
}

} // namespace

void checkWords(const std::string& text, const std::string& path, JsonFault& fault)
{
    int words = 0;
    bool inside = false;
    for (const char letter : text) {
        const bool isBlank = std::isspace(static_cast<unsigned char>(letter)) != 0;
        words += !isBlank && !inside ? 1 : 0;
        inside = !isBlank;
    }
    if (words > kMostCardWords)
        fault.set({ErrorCode::JsonWrongType,
                   {{"path", path}, {"expected", "a text of at most " + std::to_string(kMostCardWords) + " words"}, {"value", std::to_string(words) + " words"}}});
}

std::string requiredText(ObjectReader& reader, std::string_view key, std::string_view expected, JsonFault& fault)
{
    std::string text;
    if (reader.required(key, expected) == nullptr)
        return text;
    reader.read(key, text);
    if (text.empty())
        fault.set({ErrorCode::JsonWrongType, {{"path", reader.pathOf(key)}, {"expected", "a text that is not empty"}, {"value", "\"\""}}});
    checkWords(text, reader.pathOf(key), fault);
    return text;
}

LessonCard readCard(const Json& value, const std::string& path, JsonFault& fault)
{
    LessonCard card;
    ObjectReader reader(value, path, fault);
    card.title = requiredText(reader, "title", "the card's title", fault);
    card.text = requiredText(reader, "text", "the card's text", fault);
    reader.read("figure", card.figure);
    if (const Json* when = reader.member("when"))
        card.when = readConditions(*when, reader.pathOf("when"), fault);
    reader.finish();
    return card;
}

LessonPart readPart(LessonPartKind kind, ObjectReader& own, ObjectReader& base, JsonFault& fault)
{
    LessonPart part;
    part.kind = kind;
    if (kind != LessonPartKind::Main)
        part.prompt = requiredText(own, "prompt", kind == LessonPartKind::Twist ? "what is changed and asked" : "what the other data are", fault);
    ObjectReader& sourced = own.has("source") ? own : base;
    (void)base.member("source");
    part.source = requiredText(sourced, "source", "where the data come from", fault);
    const Json spec = readStudy(kind, own, base, part, fault);
    if (fault.error)
        return part;
    readSweep(need(own, base, "sweep", "{\"param\": ..., \"values\": [...]}"), spec, part, fault);
    if (kind == LessonPartKind::Twist && !own.has("sweep")) {
        for (SweepValue& value : part.values)
            value.article.reset(); // It says nothing of what is changed.
    }
    readSeeds(pick(own, base, "seeds"), part, fault);
    readScore(need(own, base, "score", "{\"title\": ..., \"axis\": [0, 100]}"), part, fault);
    readList(pick(own, base, "further"), part.further, fault, readFurther);
    readList(pick(own, base, "baselines"), part.baselines, fault, readBaseline);
    readPrediction(kind == LessonPartKind::Elsewhere ? pick(own, base, "prediction") : need(own, own, "prediction", "{\"question\": ...}"), part.prediction, fault);
    Picked writes = pick(own, base, "writes");
    if (writes.value != nullptr && !(writes.value->is_number_integer() && *writes.value >= 0 && *writes.value <= 100))
        outOfRange(writes.path, "a whole number from 0 to 100", *writes.value, fault);
    else if (writes.value != nullptr)
        part.writes = writes.value->get<int>();
    if (!fault.error)
        readVerdicts(kind, own, base, part, fault);
    return part;
}

} // namespace tunescope
