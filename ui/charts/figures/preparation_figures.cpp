// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to inputs and labels before training: scaling, filling gaps, encoding, noise, weights of
// classes.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

const std::vector<QPointF>& rawColumns()
{
    static const std::vector<QPointF> rows = [] {
        Rng rng(Purpose::Generator, 51);
        std::vector<QPointF> made;
        for (int i = 0; i < 40; ++i) {
            const double x = rng.normal();
            made.emplace_back(6 + 1.6 * x, 2 + 0.35 * rng.normal() + 0.15 * x);
        }
        return made;
    }();
    return rows;
}

void paintTable(QPainter& painter, const QRectF& area, const Theme& theme,
                const std::vector<QStringList>& rows, const std::vector<QPoint>& marked)
{
    const double height = std::min(area.height() / double(rows.size()), 2.0 * figureLine(theme));
    const double width = area.width() / double(rows.front().size());
    for (int row = 0; row < int(rows.size()); ++row) {
        for (int column = 0; column < int(rows[std::size_t(row)].size()); ++column) {
            const QRectF cell(area.left() + column * width, area.top() + row * height, width - 2, height - 2);
            const bool isMarked =
                std::find(marked.begin(), marked.end(), QPoint(column, row)) != marked.end();
            painter.fillRect(cell, theme.color(isMarked   ? ColorRole::BestSoft
                                               : row == 0 ? ColorRole::Sunken
                                                          : ColorRole::AccentSoft));
            figureCaption(painter, cell, theme, rows[std::size_t(row)][column],
                          row == 0 ? ColorRole::Text2 : ColorRole::Text);
        }
    }
}

} // namespace

void normalization(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const auto& rows = rawColumns();
    QPointF mean, square;
    for (const QPointF& row : rows)
        mean += row / double(rows.size());
    for (const QPointF& row : rows)
        square +=
            QPointF(std::pow(row.x() - mean.x(), 2), std::pow(row.y() - mean.y(), 2)) / double(rows.size());
    const double done = std::clamp(2 * phase - 0.4, 0.0, 1.0);
    FigurePlot plot(painter, area, theme, {-3, 11}, {-3, 4},
                    figureText(QT_TRANSLATE_NOOP("figure", "one column")),
                    figureText(QT_TRANSLATE_NOOP("figure", "another: both move to mean 0 and spread 1")));
    plot.segment({-3, 0}, {11, 0}, plot.pen(ColorRole::Axis, 1));
    plot.segment({0, -3}, {0, 4}, plot.pen(ColorRole::Axis, 1));
    for (const QPointF& row : rows) {
        const QPointF standard((row.x() - mean.x()) / std::sqrt(square.x()),
                               (row.y() - mean.y()) / std::sqrt(square.y()));
        if (phase >= 1)
            plot.dot(row, theme.color(ColorRole::Ghost), 2.2);
        plot.dot(row + done * (standard - row), theme.color(ColorRole::Accent), 2.8);
    }
    figureCaption(painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)),
                  theme, figureText(QT_TRANSLATE_NOOP("figure", "one column")), ColorRole::Text3,
                  Qt::AlignRight);
    figureCaption(painter, QRectF(area.left(), area.top(), area.width(), figureLine(theme)), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "another: both move to mean 0 and spread 1")),
                  ColorRole::Text3, Qt::AlignLeft);
}

void noise(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<QPointF> samples{{-0.6, 0.4}, {-0.2, -0.5}, {0.35, 0.3}, {0.7, -0.2}};
    FigurePlot plot(painter, area, theme, {-1.1, 1.1}, {-0.95, 0.95},
                    figureText(QT_TRANSLATE_NOOP("figure", "every epoch sees each sample a little moved")));
    const int epoch = figureShown(24, phase);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        for (int e = 0; e < epoch; ++e) {
            Rng rng(Purpose::Noise, 3, {std::uint64_t(e), i});
            const double x = 0.09 * rng.normal();
            plot.dot(samples[i] + QPointF(x, 0.09 * rng.normal()),
                     theme.color(e + 1 == epoch ? ColorRole::Accent : ColorRole::Ghost), 2.6);
        }
        plot.dot(samples[i], theme.color(ColorRole::Danger), 4);
    }
    plot.axes();
}

