// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/csv_import_dialog.h"

#include "tests/ui/data/fake_data.h"
#include "ui/widgets/segmented_control.h"

#include <QtTest>
#include <QtWidgets>

using namespace tunescope;
using namespace tunescope::ui;

class TestCsvImportDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void detectsAndWritesDownHowTheFileIsRead();
    void exactlyOneColumnIsTheTarget();
    void choicesEndInTheSpec();
    void badNumberOffersToSkipTheRow();
    void aTextColumnCanStayText();
    void anotherDelimiterCanBeTyped();
    void f8GoesToTheNextProblem();
    void everyProblemIsSaidAndCounted();
    void foldedLinesAreShownOnAClick();
    void emptyCellsCanHaveAnOwnValue();
    void rowsAreCountedWhileTheFileIsRead();
    void fileThatCannotBeReadSaysWhy_data();
    void fileThatCannotBeReadSaysWhy();
    void numericTargetIsRegression();

private:
    QString write(const char* name, const QByteArray& content);

    QTemporaryDir m_folder;
    QWidget m_window;
};

namespace {

QByteArray flowers(int rows, const char* separator = ",")
{
    QByteArray text = QByteArray("id") + separator + "length" + separator + "width" + separator + "kind\n";
    for (int row = 0; row < rows; ++row) {
        text += QByteArray::number(1000 + row) + separator + QByteArray::number(4 + row % 7) + separator +
                QByteArray::number(1 + row % 5) + separator + (row % 2 ? "rose" : "tulip") + "\n";
    }
    return text;
}

QComboBox* roleBox(const CsvImportDialog& sheet, int column)
{
    return sheet.findChild<QComboBox*>(QStringLiteral("role-%1").arg(column));
}

void choose(QComboBox* box, const QString& text)
{
    // As a person does it: the arrow keys emit activated(), setCurrentText() would not.
    box->setFocus();
    while (box->currentIndex() > 0)
        QTest::keyClick(box, Qt::Key_Up);
    for (int i = 0; i < box->count() && box->currentText() != text; ++i)
        QTest::keyClick(box, Qt::Key_Down);
}

} // namespace

QString TestCsvImportDialog::write(const char* name, const QByteArray& content)
{
    const QString path = m_folder.filePath(QLatin1String(name));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path;
}

