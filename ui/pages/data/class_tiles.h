// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QWidget>

#include <cstdint>
#include <vector>

class QPainter;

namespace tunescope::ui {

/// Samples of every class as pictures, one line a class, with the number of samples as a bar.
/// Click a picture, or move with the arrow keys and press Enter.
class ClassTiles : public QWidget
{
    Q_OBJECT

public:
    struct Tile {
        std::int64_t row = 0;
        std::vector<float> pixels; ///< 0..1, or the values of a series; empty while not read yet.
        std::vector<std::uint8_t> mask = {}; ///< Classes of the pixels, if they have any.
        bool excluded = false;
    };
    struct Line {
        QString name;
        std::int64_t samples = 0;
        std::vector<Tile> tiles;
    };

    explicit ClassTiles(QWidget* parent = nullptr);

    /// How the tiles are drawn.
    struct Look {
        QSize pixels;       ///< Of pictures.
        int seriesLines = 0; ///< Above 0: the values are a series of so many features.
    };
    void setLines(std::vector<Line> lines, const Look& look);
    [[nodiscard]] const std::vector<Line>& lines() const { return m_lines; }
    /// Where a tile is drawn; empty if it does not fit into the width.
    [[nodiscard]] QRect tileRect(int line, int tile) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, 120}; }

signals:
    void tileChosen(std::int64_t row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Place {
        int line = -1;
        int tile = -1;
        friend bool operator==(const Place&, const Place&) = default;
    };
    [[nodiscard]] Place placeAt(const QPoint& point) const;
    [[nodiscard]] const Tile* tileAt(const Place& place) const;
    [[nodiscard]] int side() const;
    [[nodiscard]] int tileWidth() const; ///< Series are twice as wide as high.
    [[nodiscard]] int barWidth() const;
    [[nodiscard]] int numberWidth() const;
    void paintSample(QPainter& painter, const QRectF& rect, const Tile& sample) const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] int nameWidth() const;
    void paintLine(QPainter& painter, int line) const;
    void paintBar(QPainter& painter, int line) const;

    std::vector<Line> m_lines;
    Look m_look;
    Place m_hover;
    Place m_current;
};

} // namespace tunescope::ui
