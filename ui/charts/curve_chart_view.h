// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_frame_item.h"
#include "ui/charts/curve_marks_item.h"
#include "ui/charts/curve_plot.h"
#include "ui/widgets/readable_chart.h"

#include <QChartView>
#include <QPointer>

#include <optional>
#include <vector>

class QLineSeries;
class QToolButton;
class QValueAxis;

namespace tunescope::ui {

/// A chart of values over epochs: a fixed number of QLineSeries between our own frame and marks, which draw
/// the stretched axis, the baselines and the marks that Qt Charts has no items for.
///
/// Mouse: drag = zoom box, Shift+drag = brush over values, wheel = zoom on epochs, Ctrl+wheel = on values,
/// double-click in an empty place = fit.
class CurveChartView : public QChartView, public ReadableChart
{
    Q_OBJECT

public:
    explicit CurveChartView(int mostLines, QWidget* parent = nullptr);

    [[nodiscard]] ChartReading reading() const override;

    /// The whole of both axes; shown unless the reader has zoomed.
    void setFullRange(AxisRange epochs, const CurveAxis& values, CurveAxis::Unit unit);
    void setBaselines(std::vector<CurveBaseline> baselines);
    void setBand(std::optional<AxisRange> band);
    void setEvidence(std::optional<CurveEvidence> evidence);
    void setAxisCaption(const QString& caption);
    /// Room for the tick texts on the left, in pixels; charts that stand under each other use the same.
    void setTickRoom(double pixels);
    void setRightRoom(double pixels);

    /// Lines beyond the number given to the constructor are not drawn.
    void setLines(const std::vector<CurveLine>& lines);
    void setMarks(std::vector<CurveMark> marks);
    /// A vertical line at an epoch, as another chart or a slider says; does not emit anything.
    void setCrosshair(std::optional<double> epoch);

    [[nodiscard]] const CurvePlot& plot() const { return m_plot; }
    [[nodiscard]] const std::vector<CurveLine>& lines() const { return m_lines; }
    [[nodiscard]] const std::vector<CurveMark>& marks() const { return m_marksItem->marks(); }
    [[nodiscard]] const CurveFrameItem::Content& frame() const { return m_frameItem->content(); }
    [[nodiscard]] bool isZoomed() const { return m_zoomedEpochs || m_zoomedValues; }
    /// Shows these epochs only; no value = all. Does not emit epochsZoomed().
    void showEpochs(std::optional<AxisRange> epochs);
    void fit();
    /// The chart as the clipboard takes it: a head line, then epoch and value per line.
    [[nodiscard]] virtual QString copyText() const;
    /// The chart as it is seen, as a vector picture for a name ending in .svg, otherwise in pixels at twice
    /// the size on screen. False if the file could not be written.
    [[nodiscard]] bool writeImage(const QString& path);

signals:
    void epochsZoomed(std::optional<tunescope::ui::AxisRange> epochs);
    void crosshairMoved(std::optional<double> epoch);
    void plotChanged();
    void valuesBrushed(tunescope::ui::AxisRange values);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

    virtual void pointerMoved(QPointF pixel); ///< No button is held.
    virtual void pointerLeft();
    virtual void pointClicked(QPointF pixel, Qt::KeyboardModifiers modifiers);
    /// True if something is there; otherwise the double-click fits the chart.
    virtual bool pointDoubleClicked(QPointF pixel);
    virtual void themeChanged();
    QGraphicsItem* chartItem() const;

private:
    void layOut();
    void applyAxes();
    void zoomTo(const QRectF& box);
    [[nodiscard]] QRectF dragBox(QPointF at) const;
    void brush(const QRectF& band);

    struct Input {
        std::optional<QPointF> pressed = std::nullopt;
        bool dragging = false;
        bool brushing = false; ///< Shift was held when the drag began.
    };
    struct Axes {
        AxisRange epochs{0.0, 1.0};
        CurveAxis values;
        QValueAxis* x = nullptr;
        QValueAxis* y = nullptr;
    };

    CurvePlot m_plot;
    Axes m_axes;
    std::optional<AxisRange> m_zoomedEpochs;
    std::optional<AxisRange> m_zoomedValues;
    CurveFrameItem* m_frameItem;
    CurveMarksItem* m_marksItem;
    QToolButton* m_follow;
    std::vector<QLineSeries*> m_series;
    std::vector<CurveLine> m_lines;
    Input m_input;
    QPointF m_room{34.0, 10.0}; ///< Left (tick texts) and right.
};

} // namespace tunescope::ui
