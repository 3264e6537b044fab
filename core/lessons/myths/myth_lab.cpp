// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/myths/myth_lab.h"

#include "core/base/resources.h"
#include "core/lessons/claim_judge.h"
#include "core/lessons/claim_reader.h"
#include "core/lessons/lesson_places.h"
#include "core/lessons/myths/myth_experiments.h"
#include "core/lessons/part_reader.h"
#include "core/storage/spec_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace tunescope {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> kRaceClaims{"winner"};
constexpr std::array<std::string_view, 11> kRaceNumbers{"gp", "tpe", "cmaes", "ga", "de", "anneal", "sobol", "random", "grid", "optimum", "gain"};
constexpr std::array<std::string_view, 2> kAxesClaims{"random", "across"};
constexpr std::array<std::string_view, 7> kAxesNumbers{"grid", "random", "wins", "wins_anywhere", "across", "up", "ratio"};
constexpr std::array<std::string_view, 2> kGuaranteeClaims{"guarantee", "close"};
constexpr std::array<std::string_view, 4> kGuaranteeNumbers{"regret_random", "regret_gp", "found", "optimum"};
constexpr std::array<std::string_view, 3> kMoreClaims{"gp", "grid", "random"};
constexpr std::array<std::string_view, 12> kMoreNumbers{"gp_0", "gp_3", "gp_9", "grid_0", "grid_3", "grid_9", "random_0", "random_3", "random_9", "loss_gp", "loss_grid", "loss_random"};
constexpr std::array<std::string_view, 2> kSizeClaims{"one_winner", "loses"};
constexpr std::array<std::string_view, 3> kSizeNumbers{"loss", "worst", "winners"};
constexpr std::array<std::string_view, 1> kTimeClaims{"pays"};
constexpr std::array<std::string_view, 3> kTimeNumbers{"kept", "again", "gain"};
constexpr std::array<std::string_view, 3> kCureClaims{"feature", "linear", "noise"};
constexpr std::array<std::string_view, 9> kCureNumbers{"feature_tuned", "feature_plain", "feature_gain", "linear_tuned", "linear_plain", "linear_gain", "noise_tuned", "noise_plain", "noise_gain"};
constexpr std::array<std::string_view, 2> kLuckClaims{"looks_good", "optimism"};
constexpr std::array<std::string_view, 4> kLuckNumbers{"winner", "honest", "optimism", "chance"};

constexpr auto kPlain = MythEntry::Needs::Nothing;
constexpr auto kOnLandscape = MythEntry::Needs::Landscape;
constexpr std::array<MythEntry, 8> kMyths{{{"one-size-fits-all", kPlain, kSizeClaims, kSizeNumbers, &runOneSize},
                                           {"guarantees-the-best", kOnLandscape, kGuaranteeClaims, kGuaranteeNumbers, &runGuarantee},
                                           {"more-hyperparameters", kOnLandscape, kMoreClaims, kMoreNumbers, &runMoreSettings},
                                           {"one-time-process", kPlain, kTimeClaims, kTimeNumbers, &runOneTime},
                                           {"cure-all", kPlain, kCureClaims, kCureNumbers, &runCureAll},
                                           {"important-axes", kOnLandscape, kAxesClaims, kAxesNumbers, &runAxes},
                                           {"search-race", kOnLandscape, kRaceClaims, kRaceNumbers, &runRace},
                                           {"lucky-winner", kPlain, kLuckClaims, kLuckNumbers, &runLuckyWinner}}};

constexpr double kLandscapeShare = 0.5;

const MythEntry* findMyth(std::string_view id)
{
    const auto found = std::find_if(kMyths.begin(), kMyths.end(), [&](const MythEntry& entry) { return entry.id == id; });
    return found == kMyths.end() ? nullptr : &*found;
}

