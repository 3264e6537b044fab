// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QApplication;

namespace tunescope::ui {

/// Draws the keyboard focus of every standard widget: 2 px wide, 2 px outside of it.
///
/// Shown until the mouse is used, and again after a key. Where the surroundings leave no room (the edge of a
/// scroll area) the ring lies closer. A widget that draws its own focus sets the property
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
    bool m_keyboard = true; ///< The last input was a key, not the mouse; so it is before the first one.
};

} // namespace tunescope::ui
