// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

#include <optional>

class QPainter;
class QToolButton;

namespace tunescope::ui {

/// Head of a pinned trial's column: badge, number, settings in one line, score. Dragging it onto another head
/// changes the order; arrow keys with Ctrl do the same.
class PinHead : public QWidget
{
    Q_OBJECT

public:
    struct Content {
        int pin = 0;
        QString title;
        QString summary;
        QString score;
        QString scoreNote;
        Qt::CheckState best = Qt::Unchecked; ///< Checked: the score is written in gold.
    };

    explicit PinHead(QWidget* parent = nullptr);

    void setContent(const Content& content);
    [[nodiscard]] int pin() const { return m_content.pin; }
    /// Raised for a moment, to find it again.
    void flash();
    [[nodiscard]] QSize sizeHint() const override { return {220, 54}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 54}; }

signals:
    void unpinRequested();
    void clicked();
    void dropped(QPoint globalPosition);
    void moveRequested(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Content m_content;
    QToolButton* m_close;
    std::optional<QPoint> m_pressed;
    bool m_isDragged = false;
    bool m_isFlashing = false;
};

/// The coloured square with a pin's letter.
void drawPinBadge(QPainter& painter, const Theme& theme, int pin, const QRectF& box);

} // namespace tunescope::ui
