// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/export_file.h"

#include <QtTest>

using namespace tunescope;

class TestExportFile : public QObject
{
    Q_OBJECT

private slots:
    void writesTheWholeFileAndNothingElse();
    void replacesAFile();
    void refusesAFolderThatIsNotThere();
    void refusesToReplaceAFolder();
    void neverReusesAName();
    void saysWhyAFileCannotBeRead();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
};

void TestExportFile::writesTheWholeFileAndNothingElse()
{
    QVERIFY(writeFile(path("a.txt"), std::string(100'000, 'x')));
    QCOMPARE(readFile(path("a.txt")).value().size(), std::size_t{100'000});
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{"a.txt"});
}

void TestExportFile::replacesAFile()
{
    QVERIFY(writeFile(path("a.txt"), "one"));
    QVERIFY(writeFile(path("a.txt"), "two"));
    QCOMPARE(readFile(path("a.txt")).value(), std::string("two"));
}

void TestExportFile::refusesAFolderThatIsNotThere()
{
    const auto written = writeFile(path("none/a.txt"), "x");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FolderMissing);
}

void TestExportFile::refusesToReplaceAFolder()
{
    QVERIFY(QDir(m_folder.path()).mkdir("sub"));
    QVERIFY(!writeFile(path("sub"), "x"));
    QVERIFY(!QFile::exists(m_folder.filePath("sub.part")));
}

void TestExportFile::neverReusesAName()
{
    QCOMPARE(uniquePath(path("best.json")), path("best.json"));
    QVERIFY(writeFile(path("best.json"), "1"));
    QCOMPARE(uniquePath(path("best.json")), path("best-2.json"));
    QVERIFY(writeFile(path("best-2.json"), "2"));
    QCOMPARE(uniquePath(path("best.json")), path("best-3.json"));
}

void TestExportFile::saysWhyAFileCannotBeRead()
{
    QCOMPARE(readFile(path("missing")).error().code, ErrorCode::FileMissing);
    QCOMPARE(readFile(m_folder.path().toStdString()).error().code, ErrorCode::FileUnreadable);
}

QTEST_APPLESS_MAIN(TestExportFile)
#include "tst_export_file.moc"
