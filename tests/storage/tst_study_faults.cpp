// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/sqlite_store_factory.h"
#include "tests/storage/study_samples.h"

#include <QtTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

using namespace tunescope;

class TestStudyFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void refusesToOpen_data();
    void refusesToOpen();
    void refusesToReplaceAFile();
    void refusesAFolderThatIsNotThere();
    void refusesAFolderWithoutWriteAccess();
    void refusesASecondWriter();
    void losesTheLockWithTheProcess();
    void refusesANewerVersion();
    void leavesADamagedTrialOut();
    void showsWhatIsLeftOfADamagedFile();
    void keepsTheQueueWhileTheDiskIsFull();
    void movesToAnotherFileWithWhatTheFullDiskKept();
    void copiesWhileTrialsAreWritten();
    void keepsToldTrialsWhenTheProcessIsKilled();

private:
    [[nodiscard]] std::string path(const char* name = "s.tune") const
    {
        return m_folder->filePath(name).toStdString();
    }
    Result<std::unique_ptr<StudyStore>> create(const std::string& file)
    {
        return SqliteStoreFactory().create(file, sampleConfig(), sampleFacts(), sampleEngine(), "");
    }
    void createWithTrials(int trials);
    void change(const char* sql);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStudyFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}
void TestStudyFaults::cleanup()
{
    m_folder.reset();
}

void TestStudyFaults::createWithTrials(int trials)
{
    auto store = create(path());
    QVERIFY(store);
    for (int number = 0; number < trials; ++number)
        writeTrial(**store, number, 5);
}

void TestStudyFaults::change(const char* sql)
{
    const auto database = Database::open(path(), OpenMode::ReadWrite);
    QVERIFY(database);
    QVERIFY((*database)->execute(sql));
}

void TestStudyFaults::refusesToOpen_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("exists");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("missing") << QByteArray() << false << QByteArray("FileMissing");
    QTest::newRow("empty") << QByteArray() << true << QByteArray("StudyNotAStudy");
    QTest::newRow("text") << QByteArray("a,b\n").repeated(300) << true << QByteArray("StudyNotAStudy");
    QTest::newRow("header of SQLite and rubbish")
        << QByteArray("SQLite format 3\0", 16) + QByteArray(2000, '\x7F') << true
        << QByteArray("StudyNotAStudy");
}

void TestStudyFaults::refusesToOpen()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, exists);
    QFETCH(QByteArray, error);
    if (exists)
        std::ofstream(path(), std::ios::binary) << content.toStdString();
    for (const StoreAccess access : {StoreAccess::Write, StoreAccess::Look}) {
        const auto store = SqliteStoreFactory(access).open(path());
        QVERIFY(!store);
        QCOMPARE(QByteArray::fromStdString(std::string(errorName(store.error().code))), error);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), exists ? 1 : 0);
}

void TestStudyFaults::refusesToReplaceAFile()
{
    createWithTrials(1);
    const auto second = create(path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::StudyExists);
    QCOMPARE((*SqliteStoreFactory().open(path()))->load()->trials.size(), std::size_t{1});
}

void TestStudyFaults::refusesAFolderThatIsNotThere()
{
    const auto store = create(path("none/s.tune"));
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::FolderMissing);
}

