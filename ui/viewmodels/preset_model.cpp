// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/preset_model.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/search_advice.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/value_text.h"

#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace tunescope::ui {
namespace {

PresetEntry::Group presetGroup(PresetKind kind)
{
    switch (kind) {
    case PresetKind::Good:
        return PresetEntry::Group::Good;
    case PresetKind::Bad:
        return PresetEntry::Group::Bad;
    case PresetKind::Range:
        break;
    }
    return PresetEntry::Group::Range;
}

QString presetFigureText(const PresetFigure& figure, PresetKind kind)
{
    const QString data = toQt(figure.data);
    if (figure.complete == 0)
        return PresetModel::tr("On %1 all %n trial(s) diverged (Tunescope %2).", nullptr, figure.trials).arg(data, toQt(figure.version));
    const MetricStyle metric = metricStyleOf(figure.metric);
    const QString low = scoreTextWithUnit(figure.lowest, metric);
    const QString high = scoreTextWithUnit(figure.highest, metric);
    const QString range = low == high ? high : PresetModel::tr("%1 to %2").arg(low, high);
    const QString count = kind == PresetKind::Range ? PresetModel::tr("%n trial(s)", nullptr, figure.trials) : PresetModel::tr("%n seed(s)", nullptr, figure.trials);
    QString text = PresetModel::tr("Measured on %1: %2 %3 (%4, Tunescope %5)").arg(data, insideSentence(metric.title), range, count, toQt(figure.version));
    if (figure.complete < figure.trials)
        text += PresetModel::tr(", %n diverged", nullptr, figure.trials - figure.complete);
    return text + QLatin1Char('.');
}

/// "0.001, 0.01, 0.1, 1.0"
QString lessonValuesText(const LessonPart& part)
{
    QStringList labels;
    for (const SweepValue& value : part.values)
        labels << toQt(value.label);
    return labels.join(QStringLiteral(", "));
}

bool hasEntry(const std::vector<SettingEntry>& entries, const std::string& name)
{
    return std::any_of(entries.begin(), entries.end(), [&](const SettingEntry& entry) { return entry.spec.name == name; });
}

} // namespace

PresetModel::PresetModel(ProjectController& controller, SearchAdvice& advice, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_advice(advice)
{
    connect(&controller, &ProjectController::draftChanged, this, &PresetModel::appliedChanged);
    connect(&controller, &ProjectController::projectChanged, this, &PresetModel::appliedChanged);
    load();
}

QString PresetModel::ownFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets");
}

void PresetModel::load()
{
    m_jobs.run(QStringLiteral("presets"), [this, folder = toStd(ownFolder())]() -> BackgroundJobs::Deliver {
        return [this, shipped = loadPresets(), own = loadPresets(folder), lessons = loadLessons()]() mutable {
            m_shipped = std::move(shipped);
            m_own = std::move(own);
            m_lessons = std::move(lessons);
            m_isLoaded = true;
            reportFaults();
            emit loaded();
        };
    });
}

/// Of one's own files only: those that ship are tested.
void PresetModel::reportFaults()
{
    if (m_own.faults.empty())
        return;
    QStringList sentences;
    for (const LessonFault& fault : m_own.faults)
        sentences << toQt(fault.text());
    emit m_controller.messagePosted({.kind = Message::Kind::Warning, .headline = tr("%n preset(s) of yours cannot be read", nullptr, static_cast<int>(sentences.size())), .detail = sentences.join(QLatin1Char('\n'))});
}

PresetEntry PresetModel::entryOf(const Preset& preset, PresetEntry::Group group) const
{
    PresetEntry entry{group, preset.kind, toQt(preset.id), toQt(preset.title), toQt(preset.why)};
    if (preset.measured)
        entry.measured = presetFigureText(*preset.measured, preset.kind);
    return entry;
}

