// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window with 10,000 trials of 200 epochs: how long it takes to open them from their file, and how
// long the window's thread is busy with what a reader does. Not a test: it prints milliseconds beside their
// budgets (design/ux/ux.md section 18).   bench_window [TRIALS [EPOCHS]]
#include "app/gui/window_controller.h"
#include "app/wiring.h"
#include "core/storage/sqlite_store_factory.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/theme_manager.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// A study of iris whose trials were not trained but written: curves from a formula.
bool writeStudy(const std::string& path, int trials, int epochs)
{
    StudyService maker(makeServices().stores);
    StudyConfig config = *StudyService::startingConfig(DataSpec{"iris"});
    config.stage.fixed.set("epochs", std::int64_t{epochs});
    config.stage.budget.trials = trials;
    const std::string first = path + ".first";
    if (!maker.create(config, first))
        return false;
    const StoredStudy stored = *maker.stored();
    maker.close();
    SqliteStoreFactory factory;
    auto store = factory.create(path, stored.config, stored.facts, stored.engine, {});
    if (!store)
        return false;
    for (int number = 0; number < trials; ++number) {
        TrialStart start{number, 0, std::uint64_t(number), {}, {}};
        const double u = std::fmod(number * 0.61803398875, 1.0);
        for (const ParamSpec& spec : stored.config.stage.space.params()) {
            if (stored.config.stage.space.isActive(spec, start.params))
                start.params.set(spec.name,
                                 valueAt(spec.distribution,
                                         std::fmod(u * (1.0 + double(start.params.size())) * 1.7, 1.0)));
        }
        (*store)->trialStarted(start);
        TrialOutcome outcome;
        for (int epoch = 0; epoch <= epochs; ++epoch) {
            EpochRecord record;
            record.trial = number;
            record.epoch = epoch;
            const double value =
                (0.35 + 0.6 * u) * (1.0 - std::exp(-epoch / 12.0)) + 0.02 * std::sin(epoch * (3.0 + u));
            record.validation = {1.0 - value, std::vector<double>(stored.facts.metricNames.size(), value)};
            if (epoch > 0)
                record.train = record.validation;
            record.learningRate = 0.01;
            record.epochSeconds = 0.001;
            (*store)->epochReported(record);
            if (!outcome.value || value > *outcome.value) {
                outcome.value = value;
                outcome.bestEpoch = epoch;
            }
            outcome.lastValue = value;
        }
        outcome.reason = {"completed", "completed"};
        outcome.trialSeconds = 0.2;
        (*store)->trialTold(number, outcome);
        if (number % 500 == 499 && !(*store)->flush())
            return false;
    }
    return (*store)->flush().has_value();
}

/// Milliseconds by the clock, and of processor time that this thread itself used: a busy machine lengthens
/// only the first.
struct Spent {
    double wall = 0.0;
    double own = 0.0;
};

double ownMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * double(time.tv_sec) + 1e-6 * double(time.tv_nsec);
}

void report(const char* what, Spent spent, double budget)
{
    std::printf("%-46s %8.1f ms of this thread  %8.1f ms by the clock   budget %5.0f   %s\n", what, spent.own,
                spent.wall, budget, spent.own <= budget ? "kept" : "MISSED");
    std::fflush(stdout);
}

Spent timed(const std::function<void()>& act)
{
    QElapsedTimer clock;
    clock.start();
    const double own = ownMilliseconds();
    act();
    QApplication::sendPostedEvents();
    QApplication::processEvents();
    return {double(clock.nsecsElapsed()) / 1e6, ownMilliseconds() - own};
}

void settle(int ms)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("tunescope-bench"));
    const int trials = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const int epochs = argc > 2 ? std::atoi(argv[2]) : 200;
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("large.tune"));
    QElapsedTimer clock;
    clock.start();
    if (!writeStudy(path.toStdString(), trials, epochs)) {
        std::fprintf(stderr, "The study could not be written.\n");
        return 1;
    }
    std::printf("wrote %d trials of %d epochs in %.1f s\n", trials, epochs, double(clock.elapsed()) / 1e3);
    ThemeManager themes(application);
    WindowController controller(std::shared_ptr<StudyService>(makeServices().studies), themes);
    MainWindow& window = controller.window();
    window.resize(1440, 900);
    window.show();
    settle(1500);
    StudyViewModel& study = controller.project().study();
    Spent longest, turn;
    clock.restart();
    controller.openFile(path);
    while (!study.snapshot() || study.snapshot()->size() < static_cast<std::size_t>(trials)) {
        turn = timed([] { QApplication::processEvents(QEventLoop::AllEvents, 5); });
        longest = {std::max(longest.wall, turn.wall), std::max(longest.own, turn.own)};
        QThread::msleep(1); // A window that waits leaves its processor to the thread that reads.
        if (clock.elapsed() > 120'000) {
            std::fprintf(stderr, "The study did not open.\n");
            return 1;
        }
    }
    turn = timed([&] { window.repaint(); });
    const double opened = double(clock.nsecsElapsed()) / 1e6;
    report("open: until the trials are painted (clock)", {opened, opened}, 2000);
    report("open: longest turn of the window's thread",
           {std::max(longest.wall, turn.wall), std::max(longest.own, turn.own)}, 50);
    settle(3000);
    for (const char* page : {"search", "compare", "analyse", "best", "data", "run"}) {
        report((std::string("show page ") + page).c_str(),
               timed([&] { window.showPage(QString::fromLatin1(page)); }), 50);
        settle(2500);
        report((std::string("  once more, ") + page).c_str(), timed([&] { window.repaint(); }), 16);
    }
    report("select a trial", timed([&] { study.select(trials / 2); }), 50);
    settle(500);
    report("pin a trial", timed([&] { study.togglePin(trials / 3); }), 50);
    settle(500);
    report("hover a trial", timed([&] { study.hover(trials / 4); }), 50);
    settle(300);
    for (QLineEdit* field : window.findChildren<QLineEdit*>()) {
        if (field->isVisible() && field->placeholderText().startsWith(QStringLiteral("lr"))) {
            report("type a filter", timed([&] { field->setText(QStringLiteral("epoch >= 100")); }), 50);
            settle(500);
            report("clear the filter", timed([&] { field->clear(); }), 50);
            settle(500);
        }
    }
    report("another theme", timed([&] { themes.toggle(); }), 50);
    settle(1500);
    report("resize to 1024 x 640", timed([&] { window.resize(1024, 640); }), 50);
    return 0;
}
