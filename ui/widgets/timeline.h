// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace tunescope::ui {

struct Theme;

enum class BlockState { Finished, Pruned, Diverged, Failed, Stopped, Running, Best };

/// One trial on a worker's lane; times in seconds of running time since the start.
struct TimelineBlock {
    qint64 id = 0;
    int lane = 0;
    double start = 0;
    double end = 0; ///< Of a running block: now.
    BlockState state = BlockState::Finished;
};

struct TimelineData {
    int lanes = 1;
    std::vector<TimelineBlock> blocks; ///< In the order of their starts within a lane.
    double now = 0;
    double horizon = 0; ///< Expected end; beyond now the lanes are drawn as queued. Not above now = finished.
    qint64 selected = -1;
};

/// The run strip's picture of the workers: one lane each, one block a trial. Blocks under 2 px merge into
/// a shaded band in which failures and the best stay marked. Wheel zooms, drag pans, Home fits.
class Timeline : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setData(TimelineData timeline);
    void setHighlighted(qint64 id);
    [[nodiscard]] const TimelineBlock* blockAt(const QPointF& point) const;
    [[nodiscard]] QSize sizeHint() const override { return {560, 40}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 32}; }

signals:
    void blockHovered(qint64 id);
    void blockClicked(qint64 id);
    void blockDoubleClicked(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct View {
        double from = 0;
        double to = 1;
    };

    [[nodiscard]] View view() const;
    [[nodiscard]] double fullEnd() const;
    [[nodiscard]] double xOf(double seconds) const;
    [[nodiscard]] QRectF laneRect(int lane) const;
    void setView(std::optional<View> view);
    void paintLayer(QPainter& painter, const Theme& theme) const;
    void paintQueued(QPainter& painter, const Theme& theme) const;
    void invalidate();

    TimelineData m_data;
    std::vector<std::vector<std::size_t>> m_lanes; ///< Indices of the blocks of each lane.
    std::optional<View> m_view;                    ///< Zoomed part; none = everything.
    qint64 m_highlighted = -1;
    std::optional<QPointF> m_pressed;
    View m_pressedView;
    QPixmap m_layer;
};

} // namespace tunescope::ui
