// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/background_job.h"

#include <QSemaphore>
#include <QtTest>

using namespace tunescope::ui;

class TestBackgroundJob : public QObject
{
    Q_OBJECT

private slots:
    void worksElsewhereAndDeliversHere();
    void dropsResultOfAnOlderJob();
    void neverStartsAJobThatWasOvertakenWhileWaiting();
    void deliversEveryJobOfAQueueInOrder();
    void forgetsWhatIsUnderWay();
    void deliversNothingAfterItsEnd();
};

void TestBackgroundJob::worksElsewhereAndDeliversHere()
{
    BackgroundJobs jobs;
    QThread* worked = nullptr;
    QThread* delivered = nullptr;
    jobs.run("a", [&]() -> BackgroundJobs::Deliver {
        worked = QThread::currentThread();
        return [&] { delivered = QThread::currentThread(); };
    });

    QTRY_COMPARE(delivered, QThread::currentThread());
    QVERIFY(worked != delivered);
}

void TestBackgroundJob::dropsResultOfAnOlderJob()
{
    BackgroundJobs jobs;
    QSemaphore go;
    QStringList delivered;
    jobs.run("a", [&]() -> BackgroundJobs::Deliver {
        go.acquire();
        return [&] { delivered << "old"; };
    });
    jobs.run("a", [&]() -> BackgroundJobs::Deliver { return [&] { delivered << "new"; }; });
    go.release();

    QTRY_VERIFY(!delivered.isEmpty());
    QCOMPARE(delivered, QStringList{"new"});
}

void TestBackgroundJob::neverStartsAJobThatWasOvertakenWhileWaiting()
{
    BackgroundJobs jobs;
    QSemaphore go;
    std::atomic<int> started = 0;
    bool done = false;
    jobs.run("a", [&]() -> BackgroundJobs::Deliver {
        go.acquire();
        return {};
    });
    for (int i = 0; i < 5; ++i)
        jobs.run("a", [&]() -> BackgroundJobs::Deliver {
            ++started;
            return [&] { done = true; };
        });
    go.release();

    QTRY_VERIFY(done);
    QCOMPARE(started.load(), 1);
}

void TestBackgroundJob::deliversEveryJobOfAQueueInOrder()
{
    BackgroundJobs jobs;
    QList<int> delivered;
    for (int i = 0; i < 5; ++i)
        jobs.run(
            "q", [&, i]() -> BackgroundJobs::Deliver { return [&, i] { delivered << i; }; },
            BackgroundJobs::Kind::Queue);

    QTRY_COMPARE(delivered, (QList<int>{0, 1, 2, 3, 4}));
}

void TestBackgroundJob::forgetsWhatIsUnderWay()
{
    BackgroundJobs jobs;
    QSemaphore go;
    bool delivered = false;
    jobs.run("a", [&]() -> BackgroundJobs::Deliver {
        go.acquire();
        return [&] { delivered = true; };
    });
    jobs.forget("a");
    go.release();

    QTRY_VERIFY(!jobs.isBusy("a"));
    QVERIFY(!delivered);
}

void TestBackgroundJob::deliversNothingAfterItsEnd()
{
    bool delivered = false;
    QSemaphore worked;
    {
        BackgroundJobs jobs;
        jobs.run("a", [&]() -> BackgroundJobs::Deliver {
            worked.release();
            return [&] { delivered = true; };
        });
        worked.acquire();
    }
    QCoreApplication::processEvents();

    QVERIFY(!delivered);
}

QTEST_GUILESS_MAIN(TestBackgroundJob)
#include "tst_background_job.moc"
