// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the Run and Compare pages with a made-up study, for pictures: run_gallery
// run|few|regression|drilldown| compare|overlay|empty [light|dark] [WIDTHxHEIGHT]
#include "tests/ui/run/synthetic_study.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/run/confusion_card.h"
#include "ui/pages/run_page.h"
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

SyntheticOptions optionsFor(const QString& what)
{
    if (what == QLatin1String("few"))
        return {.trials = 24, .epochs = 40, .planned = 32, .secondsPerTrial = 6.0};
    if (what == QLatin1String("regression"))
        return {.trials = 120, .epochs = 30, .planned = 200, .isRegression = true};
    if (what == QLatin1String("compare") || what == QLatin1String("overlay"))
        return {
            .trials = 48, .epochs = 40, .running = 0, .secondsPerTrial = 6.0, .state = RunnerState::Finished};
    return {.trials = 488, .epochs = 20, .planned = 600};
}

QWidget* makePage(const QString& what, StudyViewModel& study, PlaybackModel& playback,
                  const TrialDataSource& data)
{
    if (what == QLatin1String("compare") || what == QLatin1String("overlay")) {
        auto* page = new ComparePage(study, data);
        const std::vector<int> ranked = rankedTrials(*study.snapshot());
        for (const std::size_t i : {std::size_t{0}, ranked.size() / 3, ranked.size() / 2, ranked.size() - 1})
            study.togglePin(ranked[i]);
        if (what == QLatin1String("overlay"))
            page->setCompareLayout(CompareLayout::Overlay);
        return page;
    }
    RunPageServices services{study,
                             &playback,
                             data,
                             {},
                             [] { return QStringLiteral("32 trials are ready, about 1 min 50 s."); },
                             [] {},
                             [what] {
                                 return what == QLatin1String("regression")
                                            ? Baselines{"rmse", 77.0, 54.0}
                                            : Baselines{"accuracy", 0.102, 0.961};
                             }};
    auto* page = new RunPage(std::move(services));
    if (study.snapshot() && what == QLatin1String("run"))
        study.select(rankedTrials(*study.snapshot())[6]);
    if (what == QLatin1String("drilldown"))
        emit page->confusionCard().cellActivated(8, 1);
    return page;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
    const QStringList arguments = application.arguments();
    const QString what = arguments.value(1, QStringLiteral("run"));
    ThemeManager themes(application);
    themes.setChoice(arguments.value(2) == QLatin1String("dark") ? SchemeChoice::Dark : SchemeChoice::Light);
    const StudySnapshotPtr snapshot =
        what == QLatin1String("empty") ? nullptr : syntheticStudy(optionsFor(what));
    StudyViewModel study({[] { return std::uint64_t{1}; }, [snapshot] { return snapshot; }});
    study.poll();
    PlaybackModel playback(study);
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    // The shell takes the rail's 84 px, the top bar's 46 and the strip's 64; the breakpoints are the
    // window's.
    layout->setContentsMargins(84, 46, 0, 64);
    layout->addWidget(
        makePage(what, study, playback, snapshot ? syntheticData(snapshot) : TrialDataSource{}));
    const QStringList size = arguments.value(3, QStringLiteral("1440x900")).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    window.show();
    return application.exec();
}
