// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/lesson_words.h"

#include "core/study/dataset_summary.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("LessonWords", source);
}

QString unitOf(const LessonPart& part)
{
    return part.score.unit.empty() ? QString() : QLatin1Char(' ') + toQt(part.score.unit);
}

/// "Foods" for foods, "Scenes, samples=500" for scenes:samples=500; a file's name as it is.
QString dataTitle(const std::string& source)
{
    const std::size_t colon = source.find(':');
    const std::string name = source.substr(0, colon);
    for (const DatasetEntry& entry : datasetRegistry()) {
        if (entry.name == name)
            return toQt(entry.title) + (colon == std::string::npos ? QString() : QStringLiteral(", ") + toQt(source.substr(colon + 1)).replace(QLatin1Char(','), QStringLiteral(", ")));
    }
    return toQt(source);
}

} // namespace

QString lessonText(std::string_view words)
{
    return toQt(words).replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

LessonAxis lessonAxis(const LessonPart& part)
{
    LessonAxis axis;
    for (const SweepValue& value : part.values)
        axis.values << toQt(value.label);
    axis.valueTitle = toQt(part.param);
    axis.scoreTitle = toQt(part.score.title);
    axis.unit = unitOf(part);
    axis.low = part.score.low;
    axis.high = part.score.high;
    axis.kind = part.score.scale == ScoreRule::Scale::Log ? ScaleKind::Log : ScaleKind::Linear;
    return axis;
}

QList<LessonReference> lessonReferences(const std::vector<LessonBaseline>& baselines)
{
    QList<LessonReference> references;
    for (const LessonBaseline& baseline : baselines)
        references.append({toQt(baseline.label), baseline.value});
    return references;
}

LessonResultChart::Scores lessonScores(const LessonPart& part, const LessonPartState& state)
{
    LessonResultChart::Scores scores;
    for (std::size_t i = 0; i < part.values.size(); ++i) {
        scores.article.push_back(part.values[i].article);
        const bool guessed = state.prediction && i < state.prediction->guesses.size();
        scores.guesses.push_back(guessed ? std::optional(state.prediction->guesses[i]) : std::nullopt);
        scores.seeds.push_back(i < state.result.values.size() ? state.result.values[i].scores : std::vector<double>{});
    }
    return scores;
}

SeedCurves::Curves seedCurves(const LessonPart& part, const LessonPartState& state, std::size_t value)
{
    SeedCurves::Curves curves;
    curves.title = valueWords(part, value);
    curves.unit = unitOf(part);
    curves.low = part.score.low;
    curves.high = part.score.high;
    if (const ParamValue* epochs = part.study.stage.fixed.find("epochs")) {
        if (const auto* count = std::get_if<std::int64_t>(epochs))
            curves.epochs = static_cast<int>(*count);
    }
    if (value >= state.runs.size())
        return curves;
    for (const LessonRun& run : state.runs[value]) {
        curves.validation.push_back(run.curve);
        curves.training.push_back(run.trainCurve);
        curves.epochs = std::max(curves.epochs, static_cast<int>(run.curve.size()) - 1);
    }
    return curves;
}

QString valueWords(const LessonPart& part, std::size_t value)
{
    return toQt(part.param) + QLatin1Char(' ') + toQt(part.values[value].label);
}

std::vector<std::pair<QString, QString>> partFacts(const LessonPart& part)
{
    QStringList values;
    for (const SweepValue& value : part.values)
        values << toQt(value.label);
    std::vector<std::pair<QString, QString>> facts{
        {text("Data"), dataTitle(part.study.data.source)},
        {text("Compared"), toQt(part.param) + QStringLiteral(": ") + values.join(QStringLiteral(", "))},
        {text("Repeats"), QCoreApplication::translate("LessonWords", "%n seeds each", nullptr, part.seeds)},
    };
    for (const auto& [name, value] : part.study.stage.fixed)
        facts.emplace_back(settingTitle(name), valueTitle(value));
    return facts;
}

std::vector<std::pair<QString, QString>> changedFacts(const LessonPart& part, const LessonPart& before)
{
    const auto old = partFacts(before);
    std::vector<std::pair<QString, QString>> changed;
    for (const auto& fact : partFacts(part)) {
        const auto same = std::find_if(old.begin(), old.end(), [&](const auto& other) { return other.first == fact.first; });
        if (same == old.end())
            changed.push_back(fact);
        else if (same->second != fact.second)
            changed.emplace_back(fact.first, text("%1 (was %2)").arg(fact.second, same->second));
    }
    if (part.study.seed != before.study.seed)
        changed.emplace_back(text("Split"), text("another one, other seeds"));
    return changed;
}

QString questScoreText(double score, const LessonAxis& axis)
{
    return QString::number(score, 'f', std::abs(axis.high - axis.low) >= 10.0 ? 1 : 4) + axis.unit;
}

QString missText(double miss, const LessonPart& part)
{
    if (part.score.unit == "%")
        return QCoreApplication::translate("LessonWords", "%n points", nullptr, static_cast<int>(std::lround(miss)));
    return lessonScoreText(miss, lessonAxis(part));
}

QString confidenceText(double confidence, const LessonPart& part)
{
    if (confidence < 0.2)
        return text("a hunch");
    if (confidence > 0.8)
        return text("quite sure");
    // From a quarter of the axis down to a twentieth.
    const double span = (part.score.high - part.score.low) * (0.25 - 0.2 * (confidence - 0.2) / 0.6);
    return text("within %1").arg(missText(part.score.unit == "%" ? std::round(span) : span, part));
}

} // namespace tunescope::ui
