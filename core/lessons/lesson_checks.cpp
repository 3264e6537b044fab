// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_checks.h"

#include "core/data/dataset_registry.h"
#include "core/data/open_dataset.h"
#include "core/lessons/lesson_places.h"
#include "core/lessons/lesson_study.h"
#include "core/metrics/metric_registry.h"
#include "core/study/stage_rules.h"

#include <algorithm>
#include <filesystem>

namespace tunescope {
namespace {

/// Gathers the first fault; `prefix` is the part's place in the file.
class Checker
{
public:
    explicit Checker(const Lesson& lesson) : m_lesson(lesson) {}

    [[nodiscard]] std::optional<LessonFault> fault() &&
    {
        if (!m_lesson.quest || !m_lesson.main.values.empty())
            checkPart(m_lesson.main);
        if (m_lesson.twist)
            checkPart(*m_lesson.twist);
        if (m_lesson.elsewhere)
            checkPart(*m_lesson.elsewhere);
        return std::move(m_fault);
    }

private:
    void set(std::string place, Error error)
    {
        if (!m_fault)
            m_fault = LessonFault{{}, std::move(place), std::move(error)};
    }

    void setUnknown(const std::string& path, const std::string& value, const std::vector<std::string>& known)
    {
        std::string list;
        for (const std::string& one : known)
            list.append(list.empty() ? "" : ", ").append(one);
        set({}, {ErrorCode::JsonUnknownValue, {{"path", path}, {"value", "\"" + value + "\""}, {"choices", list.empty() ? "(there are none)" : list}}});
    }

    void setTwice(const std::string& path, const std::string& value)
    {
        set({}, {ErrorCode::JsonWrongType, {{"path", path}, {"expected", "a name that is used once"}, {"value", "\"" + value + "\" twice"}}});
    }

    void checkPart(const LessonPart& part)
    {
        m_prefix = part.kind == LessonPartKind::Main ? "" : std::string(lessonPartName(part.kind)) + ".";
        checkNames(part);
        checkData(part);
        checkTexts(part);
        checkMetrics(part);
        if (!m_fault)
            checkStudy(part);
    }

    template <class T, class Name>
    void checkOnce(const std::vector<T>& items, const std::string& path, Name name)
    {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto isSame = [&](const T& other) { return name(other) == name(items[i]); };
            if (std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(i), isSame))
                setTwice(m_prefix + path, name(items[i]));
        }
    }

    void checkNames(const LessonPart& part)
    {
        checkOnce(part.baselines, "baselines", [](const BaselineRule& rule) { return rule.id; });
        checkOnce(part.claims, "claims", [](const ClaimRule& rule) { return rule.id; });
        checkOnce(part.prediction.options, "prediction.options", [](const PredictionOption& option) { return option.id; });
        for (const LessonCard& card : part.verdicts)
            checkConditions(part, card.when, "verdicts");
        for (const LessonCard& card : part.cards)
            checkConditions(part, card.when, "cards");
        for (const PredictionOption& option : part.prediction.options)
            checkConditions(part, option.when, "prediction.options");
        const bool hasLast = !part.verdicts.empty() && part.verdicts.back().when.empty();
        if (!hasLast)
            set({}, {ErrorCode::JsonMissing, {{"path", m_prefix + "verdicts"}, {"expected", "a last card without \"when\", for every other result"}}});
    }

    void checkConditions(const LessonPart& part, const ClaimConditions& conditions, const std::string& path)
    {
        std::vector<std::string> ids;
        for (const ClaimRule& rule : part.claims)
            ids.push_back(rule.id);
        for (const ClaimCondition& condition : conditions) {
            if (std::find(ids.begin(), ids.end(), condition.claim) == ids.end())
                setUnknown(m_prefix + path + ".when", condition.claim, ids);
        }
    }

    void checkPlaces(const LessonPart& part, const std::string& text, const std::string& path)
    {
        for (const std::string& place : placesOf(text)) {
            if (!isPlace(part, place))
                setUnknown(m_prefix + path, "{" + place + "}",
                           {"{best}", "{worst}", "{VALUE}", "{train:VALUE}", "{seconds:VALUE}", "{weights:VALUE}", "{METRIC:VALUE}", "{baseline:ID}"});
        }
    }

    void checkTexts(const LessonPart& part)
    {
        for (const ClaimRule& rule : part.claims) {
            for (const std::string* text : {&rule.yes, &rule.no, &rule.unclear})
                checkPlaces(part, *text, "claims." + rule.id);
        }
        for (const LessonCard& card : part.verdicts)
            checkPlaces(part, card.text, "verdicts");
        for (const LessonCard& card : part.cards)
            checkPlaces(part, card.text, "cards");
    }

    void checkData(const LessonPart& part)
    {
        const std::string& source = part.study.data.source;
        std::error_code error;
        if (findDatasetEntry(source) != nullptr || std::filesystem::exists(pathOf(source), error))
            return;
        std::vector<std::string> known;
        for (const DatasetEntry& entry : datasetRegistry())
            known.emplace_back(entry.name);
        setUnknown(m_prefix + "study.data.source", source, known);
    }

    void checkMetrics(const LessonPart& part)
    {
        std::vector<std::string> names{part.score.metric};
        for (const FurtherScore& further : part.further)
            names.push_back(further.metric);
        for (const std::string& name : names) {
            if (name.empty() || (name != "loss" && findMetric(name) == nullptr)) {
                std::vector<std::string> known{"loss"};
                for (const MetricEntry& entry : metricRegistry())
                    known.emplace_back(entry.name);
                setUnknown(m_prefix + (name == part.score.metric ? "score.metric" : "further.metric"), name, known);
            }
        }
    }

    void checkStudy(const LessonPart& part)
    {
        const std::string place = m_prefix + "study";
        const StudyConfig study = lessonStudy(m_lesson, part.kind);
        if (const auto valid = validateStudyConfig(study); !valid)
            return set(place, valid.error());
        const DatasetEntry* entry = findDatasetEntry(study.data.source);
        if (entry == nullptr)
            return; // A file of one's own: its task is known when it is opened.
        checkStage(study.stage, place, entry->task, study.protocol.metric);
        for (std::size_t i = 0; i < part.values.size(); ++i) {
            if (part.values[i].search)
                checkStage(*part.values[i].search, m_prefix + "sweep.values[" + std::to_string(i) + "].search", entry->task, study.protocol.metric);
        }
    }

    void checkStage(const StageConfig& given, const std::string& place, Task task, const std::string& metric)
    {
        const auto stage = withNaturalConditions(given);
        if (!stage)
            return set(place, stage.error());
        if (const auto valid = checkSettings(*stage, task, metric); !valid)
            set(place, valid.error());
    }

    const Lesson& m_lesson;
    std::string m_prefix;
    std::optional<LessonFault> m_fault;
};

} // namespace

std::optional<LessonFault> checkLesson(const Lesson& lesson)
{
    return Checker(lesson).fault();
}

} // namespace tunescope