void TestCsvImportDialog::detectsAndWritesDownHowTheFileIsRead()
{
    m_window.resize(1200, 800);
    m_window.show();
    CsvImportDialog sheet(write("semicolon.csv", flowers(40, ";")), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    QCOMPARE(sheet.findChild<SegmentedControl*>(QStringLiteral("delimiter"))->current(), 1);
    auto* import = sheet.findChild<QPushButton*>(QStringLiteral("import"));
    QCOMPARE(import->text(), QStringLiteral("Import 40 rows"));
    QTest::mouseClick(import, Qt::LeftButton);
    QCOMPARE(sheet.result(), int(QDialog::Accepted));
    QCOMPARE(*sheet.spec().import.delimiter, ';');
    QCOMPARE(*sheet.spec().import.header, true);
    QCOMPARE(*sheet.spec().import.target, std::string("kind"));
}

void TestCsvImportDialog::exactlyOneColumnIsTheTarget()
{
    CsvImportDialog sheet(write("target.csv", flowers(40)), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    const auto targets = [&] {
        int count = 0;
        for (const PreviewColumn& column : sheet.model().preview()->columns)
            count += column.role == ColumnRole::Target ? 1 : 0;
        return count;
    };
    QCOMPARE(targets(), 1);
    QVERIFY(sheet.model().setRole(1, ColumnRole::Target));
    QCOMPARE(targets(), 1);
    QCOMPARE(sheet.model().preview()->columns[1].role, ColumnRole::Target);
    QVERIFY(!sheet.model().setRole(1, ColumnRole::Ignore));
    QCOMPARE(targets(), 1);
}

void TestCsvImportDialog::choicesEndInTheSpec()
{
    CsvImportDialog sheet(write("choices.csv", flowers(40)), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    QComboBox* width = roleBox(sheet, 2);
    QVERIFY(width);
    choose(width, QStringLiteral("Ignore"));
    QCOMPARE(sheet.model().preview()->columns[2].role, ColumnRole::Ignore);
    QTest::mouseClick(sheet.findChild<QPushButton*>(QStringLiteral("import")), Qt::LeftButton);
    const auto& roles = sheet.spec().import.roles;
    QVERIFY(std::find(roles.begin(), roles.end(), std::pair{std::string("width"), ColumnRole::Ignore}) !=
            roles.end());
    const Result<DatasetFacts> facts = StudyService::describeData(sheet.spec(), {}, 1);
    QVERIFY(facts);
    for (const ColumnFacts& column : facts->features)
        QVERIFY(column.name != "width");
}

void TestCsvImportDialog::badNumberOffersToSkipTheRow()
{
    QByteArray text = flowers(60);
    text.replace("1030,6,1,", "1030,n/a,1,");
    CsvImportDialog sheet(write("bad.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    QCOMPARE(sheet.model().badRows(), std::int64_t(1));
    auto* import = sheet.findChild<QPushButton*>(QStringLiteral("import"));
    QCOMPARE(import->text(), QStringLiteral("Skip 1 row and import"));
    auto* missing = sheet.findChild<QPushButton*>(QStringLiteral("treatAsMissing"));
    QVERIFY(missing->isVisible());
    QTest::mouseClick(missing, Qt::LeftButton);
    QCOMPARE(sheet.spec().import.badRows, BadRows::TreatAsMissing);

    CsvImportDialog again(write("bad.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    again.show();
    QTest::mouseClick(again.findChild<QPushButton*>(QStringLiteral("import")), Qt::LeftButton);
    QCOMPARE(again.spec().import.badRows, BadRows::Skip);
    const Result<DatasetFacts> facts = StudyService::describeData(again.spec(), {}, 1);
    QVERIFY(facts);
    QCOMPARE(facts->rows, std::int64_t(59));
}

void TestCsvImportDialog::aTextColumnCanStayText()
{
    QByteArray text = flowers(60);
    text.replace("1030,6,1,", "1030,n/a,1,");
    CsvImportDialog sheet(write("text.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    auto* asText = sheet.findChild<QPushButton*>(QStringLiteral("treatAsText"));
    QVERIFY(asText->isVisible());
    QTest::mouseClick(asText, Qt::LeftButton);
    QCOMPARE(sheet.model().badRows(), std::int64_t(0));
    QVERIFY(!asText->isVisible());
    QTest::mouseClick(sheet.findChild<QPushButton*>(QStringLiteral("import")), Qt::LeftButton);
    const Result<DatasetFacts> facts = StudyService::describeData(sheet.spec(), {}, 1);
    QVERIFY(facts);
    QCOMPARE(facts->rows, std::int64_t(60));
}

void TestCsvImportDialog::anotherDelimiterCanBeTyped()
{
    CsvImportDialog sheet(write("tilde.csv", flowers(40, "~")), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    auto* own = sheet.findChild<QLineEdit*>(QStringLiteral("ownDelimiter"));
    own->setFocus();
    QTest::keyClicks(own, QStringLiteral("x")); // A letter belongs to the values.
    QCOMPARE(own->text(), QString());
    QTest::keyClicks(own, QStringLiteral("~"));
    QVERIFY(sheet.model().preview());
    QCOMPARE(sheet.model().preview()->dialect.delimiter, '~');
    QCOMPARE(sheet.findChild<SegmentedControl*>(QStringLiteral("delimiter"))->current(), -1);
    QCOMPARE(own->text(), QStringLiteral("~"));
}

void TestCsvImportDialog::f8GoesToTheNextProblem()
{
    QByteArray text = flowers(200);
    text.replace("1030,", "1030,oops,").replace("1150,", "1150,oops,");
    CsvImportDialog sheet(write("ragged.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    auto* table = sheet.findChild<QTableView*>(QStringLiteral("importRows"));
    QTest::keyClick(&sheet, Qt::Key_F8);
    const int first = table->currentIndex().row();
    QTest::keyClick(&sheet, Qt::Key_F8);
    const int second = table->currentIndex().row();
    QVERIFY(first >= 0 && second > first);
    const auto line = [table](int row) { return table->model()->index(row, 0).data().toString(); };
    QCOMPARE(line(first), QStringLiteral("32"));
    QCOMPARE(line(second), QStringLiteral("152"));
}

/// Two ragged lines, then a line with two texts where numbers belong.
void TestCsvImportDialog::everyProblemIsSaidAndCounted()
{
    QByteArray text = flowers(200);
    text.replace("1030,", "1030,oops,").replace("1100,", "1100,oops,");
    const qsizetype at = text.indexOf("1150,");
    const qsizetype end = text.indexOf('\n', at);
    text.replace(at, end - at, "1150,n/k,tall,rose");
    CsvImportDialog sheet(write("several.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    auto* next = sheet.findChild<QPushButton*>(QStringLiteral("nextProblem"));
    auto* asText = sheet.findChild<QPushButton*>(QStringLiteral("treatAsText"));
    auto* table = sheet.findChild<QTableView*>(QStringLiteral("importRows"));
    const auto says = [&](const QString& words) {
        const auto labels = sheet.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QVERIFY(next && next->isVisible());
    QVERIFY(says(QStringLiteral("Line 32 has 5 values")));
    QVERIFY(says(QStringLiteral("3 lines do not fit.")));
    QVERIFY(!asText->isVisible());
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(says(QStringLiteral("Problem 1 of 4.")));
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(says(QStringLiteral("Line 102 has 5 values")));
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(says(QStringLiteral("“n/k” is not a number.")));
    QVERIFY(says(QStringLiteral("Problem 3 of 4.")));
    QCOMPARE(table->currentIndex().column(), 2);
    QVERIFY(asText->isVisible());
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(says(QStringLiteral("“tall” is not a number.")));
    QCOMPARE(table->currentIndex().column(), 3);
    QTest::mouseClick(asText, Qt::LeftButton); // The column of the problem that is shown.
    QCOMPARE(sheet.model().preview()->columns[2].role, ColumnRole::Category);
    QCOMPARE(sheet.model().preview()->columns[1].role, ColumnRole::Number);
    QVERIFY(says(QStringLiteral("Problem 1 of 3.")));
}

void TestCsvImportDialog::foldedLinesAreShownOnAClick()
{
    QByteArray text = flowers(200);
    text.replace("1100,", "1100,oops,").replace("1080,7", "1080,");
    CsvImportDialog sheet(write("folded.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    auto* table = sheet.findChild<QTableView*>(QStringLiteral("importRows"));
    const auto shown = [table](const QString& words) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == words)
                return row;
        }
        return -1;
    };
    QCOMPARE(shown(QStringLiteral("70")), -1);
    const int fold = shown(QStringLiteral("···   lines 52 to 101: 1 empty cell, no other problem"));
    QStringList all;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        all << table->model()->index(row, 0).data().toString();
    QVERIFY2(fold > 0, qPrintable(all.join(u'|')));
    table->scrollTo(table->model()->index(fold, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(fold, 0)).center());
    QVERIFY(shown(QStringLiteral("70")) > 0);
    QCOMPARE(shown(QStringLiteral("101")), shown(QStringLiteral("102")) - 1);
    // The lines after the last problem, by the keyboard.
    const int rest = shown(QStringLiteral("···   lines 103 to 201: no problem"));
    QVERIFY(rest > 0);
    table->setCurrentIndex(table->model()->index(rest, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(shown(QStringLiteral("201")), table->model()->rowCount() - 1);
}

void TestCsvImportDialog::emptyCellsCanHaveAnOwnValue()
{
    QByteArray text = flowers(60);
    text.replace("1030,6,1,", "1030,,1,");
    CsvImportDialog sheet(write("gaps.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    QVERIFY(sheet.model().missingLine().endsWith(QLatin1String("line 32")));
    auto* fill = sheet.findChild<QLineEdit*>(QStringLiteral("fill"));
    QVERIFY(!fill->isVisible());
    QTest::mouseClick(sheet.findChild<SegmentedControl*>(QStringLiteral("missing"))->segment(3),
                      Qt::LeftButton);
    QVERIFY(fill->isVisible());
    fill->selectAll();
    QTest::keyClicks(fill, QStringLiteral("-7,5"));
    QTest::mouseClick(sheet.findChild<QPushButton*>(QStringLiteral("import")), Qt::LeftButton);
    QCOMPARE(sheet.spec().import.fill.value_or(0.0), -7.5);
    const Result<std::vector<RowView>> rows =
        StudyService::readRows(sheet.spec(), std::vector<std::int64_t>{30});
    QVERIFY(rows);
    QVERIFY(std::find(rows->front().cells.begin(), rows->front().cells.end(), "-7.5") !=
            rows->front().cells.end());
}

void TestCsvImportDialog::rowsAreCountedWhileTheFileIsRead()
{
    std::vector<std::function<void()>> later;
    const auto hold = [&](const char*, const std::function<std::function<void()>()>& work) {
        later.push_back(work());
    };
    CsvImportDialog sheet(write("many.csv", flowers(10'000)), hold, csvPreviewer(), &m_window);
    QVERIFY(sheet.model().isReading());
    QCOMPARE(sheet.model().readingLine(), QStringLiteral("8\u2009192 rows so far"));
    later.front()();
    QCOMPARE(sheet.rows(), std::int64_t(10'000));
    QCOMPARE(sheet.model().readingLine(), QString());
}

void TestCsvImportDialog::fileThatCannotBeReadSaysWhy_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("header only") << QByteArray("a,b,c\n");
    QTest::newRow("zip") << QByteArray("PK\x03\x04\x00\x00\x00\x00zipzip", 14);
    QTest::newRow("empty") << QByteArray();
}

void TestCsvImportDialog::fileThatCannotBeReadSaysWhy()
{
    QFETCH(QByteArray, content);
    CsvImportDialog sheet(write("unreadable.csv", content), &runAtOnce, csvPreviewer(), &m_window);
    sheet.show();
    QVERIFY(sheet.model().fault());
    QVERIFY(!sheet.findChild<QPushButton*>(QStringLiteral("import"))->isEnabled());
    bool said = false;
    for (const QLabel* label : sheet.findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QLatin1String("This ")));
    QVERIFY(said);
}

void TestCsvImportDialog::numericTargetIsRegression()
{
    QByteArray text = "x,price\n";
    for (int row = 0; row < 60; ++row)
        text += QByteArray::number(row) + "," + QByteArray::number(row * 1.5 + 0.25) + "\n";
    CsvImportDialog sheet(write("price.csv", text), &runAtOnce, csvPreviewer(), &m_window);
    QVERIFY(sheet.model().targetLine().contains(QLatin1String("regression")));
}

QTEST_MAIN(TestCsvImportDialog)
#include "tst_csv_import_dialog.moc"
