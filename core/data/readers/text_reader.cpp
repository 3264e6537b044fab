// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/text_reader.h"

#include "core/data/category_builder.h"
#include "core/data/count_text.h"
#include "core/data/readers/text_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace tunescope {
namespace {

constexpr std::size_t kMostSymbols = 254;
constexpr std::int64_t kFewestSymbols = 1000;
constexpr std::size_t kPiece = 200; ///< Symbols of a row of prose.
constexpr double kShortLine = 30.0; ///< Mean length up to which lines are items.
constexpr std::string_view kOther = "�";

constexpr std::array kProseSettings = {
    GeneratorSetting{"lines", SettingType::Whole, -1, 1, -1, "1 if every line is a text of its own"}};

/// The symbols of UTF-8 text, as views into it.
std::vector<std::string_view> symbolsOf(std::string_view text)
{
    std::vector<std::string_view> symbols;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        std::size_t length = 1;
        if (lead >= 0xF0U)
            length = 4;
        else if (lead >= 0xE0U)
            length = 3;
        else if (lead >= 0xC0U)
            length = 2;
        symbols.push_back(text.substr(at, length));
        at += length;
    }
    return symbols;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

bool hasShortLines(const std::vector<std::string_view>& lines)
{
    std::size_t filled = 0;
    std::size_t length = 0;
    std::size_t longest = 0;
    for (const std::string_view line : lines) {
        filled += line.empty() ? 0 : 1;
        length += line.size();
        longest = std::max(longest, line.size());
    }
    return filled > 0 && static_cast<double>(length) / static_cast<double>(filled) <= kShortLine &&
           static_cast<double>(longest) <= 4 * kShortLine;
}

/// Words in lower case (ASCII letters only are lowered) and the marks ! and ?.
std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' ||
                            (static_cast<unsigned char>(c) & 0x80U) != 0;
        if (letter) {
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            continue;
        }
        finish();
        if (c == '!' || c == '?')
            words.emplace_back(1, c);
    }
    finish();
    return words;
}

/// Numbers words in order of appearance.
class Dictionary
{
public:
    std::int32_t number(const std::string& word)
    {
        const auto [found, isNew] = m_numbers.try_emplace(word, static_cast<std::int32_t>(m_words.size()));
        if (isNew)
            m_words.push_back(word);
        return found->second;
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(m_words); }

private:
    std::unordered_map<std::string, std::int32_t> m_numbers;
    std::vector<std::string> m_words;
};

/// Terms that stand in at least two texts, as bags; `names` becomes words first, then pairs.
void countTerms(SampleStore& store, const std::vector<std::vector<std::string>>& texts)
{
    std::unordered_map<std::string, std::int64_t> documents;
    std::vector<std::map<std::string, float>> counted;
    for (const std::vector<std::string>& words : texts) {
        std::map<std::string, float> counts;
        for (std::size_t i = 0; i < words.size(); ++i) {
            ++counts[words[i]];
            if (i > 0)
                ++counts[words[i - 1] + "_" + words[i]];
        }
        for (const auto& [term, count] : counts)
            ++documents[term];
        counted.push_back(std::move(counts));
    }
    std::map<std::string, std::int32_t> places; // Beyond the words, which keep the numbers they have.
    for (std::size_t i = 0; i < store.names.size(); ++i)
        places[store.names[i]] = static_cast<std::int32_t>(i);
    for (const std::map<std::string, float>& counts : counted) {
        store.bags.starts.push_back(std::ssize(store.bags.terms));
        std::vector<std::pair<std::int32_t, float>> bag;
        for (const auto& [term, count] : counts) {
            if (documents[term] < 2)
                continue;
            const auto [found, isNew] =
                places.try_emplace(term, static_cast<std::int32_t>(store.names.size()));
            if (isNew)
                store.names.push_back(term);
            bag.emplace_back(found->second, count);
        }
        std::sort(bag.begin(), bag.end());
        for (const auto& [term, count] : bag) {
            store.bags.terms.push_back(term);
            store.bags.counts.push_back(count);
        }
    }
    store.bags.starts.push_back(std::ssize(store.bags.terms));
    store.shape.features = std::ssize(store.names);
}

} // namespace

Dataset textDataset(const std::vector<std::string>& rows, RowOrder order)
{
    std::map<std::string_view, std::int64_t> counts;
    for (const std::string& row : rows) {
        for (const std::string_view symbol : symbolsOf(row))
            ++counts[symbol];
    }
    std::vector<std::pair<std::int64_t, std::string_view>> byCount;
    for (const auto& [symbol, count] : counts)
        byCount.emplace_back(-count, symbol);
    std::sort(byCount.begin(), byCount.end());
    Dataset dataset{.task = Task::TextGeneration,
                    .target = {.name = "next symbol", .kind = ColumnKind::Category},
                    .samples = SampleStore{.shape = {.form = SampleForm::Tokens}},
                    .order = order};
    SampleStore& store = *dataset.samples;
    for (std::size_t i = 0; i < std::min(byCount.size(), kMostSymbols); ++i)
        store.names.emplace_back(byCount[i].second);
    std::sort(store.names.begin(), store.names.end());
    if (byCount.size() > kMostSymbols)
        store.names.emplace_back(kOther);
    std::map<std::string_view, std::int32_t> places;
    for (std::size_t i = 0; i < store.names.size(); ++i)
        places[store.names[i]] = static_cast<std::int32_t>(i);
    for (const std::string& row : rows) {
        store.texts.starts.push_back(std::ssize(store.texts.tokens));
        for (const std::string_view symbol : symbolsOf(row)) {
            const auto found = places.find(symbol);
            store.texts.tokens.push_back(found == places.end() ? places[kOther] : found->second);
        }
    }
    store.texts.starts.push_back(std::ssize(store.texts.tokens));
    store.count = std::ssize(rows);
    store.shape.vocabulary = std::ssize(store.names);
    for (const std::string& name : store.names)
        dataset.target.categories.push_back(name == "\n" ? "line end" : name == " " ? "blank" : name);
    return dataset;
}

