// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace tunescope::ui {

/// Data role of models that name the entry of an item or of the head of a column (glossary_topic.h reads it).
inline constexpr int kGlossaryItemRole = 0x0100 + 771;

enum class GlossaryKind { Setting, Choice, Metric, Chart, Sampler, Pruner, Term };
inline constexpr int kGlossaryKindCount = static_cast<int>(GlossaryKind::Term) + 1;

/// What one thing is, in at most four lines and 60 words.
struct GlossaryEntry {
    QString id; ///< "setting:learning_rate", "choice:relu", "metric:f1", "chart:SliceChart", "sampler:tpe",
                ///< "pruner:asha", "term:seed".
    GlossaryKind kind = GlossaryKind::Term;
    QString name;  ///< As in specs and on the command line: "learning_rate".
    QString title; ///< As on screen: "Learning rate".
    QStringList lines;
    QString figure;      ///< A concept of ConceptFigure.
    QString lesson;      ///< Id of a lesson; empty without one.
    QStringList seeAlso; ///< Ids.
};

/// All entries in the language of the moment: those of a kind together, settings first.
///
/// Titles of settings, metrics, samplers and pruners are those of core's registries; an entry whose name no
/// registry has is left out.
[[nodiscard]] std::vector<GlossaryEntry> makeGlossary();

/// By its id; a class after the metric's name ("metric:f1:2") is left out of account. Null for an unknown
/// one.
[[nodiscard]] const GlossaryEntry* findGlossaryEntry(const std::vector<GlossaryEntry>& entries,
                                                     const QString& id);

/// Positions of the entries that hold every word of `text`: titles and names that begin with it first, then
/// those that hold it there, then those that hold it in their lines. All of them for an empty text.
[[nodiscard]] std::vector<int> searchGlossary(const std::vector<GlossaryEntry>& entries, const QString& text);

/// Whether the values of a setting have entries of their own ("choice:relu"); by its name.
[[nodiscard]] bool hasChoiceEntries(const std::string& setting);

/// "Settings", "Metrics", ...
[[nodiscard]] QString glossaryKindTitle(GlossaryKind kind);
/// 1 to 10 for the id of one of the ten lessons, otherwise 0.
[[nodiscard]] int lessonNumber(const QString& lesson);

} // namespace tunescope::ui
