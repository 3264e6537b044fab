// SPDX-License-Identifier: GPL-3.0-or-later
// What a network that continues texts writes by itself.
#include "core/study/trial_replay.h"

#include "core/base/rng.h"

#include <algorithm>
#include <map>

namespace tunescope {
namespace {

constexpr std::int64_t kLongestLine = 40;   ///< Symbols of a name or a line.
constexpr std::int64_t kLongestProse = 120; ///< Of a text without line ends.

using Origins = std::map<std::string, WrittenText::Origin, std::less<>>;

/// Symbols of a stored sample without its line end.
std::string lineOf(const SampleStore& store, std::int64_t row)
{
    std::string line = textOf(store, store.texts.text(row));
    while (line.ends_with('\n'))
        line.pop_back();
    return line;
}

/// Which lines the network was shown and which it could have been shown.
Origins originsOf(const SampleStore& store, const PreparedData& data)
{
    Origins origins;
    for (const std::int64_t row : data.validation.rows)
        origins.emplace(lineOf(store, row), WrittenText::Origin::Validation);
    for (const std::int64_t row : data.train.rows)
        origins.insert_or_assign(lineOf(store, row), WrittenText::Origin::Training);
    return origins;
}

/// What stands before a text: the end of the line above, or the commonest symbol to begin with.
std::int32_t beginning(const SampleStore& store)
{
    const auto end = std::find(store.names.begin(), store.names.end(), "\n");
    const auto blank = std::find(store.names.begin(), store.names.end(), " ");
    if (end != store.names.end())
        return static_cast<std::int32_t>(end - store.names.begin());
    return blank == store.names.end() ? 0 : static_cast<std::int32_t>(blank - store.names.begin());
}

WrittenText writtenText(const SampleStore& store, std::span<const std::int32_t> tokens, std::vector<float> probabilities)
{
    WrittenText written;
    written.probabilities = std::move(probabilities);
    for (const std::int32_t token : tokens) {
        written.symbols.push_back(store.names[static_cast<std::size_t>(token)]);
        if (written.symbols.back() == "\n") {
            written.symbols.pop_back();
            break;
        }
    }
    written.probabilities.resize(written.symbols.size());
    return written;
}

std::string wholeText(const std::vector<std::string>& symbols)
{
    std::string text;
    for (const std::string& symbol : symbols)
        text += symbol;
    return text;
}

} // namespace

Result<WrittenTexts> replayTexts(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch, const TextRequest& request,
                                 const std::stop_token& stop)
{
    WrittenTexts written{.trial = trial.number, .epoch = epoch, .texts = {}};
    const auto write = [&](Trainer& trainer, const PreparedData& data) -> Result<void> {
        if (!objective.dataset().samples || objective.dataset().samples->texts.size() == 0)
            return fail(ErrorCode::ParamNotAChoice, {{"param", "model"}, {"value", "this one"}, {"choices", "char_lstm"}});
        const SampleStore& store = *objective.dataset().samples;
        const std::int32_t first = beginning(store);
        const bool lines = store.names[static_cast<std::size_t>(first)] == "\n";
        const Origins origins = originsOf(store, data);
        for (int text = 0; text < request.count; ++text) {
            std::vector<float> probabilities;
            const auto tokens = trainer.sampleText(std::span(&first, 1), lines ? kLongestLine : kLongestProse, request.temperature,
                                                   request.seed * 1000003ULL + static_cast<std::uint64_t>(text), &probabilities);
            if (!tokens)
                return fail(tokens.error());
            written.texts.push_back(writtenText(store, *tokens, std::move(probabilities)));
            const auto known = origins.find(wholeText(written.texts.back().symbols));
            if (known != origins.end())
                written.texts.back().origin = known->second;
        }
        return {};
    };
    if (const auto replayed = replayTo(objective, trial, fixed, epoch, stop, write); !replayed)
        return fail(replayed.error());
    return written;
}

} // namespace tunescope
