// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace tunescope::ui {

/// Six dots by which a row is dragged to another place.
class RowGrip : public QWidget
{
    Q_OBJECT

public:
    explicit RowGrip(QWidget* parent = nullptr);

signals:
    void dragged(const QPoint& global);
    void released(const QPoint& global);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QPoint m_start;
    bool m_dragging = false;
};

} // namespace tunescope::ui
