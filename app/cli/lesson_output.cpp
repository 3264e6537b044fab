// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lesson_output.h"

#include "app/cli/console.h"
#include "core/lessons/claim_judge.h"
#include "core/storage/json_writer.h"

#include <cmath>

namespace tunescope::cli {
namespace {

void numbersField(JsonWriter& json, std::string_view name, const std::vector<double>& numbers)
{
    json.key(name);
    json.beginInlineArray();
    for (const double number : numbers)
        json.number(number);
    json.endArray();
}

void writeInterval(JsonWriter& json, std::string_view name, const MeanInterval& interval)
{
    json.key(name);
    json.beginInlineObject();
    json.integerField("count", interval.count);
    json.numberField("mean", interval.count > 0 ? interval.mean : std::nan(""));
    json.numberField("deviation", interval.deviation);
    json.numberField("low", interval.low);
    json.numberField("high", interval.high);
    json.endObject();
}

void writeRuns(JsonWriter& json, const std::vector<LessonRun>& runs)
{
    json.key("runs");
    json.beginArray();
    for (const LessonRun& run : runs) {
        json.beginObject();
        json.integerField("trial", run.trial);
        json.textField("state", trialStateName(run.state));
        json.numberField("score", run.score);
        json.numberField("train_score", run.trainScore);
        numbersField(json, "further", run.further);
        numbersField(json, "curve", run.curve);
        numbersField(json, "train_curve", run.trainCurve);
        json.numberField("trial_seconds", run.seconds);
        json.endObject();
    }
    json.endArray();
}

void writeValues(JsonWriter& json, const LessonReport& report, const LessonPart& part)
{
    json.key("values");
    json.beginArray();
    for (std::size_t i = 0; i < report.result.values.size(); ++i) {
        const LessonValueResult& value = report.result.values[i];
        json.beginObject();
        json.textField("label", value.label);
        json.paramsField("settings", part.values[i].settings);
        numbersField(json, "scores", value.scores);
        writeInterval(json, "interval", value.interval);
        writeInterval(json, "train", value.train);
        for (std::size_t f = 0; f < part.further.size() && f < value.further.size(); ++f)
            writeInterval(json, part.further[f].metric, value.further[f]);
        json.integerField("weights", value.weights);
        json.integerField("diverged", value.diverged);
        json.numberField("article", value.article);
        json.numberField("guess", value.guess);
        json.numberField("miss", value.miss);
        writeInterval(json, "trial_seconds", value.seconds);
        writeRuns(json, report.runs[i]);
        json.endObject();
    }
    json.endArray();
}

void writeBaselines(JsonWriter& json, const LessonResult& result)
{
    json.key("baselines");
    json.beginArray();
    for (const LessonBaseline& baseline : result.baselines) {
        json.beginInlineObject();
        json.textField("id", baseline.id);
        json.textField("label", baseline.label);
        json.numberField("value", baseline.value);
        json.endObject();
    }
    json.endArray();
}

void writeClaims(JsonWriter& json, const LessonResult& result)
{
    json.key("claims");
    json.beginArray();
    for (const ClaimResult& claim : result.claims) {
        json.beginObject();
        json.textField("id", claim.id);
        json.textField("verdict", claimVerdictName(claim.verdict));
        json.textField("sentence", claim.sentence);
        json.textField("evidence", claim.evidence);
        json.endObject();
    }
    json.endArray();
}

void writeCard(JsonWriter& json, const LessonCard& card)
{
    json.beginObject();
    json.textField("title", card.title);
    json.textField("text", card.text);
    json.endObject();
}

void writeVerdict(JsonWriter& json, const LessonResult& result)
{
    json.key("verdict");
    if (result.verdict)
        writeCard(json, *result.verdict);
    else
        json.null();
    json.key("cards");
    json.beginArray();
    for (const LessonCard& card : result.cards)
        writeCard(json, card);
    json.endArray();
}

void writePrediction(JsonWriter& json, const LessonResult& result)
{
    json.key("prediction");
    if (!result.prediction)
        return json.null();
    json.beginObject();
    numbersField(json, "guesses", result.prediction->guesses);
    json.textField("choice", result.prediction->choice);
    json.numberField("confidence", result.prediction->confidence);
    json.numberField("average_miss", result.averageMiss);
    json.key("right");
    if (result.choiceRight)
        json.boolean(*result.choiceRight);
    else
        json.null();
    json.endObject();
}

void writeTexts(JsonWriter& json, const LessonReport& report)
{
    if (report.texts.empty())
        return;
    json.key("texts");
    json.beginArray();
    for (const LessonTexts& texts : report.texts) {
        json.beginInlineObject();
        json.textField("label", report.result.values[texts.value].label);
        json.key("texts");
        json.param(texts.texts);
        json.endObject();
    }
    json.endArray();
}

std::string intervalText(const MeanInterval& interval)
{
    return interval.count < 2 ? "-" : fixedText(interval.low, 1) + " to " + fixedText(interval.high, 1);
}

std::string seedsText(const std::vector<double>& scores, std::string_view unit)
{
    std::string text;
    for (const double score : scores)
        text.append(text.empty() ? "" : " ").append(amountText(score, unit == "%" ? "%" : "").substr(0, amountText(score, unit == "%" ? "%" : "").find(' ')));
    return text;
}

std::string tableText(const LessonReport& report, const LessonPart& part)
{
    std::string alignments = "lrlrlr";
    std::vector<std::string> head{part.param, "mean", "95 % interval", "train", "seeds", "seconds"};
    for (const FurtherScore& further : part.further) {
        alignments += 'r';
        head.push_back(further.title);
    }
    const bool hasArticle = !part.values.empty() && part.values.front().article.has_value();
    const bool hasGuess = report.result.averageMiss.has_value();
    if (hasArticle)
        head.emplace_back("article");
    if (hasGuess)
        head.emplace_back("guess");
    TextTable table(alignments + "rr");
    table.addRow(head);
    for (const LessonValueResult& value : report.result.values) {
        std::vector<std::string> row{value.label, amountText(value.interval.mean, part.score.unit), intervalText(value.interval),
                                     amountText(value.train.mean, part.score.unit == "%" ? "%" : ""), seedsText(value.scores, part.score.unit),
                                     fixedText(value.seconds.mean, 2)};
        for (std::size_t f = 0; f < part.further.size(); ++f)
            row.push_back(amountText(value.further[f].mean, part.further[f].unit));
        if (hasArticle)
            row.push_back(value.article ? fixedText(*value.article, 0) : "-");
        if (hasGuess)
            row.push_back(value.guess ? fixedText(*value.guess, 0) : "-");
        table.addRow(row);
    }
    return table.text();
}

const LessonPart& partOf(const LessonReport& report)
{
    return *report.lesson->part(report.kind);
}

} // namespace

std::string lessonReportJson(const LessonReport& report)
{
    const LessonPart& part = partOf(report);
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.lesson-result/1");
    json.integerField("lesson", report.lesson->number);
    json.textField("id", report.lesson->id);
    json.textField("title", report.lesson->title);
    json.textField("part", lessonPartName(report.kind));
    json.textField("data", part.study.data.source);
    json.textField("source", part.source);
    json.textField("param", part.param);
    json.textField("score", part.score.title);
    json.textField("metric", part.score.metric);
    json.textField("unit", part.score.unit);
    json.integerField("seeds", part.seeds);
    json.booleanField("complete", report.result.progress == LessonResult::Progress::Complete);
    writeValues(json, report, part);
    writeBaselines(json, report.result);
    writeClaims(json, report.result);
    writeVerdict(json, report.result);
    writePrediction(json, report.result);
    json.numberField("article_miss", report.result.articleMiss);
    writeTexts(json, report);
    json.textField("study", report.study);
    json.numberField("training_seconds", report.result.seconds);
    json.endObject();
    return json.take() + "\n";
}

std::string lessonReportText(const LessonReport& report)
{
    const LessonPart& part = partOf(report);
    const LessonResult& result = report.result;
    std::string text = "Lesson " + std::to_string(report.lesson->number) + ", " + report.lesson->title;
    if (report.kind != LessonPartKind::Main)
        text.append(" (").append(lessonPartName(report.kind)).append("): ").append(part.prompt);
    text.append("\n").append(part.score.title).append(", ").append(std::to_string(part.seeds)).append(" seeds a value\n\n");
    text += tableText(report, part);
    for (const LessonBaseline& baseline : result.baselines)
        text.append(baseline.label).append(": ").append(amountText(baseline.value, part.score.unit)).append("\n");
    text += "\n";
    for (const ClaimResult& claim : result.claims)
        text.append("[").append(claimVerdictName(claim.verdict)).append("] ").append(claim.sentence).append("\n      ").append(claim.evidence).append("\n");
    for (const LessonTexts& texts : report.texts) {
        text.append("\n").append(result.values[texts.value].label).append(" writes:");
        for (const std::string& one : texts.texts)
            text.append(" ").append(one);
    }
    if (result.verdict)
        text.append("\n").append(result.verdict->title).append(". ").append(result.verdict->text).append("\n");
    for (const LessonCard& card : result.cards)
        text.append("\n").append(card.title).append("\n  ").append(card.text).append("\n");
    if (result.averageMiss)
        text.append("\nYour guesses missed by ").append(amountText(*result.averageMiss, part.score.unit)).append(" on average.\n");
    if (result.choiceRight)
        text.append("\nYour prediction was ").append(*result.choiceRight ? "right" : "wrong").append(".\n");
    if (!report.study.empty())
        text.append("\nThe study: ").append(report.study).append("\n");
    return text;
}

std::string lessonListJson(const LessonLibrary& library)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginArray();
    for (const Lesson& lesson : library.lessons) {
        json.beginInlineObject();
        json.integerField("number", lesson.number);
        json.textField("id", lesson.id);
        json.textField("title", lesson.title);
        json.textField("topic", lesson.topic);
        json.textField("data", lesson.main.study.data.source);
        json.integerField("values", static_cast<std::int64_t>(lesson.main.values.size()));
        json.integerField("seeds", lesson.main.seeds);
        json.booleanField("twist", lesson.twist.has_value());
        json.booleanField("elsewhere", lesson.elsewhere.has_value());
        json.booleanField("locked", lesson.teacher.controls == TeacherRules::Controls::Locked);
        json.booleanField("require_predictions", lesson.teacher.predictions == TeacherRules::Predictions::Required);
        json.textField("file", lesson.file);
        json.endObject();
    }
    json.endArray();
    return json.take() + "\n";
}

std::string lessonListText(const LessonLibrary& library)
{
    TextTable table("rlll");
    table.addRow({"", "title", "setting", "data"});
    for (const Lesson& lesson : library.lessons)
        table.addRow({std::to_string(lesson.number), lesson.title, lesson.topic, lesson.main.study.data.source});
    return table.text();
}

} // namespace tunescope::cli
