// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/rail.h"

#include <QAbstractButton>

namespace tunescope::ui {

/// One stage in the rail: icon over title, with its mark.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString& title, const QString& iconName, QWidget* parent);

    void setMark(const RailMark& mark);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_iconName;
    RailMark m_mark;
};

} // namespace tunescope::ui
