// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_options.h"
#include "core/lessons/claim_judge.h"
#include "core/lessons/myths/myth_lab.h"
#include "core/storage/json_writer.h"

#include <cmath>

namespace tunescope::cli {
namespace {

void writeNumbers(JsonWriter& json, std::string_view name, const std::vector<double>& numbers)
{
    json.key(name);
    json.beginInlineArray();
    for (const double number : numbers)
        json.number(number);
    json.endArray();
}

void writeCells(JsonWriter& json, const std::vector<std::vector<double>>& cells)
{
    json.key("cells");
    json.beginArray();
    for (const auto& row : cells) {
        json.beginInlineArray();
        for (const double cell : row)
            json.number(cell);
        json.endArray();
    }
    json.endArray();
}

void writeCurves(JsonWriter& json, const MythResult& result)
{
    json.textField("x_title", result.xTitle);
    json.textField("y_title", result.yTitle);
    json.key("curves");
    json.beginArray();
    for (const MythCurve& curve : result.curves) {
        json.beginObject();
        json.textField("id", curve.id);
        json.textField("label", curve.label);
        writeNumbers(json, "x", curve.x);
        writeNumbers(json, "middle", curve.middle);
        writeNumbers(json, "low", curve.low);
        writeNumbers(json, "high", curve.high);
        json.endObject();
    }
    json.endArray();
}

void writeMatrix(JsonWriter& json, const MythMatrix& matrix)
{
    json.key("matrix");
    json.beginObject();
    json.textField("row_title", matrix.rowTitle);
    json.textField("column_title", matrix.columnTitle);
    json.key("rows");
    json.param(matrix.rows);
    json.key("columns");
    json.param(matrix.columns);
    json.textField("unit", matrix.unit);
    writeCells(json, matrix.cells);
    json.endObject();
}

void writePlane(JsonWriter& json, const MythPlane& plane)
{
    json.key("plane");
    json.beginObject();
    json.textField("x_param", plane.xParam);
    json.textField("y_param", plane.yParam);
    json.key("x_labels");
    json.param(plane.xLabels);
    json.key("y_labels");
    json.param(plane.yLabels);
    writeCells(json, plane.cells);
    writeNumbers(json, "x_marginal", plane.xMarginal);
    writeNumbers(json, "y_marginal", plane.yMarginal);
    json.key("sets");
    json.beginArray();
    for (const MythPointSet& set : plane.sets) {
        json.beginObject();
        json.textField("id", set.id);
        json.textField("label", set.label);
        json.integerField("distinct_x", set.distinctX);
        json.integerField("distinct_y", set.distinctY);
        json.key("points");
        json.beginArray();
        for (const MythPoint& point : set.points) {
            json.beginInlineObject();
            json.numberField("x", point.x);
            json.numberField("y", point.y);
            json.numberField("score", point.score);
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeFindings(JsonWriter& json, const MythResult& result)
{
    json.key("numbers");
    json.beginArray();
    for (const MythNumber& number : result.numbers) {
        json.beginInlineObject();
        json.textField("id", number.id);
        json.textField("label", number.label);
        json.numberField("value", number.value);
        json.numberField("low", number.low);
        json.numberField("high", number.high);
        json.textField("unit", number.unit);
        json.endObject();
    }
    json.endArray();
    json.key("claims");
    json.beginArray();
    for (const ClaimResult& claim : result.claims) {
        json.beginInlineObject();
        json.textField("id", claim.id);
        json.textField("verdict", claimVerdictName(claim.verdict));
        json.textField("evidence", claim.evidence);
        json.endObject();
    }
    json.endArray();
}

void writeMythCard(JsonWriter& json, const LessonCard& card)
{
    json.beginObject();
    json.textField("title", card.title);
    json.textField("text", card.text);
    json.endObject();
}

std::string mythJson(const MythText& text, const MythResult& result, std::uint64_t seed)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.myth-result/1");
    json.textField("id", text.id);
    json.textField("title", text.title);
    json.textField("claim", text.claim);
    json.textField("source", text.source);
    json.unsignedField("seed", seed);
    json.integerField("trainings", result.trainings);
    writeCurves(json, result);
    if (result.matrix)
        writeMatrix(json, *result.matrix);
    if (result.plane)
        writePlane(json, *result.plane);
    writeFindings(json, result);
    json.key("verdict");
    writeMythCard(json, result.verdict.value_or(LessonCard()));
    json.key("cards");
    json.beginArray();
    for (const LessonCard& card : result.cards)
        writeMythCard(json, card);
    json.endArray();
    json.textField("right_choice", result.rightChoice);
    json.endObject();
    return json.take() + "\n";
}

std::string matrixText(const MythMatrix& matrix)
{
    TextTable table("l" + std::string(matrix.columns.size(), 'r'));
    std::vector<std::string> head{matrix.rowTitle + " \\ " + matrix.columnTitle};
    head.insert(head.end(), matrix.columns.begin(), matrix.columns.end());
    table.addRow(head);
    for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
        std::vector<std::string> cells{matrix.rows[row]};
        for (const double cell : matrix.cells[row])
            cells.push_back(amountText(cell, matrix.unit));
        table.addRow(cells);
    }
    return table.text() + "\n";
}

std::string mythText(const MythText& text, const MythResult& result)
{
    std::string out = text.title + ": \"" + text.claim + "\"\n\n";
    if (result.matrix)
        out += matrixText(*result.matrix);
    TextTable table("lrl");
    for (const MythNumber& number : result.numbers)
        table.addRow({number.label, amountText(number.value, number.unit), number.low < number.high ? amountText(number.low, "") + " to " + amountText(number.high, "") : ""});
    out += table.text() + "\n";
    for (const ClaimResult& claim : result.claims)
        out.append("[").append(claimVerdictName(claim.verdict)).append("] ").append(claim.evidence).append("\n");
    if (result.verdict)
        out.append("\n").append(result.verdict->title).append(". ").append(result.verdict->text).append("\n");
    for (const LessonCard& card : result.cards)
        out.append("\n").append(card.title).append("\n  ").append(card.text).append("\n");
    return out;
}

int listMyths(const MythTexts& texts, const LessonOptions& options)
{
    JsonWriter json(JsonLayout::Indented);
    TextTable table("lll");
    json.beginArray();
    for (const MythText& text : texts.myths) {
        json.beginInlineObject();
        json.textField("id", text.id);
        json.textField("title", text.title);
        json.textField("claim", text.claim);
        json.endObject();
        table.addRow({text.id, text.title, text.claim});
    }
    json.endArray();
    print(options.json ? json.take() + "\n" : table.text());
    for (const LessonFault& fault : texts.faults)
        printMessage("tunescope-cli: " + fault.text());
    return texts.faults.empty() ? kExitDone : kExitFailures;
}

} // namespace

int runMythCommand(const LessonOptions& options)
{
    const MythTexts texts = loadMyths();
    if (options.myth.empty() || options.myth == "list")
        return listMyths(texts, options);
    const MythText* text = texts.byId(options.myth);
    if (text == nullptr) {
        std::string known;
        for (const MythText& one : texts.myths)
            known.append(known.empty() ? "" : ", ").append(one.id);
        printMessage("tunescope-cli: lesson myth: there is no \"" + options.myth + "\". Use one of " + (known.empty() ? "(none are installed)" : known) + ".");
        return kExitBadInput;
    }
    const StopOnInterrupt stop;
    MythLab lab;
    MythRequest request{.seed = options.seed.value_or(1), .workers = options.workers, .stop = stop.token()};
    const auto result = lab.run(*text, request);
    if (isInterrupted())
        return kExitInterrupted;
    if (!result)
        return badInput(result.error());
    print(options.json ? mythJson(*text, *result, request.seed) : mythText(*text, *result));
    return kExitDone;
}

} // namespace tunescope::cli
