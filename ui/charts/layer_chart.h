// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/layer_health.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <optional>

namespace tunescope::ui {

/// One row a layer: its name, update by weight over the epochs with the healthy band, and a word in a chip.
/// A click, Enter or Space opens a row: then the weights as a histogram and the gradient over the epochs
/// stand below it. Up, Down, Home and End move between rows.
class LayerChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit LayerChart(QWidget* parent = nullptr);

    /// `sentence` also says why there are no layers.
    void setLayers(std::vector<LayerHealth> layers, int epoch, const QString& sentence);
    [[nodiscard]] const std::vector<LayerHealth>& layers() const { return m_layers; }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int opened() const { return m_opened; } ///< -1 = none.
    void toggle(int row);
    [[nodiscard]] QRectF rowRect(int row) const;  ///< With what is open below it.
    [[nodiscard]] QRectF lineRect(int row) const; ///< Of the update by weight.
    /// Where a ratio lies in lineRect(), 0 = bottom; logarithmic, the same for all rows.
    [[nodiscard]] double heightOf(double ratio) const;
    [[nodiscard]] QRectF barRect(int row, std::size_t bin) const; ///< Of the histogram of an open row.
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void currentChanged(int row);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void paintRow(QPainter& painter, int row) const;
    void paintLine(QPainter& painter, const QRectF& area, const LayerHealth& layer) const;
    void paintChip(QPainter& painter, const QRectF& area, const LayerHealth& layer) const;
    void paintDetails(QPainter& painter, int row) const;
    void paintGradient(QPainter& painter, const QRectF& area, const LayerHealth& layer) const;
    void moveTo(int row);
    void resizeToRows();
    [[nodiscard]] int rowAt(QPointF pixel) const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double detailHeight() const;
    [[nodiscard]] QRectF chipRect(int row) const;
    [[nodiscard]] QRectF histogramRect(int row) const;

    std::vector<LayerHealth> m_layers;
    QString m_sentence;
    int m_epoch = 0;
    int m_current = 0;
    int m_opened = -1;
};

} // namespace tunescope::ui
