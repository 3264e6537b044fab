// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/mask_close_up.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/data/tile_painter.h"
#include "ui/viewmodels/value_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QSlider>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kCloseUpSide = 320;
constexpr int kMaskScale = 10; ///< Pixels of the mask picture for one of the data.

} // namespace

class MaskCloseUp::Picture final : public QWidget
{
public:
    Picture() { setFixedSize(kCloseUpSide, kCloseUpSide); }

    QImage picture;
    QImage mask;
    double opacity = 0.6;

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        if (!picture.isNull())
            paintTile(painter, rect(), picture, theme);
        painter.setOpacity(opacity);
        if (!mask.isNull())
            paintTile(painter, rect(), mask, theme);
    }
};

MaskCloseUp::MaskCloseUp(const MaskGrid& grid, std::size_t index, QWidget* parent)
    : QDialog(parent, Qt::Popup)
    , m_grid(grid)
    , m_index(index)
    , m_picture(new Picture)
    , m_title(textLabel({}, TextStyle::Section))
    , m_words(textLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_opacity(new QSlider(Qt::Horizontal))
{
    setObjectName(QStringLiteral("maskCloseUp"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_picture);
    auto* row = new QHBoxLayout;
    row->addWidget(textLabel(tr("Mask"), TextStyle::Caption, ColorRole::Text3));
    m_opacity->setRange(0, 100);
    m_opacity->setValue(60);
    m_opacity->setAccessibleName(tr("How much the mask covers"));
    row->addWidget(m_opacity, 1);
    layout->addLayout(row);
    layout->addWidget(m_words);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int percent) {
        m_picture->opacity = percent / 100.0;
        m_picture->update();
    });
    refresh();
}

void MaskCloseUp::refresh()
{
    const MaskSample& sample = m_grid.samples()[m_index];
    const std::vector<float>* pixels = m_grid.pictureOf(sample.row);
    m_picture->picture = pixels ? tileImage(*pixels, m_grid.pixels(), themeOf(this)) : QImage();
    m_picture->mask = m_grid.maskImage(sample, sample.predicted, MaskGrid::Outline::Wrong, kMaskScale);
    m_picture->update();
    m_title->setText(tr("Row %1").arg(wholeText(sample.row + 1)));
    m_words->setText(
        tr("Shared area %1 %. Arrow keys: the next picture.").arg(100.0 * sample.score(), 0, 'f', 0));
}

void MaskCloseUp::keyPressEvent(QKeyEvent* event)
{
    const std::size_t shown = std::min(m_grid.samples().size(), m_grid.fitting());
    if (event->key() == Qt::Key_Right && m_index + 1 < shown)
        ++m_index;
    else if (event->key() == Qt::Key_Left && m_index > 0)
        --m_index;
    else
        return QDialog::keyPressEvent(event);
    refresh();
}

} // namespace tunescope::ui
