// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QImage>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// A grey picture; ink 0 = paper to 1 = black, row-major. In the dark theme the ink is light.
struct TileImage {
    int width = 0;
    int height = 0;
    std::vector<float> ink;
};

/// One picture pixel per image pixel, in the colours of the theme.
[[nodiscard]] QImage tilePicture(const TileImage& tile, const Theme& theme);
/// Paints it unsmoothed into `rect` with rounded corners of the ground.
void drawTile(QPainter& painter, const TileImage& tile, const QRectF& rect, const Theme& theme);

struct TileRow {
    QString label;
    int count = 0; ///< Samples of this class, for the bar at the right.
    std::vector<TileImage> tiles;
    std::vector<qint64> ids; ///< Of the tiles; may be shorter.
};

/// Samples by class: label, as many tiles as fit, and a bar with the number of samples.
class TileGrid : public QWidget
{
    Q_OBJECT

public:
    explicit TileGrid(QWidget* parent = nullptr);

    void setRows(std::vector<TileRow> rows);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void tileClicked(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Measures {
        double label = 0;
        double side = 0;
        double step = 0;
        double barLeft = 0;
        int columns = 0;
    };
    [[nodiscard]] Measures measure() const;

    std::vector<TileRow> m_rows;
};

struct Tile {
    qint64 id = 0;
    TileImage image;
    QString caption; ///< "1 · 62 %".
    QString detail;  ///< Second line, smaller.
    QString tip;
};

/// Single samples with captions, in rows that wrap; click or Enter activates one. Grows in height with
/// its content, so put it into a scroll area.
class TileFlow : public QWidget
{
    Q_OBJECT

public:
    explicit TileFlow(QWidget* parent = nullptr);

    void setTiles(std::vector<Tile> tiles);
    void setTileSide(int pixels);
    [[nodiscard]] QRect tileRect(int index) const;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void tileActivated(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int columnsFor(int width) const;
    [[nodiscard]] QSize cellSize() const;
    [[nodiscard]] int indexAt(const QPoint& point) const;
    void setCurrent(int index);

    std::vector<Tile> m_tiles;
    int m_side = 64;
    int m_current = 0;
};

} // namespace tunescope::ui
