// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_result.h"

#include "core/lessons/claim_judge.h"
#include "core/lessons/lesson_places.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> finiteOf(const std::vector<LessonRun>& runs, double LessonRun::*field)
{
    std::vector<double> numbers;
    for (const LessonRun& run : runs) {
        if (std::isfinite(run.*field))
            numbers.push_back(run.*field);
    }
    return numbers;
}

MeanInterval furtherOf(const std::vector<LessonRun>& runs, std::size_t index)
{
    std::vector<double> numbers;
    for (const LessonRun& run : runs) {
        if (index < run.further.size() && std::isfinite(run.further[index]))
            numbers.push_back(run.further[index]);
    }
    return meanInterval(numbers);
}

LessonValueResult valueResult(const LessonPart& part, std::size_t index, const std::vector<LessonRun>& runs)
{
    LessonValueResult result;
    result.label = part.values[index].label;
    result.article = part.values[index].article;
    result.scores = finiteOf(runs, &LessonRun::score);
    result.interval = meanInterval(result.scores);
    result.train = meanInterval(finiteOf(runs, &LessonRun::trainScore));
    result.seconds = meanInterval(finiteOf(runs, &LessonRun::seconds));
    for (std::size_t i = 0; i < part.further.size(); ++i)
        result.further.push_back(furtherOf(runs, i));
    for (const LessonRun& run : runs) {
        result.weights = std::max(result.weights, run.weights);
        result.diverged += run.state == TrialState::Diverged ? 1 : 0;
    }
    return result;
}

void takePrediction(const std::optional<Prediction>& prediction, LessonResult& result)
{
    result.prediction = prediction;
    for (std::size_t i = 0; prediction && i < result.values.size() && i < prediction->guesses.size(); ++i) {
        LessonValueResult& value = result.values[i];
        value.guess = prediction->guesses[i];
        if (!value.scores.empty())
            value.miss = std::abs(value.interval.mean - *value.guess);
    }
}

/// Mean distance of the values' means from other numbers for them; nothing unless all are there.
std::optional<double> averageMiss(const std::vector<LessonValueResult>& values, std::optional<double> LessonValueResult::*other)
{
    double sum = 0.0;
    for (const LessonValueResult& value : values) {
        if (!(value.*other) || value.scores.empty())
            return std::nullopt;
        sum += std::abs(value.interval.mean - *(value.*other));
    }
    return values.empty() ? std::nullopt : std::optional(sum / static_cast<double>(values.size()));
}

ClaimVerdict verdictOf(const std::vector<ClaimResult>& claims, const std::string& id)
{
    const auto found = std::find_if(claims.begin(), claims.end(), [&](const ClaimResult& claim) { return claim.id == id; });
    return found == claims.end() ? ClaimVerdict::Unclear : found->verdict;
}

bool holds(const ClaimConditions& conditions, const std::vector<ClaimResult>& claims)
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const ClaimCondition& condition) {
        const ClaimVerdict verdict = verdictOf(claims, condition.claim);
        return std::find(condition.verdicts.begin(), condition.verdicts.end(), verdict) != condition.verdicts.end();
    });
}

/// Fills the places of a part's sentences from its result.
class PlaceFiller
{
public:
    PlaceFiller(const LessonPart& part, const LessonResult& result) : m_part(part), m_result(result) {}

    [[nodiscard]] std::string fill(std::string_view text) const
    {
        return fillPlaces(text, [this](std::string_view place) { return valueOf(place); });
    }

private:
    [[nodiscard]] std::string valueOf(std::string_view place) const
    {
        if (place == "best" || place == "worst")
            return extremeLabel(place == "best" ? 1.0 : -1.0);
        if (const auto value = valueOfLabel(m_part, place))
            return amountText(m_result.values[*value].interval.mean, m_part.score.unit);
        const std::size_t colon = place.find(':');
        if (colon == std::string_view::npos)
            return "-";
        return namedValue(place.substr(0, colon), place.substr(colon + 1));
    }

    [[nodiscard]] std::string namedValue(std::string_view kind, std::string_view name) const
    {
        for (const LessonBaseline& baseline : m_result.baselines) {
            if (kind == "baseline" && baseline.id == name)
                return amountText(baseline.value, m_part.score.unit);
        }
        const auto index = valueOfLabel(m_part, name);
        if (!index)
            return "-";
        const LessonValueResult& value = m_result.values[*index];
        if (kind == "train")
            return amountText(value.train.mean, m_part.score.unit);
        if (kind == "seconds")
            return amountText(value.seconds.mean, "s");
        if (kind == "weights")
            return std::to_string(value.weights);
        for (std::size_t i = 0; i < m_part.further.size(); ++i) {
            if (m_part.further[i].metric == kind)
                return amountText(value.further[i].mean, m_part.further[i].unit);
        }
        return "-";
    }

    [[nodiscard]] std::string extremeLabel(double sign) const
    {
        const LessonValueResult* found = nullptr;
        for (const LessonValueResult& value : m_result.values) {
            if (!value.scores.empty() && (found == nullptr || sign * value.interval.mean > sign * found->interval.mean))
                found = &value;
        }
        return found == nullptr ? "-" : found->label;
    }

    const LessonPart& m_part;
    const LessonResult& m_result;
};

