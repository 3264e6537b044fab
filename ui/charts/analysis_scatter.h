// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_model.h"
#include "ui/widgets/readable_chart.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// Finished trials needed before a card of the Analyse page shows anything.
inline constexpr int kFewestToAnalyse = 4;

/// "4 finished trials needed, 1 so far."
[[nodiscard]] QString neededText(int needed, int soFar);
/// "Trial 12 · 97.2 % · SGD, 2 × 64": empty if there is no such trial.
[[nodiscard]] QString trialTip(const AnalysisModel& model, int trial);

/// The trials' scores against something else, with the brushes, hover and selection of the page.
///
/// Dragging brushes the x axis where it is a setting, otherwise the score; a click beside the brush clears
/// it. Left and Right select the next trial along x. Finished trials are filled, stopped ones hollow,
/// diverged ones triangles at the worst end; what lies outside the brushes is faint.
class AnalysisScatter : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit AnalysisScatter(AnalysisModel& model, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    [[nodiscard]] QPointF pixelOf(int trial) const;
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] int trialAt(QPointF pixel) const; ///< -1 if none is near.
    /// What is drawn, in words; also the accessible description.
    [[nodiscard]] virtual QString sentence() const = 0;
    [[nodiscard]] QSize sizeHint() const override { return {280, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {170, 130}; }

protected:
    /// 0 to 1 from left to right; NaN leaves the trial out.
    [[nodiscard]] virtual double xPosition(int trial) const = 0;
    [[nodiscard]] virtual std::vector<PositionTick> xTicks(int most) const = 0;
    [[nodiscard]] virtual QString xTitle() const = 0;
    /// The setting along x, if it is one.
    [[nodiscard]] virtual std::optional<std::size_t> xDimension() const { return std::nullopt; }
    /// Reads what follows from the table; called before the first painting after a change.
    virtual void measure() {}
    /// The same after brushes have changed, too.
    virtual void measureBrushed() {}
    virtual void paintDots(QPainter& painter) const;
    virtual void paintUnder(QPainter& /*painter*/) const {}
    virtual void paintOver(QPainter& /*painter*/) const {}

    [[nodiscard]] AnalysisModel& model() const { return m_model; }
    [[nodiscard]] double xOf(double position) const;
    [[nodiscard]] double yOf(double position) const;
    [[nodiscard]] double yOfScore(double score) const;
    void forgetPicture();

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Grip { None, Low, High, Whole, New };
    struct Drag {
        Grip grip = Grip::None;
        double from = 0.0;
        AxisRange span;
        QPointF pressed;
        bool moved = false;
    };

    void refresh();
    void describe();
    void paintLayer(QPainter& painter) const;
    [[nodiscard]] bool isImported(int trial) const;
    void paintFrame(QPainter& painter) const;
    void paintBrush(QPainter& painter) const;
    void paintRaised(QPainter& painter) const;
    [[nodiscard]] std::size_t brushedAxis() const;
    [[nodiscard]] double alongBrush(QPointF pixel) const; ///< 0 to 1 on the axis that a drag brushes.
    [[nodiscard]] Grip gripAt(QPointF pixel) const;
    void dragTo(double to);
    void selectAlong(int step);

    AnalysisModel& m_model;
    QPixmap m_picture; ///< Frame and dots.
    Drag m_drag;
    enum class Measured { No, Yes } m_measured = Measured::No;
};

} // namespace tunescope::ui
