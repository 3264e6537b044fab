// SPDX-License-Identifier: GPL-3.0-or-later
// How rows are shared out, and what chance does to scores.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tunescope::ui::figures {
namespace {

enum class RowPart { Training, Validation, Test, Unused };

ColorRole partRole(RowPart part)
{
    switch (part) {
    case RowPart::Training:
        return ColorRole::Accent;
    case RowPart::Validation:
        return ColorRole::BestMark;
    case RowPart::Test:
        return ColorRole::Danger;
    case RowPart::Unused:
        break;
    }
    return ColorRole::Grid;
}

QRectF partLegend(QPainter& painter, const QRectF& area, const Theme& theme, bool hasTest)
{
    std::vector<FigureKey> keys{{figureText(QT_TRANSLATE_NOOP("figure", "training")),
                                 QPen(theme.color(ColorRole::Accent), 8, Qt::SolidLine, Qt::FlatCap)},
                                {figureText(QT_TRANSLATE_NOOP("figure", "validation")),
                                 QPen(theme.color(ColorRole::BestMark), 8, Qt::SolidLine, Qt::FlatCap)}};
    if (hasTest)
        keys.push_back({figureText(QT_TRANSLATE_NOOP("figure", "test, locked")),
                        QPen(theme.color(ColorRole::Danger), 8, Qt::SolidLine, Qt::FlatCap)});
    return figureLegend(painter, area, theme, keys);
}

constexpr int kFoldCount = 5;

/// Bars of five folds, as far as they have come; `isOrdered` = training only ever before validation.
void paintFolds(QPainter& painter, const QRectF& area, const Theme& theme, double phase, bool isOrdered)
{
    const QRectF rest = partLegend(painter, area, theme, false);
    FigurePlot plot(painter, rest, theme, {-1.6, 6.0}, {-0.2, kFoldCount},
                    isOrdered ? figureText(QT_TRANSLATE_NOOP("figure", "time →")) : QString());
    const int blocks = isOrdered ? kFoldCount + 1 : kFoldCount, shown = figureShown(kFoldCount, phase);
    for (int fold = 0; fold < shown; ++fold) {
        const double top = kFoldCount - fold - 0.15, bottom = top - 0.7;
        plot.label({-1.6, (top + bottom) / 2},
                   figureText(QT_TRANSLATE_NOOP("figure", "fold %1")).arg(fold + 1),
                   theme.color(ColorRole::Text2));
        for (int block = 0; block < blocks; ++block) {
            const RowPart part = isOrdered ? (block <= fold       ? RowPart::Training
                                              : block == fold + 1 ? RowPart::Validation
                                                                  : RowPart::Unused)
                                           : (block == fold ? RowPart::Validation : RowPart::Training);
            const double wide = 6.0 / blocks;
            painter.fillRect(
                QRectF(plot.at(block * wide + 0.03, top), plot.at((block + 1) * wide - 0.03, bottom)),
                theme.color(partRole(part)));
        }
    }
    if (isOrdered)
        figureCaption(painter,
                      QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)), theme,
                      figureText(QT_TRANSLATE_NOOP("figure", "time →")), ColorRole::Text3, Qt::AlignRight);
}

} // namespace

void split(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // 100 rows of two classes, three fifths to learn from; both classes in the same shares everywhere.
    constexpr int kRows = 100, kWide = 20;
    static const auto order = [] {
        std::array<int, kRows> places{};
        std::iota(places.begin(), places.end(), 0);
        Rng(Purpose::Split, 4).shuffle(std::span<int>(places));
        return places;
    }();
    const QRectF rest = partLegend(painter, area, theme, true);
    FigurePlot plot(painter, rest, theme, {0, kWide}, {0, kRows / kWide});
    const int shown = figureShown(kRows, phase);
    for (int i = 0; i < kRows; ++i) {
        const int place = order[std::size_t(i)];
        const RowPart part = i >= shown ? RowPart::Unused
                             : i < 60   ? RowPart::Training
                             : i < 80   ? RowPart::Validation
                                        : RowPart::Test;
        const QRectF cell(plot.at(place % kWide, place / kWide + 1.0),
                          plot.at(place % kWide + 1.0, place / kWide));
        const double inset = cell.width() * 0.12;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(partRole(part)));
        painter.drawRoundedRect(cell.adjusted(inset, inset, -inset, -inset), 2, 2);
    }
}

void folds(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintFolds(painter, area, theme, phase, false);
}

void timeSplit(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintFolds(painter, area, theme, phase, true);
}

void luck(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // Three trials whose true scores are 90.0, 90.4 and 91.5 %, each with up to ten seeds; intervals of the
    // mean, 95 %.
    constexpr std::array kTruths{90.0, 90.4, 91.5};
    constexpr int kSeeds = 10;
    constexpr std::array kStudent{12.706, 4.303, 3.182, 2.776, 2.571,
                                  2.447,  2.365, 2.306, 2.262}; // Two-sided, 1 to 9 degrees of freedom.
    const int seeds = std::max(3, figureShown(kSeeds, phase));
    FigurePlot plot(painter, area, theme, {87.2, 94}, {-0.3, 3},
                    figureText(QT_TRANSLATE_NOOP("figure", "score in %, %1 seeds each")).arg(seeds));
    plot.axes();
    for (std::size_t trial = 0; trial < kTruths.size(); ++trial) {
        Rng rng(Purpose::Trial, 40 + trial);
        double sum = 0, squares = 0;
        const double y = 2.4 - double(trial);
        for (int i = 0; i < seeds; ++i) {
            const double score = kTruths[trial] + 0.8 * rng.normal();
            sum += score;
            squares += score * score;
            plot.dot({score, y - 0.22}, theme.color(ColorRole::Ghost), 2.6);
        }
        const double mean = sum / seeds;
        const double half = kStudent[std::size_t(seeds - 2)] *
                            std::sqrt((squares / seeds - mean * mean) * seeds / (seeds - 1) / seeds);
        plot.segment({mean - half, y}, {mean + half, y}, plot.pen(ColorRole::Accent, 2.4));
        plot.dot({mean, y}, theme.color(ColorRole::Accent), 4.5);
        plot.label({87.2, y},
                   figureText(QT_TRANSLATE_NOOP("figure", "trial %1")).arg(QChar(u'A' + int(trial))),
                   theme.color(ColorRole::Text2));
    }
}

} // namespace tunescope::ui::figures