void encoding(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const auto columns = figureColumns(area, 2, 24);
    const double line = figureLine(theme) + 4;
    const QString red = figureText(QT_TRANSLATE_NOOP("figure", "red")),
                  blue = figureText(QT_TRANSLATE_NOOP("figure", "blue")),
                  green = figureText(QT_TRANSLATE_NOOP("figure", "green"));
    const int row = figureShown(3, phase);
    figureCaption(painter, QRectF(columns[0].topLeft(), QSizeF(columns[0].width(), line)), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "ordinal")));
    figureCaption(painter, QRectF(columns[1].topLeft(), QSizeF(columns[1].width(), line)), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "one-hot")));
    paintTable(painter, columns[0].adjusted(0, line, 0, 0), theme,
               {{figureText(QT_TRANSLATE_NOOP("figure", "colour")),
                 figureText(QT_TRANSLATE_NOOP("figure", "number"))},
                {red, QStringLiteral("0")},
                {blue, QStringLiteral("1")},
                {green, QStringLiteral("2")}},
               {{1, row}});
    paintTable(painter, columns[1].adjusted(0, line, 0, 0), theme,
               {{red, blue, green},
                {QStringLiteral("1"), QStringLiteral("0"), QStringLiteral("0")},
                {QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("0")},
                {QStringLiteral("0"), QStringLiteral("0"), QStringLiteral("1")}},
               {{row - 1, row}});
}

void missing(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // Mean and median of 2, 3, 3, 4 and 23.
    const bool isFilled = phase > 0.4;
    const QString gap = QStringLiteral("?");
    paintTable(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "as read")), figureText(QT_TRANSLATE_NOOP("figure", "mean")),
          figureText(QT_TRANSLATE_NOOP("figure", "median")), figureText(QT_TRANSLATE_NOOP("figure", "drop"))},
         {QStringLiteral("2"), QStringLiteral("2"), QStringLiteral("2"), QStringLiteral("2")},
         {QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3")},
         {gap, isFilled ? QStringLiteral("7") : gap, isFilled ? QStringLiteral("3") : gap,
          isFilled ? QStringLiteral("–") : gap},
         {QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3")},
         {QStringLiteral("4"), QStringLiteral("4"), QStringLiteral("4"), QStringLiteral("4")},
         {QStringLiteral("23"), QStringLiteral("23"), QStringLiteral("23"), QStringLiteral("23")}},
        {{0, 3}, {1, 3}, {2, 3}, {3, 3}});
}

void labelSmoothing(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kClasses = 4;
    const double doubt = 0.1 * std::min(1.0, phase * 1.2);
    FigurePlot plot(painter, area, theme, {0, kClasses}, {0, 1.15},
                    figureText(QT_TRANSLATE_NOOP("figure", "classes")),
                    figureText(QT_TRANSLATE_NOOP("figure", "what the label asks for")));
    for (int i = 0; i < kClasses; ++i) {
        const double value = (i == 1 ? 1 - doubt : 0) + doubt / kClasses;
        painter.fillRect(QRectF(plot.at(i + 0.2, value), plot.at(i + 0.8, 0)),
                         theme.color(i == 1 ? ColorRole::Accent : ColorRole::Warn));
        plot.label({i + 0.5, value}, QString::number(value, 'f', 3), theme.color(ColorRole::Text),
                   Qt::AlignTop);
    }
    plot.axes();
}

void classWeight(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // n / (k n_c) for 180 and 20 rows: 0.556 and 5.
    constexpr std::array kRows{180.0, 20.0};
    const double done = std::clamp(2 * phase - 0.5, 0.0, 1.0);
    FigurePlot plot(painter, area, theme, {0, 2}, {0, 215}, QStringLiteral(" "),
                    figureText(QT_TRANSLATE_NOOP("figure", "rows × weight: how much each class counts")));
    const char* const names[]{QT_TRANSLATE_NOOP("figure", "common: 180 rows"),
                              QT_TRANSLATE_NOOP("figure", "rare: 20 rows")};
    for (std::size_t i = 0; i < 2; ++i) {
        const double weight = 1 + (200 / (2 * kRows[i]) - 1) * done, value = kRows[i] * weight;
        painter.fillRect(QRectF(plot.at(double(i) + 0.25, value), plot.at(double(i) + 0.75, 0)),
                         theme.color(i == 0 ? ColorRole::Accent : ColorRole::Warn));
        plot.label({double(i) + 0.5, value}, QStringLiteral("× %1").arg(weight, 0, 'f', 2),
                   theme.color(ColorRole::Text), Qt::AlignTop);
        plot.label({double(i) + 0.5, 0}, figureText(names[i]), theme.color(ColorRole::Text2),
                   Qt::AlignBottom);
    }
    plot.axes();
}

