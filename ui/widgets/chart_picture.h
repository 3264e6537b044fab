// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QPainter;
class QWidget;

namespace tunescope::ui {

struct ChartReading;

/// A chart as it is seen now, on its card's colour, painted at (0, 0) in its own size. On a vector device
/// lines stay lines and text stays text.
void paintChart(QWidget& chart, QPainter& painter);

/// Whether paintChart() is at work: charts then leave their cached pixels aside and draw lines and dots
/// themselves.
[[nodiscard]] bool isPaintingPicture();

/// Whether the title and the sentence of the chart stand above it, for a picture that is seen by itself.
enum class PictureHead { None, Titled };

/// The same as a file: an SVG document, or a PNG with `scale` pixels a pixel on screen.
[[nodiscard]] QByteArray chartSvg(QWidget& chart, const QString& title, PictureHead head = PictureHead::None);
[[nodiscard]] QByteArray chartPng(QWidget& chart, double scale, PictureHead head = PictureHead::None);

/// The numbers behind a chart as CSV (RFC 4180, UTF-8): a header and a line for each row.
[[nodiscard]] QByteArray chartCsv(const ChartReading& reading);

/// A title as a file's name without its ending: "What mattered, %" -> "what-mattered".
[[nodiscard]] QString chartFileStem(const QString& title);

/// Ask for a file and write it; an existing one is replaced only when the dialog was told so. A fault is
/// shown.
void savePictureOf(QWidget& chart);
void saveDataOf(QWidget& chart);

} // namespace tunescope::ui
