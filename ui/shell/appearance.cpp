// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/widgets/motion.h"
#include "ui/widgets/theme_manager.h"

#include <QSettings>

#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

const QString kThemeKey = QStringLiteral("appearance/theme");
const QString kTextKey = QStringLiteral("appearance/textPercent");
const QString kMotionKey = QStringLiteral("appearance/motion");
constexpr std::array kMotionNames{"system", "reduced", "full"}; ///< In the order of MotionChoice.
constexpr std::array kChoiceNames{"light", "dark", "system"}; ///< In the order of SchemeChoice.

} // namespace

void keepMotion()
{
    QSettings().setValue(kMotionKey, QLatin1String(kMotionNames[static_cast<std::size_t>(motionChoice())]));
}

void keepAppearance(ThemeManager& themes)
{
    const QSettings settings;
    const QString name = settings.value(kThemeKey).toString();
    for (std::size_t i = 0; i < kChoiceNames.size(); ++i) {
        if (name == QLatin1String(kChoiceNames[i]))
            themes.setChoice(static_cast<SchemeChoice>(i));
    }
    const QString motion = settings.value(kMotionKey).toString();
    for (std::size_t i = 0; i < kMotionNames.size(); ++i) {
        if (motion == QLatin1String(kMotionNames[i]))
            setMotionChoice(static_cast<MotionChoice>(i));
    }
    const int percent = settings.value(kTextKey).toInt();
    if (percent > 0)
        themes.setTextScale(percent / 100.0);
    QObject::connect(&themes, &ThemeManager::themeChanged, &themes, [&themes] {
        QSettings kept;
        kept.setValue(kThemeKey, QLatin1String(kChoiceNames[static_cast<std::size_t>(themes.choice())]));
        kept.setValue(kTextKey, static_cast<int>(std::lround(100.0 * themes.textScale())));
    });
}

} // namespace tunescope::ui
