// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/lesson_progress.h"

#include "ui/viewmodels/qt_convert.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr auto kGroup = "lessons/";

LessonStep stepOf(const QVariant& value)
{
    return static_cast<LessonStep>(std::clamp(value.toInt(), 0, kLessonSteps - 1));
}

std::vector<int> writtenNumbers(const QString& text)
{
    std::vector<int> numbers;
    for (const QString& number : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        numbers.push_back(number.toInt());
    return numbers;
}

QString numberWords(const std::vector<int>& numbers)
{
    QStringList words;
    for (const int number : numbers)
        words << QString::number(number);
    return words.join(QLatin1Char(' '));
}

} // namespace

QString& LessonProgress::path(LessonPartKind kind)
{
    return kind == LessonPartKind::Main ? mainPath : kind == LessonPartKind::Twist ? twistPath : elsewherePath;
}

LessonProgress savedProgress(const std::string& lessonId)
{
    const QSettings settings;
    const QString group = QLatin1String(kGroup) + toQt(lessonId) + QLatin1Char('/');
    LessonProgress progress;
    progress.step = stepOf(settings.value(group + QStringLiteral("step")));
    progress.furthest = std::max(progress.step, stepOf(settings.value(group + QStringLiteral("furthest"))));
    progress.done = settings.value(group + QStringLiteral("done")).toBool();
    progress.mainPath = settings.value(group + QStringLiteral("main")).toString();
    progress.twistPath = settings.value(group + QStringLiteral("twist")).toString();
    progress.elsewherePath = settings.value(group + QStringLiteral("elsewhere")).toString();
    progress.answers = writtenNumbers(settings.value(group + QStringLiteral("answers")).toString());
    progress.firstAnswers = writtenNumbers(settings.value(group + QStringLiteral("firstAnswers")).toString());
    progress.answersWritten = settings.value(group + QStringLiteral("answersWritten")).toBool();
    return progress;
}

void saveProgress(const std::string& lessonId, const LessonProgress& progress)
{
    QSettings settings;
    const QString group = QLatin1String(kGroup) + toQt(lessonId) + QLatin1Char('/');
    settings.setValue(group + QStringLiteral("step"), static_cast<int>(progress.step));
    settings.setValue(group + QStringLiteral("furthest"), static_cast<int>(progress.furthest));
    settings.setValue(group + QStringLiteral("done"), progress.done);
    settings.setValue(group + QStringLiteral("main"), progress.mainPath);
    settings.setValue(group + QStringLiteral("twist"), progress.twistPath);
    settings.setValue(group + QStringLiteral("elsewhere"), progress.elsewherePath);
    settings.setValue(group + QStringLiteral("answers"), numberWords(progress.answers));
    settings.setValue(group + QStringLiteral("firstAnswers"), numberWords(progress.firstAnswers));
    settings.setValue(group + QStringLiteral("answersWritten"), progress.answersWritten);
}

} // namespace tunescope::ui
