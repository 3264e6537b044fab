// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/claim_judge.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace tunescope {
namespace {

constexpr double kLevel = 0.95;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::string fixedNumber(double value, int decimals)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return end.ec == std::errc() ? std::string(text.data(), end.ptr) : "-";
}

/// Yes where the whole interval lies above `by`, No where it lies below.
ClaimVerdict isMoreThan(double low, double high, double by)
{
    if (low > by)
        return ClaimVerdict::Yes;
    return high < by ? ClaimVerdict::No : ClaimVerdict::Unclear; // Not-a-number ends are unclear.
}

/// Some claims hold if all of their parts do, and fail with the first that fails.
ClaimVerdict bothOf(ClaimVerdict a, ClaimVerdict b)
{
    if (a == ClaimVerdict::No || b == ClaimVerdict::No)
        return ClaimVerdict::No;
    return a == ClaimVerdict::Yes && b == ClaimVerdict::Yes ? ClaimVerdict::Yes : ClaimVerdict::Unclear;
}

/// The scores of all values that a claim speaks of.
class ClaimJudge
{
public:
    ClaimJudge(const ClaimRule& claim, const LessonPart& part, const LessonRuns& runs, const std::vector<LessonBaseline>& baselines)
        : m_claim(claim)
        , m_part(part)
        , m_runs(runs)
        , m_unit(part.score.unit)
    {
        for (const LessonBaseline& baseline : baselines) {
            if (baseline.id == claim.baseline)
                m_baseline = baseline.value;
        }
        for (const FurtherScore& further : part.further) {
            if (further.metric == claim.metric)
                m_unit = further.unit;
        }
        for (const auto& seeds : runs)
            m_scores.push_back(scoresOf(seeds));
    }

    [[nodiscard]] ClaimVerdict verdict()
    {
        using Kind = ClaimRule::Kind;
        switch (m_claim.kind) {
        case Kind::PeakAt:
        case Kind::PeakIn:
            return peak(1.0);
        case Kind::LowAt:
            return peak(-1.0);
        case Kind::Falls:
            return steps(1.0);
        case Kind::Rises:
            return steps(-1.0);
        case Kind::Tie:
            return tie();
        case Kind::Above:
            return above();
        case Kind::NotAbove:
            return notAbove();
        case Kind::Spread:
            return spread();
        case Kind::Power:
            return power();
        }
        return ClaimVerdict::Unclear;
    }

    [[nodiscard]] const std::string& evidence() const { return m_evidence; }

private:
    [[nodiscard]] std::vector<double> scoresOf(const std::vector<LessonRun>& seeds) const
    {
        std::vector<double> scores;
        for (const LessonRun& run : seeds) {
            const double score = scoreOf(run);
            if (std::isfinite(score))
                scores.push_back(score);
        }
        return scores;
    }

    [[nodiscard]] double scoreOf(const LessonRun& run) const
    {
        for (std::size_t i = 0; i < m_part.further.size(); ++i) {
            if (m_part.further[i].metric == m_claim.metric)
                return i < run.further.size() ? run.further[i] : kUnknown;
        }
        return m_claim.of == ClaimRule::Of::Train ? run.trainScore : run.score;
    }

    [[nodiscard]] double mean(std::size_t value) const { return meanInterval(m_scores[value]).mean; }

    void say(const std::string& text) { m_evidence.append(m_evidence.empty() ? "" : "; ").append(text); }

    [[nodiscard]] std::string named(std::size_t value) const
    {
        return m_part.values[value].label + ": " + amountText(mean(value), m_unit);
    }

    void sayDifference(std::size_t a, std::size_t b, const MeanDifference& difference)
    {
        say(named(a) + ", " + named(b) + ", difference " + amountText(difference.mean, "") + " (95 %: " + amountText(difference.low, "") + " to " +
            amountText(difference.high, "") + ")");
    }

