// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/system_scheme.h"

#include "ui/widgets/motion.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPalette>

namespace tunescope::ui {
namespace {

constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kGroup = "org.freedesktop.appearance";
constexpr auto kKey = "color-scheme";
// GNOME's switch; desktops without it leave the question unanswered.
constexpr auto kMotionGroup = "org.gnome.desktop.interface";
constexpr auto kMotionKey = "enable-animations";

/// `Read` wraps its answer in one variant more than the newer `ReadOne`.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemScheme::SystemScheme(const QPalette& startPalette, QObject* parent)
    : QObject(parent)
    , m_scheme(startPalette.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light)
    , m_paletteScheme(m_scheme)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(kGroup, kKey);
    ask(kMotionGroup, kMotionKey);
}

void SystemScheme::ask(const char* group, const char* key)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    message << QString::fromLatin1(group) << QString::fromLatin1(key);
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [=, this] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(QString::fromLatin1(group), QString::fromLatin1(key), unwrapped(reply.value().variant()));
        watcher->deleteLater();
    });
}

void SystemScheme::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    take(group, key, unwrapped(value.variant()));
}

void SystemScheme::take(const QString& group, const QString& key, const QVariant& value)
{
    if (group == QLatin1String(kGroup) && key == QLatin1String(kKey))
        use(value.toUInt());
    else if (group == QLatin1String(kMotionGroup) && key == QLatin1String(kMotionKey) && value.isValid())
        setSystemMotionReduced(!value.toBool());
}

void SystemScheme::use(uint preference)
{
    const Scheme scheme = preference == 1 ? Scheme::Dark : preference == 2 ? Scheme::Light : m_paletteScheme;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    emit changed();
}

} // namespace tunescope::ui