std::string namesText(Names names)
{
    std::string text;
    for (const std::string_view name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

bool hasName(Names names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void checkCards(const MythEntry& entry, const std::vector<LessonCard>& cards, const std::string& path, JsonFault& fault)
{
    for (const LessonCard& card : cards) {
        for (const ClaimCondition& condition : card.when) {
            if (!hasName(entry.claims, condition.claim))
                fault.set({ErrorCode::JsonUnknownValue, {{"path", path + ".when"}, {"value", "\"" + condition.claim + "\""}, {"choices", namesText(entry.claims)}}});
        }
        for (const std::string& place : placesOf(card.text)) {
            if (!hasName(entry.numbers, place))
                fault.set({ErrorCode::JsonUnknownValue, {{"path", path}, {"value", "{" + place + "}"}, {"choices", namesText(entry.numbers)}}});
        }
    }
}

std::vector<LessonCard> readCards(ObjectReader& reader, std::string_view key, JsonFault& fault)
{
    std::vector<LessonCard> cards;
    const Json* list = reader.required(key, "a list of cards");
    if (list == nullptr)
        return cards;
    if (!list->is_array())
        reader.wrongType(key, "a list in brackets", *list);
    for (std::size_t i = 0; list->is_array() && i < list->size() && !fault.error; ++i)
        cards.push_back(readCard((*list)[i], reader.pathOf(key) + "[" + std::to_string(i) + "]", fault));
    return cards;
}

PredictionForm readMythQuestion(const Json& value, const std::string& path, const MythEntry& entry, JsonFault& fault)
{
    PredictionForm form{.kind = PredictionForm::Kind::Choice};
    ObjectReader reader(value, path, fault);
    form.question = requiredText(reader, "question", "what is asked before the run", fault);
    const Json* options = reader.required("options", "a list of answers");
    for (std::size_t i = 0; options != nullptr && options->is_array() && i < options->size(); ++i) {
        ObjectReader one((*options)[i], reader.pathOf("options") + "[" + std::to_string(i) + "]", fault);
        PredictionOption option{requiredText(one, "id", "a short name", fault), requiredText(one, "text", "the answer", fault), {}};
        if (const Json* when = one.required("when", "the claims that make it right"))
            option.when = readConditions(*when, one.pathOf("when"), fault);
        one.finish();
        checkCards(entry, {{"", "", "", option.when}}, one.pathOf(""), fault);
        form.options.push_back(std::move(option));
    }
    if (options != nullptr && form.options.size() < 2)
        reader.wrongType("options", "a list of at least two answers", *options);
    reader.finish();
    return form;
}

MythText readMyth(const Json& document, JsonFault& fault)
{
    MythText text;
    ObjectReader reader(document, "", fault);
    readFormat(reader, "tunescope.myth/1", fault);
    (void)reader.required("number", "its place in the list, from 1");
    reader.read("number", text.number);
    (void)reader.required("id", "the experiment's name");
    std::vector<std::string_view> ids;
    for (const MythEntry& entry : kMyths)
        ids.push_back(entry.id);
    const auto index = reader.readChoice("id", ids);
    if (!index)
        return text;
    const MythEntry& entry = kMyths[*index];
    text.id = entry.id;
    text.title = requiredText(reader, "title", "its title", fault);
    text.claim = requiredText(reader, "claim", "the myth in one sentence", fault);
    text.read = requiredText(reader, "read", "what is read first", fault);
    text.source = requiredText(reader, "source", "where the data come from", fault);
    if (const Json* prediction = reader.required("prediction", "{\"question\": ..., \"options\": [...]}"))
        text.prediction = readMythQuestion(*prediction, reader.pathOf("prediction"), entry, fault);
    text.verdicts = readCards(reader, "verdicts", fault);
    text.cards = readCards(reader, "cards", fault);
    reader.finish();
    checkCards(entry, text.verdicts, "verdicts", fault);
    checkCards(entry, text.cards, "cards", fault);
    if (!fault.error && (text.verdicts.empty() || !text.verdicts.back().when.empty()))
        fault.set({ErrorCode::JsonMissing, {{"path", "verdicts"}, {"expected", "a last card without \"when\", for every other result"}}});
    return text;
}

bool mythHolds(const ClaimConditions& conditions, const std::vector<ClaimResult>& claims)
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const ClaimCondition& condition) {
        const auto claim = std::find_if(claims.begin(), claims.end(), [&](const ClaimResult& one) { return one.id == condition.claim; });
        return claim != claims.end() && std::find(condition.verdicts.begin(), condition.verdicts.end(), claim->verdict) != condition.verdicts.end();
    });
}