    /// Whether one of the claim's values has the highest mean (sign 1) or the lowest (-1), and no other one reaches it.
    [[nodiscard]] ClaimVerdict peak(double sign)
    {
        for (const auto& scores : m_scores) {
            if (scores.size() < 2)
                return ClaimVerdict::Unclear;
        }
        const auto isLess = [&](std::size_t a, std::size_t b) { return sign * mean(a) < sign * mean(b); };
        const std::size_t best = *std::max_element(m_claim.values.begin(), m_claim.values.end(), isLess);
        ClaimVerdict verdict = ClaimVerdict::Yes;
        std::optional<std::size_t> rival;
        for (std::size_t other = 0; other < m_scores.size(); ++other) {
            if (std::find(m_claim.values.begin(), m_claim.values.end(), other) != m_claim.values.end())
                continue;
            const MeanDifference difference = meanDifference(m_scores[best], m_scores[other]);
            verdict = bothOf(verdict, sign > 0 ? isMoreThan(difference.low, difference.high, 0.0) : isMoreThan(-difference.high, -difference.low, 0.0));
            if (!rival || isLess(*rival, other))
                rival = other;
        }
        if (rival)
            sayDifference(best, *rival, meanDifference(m_scores[best], m_scores[*rival]));
        return verdict;
    }

    [[nodiscard]] ClaimVerdict steps(double sign)
    {
        ClaimVerdict verdict = ClaimVerdict::Yes;
        for (std::size_t i = 1; i < m_claim.values.size(); ++i) {
            const std::size_t from = m_claim.values[i - 1];
            const std::size_t to = m_claim.values[i];
            const MeanDifference difference = meanDifference(m_scores[from], m_scores[to]);
            sayDifference(from, to, difference);
            const auto step = sign > 0 ? isMoreThan(difference.low, difference.high, m_claim.by) : isMoreThan(-difference.high, -difference.low, m_claim.by);
            verdict = bothOf(verdict, step);
        }
        return verdict;
    }

    [[nodiscard]] ClaimVerdict tie()
    {
        ClaimVerdict verdict = ClaimVerdict::Yes;
        for (std::size_t i = 0; i < m_claim.values.size(); ++i) {
            for (std::size_t j = i + 1; j < m_claim.values.size(); ++j) {
                const MeanDifference difference = meanDifference(m_scores[m_claim.values[i]], m_scores[m_claim.values[j]]);
                const bool inside = difference.low >= -m_claim.by && difference.high <= m_claim.by;
                const bool outside = difference.low > m_claim.by || difference.high < -m_claim.by;
                verdict = bothOf(verdict, inside ? ClaimVerdict::Yes : outside ? ClaimVerdict::No : ClaimVerdict::Unclear);
                sayDifference(m_claim.values[i], m_claim.values[j], difference);
            }
        }
        return verdict;
    }

    /// Interval of a value's mean; a point where all seeds agree.
    [[nodiscard]] MeanInterval intervalOf(std::size_t value)
    {
        const MeanInterval interval = meanInterval(m_scores[value], kLevel);
        say(named(value) + " (95 %: " + amountText(interval.low, "") + " to " + amountText(interval.high, "") + "), against " + amountText(m_baseline, m_unit));
        return interval;
    }

    [[nodiscard]] ClaimVerdict above()
    {
        ClaimVerdict verdict = ClaimVerdict::Yes;
        for (const std::size_t value : m_claim.values) {
            const MeanInterval interval = intervalOf(value);
            verdict = bothOf(verdict, isMoreThan(interval.low, interval.high, m_baseline + m_claim.by));
        }
        return verdict;
    }

    [[nodiscard]] ClaimVerdict notAbove()
    {
        ClaimVerdict verdict = ClaimVerdict::Yes;
        for (const std::size_t value : m_claim.values) {
            const MeanInterval interval = intervalOf(value);
            const bool below = interval.high <= m_baseline + m_claim.by;
            const bool over = interval.low > m_baseline + m_claim.by;
            verdict = bothOf(verdict, below ? ClaimVerdict::Yes : over ? ClaimVerdict::No : ClaimVerdict::Unclear);
        }
        return verdict;
    }

    [[nodiscard]] ClaimVerdict spread()
    {
        const std::vector<double>& scores = m_scores[m_claim.values.front()];
        if (scores.size() < 2)
            return ClaimVerdict::Unclear;
        const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
        say(m_part.values[m_claim.values.front()].label + ": seeds from " + amountText(*low, "") + " to " + amountText(*high, m_unit));
        return *high - *low > m_claim.by ? ClaimVerdict::Yes : ClaimVerdict::No;
    }

