// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/glossary.h"

#include "core/metrics/metric_registry.h"
#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"
#include "ui/viewmodels/glossary_tables.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/setting_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

struct GlossaryGroup {
    GlossaryKind kind;
    const char* prefix;
    std::span<const GlossaryText> (*texts)();
};

constexpr std::array kGlossaryGroups{
    GlossaryGroup{GlossaryKind::Setting, "setting:", &glossarySettings},
    GlossaryGroup{GlossaryKind::Choice, "choice:", &glossaryChoices},
    GlossaryGroup{GlossaryKind::Metric, "metric:", &glossaryMetrics},
    GlossaryGroup{GlossaryKind::Chart, "chart:", &glossaryCharts},
    GlossaryGroup{GlossaryKind::Sampler, "sampler:", &glossarySamplers},
    GlossaryGroup{GlossaryKind::Pruner, "pruner:", &glossaryPruners},
    GlossaryGroup{GlossaryKind::Term, "term:", &glossaryTerms},
    GlossaryGroup{GlossaryKind::Term, "term:", &glossaryMoreTerms},
};

constexpr std::array kLessonIds{"learning-rate", "hidden-layers", "regularization", "momentum",     "dropout",
                                "batch-size",    "activation",    "lstm-layers",    "network-size", "quest"};

/// Empty for a name that its registry does not have.
QString glossaryTitle(GlossaryKind kind, const GlossaryText& text)
{
    if (text.title)
        return QCoreApplication::translate("glossary", text.title);
    switch (kind) {
    case GlossaryKind::Setting:
        return settingTitle(text.name);
    case GlossaryKind::Choice: {
        QString title = choiceTitle(text.name);
        title[0] = title[0].toUpper();
        return title;
    }
    case GlossaryKind::Metric: {
        const MetricEntry* entry = findMetric(text.name);
        return entry ? toQt(entry->title) : QString();
    }
    case GlossaryKind::Sampler: {
        const SamplerEntry* entry = findSampler(text.name);
        return entry ? toQt(entry->title) : QString();
    }
    case GlossaryKind::Pruner: {
        const PrunerEntry* entry = findPruner(text.name);
        return entry ? toQt(entry->title) : QString();
    }
    case GlossaryKind::Chart:
    case GlossaryKind::Term:
        break;
    }
    return {};
}

GlossaryEntry glossaryEntry(const GlossaryGroup& group, const GlossaryText& text)
{
    const QString name = QString::fromLatin1(text.name);
    GlossaryEntry entry{QString::fromLatin1(group.prefix) + name, group.kind, name,
                        glossaryTitle(group.kind, text)};
    entry.lines =
        QCoreApplication::translate("glossary", text.lines).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    entry.figure = QString::fromLatin1(text.figure);
    entry.lesson = QString::fromLatin1(text.lesson);
    entry.seeAlso = QString::fromLatin1(text.see).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return entry;
}

/// Lower case, with spaces for underscores, so that "learning rate" finds learning_rate.
QString searchable(QString text)
{
    return text.replace(QLatin1Char('_'), QLatin1Char(' ')).toCaseFolded();
}

/// 0 best, 3 = not found.
int searchRank(const GlossaryEntry& entry, const QString& wanted)
{
    // Class names of charts and ids of terms are no words that anybody would type.
    const bool hasName = entry.kind != GlossaryKind::Chart && entry.kind != GlossaryKind::Term;
    const QString title = searchable(entry.title), name = hasName ? searchable(entry.name) : QString();
    if (title.startsWith(wanted) || name.startsWith(wanted))
        return 0;
    if (title.contains(wanted) || name.contains(wanted))
        return 1;
    const QString all =
        title + QLatin1Char(' ') + name + QLatin1Char(' ') + searchable(entry.lines.join(QLatin1Char(' ')));
    const QStringList words = wanted.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool hasAll =
        std::all_of(words.begin(), words.end(), [&](const QString& word) { return all.contains(word); });
    return hasAll ? 2 : 3;
}

} // namespace

std::vector<GlossaryEntry> makeGlossary()
{
    std::vector<GlossaryEntry> entries;
    for (const GlossaryGroup& group : kGlossaryGroups) {
        for (const GlossaryText& text : group.texts()) {
            GlossaryEntry entry = glossaryEntry(group, text);
            if (!entry.title.isEmpty())
                entries.push_back(std::move(entry));
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const GlossaryEntry& a, const GlossaryEntry& b) {
        // Settings, metrics and methods keep the order of their registries' texts; words are looked up by
        // letter.
        const bool byLetter = a.kind == GlossaryKind::Chart || a.kind == GlossaryKind::Term;
        return a.kind != b.kind ? a.kind < b.kind
                                : byLetter && QString::localeAwareCompare(a.title, b.title) < 0;
    });
    return entries;
}

const GlossaryEntry* findGlossaryEntry(const std::vector<GlossaryEntry>& entries, const QString& id)
{
    const QString known = id.section(QLatin1Char(':'), 0, 1);
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const GlossaryEntry& entry) { return entry.id == known; });
    return found == entries.end() ? nullptr : &*found;
}

std::vector<int> searchGlossary(const std::vector<GlossaryEntry>& entries, const QString& text)
{
    const QString wanted = searchable(text.simplified());
    std::array<std::vector<int>, 3> byRank;
    for (int i = 0; i < int(entries.size()); ++i) {
        const int rank = wanted.isEmpty() ? 0 : searchRank(entries[std::size_t(i)], wanted);
        if (rank < 3)
            byRank[std::size_t(rank)].push_back(i);
    }
    std::vector<int> found;
    for (const std::vector<int>& part : byRank)
        found.insert(found.end(), part.begin(), part.end());
    return found;
}

bool hasChoiceEntries(const std::string& setting)
{
    return setting == "model" || setting == "activation" || setting == "optimizer" || setting == "schedule";
}

QString glossaryKindTitle(GlossaryKind kind)
{
    switch (kind) {
    case GlossaryKind::Setting:
        return QCoreApplication::translate("glossary", "Settings");
    case GlossaryKind::Choice:
        return QCoreApplication::translate("glossary", "Values of settings");
    case GlossaryKind::Metric:
        return QCoreApplication::translate("glossary", "Metrics");
    case GlossaryKind::Chart:
        return QCoreApplication::translate("glossary", "Charts");
    case GlossaryKind::Sampler:
        return QCoreApplication::translate("glossary", "Strategies");
    case GlossaryKind::Pruner:
        return QCoreApplication::translate("glossary", "Stopping rules");
    case GlossaryKind::Term:
        return QCoreApplication::translate("glossary", "Words");
    }
    return {};
}

int lessonNumber(const QString& lesson)
{
    const auto* found = std::find_if(kLessonIds.begin(), kLessonIds.end(),
                                     [&](const char* id) { return lesson == QLatin1String(id); });
    return found == kLessonIds.end() ? 0 : int(found - kLessonIds.begin()) + 1;
}

} // namespace tunescope::ui
