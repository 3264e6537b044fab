// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/search_space_model.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/search_space_defaults.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kMostTrials = 100'000;
constexpr int kUsualEpochs = 20;

bool sameNames(const std::vector<SearchRow>& a, const std::vector<SearchRow>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const SearchRow& x, const SearchRow& y) {
        return x.name == y.name && x.shown == y.shown && x.active == y.active;
    });
}

} // namespace

SearchSpaceModel::SearchSpaceModel(ProjectController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_shown(usualSettings())
{
    connect(&controller, &ProjectController::draftChanged, this, &SearchSpaceModel::rebuild);
    connect(&controller, &ProjectController::dataChanged, this, &SearchSpaceModel::rebuild);
    connect(&controller, &ProjectController::projectChanged, this, &SearchSpaceModel::rebuild);
    rebuild();
}

int SearchSpaceModel::nextMergeId()
{
    static int last = 0;
    return ++last;
}

/// Another data set: what rows remembered belongs to the one before.
void SearchSpaceModel::forget()
{
    const std::optional<DatasetFacts>& facts = m_controller.facts();
    std::string key = m_controller.draft().data.source;
    if (facts) {
        key += facts->task == Task::Regression ? ":regression" : ":classes";
        for (const std::string& model : facts->models)
            key += " " + model;
    }
    if (key == m_dataKey && !m_entries.empty())
        return;
    m_dataKey = key;
    m_entries = facts ? settingEntries(*facts) : settingEntries(Task::Classification);
    if (!facts) // Which models fit is not known yet.
        std::erase_if(m_entries, [](const SettingEntry& entry) { return entry.spec.name == "model"; });
    // Epochs stand in the head of the page; as a row they appear only where a study searches them.
    std::erase_if(m_entries, [](const SettingEntry& entry) { return entry.spec.name == "epochs"; });
    m_memory.clear();
    m_shown = usualSettings();
    const bool isTable = !facts || facts->models.empty() || facts->models.front() == "mlp";
    if (isTable) // Another network than an MLP is an idea of one's own there; it can be added.
        for (const char* name : {"model", "filters"})
            m_shown.erase(name);
    m_order.clear();
    m_starting = m_controller.draft().stage;
}

void SearchSpaceModel::rebuild()
{
    forget();
    std::vector<SearchRow> rows = rowsOf(m_controller.draft().stage, m_entries, m_shown, m_memory);
    for (const SearchRow& row : rows) {
        if (row.active)
            m_memory.insert_or_assign(row.name, row);
    }
    const bool same = sameNames(rows, m_rows);
    m_rows = std::move(rows);
    if (same)
        emit rowsChanged();
    else
        emit rowsReset();
}

std::vector<const SearchRow*> SearchSpaceModel::shownRows() const
{
    const auto place = [&](const SearchRow* row) {
        return std::find(m_order.begin(), m_order.end(), row->name) - m_order.begin();
    };
    std::vector<const SearchRow*> parents;
    std::vector<const SearchRow*> rest;
    for (const SearchRow& row : m_rows) {
        if (row.shown)
            (row.isChild() ? rest : parents).push_back(&row);
    }
    std::stable_sort(parents.begin(), parents.end(),
                     [&](const auto* a, const auto* b) { return place(a) < place(b); });
    std::vector<const SearchRow*> rows;
    const auto appendWithChildren = [&](const auto& self, const SearchRow* row) -> void {
        rows.push_back(row);
        for (const SearchRow*& child : rest) {
            if (child && child->when.front().param == row->name) {
                const SearchRow* below = std::exchange(child, nullptr);
                self(self, below);
            }
        }
    };
    for (const SearchRow* row : parents)
        appendWithChildren(appendWithChildren, row);
    for (const SearchRow* row : rest) {
        if (row)
            rows.push_back(row); // Its parent is not in the table.
    }
    return rows;
}

std::vector<const SearchRow*> SearchSpaceModel::hiddenRows() const
{
    std::vector<const SearchRow*> rows;
    for (const SearchRow& row : m_rows) {
        if (!row.shown)
            rows.push_back(&row);
    }
    return rows;
}

Interval SearchSpaceModel::axisOf(const SearchRow& row) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const SettingEntry& candidate) {
        return candidate.spec.name == row.name;
    });
    Interval axis = row.widest;
    if (entry != m_entries.end() && row.kind != ValueKind::Word)
        axis = endsOf(preferredRange(row.name, entry->spec.distribution));
    const bool log = scaleOf(row.range) == Scale::Log;
    const auto include = [&](double value) {
        if (log && value <= 0.0)
            return;
        axis.low = std::min(axis.low, value);
        axis.high = std::max(axis.high, value);
    };
    if (row.mode == RowMode::Range) {
        include(endsOf(row.range).low);
        include(endsOf(row.range).high);
    } else if (row.mode == RowMode::Fixed) {
        include(paramNumber(row.value).value_or(axis.low));
    }
    if (!log && row.kind == ValueKind::Real) // A linear axis shows the zero that a logarithmic one cannot.
        axis.low = std::min(axis.low, std::max(row.widest.low, 0.0));
    return axis;
}

