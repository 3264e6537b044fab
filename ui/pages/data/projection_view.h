// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/dataset_summary.h"
#include "ui/widgets/readable_chart.h"

#include <QPixmap>
#include <QWidget>

class QPainter;

namespace tunescope::ui {

/// Rows of the training and validation parts on the two principal components, classes by colour and marker
/// (a number by its shade). Hover tells the row, a click chooses it.
class ProjectionView : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit ProjectionView(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setFacts(const DatasetFacts& facts);
    /// Where a projected row is drawn; for tests and for the pointer.
    [[nodiscard]] QPointF pointOf(std::size_t index) const;
    [[nodiscard]] std::size_t pointCount() const { return m_projection.rows.size(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }

signals:
    void rowChosen(std::int64_t row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] int nearest(const QPointF& point) const; ///< -1 if none within 12 px.
    [[nodiscard]] QColor colorOf(const ProjectedRow& row) const;
    void renderDots();
    void paintAxes(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    Projection m_projection;
    QStringList m_classes;
    QString m_target;
    QRectF m_range;
    double m_low = 0.0; ///< Of the target, for regression.
    double m_high = 1.0;
    QPixmap m_dots;
    int m_hover = -1;
};

} // namespace tunescope::ui
