// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/mask_grid.h"

#include <QDialog>

class QLabel;
class QSlider;

namespace tunescope::ui {

/// One picture at 320 px with the predicted mask over it; the slider makes the mask thinner, Left and Right
/// go to the neighbours. Closes by itself when the focus goes elsewhere.
class MaskCloseUp : public QDialog
{
    Q_OBJECT

public:
    MaskCloseUp(const MaskGrid& grid, std::size_t index, QWidget* parent);

    [[nodiscard]] std::size_t index() const { return m_index; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Picture;
    void refresh();

    const MaskGrid& m_grid;
    std::size_t m_index;
    Picture* m_picture;
    QLabel* m_title;
    QLabel* m_words;
    QSlider* m_opacity;
};

} // namespace tunescope::ui
