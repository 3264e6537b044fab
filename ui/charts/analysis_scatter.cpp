// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/analysis_scatter.h"

#include "ui/widgets/chart_picture.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kManyDots = 400; ///< From here on small squares.

} // namespace

QString neededText(int needed, int soFar)
{
    return QCoreApplication::translate("Analysis", "%1 finished trials needed, %2 so far.")
        .arg(needed)
        .arg(soFar);
}

QString trialTip(const AnalysisModel& model, int trial)
{
    const TrialSnapshot* own = model.study().trial(trial);
    if (!own)
        return {};
    const QString score = own->state == TrialState::Diverged
                              ? stateWord(*own).toLower()
                              : scoreTextWithUnit(shownScore(*own), model.table().metric());
    return QCoreApplication::translate("Analysis", "Trial %1 · %2 · %3")
        .arg(QString::number(trial), score, trialSummary(*model.study().snapshot(), *own));
}

AnalysisScatter::AnalysisScatter(AnalysisModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    makeReadable(*this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(&model, &AnalysisModel::tableChanged, this, &AnalysisScatter::refresh);
    connect(&model, &AnalysisModel::brushesChanged, this, &AnalysisScatter::forgetPicture);
    for (const auto signal : {&StudyViewModel::selectionChanged, &StudyViewModel::hoverChanged})
        connect(&model.study(), signal, this, qOverload<>(&QWidget::update));
    connect(&model.study(), &StudyViewModel::pinsChanged, this, qOverload<>(&QWidget::update));
}

void AnalysisScatter::refresh()
{
    m_measured = Measured::No;
    forgetPicture();
}

void AnalysisScatter::forgetPicture()
{
    m_picture = {};
    update();
}

void AnalysisScatter::describe()
{
    const QString text = sentence();
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QRectF AnalysisScatter::plotArea() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    return QRectF(rect()).adjusted(metrics.horizontalAdvance(QStringLiteral("0.000")) + 6, 8, -12,
                                   -(xTitle().isEmpty() ? 1.5 : 2.6) * metrics.height());
}

double AnalysisScatter::xOf(double position) const
{
    const QRectF area = plotArea();
    return area.left() + position * area.width();
}

double AnalysisScatter::yOf(double position) const
{
    const QRectF area = plotArea();
    return area.bottom() - position * area.height();
}

double AnalysisScatter::yOfScore(double score) const
{
    return yOf(std::clamp(m_model.table().dimensions().back().axis.position(score), 0.0, 1.0));
}

QPointF AnalysisScatter::pixelOf(int trial) const
{
    const auto index = static_cast<std::size_t>(trial);
    return {xOf(xPosition(trial)),
            yOf(double(m_model.table().position(index, m_model.table().scoreDimension())))};
}

void AnalysisScatter::paintFrame(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const QFont font = theme.font(TextStyle::Axis);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (const PositionTick& tick : m_model.table().dimensions().back().axis.ticks(6)) {
        const double y = std::floor(yOf(tick.position)) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 7, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    const bool isWords = xDimension() && m_model.table().dimensions()[*xDimension()].axis.isChoice();
    painter.setFont(theme.font(isWords ? TextStyle::Caption : TextStyle::Axis));
    const QFontMetricsF letters(painter.font());
    const std::vector<PositionTick> ticks = xTicks(std::max(2, static_cast<int>(area.width() / 60)));
    const double room = xDimension() && !ticks.empty() ? area.width() / double(ticks.size()) - 4 : 64.0;
    for (const PositionTick& tick : ticks) {
        painter.setPen(theme.color(ColorRole::Axis));
        painter.drawLine(QPointF(xOf(tick.position), area.bottom()),
                         QPointF(xOf(tick.position), area.bottom() + 3));
        painter.setPen(theme.color(ColorRole::Text3));
        const QString text = letters.elidedText(tick.text, Qt::ElideRight, std::max(room, 24.0));
        const double wide = letters.horizontalAdvance(text) + 2;
        const double left = std::clamp(xOf(tick.position) - wide / 2, 0.0, width() - wide);
        painter.drawText(QRectF(left, area.bottom() + 4, wide, letters.height()), Qt::AlignHCenter, text);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(0, area.bottom() + 4 + metrics.height(), area.right(), 1.5 * metrics.height()),
                     Qt::AlignRight | Qt::AlignTop, xTitle());
}

bool AnalysisScatter::isImported(int trial) const
{
    const TrialSnapshot* own = m_model.study().trial(trial);
    return own != nullptr && own->start.origin.kind == OriginKind::Imported;
}

void AnalysisScatter::paintDots(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const bool isMany = m_model.table().shownCount() > kManyDots;
    const QColor finished = theme.scoreColor(0.58), stopped = theme.color(ColorRole::Axis);
    painter.setRenderHint(QPainter::Antialiasing, !isMany);
    for (const bool brushed : {false, true}) {
        painter.setOpacity(brushed ? (isMany ? 0.75 : 1.0) : theme.lines.brushedOpacity);
        for (const int trial : m_model.worstFirst()) {
            if (m_model.isBrushed(trial) != brushed || std::isnan(xPosition(trial)))
                continue;
            const QPointF at = pixelOf(trial);
            const TrialState state = m_model.table().trials()[static_cast<std::size_t>(trial)].state;
            if (state == TrialState::Diverged) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(theme.color(ColorRole::Danger), 1.4));
                painter.drawPath(trianglePath(at - QPointF(0, 3), isMany ? 3.2 : 4.5));
            } else if (isMany) {
                const double half = m_model.table().shownCount() > 2000 ? 1.0 : 1.5;
                painter.fillRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half),
                                 state == TrialState::Complete ? finished : stopped);
            } else {
                const bool isFinished = state == TrialState::Complete;
                painter.setPen(QPen(isFinished ? finished : stopped, 1.2));
                painter.setBrush(isFinished ? finished : theme.color(ColorRole::Surface));
                if (isImported(trial)) {
                    painter.setBrush(Qt::NoBrush); // A hollow square: it was run elsewhere.
                    painter.drawRect(QRectF(at.x() - 3.0, at.y() - 3.0, 6.0, 6.0));
                } else {
                    painter.drawEllipse(at, 3.0, 3.0);
                }
            }
        }
    }
    painter.setOpacity(1.0);
    painter.setRenderHint(QPainter::Antialiasing);
}

