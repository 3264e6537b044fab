// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace tunescope::ui {

struct ToastMessage {
    QString text;
    QString iconName = QStringLiteral("info");
    QString actionText; ///< "Undo"; empty for none.
    std::function<void()> action;
};

/// Short messages at the bottom of a window: 8 s or until the next, the mouse keeps them, the focus stays
/// where it is. What was said stays readable in messages() (Help, Recent messages).
class ToastHost : public QWidget
{
    Q_OBJECT

public:
    /// Lies over `window` and follows its size; `bottomMargin` keeps the run strip free.
    explicit ToastHost(QWidget* window, int bottomMargin);

    void show(ToastMessage message);
    void dismiss();
    void setBottomMargin(int margin);
    /// Newest last, at most 100.
    [[nodiscard]] const QStringList& messages() const { return m_messages; }

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void colour();

    int m_bottomMargin;
    ToastMessage m_message;
    QStringList m_messages;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    QTimer m_timer;
};

} // namespace tunescope::ui
