// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/english_plurals.h"
#include "app/gui/offscreen_export.h"
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

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <string_view>

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

/// Pictures and reports need no screen.
bool wantsExport(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        return std::string_view(argument).starts_with("--export");
    });
}

struct ExportOptions {
    const QCommandLineOption kind{QStringLiteral("export"),
                                  QStringLiteral("Writes without a window: html or pdf (report), svg, png or csv (charts), list (names of charts)."),
                                  QStringLiteral("KIND")};
    const QCommandLineOption study{QStringLiteral("study"), QStringLiteral("With --export: the .tune file."), QStringLiteral("FILE")};
    const QCommandLineOption out{QStringLiteral("out"), QStringLiteral("With --export: the file, or a folder for several charts."), QStringLiteral("PATH")};
    const QCommandLineOption chart{QStringLiteral("chart"), QStringLiteral("With --export: this chart only; may be repeated."), QStringLiteral("NAME")};
    const QCommandLineOption trial{QStringLiteral("trial"), QStringLiteral("With --export: another trial than the best one."), QStringLiteral("K")};
    const QCommandLineOption scale{QStringLiteral("scale"), QStringLiteral("With --export png: pixels a pixel on screen, 1 to 8."), QStringLiteral("S"), QStringLiteral("2")};
    const QCommandLineOption dark{QStringLiteral("dark"), QStringLiteral("With --export: in the dark colours.")};
};

int exportOffscreen(QApplication& application, const QCommandLineParser& parser, const ExportOptions& options)
{
    tunescope::ui::ThemeManager themes(application);
    themes.setChoice(parser.isSet(options.dark) ? tunescope::ui::SchemeChoice::Dark : tunescope::ui::SchemeChoice::Light);
    bool isNumber = true;
    const int trial = parser.isSet(options.trial) ? parser.value(options.trial).toInt(&isNumber) : -1;
    if (!isNumber || (parser.isSet(options.trial) && trial < 0)) {
        qCritical("tunescope: --trial %s: use the number of a trial.", qPrintable(parser.value(options.trial)));
        return 2;
    }
    return tunescope::ui::runOffscreenExport({.kind = parser.value(options.kind),
                                              .study = parser.value(options.study),
                                              .out = parser.value(options.out),
                                              .charts = parser.values(options.chart),
                                              .trial = trial,
                                              .scale = parser.value(options.scale).toDouble()});
}

} // namespace

int main(int argc, char** argv)
{
    // Training uses one OpenMP thread a worker; the window's own thread must not start a team either.
    setenv("OMP_NUM_THREADS", "1", 0);
    tunescope::keepMemoryForTrials();
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    if (wantsExport(argc, argv)) {
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        setenv("QT_LOGGING_RULES", "*.warning=false", 0); // The platform speaks of windows that nobody sees.
    }
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
    const ExportOptions exports;
    parser.addOptions({exports.kind, exports.study, exports.out, exports.chart, exports.trial, exports.scale, exports.dark});
    parser.process(application);
    if (parser.isSet(exports.kind))
        return exportOffscreen(application, parser, exports);
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
