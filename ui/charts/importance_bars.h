// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_importance.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

namespace tunescope::ui {

/// What mattered: a bar a setting with its 5 to 95 % interval, and the strongest pair. A click or Enter opens
/// the setting's slice; Up and Down choose.
class ImportanceBars : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit ImportanceBars(AnalysisImportance& importance, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    [[nodiscard]] QRectF rowRect(int row) const;
    [[nodiscard]] QSize sizeHint() const override { return {280, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 130}; }

signals:
    void settingChosen(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] double labelWidth() const;
    [[nodiscard]] double xOf(double share) const;
    [[nodiscard]] int rowAt(QPointF pixel) const;
    [[nodiscard]] bool hasPair() const;
    void setCurrent(int row);
    void paintRow(QPainter& painter, int row) const;
    void paintPair(QPainter& painter) const;

    AnalysisImportance& m_importance;
    std::vector<ParamImportance> m_rows;
    double m_largest = 1.0; ///< Share at the right end.
    int m_current = -1;
};

} // namespace tunescope::ui
