// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timeline.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kLeastBlock = 2; ///< Pixels; thinner blocks merge.
constexpr double kBin = 3;        ///< Width of a merged column in pixels.
constexpr double kLaneGap = 6;

/// What lies in one column of merged blocks.
struct Bin {
    int finished = 0;
    int other = 0;
    int failed = 0;
};

bool isFailure(BlockState state)
{
    return state == BlockState::Diverged || state == BlockState::Failed;
}

void drawHatched(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.fillRect(rect, theme.color(ColorRole::Hover));
    painter.save();
    painter.setClipRect(rect);
    painter.setPen(QPen(theme.color(ColorRole::Axis), 1.2));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
}

void drawBlock(QPainter& painter, const QRectF& rect, BlockState state, const Theme& theme)
{
    const QRectF inner = rect.width() > 4 ? rect.adjusted(0, 0, -1, 0) : rect;
    const double radius = inner.width() > 5 ? 2 : 0;
    painter.setPen(Qt::NoPen);
    switch (state) {
    case BlockState::Pruned:
    case BlockState::Stopped:
        drawHatched(painter, inner, theme);
        return;
    case BlockState::Diverged:
    case BlockState::Failed:
        painter.setBrush(theme.color(ColorRole::Danger));
        break;
    case BlockState::Running:
        painter.setBrush(theme.color(ColorRole::Running));
        break;
    case BlockState::Finished:
    case BlockState::Best:
        painter.setBrush(theme.score[4]);
        break;
    }
    painter.drawRoundedRect(inner, radius, radius);
    if (isFailure(state) && inner.width() > 13) {
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(trianglePath(inner.center(), 3.6));
    }
}

void drawBins(QPainter& painter, const std::vector<Bin>& bins, const QRectF& lane, const Theme& theme)
{
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const Bin& bin = bins[i];
        const int total = bin.finished + bin.other + bin.failed;
        if (total == 0)
            continue;
        const QRectF column(lane.left() + double(i) * kBin, lane.top(), kBin, lane.height());
        painter.fillRect(column, theme.scoreColor((1.0 + 4.5 * bin.finished / total) / 7));
        if (bin.failed == 0)
            continue;
        // Few trials a column: a full line. Many: as high as their share, so that the band stays readable.
        const double height =
            total <= 8 ? column.height() : std::max(3.0, column.height() * bin.failed / total);
        painter.fillRect(QRectF(column.left(), column.bottom() - height, 2, height),
                         theme.color(ColorRole::Danger));
    }
}

} // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline of the workers"));
}

void Timeline::setData(TimelineData timeline)
{
    m_data = std::move(timeline);
    m_data.lanes = std::max(1, m_data.lanes);
    m_lanes.assign(std::size_t(m_data.lanes), {});
    for (std::size_t i = 0; i < m_data.blocks.size(); ++i) {
        const int lane = m_data.blocks[i].lane;
        if (lane >= 0 && lane < m_data.lanes)
            m_lanes[std::size_t(lane)].push_back(i);
    }
    setAccessibleDescription(tr("%n trials on ", nullptr, int(m_data.blocks.size())) +
                             tr("%n lanes", nullptr, m_data.lanes));
    invalidate();
}

void Timeline::setHighlighted(qint64 id)
{
    if (id == m_highlighted)
        return;
    m_highlighted = id;
    update();
}

double Timeline::fullEnd() const
{
    return std::max({m_data.now, m_data.horizon, 1e-6});
}

Timeline::View Timeline::view() const
{
    return m_view.value_or(View{0, fullEnd()});
}

void Timeline::setView(std::optional<View> view)
{
    m_view = view;
    invalidate();
}

double Timeline::xOf(double seconds) const
{
    const View shown = view();
    return (seconds - shown.from) / (shown.to - shown.from) * width();
}

QRectF Timeline::laneRect(int lane) const
{
    const double gap = m_data.lanes > 4 ? 1 : kLaneGap;
    const double height = std::min(14.0, (this->height() - gap * (m_data.lanes - 1)) / m_data.lanes);
    const double top = (this->height() - height * m_data.lanes - gap * (m_data.lanes - 1)) / 2;
    return {0, top + lane * (height + gap), double(width()), std::max(1.0, height)};
}

