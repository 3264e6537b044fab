// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ghost_raster.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kUnit = 16.0;     ///< One whole pass.
constexpr double kFaintest = 0.34; ///< Opacity where one curve passes.
constexpr double kStrongest = 0.95;

} // namespace

GhostRaster::GhostRaster(const Geometry& geometry)
    : m_geometry(geometry)
    , m_passes(static_cast<std::size_t>(std::max(0, geometry.size.width())) *
               static_cast<std::size_t>(std::max(0, geometry.size.height())))
{
}

void GhostRaster::add(std::shared_ptr<const TrialSnapshot> trial)
{
    pass(*trial);
    m_trials.push_back(std::move(trial));
}

void GhostRaster::pass(const TrialSnapshot& trial)
{
    const std::vector<float>& column = curveColumn(trial, m_geometry.quantity, CurvePart::Validation);
    const double width = m_geometry.size.width(), height = m_geometry.size.height();
    double lastX = 0, lastY = 0;
    bool hasLast = false;
    for (std::size_t epoch = 0; epoch < column.size(); ++epoch) {
        if (!std::isfinite(column[epoch])) {
            hasLast = false;
            continue;
        }
        const double x = m_geometry.x.position(double(epoch)) * width;
        const double y = (1.0 - m_geometry.y.position(double(column[epoch]))) * height;
        if (hasLast)
            passSegment(lastX, lastY, x, y);
        lastX = x, lastY = y, hasLast = true;
    }
}

void GhostRaster::passSegment(double x0, double y0, double x1, double y1)
{
    const int first = std::max(0, static_cast<int>(std::floor(x0)));
    const int last = std::min(m_geometry.size.width() - 1, static_cast<int>(std::ceil(x1)) - 1);
    if (x1 <= x0)
        return;
    const double slope = (y1 - y0) / (x1 - x0);
    for (int x = first; x <= last; ++x) {
        const double from = std::max(x0, double(x)), to = std::min(x1, x + 1.0);
        passColumn(x, y0 + (from - x0) * slope, y0 + (to - x0) * slope);
    }
}

/// A curve through one column of pixels covers it from one height to the other, one pixel thick; what it
/// gives to a pixel is the covered share, so a flat curve between two rows does not jump.
void GhostRaster::passColumn(int x, double from, double to)
{
    const double low = std::max(std::min(from, to) - 0.5, 0.0);
    const double high = std::min(std::max(from, to) + 0.5, double(m_geometry.size.height()));
    const auto width = static_cast<std::size_t>(m_geometry.size.width());
    for (int y = static_cast<int>(low); y < high; ++y) {
        const double covered = std::min(high, y + 1.0) - std::max(low, double(y));
        std::uint32_t& passes = m_passes[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)];
        passes += static_cast<std::uint32_t>(covered * kUnit + 0.5);
        m_most = std::max(m_most, passes);
    }
}

std::uint32_t GhostRaster::passes(int x, int y) const
{
    return m_passes[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_geometry.size.width()) +
                    static_cast<std::size_t>(x)];
}

QImage GhostRaster::image(const Look& look) const
{
    QImage image = count() > kMostLines ? density(look) : lines(look);
    image.setDevicePixelRatio(m_geometry.ratio);
    return image;
}

QImage GhostRaster::lines(const Look& look) const
{
    QImage image(m_geometry.size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    strokeLines(painter, look);
    return image;
}

bool GhostRaster::paintLines(QPainter& painter, const Look& look) const
{
    if (m_trials.size() > static_cast<std::size_t>(kMostLines))
        return false;
    painter.save();
    painter.scale(1.0 / m_geometry.ratio, 1.0 / m_geometry.ratio);
    strokeLines(painter, look);
    painter.restore();
    return true;
}

void GhostRaster::strokeLines(QPainter& painter, const Look& look) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(look.opacity);
    painter.setPen(
        QPen(look.few, look.lineWidth * m_geometry.ratio, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    for (const auto& trial : m_trials) {
        QPolygonF line;
        const std::vector<float>& column = curveColumn(*trial, m_geometry.quantity, CurvePart::Validation);
        for (std::size_t epoch = 0; epoch < column.size(); ++epoch) {
            if (std::isfinite(column[epoch])) {
                line << QPointF(m_geometry.x.position(double(epoch)) * m_geometry.size.width(),
                                (1.0 - m_geometry.y.position(double(column[epoch]))) *
                                    m_geometry.size.height());
            }
        }
        painter.drawPolyline(line);
    }
}

QImage GhostRaster::density(const Look& look) const
{
    QImage image(m_geometry.size, QImage::Format_ARGB32_Premultiplied);
    std::array<QRgb, 256> ramp{};
    for (std::size_t i = 0; i < ramp.size(); ++i) {
        const double t = double(i) / double(ramp.size() - 1);
        QColor color = blend(look.many, look.few, t);
        color.setAlphaF(float((kFaintest + t * (kStrongest - kFaintest)) * look.opacity / 0.65));
        ramp[i] = qPremultiply(color.rgba());
    }
    // From one curve (0) to as many as pass anywhere (1), on a log scale.
    const double full = std::log(std::max(2.0, m_most / kUnit));
    const auto width = static_cast<std::size_t>(m_geometry.size.width());
    for (int y = 0; y < m_geometry.size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const std::uint32_t* passes = m_passes.data() + static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x) {
            const double share =
                passes[x] == 0 ? 0.0 : std::clamp(std::log(passes[x] / kUnit) / full, 0.0, 1.0);
            line[x] = passes[x] == 0 ? 0u : ramp[static_cast<std::size_t>(share * 255.0)];
        }
    }
    return image;
}

} // namespace tunescope::ui
