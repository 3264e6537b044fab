// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QDBusVariant>
#include <QObject>

class QPalette;

namespace tunescope::ui {

/// The light or dark preference of the desktop, and whether it wants things to move (setSystemMotionReduced()).
///
/// Asked of the desktop portal (org.freedesktop.appearance, color-scheme: 0 none, 1 dark, 2 light)
/// without blocking; until it answers, or without a portal, the palette that Qt started with decides.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(const QPalette& startPalette, QObject* parent = nullptr);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(const char* group, const char* key);
    void take(const QString& group, const QString& key, const QVariant& value);
    void use(uint preference);

    Scheme m_scheme;
    Scheme m_paletteScheme;
};

} // namespace tunescope::ui