    /// Least squares through (log weights, log score) of one seed; not-a-number without three different sizes.
    [[nodiscard]] double exponentOf(std::size_t seed) const
    {
        std::vector<double> x;
        std::vector<double> y;
        for (const std::size_t value : m_claim.values) {
            if (seed >= m_runs[value].size())
                return kUnknown;
            const LessonRun& run = m_runs[value][seed];
            x.push_back(std::log(static_cast<double>(run.weights)));
            y.push_back(std::log(scoreOf(run)));
        }
        const double meanX = meanInterval(x).mean;
        const double meanY = meanInterval(y).mean;
        double above = 0.0;
        double below = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            above += (x[i] - meanX) * (y[i] - meanY);
            below += (x[i] - meanX) * (x[i] - meanX);
        }
        return below > 0.0 ? above / below : kUnknown;
    }

    [[nodiscard]] ClaimVerdict power()
    {
        std::vector<double> exponents;
        for (std::size_t seed = 0; seed < m_runs.front().size(); ++seed) {
            const double exponent = exponentOf(seed);
            if (std::isfinite(exponent))
                exponents.push_back(exponent);
        }
        const MeanInterval interval = meanInterval(exponents, kLevel);
        say("exponent " + fixedNumber(interval.mean, 2) + " (95 %: " + fixedNumber(interval.low, 2) + " to " + fixedNumber(interval.high, 2) + ")");
        return isMoreThan(interval.low, interval.high, m_claim.by);
    }

    const ClaimRule& m_claim;
    const LessonPart& m_part;
    const LessonRuns& m_runs;
    std::string m_unit;
    double m_baseline = kUnknown;
    std::vector<std::vector<double>> m_scores;
    std::string m_evidence;
};

} // namespace

std::string amountText(double value, std::string_view unit)
{
    if (!std::isfinite(value))
        return "-";
    const double size = std::abs(value);
    const bool isCount = value == std::round(value) && unit != "%"; // "4 of 4", "0 points"
    const int decimals = isCount ? 0 : size >= 10.0 || unit == "%" ? 1 : size >= 1.0 ? 2 : 3;
    std::string text = fixedNumber(size >= 1000.0 ? std::round(value) : value, size >= 1000.0 ? 0 : decimals);
    if (!unit.empty())
        text.append(" ").append(unit);
    return text;
}

MeanDifference meanDifference(std::span<const double> a, std::span<const double> b)
{
    const MeanInterval first = meanInterval(a);
    const MeanInterval second = meanInterval(b);
    if (first.count < 1 || second.count < 1)
        return {kUnknown, kUnknown, kUnknown};
    const double difference = first.mean - second.mean;
    if (first.count < 2 || second.count < 2)
        return {difference, kUnknown, kUnknown};
    const double partA = first.deviation * first.deviation / first.count;
    const double partB = second.deviation * second.deviation / second.count;
    const double error = std::sqrt(partA + partB);
    if (!(error > 0.0))
        return {difference, difference, difference};
    const double freedom = (partA + partB) * (partA + partB) / (partA * partA / (first.count - 1) + partB * partB / (second.count - 1));
    const double reach = studentQuantile(0.5 + kLevel / 2.0, freedom) * error;
    return {difference, difference - reach, difference + reach};
}

ClaimResult judgeClaim(const ClaimRule& claim, const LessonPart& part, const LessonRuns& runs, const std::vector<LessonBaseline>& baselines)
{
    ClaimJudge judge(claim, part, runs, baselines);
    ClaimResult result{claim.id, judge.verdict(), {}, judge.evidence()};
    switch (result.verdict) {
    case ClaimVerdict::Yes:
        result.sentence = claim.yes;
        break;
    case ClaimVerdict::No:
        result.sentence = claim.no;
        break;
    case ClaimVerdict::Unclear:
        result.sentence = claim.unclear.empty() ? "These seeds cannot tell; more seeds could." : claim.unclear;
        break;
    }
    return result;
}

} // namespace tunescope
