// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layer_chart.h"

#include "ui/viewmodels/value_text.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kLowestDecade = -4.5; ///< Of the axis of update by weight; what lies beyond is at its ends.
constexpr double kHighestDecade = -0.5;
constexpr double kPad = 2.0;
constexpr double kBandOpacity = 0.22;

/// One line over the epochs; not-a-number leaves a gap.
QPainterPath lineOver(const std::vector<double>& values, const QRectF& area, const auto& heightOf)
{
    QPainterPath path;
    bool isOpen = false;
    const double last = std::max<double>(1.0, double(values.size()) - 1.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double height = heightOf(values[i]);
        if (!std::isfinite(height)) {
            isOpen = false;
            continue;
        }
        const QPointF at(area.left() + double(i) / last * area.width(),
                         area.bottom() - height * area.height());
        isOpen ? path.lineTo(at) : path.moveTo(at);
        isOpen = true;
    }
    return path;
}

/// Where the epoch shown stands on such a line; nothing where it has no value.
std::optional<QPointF> placeOf(int epoch, const std::vector<double>& values, const QRectF& area,
                               const auto& heightOf)
{
    const auto index = static_cast<std::size_t>(std::max(0, epoch - 1));
    if (epoch < 1 || index >= values.size() || !std::isfinite(heightOf(values[index])))
        return std::nullopt;
    const double last = std::max<double>(1.0, double(values.size()) - 1.0);
    return QPointF(area.left() + double(index) / last * area.width(),
                   area.bottom() - heightOf(values[index]) * area.height());
}

std::pair<ColorRole, ColorRole> chipRoles(const LayerHealth& layer)
{
    if (isAlarming(layer.state))
        return {ColorRole::DangerSoft, ColorRole::Danger};
    if (layer.state == LayerState::Healthy)
        return {ColorRole::OkSoft, ColorRole::Ok};
    return {ColorRole::Sunken, ColorRole::Text2};
}

} // namespace

LayerChart::LayerChart(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Layer health"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    makeReadable(*this);
}

void LayerChart::setLayers(std::vector<LayerHealth> layers, int epoch, const QString& sentence)
{
    const bool hasOtherRows = layers.size() != m_layers.size();
    m_layers = std::move(layers);
    m_epoch = epoch;
    m_sentence = sentence;
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_layers.size()) - 1));
    if (m_opened >= static_cast<int>(m_layers.size()))
        m_opened = -1;
    if (hasOtherRows)
        resizeToRows();
    announceReading(*this);
    update();
}

double LayerChart::rowHeight() const
{
    return themeOf(this).scaled(36);
}

double LayerChart::detailHeight() const
{
    return themeOf(this).scaled(92);
}

void LayerChart::resizeToRows()
{
    setMinimumHeight(minimumSizeHint().height());
    updateGeometry();
}

QSize LayerChart::sizeHint() const
{
    return minimumSizeHint().expandedTo({300, 0});
}

QSize LayerChart::minimumSizeHint() const
{
    const double rows = std::max<double>(1.0, double(m_layers.size())) * rowHeight();
    return {220, static_cast<int>(std::ceil(rows + (m_opened >= 0 ? detailHeight() : 0.0) + 2 * kPad))};
}

QRectF LayerChart::rowRect(int row) const
{
    const double above = m_opened >= 0 && row > m_opened ? detailHeight() : 0.0;
    return {0.0, kPad + row * rowHeight() + above, double(width()),
            rowHeight() + (row == m_opened ? detailHeight() : 0.0)};
}

QRectF LayerChart::chipRect(int row) const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Caption));
    const QString& word = m_layers[static_cast<std::size_t>(row)].word;
    const double wide = std::min(metrics.horizontalAdvance(word) + theme.scaled(18), 0.4 * width());
    const double high = metrics.height() + theme.scaled(6);
    const QRectF rect = rowRect(row);
    return {rect.right() - wide - 8, rect.top() + (rowHeight() - high) / 2, wide, high};
}

