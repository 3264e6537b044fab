// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/insight_plot.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostRows = 16; ///< Children that are drawn, the newest last.

QString parentList(const std::vector<int>& parents)
{
    QStringList names;
    for (const int parent : parents)
        names << QString::number(parent);
    return names.join(QStringLiteral(", "));
}

} // namespace

GenerationChart::GenerationChart(SamplerView& view, QWidget* parent)
    : InsightPlot(view, tr("Generation and parents"), parent)
{
}

QString GenerationChart::missing() const
{
    if (!insight().children.empty())
        return {};
    return insight().methodTitle.isEmpty()
               ? insight().reason
               : tr("%1 has no generations; evolution strategies have.").arg(insight().methodTitle);
}

/// Parents at the left, children at the right, a square a setting; the shown trial's lines stand out.
void GenerationChart::paintPicture(QPainter& painter)
{
    const Theme& theme = themeOf(this);
    const auto& all = insight().children;
    const std::size_t shown = std::min(kMostRows, all.size());
    const std::vector<Child> children(all.end() - static_cast<std::ptrdiff_t>(shown), all.end());
    std::map<int, std::size_t> parents; // by number, in order
    for (const Child& child : children) {
        for (const int parent : child.parents)
            parents.emplace(parent, 0);
    }
    std::size_t index = 0;
    for (auto& [number, row] : parents)
        row = index++;
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    const double text = metrics.horizontalAdvance(QStringLiteral("0000")) + 6;
    const double top = 8, room = height() - 16.0;
    const auto parentY = [&](std::size_t row) {
        return top + (double(row) + 0.5) * room / double(parents.size());
    };
    const auto childY = [&](std::size_t row) { return top + (double(row) + 0.5) * room / double(shown); };
    const double genes = std::max<double>(1.0, double(insight().names.size()));
    const double wide = std::min(11.0, (width() - 2 * text) * 0.34 / genes);
    const double high = std::min(11.0, room / double(std::max(shown, parents.size())) - 2);
    const double childLeft = width() - text - genes * wide - 6;
    const double parentRight = text + genes * wide + 8;
    for (std::size_t i = 0; i < shown; ++i) {
        const bool isOwn = i + 1 == shown;
        for (std::size_t p = 0; p < children[i].parents.size(); ++p) {
            const QPointF from(parentRight, parentY(parents[children[i].parents[p]])),
                to(childLeft - 4, childY(i));
            QPainterPath path(from);
            path.cubicTo(QPointF((from.x() + to.x()) / 2, from.y()), QPointF((from.x() + to.x()) / 2, to.y()),
                         to);
            QPen pen(!isOwn ? theme.color(ColorRole::Ghost)
                            : theme.color(p == 0 ? ColorRole::Accent : ColorRole::Warn),
                     isOwn ? 2.4 : 1.0);
            if (isOwn && p > 0)
                pen.setDashPattern({3, 1.5});
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(path);
        }
    }
    const Child& own = children.back();
    for (const auto& [number, row] : parents) {
        const auto place = std::find(own.parents.begin(), own.parents.end(), number);
        const ColorRole role = place == own.parents.end()     ? ColorRole::Ghost
                               : place == own.parents.begin() ? ColorRole::Accent
                                                              : ColorRole::Warn;
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(0, parentY(row) - metrics.height() / 2, text - 4, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
        for (int gene = 0; gene < static_cast<int>(genes); ++gene)
            painter.fillRect(QRectF(text + gene * wide, parentY(row) - high / 2, wide - 2, high),
                             theme.color(role));
    }
    for (std::size_t i = 0; i < shown; ++i) {
        for (std::size_t gene = 0; gene < children[i].genes.size(); ++gene) {
            const QRectF box(childLeft + double(gene) * wide, childY(i) - high / 2, wide - 2, high);
            if (children[i].genes[gene] == Gene::New) {
                painter.setPen(QPen(theme.color(i + 1 == shown ? ColorRole::Text : ColorRole::Axis), 1.2));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6));
                continue;
            }
            const ColorRole role = i + 1 != shown                           ? ColorRole::Ghost
                                   : children[i].genes[gene] == Gene::First ? ColorRole::Accent
                                                                            : ColorRole::Warn;
            painter.fillRect(box, theme.color(role));
        }
        painter.setPen(theme.color(i + 1 == shown ? ColorRole::Text : ColorRole::Text3));
        painter.drawText(QRectF(width() - text, childY(i) - metrics.height() / 2, text - 4, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(children[i].trial));
    }
}

ChartReading GenerationChart::pictureReading() const
{
    ChartReading reading;
    const Child& own = insight().children.back();
    const auto fresh = std::count(own.genes.begin(), own.genes.end(), Gene::New);
    reading.sentence =
        tr("Generation %1: trial %2 was made from trials %3; %4 of its %5 settings are in neither.")
            .arg(QString::number(insight().generation), QString::number(own.trial), parentList(own.parents),
                 QString::number(fresh), QString::number(own.genes.size()));
    reading.columns = {tr("Trial"), tr("Parents"), tr("Score")};
    for (const std::string& name : insight().names)
        reading.columns << settingTitle(name);
    for (const Child& child : insight().children) {
        QStringList row{QString::number(child.trial), parentList(child.parents),
                        scoreText(child.score, view().metric())};
        for (const Gene gene : child.genes)
            row << (gene == Gene::First    ? tr("from the first")
                    : gene == Gene::Second ? tr("from the second")
                                           : tr("new"));
        reading.rows.push_back(std::move(row));
    }
    return reading;
}

} // namespace tunescope::ui
