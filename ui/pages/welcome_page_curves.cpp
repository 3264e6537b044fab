// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/welcome_page_curves.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tunescope::ui {
namespace {

constexpr std::array kTicks{0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99};

/// tokens.json, accuracy_scale: spreads the last percents, where good trials lie.
double stretched(double accuracy)
{
    return -std::log10(std::max(1.0 - accuracy, 0.0045));
}

} // namespace

CurvesPreview::CurvesPreview(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    QFile file(QStringLiteral(":/tunescope/welcome_curves.json"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject recorded = QJsonDocument::fromJson(file.readAll()).object();
    m_guessing = recorded["guessing"].toDouble();
    for (const QJsonValue curve : recorded["curves"].toArray()) {
        std::vector<double> values;
        for (const QJsonValue value : curve.toArray())
            values.push_back(value.toDouble());
        if (values.size() > 1)
            m_curves.push_back(std::move(values));
    }
    const auto top = [this](std::size_t i) {
        return *std::max_element(m_curves[i].begin(), m_curves[i].end());
    };
    m_order.resize(m_curves.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::stable_sort(m_order.begin(), m_order.end(),
                     [&](std::size_t a, std::size_t b) { return top(a) < top(b); });
    for (const std::vector<double>& curve : m_curves)
        m_epochs = std::max(m_epochs, curve.size() - 1);
    if (!m_order.empty()) {
        setAccessibleName(tr("Validation accuracy of %1 recorded trials, best %2 %")
                              .arg(m_curves.size())
                              .arg(100.0 * top(m_order.back()), 0, 'f', 1));
    }
}

QPointF CurvesPreview::pointAt(const QRectF& plot, std::size_t epoch, double accuracy) const
{
    const double high = stretched(0.995);
    return {plot.left() + plot.width() * static_cast<double>(epoch) / static_cast<double>(m_epochs),
            plot.bottom() - plot.height() * std::clamp(stretched(accuracy) / high, 0.0, 1.0)};
}

void CurvesPreview::paintEvent(QPaintEvent* /*event*/)
{
    if (!hasCurves())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = QRectF(rect()).adjusted(themeOf(this).scaled(34), 6, -10, -themeOf(this).scaled(36));
    paintAxes(painter, plot);
    for (const std::size_t curve : m_order)
        paintCurve(painter, plot, curve);
}

void CurvesPreview::paintAxes(QPainter& painter, const QRectF& plot) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Axis));
    for (const double tick : kTicks) {
        const double y = std::round(pointAt(plot, 0, tick).y()) + 0.5;
        painter.setPen(theme.color(tick == 0.0 ? ColorRole::Axis : ColorRole::Grid));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(plot.left() - 40, y - 8, 33, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(100.0 * tick, 'f', 0));
    }
    const std::size_t step = std::max<std::size_t>(1, (m_epochs + 3) / 4);
    for (std::size_t epoch = 0; epoch <= m_epochs; epoch += step) {
        painter.drawText(QRectF(pointAt(plot, epoch, 0).x() - 20, plot.bottom() + 4, 40, 14), Qt::AlignCenter,
                         QString::number(epoch));
    }
    painter.drawText(QRectF(plot.right() - 100, plot.bottom() + 18, 106, 16),
                     Qt::AlignRight | Qt::AlignVCenter, tr("epoch"));
    const double y = pointAt(plot, 0, m_guessing).y();
    QPen dotted(theme.color(ColorRole::Text3), 1.4);
    dotted.setDashPattern({1, 3});
    painter.setPen(dotted);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.drawText(QRectF(plot.right() - 140, y - 18, 140, 16), Qt::AlignRight | Qt::AlignBottom,
                     tr("guessing %1 %").arg(std::lround(100.0 * m_guessing)));
}

void CurvesPreview::paintCurve(QPainter& painter, const QRectF& plot, std::size_t curve) const
{
    const Theme& theme = themeOf(this);
    const bool best = curve == m_order.back();
    const bool second = m_order.size() > 1 && curve == m_order[m_order.size() - 2];
    const std::vector<double>& values = m_curves[curve];
    QPolygonF line;
    for (std::size_t epoch = 0; epoch < values.size(); ++epoch)
        line.append(pointAt(plot, epoch, values[epoch]));
    const ColorRole role = best ? ColorRole::BestMark : second ? ColorRole::Accent : ColorRole::Ghost;
    QColor color = theme.color(role);
    if (!best && !second)
        color.setAlphaF(static_cast<float>(theme.lines.ghostOpacity));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color,
                        best     ? theme.lines.best
                        : second ? theme.lines.validation
                                 : theme.lines.ghost,
                        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    if (!best)
        return;
    const auto peak = static_cast<qsizetype>(std::max_element(values.begin(), values.end()) - values.begin());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(starPath(line[peak], 7));
}

} // namespace tunescope::ui
