// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QStyle>

#include <array>

namespace tunescope::ui {
namespace {

constexpr std::array kKindNames{"primary", "secondary", "accent", "quiet", "danger", "link"};
constexpr std::array kSizeNames{"small", "normal", "large", "hero"};

ColorRole iconRole(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Primary:
        return ColorRole::OnAccent;
    case ButtonKind::Secondary:
        return ColorRole::Text2;
    case ButtonKind::Accent:
    case ButtonKind::Link:
        return ColorRole::Accent;
    case ButtonKind::Quiet:
        return ColorRole::Text2;
    case ButtonKind::Danger:
        return ColorRole::Danger;
    }
    return ColorRole::Text2;
}

/// Enter presses it while it has the focus, in a dialog and outside of one; Qt's own waits for Space.
class Button final : public QPushButton
{
public:
    using QPushButton::QPushButton;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QPushButton::keyPressEvent(event);
    }
};

} // namespace

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, ButtonSize size)
{
    QPushButton* button = new Button(text);
    button->setProperty("kind", QLatin1String(kKindNames[std::size_t(kind)]));
    button->setProperty("extent", QLatin1String(kSizeNames[std::size_t(size)]));
    if (!iconName.isEmpty()) {
        // Two blanks are the gap between icon and text that Qt's style sheets cannot set.
        button->setIcon(themedIcon(iconName, iconRole(kind)));
        if (!text.isEmpty())
            button->setText(QStringLiteral(" ") + text);
    }
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& name)
{
    auto* button = new QToolButton;
    button->setIcon(themedIcon(iconName, ColorRole::Text2, ColorRole::Accent));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void setButtonKind(QPushButton* button, ButtonKind kind)
{
    button->setProperty("kind", QLatin1String(kKindNames[std::size_t(kind)]));
    button->style()->unpolish(button);
    button->style()->polish(button);
}

} // namespace tunescope::ui
