// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/trial_record.h"

#include "core/base/number_text.h"

#include <array>
#include <limits>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 8> kStateNames{"queued", "running",  "paused", "complete",
                                                      "pruned", "diverged", "failed", "cancelled"};

/// The words of an origin; those that end in a blank are followed by a trial number.
struct OriginWords {
    OriginKind kind;
    std::string_view words;
};

constexpr std::array kOrigins{
    OriginWords{OriginKind::Sampler, "sampler"},   OriginWords{OriginKind::ByHand, "by hand"},
    OriginWords{OriginKind::Twin, "twin of "},     OriginWords{OriginKind::Continued, "continued "},
    OriginWords{OriginKind::Imported, "imported"}, OriginWords{OriginKind::Repeat, "repeat of "},
    OriginWords{OriginKind::Fork, "fork of "},
};

constexpr bool hasNumber(const OriginWords& origin)
{
    return origin.words.ends_with(' ');
}

} // namespace

std::string_view trialStateName(TrialState state)
{
    return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<TrialState> trialStateFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kStateNames.size(); ++i) {
        if (kStateNames[i] == name)
            return static_cast<TrialState>(i);
    }
    return std::nullopt;
}

std::string originText(const Origin& origin)
{
    for (const OriginWords& candidate : kOrigins) {
        if (candidate.kind != origin.kind)
            continue;
        std::string text(candidate.words);
        if (hasNumber(candidate))
            text += numberText(std::int64_t{origin.of});
        return text;
    }
    return {};
}

std::optional<Origin> originFromText(std::string_view text)
{
    for (const OriginWords& candidate : kOrigins) {
        if (!hasNumber(candidate) && text == candidate.words)
            return Origin{.kind = candidate.kind};
        if (!hasNumber(candidate) || !text.starts_with(candidate.words))
            continue;
        const std::optional<std::int64_t> number = parseInteger(text.substr(candidate.words.size()));
        if (!number || *number < 0 || *number > std::numeric_limits<int>::max())
            return std::nullopt;
        return Origin{.kind = candidate.kind, .of = static_cast<int>(*number)};
    }
    return std::nullopt;
}

} // namespace tunescope
