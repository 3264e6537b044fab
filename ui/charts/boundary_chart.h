// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/decision_plane.h"
#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/widgets/readable_chart.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <optional>

namespace tunescope::ui {

/// Where a network of two inputs draws its line: the likeliest class everywhere in 30 % of its colour (the
/// surer, the stronger), the line between classes, and the rows by colour and shape; wrong ones are ringed.
/// Drag, or Shift with the arrow keys, places a question mark: what is answered there stands beside it.
class BoundaryChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit BoundaryChart(QWidget* parent = nullptr);

    void setPlane(DecisionPlane plane, const QStringList& classNames);
    void setMessage(const QString& message); ///< Words in place of the picture.
    [[nodiscard]] const DecisionPlane& plane() const { return m_plane; }
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QPointF pixelOf(double x, double y) const;
    /// The class that the network gives the nearest of the places it was asked at.
    [[nodiscard]] int classAt(QPointF pixel) const;
    [[nodiscard]] const std::optional<QPointF>& question() const
    {
        return m_question;
    } ///< In the features' units.
    /// "x 0.3, y -0.1: class 1, 97 %"; empty without a question.
    [[nodiscard]] QString answer() const;
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {360, 340}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 170}; }

signals:
    void answerChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Cell {
        std::size_t column = 0;
        std::size_t row = 0;
    };
    [[nodiscard]] Cell cellAt(double x, double y) const;
    [[nodiscard]] int likeliest(Cell cell) const;
    [[nodiscard]] QImage picture() const;
    void paintAxes(QPainter& painter) const;
    void paintPoints(QPainter& painter) const;
    void paintQuestion(QPainter& painter) const;
    void ask(QPointF pixel);

    DecisionPlane m_plane;
    QStringList m_names;
    QString m_message;
    QImage m_picture;
    std::optional<QPointF> m_question;
};

} // namespace tunescope::ui
