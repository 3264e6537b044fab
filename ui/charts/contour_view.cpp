// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/contour_view.h"

#include "ui/charts/analysis_scatter.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kBands = 8;
constexpr double kTrialReach = 11.0;
constexpr int kFullDots = 400;

} // namespace

ContourView::ContourView(AnalysisModel& model, AnalysisContour& contour, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_contour(contour)
{
    makeReadable(*this);
    setMouseTracking(true);
    setAccessibleName(tr("Contour of two settings"));
    connect(&contour, &AnalysisContour::changed, this, &ContourView::refresh);
    connect(&model, &AnalysisModel::brushesChanged, this, qOverload<>(&QWidget::update));
    for (const auto signal : {&StudyViewModel::selectionChanged, &StudyViewModel::hoverChanged})
        connect(&model.study(), signal, this, qOverload<>(&QWidget::update));
    connect(&model.study(), &StudyViewModel::pinsChanged, this, qOverload<>(&QWidget::update));
    refresh();
}

void ContourView::refresh()
{
    m_bands = {};
    const QString text = m_contour.sentence();
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

const AnalysisAxis* ContourView::axisOf(const std::string& name) const
{
    const int dimension = m_model.table().dimensionOf(name);
    return dimension < 0 ? nullptr : &m_model.table().dimensions()[static_cast<std::size_t>(dimension)].axis;
}

QRectF ContourView::plotArea() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Axis));
    double left = metrics.horizontalAdvance(QStringLiteral("0.00"));
    if (const AnalysisAxis* axis = axisOf(m_contour.second()); axis && axis->isChoice()) {
        for (const PositionTick& tick : axis->ticks(8))
            left = std::max(left, metrics.horizontalAdvance(tick.text));
    }
    return QRectF(rect()).adjusted(std::min(left, 0.3 * width()) + 22, 4, -6, -2.6 * metrics.height());
}

QPointF ContourView::pixelAt(double x, double y) const
{
    const QRectF area = plotArea();
    return {area.left() + x * area.width(), area.bottom() - y * area.height()};
}

QPointF ContourView::placeOf(QPointF pixel) const
{
    const QRectF area = plotArea();
    return {(pixel.x() - area.left()) / area.width(), (area.bottom() - pixel.y()) / area.height()};
}

QPointF ContourView::pixelOf(int trial) const
{
    const int x = m_model.table().dimensionOf(m_contour.first()),
              y = m_model.table().dimensionOf(m_contour.second());
    if (x < 0 || y < 0)
        return {kNoValue, kNoValue};
    const auto index = static_cast<std::size_t>(trial);
    return pixelAt(double(m_model.table().position(index, static_cast<std::size_t>(x))),
                   double(m_model.table().position(index, static_cast<std::size_t>(y))));
}

int ContourView::bandOf(double mean) const
{
    const ContourPlane* plane = m_contour.plane();
    const double span = plane->high - plane->low;
    double share = span > 0.0 ? (mean - plane->low) / span : 0.5;
    if (m_model.table().metric().direction == Direction::Minimize)
        share = 1.0 - share;
    return std::clamp(static_cast<int>(share * kBands), 0, kBands - 1);
}

int ContourView::bandAt(QPointF pixel) const
{
    const ContourPlane* plane = m_contour.plane();
    if (!plane || !plotArea().contains(pixel))
        return -1;
    const QPointF place = placeOf(pixel);
    return bandOf(plane->meanAt(place.x(), place.y()));
}

/// One pixel for each pixel of the plot; every colour is the band of the model's mean in its middle.
QImage ContourView::bands() const
{
    const Theme& theme = themeOf(this);
    std::array<QRgb, kBands> colours{};
    for (int band = 0; band < kBands; ++band)
        colours[static_cast<std::size_t>(band)] = theme.scoreColor(0.9 * band / (kBands - 1.0)).rgb();
    const QSize size = plotArea().size().toSize().expandedTo({1, 1});
    QImage image(size, QImage::Format_RGB32);
    const ContourPlane& plane = *m_contour.plane();
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const double up = 1.0 - (y + 0.5) / size.height();
        for (int x = 0; x < size.width(); ++x)
            line[x] = colours[static_cast<std::size_t>(bandOf(plane.meanAt((x + 0.5) / size.width(), up)))];
    }
    return image;
}

