// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_importance.h"
#include "app/cli/ask_tell_requests.h"
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/search/prune_text.h"
#include "core/storage/json_writer.h"

#include <exception>
#include <iostream>
#include <memory>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tunescope::cli {
namespace {

/// One conversation: a line in, a line out.
class Conversation
{
public:
    /// The answer to one line, without its end.
    [[nodiscard]] std::string answer(std::string_view line);

    [[nodiscard]] bool isOver() const { return m_over; }
    [[nodiscard]] int exitCode() const { return m_exitCode; }

private:
    using Answer = AskTellResult<std::string>;

    [[nodiscard]] Answer respond(const Json& message);
    [[nodiscard]] Answer open(const Json& message);
    [[nodiscard]] Answer ask();
    [[nodiscard]] Answer report(const Json& message);
    [[nodiscard]] Answer tell(const Json& message);
    [[nodiscard]] Answer best();
    [[nodiscard]] Answer close();

    std::unique_ptr<AskTellSession> m_session;
    bool m_over = false;
    int m_exitCode = kExitDone;
};

tl::unexpected<AskTellFault> refuse(AskTellFault fault)
{
    return tl::unexpected<AskTellFault>(std::move(fault));
}

AskTellFault badRequest(std::string_view path, std::string_view expected, const Json& value)
{
    return {
        "bad_request",
        {ErrorCode::JsonWrongType, {{"path", path}, {"expected", expected}, {"value", shortText(value)}}}};
}

std::string faultText(const AskTellFault& fault)
{
    JsonWriter json;
    json.beginObject();
    json.key("error");
    json.beginObject();
    json.textField("code", fault.code);
    json.textField("message", errorText(fault.error));
    if (fault.id)
        json.integerField("id", *fault.id);
    json.endObject();
    json.endObject();
    return json.take();
}

std::string doneText(std::optional<int> id)
{
    JsonWriter json;
    json.beginObject();
    json.booleanField("ok", true);
    if (id)
        json.integerField("id", *id);
    json.endObject();
    return json.take();
}

std::string Conversation::answer(std::string_view line)
{
    try {
        const Result<Json> message = parseJson(line);
        if (!message)
            return faultText({"bad_json", message.error()});
        const Answer answer = respond(*message);
        return answer ? *answer : faultText(answer.error());
    } catch (const std::exception& exception) {
        return faultText(
            faultOf({ErrorCode::Internal, {{"where", "the optimiser"}, {"detail", exception.what()}}}));
    }
}

Conversation::Answer Conversation::respond(const Json& message)
{
    constexpr std::string_view kMessages = "one of protocol, ask, report, tell, best, importance, close";
    if (!message.is_object())
        return refuse(badRequest("the message", kMessages, message));
    if (message.contains("protocol"))
        return open(message);
    if (message.size() != 1)
        return refuse(badRequest("the message", kMessages, message));
    const std::string& name = message.begin().key();
    const Json& body = message.begin().value();
    if (name == "close")
        return close();
    if (!m_session)
        return refuse(badRequest("the first message", R"({"protocol": "hpo-asktell/1", ...})", message));
    if (name == "report")
        return report(body);
    if (name == "tell")
        return tell(body);
    if (name == "importance")
        return importanceAnswer(body, *m_session);
    if ((name == "ask" || name == "best") && body != true)
        return refuse(badRequest(name, "true", body));
    if (name == "ask")
        return ask();
    if (name == "best")
        return best();
    return refuse(badRequest("the message", kMessages, message));
}

Conversation::Answer Conversation::open(const Json& message)
{
    if (m_session)
        return refuse(badRequest("protocol", "sent once", message));
    AskTellResult<AskTellSetup> setup = readOpen(message);
    if (!setup && setup.error().code == "bad_space") {
        m_over = true; // There is nothing to search in.
        m_exitCode = kExitBadInput;
    }
    if (!setup)
        return refuse(setup.error());
    Result<AskTellSession> session = AskTellSession::open(std::move(*setup));
    if (!session)
        return refuse(faultOf(session.error()));
    m_session = std::make_unique<AskTellSession>(std::move(*session));
    JsonWriter json;
    json.beginObject();
    json.booleanField("ok", true);
    json.textField("protocol", kAskTellProtocol);
    json.textField("name", "tunescope");
    json.textField("version", TUNESCOPE_VERSION);
    json.textField("sampler", m_session->method());
    json.endObject();
    return json.take();
}

Conversation::Answer Conversation::ask()
{
    const Result<Asked> asked = m_session->ask();
    if (!asked)
        return refuse(faultOf(asked.error()));
    JsonWriter json;
    json.beginObject();
    json.integerField("id", asked->id);
    json.paramsField("params", asked->params);
    json.textField("source", asked->source);
    json.endObject();
    return json.take();
}

Conversation::Answer Conversation::report(const Json& message)
{
    const AskTellResult<ReportRequest> request = readReport(message);
    if (!request)
        return refuse(request.error());
    const auto reason = m_session->report(request->id, request->step, request->value);
    if (!reason)
        return refuse(faultOf(reason.error(), request->id));
    JsonWriter json;
    json.beginObject();
    json.booleanField("prune", reason->has_value());
    if (*reason)
        json.textField("reason", pruneText(**reason, "", false));
    json.endObject();
    return json.take();
}

Conversation::Answer Conversation::tell(const Json& message)
{
    const AskTellResult<TellRequest> request = readTell(message, m_session->setup().space);
    if (!request)
        return refuse(request.error());
    if (request->id) {
        if (const auto told = m_session->tell(*request->id, request->result); !told)
            return refuse(faultOf(told.error(), request->id));
        return doneText(request->id);
    }
    const Result<int> id = m_session->add(*request->result.params, request->result);
    if (!id)
        return refuse(faultOf(id.error()));
    return doneText(*id);
}

Conversation::Answer Conversation::best()
{
    const AskTellCounts counts = m_session->counts();
    const std::vector<TrialRecordPtr> best = m_session->best();
    JsonWriter json;
    json.beginObject();
    json.key("n");
    json.beginObject();
    json.integerField("complete", counts.complete);
    json.integerField("pruned", counts.pruned);
    json.integerField("fail", counts.failed);
    json.integerField("running", counts.running);
    json.endObject();
    if (m_session->objectiveCount() > 1) {
        json.key("pareto");
        json.beginArray();
        for (const TrialRecordPtr& trial : best)
            json.integer(trial->number);
        json.endArray();
    } else if (best.empty()) {
        json.nullField("best");
    } else {
        json.key("best");
        json.beginObject();
        json.integerField("id", best.front()->number);
        json.numberField("value", best.front()->value);
        json.paramsField("params", best.front()->params);
        json.endObject();
    }
    json.endObject();
    return json.take();
}

Conversation::Answer Conversation::close()
{
    m_over = true;
    return doneText(std::nullopt);
}

/// A request's scratch memory stays with the process: giving it back to the system and asking for it again
/// takes a fifth of the time of a proposal.
void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int kMostKept = 256 << 20; // Bytes.
    constexpr int kOwnMapping = 32 << 20;
    mallopt(M_TRIM_THRESHOLD, kMostKept);
    mallopt(M_MMAP_THRESHOLD, kOwnMapping);
#endif
}

int converse()
{
    keepFreedMemory();
    Conversation conversation;
    std::string line;
    while (!conversation.isOver() && std::getline(std::cin, line))
        print(conversation.answer(line) + "\n");
    return conversation.exitCode();
}

} // namespace

void addAskTellCommand(CLI::App& app, Action& action)
{
    CLI::App* command = app.add_subcommand(
        "ask-tell", "The optimiser as a process: JSON Lines on stdin and stdout (hpo-asktell/1)");
    command->callback([&action] { action = [] { return converse(); }; });
}

} // namespace tunescope::cli
