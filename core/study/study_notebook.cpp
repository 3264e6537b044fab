// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_notebook.h"

#include "core/base/number_text.h"
#include "core/data/sha256.h"

#include <algorithm>
#include <utility>

namespace tunescope {
namespace {

constexpr std::array kNotebookTitles{
    std::pair<std::string_view, std::string_view>{"created", "study"},
    std::pair<std::string_view, std::string_view>{"range", "range"},
    std::pair<std::string_view, std::string_view>{"stage_opened", "new range"},
    std::pair<std::string_view, std::string_view>{"run_started", "run"},
    std::pair<std::string_view, std::string_view>{"study_finished", "end of the search"},
    std::pair<std::string_view, std::string_view>{"search_exhausted", "nothing left to try"},
    std::pair<std::string_view, std::string_view>{"confirmed", "confirmation"},
    std::pair<std::string_view, std::string_view>{"test_opened", "look at the test part"},
    std::pair<std::string_view, std::string_view>{"audited", "audit of pruning"},
};

std::string distributionText(const Distribution& distribution)
{
    if (const auto* range = std::get_if<FloatRange>(&distribution))
        return numberText(range->low) + " to " + numberText(range->high) + (range->scale == Scale::Log ? " (log)" : "");
    if (const auto* range = std::get_if<IntRange>(&distribution))
        return numberText(range->low) + " to " + numberText(range->high) + (range->scale == Scale::Log ? " (log)" : "");
    std::string text;
    for (const ParamValue& choice : std::get<ChoiceSet>(distribution).choices)
        text.append(text.empty() ? "" : " or ").append(paramText(choice));
    return text;
}

} // namespace

std::string notebookTitle(std::string_view kind)
{
    for (const auto& [name, title] : kNotebookTitles) {
        if (name == kind)
            return std::string(title);
    }
    std::string text(kind);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string rangeText(const StageConfig& stage)
{
    std::string text;
    for (const ParamSpec& spec : stage.space.params())
        text.append(text.empty() ? "" : ", ").append(spec.name).append(" ").append(distributionText(spec.distribution));
    if (text.empty())
        text = "nothing is searched";
    text.append("; ").append(stage.sampler.name);
    if (stage.pruner)
        text.append(", pruned by ").append(stage.pruner->name);
    return text;
}

std::string notebookHash(std::string_view before, const StudyEvent& entry)
{
    Sha256 hash;
    hash.addText(before);
    hash.addNumber(entry.at);
    hash.addText(entry.kind);
    hash.addText(entry.detail);
    return hash.finish();
}

std::vector<std::string> notebookFaults(const StoredStudy& study)
{
    std::vector<std::string> faults;
    if (study.notebookEntries < 0)
        return faults;
    std::string before;
    for (std::size_t i = 0; i < study.events.size(); ++i) {
        const StudyEvent& entry = study.events[i];
        if (entry.hash != notebookHash(before, entry))
            faults.push_back("notebook entry " + std::to_string(i + 1) + " (" + notebookTitle(entry.kind) +
                             "): it or an entry before it was changed, put in or taken out after it was written");
        before = entry.hash;
    }
    const auto entries = static_cast<std::int64_t>(study.events.size());
    if (entries != study.notebookEntries)
        faults.push_back("the notebook has " + std::to_string(entries) + " entries, but " +
                         std::to_string(study.notebookEntries) + " were written");
    else if (before != study.notebookHash)
        faults.push_back("the notebook does not end with the entry that was written last");
    return faults;
}

} // namespace tunescope
