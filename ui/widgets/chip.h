// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

#include <optional>

namespace tunescope::ui {

/// A small round label: text with an icon, in a soft colour. Not operable.
class Chip : public QWidget
{
    Q_OBJECT

public:
    /// `ground` and `ink` are a soft role and its text role, such as OkSoft and Ok.
    explicit Chip(const QString& text, ColorRole ground = ColorRole::AccentSoft,
                  ColorRole ink = ColorRole::Accent, QWidget* parent = nullptr);

    void setText(const QString& text);
    void setIconName(const QString& name);
    void setRoles(ColorRole ground, ColorRole ink);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QString m_icon;
    ColorRole m_ground;
    ColorRole m_ink;
};

enum class ChipKind {
    Check,    ///< Stays down when clicked ("Running 2").
    Action,   ///< Acts when clicked ("weight decay 1e-4").
    Closable, ///< A filter in force; its cross, Delete and Backspace close it.
};

/// A chip that is a button, with an optional count.
class FilterChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FilterChip(const QString& text, ChipKind kind = ChipKind::Check, QWidget* parent = nullptr);

    void setCount(std::optional<qint64> count);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QString countString() const;
    [[nodiscard]] QRectF crossRect() const;

    ChipKind m_kind;
    std::optional<qint64> m_count;
};

} // namespace tunescope::ui