/// The words that the text has for this result.
void putIntoWords(const MythText& text, MythResult& result)
{
    const auto filled = [&](LessonCard card) {
        card.text = fillPlaces(card.text, [&](std::string_view place) {
            const auto number = std::find_if(result.numbers.begin(), result.numbers.end(), [&](const MythNumber& one) { return one.id == place; });
            return number == result.numbers.end() ? std::string("-") : amountText(number->value, number->unit);
        });
        return card;
    };
    for (const LessonCard& card : text.verdicts) {
        if (!result.verdict && mythHolds(card.when, result.claims))
            result.verdict = filled(card);
    }
    for (const LessonCard& card : text.cards) {
        if (mythHolds(card.when, result.claims))
            result.cards.push_back(filled(card));
    }
    for (const PredictionOption& option : text.prediction.options) {
        if (result.rightChoice.empty() && mythHolds(option.when, result.claims))
            result.rightChoice = option.id;
    }
}

} // namespace

std::span<const MythEntry> mythRegistry()
{
    return kMyths;
}

const MythText* MythTexts::byId(std::string_view id) const
{
    const auto found = std::find_if(myths.begin(), myths.end(), [&](const MythText& text) { return text.id == id; });
    return found == myths.end() ? nullptr : &*found;
}

LessonExpected<MythText> parseMyth(std::string_view text)
{
    const auto document = parseJson(text);
    if (!document)
        return tl::unexpected(LessonFault{{}, {}, document.error()});
    JsonFault fault;
    MythText myth = readMyth(*document, fault);
    if (fault.error)
        return tl::unexpected(LessonFault{{}, {}, *fault.error});
    return myth;
}

MythTexts loadMyths(const std::filesystem::path& folder)
{
    MythTexts texts;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        std::ifstream stream(file, std::ios::binary);
        auto myth = parseMyth(std::string{std::istreambuf_iterator<char>(stream), {}});
        if (myth && texts.byId(myth->id) == nullptr)
            texts.myths.push_back(std::move(*myth));
        else
            texts.faults.push_back(myth ? LessonFault{file.string(), {}, {ErrorCode::JsonWrongType, {{"path", "id"}, {"expected", "one that no other file has"}, {"value", myth->id}}}}
                                        : LessonFault{file.string(), myth.error().place, myth.error().error});
    }
    std::sort(texts.myths.begin(), texts.myths.end(), [](const MythText& a, const MythText& b) { return a.number < b.number; });
    return texts;
}

MythTexts loadMyths()
{
    const auto folder = findResource("lessons/myths");
    return folder ? loadMyths(*folder) : MythTexts();
}

Result<MythResult> MythLab::run(const MythText& text, const MythRequest& request)
{
    const MythEntry* entry = findMyth(text.id);
    if (entry == nullptr)
        return fail(ErrorCode::Internal, {{"where", "the myth lab"}, {"detail", "there is no experiment \"" + text.id + "\""}});
    LandscapePtr landscape;
    double from = 0.0;
    if (entry->needs == MythEntry::Needs::Landscape) {
        const std::lock_guard lock(m_mutex);
        if (!m_landscape || m_size != request.size) {
            MythRequest first = request; // Half of the work; the experiment is the other half.
            first.progress = [&request](double share) { tellProgress(request, share * kLandscapeShare, 1.0); };
            auto measured = measureLandscape(first);
            if (!measured)
                return fail(measured.error());
            m_landscape = std::make_shared<const Landscape>(std::move(*measured));
            m_size = request.size;
            from = kLandscapeShare;
        }
        landscape = m_landscape;
    }
    MythRequest rest = request;
    rest.progress = [&](double share) { tellProgress(request, from + share * (1.0 - from), 1.0); };
    auto result = entry->run(rest, landscape);
    if (result)
        putIntoWords(text, *result);
    return result;
}

} // namespace tunescope
