// SPDX-License-Identifier: GPL-3.0-or-later
// How long the Analyse page takes with ten thousand trials: analyse_bench [trials] [tab]
#include "tests/ui/run/synthetic_study.h"
#include "ui/charts/parallel_view.h"
#include "ui/pages/analyse_page.h"
#include "ui/widgets/theme_manager.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cstdio>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// Every turn of the event loop that paints is part of the answer.
double millisecondsOf(AnalysePage& page, const std::function<void()>& act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    QCoreApplication::sendPostedEvents();
    page.repaint();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    registerFonts();
    const int trials = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const auto tab = static_cast<AnalyseTab>(argc > 2 ? std::atoi(argv[2]) : 0);
    const StudySnapshotPtr snapshot =
        syntheticStudy({.trials = trials, .running = 0, .state = RunnerState::Finished});
    StudyViewModel study({[] { return std::uint64_t{1}; }, [&] { return snapshot; }});
    study.poll();
    QElapsedTimer timer;
    timer.start();
    AnalysePage page(study);
    page.resize(1340, 790);
    page.show();
    page.showTab(tab);
    (void)QTest::qWaitForWindowExposed(&page);
    std::printf("open: %.1f ms\n", double(timer.nsecsElapsed()) / 1e6);
    QTest::qWait(3000); // Fits and pictures in the background.
    double worst = 0.0, sum = 0.0;
    for (int step = 0; step < 30; ++step) {
        const double took = millisecondsOf(page, [&] { page.model().setSpan(0, {0.2, 0.3 + 0.02 * step}); });
        worst = std::max(worst, took);
        sum += took;
        QTest::qWait(30);
    }
    std::printf("brush step: mean %.1f ms, worst %.1f ms\n", sum / 30, worst);
    worst = sum = 0.0;
    for (int step = 0; step < 30; ++step) {
        const QPoint at(100 + 30 * step, 150);
        const double took = millisecondsOf(page, [&] { QTest::mouseMove(&page.parallel(), at); });
        worst = std::max(worst, took);
        sum += took;
    }
    std::printf("hover step: mean %.1f ms, worst %.1f ms\n", sum / 30, worst);
    timer.restart();
    while ((!page.importance().report() || !page.contour().plane()) && timer.elapsed() < 120'000)
        QTest::qWait(20);
    std::printf("importance and contour after another %.1f s\n", double(timer.elapsed()) / 1000.0);
    return 0;
}
