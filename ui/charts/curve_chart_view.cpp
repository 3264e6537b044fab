// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_chart_view.h"

#include "ui/viewmodels/learning_curve_model.h"

#include <QChart>
#include <QEvent>
#include <QLineSeries>
#include <QResizeEvent>
#include <QToolButton>
#include <QValueAxis>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr double kTopRoom = 8.0;
constexpr double kBottomRoom = 22.0;
constexpr double kCaptionRoom = 12.0;
// Between the plot area of Qt Charts (0) and its series (4).
constexpr double kFrameZ = 1.0;
constexpr double kMarksZ = 10.0;

QPen penOf(const CurveLine& line)
{
    QPen pen(line.color, line.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!line.dash.isEmpty()) {
        QList<qreal> dash;
        for (const qreal length : line.dash)
            dash << length / line.width;
        pen.setDashPattern(dash);
    }
    return pen;
}

} // namespace

CurveChartView::CurveChartView(int mostLines, QWidget* parent)
    : QChartView(new QChart, parent)
    , m_follow(new QToolButton(this))
{
    makeReadable(*this, ChartMenu::Own);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setAttribute(Qt::WA_TranslucentBackground);
    viewport()->setAutoFillBackground(false);
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->setMargins({});
    m_axes.x = new QValueAxis;
    m_axes.y = new QValueAxis;
    for (QValueAxis* axis : {m_axes.x, m_axes.y})
        axis->setVisible(false);
    chart()->addAxis(m_axes.x, Qt::AlignBottom);
    chart()->addAxis(m_axes.y, Qt::AlignLeft);
    for (int i = 0; i < mostLines; ++i) {
        auto* series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_axes.x);
        series->attachAxis(m_axes.y);
        series->setVisible(false);
        m_series.push_back(series);
    }
    m_frameItem = new CurveFrameItem(this, chart());
    m_frameItem->setZValue(kFrameZ);
    m_marksItem = new CurveMarksItem(this, chart());
    m_marksItem->setZValue(kMarksZ);
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Shows the whole chart again and follows the newest epoch"));
    m_follow->setCursor(Qt::PointingHandCursor);
    m_follow->hide();
    connect(m_follow, &QToolButton::clicked, this, &CurveChartView::fit);
}

QGraphicsItem* CurveChartView::chartItem() const
{
    return chart();
}

void CurveChartView::setFullRange(AxisRange epochs, const CurveAxis& values, CurveAxis::Unit unit)
{
    CurveFrameItem::Content content = m_frameItem->content();
    if (m_axes.epochs == epochs && m_axes.values == values && content.unit == unit)
        return;
    if (m_axes.values.scale() != values.scale())
        m_zoomedValues.reset();
    m_axes.epochs = epochs;
    m_axes.values = values;
    content.unit = unit;
    m_frameItem->setContent(content);
    applyAxes();
}

void CurveChartView::setBaselines(std::vector<CurveBaseline> baselines)
{
    CurveFrameItem::Content content = m_frameItem->content();
    content.baselines = baselines;
    m_frameItem->setContent(content);
    m_marksItem->setBaselines(std::move(baselines));
}

void CurveChartView::setBand(std::optional<AxisRange> band)
{
    CurveFrameItem::Content content = m_frameItem->content();
    content.band = band;
    m_frameItem->setContent(content);
}

void CurveChartView::setEvidence(std::optional<CurveEvidence> evidence)
{
    CurveFrameItem::Content content = m_frameItem->content();
    content.evidence = std::move(evidence);
    m_frameItem->setContent(content);
}

void CurveChartView::setAxisCaption(const QString& caption)
{
    CurveFrameItem::Content content = m_frameItem->content();
    content.axisCaption = caption;
    m_frameItem->setContent(content);
    layOut();
}

void CurveChartView::setTickRoom(double pixels)
{
    m_room.setX(pixels);
    layOut();
}

void CurveChartView::setRightRoom(double pixels)
{
    m_room.setY(pixels);
    layOut();
}