bool SearchSpaceModel::canBeLog(const SearchRow& row) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const SettingEntry& candidate) {
        return candidate.spec.name == row.name;
    });
    if (row.kind == ValueKind::Word)
        return false;
    if (entry == m_entries.end())
        return endsOf(row.range).low > 0.0;
    return endsOf(preferredRange(row.name, entry->spec.distribution)).low > 0.0;
}

SearchSpaceModel::Fault SearchSpaceModel::commit(std::vector<SearchRow> rows, const QString& undoText,
                                                 int mergeId)
{
    Result<StageConfig> stage = stageOf(rows, m_controller.draft().stage);
    if (!stage)
        return errorSentence(stage.error());
    for (const SearchRow& row : rows) {
        m_memory.insert_or_assign(row.name, row);
        if (row.shown)
            m_shown.insert(row.name);
        else
            m_shown.erase(row.name);
    }
    StudyConfig draft = m_controller.draft();
    draft.stage = std::move(*stage);
    if (draft == m_controller.draft())
        rebuild(); // Nothing that runs has changed, but perhaps what is in the table.
    else
        m_controller.setDraft(draft, undoText, mergeId);
    return std::nullopt;
}

// --- Edits of the rest of the stage --------------------------------------------------------------------

int SearchSpaceModel::trials() const
{
    return m_controller.draftTrials().total;
}

SearchSpaceModel::Fault SearchSpaceModel::setTrials(int trials)
{
    if (trials < 1 || trials > kMostTrials)
        return tr("Trials must be from 1 to %1.").arg(kMostTrials);
    const int before = m_controller.draftTrials().before;
    if (trials <= before)
        return tr("%1 trials belong to earlier settings, so there must be more than that in all.")
            .arg(wholeText(before));
    StudyConfig draft = m_controller.draft();
    draft.stage.budget.trials = trials - before;
    m_controller.setDraft(draft, tr("Change number of trials"));
    return std::nullopt;
}

int SearchSpaceModel::epochs() const
{
    const StageConfig& stage = m_controller.draft().stage;
    if (const ParamSpec* spec = stage.space.find("epochs")) {
        const auto* set = std::get_if<ChoiceSet>(&spec->distribution);
        return static_cast<int>(set ? paramNumber(set->choices.back()).value_or(kUsualEpochs)
                                    : endsOf(spec->distribution).high);
    }
    const ParamValue* fixed = stage.fixed.find("epochs");
    return static_cast<int>(fixed ? paramNumber(*fixed).value_or(kUsualEpochs) : kUsualEpochs);
}

SearchSpaceModel::Fault SearchSpaceModel::setEpochs(int epochs)
{
    if (epochs < 1 || epochs > 10'000)
        return tr("Epochs must be from 1 to 10 000.");
    if (m_controller.draft().stage.space.find("epochs")) {
        const SearchRow* searched = row("epochs");
        return searched ? setRange("epochs",
                                   {std::min(endsOf(searched->range).low, double(epochs)), double(epochs)})
                        : Fault();
    }
    StudyConfig draft = m_controller.draft();
    draft.stage.fixed.set("epochs", std::int64_t{epochs});
    m_controller.setDraft(draft, tr("Change epochs"));
    return std::nullopt;
}

void SearchSpaceModel::setSampler(const std::string& name)
{
    StudyConfig draft = m_controller.draft();
    if (draft.stage.sampler.name == name)
        return;
    draft.stage.sampler = SamplerConfig{name};
    m_controller.setDraft(draft, tr("Change strategy"));
}

void SearchSpaceModel::setSamplerOptions(const ParamSet& options)
{
    StudyConfig draft = m_controller.draft();
    draft.stage.sampler.options = options;
    m_controller.setDraft(draft, tr("Change options of the strategy"));
}

void SearchSpaceModel::setPruner(const std::string& name)
{
    StudyConfig draft = m_controller.draft();
    if (name.empty())
        draft.stage.pruner.reset();
    else if (!draft.stage.pruner || draft.stage.pruner->name != name)
        draft.stage.pruner = PrunerConfig{name};
    m_controller.setDraft(draft, name.empty() ? tr("Let every trial finish") : tr("Stop weak trials early"));
}

void SearchSpaceModel::setPrunerOptions(const ParamSet& options)
{
    StudyConfig draft = m_controller.draft();
    if (!draft.stage.pruner)
        return;
    draft.stage.pruner->options = options;
    m_controller.setDraft(draft, tr("Change options of the stopping rule"));
}

} // namespace tunescope::ui