/// Whether there was anything to hatch.
bool ContourView::paintHatch(QPainter& painter) const
{
    const ContourPlane& plane = *m_contour.plane();
    const QRectF area = plotArea();
    QColor line = themeOf(this).color(ColorRole::Surface);
    line.setAlphaF(0.75F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(line, Qt::BDiagPattern));
    constexpr double kCell = 6.0;
    double untried = 0.0;
    for (double y = area.top(); y < area.bottom(); y += kCell) {
        for (double x = area.left(); x < area.right(); x += kCell) {
            const QRectF cell = QRectF(x, y, kCell, kCell).intersected(area);
            const QPointF place = placeOf(cell.center());
            if (plane.isTriedAt(place.x(), place.y()))
                continue;
            painter.drawRect(cell);
            untried += cell.width() * cell.height();
        }
    }
    return untried >= 0.02 * area.width() * area.height();
}

/// Over the trials, so that none of them lies across the words.
void ContourView::paintHatchNote(QPainter& painter) const
{
    const QRectF area = plotArea();
    const Theme& theme = themeOf(this);
    const QFont font = theme.font(TextStyle::Caption);
    const QFontMetricsF metrics(font);
    const QString text = tr("hatched: not tried");
    const QRectF box(area.right() - metrics.horizontalAdvance(text) - 12, area.top() + 4,
                     metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(theme.color(ColorRole::Text2));
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

void ContourView::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const AnalysisAxis* x = axisOf(m_contour.first());
    const AnalysisAxis* y = axisOf(m_contour.second());
    if (!x || !y)
        return;
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.color(ColorRole::Text3));
    const double room = area.width() / std::max(1.0, double(x->choices().size()));
    for (const PositionTick& tick : x->ticks(std::max(2, static_cast<int>(area.width() / 60)))) {
        const QString text = x->isChoice() ? metrics.elidedText(tick.text, Qt::ElideRight, room) : tick.text;
        const double wide = metrics.horizontalAdvance(text) + 2;
        const double left = std::clamp(pixelAt(tick.position, 0).x() - wide / 2, 0.0, width() - wide);
        painter.drawText(QRectF(left, area.bottom() + 4, wide, metrics.height()), Qt::AlignHCenter, text);
    }
    for (const PositionTick& tick : y->ticks(std::max(2, static_cast<int>(area.height() / 50)))) {
        const double middle = pixelAt(0, tick.position).y();
        const double top = std::clamp(middle - metrics.height() / 2, 0.0, height() - metrics.height());
        const QString text = metrics.elidedText(tick.text, Qt::ElideRight, area.left() - 22);
        painter.drawText(QRectF(16, top, area.left() - 22, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    const double foot = area.bottom() + 4 + metrics.height();
    painter.drawText(QRectF(area.left(), foot, area.width() / 2, 1.5 * metrics.height()),
                     Qt::AlignLeft | Qt::AlignTop,
                     theme.scheme == Scheme::Light ? tr("darker is better") : tr("lighter is better"));
    painter.drawText(QRectF(area.center().x(), foot, area.width() / 2, 1.5 * metrics.height()),
                     Qt::AlignRight | Qt::AlignTop, insideSentence(settingTitle(m_contour.first())));
    painter.save();
    painter.translate(0, area.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, area.height(), 1.4 * metrics.height()), Qt::AlignLeft | Qt::AlignTop,
                     insideSentence(settingTitle(m_contour.second())));
    painter.restore();
}

void ContourView::paintTrials(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const double radius = m_model.table().shownCount() > kFullDots ? 1.6 : 3.0;
    for (const bool brushed : {false, true}) {
        for (const int trial : m_model.worstFirst()) {
            const QPointF at = pixelOf(trial);
            if (m_model.isBrushed(trial) != brushed || std::isnan(at.x()) || std::isnan(at.y()))
                continue;
            if (m_model.table().trials()[static_cast<std::size_t>(trial)].state == TrialState::Diverged) {
                painter.setBrush(theme.color(ColorRole::Surface));
                painter.setPen(QPen(theme.color(ColorRole::Danger), 1.3));
                painter.drawPath(trianglePath(at, radius + 1.5));
                continue;
            }
            painter.setOpacity(brushed ? 1.0 : theme.lines.brushedOpacity);
            painter.setPen(QPen(theme.color(ColorRole::Text2), 0.8));
            painter.setBrush(theme.color(ColorRole::Surface));
            painter.drawEllipse(at, radius, radius);
            painter.setOpacity(1.0);
        }
    }
    const StudyViewModel& study = m_model.study();
    const auto isDrawn = [&](int trial) {
        return m_model.study().trial(trial) && !std::isnan(pixelOf(trial).x() + pixelOf(trial).y());
    };
    for (int pin = 0; pin < kMostPins; ++pin) {
        const int trial = study.pins()[static_cast<std::size_t>(pin)];
        if (isDrawn(trial))
            drawMarker(painter, theme.pin(pin).marker, pixelOf(trial), 4.5, theme.pin(pin).color);
    }
    if (isDrawn(m_model.best())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Surface));
        painter.drawEllipse(pixelOf(m_model.best()), 9, 9);
        painter.setBrush(theme.color(ColorRole::BestMark));
        painter.drawPath(starPath(pixelOf(m_model.best()), 6.5));
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [trial, role] :
         {std::pair(study.selected(), ColorRole::Text), std::pair(study.hovered(), ColorRole::Accent)}) {
        if (!isDrawn(trial))
            continue;
        painter.setPen(QPen(theme.color(ColorRole::Surface), 4));
        painter.drawEllipse(pixelOf(trial), 7, 7);
        painter.setPen(QPen(theme.color(role), 2));
        painter.drawEllipse(pixelOf(trial), 7, 7);
    }
}

