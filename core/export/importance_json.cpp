// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/importance_json.h"

#include "core/storage/json_writer.h"

namespace tunescope {
namespace {

void writeInterval(JsonWriter& json, const ImportanceInterval& interval)
{
    json.key("interval");
    json.beginInlineArray();
    json.number(interval.low);
    json.number(interval.high);
    json.endArray();
}

} // namespace

std::string printImportance(const ImportanceReport& report)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.importance/1");
    json.textField("method", importanceMethodName(report.method));
    json.textField("abstention", abstentionName(report.abstention));
    json.integerField("trials", report.trials);
    json.integerField("needed", report.needed);
    json.key("params");
    json.beginArray();
    for (const ParamImportance& param : report.params) {
        json.beginInlineObject();
        json.textField("name", param.param);
        json.numberField("share", param.share);
        writeInterval(json, param.interval);
        json.numberField("active", param.activeShare);
        json.integerField("trials", param.trials);
        json.endObject();
    }
    json.endArray();
    json.key("pairs");
    json.beginArray();
    for (const PairImportance& pair : report.pairs) {
        json.beginInlineObject();
        json.textField("first", pair.first);
        json.textField("second", pair.second);
        json.numberField("share", pair.share);
        writeInterval(json, pair.interval);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take() + "\n";
}

History historyOf(const StoredStudy& study)
{
    History history{.direction = study.config.protocol.direction};
    const auto metric = static_cast<std::size_t>(study.facts.studyMetric);
    for (const StoredTrial& trial : study.trials) {
        if (!isTold(trial.state))
            continue;
        TrialRecord record{.number = trial.start.number,
                           .stage = trial.start.stage,
                           .params = trial.start.params,
                           .state = trial.state,
                           .origin = trial.start.origin,
                           .value = trial.outcome.value};
        for (const StoredEpoch& epoch : trial.epochs) {
            const auto& metrics = epoch.validation.metrics;
            if (epoch.repeat == 0 && epoch.fold == 0 && epoch.epoch > 0)
                record.intermediateValues.push_back(
                    {epoch.epoch, metric < metrics.size() ? metrics[metric] : epoch.validation.loss});
        }
        history.trials.push_back(std::make_shared<const TrialRecord>(std::move(record)));
    }
    return history;
}

} // namespace tunescope
