// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_network.h"

#include <algorithm>

namespace tunescope::ui {
namespace {

struct NetworkPlaces {
    QRectF area;
    const std::vector<int>& units;

    [[nodiscard]] QPointF at(int layer, int unit) const
    {
        const int layers = int(units.size()), count = units[std::size_t(layer)];
        const double x = layers > 1 ? double(layer) / (layers - 1) : 0.5;
        const double gap = area.height() / std::max(1, *std::max_element(units.begin(), units.end()) - 1);
        const double y = area.center().y() + (unit - (count - 1) / 2.0) * gap;
        return {area.left() + x * area.width(), y};
    }
};

} // namespace

void paintNetwork(QPainter& painter, const QRectF& area, const Theme& theme, const std::vector<int>& units,
                  const UnitIsOn& isOn, ColorRole role)
{
    const int most = std::max(2, *std::max_element(units.begin(), units.end()));
    const double radius =
        std::clamp(std::min(area.height() / most, area.width() / double(units.size())) / 3.4, 1.5, 7.0);
    const NetworkPlaces places{area.adjusted(radius + 2, radius + 2, -radius - 2, -radius - 2), units};
    const auto on = [&](int layer, int unit) { return !isOn || isOn(layer, unit); };
    painter.setPen(QPen(blend(theme.color(role), theme.color(ColorRole::Surface), 0.35), 1));
    for (int layer = 0; layer + 1 < int(units.size()); ++layer) {
        for (int from = 0; from < units[std::size_t(layer)]; ++from) {
            for (int to = 0; on(layer, from) && to < units[std::size_t(layer + 1)]; ++to) {
                if (on(layer + 1, to))
                    painter.drawLine(places.at(layer, from), places.at(layer + 1, to));
            }
        }
    }
    for (int layer = 0; layer < int(units.size()); ++layer) {
        for (int unit = 0; unit < units[std::size_t(layer)]; ++unit) {
            const bool lit = on(layer, unit);
            painter.setPen(
                QPen(theme.color(lit ? role : ColorRole::Control), 1.4, lit ? Qt::SolidLine : Qt::DotLine));
            painter.setBrush(theme.color(lit ? role : ColorRole::Surface));
            painter.drawEllipse(places.at(layer, unit), radius, radius);
        }
    }
}

} // namespace tunescope::ui
