// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_library.h"
#include "core/lessons/presets/preset_library.h"
#include "ui/viewmodels/background_job.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;
class SearchAdvice;

/// A line of the menu "Presets".
struct PresetEntry {
    enum class Group { Coarse, Fine, Good, Bad, Range, Article, Own } group = Group::Coarse;
    PresetKind kind = PresetKind::Range; ///< Own ones are good, bad or ranges, too.
    QString key;                         ///< A preset's id, a lesson's number; names the entry.
    QString title;
    QString why;
    QString measured = {}; ///< "accuracy 98.1 to 98.9 % on digits (3 seeds, …)"; empty without a figure.
    QString whyNot = {};   ///< Not empty: it cannot be applied now, and this is why.
};

/// Presets that fit the open data: wide and narrowed ranges, known-good and famous-bad configurations, the ranges of
/// the article's lessons, and the student's own. Applying one is one undoable step of the draft. Files are read in the
/// background.
class PresetModel : public QObject
{
    Q_OBJECT

public:
    PresetModel(ProjectController& controller, SearchAdvice& advice, QObject* parent = nullptr);

    /// Where own presets are: "presets" in the program's folder for data of the user.
    [[nodiscard]] static QString ownFolder();

    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    /// Those for the open data, by group, as they are in the menu.
    [[nodiscard]] std::vector<PresetEntry> entries() const;
    /// Posts a message where it is impossible.
    void apply(const PresetEntry& entry);

    /// The draft's stage as a file of one's own, for these data alone; the sentence of a message where that is
    /// impossible: an empty title, more than 60 words. Whether the file could be written is a message.
    std::optional<QString> save(const QString& title, PresetKind kind, const QString& why);
    /// Deletes a file of one's own and posts a message that brings it back.
    void remove(const PresetEntry& entry);

    /// What was applied last, as long as the draft is what it made of it; null otherwise.
    [[nodiscard]] const PresetEntry* applied() const;
    void dismiss(); ///< It needs no more comment.

signals:
    void loaded();
    void appliedChanged();

private:
    void load();
    void setOwn(PresetLibrary own);
    void restore(const QString& path, const QByteArray& text);
    void reportFaults();
    [[nodiscard]] PresetEntry entryOf(const Preset& preset, PresetEntry::Group group) const;
    [[nodiscard]] std::vector<PresetEntry> articleEntries() const;
    [[nodiscard]] const Preset* presetOf(const PresetEntry& entry) const;
    /// The lesson's stage, as far as the data have its settings; nothing if they have none of what it searches.
    [[nodiscard]] std::optional<StageConfig> lessonStage(const Lesson& lesson) const;
    void applyCoarse(const PresetEntry& entry);
    void applyStage(const PresetEntry& entry, StageConfig stage);
    void setApplied(const PresetEntry& entry);

    struct Applied {
        PresetEntry entry;
        StageConfig stage;
    };

    ProjectController& m_controller;
    SearchAdvice& m_advice;
    BackgroundJobs m_jobs;
    PresetLibrary m_shipped;
    PresetLibrary m_own;
    LessonLibrary m_lessons;
    bool m_isLoaded = false;
    std::optional<Applied> m_applied;
};

} // namespace tunescope::ui