void gradientClip(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<QPointF> gradients = [] {
        Rng rng(Purpose::Generator, 61);
        std::vector<QPointF> made;
        for (int i = 0; i < 9; ++i) {
            const double angle = 2 * M_PI * (i + 0.3) / 9,
                         length = i % 3 == 0 ? 1.6 + 0.4 * rng.uniform() : 0.4 + 0.5 * rng.uniform();
            made.emplace_back(length * std::cos(angle), length * std::sin(angle));
        }
        return made;
    }();
    const double ratio = area.width() / std::max(1.0, area.height());
    FigurePlot plot(
        painter, area, theme, {-2.1 * ratio, 2.1 * ratio}, {-2.1, 2.1},
        figureText(QT_TRANSLATE_NOOP("figure", "no gradient is longer than the circle's radius")));
    std::vector<QPointF> circle;
    for (int i = 0; i < 60; ++i)
        circle.emplace_back(std::cos(2 * M_PI * i / 60), std::sin(2 * M_PI * i / 60));
    plot.outline(circle, plot.pen(ColorRole::Ok, 1.6));
    const int shown = figureShown(int(gradients.size()), phase);
    for (int i = 0; i < shown; ++i) {
        const QPointF& g = gradients[std::size_t(i)];
        const double length = std::hypot(g.x(), g.y());
        const QPointF clipped = g / std::max(1.0, length);
        plot.segment({0, 0}, g, QPen(theme.color(ColorRole::Ghost), 1.4, Qt::DashLine));
        plot.segment({0, 0}, clipped, plot.pen(length > 1 ? ColorRole::Danger : ColorRole::Accent, 2));
        plot.dot(clipped, theme.color(length > 1 ? ColorRole::Danger : ColorRole::Accent), 3);
    }
    figureCaption(painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)),
                  theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "no gradient is longer than the circle's radius")),
                  ColorRole::Text3);
}

void shrinkage(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // The exact answer for one weight under each penalty: max(|w| - t, 0) and w / (1 + t).
    constexpr std::array kWeights{2.4, -1.5, 0.9, -0.6, 0.4, 0.2, -0.15, 0.1};
    const double t = phase;
    const char* const titles[]{QT_TRANSLATE_NOOP("figure", "L1: small ones become 0"),
                               QT_TRANSLATE_NOOP("figure", "L2: all shrink, none is 0")};
    const auto columns = figureColumns(area, 2, 18);
    const double line = figureLine(theme) + 2;
    for (std::size_t side = 0; side < 2; ++side) {
        FigurePlot plot(painter, columns[side].adjusted(0, line, 0, 0), theme, {0, double(kWeights.size())},
                        {-2, 2.6});
        for (std::size_t i = 0; i < kWeights.size(); ++i) {
            const double w = kWeights[i];
            const double kept = side == 0 ? std::copysign(std::max(std::abs(w) - t, 0.0), w) : w / (1 + t);
            painter.fillRect(QRectF(plot.at(double(i) + 0.15, std::max(w, 0.0)),
                                    plot.at(double(i) + 0.85, std::min(w, 0.0))),
                             theme.color(ColorRole::Grid));
            painter.fillRect(QRectF(plot.at(double(i) + 0.15, std::max(kept, 0.0)),
                                    plot.at(double(i) + 0.85, std::min(kept, 0.0))),
                             theme.color(ColorRole::Accent));
        }
        plot.segment({0, 0}, {double(kWeights.size()), 0}, plot.pen(ColorRole::Axis, 1.2));
        figureCaption(painter, QRectF(columns[side].topLeft(), QSizeF(columns[side].width(), line)), theme,
                      figureText(titles[side]), ColorRole::Text);
    }
}

} // namespace tunescope::ui::figures
