// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// Real digits of the data set: ten columns, one a class, three rows.
class DigitsPreview : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kRows = 3;
    static constexpr int kColumns = 10;

    explicit DigitsPreview(QWidget* parent = nullptr);

    /// `pixels` of each tile, row by row; empty tiles stay blank.
    void setTiles(std::vector<std::vector<float>> pixels, const QSize& size);
    [[nodiscard]] int tileCount() const { return static_cast<int>(m_tiles.size()); }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::vector<float>> m_tiles;
    QSize m_size;
};

} // namespace tunescope::ui
