// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/track_picture.h"

#include <QPixmap>
#include <QWidget>

namespace tunescope::ui {

class SliderHandle;

enum class TrackMode { Range, Fixed };

/// The range slider that is its own chart: results above, slider and scale below.
///
/// Drag a handle, the bar between (its width on the axis stays) or an empty part of the results (a new
/// range); Alt switches snapping off, Shift mirrors the other end; a double click on a handle goes to the
/// nearest decade or tick, on the bar to the whole domain; a click on the gold bracket adopts it. Keys act
/// on the focused handle: arrows, Page, Home, End, with Ctrl both ends move.
class RangeTrack : public QWidget
{
    Q_OBJECT

public:
    explicit RangeTrack(QWidget* parent = nullptr);

    /// What the parameter is called in accessible names.
    void setName(const QString& name);
    /// Keeps the range as far as the domain allows. Emits nothing.
    void setScale(const AxisScale& scale);
    void setMode(TrackMode mode);
    /// Emits nothing. In Fixed mode `low` is the value.
    void setRange(double low, double high);
    void setDots(std::vector<TrackDot> dots);
    void setDraws(std::vector<double> values);
    void setGridValues(std::vector<double> values);
    void setSuggestion(std::optional<ValueRange> suggestion);
    [[nodiscard]] const std::optional<ValueRange>& suggestion() const { return m_picture.suggestion; }
    /// What earlier stages searched, drawn over the results.
    void setPast(std::vector<TrackPast> past);
    [[nodiscard]] const std::vector<TrackPast>& past() const { return m_picture.past; }
    /// Marks one dot by its id; -1 for none.
    void setHighlighted(qint64 id);

    [[nodiscard]] const AxisScale& axisScale() const { return m_scale; }
    [[nodiscard]] TrackMode mode() const { return m_mode; }
    [[nodiscard]] const ValueRange& range() const { return m_range; }
    /// For the tab order of a row: low handle, high handle.
    [[nodiscard]] QWidget* lowHandle() const;
    [[nodiscard]] QWidget* highHandle() const;
    /// Where a value lies on this widget; for pages that align with the axis, and for tests.
    [[nodiscard]] QPointF pointOf(double value) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void rangeEdited(double low, double high);
    /// After the release of the mouse, or a key press.
    void rangeCommitted(double low, double high);
    /// The bracket was clicked; rangeCommitted follows.
    void suggestionAdopted();
    void dotHovered(qint64 id);
    void dotClicked(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class DragKind { None, Low, High, Bar, NewRange, Pressed };
    struct Drag {
        DragKind kind = DragKind::None;
        ValueRange start;
        QPointF point;
    };

    void connectHandle(SliderHandle* handle, RangeEnd end);
    [[nodiscard]] TrackLayout layoutOf() const;
    [[nodiscard]] bool isOnBar(const QPointF& point) const;
    [[nodiscard]] bool isOnBracket(const QPointF& point) const;
    [[nodiscard]] const TrackDot* dotAt(const QPointF& point) const;
    [[nodiscard]] double valueAt(const QPointF& point, Qt::KeyboardModifiers modifiers) const;
    [[nodiscard]] QPointF grabOffset() const;
    void dragTo(const QPointF& point, Qt::KeyboardModifiers modifiers);
    void finishDrag();
    void stepEnd(RangeEnd end, StepSize size, StepDirection direction, Qt::KeyboardModifiers modifiers);
    void edit(const ValueRange& range);
    void commit(const ValueRange& range);
    void paintResults(QPainter& painter, const TrackLayout& layout);
    void paintSlider(QPainter& painter, const TrackLayout& layout) const;
    void placeHandles();
    void describeHandles();
    void invalidate();

    QString m_name;
    AxisScale m_scale;
    TrackMode m_mode = TrackMode::Range;
    ValueRange m_range;
    TrackPicture m_picture;
    SliderHandle* m_low;
    SliderHandle* m_high;
    Drag m_drag;
    QPixmap m_layer; ///< Dots and axis, which do not change while a handle is dragged.
};

} // namespace tunescope::ui
