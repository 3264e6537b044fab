// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace tunescope::ui {

/// A circle with a number or a tick, and words: a lesson in the list, or one of its steps.
class NumberedButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Look { Row, Step };
    enum class State { Open, Current, Done };

    NumberedButton(int number, const QString& text, Look look, QWidget* parent = nullptr);

    void setState(State state);
    [[nodiscard]] State state() const { return m_state; }
    /// Rows of a narrow list show the number alone; the text becomes the tool tip.
    void setCompact(Qt::CheckState compact);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] double circle() const;
    [[nodiscard]] bool isCompact() const { return m_compact == Qt::Checked; }
    void paintCircle(QPainter& painter, const QRectF& box) const;

    int m_number;
    Look m_look;
    State m_state = State::Open;
    Qt::CheckState m_compact = Qt::Unchecked;
};

} // namespace tunescope::ui
