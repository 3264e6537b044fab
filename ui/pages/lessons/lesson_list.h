// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QButtonGroup;
class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace tunescope::ui {

class LessonModel;
class MythModel;
class NumberedButton;

/// The lessons and the myth lab down the left, with what is done, and how far the shown one is.
class LessonList : public QWidget
{
    Q_OBJECT

public:
    LessonList(LessonModel& model, MythModel& myths, QWidget* parent = nullptr);

    /// Numbers only, where there is little room.
    void setCompact(Qt::CheckState compact);
    [[nodiscard]] NumberedButton* row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }
    [[nodiscard]] NumberedButton* mythRow(int index) const { return m_mythRows.at(static_cast<std::size_t>(index)); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addRow(int index);
    void refresh();

    LessonModel& m_model;
    MythModel& m_myths;
    QLabel* m_title;
    QLabel* m_mythTitle;
    QWidget* m_mythRule = nullptr; ///< In place of the title, where there is no room for it.
    QVBoxLayout* m_lessonRows;
    QButtonGroup* m_group;
    std::vector<NumberedButton*> m_rows;
    std::vector<NumberedButton*> m_mythRows;
    QLabel* m_place;
    QLabel* m_stepText;
    QProgressBar* m_bar;
    QWidget* m_foot;
    Qt::CheckState m_compact = Qt::Unchecked;
};

} // namespace tunescope::ui
