// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/text_writing.h"

#include <algorithm>
#include <string_view>

namespace tunescope {
namespace {

/// Bytes of the UTF-8 symbol at the front.
std::size_t symbolLength(const std::string& text, std::size_t at)
{
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
        ++length;
    return length;
}

/// The characters that have names on screen (text_reader.cpp) as they are written.
std::string_view written(std::string_view symbol)
{
    return symbol == "line end" ? "\n" : symbol == "blank" ? " " : symbol;
}

} // namespace

Result<std::vector<std::int32_t>> promptTokens(const std::vector<std::string>& symbols, const std::string& prompt)
{
    const auto numberOf = [&](const std::string& symbol) {
        const auto isIt = [&](const std::string& name) { return written(name) == symbol; };
        return static_cast<std::int32_t>(std::find_if(symbols.begin(), symbols.end(), isIt) - symbols.begin());
    };
    std::vector<std::int32_t> tokens;
    for (std::size_t at = 0; at < prompt.size();) {
        const std::string symbol = prompt.substr(at, symbolLength(prompt, at));
        at += symbol.size();
        tokens.push_back(numberOf(symbol));
        if (static_cast<std::size_t>(tokens.back()) == symbols.size())
            return fail(ErrorCode::UnknownSymbol, {{"symbol", symbol}});
    }
    if (tokens.empty()) {
        const std::int32_t lineEnd = numberOf("\n");
        tokens.push_back(static_cast<std::size_t>(lineEnd) < symbols.size() ? lineEnd : 0);
    }
    return tokens;
}

Result<std::string> continuedText(const Trainer& trainer, const PreparedData& data, const TextContinuation& request)
{
    const auto prompt = promptTokens(data.classNames, request.prompt);
    if (!prompt)
        return fail(prompt.error());
    const auto tokens = trainer.sampleText(*prompt, request.length, request.temperature, request.seed);
    if (!tokens)
        return fail(tokens.error());
    std::string text = request.prompt;
    for (const std::int32_t token : *tokens)
        text += written(data.classNames[static_cast<std::size_t>(token)]);
    return text;
}

} // namespace tunescope
