// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace tunescope::ui {

enum class TransportLook { Filled, Outlined };

/// A round button of the run strip.
class TransportButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TransportButton(TransportLook look, QWidget* parent = nullptr);

    void setFace(const QString& iconName, const QString& name, const QString& shortcut);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    TransportLook m_look;
    QString m_iconName;
};

} // namespace tunescope::ui
