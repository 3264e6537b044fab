// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <QPushButton>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// "Ten short experiments": a card a lesson, with the article's own numbers as a small line.
class LessonCards : public QWidget
{
    Q_OBJECT

public:
    explicit LessonCards(const std::vector<Lesson>& lessons, QWidget* parent = nullptr);

signals:
    void lessonWanted(const QString& id);

private:
    [[nodiscard]] QPushButton* makeCard(const Lesson& lesson);
};

} // namespace tunescope::ui
