// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

class QScrollArea;
class QWidget;

namespace tunescope::ui {

/// Keeps what was clicked under the mouse while the content of a scroll area changes: what grows above it, and the focus
/// that leaves a button which has been disabled, would move it. Whoever scrolls afterwards is followed.
class ScrollKeeper : public QObject
{
    Q_OBJECT

public:
    /// The area has its content already.
    explicit ScrollKeeper(QScrollArea& area);

    /// From now on it stays where it is in the view, as far as the area can be scrolled, until it is hidden.
    void hold(QWidget& clicked);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void scrolled();
    void restore();
    [[nodiscard]] int placeInView() const;

    QScrollArea& m_area;
    QPointer<QWidget> m_held;
    int m_place = 0; ///< px below the top of the view.
    QElapsedTimer m_since;
    bool m_isRestoring = false;
};

} // namespace tunescope::ui