void judge(const LessonPart& part, const LessonRuns& runs, LessonResult& result)
{
    const PlaceFiller filler(part, result);
    for (const ClaimRule& claim : part.claims) {
        result.claims.push_back(judgeClaim(claim, part, runs, result.baselines));
        result.claims.back().sentence = filler.fill(result.claims.back().sentence);
    }
    const auto filled = [&](LessonCard card) {
        card.text = filler.fill(card.text);
        return card;
    };
    for (const LessonCard& card : part.verdicts) {
        if (!result.verdict && holds(card.when, result.claims))
            result.verdict = filled(card);
    }
    for (const LessonCard& card : part.cards) {
        if (holds(card.when, result.claims))
            result.cards.push_back(filled(card));
    }
}

void judgeChoice(const LessonPart& part, LessonResult& result)
{
    for (const PredictionOption& option : part.prediction.options) {
        if (result.rightChoice.empty() && holds(option.when, result.claims))
            result.rightChoice = option.id;
    }
    if (result.prediction && !result.rightChoice.empty() && part.prediction.kind == PredictionForm::Kind::Choice)
        result.choiceRight = result.prediction->choice == result.rightChoice;
}

double mean(const std::vector<double>& numbers)
{
    double sum = 0.0;
    for (const double number : numbers)
        sum += number;
    return numbers.empty() ? kMissing : sum / static_cast<double>(numbers.size());
}

/// Always the same answer; a linear model or yesterday's answer is no guessing.
double guessingLine(const LessonPart& part, const std::vector<LessonBaseline>& baselines)
{
    for (const LessonBaseline& baseline : baselines) {
        const auto rule = std::find_if(part.baselines.begin(), part.baselines.end(), [&](const BaselineRule& one) { return one.id == baseline.id; });
        if (rule != part.baselines.end() && rule->kind == BaselineRule::Kind::Constant)
            return baseline.value;
    }
    return kMissing;
}

} // namespace

LessonResult evaluateLesson(const LessonPart& part, const LessonRuns& runs, const std::vector<LessonBaseline>& baselines,
                            const std::optional<Prediction>& prediction)
{
    LessonResult result;
    result.baselines = baselines;
    bool all = runs.size() == part.values.size() && !runs.empty();
    for (std::size_t i = 0; i < part.values.size() && i < runs.size(); ++i) {
        result.values.push_back(valueResult(part, i, runs[i]));
        for (const LessonRun& run : runs[i]) {
            all = all && isTold(run.state) && run.trial >= 0;
            result.seconds += std::isfinite(run.seconds) ? run.seconds : 0.0;
        }
    }
    takePrediction(prediction, result);
    result.averageMiss = averageMiss(result.values, &LessonValueResult::guess);
    result.articleMiss = averageMiss(result.values, &LessonValueResult::article);
    if (!all)
        return result;
    result.progress = LessonResult::Progress::Complete;
    judge(part, runs, result);
    judgeChoice(part, result);
    return result;
}

CurveWords curveWords(const LessonPart& part, const std::vector<LessonRun>& runs, const std::vector<LessonBaseline>& baselines)
{
    using Mood = CurveWords::Mood;
    std::vector<double> scores;
    std::vector<double> gains; // Over the last third of the epochs.
    int fallen = 0;            // Seeds that lost more than a quarter of what they had gained.
    int never = 0;             // Seeds that end where guessing is.
    int diverged = 0;
    const double guess = guessingLine(part, baselines);
    const double span = part.score.high - part.score.low;
    const double sign = part.study.protocol.direction == Direction::Maximize ? 1.0 : -1.0;
    for (const LessonRun& run : runs) {
        diverged += run.state == TrialState::Diverged ? 1 : 0;
        if (!std::isfinite(run.score) || run.curve.size() < 2)
            continue;
        const auto [least, most] = std::minmax_element(run.curve.begin() + 1, run.curve.end());
        const double last = run.curve.back();
        scores.push_back(last);
        gains.push_back(sign * (last - run.curve[1 + (run.curve.size() - 2) * 2 / 3]));
        fallen += (sign > 0.0 ? *most - last : last - *least) > 0.1 * span ? 1 : 0;
        const bool isGuess = std::isfinite(guess) && std::abs(last - guess) < 0.02 * span;
        never += isGuess ? 1 : 0;
    }
    if (scores.size() < runs.size() && diverged == 0)
        return {Mood::Waiting, scores.empty() ? "" : std::to_string(scores.size()) + " of " + std::to_string(runs.size()) + " seeds done"};
    if (scores.empty())
        return {Mood::Bad, "breaks off at once"};
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    const int count = static_cast<int>(scores.size());
    if (diverged > 0)
        return {Mood::Bad, std::to_string(diverged) + " of " + std::to_string(runs.size()) + " break off"};
    if (never == count)
        return {Mood::Bad, "never learns"};
    if (std::isfinite(guess) && sign * (mean(scores) - guess) < 0.01 * span)
        return {Mood::Bad, "no better than guessing"};
    if (fallen > 0)
        return {Mood::Warning, std::to_string(fallen) + " of " + std::to_string(count) + " fall back"};
    if (never > 0)
        return {Mood::Warning, std::to_string(never) + " of " + std::to_string(count) + " no better than guessing"};
    if (*high - *low > 0.15 * span)
        return {Mood::Warning, "the seeds disagree"};
    if (mean(gains) > 0.03 * span)
        return {Mood::Good, "slow, still climbing"};
    if (mean(gains) < -0.02 * span)
        return {Mood::Warning, "falls at the end"};
    return {Mood::Good, "steady"};
}

} // namespace tunescope