std::vector<PresetEntry> PresetModel::articleEntries() const
{
    std::vector<PresetEntry> entries;
    for (const Lesson& lesson : m_lessons.lessons) {
        if (lesson.main.study.stage.space.empty())
            continue;
        const QString param = toQt(lesson.topic);
        PresetEntry entry{PresetEntry::Group::Article, PresetKind::Range, QStringLiteral("lesson-%1").arg(lesson.number),
                          tr("Lesson %1: %2").arg(lesson.number).arg(param),
                          lesson.quest ? tr("What lesson %1, “%2”, searches.").arg(lesson.number).arg(toQt(lesson.title))
                                       : tr("What the article compares in lesson %1, “%2”: %3 %4.").arg(lesson.number).arg(toQt(lesson.title), toQt(lesson.main.param), lessonValuesText(lesson.main))};
        if (!lessonStage(lesson))
            entry.whyNot = tr("Networks for these data have no such setting.");
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<PresetEntry> PresetModel::entries() const
{
    const std::optional<DatasetFacts>& facts = m_controller.facts();
    std::vector<PresetEntry> entries{
        {PresetEntry::Group::Coarse, PresetKind::Range, QStringLiteral("coarse"), tr("Coarse: wide ranges"),
         tr("The ranges with which every search on these data starts: wide enough to show the whole story, too small and too large included.")},
        {PresetEntry::Group::Fine, PresetKind::Range, QStringLiteral("fine"), tr("Fine: from the best quarter"),
         tr("Ranges where the best quarter of the finished trials lies. Look coarsely first, then finely where it pays."), {}, m_advice.whyNotNarrow()}};
    if (!facts || !m_isLoaded)
        return entries;
    const std::string& source = m_controller.draft().data.source;
    for (const PresetKind kind : {PresetKind::Good, PresetKind::Bad, PresetKind::Range}) {
        for (const Preset& preset : m_shipped.presets) {
            if (preset.kind == kind && presetFits(preset, source, *facts))
                entries.push_back(entryOf(preset, presetGroup(kind)));
        }
    }
    for (PresetEntry& entry : articleEntries())
        entries.push_back(std::move(entry));
    for (const Preset& preset : m_own.presets) {
        if (presetFits(preset, source, *facts))
            entries.push_back(entryOf(preset, PresetEntry::Group::Own));
    }
    return entries;
}

const Preset* PresetModel::presetOf(const PresetEntry& entry) const
{
    const PresetLibrary& library = entry.group == PresetEntry::Group::Own ? m_own : m_shipped;
    return library.byId(toStd(entry.key));
}

std::optional<StageConfig> PresetModel::lessonStage(const Lesson& lesson) const
{
    const std::optional<DatasetFacts>& facts = m_controller.facts();
    if (!facts || facts->models.empty())
        return std::nullopt;
    const std::vector<SettingEntry> entries = settingEntries(*facts);
    const StageConfig& given = lesson.main.study.stage;
    std::vector<ParamSpec> params;
    std::copy_if(given.space.params().begin(), given.space.params().end(), std::back_inserter(params), [&](const ParamSpec& spec) { return hasEntry(entries, spec.name); });
    Result<SearchSpace> space = SearchSpace::create(params);
    if (params.empty() || !space)
        return std::nullopt;
    StageConfig stage = m_controller.draft().stage;
    stage.space = std::move(*space);
    stage.fixed = {};
    for (const auto& [name, value] : given.fixed) {
        if (name != "model" && hasEntry(entries, name))
            stage.fixed.set(name, value);
    }
    const ParamValue* model = given.fixed.find("model");
    const auto* word = model ? std::get_if<std::string>(model) : nullptr;
    const bool canRead = word && std::find(facts->models.begin(), facts->models.end(), *word) != facts->models.end();
    stage.fixed.set("model", canRead ? *word : facts->models.front());
    stage.queue.clear();
    return stage;
}

void PresetModel::apply(const PresetEntry& entry)
{
    if (!entry.whyNot.isEmpty())
        return emit m_controller.messagePosted({.kind = Message::Kind::Warning, .headline = entry.whyNot});
    if (entry.group == PresetEntry::Group::Coarse)
        return applyCoarse(entry);
    if (entry.group == PresetEntry::Group::Fine) {
        if (const auto fault = m_advice.narrowToBestQuarter())
            return emit m_controller.messagePosted({.kind = Message::Kind::Warning, .headline = *fault});
        return setApplied(entry);
    }
    if (entry.group != PresetEntry::Group::Article) {
        if (const Preset* preset = presetOf(entry))
            applyStage(entry, presetStage(*preset, m_controller.draft().stage));
        return;
    }
    const Lesson* lesson = m_lessons.byNumber(entry.key.section(QLatin1Char('-'), 1).toInt());
    if (const auto stage = lesson ? lessonStage(*lesson) : std::nullopt)
        applyStage(entry, *stage);
}

/// Ranges only: strategy, stopping rule, trials and epochs stay.
void PresetModel::applyCoarse(const PresetEntry& entry)
{
    const DataSpec data = m_controller.draft().data;
    m_jobs.run(QStringLiteral("coarse"), [this, data, entry]() -> BackgroundJobs::Deliver {
        return [this, data, entry, start = StudyService::startingConfig(data)] {
            if (!start)
                return emit m_controller.messagePosted({.kind = Message::Kind::Error, .headline = errorSentence(start.error())});
            if (!(m_controller.draft().data == data))
                return; // Other data meanwhile.
            StageConfig stage = m_controller.draft().stage;
            ParamSet fixed = start->stage.fixed;
            if (const ParamValue* epochs = stage.fixed.find("epochs"))
                fixed.set("epochs", *epochs);
            stage.space = start->stage.space;
            stage.fixed = std::move(fixed);
            stage.queue.clear();
            applyStage(entry, std::move(stage));
        };
    });
}

void PresetModel::applyStage(const PresetEntry& entry, StageConfig stage)
{
    StudyConfig draft = m_controller.draft();
    draft.stage = std::move(stage);
    if (!(draft == m_controller.draft()))
        m_controller.setDraft(draft, tr("Preset “%1”").arg(entry.title));
    setApplied(entry);
}

void PresetModel::setApplied(const PresetEntry& entry)
{
    m_applied = Applied{entry, m_controller.draft().stage};
    emit appliedChanged();
}

const PresetEntry* PresetModel::applied() const
{
    return m_applied && m_applied->stage == m_controller.draft().stage ? &m_applied->entry : nullptr;
}

void PresetModel::dismiss()
{
    m_applied.reset();
    emit appliedChanged();
}

std::optional<QString> PresetModel::save(const QString& title, PresetKind kind, const QString& why)
{
    const StudyConfig& draft = m_controller.draft();
    if (title.trimmed().isEmpty())
        return tr("Give the preset a name.");
    Preset preset;
    preset.id = "own";
    preset.title = toStd(title.trimmed());
    const auto* builtIn = findDatasetEntry(draft.data.source);
    preset.fits = {builtIn ? std::string(builtIn->name) : draft.data.source};
    preset.kind = kind;
    preset.why = toStd(why.trimmed().isEmpty() ? tr("Saved by you.") : why.trimmed());
    preset.space = draft.stage.space;
    preset.fixed = draft.stage.fixed;
    preset.sampler = draft.stage.sampler;
    preset.pruner = draft.stage.pruner;
    preset.budget = draft.stage.budget;
    if (const auto readable = parsePreset(printPreset(preset)); !readable) // What is saved can be read.
        return errorSentence(readable.error().error);
    m_jobs.run(QStringLiteral("ownPresets"), [this, preset, folder = toStd(ownFolder())]() -> BackgroundJobs::Deliver {
        return [this, saved = savePreset(folder, preset), own = loadPresets(folder)]() mutable {
            setOwn(std::move(own));
            if (saved)
                emit m_controller.messagePosted({.kind = Message::Kind::Success, .headline = tr("Preset “%1” saved.").arg(toQt(saved->title))});
            else
                emit m_controller.messagePosted({.kind = Message::Kind::Error, .headline = errorSentence(saved.error())});
        };
    }, BackgroundJobs::Kind::Queue);
    return std::nullopt;
}

void PresetModel::setOwn(PresetLibrary own)
{
    m_own = std::move(own);
    emit loaded();
}

/// Its text comes back with Undo.
void PresetModel::restore(const QString& path, const QByteArray& text)
{
    m_jobs.run(QStringLiteral("ownPresets"), [this, path, text, folder = toStd(ownFolder())]() -> BackgroundJobs::Deliver {
        QSaveFile file(path);
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        return [this, path, fault = isWritten ? QString() : file.errorString(), own = loadPresets(folder)]() mutable {
            setOwn(std::move(own));
            if (!fault.isEmpty())
                emit m_controller.messagePosted({.kind = Message::Kind::Error, .headline = tr("%1: the file could not be written (%2).").arg(path, fault)});
        };
    }, BackgroundJobs::Kind::Queue);
}

void PresetModel::remove(const PresetEntry& entry)
{
    const Preset* preset = m_own.byId(toStd(entry.key));
    if (!preset)
        return;
    m_jobs.run(QStringLiteral("ownPresets"), [this, title = entry.title, path = toQt(preset->file), folder = toStd(ownFolder())]() -> BackgroundJobs::Deliver {
        QFile file(path);
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        file.close();
        const QString fault = file.remove() ? QString() : file.errorString();
        return [this, title, path, text, fault, own = loadPresets(folder)]() mutable {
            setOwn(std::move(own));
            if (!fault.isEmpty())
                return emit m_controller.messagePosted({.kind = Message::Kind::Error, .headline = tr("%1: the file cannot be deleted (%2). Check its permissions.").arg(path, fault)});
            emit m_controller.messagePosted({.kind = Message::Kind::Info, .headline = tr("Preset “%1” removed.").arg(title), .actionText = tr("Undo"),
                                             .action = [this, path, text] { restore(path, text); }});
        };
    }, BackgroundJobs::Kind::Queue);
}

} // namespace tunescope::ui
