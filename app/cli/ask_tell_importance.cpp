// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_importance.h"

#include "core/search/importance/importance.h"
#include "core/storage/json_writer.h"

#include <array>

namespace tunescope::cli {
namespace {

std::string answerText(const ImportanceReport& report)
{
    JsonWriter json;
    json.beginObject();
    json.key("params");
    json.beginObject();
    for (const ParamImportance& param : report.params)
        json.numberField(param.param, param.share);
    json.endObject();
    json.key("pairs");
    json.beginArray();
    for (const PairImportance& pair : report.pairs) {
        json.beginArray();
        json.text(pair.first);
        json.text(pair.second);
        json.number(pair.share);
        json.endArray();
    }
    json.endArray();
    json.key("intervals");
    json.beginObject();
    for (const ParamImportance& param : report.params) {
        json.key(param.param);
        json.beginArray();
        json.number(param.interval.low);
        json.number(param.interval.high);
        json.endArray();
    }
    json.endObject();
    json.textField("method", importanceMethodName(report.method));
    json.textField("abstention", abstentionName(report.abstention));
    json.integerField("trials", report.trials);
    json.integerField("needed", report.needed);
    json.endObject();
    return json.take();
}

} // namespace

AskTellResult<std::string> importanceAnswer(const Json& body, const AskTellSession& session)
{
    JsonFault fault;
    ImportanceOptions options{.seed = session.setup().seed};
    bool pairs = false;
    std::optional<int> objective;
    ObjectReader reader(body, "importance", fault);
    const auto method = reader.readChoice("method", {"ped-anova", "fanova", "gp"});
    reader.read("pairs", pairs);
    reader.read("objective", objective);
    reader.finish();
    if (fault.error)
        return tl::unexpected<AskTellFault>({"bad_request", *fault.error});
    const auto count = static_cast<int>(session.objectiveCount());
    options.objective = objective.value_or(0);
    if (options.objective < 0 || options.objective >= count)
        return tl::unexpected<AskTellFault>({"bad_request",
                                             {ErrorCode::JsonUnknownValue,
                                              {{"path", "importance.objective"},
                                               {"value", options.objective},
                                               {"choices", "0 to " + std::to_string(count - 1)}}}});
    // Only a model of the values knows interactions.
    constexpr std::array kMethods{ImportanceMethod::PedAnova, ImportanceMethod::Fanova, ImportanceMethod::Gp};
    options.method = kMethods[method.value_or(pairs ? 1 : 0)];
    if (pairs && options.method == ImportanceMethod::Fanova)
        options.pairs = PairAnalysis::TopParameters;
    return answerText(importanceOf(session.setup().space, session.history(), options));
}

} // namespace tunescope::cli
