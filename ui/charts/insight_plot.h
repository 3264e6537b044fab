// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/sampler_view.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

namespace tunescope::ui {

/// Where a curve over a setting's axis is drawn.
struct InsightFrame {
    QRectF area;
    const AnalysisAxis* x = nullptr;
    [[nodiscard]] double xOf(double position) const { return area.left() + position * area.width(); }
    [[nodiscard]] double yOf(double share) const { return area.bottom() - share * area.height(); }
};

/// Base of the pictures of the search's thinking: the words where there is nothing to draw.
class InsightPlot : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    InsightPlot(SamplerView& view, const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {280, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 130}; }
    [[nodiscard]] ChartReading reading() const override;

protected:
    /// Why there is no picture; empty if there is one.
    [[nodiscard]] virtual QString missing() const = 0;
    virtual void paintPicture(QPainter& painter) = 0;
    /// Sentence, columns and rows of a picture that is there.
    [[nodiscard]] virtual ChartReading pictureReading() const = 0;

    [[nodiscard]] SamplerView& view() const { return m_view; }
    [[nodiscard]] const ProposalInsight& insight() const { return *m_view.insight(); }
    void paintSettingAxis(QPainter& painter, const InsightFrame& frame, const std::string& name) const;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    SamplerView& m_view;
    QString m_title;
};

/// Expected score with its range along a setting, the trials that it saw, and below what is worth trying.
class OutlookChart : public InsightPlot
{
    Q_OBJECT

public:
    explicit OutlookChart(SamplerView& view, QWidget* parent = nullptr);

    [[nodiscard]] InsightFrame scoreFrame() const;
    [[nodiscard]] InsightFrame gainFrame() const;
    [[nodiscard]] QPointF meanPoint(std::size_t index) const;
    [[nodiscard]] QPointF gainPoint(std::size_t index) const;
    [[nodiscard]] QSize sizeHint() const override { return {560, 360}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 240}; }

protected:
    [[nodiscard]] QString missing() const override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;

private:
    void measure();
    [[nodiscard]] double yOfScore(double score) const;
    void paintScores(QPainter& painter) const;
    void paintModel(QPainter& painter) const;
    void paintGains(QPainter& painter) const;

    AnalysisAxis m_scores;
};

/// Where good trials are dense and where all others are.
class DensityChart : public InsightPlot
{
    Q_OBJECT

public:
    explicit DensityChart(SamplerView& view, QWidget* parent = nullptr);

    [[nodiscard]] InsightFrame frame() const;

protected:
    [[nodiscard]] QString missing() const override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;
};

/// Worth trying over two settings: darker where an improvement is more likely to be large.
class GainPlane : public InsightPlot
{
    Q_OBJECT

public:
    explicit GainPlane(SamplerView& view, QWidget* parent = nullptr);

    [[nodiscard]] QRectF cellRect(std::size_t column, std::size_t row) const;

protected:
    [[nodiscard]] QString missing() const override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;

private:
    [[nodiscard]] InsightFrame frame() const;
};

/// The parents and children of the trial's generation, a square a setting.
class GenerationChart : public InsightPlot
{
    Q_OBJECT

public:
    explicit GenerationChart(SamplerView& view, QWidget* parent = nullptr);

protected:
    [[nodiscard]] QString missing() const override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;
};

/// The rungs at which weak trials were stopped, with who reached them and who went on.
class RungChart : public InsightPlot
{
    Q_OBJECT

public:
    explicit RungChart(SamplerView& view, QWidget* parent = nullptr);

protected:
    [[nodiscard]] QString missing() const override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;
};

} // namespace tunescope::ui
