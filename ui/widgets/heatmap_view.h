// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/heatmap_summary.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <optional>

namespace tunescope::ui {

struct Theme;

enum class HeatmapMode { Count, Percent, Difference };
enum class HeatmapFrame {
    Full,   ///< With axis titles, recall, precision and foot.
    Compact ///< Labels only, as in Compare and small places.
};

/// The confusion matrix: rows true, columns predicted, recall on the right, precision and macro F1 below.
///
/// Correct cells are blue, mistakes orange on a scale of their own, empty cells blank. In Difference mode
/// the cells are signed counts, first minus second trial: blue = the first is better.
/// Hover or arrow keys give a sentence in words; click or Enter activates a cell.
class HeatmapView : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit HeatmapView(HeatmapFrame frame = HeatmapFrame::Full, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setData(const HeatmapData& data);
    void setMode(HeatmapMode mode);
    /// "true digit" and "predicted digit"; "true" and "predicted" by default.
    void setAxisTitles(const QString& rows, const QString& columns);
    /// The cell that the keys act on and the sentence speaks of; outside the matrix: the nearest.
    void setCurrent(int row, int column);
    [[nodiscard]] const HeatmapData& data() const { return m_data; }
    /// The square of a cell, for tests and pop-ups; the same that is painted.
    [[nodiscard]] QRectF cellRect(int row, int column) const;
    /// The sentence of the hovered or current cell; empty without one.
    [[nodiscard]] QString sentence() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void cellActivated(int row, int column);
    /// -1, -1 when the mouse leaves.
    void cellHovered(int row, int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static constexpr double kFoot = 26; ///< Height of the line below a full matrix.

    struct Cell {
        int row = 0;
        int column = 0;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct Geometry {
        QPointF origin;
        double cell = 0;
        double rowLabels = 0;
        double recall = 0;
    };

    [[nodiscard]] const Geometry& geometryOf() const;
    [[nodiscard]] Geometry measure() const;
    void invalidate();
    [[nodiscard]] std::optional<Cell> cellAt(const QPointF& point) const;
    void setHovered(std::optional<Cell> cell);
    void moveCurrent(int rows, int columns);
    [[nodiscard]] QColor cellColor(const Theme& theme, int row, int column) const;
    [[nodiscard]] QString cellText(int row, int column) const;
    void paintCells(QPainter& painter, const Theme& theme, const Geometry& geometry) const;
    void paintLabels(QPainter& painter, const Theme& theme, const Geometry& geometry) const;
    void paintTitles(QPainter& painter, const Theme& theme, const Geometry& geometry) const;
    void paintRecall(QPainter& painter, const Theme& theme, const Geometry& geometry) const;
    void paintPrecision(QPainter& painter, const Theme& theme, const Geometry& geometry) const;
    void paintFoot(QPainter& painter, const Theme& theme) const;

    HeatmapFrame m_frame;
    HeatmapMode m_mode = HeatmapMode::Count;
    HeatmapData m_data;
    HeatmapSummary m_summary;
    double m_largestMistake = 0;
    double m_largest = 0;
    QString m_rowTitle;
    QString m_columnTitle;
    std::optional<Cell> m_hovered;
    Cell m_current;
    mutable std::optional<Geometry> m_geometry; ///< Measuring every label for every cell would be cubic.
};

} // namespace tunescope::ui