Result<Dataset> readProse(const ReadRequest& request)
{
    const Result<GeneratorSettings> settings = readerSettings(request, kProseSettings);
    if (!settings)
        return fail(settings.error());
    const Result<TextFile> file = readTextFile(request.path, request.progress);
    if (!file)
        return fail(file.error());
    if (const Result<void> room =
            checkFreeMemory(24.0 * static_cast<double>(file->text.size()), "Take a part of the text.");
        !room)
        return fail(room.error());
    const std::vector<std::string_view> lines = linesOf(file->text);
    const std::int64_t wanted = settings->whole("lines");
    const bool byLines = wanted == 1 || (wanted < 0 && hasShortLines(lines));
    std::vector<std::string> rows;
    const std::vector<std::string_view> symbols = symbolsOf(file->text);
    if (std::ssize(symbols) < kFewestSymbols) {
        return fail(ErrorCode::TextShort, {{"count", countText(std::ssize(symbols), "symbol")},
                                           {"limit", groupedText(kFewestSymbols)}});
    }
    if (byLines) {
        for (const std::string_view line : lines) {
            if (!line.empty())
                rows.push_back(std::string(line) + "\n");
        }
    } else {
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            if (i % kPiece == 0)
                rows.emplace_back();
            rows.back() += symbols[i];
        }
    }
    Dataset dataset = textDataset(rows, byLines ? RowOrder::None : RowOrder::Time);
    if (const Result<void> usable = checkSamples(dataset, byLines ? "line" : "piece"); !usable)
        return fail(usable.error());
    return dataset;
}

bool looksLikeLabelledTexts(std::string_view text)
{
    constexpr std::size_t kLooks = 200;
    constexpr std::size_t kLongestLabel = 40;
    std::size_t looked = 0;
    std::size_t fitting = 0;
    std::size_t words = 0;
    for (const std::string_view line : linesOf(text.substr(0, 200'000))) {
        if (line.empty())
            continue;
        const std::size_t tab = line.find('\t');
        const bool fits = tab != std::string_view::npos && tab > 0 && tab <= kLongestLabel &&
                          line.find('\t', tab + 1) == std::string_view::npos;
        fitting += fits ? 1 : 0;
        words += fits ? wordsOf(line.substr(tab + 1)).size() : 0;
        if (++looked == kLooks)
            break;
    }
    return looked > 0 && 10 * fitting >= 9 * looked && words >= 3 * fitting;
}

/// Names of the columns, like "label<tab>text": one word each, and the first is nobody's label.
bool isHeaderLine(const std::vector<std::string_view>& lines)
{
    const std::string_view first = lines.empty() ? std::string_view{} : lines.front();
    const std::size_t tab = first.find('\t');
    if (tab == std::string_view::npos || first.find_first_of(" \t", tab + 1) != std::string_view::npos)
        return false;
    return std::none_of(lines.begin() + 1, lines.end(), [&](std::string_view line) {
        return line.substr(0, line.find('\t')) == first.substr(0, tab);
    });
}

Result<Dataset> readLabelledTexts(const ReadRequest& request)
{
    if (const Result<void> none = refuseSettings(request); !none)
        return fail(none.error());
    const Result<TextFile> file = readTextFile(request.path, request.progress);
    if (!file)
        return fail(file.error());
    if (const Result<void> room =
            checkFreeMemory(20.0 * static_cast<double>(file->text.size()), "Take a part of the texts.");
        !room)
        return fail(room.error());
    CategoryBuilder labels;
    std::vector<std::vector<std::string>> texts;
    std::int64_t lineNumber = 0;
    const std::vector<std::string_view> lines = linesOf(file->text);
    const std::int64_t headers = isHeaderLine(lines) ? 1 : 0;
    for (const std::string_view line : lines) {
        ++lineNumber;
        if (lineNumber <= headers || line.find_first_not_of(" \t") == std::string_view::npos)
            continue;
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos || tab == 0)
            return fail(ErrorCode::TextNoTab, {{"line", lineNumber}});
        labels.add(line.substr(0, tab));
        texts.push_back(wordsOf(line.substr(tab + 1)));
    }
    Dataset dataset{.target = labels.finish("label"), .samples = SampleStore{}};
    SampleStore& store = *dataset.samples;
    Dictionary words;
    for (const std::vector<std::string>& text : texts) {
        store.texts.starts.push_back(std::ssize(store.texts.tokens));
        for (const std::string& word : text)
            store.texts.tokens.push_back(words.number(word));
    }
    store.texts.starts.push_back(std::ssize(store.texts.tokens));
    store.names = words.take();
    countTerms(store, texts);
    store.count = std::ssize(texts);
    if (const Result<void> usable = checkSamples(dataset, "text"); !usable)
        return fail(usable.error());
    return dataset;
}

} // namespace tunescope
