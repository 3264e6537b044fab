// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QObject>

#include <memory>

class QApplication;

namespace tunescope::ui {

class SystemScheme;

enum class SchemeChoice { Light, Dark, System };

/// Gives the application its palette, style sheet, style and fonts, and changes them while it runs.
///
/// Painters read `themeOf(this)`; the struct keeps its address and every widget gets a
/// QEvent::PaletteChange and StyleChange when its content changes.
class ThemeManager : public QObject
{
    Q_OBJECT

public:
    explicit ThemeManager(QApplication& application, QObject* parent = nullptr);
    ~ThemeManager() override;

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] SchemeChoice choice() const { return m_choice; }
    [[nodiscard]] double textScale() const { return m_theme.textScale; }

    void setChoice(SchemeChoice choice);
    /// Light becomes dark and the other way round; leaves "follow the system".
    void toggle();
    /// 0.9 to 1.5; clamped.
    void setTextScale(double scale);

signals:
    void themeChanged();

private:
    void apply();
    [[nodiscard]] Scheme wantedScheme() const;

    QApplication& m_application;
    std::unique_ptr<SystemScheme> m_system;
    SchemeChoice m_choice = SchemeChoice::System;
    Theme m_theme;
};

} // namespace tunescope::ui