void TestStudyFaults::refusesAFolderWithoutWriteAccess()
{
    createWithTrials(2);
    std::filesystem::permissions(m_folder->path().toStdString(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const bool isProtected = access(m_folder->path().toUtf8().constData(), W_OK) != 0;
    const auto fresh = isProtected ? create(path("t.tune"))
                                   : Result<std::unique_ptr<StudyStore>>(fail(ErrorCode::FolderReadOnly));
    const auto old = SqliteStoreFactory().open(path());
    const auto study = old ? (*old)->load() : Result<StoredStudy>(fail(old.error()));
    const bool isFaulty = old && (*old)->fault().has_value();
    std::filesystem::permissions(m_folder->path().toStdString(), std::filesystem::perms::owner_all);
    if (!isProtected)
        QSKIP("this user may write everywhere");
    QVERIFY(!fresh);
    QCOMPARE(fresh.error().code, ErrorCode::FolderReadOnly);
    QVERIFY2(study.has_value(), study ? "" : errorText(study.error()).c_str());
    QCOMPARE(study->trials.size(), std::size_t{2});
    QVERIFY(isFaulty);
}

void TestStudyFaults::refusesASecondWriter()
{
    const auto first = create(path());
    QVERIFY(first);
    const auto second = SqliteStoreFactory().open(path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::StudyInUse);
}

void TestStudyFaults::losesTheLockWithTheProcess()
{
    createWithTrials(1);
    const pid_t child = fork();
    if (child == 0) {
        const auto store = SqliteStoreFactory().open(path());
        raise(SIGKILL);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QVERIFY(std::filesystem::exists(path() + "-lock"));
    QVERIFY(SqliteStoreFactory().open(path()));
}

void TestStudyFaults::refusesANewerVersion()
{
    createWithTrials(1);
    change("PRAGMA user_version = 99");
    const auto store = SqliteStoreFactory().open(path());
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StudyNewer);
    QCOMPARE(store.error().arg("version"), std::string("99"));
}

void TestStudyFaults::leavesADamagedTrialOut()
{
    createWithTrials(4);
    change("UPDATE trial SET state = 'nonsense' WHERE number = 1;"
           "UPDATE trial_param SET value = '{' WHERE trial = 2 AND position = 0");
    const auto store = SqliteStoreFactory().open(path());
    QVERIFY(store);
    const auto study = (*store)->load();
    QVERIFY(study);
    QCOMPARE(study->warnings.size(), std::size_t{2});
    QCOMPARE(study->warnings[0].arg("trial"), std::string("1"));
    QCOMPARE(study->trials[1].state, TrialState::Queued);
    QVERIFY(study->trials[1].start.params == sampleStart(1).params);
    QCOMPARE(study->trials[2].state, TrialState::Failed);
    QVERIFY(study->trials[2].epochs.empty());
    QCOMPARE(study->trials[3].state, TrialState::Complete);
}

void TestStudyFaults::showsWhatIsLeftOfADamagedFile()
{
    createWithTrials(200);
    {
        std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path())) - 40'000);
        file << std::string(8'000, '\x55');
    }
    const auto writing = SqliteStoreFactory().open(path());
    QVERIFY(!writing);
    QCOMPARE(writing.error().code, ErrorCode::StudyDamaged);
    const auto looking = SqliteStoreFactory(StoreAccess::Look).open(path());
    QVERIFY(looking);
    const auto study = (*looking)->load();
    QVERIFY2(study.has_value(), study ? "" : errorText(study.error()).c_str());
    QVERIFY(!study->warnings.empty());
    QCOMPARE(study->config.name, sampleConfig().name);
}

void TestStudyFaults::keepsTheQueueWhileTheDiskIsFull()
{
    auto store = create(path());
    QVERIFY(store);
    writeTrial(**store, 0, 5);
    QVERIFY((*store)->flush());
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{.rlim_cur = 4096, .rlim_max = before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    writeTrial(**store, 1, 5);
    const auto first = (*store)->flush();
    const auto fault = (*store)->fault();
    (*store)->retry();
    const auto again = (*store)->flush();
    writeTrial(**store, 2, 5);
    const auto readable = (*store)->load();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, previous);
    QVERIFY(!first);
    QVERIFY(fault.has_value());
    QVERIFY(!again);
    QVERIFY(readable);
    QCOMPARE(readable->trials.size(), std::size_t{1});

    (*store)->retry();
    QVERIFY((*store)->flush());
    QVERIFY(!(*store)->fault());
    const auto study = (*store)->load();
    QVERIFY(study);
    QCOMPARE(study->trials.size(), std::size_t{3});
    QCOMPARE(study->trials[1].epochs.size(), std::size_t{6});
}

void TestStudyFaults::movesToAnotherFileWithWhatTheFullDiskKept()
{
    auto store = create(path());
    QVERIFY(store);
    writeTrial(**store, 0, 5);
    QVERIFY((*store)->flush());
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{.rlim_cur = 4096, .rlim_max = before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    writeTrial(**store, 1, 5);
    const auto kept = (*store)->flush();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, previous);
    QVERIFY(!kept);

    QVERIFY(!(*store)->moveTo("/nonexistent/elsewhere.tune"));
    QVERIFY((*store)->fault().has_value());
    QVERIFY(!(*store)->moveTo(path()));

    const std::string elsewhere = path() + "2.tune";
    const auto moved = (*store)->moveTo(elsewhere);
    QVERIFY2(moved.has_value(), moved ? "" : errorText(moved.error()).c_str());
    QCOMPARE((*store)->path(), elsewhere);
    writeTrial(**store, 2, 5);
    QVERIFY((*store)->flush());
    QVERIFY(!SqliteStoreFactory().open(elsewhere)); // Its lock is held.
    store->reset();
    const auto reopened = SqliteStoreFactory().open(elsewhere);
    QVERIFY(reopened);
    const auto study = (*reopened)->load();
    QVERIFY(study);
    QCOMPARE(study->trials.size(), std::size_t{3});
    const auto old = SqliteStoreFactory().open(path());
    QVERIFY(old);
    QCOMPARE((*old)->load()->trials.size(), std::size_t{1});
}

void TestStudyFaults::copiesWhileTrialsAreWritten()
{
    auto store = create(path());
    QVERIFY(store);
    std::thread writing([&] {
        for (int number = 0; number < 300; ++number)
            writeTrial(**store, number, 5);
    });
    const std::string copy = path() + "-copy.tune";
    std::vector<Result<void>> copied;
    for (int i = 0; i < 5; ++i)
        copied.push_back((*store)->copyTo(copy)); // The last one replaces the others.
    writing.join();
    for (const auto& done : copied)
        QVERIFY2(done.has_value(), done ? "" : errorText(done.error()).c_str());
    QCOMPARE(checkStudyFile(copy).value_or(""), std::string("ok"));
    const auto opened = SqliteStoreFactory().open(copy);
    QVERIFY(opened);
    const auto study = (*opened)->load();
    QVERIFY(study);
    QVERIFY(study->warnings.empty());
    for (std::size_t i = 0; i < study->trials.size(); ++i)
        QCOMPARE(study->trials[i].start.number, static_cast<int>(i));
}

void TestStudyFaults::keepsToldTrialsWhenTheProcessIsKilled()
{
    createWithTrials(0);
    int pipeEnds[2];
    QCOMPARE(pipe(pipeEnds), 0);
    const pid_t child = fork();
    if (child == 0) {
        const auto store = SqliteStoreFactory().open(path());
        for (int number = 0; number < 50; ++number)
            writeTrial(**store, number, 5);
        const bool isFlushed = (*store)->flush().has_value();
        (*store)->trialStarted(sampleStart(50));
        const char done = isFlushed ? 'y' : 'n';
        (void)!write(pipeEnds[1], &done, 1);
        pause();
    }
    char done = 'n';
    QCOMPARE(read(pipeEnds[0], &done, 1), ssize_t{1});
    QCOMPARE(done, 'y');
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(pipeEnds[0]);
    close(pipeEnds[1]);
    const auto store = SqliteStoreFactory().open(path());
    QVERIFY(store);
    const auto study = (*store)->load();
    QVERIFY(study);
    for (int number = 0; number < 50; ++number)
        QCOMPARE(study->trials[static_cast<std::size_t>(number)].state, TrialState::Complete);
}

QTEST_APPLESS_MAIN(TestStudyFaults)
#include "tst_study_faults.moc"
