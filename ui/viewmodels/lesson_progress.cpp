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
    const QString answers = settings.value(group + QStringLiteral("answers")).toString();
    for (const QString& answer : answers.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        progress.answers.push_back(answer.toInt());
    return progress;
}

void saveProgress(const std::string& lessonId, const LessonProgress& progress)
{
    QSettings settings;
    const QString group = QLatin1String(kGroup) + toQt(lessonId) + QLatin1Char('/');
    QStringList answers;
    for (const int answer : progress.answers)
        answers << QString::number(answer);
    settings.setValue(group + QStringLiteral("step"), static_cast<int>(progress.step));
    settings.setValue(group + QStringLiteral("furthest"), static_cast<int>(progress.furthest));
    settings.setValue(group + QStringLiteral("done"), progress.done);
    settings.setValue(group + QStringLiteral("main"), progress.mainPath);
    settings.setValue(group + QStringLiteral("twist"), progress.twistPath);
    settings.setValue(group + QStringLiteral("elsewhere"), progress.elsewherePath);
    settings.setValue(group + QStringLiteral("answers"), answers.join(QLatin1Char(' ')));
}

} // namespace tunescope::ui
