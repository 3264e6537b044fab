// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/choice_track.h"

#include <QAbstractButton>

namespace tunescope::ui {

/// One choice of a ChoiceTrack: results above, the button below.
class ChoiceChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ChoiceChip(QWidget* parent);

    void setItem(ChoiceItem item);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void dotHovered(qint64 id);
    void dotClicked(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF bandRect() const;
    [[nodiscard]] QRectF buttonRect() const;
    void placeDots();
    [[nodiscard]] const TrackDot* dotAt(const QPointF& point) const;

    ChoiceItem m_item;
    std::vector<QPointF> m_centres; ///< Of m_item.dots.
    qint64 m_hovered = -1;
};

} // namespace tunescope::ui
