// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/english_plurals.h"
#include "app/gui/pseudo_locale.h"
#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "ui/shell/appearance.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QScreen>

#include <clocale>
#include <cstdlib>

namespace {

constexpr QSize kDefaultSize(1440, 900);

/// 1440 x 900, or 90 % of a smaller screen.
QSize startSize()
{
    const QSize screen = QGuiApplication::primaryScreen()->availableSize();
    if (screen.width() > kDefaultSize.width() && screen.height() > kDefaultSize.height())
        return kDefaultSize;
    if (screen == kDefaultSize)
        return screen;
    return (QSizeF(screen) * 0.9).toSize().boundedTo(kDefaultSize);
}

} // namespace

int main(int argc, char** argv)
{
    // Training uses one OpenMP thread a worker; the window's own thread must not start a team either.
    setenv("OMP_NUM_THREADS", "1", 0);
    tunescope::keepMemoryForTrials();
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    // QApplication has applied the user's locale; numbers in C functions keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setOrganizationName(QStringLiteral("tunescope"));
    QApplication::setApplicationName(QStringLiteral("Tunescope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tunescope"));
    QApplication::setApplicationVersion(QStringLiteral(TUNESCOPE_VERSION));
    tunescope::ui::EnglishPlurals plurals;
    QApplication::installTranslator(&plurals);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption geometry(QStringLiteral("size"),
                                      QStringLiteral("Size of the window, for example 1024x640."),
                                      QStringLiteral("WxH"));
    parser.addOption(geometry);
    const QCommandLineOption pseudo(QStringLiteral("pseudo-locale"),
                                    QStringLiteral("Makes every text 35 % longer, to see whether it has room."));
    parser.addOption(pseudo);
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("A project (.tune) or a data file to open."));
    parser.process(application);
    tunescope::ui::PseudoLocale longer;
    if (parser.isSet(pseudo))
        QApplication::installTranslator(&longer);

    tunescope::ui::ThemeManager themes(application);
    tunescope::ui::keepAppearance(themes);
    const tunescope::ui::FocusRing focusRing(application);
    QApplication::setWindowIcon(tunescope::ui::applicationIcon());
    tunescope::Services services = tunescope::makeServices();
    tunescope::ui::WindowController controller(std::move(services.studies), themes);
    const QStringList wanted = parser.value(geometry).split(QLatin1Char('x'));
    const QSize size = wanted.size() == 2 ? QSize(wanted[0].toInt(), wanted[1].toInt()) : startSize();
    controller.window().resize(size);
    controller.window().show();
    if (!parser.positionalArguments().isEmpty())
        controller.openFile(parser.positionalArguments().constFirst());
    return QApplication::exec();
}