QRectF LayerChart::lineRect(int row) const
{
    const Theme& theme = themeOf(this);
    const QRectF rect = rowRect(row);
    const QFontMetricsF caption(theme.font(TextStyle::Caption));
    double widest = 0.0;
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        widest = std::max(widest, chipRect(static_cast<int>(i)).width());
    const double left =
        rect.left() + std::max(caption.horizontalAdvance(tr("convolution")) + 18, 0.2 * width());
    const double right = rect.right() - widest - 20 - theme.scaled(62);
    return {left, rect.top() + 6, std::max(24.0, right - left), rowHeight() - 12};
}

double LayerChart::heightOf(double ratio) const
{
    if (!std::isfinite(ratio))
        return ratio > 0.0 ? 1.0 : kNoValue;
    const double decade = ratio > 0.0 ? std::log10(ratio) : kLowestDecade;
    return std::clamp((decade - kLowestDecade) / (kHighestDecade - kLowestDecade), 0.0, 1.0);
}

QRectF LayerChart::histogramRect(int row) const
{
    const QRectF rect = rowRect(row);
    const double foot = QFontMetricsF(themeOf(this).font(TextStyle::Axis)).height() + 2;
    return {rect.left() + 10, rect.top() + rowHeight() + 18, rect.width() / 2 - 24,
            detailHeight() - 24 - foot};
}

QRectF LayerChart::barRect(int row, std::size_t bin) const
{
    const LayerReport& report = m_layers[static_cast<std::size_t>(row)].report;
    const auto most = *std::max_element(report.histogram.begin(), report.histogram.end());
    const QRectF area = histogramRect(row);
    const double step = area.width() / LayerReport::kBins;
    const double height = most > 0 ? area.height() * report.histogram[bin] / most : 0.0;
    return {area.left() + double(bin) * step, area.bottom() - height, std::max(1.0, step - 1.0), height};
}

void LayerChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (m_layers.empty()) {
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(10, 0, -10, 0), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
        return;
    }
    for (int row = 0; row < static_cast<int>(m_layers.size()); ++row)
        paintRow(painter, row);
    if (hasFocus())
        drawFocusRing(painter, rowRect(m_current).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

void LayerChart::paintRow(QPainter& painter, int row) const
{
    const Theme& theme = themeOf(this);
    const LayerHealth& layer = m_layers[static_cast<std::size_t>(row)];
    const QRectF rect = rowRect(row);
    if (row == m_opened)
        painter.fillRect(rect.adjusted(1, 0, -1, 0), theme.color(ColorRole::Sunken));
    if (row > 0) {
        painter.setPen(theme.color(ColorRole::Border));
        painter.drawLine(QPointF(rect.left() + 8, rect.top() + 0.5),
                         QPointF(rect.right() - 8, rect.top() + 0.5));
    }
    const QRectF line = lineRect(row);
    const double middle = rect.top() + rowHeight() / 2;
    const QFontMetricsF body(theme.font(TextStyle::Body));
    const QFontMetricsF caption(theme.font(TextStyle::Caption));
    const double room = line.left() - 14;
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(8, middle - body.height(), room, body.height()), Qt::AlignLeft | Qt::AlignBottom,
                     body.elidedText(layer.title, Qt::ElideRight, room));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(8, middle, room, caption.height()), Qt::AlignLeft | Qt::AlignTop,
                     caption.elidedText(layer.kind, Qt::ElideRight, room));
    paintLine(painter, line, layer);
    painter.setFont(theme.font(TextStyle::Number));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(line.right(), rect.top(), theme.scaled(62), rowHeight()),
                     Qt::AlignRight | Qt::AlignVCenter, ratioText(double(layer.report.updateRatio)));
    paintChip(painter, chipRect(row), layer);
    if (row == m_opened)
        paintDetails(painter, row);
}

void LayerChart::paintLine(QPainter& painter, const QRectF& area, const LayerHealth& layer) const
{
    const Theme& theme = themeOf(this);
    const auto height = [this](double ratio) { return heightOf(ratio); };
    const double high = area.bottom() - heightOf(kHealthyHigh) * area.height();
    const double low = area.bottom() - heightOf(kHealthyLow) * area.height();
    painter.fillRect(QRectF(area.left(), high, area.width(), low - high),
                     blend(theme.color(ColorRole::Ok), theme.color(ColorRole::Surface), kBandOpacity));
    painter.setPen(QPen(theme.color(ColorRole::Text2), theme.lines.ranked));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(lineOver(layer.ratios, area, height));
    if (const auto at = placeOf(m_epoch, layer.ratios, area, height)) {
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
        painter.setBrush(theme.color(isAlarming(layer.state) ? ColorRole::Danger : ColorRole::Accent));
        painter.drawEllipse(*at, 3.6, 3.6);
    }
}

