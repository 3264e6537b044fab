// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/dataset_list.h"

#include <QAbstractButton>

class QPainter;

namespace tunescope::ui {

/// One data set of the list: picture, title, size.
class DatasetRow : public QAbstractButton
{
    Q_OBJECT

public:
    DatasetRow(const QString& title, const QString& detail, QWidget* parent = nullptr);

    void setDetail(const QString& detail);
    void setThumbnail(DatasetThumbnail thumbnail);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintThumbnail(QPainter& painter, const QRectF& rect) const;

    QString m_detail;
    DatasetThumbnail m_thumbnail;
};

} // namespace tunescope::ui
