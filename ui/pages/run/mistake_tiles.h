// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <vector>

class QPainter;

namespace tunescope::ui {

/// One sample as a tile shows it: its picture, a line of text and up to three bars.
struct SampleTile {
    struct Bar {
        QString label;
        double share = 0.0; ///< 0..1
        ColorRole tone = ColorRole::Axis;
    };
    QImage picture; ///< Small; drawn with whole pixels.
    QString leftText;
    QString rightText;
    QStringList lines = {}; ///< Instead of a picture; as many as fit are shown.
    std::vector<Bar> bars;
};

/// Samples as tiles that wrap to the width; as high as it has to be, so put it into a scroll area.
class SampleTiles : public QWidget
{
    Q_OBJECT

public:
    explicit SampleTiles(QSize tile, QWidget* parent = nullptr);

    void setTiles(std::vector<SampleTile> tiles);
    [[nodiscard]] std::size_t count() const { return m_tiles.size(); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int columnsIn(int width) const;
    [[nodiscard]] QRectF tileRect(int index) const;
    void paintLines(QPainter& painter, const QStringList& lines, const QRectF& room) const;
    void paintTile(QPainter& painter, const SampleTile& tile, const QRectF& rect) const;

    QSize m_tile;
    std::vector<SampleTile> m_tiles;
};

/// Pixels 0..1 (1 = ink) as a picture in the theme's ink on its sunken ground.
[[nodiscard]] QImage inkPicture(const std::vector<float>& pixels, const Theme& theme);
/// Signed differences: orange = more ink than the reference, blue = less.
[[nodiscard]] QImage differencePicture(const std::vector<float>& pixels, const std::vector<float>& reference,
                                       const Theme& theme);

} // namespace tunescope::ui
