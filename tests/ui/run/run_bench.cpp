// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is busy with 10,000 trials x 200 epochs loaded (not a test: it prints
// milliseconds).
#include "tests/ui/run/synthetic_study.h"
#include "ui/charts/ghost_item.h"
#include "ui/charts/learning_curve_chart.h"
#include "ui/pages/run/curve_card.h"
#include "ui/pages/run/trial_table_card.h"
#include "ui/pages/run_page.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// The last running trial with one epoch more, everything else shared, as the board publishes it.
StudySnapshotPtr withOneMoreEpoch(const StudySnapshotPtr& before)
{
    auto next = std::make_shared<StudySnapshot>(*before);
    auto chunks = before->chunks();
    const std::size_t last = before->size() - 1;
    auto chunk = std::make_shared<StudySnapshot::Chunk>(*chunks.back());
    TrialSnapshot trial = before->trial(last);
    for (auto* column : {&trial.curves.trainLoss, &trial.curves.validationLoss, &trial.curves.trainMetric,
                         &trial.curves.validationMetric})
        column->push_back(column->back());
    (*chunk)[last % StudySnapshot::kChunk] = std::make_shared<const TrialSnapshot>(std::move(trial));
    chunks.back() = chunk;
    next->assign(std::move(chunks), before->size());
    ++next->revision;
    return next;
}

void report(const char* what, std::vector<double> milliseconds)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("%-46s median %7.2f ms   max %7.2f ms\n", what, milliseconds[milliseconds.size() / 2],
                milliseconds.back());
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    registerFonts();
    ThemeManager themes(application);
    StudySnapshotPtr snapshot = syntheticStudy({.trials = 10'000, .epochs = 200, .planned = 12'000});
    StudyViewModel study({[&] { return snapshot->revision; }, [&] { return snapshot; }});
    QElapsedTimer clock;
    clock.start();
    study.poll();
    RunPageServices services{study};
    services.data = syntheticData(snapshot);
    RunPage page(std::move(services));
    page.resize(1340, 790);
    page.show();
    application.processEvents();
    report("opening the page", {double(clock.nsecsElapsed()) / 1e6});
    while (!page.metricCard().chart().ghosts().isUpToDate() || !page.lossCard().chart().ghosts().isUpToDate())
        application.processEvents(QEventLoop::WaitForMoreEvents);
    report("until the cloud is drawn (on a thread)", {double(clock.nsecsElapsed()) / 1e6});

    std::vector<double> epochs, sorts, hovers;
    for (int i = 0; i < 60; ++i) {
        snapshot = withOneMoreEpoch(snapshot);
        clock.restart();
        study.poll();
        application.processEvents();
        epochs.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    report("one epoch: models, two charts, table, paint", epochs);
    for (int i = 0; i < 20; ++i) {
        clock.restart();
        page.tableCard().model().refresh();
        sorts.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    report("sorting 10 000 rows (at most 4 a second)", sorts);
    LearningCurveChart& chart = page.metricCard().chart();
    for (int i = 0; i < 50; ++i) {
        clock.restart();
        (void)chart.trialNear(chart.plot().area.topLeft() + QPointF(5.0 * i, 2.0 * i));
        hovers.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    report("finding the curve under the pointer", hovers);
    return 0;
}
