// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QApplication;

namespace tunescope::ui {

/// Draws the keyboard focus of every standard widget: 2 px wide, 2 px outside of it.
///
/// Shown when the focus came by the keyboard. A widget that draws its own focus sets the property
/// "ownFocusRing"; "focusRadius" gives the radius of its corners (6 otherwise).
class FocusRing : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QApplication& application, QObject* parent = nullptr);
    ~FocusRing() override;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* widget);
    void place();

    QPointer<QWidget> m_overlay;
    QPointer<QWidget> m_target;
    bool m_keyboard = false; ///< The last input was a key, not the mouse.
};

} // namespace tunescope::ui