void ContourView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QString why = m_contour.reason(); !why.isEmpty()) {
        painter.setFont(themeOf(this).font(TextStyle::Body));
        painter.setPen(themeOf(this).color(ColorRole::Text3));
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, why);
        return;
    }
    if (m_bands.isNull())
        m_bands = bands();
    painter.drawImage(plotArea(), m_bands);
    const bool isHatched = paintHatch(painter);
    paintAxes(painter);
    paintTrials(painter);
    if (isHatched)
        paintHatchNote(painter);
}

void ContourView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_bands = {};
}

void ContourView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_bands = {};
        update();
    }
}

int ContourView::trialAt(QPointF pixel) const
{
    int found = -1;
    double least = kTrialReach;
    for (const int trial : m_model.worstFirst()) {
        const QPointF gap = pixelOf(trial) - pixel;
        const double distance = std::hypot(gap.x(), gap.y()) + (m_model.isBrushed(trial) ? 0.0 : 4.0);
        if (distance <= least) { // False for trials without a place.
            least = distance;
            found = trial;
        }
    }
    return found;
}

void ContourView::mouseMoveEvent(QMouseEvent* event)
{
    const ContourPlane* plane = m_contour.plane();
    if (!plane)
        return;
    const int trial = trialAt(event->position());
    m_model.study().hover(trial);
    setCursor(trial >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (trial >= 0 || !plotArea().contains(event->position())) {
        setToolTip(trialTip(m_model, trial));
        return;
    }
    const QPointF place = placeOf(event->position());
    const QString expected =
        tr("expected %1")
            .arg(scoreTextWithUnit(plane->meanAt(place.x(), place.y()), m_model.table().metric()));
    setToolTip(plane->isTriedAt(place.x(), place.y()) ? expected
                                                      : expected + tr(", but nothing near was tried"));
}

void ContourView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_contour.plane())
        m_model.study().select(trialAt(event->position()));
}

void ContourView::leaveEvent(QEvent*)
{
    m_model.study().hover(-1);
}

} // namespace tunescope::ui
