// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QLocale>
#include <QMainWindow>

#include <clocale>

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    // QApplication has applied the user's locale; numbers in C functions keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("Tunescope"));
    QApplication::setApplicationVersion(QStringLiteral(TUNESCOPE_VERSION));
    tunescope::ui::ThemeManager themes(application);
    QApplication::setWindowIcon(tunescope::ui::applicationIcon());
    QMainWindow window;
    window.show();
    return QApplication::exec();
}
