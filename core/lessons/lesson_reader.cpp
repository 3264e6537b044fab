// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_reader.h"

#include "core/lessons/lesson_checks.h"
#include "core/lessons/part_reader.h"
#include "core/storage/spec_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace tunescope {
namespace {

constexpr int kHighestNumber = 999;
constexpr std::uintmax_t kLargestFile = 1'000'000;

void readHead(ObjectReader& reader, Lesson& lesson, JsonFault& fault)
{
    (void)reader.required("number", "the lesson's place in the list, from 1");
    reader.read("number", lesson.number);
    if (reader.has("number") && (lesson.number < 1 || lesson.number > kHighestNumber))
        reader.wrongType("number", "a whole number from 1 to 999", Json(lesson.number));
    lesson.id = requiredText(reader, "id", "a short name in lower case", fault);
    const auto isPlain = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-'; };
    if (!std::all_of(lesson.id.begin(), lesson.id.end(), isPlain))
        reader.wrongType("id", "small letters, digits and hyphens", Json(lesson.id));
    lesson.title = requiredText(reader, "title", "the lesson's title", fault);
    lesson.topic = requiredText(reader, "topic", "the setting it is about", fault);
    if (const Json* read = reader.required("read", "the first card, {\"title\": ..., \"text\": ...}"))
        lesson.read = readCard(*read, reader.pathOf("read"), fault);
    reader.read("article_note", lesson.articleNote);
    checkWords(lesson.articleNote, reader.pathOf("article_note"), fault);
    lesson.source = requiredText(reader, "source", "where the data come from", fault);
}

LessonAnswer readAnswer(const Json& value, const std::string& path, JsonFault& fault)
{
    LessonAnswer answer;
    ObjectReader reader(value, path, fault);
    answer.text = requiredText(reader, "text", "the answer", fault);
    bool isRight = false;
    reader.read("right", isRight);
    answer.kind = isRight ? LessonAnswer::Kind::Right : LessonAnswer::Kind::Wrong;
    answer.feedback = requiredText(reader, "feedback", "what is said when it is chosen", fault);
    reader.finish();
    return answer;
}

LessonQuestion readQuestion(const Json& value, const std::string& path, JsonFault& fault)
{
    LessonQuestion question;
    ObjectReader reader(value, path, fault);
    question.text = requiredText(reader, "text", "the question", fault);
    const Json* answers = reader.required("answers", "a list of answers");
    if (answers != nullptr && !answers->is_array())
        reader.wrongType("answers", "a list in brackets", *answers);
    else if (answers != nullptr) {
        for (std::size_t i = 0; i < answers->size(); ++i)
            question.answers.push_back(readAnswer((*answers)[i], reader.pathOf("answers") + "[" + std::to_string(i) + "]", fault));
        const auto right = std::count_if(question.answers.begin(), question.answers.end(), [](const LessonAnswer& a) { return a.kind == LessonAnswer::Kind::Right; });
        if (question.answers.size() < 2 || right != 1)
            reader.wrongType("answers", "a list of at least two answers, one of them with \"right\": true", *answers);
    }
    reader.finish();
    return question;
}

void readQuestions(ObjectReader& reader, Lesson& lesson, JsonFault& fault)
{
    const Json* questions = reader.required("questions", "a list of two questions");
    if (questions == nullptr)
        return;
    if (!questions->is_array() || questions->size() != 2)
        return reader.wrongType("questions", "a list of two questions", *questions);
    for (std::size_t i = 0; i < questions->size(); ++i)
        lesson.questions.push_back(readQuestion((*questions)[i], reader.pathOf("questions") + "[" + std::to_string(i) + "]", fault));
}

void readQuest(const Json& value, const std::string& path, Lesson& lesson, JsonFault& fault)
{
    LessonQuest quest;
    ObjectReader reader(value, path, fault);
    (void)reader.required("trials", "how many trials may be spent");
    reader.read("trials", quest.trials);
    if (quest.trials < 1)
        reader.wrongType("trials", "a whole number from 1", Json(quest.trials));
    reader.read("seconds", quest.seconds);
    (void)reader.required("beat", "the score to beat");
    reader.read("beat", quest.beat);
    quest.reference = requiredText(reader, "reference", "where the score to beat comes from", fault);
    reader.finish();
    lesson.quest = quest;
}

void readTeacher(const Json& value, const std::string& path, TeacherRules& rules, JsonFault& fault)
{
    ObjectReader reader(value, path, fault);
    bool locked = false;
    bool required = false;
    reader.read("locked", locked);
    reader.read("require_predictions", required);
    reader.read("note", rules.note);
    checkWords(rules.note, reader.pathOf("note"), fault);
    reader.finish();
    rules.controls = locked ? TeacherRules::Controls::Locked : TeacherRules::Controls::Free;
    rules.predictions = required ? TeacherRules::Predictions::Required : TeacherRules::Predictions::Optional;
}

void readFurtherPart(LessonPartKind kind, ObjectReader& reader, std::optional<LessonPart>& part, JsonFault& fault)
{
    const std::string key(lessonPartName(kind));
    const Json* value = reader.member(key);
    if (value == nullptr || value->is_null() || fault.error)
        return;
    ObjectReader own(*value, reader.pathOf(key), fault);
    part = readPart(kind, own, reader, fault);
    own.finish();
}

Lesson readLesson(const Json& document, JsonFault& fault)
{
    Lesson lesson;
    ObjectReader reader(document, "", fault);
    readFormat(reader, kLessonFormat, fault);
    readHead(reader, lesson, fault);
    lesson.main = readPart(LessonPartKind::Main, reader, reader, fault);
    readFurtherPart(LessonPartKind::Twist, reader, lesson.twist, fault);
    readFurtherPart(LessonPartKind::Elsewhere, reader, lesson.elsewhere, fault);
    if (const Json* quest = reader.member("quest"))
        readQuest(*quest, reader.pathOf("quest"), lesson, fault);
    readQuestions(reader, lesson, fault);
    if (const Json* teacher = reader.member("teacher"))
        readTeacher(*teacher, reader.pathOf("teacher"), lesson.teacher, fault);
    reader.finish();
    return lesson;
}

} // namespace

