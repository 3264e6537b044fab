// SPDX-License-Identifier: GPL-3.0-or-later
// figure_gallery OUT.png [light|dark] [phase 0..1] [text percent] [first] [count] [width height]: pictures
// with their names.
#include "ui/charts/figures/figure.h"
#include "ui/charts/figures/figure_plot.h"

#include <QtWidgets>

using namespace tunescope::ui;

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    registerFonts();
    const QStringList arguments = QApplication::arguments();
    const Theme theme = loadTheme(arguments.value(2) == QLatin1String("dark") ? Scheme::Dark : Scheme::Light,
                                  arguments.value(4, QStringLiteral("100")).toInt() / 100.0);
    const double phase = arguments.value(3, QStringLiteral("1")).toDouble();
    const auto all = figureRegistry();
    const auto first = std::size_t(arguments.value(5, QStringLiteral("0")).toInt());
    const auto count =
        std::min(all.size() - first, std::size_t(arguments.value(6, QStringLiteral("99")).toInt()));
    const QSize cell(arguments.value(7, QStringLiteral("360")).toInt(),
                     arguments.value(8, QStringLiteral("210")).toInt());
    constexpr int kColumns = 3, kTitle = 24;
    const int rows = (int(count) + kColumns - 1) / kColumns;
    QImage image(kColumns * (cell.width() + 12) + 12, rows * (cell.height() + kTitle + 12) + 12,
                 QImage::Format_RGB32);
    image.fill(theme.color(ColorRole::App));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < count; ++i) {
        const FigureEntry& entry = all[first + i];
        const QRectF box(12 + int(i) % kColumns * (cell.width() + 12),
                         12 + int(i) / kColumns * (cell.height() + kTitle + 12), cell.width(),
                         cell.height() + kTitle);
        painter.fillRect(box, theme.color(ColorRole::Surface));
        figureCaption(painter, box.adjusted(6, 0, 0, -cell.height()), theme, QString::fromLatin1(entry.id),
                      ColorRole::Text, Qt::AlignLeft | Qt::AlignVCenter);
        painter.save();
        entry.paint(painter, box.adjusted(6, kTitle, -6, -6), theme, phase);
        painter.restore();
    }
    painter.end();
    return image.save(arguments.value(1, QStringLiteral("figures.png"))) ? 0 : 1;
}
