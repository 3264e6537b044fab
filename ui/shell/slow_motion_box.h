// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace tunescope::ui {

class Switch;

/// Switch and speed of slow motion: recorded epochs played back at 1 to 60 a second. Display only.
class SlowMotionBox : public QWidget
{
    Q_OBJECT

public:
    explicit SlowMotionBox(QWidget* parent = nullptr);

    /// Emits nothing.
    void setOn(Qt::CheckState on);
    void setSpeed(int epochsPerSecond);
    [[nodiscard]] int speed() const { return m_speed; }

signals:
    void toggled(bool on);
    void speedChosen(int epochsPerSecond);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    void showMenu(QWidget* below);

    int m_speed = 6;
    QLabel* m_words;
    Switch* m_switch;
};

} // namespace tunescope::ui
