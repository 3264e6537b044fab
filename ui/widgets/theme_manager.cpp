// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme_manager.h"

#include "ui/widgets/system_scheme.h"
#include "ui/widgets/theme_names.h"
#include "ui/widgets/theme_style.h"

#include <QApplication>
#include <QToolTip>

namespace tunescope::ui {

ThemeManager::ThemeManager(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_system(std::make_unique<SystemScheme>(application.palette()))
{
    registerFonts();
    m_application.setStyle(new ThemeStyle);
    m_application.setProperty(kThemeProperty, QVariant::fromValue<const Theme*>(&m_theme));
    connect(m_system.get(), &SystemScheme::changed, this, [this] {
        if (m_choice == SchemeChoice::System)
            apply();
    });
    m_theme = loadTheme(wantedScheme());
    apply();
}

ThemeManager::~ThemeManager()
{
    m_application.setProperty(kThemeProperty, QVariant());
}

void ThemeManager::setChoice(SchemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ThemeManager::toggle()
{
    setChoice(m_theme.scheme == Scheme::Light ? SchemeChoice::Dark : SchemeChoice::Light);
}

void ThemeManager::setTextScale(double scale)
{
    m_theme.textScale = std::clamp(scale, 0.9, 1.5);
    apply();
}

Scheme ThemeManager::wantedScheme() const
{
    switch (m_choice) {
    case SchemeChoice::Light:
        return Scheme::Light;
    case SchemeChoice::Dark:
        return Scheme::Dark;
    case SchemeChoice::System:
        return m_system->scheme();
    }
    return Scheme::Light;
}

void ThemeManager::apply()
{
    m_theme = loadTheme(wantedScheme(), m_theme.textScale);
    m_application.setFont(m_theme.font(TextStyle::Body));
    m_application.setPalette(paletteOf(m_theme));
    QToolTip::setPalette(tooltipPaletteOf(m_theme));
    QToolTip::setFont(m_theme.font(TextStyle::Table));
    m_application.setStyleSheet(styleSheetOf(m_theme));
    emit themeChanged();
}

} // namespace tunescope::ui
