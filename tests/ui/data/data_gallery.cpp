// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one of the pages with real data for pictures:
//   data_gallery welcome|projects|data|table|plane|import|best [dark] [WIDTHxHEIGHT] [FILE.csv]
#include "tests/ui/best/study_of_trials.h"
#include "tests/ui/data/fake_data.h"
#include "ui/pages/best_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/welcome_page.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QMainWindow>
#include <QTimer>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

WelcomePorts welcomePorts(const QList<RecentProject>& projects)
{
    return {
        .inBackground = &runAtOnce,
        .readRows = [](const DataSpec& data,
                       const std::vector<std::int64_t>& rows) { return StudyService::readRows(data, rows); },
        .demoTrials = []() -> Result<int> { return 1537; },
        .recentProjects = [projects] { return projects; },
        .startDemo = [] {},
        .openProject = [](const QString&) {}};
}

StudySnapshotPtr exampleStudy()
{
    std::vector<TrialNumbers> trials;
    for (int i = 0; i < 30; ++i)
        trials.push_back({0.992 - 0.0031 * (i * 7 % 30), 0.02 + 0.001 * i, 4000 + 900 * (i * 11 % 30)});
    return studyOf(trials);
}

std::string exampleJson(int trial)
{
    return "{\n  \"format\": \"tunescope.best/1\",\n  \"trial\": " + std::to_string(trial) +
           ",\n  \"params\": {\n    \"learning_rate\": 0.0019677,\n    \"optimizer\": \"rmsprop\",\n    "
           "\"nesterov\": false\n  }\n}\n";
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tunescope-gallery"));
    ThemeManager themes(application);
    FocusRing ring(application);
    const QStringList args = QApplication::arguments().mid(1);
    themes.setChoice(args.contains(QLatin1String("dark")) ? SchemeChoice::Dark : SchemeChoice::Light);
    QSize size(1356, 790); // 1440x900 without rail, top bar and strip
    QString file;
    for (const QString& arg : args) {
        if (arg.contains(QLatin1Char('x')) && arg.front().isDigit())
            size = QSize(arg.section(QLatin1Char('x'), 0, 0).toInt(),
                         arg.section(QLatin1Char('x'), 1, 1).toInt());
        if (arg.contains(QLatin1Char('/')))
            file = arg;
    }
    const QString what = args.value(0);
    QMainWindow window;
    FakeData data;
    data.baselines = Baselines{"accuracy", 0.102, 0.961};
    StudySnapshotPtr snapshot = exampleStudy();
    StudyViewModel study(
        {.revision = [&] { return snapshot->revision; }, .snapshot = [&] { return snapshot; }});
    if (what == QLatin1String("welcome") || what == QLatin1String("projects")) {
        QList<RecentProject> projects;
        for (int i = 0; what == QLatin1String("projects") && i < 6; ++i)
            projects.append({QStringLiteral("/home/me/p%1.tune").arg(i),
                             QStringLiteral("Digits demo %1").arg(i + 1), 1400 + i, 0.97 + i * 0.002,
                             QStringLiteral("accuracy")});
        window.setCentralWidget(new WelcomePage(welcomePorts(projects)));
    } else if (what == QLatin1String("best")) {
        study.poll();
        window.setCentralWidget(new BestPage(
            study,
            {.inBackground = &runAtOnce,
             .rerun =
                 [](int) {
                     return Result<StudyService::RerunReport>(StudyService::RerunReport{.epochs = 20});
                 },
             .exportFolder = [] { return QStringLiteral("/tmp/tunescope-gallery/digits"); },
             .post = [](const Message&) {}},
            {{{"best", "Best configuration", "best.json", "json",
               [](int trial) { return Result<std::string>(exampleJson(trial)); }},
              {"trials", "All trials", "trials.csv", "csv",
               [](int) { return Result<std::string>("number,state,value\n0,complete,0.992\n"); }},
              {"curves", "Learning curves", "curves.csv", "csv",
               [](int) { return Result<std::string>("trial,epoch,loss\n0,0,2.3\n"); }}}}));
    } else {
        auto* page = new DataPage(data.ports());
        data.changed = [page] { page->refresh(); };
        window.setCentralWidget(page);
        data.open(DataSpec{.source = what == QLatin1String("table")   ? "penguins"
                                     : what == QLatin1String("plane") ? "wine"
                                                                      : "digits"});
        if (what == QLatin1String("plane"))
            emit page->findChild<SegmentedControl*>(QStringLiteral("viewChoice"))->chosen(2);
        if (what == QLatin1String("import"))
            QTimer::singleShot(300, page, [page, file] { page->importFile(file); });
    }
    window.resize(size);
    window.move(0, 0);
    window.show();
    return QApplication::exec();
}