const TimelineBlock* Timeline::blockAt(const QPointF& point) const
{
    const View shown = view();
    const double seconds = shown.from + point.x() / std::max(1, width()) * (shown.to - shown.from);
    for (int lane = 0; lane < m_data.lanes; ++lane) {
        const QRectF rect = laneRect(lane);
        if (point.y() < rect.top() - 3 || point.y() > rect.bottom() + 3)
            continue;
        const auto& indices = m_lanes.empty() ? std::vector<std::size_t>() : m_lanes[std::size_t(lane)];
        auto it = std::upper_bound(indices.begin(), indices.end(), seconds,
                                   [this](double t, std::size_t i) { return t < m_data.blocks[i].start; });
        if (it == indices.begin())
            return nullptr;
        const TimelineBlock& block = m_data.blocks[*std::prev(it)];
        return seconds <= block.end ? &block : nullptr;
    }
    return nullptr;
}

void Timeline::paintLayer(QPainter& painter, const Theme& theme) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double pixelsPerSecond = width() / (view().to - view().from);
    QPointF best;
    bool hasBest = false;
    for (int lane = 0; lane < m_data.lanes; ++lane) {
        const QRectF rect = laneRect(lane);
        const double past = std::clamp(xOf(m_data.now), 0.0, double(width()));
        painter.fillRect(QRectF(rect.left(), rect.top(), past, rect.height()),
                         theme.color(ColorRole::Sunken));
        std::vector<Bin> bins(std::size_t(std::max(1.0, std::ceil(width() / kBin))));
        for (const std::size_t index : m_lanes[std::size_t(lane)]) {
            const TimelineBlock& block = m_data.blocks[index];
            const double left = xOf(block.start), right = xOf(block.end);
            if (right < 0 || left > width() || block.state == BlockState::Running)
                continue;
            if (block.state == BlockState::Best) {
                best = {(left + right) / 2, rect.center().y()};
                hasBest = true;
            }
            if ((block.end - block.start) * pixelsPerSecond >= kLeastBlock)
                continue;
            Bin& bin = bins[std::size_t(std::clamp((left + right) / 2 / kBin, 0.0, double(bins.size() - 1)))];
            ++(isFailure(block.state)                                                   ? bin.failed
               : block.state == BlockState::Finished || block.state == BlockState::Best ? bin.finished
                                                                                        : bin.other);
        }
        drawBins(painter, bins, rect, theme);
        for (const std::size_t index : m_lanes[std::size_t(lane)]) {
            const TimelineBlock& block = m_data.blocks[index];
            const double left = xOf(block.start), right = xOf(block.end);
            if (right >= 0 && left <= width() && right - left >= kLeastBlock &&
                block.state != BlockState::Running)
                drawBlock(painter, QRectF(left, rect.top(), right - left, rect.height()), block.state, theme);
        }
    }
    if (!hasBest)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawEllipse(best, 7.5, 7.5);
    painter.setBrush(theme.color(ColorRole::BestMark));
    painter.drawPath(starPath(best, 6));
}

void Timeline::paintQueued(QPainter& painter, const Theme& theme) const
{
    const double now = xOf(m_data.now), end = std::min(xOf(m_data.horizon), width() - 1.0);
    if (end - now < 8)
        return;
    QPen pen(theme.color(ColorRole::Ghost), 1.2);
    pen.setDashPattern({3, 2});
    for (int lane = 0; lane < m_data.lanes; ++lane) {
        const QRectF rect = laneRect(lane).adjusted(0, 0.5, 0, -0.5);
        painter.setPen(pen);
        painter.setBrush(theme.color(ColorRole::Sunken));
        painter.drawRoundedRect(QRectF(QPointF(now + 5, rect.top()), QPointF(end, rect.bottom())), 2, 2);
    }
}