void LayerChart::paintChip(QPainter& painter, const QRectF& area, const LayerHealth& layer) const
{
    const Theme& theme = themeOf(this);
    const auto [ground, ink] = chipRoles(layer);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ground));
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    painter.setPen(theme.color(ink));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.drawText(area, Qt::AlignCenter,
                     QFontMetricsF(painter.font()).elidedText(layer.word, Qt::ElideRight, area.width() - 12));
}

/// Left how the weights are spread, right how long the gradient was.
void LayerChart::paintDetails(QPainter& painter, int row) const
{
    const Theme& theme = themeOf(this);
    const LayerHealth& layer = m_layers[static_cast<std::size_t>(row)];
    const QRectF area = histogramRect(row);
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(area.left(), area.top() - 18, area.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("%1 weights").arg(wholeText(layer.weights)));
    for (std::size_t bin = 0; bin < LayerReport::kBins; ++bin)
        painter.fillRect(barRect(row, bin), theme.color(ColorRole::Ghost));
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text3));
    const QString limit = settingText(ParamValue(double(layer.report.limit)));
    const QRectF foot(area.left(), area.bottom() + 2, area.width(), QFontMetricsF(painter.font()).height());
    painter.drawText(foot, Qt::AlignLeft, QChar(0x2212) + limit);
    painter.drawText(foot, Qt::AlignHCenter, QStringLiteral("0"));
    painter.drawText(foot, Qt::AlignRight, limit);
    paintGradient(painter, area.translated(area.width() + 28, 0), layer);
}

void LayerChart::paintGradient(QPainter& painter, const QRectF& area, const LayerHealth& layer) const
{
    const Theme& theme = themeOf(this);
    double most = 0.0;
    for (const double norm : layer.gradients)
        most = std::isfinite(norm) ? std::max(most, norm) : most;
    const auto height = [most](double norm) { return most > 0.0 ? norm / most : kNoValue; };
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QString now = lossText(double(layer.report.gradientNorm));
    painter.drawText(QRectF(area.left(), area.top() - 18, area.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("gradient norm %1").arg(now));
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(QPen(theme.color(ColorRole::Text2), theme.lines.ranked));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(lineOver(layer.gradients, area, height));
    if (const auto at = placeOf(m_epoch, layer.gradients, area, height)) {
        painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
        painter.setBrush(theme.color(ColorRole::Accent));
        painter.drawEllipse(*at, 3.6, 3.6);
    }
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text3));
    const QRectF foot(area.left(), area.bottom() + 2, area.width(), QFontMetricsF(painter.font()).height());
    painter.drawText(foot, Qt::AlignLeft, tr("epoch 1"));
    painter.drawText(foot, Qt::AlignRight, wholeText(static_cast<qint64>(layer.gradients.size())));
}

int LayerChart::rowAt(QPointF pixel) const
{
    for (int row = 0; row < static_cast<int>(m_layers.size()); ++row) {
        if (rowRect(row).contains(pixel))
            return row;
    }
    return -1;
}

void LayerChart::toggle(int row)
{
    m_opened = m_opened == row ? -1 : row;
    resizeToRows();
    update();
}

void LayerChart::moveTo(int row)
{
    m_current = std::clamp(row, 0, std::max(0, static_cast<int>(m_layers.size()) - 1));
    emit currentChanged(m_current);
    update();
}

void LayerChart::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    moveTo(row);
    toggle(row);
}

void LayerChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        moveTo(m_current - 1);
        break;
    case Qt::Key_Down:
        moveTo(m_current + 1);
        break;
    case Qt::Key_Home:
        moveTo(0);
        break;
    case Qt::Key_End:
        moveTo(static_cast<int>(m_layers.size()) - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!m_layers.empty())
            toggle(m_current);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void LayerChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LayerChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool LayerChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    if (row >= 0)
        QToolTip::showText(help->globalPos(), m_layers[static_cast<std::size_t>(row)].sentence, this);
    return true;
}

} // namespace tunescope::ui