std::string LessonFault::text() const
{
    std::string sentence = errorText(error);
    if (!place.empty())
        sentence = place + ": " + sentence;
    const bool namesItself = file.empty() || sentence.starts_with(file + ":");
    return namesItself ? sentence : file + ": " + sentence;
}

LessonExpected<Lesson> parseLesson(std::string_view text)
{
    const auto document = parseJson(text);
    if (!document)
        return tl::unexpected(LessonFault{{}, {}, document.error()});
    JsonFault fault;
    Lesson lesson = readLesson(*document, fault);
    if (fault.error)
        return tl::unexpected(LessonFault{{}, {}, *fault.error});
    if (auto wrong = checkLesson(lesson))
        return tl::unexpected(std::move(*wrong));
    return lesson;
}

LessonExpected<Lesson> readLessonFile(const std::filesystem::path& path)
{
    const std::string name = path.string();
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return tl::unexpected(LessonFault{name, {}, {ErrorCode::FileMissing, {{"path", name}}}});
    const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : kLargestFile + 1;
    std::ifstream stream(path, std::ios::binary);
    if (!stream || size > kLargestFile)
        return tl::unexpected(LessonFault{name, {}, {ErrorCode::FileUnreadable, {{"path", name}, {"detail", size > kLargestFile ? "it is no lesson: a folder, or above 1 MB" : "it cannot be opened"}}}});
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    auto lesson = parseLesson(text);
    if (!lesson) {
        LessonFault fault = lesson.error();
        fault.file = name;
        return tl::unexpected(std::move(fault));
    }
    lesson->file = name;
    return lesson;
}

} // namespace tunescope