void Timeline::paintEvent(QPaintEvent*)
{
    if (m_lanes.empty())
        return;
    const Theme& theme = themeOf(this);
    if (m_layer.isNull() || m_layer.devicePixelRatio() != devicePixelRatioF()) {
        m_layer = QPixmap(size() * devicePixelRatioF());
        m_layer.setDevicePixelRatio(devicePixelRatioF());
        m_layer.fill(Qt::transparent);
        QPainter layer(&m_layer);
        paintLayer(layer, theme);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_layer);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const TimelineBlock& block : m_data.blocks) {
        const bool running = block.state == BlockState::Running, marked = block.id == m_data.selected;
        if (!running && !marked && block.id != m_highlighted)
            continue;
        const QRectF lane = laneRect(block.lane);
        const QRectF rect(xOf(block.start), lane.top(), std::max(2.0, xOf(block.end) - xOf(block.start)),
                          lane.height());
        if (running)
            drawBlock(painter, rect, block.state, theme);
        painter.setPen(QPen(theme.color(ColorRole::Text), 1.5));
        painter.setBrush(Qt::NoBrush);
        if (block.id == m_highlighted)
            painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2);
        if (marked) { // a small pointer above the lane, as wide blocks and thin ones need the same mark
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(ColorRole::Text));
            const QPointF tip(rect.center().x(), rect.top() - 0.5);
            painter.drawPolygon(QPolygonF{{tip, tip + QPointF(-4, -5), tip + QPointF(4, -5)}});
        }
    }
    if (m_data.horizon > m_data.now) {
        paintQueued(painter, theme);
        painter.fillRect(QRectF(std::round(xOf(m_data.now)), laneRect(0).top() - 3, 1.5,
                                laneRect(m_data.lanes - 1).bottom() - laneRect(0).top() + 6),
                         theme.color(ColorRole::Text));
    }
}

void Timeline::invalidate()
{
    m_layer = {};
    update();
}

void Timeline::resizeEvent(QResizeEvent*)
{
    invalidate();
}

void Timeline::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        invalidate();
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_pressed = event->position();
        m_pressedView = view();
    }
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && m_view) {
        const double moved =
            (m_pressed->x() - event->position().x()) / width() * (m_pressedView.to - m_pressedView.from);
        const double span = m_pressedView.to - m_pressedView.from;
        const double from = std::clamp(m_pressedView.from + moved, 0.0, std::max(0.0, fullEnd() - span));
        setView(View{from, from + span});
        return;
    }
    const TimelineBlock* block = blockAt(event->position());
    const qint64 id = block ? block->id : -1;
    if (id == m_highlighted)
        return;
    setHighlighted(id);
    emit blockHovered(id);
}

void Timeline::mouseReleaseEvent(QMouseEvent* event)
{
    constexpr double kClick = 4;
    const bool clicked = m_pressed && std::abs(event->position().x() - m_pressed->x()) < kClick;
    m_pressed.reset();
    const TimelineBlock* block = clicked ? blockAt(event->position()) : nullptr;
    if (block)
        emit blockClicked(block->id);
}

void Timeline::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const TimelineBlock* block = blockAt(event->position()))
        emit blockDoubleClicked(block->id);
}

void Timeline::wheelEvent(QWheelEvent* event)
{
    const View shown = view();
    const double at = shown.from + event->position().x() / std::max(1, width()) * (shown.to - shown.from);
    const double factor = std::pow(0.8, event->angleDelta().y() / 120.0);
    const View zoomed{std::max(0.0, at - (at - shown.from) * factor),
                      std::min(fullEnd(), at + (shown.to - at) * factor)};
    setView(zoomed.to - zoomed.from >= fullEnd() * 0.999 ? std::nullopt : std::optional(zoomed));
    event->accept();
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Home)
        setView(std::nullopt);
    else
        QWidget::keyPressEvent(event);
}

void Timeline::leaveEvent(QEvent*)
{
    if (m_highlighted == -1)
        return;
    setHighlighted(-1);
    emit blockHovered(-1);
}

} // namespace tunescope::ui
