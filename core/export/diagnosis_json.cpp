// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/diagnosis_json.h"

#include "core/storage/study_spec_json.h"

namespace tunescope {
namespace {

void writeIntegers(JsonWriter& json, const char* name, const std::vector<int>& numbers)
{
    json.key(name);
    json.beginInlineArray();
    for (const int number : numbers)
        json.integer(number);
    json.endArray();
}

void writeTexts(JsonWriter& json, const char* name, const std::vector<std::string>& texts)
{
    json.key(name);
    json.beginInlineArray();
    for (const std::string& text : texts)
        json.text(text);
    json.endArray();
}

void writeEvidence(JsonWriter& json, const Evidence& evidence)
{
    json.beginInlineObject();
    json.textField("shape", evidenceShapeName(evidence.shape));
    json.textField("series", evidence.series);
    if (!evidence.subject.empty())
        json.textField("subject", evidence.subject);
    if (evidence.shape != EvidenceShape::Class && evidence.shape != EvidenceShape::Column &&
        evidence.shape != EvidenceShape::Range && evidence.shape != EvidenceShape::Level) {
        json.integerField("first_epoch", evidence.firstEpoch);
        json.integerField("last_epoch", evidence.lastEpoch);
    }
    json.numberField("low", evidence.low);
    json.numberField("high", evidence.high);
    if (!evidence.trials.empty())
        writeIntegers(json, "trials", evidence.trials);
    json.endObject();
}

void writeTrialNumber(JsonWriter& json, const char* name, int trial)
{
    if (trial < 0)
        json.nullField(name);
    else
        json.integerField(name, trial);
}

} // namespace

void writeSuggestion(JsonWriter& json, const Suggestion& suggestion)
{
    json.beginObject();
    json.textField("kind", suggestionKindName(suggestion.kind));
    json.textField("text", suggestion.text);
    if (suggestion.kind == SuggestionKind::Twin) {
        json.paramsField("change", suggestion.change);
        json.paramsField("before", suggestion.before);
        json.booleanField("fits_space", suggestion.fitsSpace);
    }
    if (suggestion.range) {
        json.key("range");
        json.raw(printParamSpec(*suggestion.range));
    }
    if (suggestion.kind == SuggestionKind::Continue)
        json.integerField("epochs", suggestion.epochs);
    if (suggestion.kind == SuggestionKind::Confirm) {
        writeIntegers(json, "trials", suggestion.trials);
        json.integerField("seeds", suggestion.seeds);
    }
    if (suggestion.kind == SuggestionKind::Protocol)
        json.textField("metric", suggestion.metric);
    json.endObject();
}

void writeVerdict(JsonWriter& json, const Verdict& verdict)
{
    json.beginObject();
    json.textField("rule", verdict.rule);
    json.textField("title", verdict.title);
    json.textField("severity", severityName(verdict.severity));
    writeTrialNumber(json, "trial", verdict.trial);
    json.numberField("strength", verdict.strength);
    json.textField("text", verdict.text);
    if (verdict.explainedBy.empty())
        json.nullField("explained_by");
    else
        json.textField("explained_by", verdict.explainedBy);
    json.key("evidence");
    json.beginArray();
    for (const Evidence& evidence : verdict.evidence)
        writeEvidence(json, evidence);
    json.endArray();
    json.key("suggestions");
    json.beginArray();
    for (const Suggestion& suggestion : verdict.suggestions)
        writeSuggestion(json, suggestion);
    json.endArray();
    json.endObject();
}

void writeJudgement(JsonWriter& json, const Judgement& judgement)
{
    json.beginObject();
    json.integerField("trial", judgement.after);
    json.integerField("against", judgement.before);
    json.textField("effect", effectName(judgement.effect));
    json.textField("text", judgement.text);
    json.numberField("gain", judgement.gain);
    json.numberField("noise", judgement.noise);
    writeTexts(json, "changed", judgement.changed);
    writeTexts(json, "gone", judgement.gone);
    writeTexts(json, "kept", judgement.kept);
    json.endObject();
}

std::string printDiagnosis(const Diagnosis& diagnosis)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.diagnosis/1");
    json.textField("study", diagnosis.study);
    writeTrialNumber(json, "trial", diagnosis.trial.value_or(-1));
    if (diagnosis.dataFault.empty())
        json.nullField("data_fault");
    else
        json.textField("data_fault", diagnosis.dataFault);
    json.key("verdicts");
    json.beginArray();
    for (const Verdict& verdict : diagnosis.verdicts)
        writeVerdict(json, verdict);
    json.endArray();
    json.key("judgements");
    json.beginArray();
    for (const Judgement& judgement : diagnosis.judgements)
        writeJudgement(json, judgement);
    json.endArray();
    json.endObject();
    return json.take() + "\n";
}

} // namespace tunescope
