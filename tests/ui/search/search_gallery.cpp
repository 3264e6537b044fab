// SPDX-License-Identifier: GPL-3.0-or-later
// search_gallery [--dark] [--size WxH] [--trials N] [--regression] [--grid] [--running]: the search page
// after a real search in a temporary folder, for pictures.
#include "tests/ui/project/project_fixture.h"
#include "ui/pages/search_page.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QTimer>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

QString optionOf(const QStringList& arguments, const QString& name, const QString& otherwise)
{
    const qsizetype at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? otherwise : arguments[at + 1];
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    registerFonts();
    const QStringList arguments = application.arguments();
    ThemeManager themes(application);
    themes.setChoice(arguments.contains("--dark") ? SchemeChoice::Dark : SchemeChoice::Light);
    const FocusRing focusRing(application);
    ProjectFixture fixture;
    SearchPage page(*fixture.controller);
    const QStringList size = optionOf(arguments, "--size", "1356x790").split('x');
    page.resize(size.value(0).toInt(), size.value(1).toInt());
    page.show();
    const int trials = optionOf(arguments, "--trials", "48").toInt();
    if (trials > 0) {
        auto config =
            StudyService::startingConfig(DataSpec{optionOf(arguments, "--data", "digits").toStdString()});
        if (!config)
            return 2;
        config->stage.budget.trials = trials;
        if (arguments.contains("--grid"))
            config->stage.sampler.name = "grid";
        fixture.controller->setDraft(*config, "Gallery");
        if (!arguments.contains("--idle"))
            fixture.controller->start();
    }
    return QApplication::exec();
}
