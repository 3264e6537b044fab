// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/parallel_raster.h"
#include "ui/viewmodels/analysis_model.h"
#include "ui/viewmodels/background_job.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tunescope::ui {

/// Parallel coordinates: one axis a setting, the score last, one line a trial.
///
/// Drag on an axis = brush; drag a brush to move it, its ends to resize it, click beside it to clear it. Drag
/// an axis name to move the axis, double-click it to flip it. Keys: Left and Right choose the axis, Up and
/// Down move what Space has chosen (low end, high end, whole brush), with Shift in large steps; Delete
/// clears; Shift+Left and Shift+Right move the axis; the menu key flips and hides.
class ParallelView : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit ParallelView(AnalysisModel& model, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    /// Shown axes from left to right, as indices into the table's dimensions.
    [[nodiscard]] const std::vector<std::size_t>& axes() const { return m_axes; }
    void moveAxis(std::size_t from, std::size_t to);
    void flipAxis(std::size_t place);
    void hideAxis(std::size_t place);
    void showAllAxes();

    [[nodiscard]] double xOfAxis(std::size_t place) const;
    /// Of a position 0..1 on the axis at `place`, flipped or not.
    [[nodiscard]] double yOf(std::size_t place, double position) const;
    [[nodiscard]] QPointF namePlace(std::size_t place) const;
    [[nodiscard]] double yOfTrial(std::size_t place, int trial) const;
    /// The trial whose line is nearest, within reach; -1 if none.
    [[nodiscard]] int trialAt(QPointF pixel) const;
    [[nodiscard]] QSize sizeHint() const override { return {900, 290}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {480, 190}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Grip { None, Low, High, Whole, New, Name };
    struct Drag {
        Grip grip = Grip::None;
        std::size_t place = 0;
        double from = 0.0; ///< Position where it began.
        AxisRange span;    ///< Of the brush, then.
        QPointF pressed;
        QPointF now;
        bool moved = false;
    };
    struct Picture {
        QImage lines;
        bool isStale = true;
        std::vector<std::vector<PositionTick>> ticks; ///< Of every shown axis.
    };

    void readAxes();
    void repaintLines();
    [[nodiscard]] ParallelLines lines() const;
    void describe();
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] double positionAt(std::size_t place, double y) const;
    [[nodiscard]] std::optional<std::size_t> axisNear(double x, double reach) const;
    [[nodiscard]] Grip gripAt(std::size_t place, double y) const;
    [[nodiscard]] bool isFlipped(std::size_t place) const;
    void dragTo(QPointF pixel);
    void nudge(double step);
    void showMenu(std::size_t place, QPoint globalPosition);

    void paintAxis(QPainter& painter, std::size_t place) const;
    void paintTicks(QPainter& painter, std::size_t place) const;
    void paintBrush(QPainter& painter, std::size_t place) const;
    void paintBracket(QPainter& painter, std::size_t place) const;
    void paintLine(QPainter& painter, int trial, const QPen& pen) const;
    void paintRaised(QPainter& painter) const;

    AnalysisModel& m_model;
    std::vector<std::size_t> m_axes;
    std::set<std::string> m_flipped;
    std::set<std::string> m_hidden;
    Picture m_picture;
    Drag m_drag;
    std::size_t m_keyAxis = 0;
    Grip m_keyGrip = Grip::Low;
    BackgroundJobs m_jobs;
};

} // namespace tunescope::ui