void CurveChartView::layOut()
{
    const double caption = m_frameItem->content().axisCaption.isEmpty() ? 0.0 : kCaptionRoom;
    const QRectF whole(QPointF(0, 0), QSizeF(size()));
    m_plot.area = whole.adjusted(m_room.x(), kTopRoom, -m_room.y(), -kBottomRoom - caption);
    m_frameItem->setBounds(whole);
    m_marksItem->setBounds(whole);
    if (m_plot.area.width() > 1 && m_plot.area.height() > 1)
        chart()->setPlotArea(m_plot.area);
    const QSize hint = m_follow->sizeHint();
    m_follow->setGeometry(static_cast<int>(m_plot.area.right()) - hint.width() - 2,
                          static_cast<int>(m_plot.area.top()) + 2, hint.width(), hint.height());
    applyAxes();
}

void CurveChartView::applyAxes()
{
    m_plot.x = CurveAxis(CurveScale::Linear, m_zoomedEpochs.value_or(m_axes.epochs));
    m_plot.y = CurveAxis(m_axes.values.scale(), m_zoomedValues.value_or(m_axes.values.range()));
    m_axes.x->setRange(m_plot.x.range().low, m_plot.x.range().high);
    m_axes.y->setRange(m_plot.y.even(m_plot.y.range().low), m_plot.y.even(m_plot.y.range().high));
    CurveFrameItem::Content content = m_frameItem->content();
    content.plot = m_plot;
    m_frameItem->setContent(content);
    m_marksItem->setPlot(m_plot);
    m_follow->setVisible(isZoomed());
    setLines(std::exchange(m_lines, {}));
    emit plotChanged();
}

void CurveChartView::setLines(const std::vector<CurveLine>& lines)
{
    std::vector<CurveLine> kept = lines;
    kept.resize(std::min(kept.size(), m_series.size()));
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        QLineSeries* series = m_series[i];
        series->setVisible(i < kept.size());
        if (i >= kept.size())
            continue;
        const CurveLine& line = kept[i];
        QList<QPointF> points;
        for (const QPointF& point : decimated(line.points, static_cast<int>(m_plot.area.width())))
            points.append({point.x(), m_plot.y.even(point.y())});
        if (points != series->points())
            series->replace(points);
        if (const QPen pen = penOf(line); pen != series->pen())
            series->setPen(pen);
    }
    m_lines = std::move(kept);
}

void CurveChartView::setMarks(std::vector<CurveMark> marks)
{
    m_marksItem->setMarks(std::move(marks));
}

void CurveChartView::setCrosshair(std::optional<double> epoch)
{
    m_marksItem->setCrosshair(epoch);
}

void CurveChartView::showEpochs(std::optional<AxisRange> epochs)
{
    if (epochs == m_zoomedEpochs)
        return;
    m_zoomedEpochs = epochs;
    applyAxes();
}

void CurveChartView::fit()
{
    const bool hadEpochs = m_zoomedEpochs.has_value();
    m_zoomedEpochs.reset();
    m_zoomedValues.reset();
    applyAxes();
    if (hadEpochs)
        emit epochsZoomed(std::nullopt);
}

void CurveChartView::zoomTo(const QRectF& box)
{
    const QRectF inside = box.intersected(m_plot.area);
    if (inside.width() < 4 || inside.height() < 4)
        return;
    m_zoomedEpochs = AxisRange{m_plot.epochAt(inside.left()), m_plot.epochAt(inside.right())};
    m_zoomedValues = AxisRange{m_plot.valueAt(inside.bottom()), m_plot.valueAt(inside.top())};
    applyAxes();
    emit epochsZoomed(m_zoomedEpochs);
}

QString CurveChartView::copyText() const
{
    QString text = QStringLiteral("trial\tepoch\tvalue\n");
    for (const CurveLine& line : m_lines) {
        for (const QPointF& point : line.points)
            text += QStringLiteral("%1\t%2\t%3\n").arg(line.trial).arg(point.x()).arg(point.y(), 0, 'g', 9);
    }
    return text;
}

void CurveChartView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void CurveChartView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        m_frameItem->update();
        m_marksItem->update();
        themeChanged();
    }
}

void CurveChartView::pointerMoved(QPointF) {}
void CurveChartView::pointerLeft() {}
void CurveChartView::pointClicked(QPointF, Qt::KeyboardModifiers) {}
void CurveChartView::themeChanged() {}

bool CurveChartView::pointDoubleClicked(QPointF)
{
    return false;
}

} // namespace tunescope::ui
