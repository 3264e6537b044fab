// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/text_sampler.h"

#include "core/base/rng.h"
#include "core/nn/onednn/onednn_info.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tunescope {
namespace {

/// The trained weights in a network for one row.
class OneRow
{
public:
    OneRow(const Network& trained, const NetworkSpec& spec) : m_network(spec, bestKernels())
    {
        MemoryPlan plan;
        m_network.planMemory(plan, {.train = 0, .last = 0, .evaluate = 1});
        m_arena = std::make_unique<Arena>(plan.total());
        m_network.bind(*m_arena);
        std::vector<float> plain(static_cast<std::size_t>(trained.weightCount()));
        trained.unpackTrained(trained.buffers().values, plain);
        m_network.packTrained(plain, m_network.buffers().values);
    }

    /// Logits of the token after `tokens` (at most as many as the network has steps).
    [[nodiscard]] std::span<const float> next(std::span<const std::int32_t> tokens, std::size_t classes)
    {
        std::copy(tokens.begin(), tokens.end(), m_network.tokens());
        m_network.forward({.kind = PassKind::Evaluate, .rows = 1});
        return {m_network.output() + (tokens.size() - 1) * classes, classes};
    }

private:
    Network m_network;
    std::unique_ptr<Arena> m_arena;
};

struct Drawn {
    std::int32_t token = 0;
    double probability = 1.0;
};

Drawn draw(std::span<const float> logits, double temperature, Rng& rng)
{
    const auto largest = std::max_element(logits.begin(), logits.end());
    if (temperature <= 0.0)
        return {static_cast<std::int32_t>(largest - logits.begin())};
    const auto weight = [&](float logit) {
        return std::exp((static_cast<double>(logit) - static_cast<double>(*largest)) / temperature);
    };
    double total = 0.0;
    for (const float logit : logits)
        total += weight(logit);
    double left = rng.uniform() * total;
    for (std::size_t k = 0; k < logits.size(); ++k) {
        left -= weight(logits[k]);
        if (left < 0.0)
            return {static_cast<std::int32_t>(k), weight(logits[k]) / total};
    }
    return {static_cast<std::int32_t>(largest - logits.begin()), 1.0 / total}; // rounding, or numbers that are not finite
}

Result<void> checkPrompt(const NetworkSpec& spec, std::span<const std::int32_t> prompt)
{
    if (spec.model != ModelKind::CharLstm)
        return fail(ErrorCode::ParamNotAChoice, {{"param", "model"},
                                                 {"value", std::string(kindName(spec.model, modelNames()))},
                                                 {"choices", "char_lstm"}});
    const auto unknown = std::find_if(prompt.begin(), prompt.end(),
                                      [&](std::int32_t token) { return token < 0 || token >= spec.outputs; });
    if (prompt.empty() || unknown != prompt.end())
        return fail(ErrorCode::ParamWrongType, {{"param", "prompt"},
                                                {"value", prompt.empty() ? "empty" : "unknown symbols"},
                                                {"expected", "symbols of the text that was learned"}});
    return {};
}

} // namespace

Result<std::vector<std::int32_t>> continueText(const Network& trained, const NetworkSpec& spec,
                                               std::span<const std::int32_t> prompt,
                                               const TextSampling& sampling)
{
    if (auto checked = checkPrompt(spec, prompt); !checked)
        return fail(checked.error());
    std::vector<std::int32_t> tokens(prompt.begin(), prompt.end());
    const Result<void> made = guardEngine([&]() -> Result<void> {
        OneRow network(trained, spec);
        Rng rng(Purpose::Generator, sampling.seed);
        for (std::int64_t i = 0; i < sampling.length; ++i) {
            const std::size_t seen = std::min(tokens.size(), static_cast<std::size_t>(spec.shape.steps));
            const auto logits =
                network.next(std::span(tokens).last(seen), static_cast<std::size_t>(spec.outputs));
            const Drawn drawn = draw(logits, sampling.temperature, rng);
            tokens.push_back(drawn.token);
            if (sampling.probabilities != nullptr)
                sampling.probabilities->push_back(static_cast<float>(drawn.probability));
        }
        return {};
    });
    if (!made)
        return fail(made.error());
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(prompt.size()));
    return tokens;
}

} // namespace tunescope
