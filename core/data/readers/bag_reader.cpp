// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/bag_reader.h"

#include "core/base/number_text.h"
#include "core/data/category_builder.h"
#include "core/data/count_text.h"
#include "core/data/readers/text_file.h"

#include <algorithm>
#include <optional>
#include <system_error>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostTermNumbers = 1'000'000;

/// The next word of a line, or an empty one at its end.
std::string_view nextWord(std::string_view& line)
{
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos) {
        line = {};
        return {};
    }
    const std::size_t end = line.find_first_of(" \t", start);
    const std::string_view word = line.substr(start, end == std::string_view::npos ? end : end - start);
    line = end == std::string_view::npos ? std::string_view{} : line.substr(end);
    return word;
}

struct TermCount {
    std::int64_t term = 0;
    double count = 0.0;
};

std::optional<TermCount> readTerm(std::string_view word)
{
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::optional<std::int64_t> term = parseInteger(word.substr(0, colon));
    const std::optional<double> count = parseNumber(word.substr(colon + 1));
    if (!term || !count || *term < 0 || *term >= kMostTermNumbers || *count < 0.0)
        return std::nullopt;
    return TermCount{*term, *count};
}

/// Reads the lines of one file after another.
class BagBuilder
{
public:
    explicit BagBuilder(std::vector<std::string> vocabulary) { m_store.names = std::move(vocabulary); }

    Result<void> addText(std::string_view text)
    {
        std::int64_t number = 0;
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            std::string_view line = text.substr(0, end);
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
            ++number;
            line = line.substr(0, line.find('#'));
            const std::string_view label = nextWord(line);
            if (label.empty())
                continue;
            m_labels.add(label);
            m_store.bags.starts.push_back(std::ssize(m_store.bags.terms));
            if (const Result<void> added = addTerms(line, number); !added)
                return added;
        }
        return {};
    }

    Dataset finish()
    {
        SampleStore& store = m_store;
        store.bags.starts.push_back(std::ssize(store.bags.terms));
        store.count = store.bags.size();
        if (store.names.empty()) {
            const auto lowest = std::min_element(store.bags.terms.begin(), store.bags.terms.end());
            const std::int32_t base = lowest == store.bags.terms.end() || *lowest == 0 ? 0 : 1;
            for (std::int32_t& term : store.bags.terms)
                term -= base;
            for (std::int64_t term = 0; term <= m_highest - base; ++term)
                store.names.push_back("term_" + std::to_string(term + base));
        }
        store.shape.features = std::ssize(store.names);
        return Dataset{.target = m_labels.finish("label"), .samples = std::move(m_store)};
    }

private:
    Result<void> addTerms(std::string_view line, std::int64_t number)
    {
        std::int64_t before = -1;
        for (std::string_view word = nextWord(line); !word.empty(); word = nextWord(line)) {
            const std::optional<TermCount> read = readTerm(word);
            if (!read)
                return fail(ErrorCode::BagLine, {{"line", number}, {"value", word.substr(0, 40)}});
            if (!m_store.names.empty() && read->term >= std::ssize(m_store.names)) {
                return fail(ErrorCode::BagTerm, {{"line", number},
                                                 {"term", read->term},
                                                 {"terms", countText(std::ssize(m_store.names), "term")}});
            }
            if (read->term <= before)
                return fail(ErrorCode::BagOrder, {{"line", number}, {"term", read->term}});
            before = read->term;
            m_highest = std::max(m_highest, before);
            m_store.bags.terms.push_back(static_cast<std::int32_t>(read->term));
            m_store.bags.counts.push_back(static_cast<float>(read->count));
        }
        return {};
    }

    SampleStore m_store;
    CategoryBuilder m_labels;
    std::int64_t m_highest = -1;
};

Result<std::vector<std::string>> readVocabulary(const fs::path& path)
{
    std::vector<std::string> terms;
    if (path.empty())
        return terms;
    const Result<TextFile> file = readTextFile(path);
    if (!file)
        return fail(file.error());
    std::string_view text = file->text;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        terms.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return terms;
}

/// The vocabulary that belongs to a file, or nothing.
fs::path vocabularyOf(const fs::path& path)
{
    const std::string name = path.filename().string();
    std::string stem = name.substr(0, name.find('.'));
    for (const std::string_view part : {"-train", "-test", "_train", "_test"}) {
        if (stem.ends_with(part))
            stem.resize(stem.size() - part.size());
    }
    std::error_code error;
    for (const std::string& candidate :
         {stem + "-vocabulary.txt", stem + "_vocabulary.txt", std::string("vocabulary.txt")}) {
        for (const std::string_view packed : {"", ".gz"}) {
            const fs::path file = path.parent_path() / (candidate + std::string(packed));
            if (fs::is_regular_file(file, error))
                return file;
        }
    }
    return {};
}

} // namespace

Result<Dataset> readBagFiles(const std::vector<fs::path>& files, const fs::path& vocabulary,
                             const ReadProgress& progress)
{
    Result<std::vector<std::string>> terms = readVocabulary(vocabulary);
    if (!terms)
        return fail(terms.error());
    BagBuilder builder(std::move(*terms));
    for (const fs::path& path : files) {
        const Result<TextFile> file = readTextFile(path, progress);
        if (!file)
            return fail(file.error());
        if (const Result<void> added = builder.addText(file->text); !added)
            return fail(added.error());
    }
    return builder.finish();
}

Result<Dataset> readBags(const ReadRequest& request)
{
    if (const Result<void> none = refuseSettings(request); !none)
        return fail(none.error());
    Result<Dataset> dataset = readBagFiles({request.path}, vocabularyOf(request.path), request.progress);
    if (!dataset)
        return dataset;
    if (const Result<void> usable = checkSamples(*dataset, "text"); !usable)
        return fail(usable.error());
    return dataset;
}

} // namespace tunescope
