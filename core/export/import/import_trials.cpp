// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/import_file.h"

#include "core/storage/study_tables.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <limits>
#include <set>

namespace tunescope {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// For each metric of the study its place among the imported ones, or none. A metric without a name is the study's.
std::vector<std::optional<std::size_t>> metricPlaces(const ImportedTrials& imported, const StoredStudy& study)
{
    std::vector<std::optional<std::size_t>> places;
    for (const std::string& name : study.facts.metricNames) {
        const auto same = std::find_if(imported.metricNames.begin(), imported.metricNames.end(), [&](const auto& other) {
            return other == name || (other.empty() && name == study.config.protocol.metric);
        });
        places.push_back(same == imported.metricNames.end()
                             ? std::nullopt
                             : std::optional(static_cast<std::size_t>(same - imported.metricNames.begin())));
    }
    return places;
}

PartValues translated(const PartValues& values, const std::vector<std::optional<std::size_t>>& places)
{
    PartValues own{.loss = values.loss, .metrics = {}};
    for (const std::optional<std::size_t>& place : places)
        own.metrics.push_back(place && *place < values.metrics.size() ? values.metrics[*place] : kMissing);
    return own;
}

/// The settings that this study knows: those of its space, and others that differ from what it holds fixed.
ParamSet knownParams(const ParamSet& params, const StageConfig& stage, std::set<std::string>& dropped)
{
    ParamSet known;
    for (const ParamSpec& spec : stage.space.params()) {
        if (const ParamValue* value = params.find(spec.name))
            known.set(spec.name, *value);
    }
    for (const auto& [name, value] : params) {
        const ParamValue* fixed = stage.fixed.find(name);
        if (stage.space.find(name) != nullptr || (fixed != nullptr && sameValue(*fixed, value)))
            continue;
        if (findTrainingParam(name) != nullptr)
            known.set(name, value);
        else
            dropped.insert(name);
    }
    return known;
}

/// The trials with the parameters that are settings here.
std::vector<ParamSet> allParams(const ImportedTrials& imported, const StageConfig& stage, std::set<std::string>& dropped)
{
    std::vector<ParamSet> all;
    for (const StoredTrial& trial : imported.trials)
        all.push_back(knownParams(trial.start.params, stage, dropped));
    return all;
}

std::string originNote(const ImportedTrials& imported, const StoredTrial& trial)
{
    const std::size_t slash = imported.path.rfind('/');
    const std::string file = slash == std::string::npos ? imported.path : imported.path.substr(slash + 1);
    std::string note = "Imported from " + file + ", trial " + std::to_string(trial.start.number);
    return trial.note.empty() ? note : trial.note + "\n" + note;
}

std::string keyOf(const ParamSet& params, const std::string& note)
{
    return note + "|" + paramKey(params);
}

/// Appends one trial after the other.
class TrialAppender
{
public:
    TrialAppender(const ImportedTrials& imported, const StoredStudy& study, StudyStore& store)
        : m_imported(imported)
        , m_study(study)
        , m_store(store)
        , m_places(metricPlaces(imported, study))
        , m_number(static_cast<int>(study.trials.size()))
    {
        for (const StoredTrial& trial : study.trials) {
            if (trial.start.origin.kind == OriginKind::Imported)
                m_known.insert(keyOf(trial.start.params, trial.note));
        }
    }

    /// False if the same trial is there already.
    bool append(const StoredTrial& trial, const ParamSet& params);

private:
    void appendEpochs(const StoredTrial& trial);
    void appendOutcome(const StoredTrial& trial);

    const ImportedTrials& m_imported;
    const StoredStudy& m_study;
    StudyStore& m_store;
    std::vector<std::optional<std::size_t>> m_places;
    int m_number;
    std::set<std::string> m_known;
};

void TrialAppender::appendEpochs(const StoredTrial& trial)
{
    for (const EpochRecord& record : trial.epochs) {
        EpochRecord own = record;
        own.trial = m_number;
        own.layers.clear();
        own.validation = translated(record.validation, m_places);
        if (record.train)
            own.train = translated(*record.train, m_places);
        m_store.epochReported(own);
    }
}

void TrialAppender::appendOutcome(const StoredTrial& trial)
{
    TrialOutcome outcome = trial.outcome;
    outcome.state = trial.state;
    if (outcome.runs.empty() && trial.state == TrialState::Complete)
        outcome.runs.push_back({.repeat = 0,
                                .fold = 0,
                                .value = outcome.value,
                                .lastValue = outcome.lastValue,
                                .bestEpoch = outcome.bestEpoch,
                                .epochs = trial.epochs.empty() ? outcome.bestEpoch : trial.epochs.back().epoch,
                                .gap = kMissing});
    if (outcome.reason.kind.empty())
        outcome.reason.kind = trial.state == TrialState::Complete ? "completed" : std::string(trialStateName(trial.state));
    if (outcome.reason.text.empty())
        outcome.reason.text = "Imported; the file gives no reason.";
    m_store.trialTold(m_number, outcome);
}

bool TrialAppender::append(const StoredTrial& trial, const ParamSet& params)
{
    const std::string note = originNote(m_imported, trial);
    if (m_known.contains(keyOf(params, note)))
        return false;
    const std::uint64_t seed = trial.start.seed != 0 ? trial.start.seed : trialSeedOf(m_study.config.seed, m_number);
    const int stage = static_cast<int>(m_study.stages.size()) - 1;
    m_store.trialStarted({m_number, stage, seed, {OriginKind::Imported}, params});
    appendEpochs(trial);
    appendOutcome(trial);
    m_store.noteChanged(m_number, note);
    if (trial.deleted)
        m_store.deletedChanged(m_number, true);
    ++m_number;
    return true;
}

std::string joined(const std::set<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

} // namespace

Result<ImportReport> importTrials(const ImportedTrials& imported, const StoredStudy& study, StudyStore& store)
{
    const std::string& metric = study.config.protocol.metric;
    if (!imported.metric.empty() && imported.metric != metric)
        return fail(ErrorCode::ImportMetric, {{"path", imported.path}, {"metric", imported.metric}, {"own", metric}});
    const StageConfig& stage = study.stages.back().config;
    std::set<std::string> dropped(imported.ignored.begin(), imported.ignored.end());
    const std::vector<ParamSet> params = allParams(imported, stage, dropped);
    const auto isEmpty = [](const ParamSet& set) { return set.empty(); };
    if (!stage.space.empty() && !params.empty() && std::all_of(params.begin(), params.end(), isEmpty))
        return fail(ErrorCode::ImportNoSetting,
                    {{"path", imported.path}, {"names", dropped.empty() ? "it has none" : joined(dropped)}});
    ImportReport report{.otherData = imported.dataSha256 != study.facts.dataSha256 ||
                                     imported.splitSha256 != study.facts.splitSha256,
                        .dropped = {dropped.begin(), dropped.end()}};
    TrialAppender appender(imported, study, store);
    for (std::size_t i = 0; i < imported.trials.size(); ++i) {
        if (!appender.append(imported.trials[i], params[i])) {
            ++report.known;
            continue;
        }
        ++report.added;
        report.outside += stage.space.validate(params[i]) ? 0 : 1;
    }
    if (report.added > 0)
        store.eventHappened({.at = secondsNow(),
                             .kind = "trials_imported",
                             .detail = std::to_string(report.added) + " trials from " + imported.path});
    if (const auto done = store.flush(); !done)
        return fail(done.error());
    return report;
}

} // namespace tunescope