void AnalysisScatter::paintRaised(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const StudyViewModel& study = m_model.study();
    const auto isDrawn = [&](int trial) {
        return trial >= 0 && static_cast<std::size_t>(trial) < m_model.table().trials().size() &&
               m_model.table().trials()[static_cast<std::size_t>(trial)].isShown &&
               !std::isnan(xPosition(trial));
    };
    for (int pin = 0; pin < kMostPins; ++pin) {
        const int trial = study.pins()[static_cast<std::size_t>(pin)];
        if (isDrawn(trial))
            drawMarker(painter, theme.pin(pin).marker, pixelOf(trial), 4.5, theme.pin(pin).color);
    }
    if (isDrawn(m_model.best())) {
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
        painter.setBrush(theme.color(ColorRole::BestMark));
        painter.drawPath(starPath(pixelOf(m_model.best()), 7.5));
    }
    const auto ring = [&](int trial, ColorRole role, double radius) {
        if (!isDrawn(trial))
            return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(role), 2));
        painter.drawEllipse(pixelOf(trial), radius, radius);
    };
    ring(study.selected(), ColorRole::Text, 7.0);
    ring(study.hovered(), ColorRole::Accent, 7.0);
}

void AnalysisScatter::paintBrush(QPainter& painter) const
{
    const std::optional<AxisRange> span = m_model.span(brushedAxis());
    if (!span)
        return;
    const QRectF area = plotArea();
    const QRectF box =
        xDimension() ? QRectF(QPointF(xOf(span->low), area.top()), QPointF(xOf(span->high), area.bottom()))
                     : QRectF(QPointF(area.left(), yOf(span->high)), QPointF(area.right(), yOf(span->low)));
    QColor fill = themeOf(this).color(ColorRole::Accent);
    painter.setPen(QPen(fill, 1.6));
    if (xDimension()) {
        painter.drawLine(box.topLeft(), box.bottomLeft());
        painter.drawLine(box.topRight(), box.bottomRight());
    } else {
        painter.drawLine(box.topLeft(), box.topRight());
        painter.drawLine(box.bottomLeft(), box.bottomRight());
    }
    fill.setAlphaF(0.10F);
    painter.fillRect(box, fill);
}

void AnalysisScatter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const int complete = m_model.table().completeCount();
    if (complete < kFewestToAnalyse) {
        describe();
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         neededText(kFewestToAnalyse, complete));
        return;
    }
    if (m_measured == Measured::No) {
        m_measured = Measured::Yes;
        measure();
    }
    const qreal ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
        measureBrushed();
        describe();
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(Qt::transparent);
        QPainter layer(&m_picture);
        paintLayer(layer);
    }
    if (isPaintingPicture())
        paintLayer(painter);
    else
        painter.drawPixmap(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBrush(painter);
    paintRaised(painter);
}

/// Everything but the brush and what is raised: it changes with the trials only.
void AnalysisScatter::paintLayer(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    paintUnder(painter);
    paintDots(painter);
    paintOver(painter);
}

void AnalysisScatter::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_picture = {};
}

void AnalysisScatter::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        forgetPicture();
}

} // namespace tunescope::ui
