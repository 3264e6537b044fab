// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/lesson_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tunescope::ui {

/// Base of the five steps: what is looked at in the middle, cards at the right, and under them the way back and on.
/// Refreshed only while it is shown.
class LessonStepView : public QWidget
{
    Q_OBJECT

public:
    LessonStepView(LessonModel& model, const QString& back, const QString& next, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* backButton() const { return m_back; }
    [[nodiscard]] QPushButton* nextButton() const { return m_next; }

signals:
    void backWanted();
    void nextWanted();

protected:
    static constexpr LessonPartKind kMain = LessonPartKind::Main;

    virtual void refresh() = 0;

    [[nodiscard]] LessonModel& model() const { return m_model; }
    [[nodiscard]] QVBoxLayout* middle() const { return m_middle; }
    [[nodiscard]] QVBoxLayout* side() const { return m_side; }
    /// Small words before the button that goes on.
    void setHint(const QString& text);
    void setSpareButton(QPushButton* button); ///< Between the two.
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshIfShown();

    LessonModel& m_model;
    QVBoxLayout* m_middle;
    QVBoxLayout* m_side;
    QWidget* m_sideBox;
    QHBoxLayout* m_buttons;
    QPushButton* m_back;
    QPushButton* m_next;
    QLabel* m_hint;
};

} // namespace tunescope::ui
