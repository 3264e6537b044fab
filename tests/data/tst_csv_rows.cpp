// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_dialect.h"
#include "core/data/readers/csv_rows.h"

#include <QtTest>

using namespace tunescope;

class TestCsvRows : public QObject
{
    Q_OBJECT

private slots:
    void cutsRows_data();
    void cutsRows();
    void countsPhysicalLines();
    void namesTheLineOfAnUnclosedQuote();
    void stopsWhenTold();
    void readsNumbersInBothNotations();
    void detectsDialect_data();
    void detectsDialect();
    void settingsWinOverDetection();
};

namespace {

/// Rows as "a|b" joined with newlines, each with its line number in front.
std::string walk(std::string_view text, char delimiter = ',')
{
    std::string shown;
    const Result<void> walked = forEachCsvRow(text, delimiter, [&](std::int64_t line, auto cells) {
        shown += std::to_string(line) + ":";
        for (const std::string_view cell : cells)
            shown += "[" + std::string(cell) + "]";
        shown += "\n";
        return RowDecision::GoOn;
    });
    return walked ? shown : errorText(walked.error());
}

} // namespace

void TestCsvRows::cutsRows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rows");
    QTest::newRow("plain") << "a,b\n1,2\n"
                           << "1:[a][b]\n2:[1][2]\n";
    QTest::newRow("no line end at the end") << "a,b"
                                            << "1:[a][b]\n";
    QTest::newRow("empty cells at both ends") << ",a,\n"
                                              << "1:[][a][]\n";
    QTest::newRow("blanks around cells") << " a ,\tb \n"
                                         << "1:[a][b]\n";
    QTest::newRow("delimiter inside quotes") << "\"a,b\",c\n"
                                             << "1:[a,b][c]\n";
    QTest::newRow("doubled quotes") << "\"say \"\"hi\"\"\"\n"
                                    << "1:[say \"hi\"]\n";
    QTest::newRow("quote inside a plain cell") << "5\" pipe,x\n"
                                               << "1:[5\" pipe][x]\n";
    QTest::newRow("empty quotes") << "\"\",x\n"
                                  << "1:[][x]\n";
    QTest::newRow("only delimiters") << ",,\n"
                                     << "1:[][][]\n";
}

void TestCsvRows::cutsRows()
{
    QFETCH(QString, text);
    QFETCH(QString, rows);
    QCOMPARE(QString::fromStdString(walk(text.toStdString())), rows);
}

void TestCsvRows::countsPhysicalLines()
{
    QCOMPARE(walk("a\n\n  \n\"x\ny\"\nz\n"), std::string("1:[a]\n4:[x\ny]\n6:[z]\n"));
    // A line of tabs is a row of empty cells if tabs delimit, otherwise it is empty.
    QCOMPARE(walk("\t\t\nx\n"), std::string("2:[x]\n"));
    QCOMPARE(walk("\t\t\n", '\t'), std::string("1:[][][]\n"));
}

void TestCsvRows::namesTheLineOfAnUnclosedQuote()
{
    QVERIFY(
        walk("a,b\n1,2\n3,\"4\n5,6\n").starts_with("Line 3: a quotation mark opens here and never closes."));
    QVERIFY(walk("\"").starts_with("Line 1: a quotation mark"));
}

void TestCsvRows::stopsWhenTold()
{
    int rows = 0;
    QVERIFY(forEachCsvRow("a\nb\nc\n", ',', [&](std::int64_t /*line*/, auto /*cells*/) {
        ++rows;
        return rows == 2 ? RowDecision::Stop : RowDecision::GoOn;
    }));
    QCOMPARE(rows, 2);

    std::string many;
    for (int i = 0; i < 50'000; ++i)
        many += "1,2\n";
    const Result<void> stopped = forEachCsvRow(
        many, ',', [](std::int64_t /*line*/, auto /*cells*/) { return RowDecision::GoOn; },
        [](double share) { return share < 0.5; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::DataCancelled);
}

void TestCsvRows::readsNumbersInBothNotations()
{
    QCOMPARE(*cellNumber("-1.5e-3", false), -1.5e-3);
    QCOMPARE(*cellNumber("+3", false), 3.0);
    QVERIFY(!cellNumber("3,14", false));
    QCOMPARE(*cellNumber("3,14", true), 3.14);
    QCOMPARE(*cellNumber("7", true), 7.0);
    QVERIFY(!cellNumber("3.14", true));
    QVERIFY(!cellNumber("1.234,5", true));
    QVERIFY(!cellNumber("1,2,3", true));
    for (const std::string_view text : {"", "inf", "nan", "1e999", "0x10", "1 000", "n/a"})
        QVERIFY(!cellNumber(text, false));
}

void TestCsvRows::detectsDialect_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<bool>("decimalComma");
    QTest::addColumn<bool>("header");
    QTest::newRow("comma") << "a,b\n1.5,2\n3,4\n" << ',' << false << true;
    QTest::newRow("semicolon and decimal comma") << "a;b\n1,5;2\n3,25;4\n" << ';' << true << true;
    QTest::newRow("decimal commas only, no header") << "1,5;2,5\n3,5;4,5\n" << ';' << true << false;
    QTest::newRow("semicolon and decimal point") << "a;b\n1.5;2\n3;4\n" << ';' << false << true;
    QTest::newRow("tab") << "a\tb\n1.5\tx, y\n3\tz\n" << '\t' << false << true;
    QTest::newRow("bar") << "a|b\n1.5|x\n3|y\n" << '|' << false << true;
    QTest::newRow("comma inside quotes") << "a,b\n\"x; y\",1\n\"z; w\",2\n" << ',' << false << true;
    QTest::newRow("no header") << "1,2,x\n3,4,y\n" << ',' << false << false;
    QTest::newRow("texts with a header") << "kind,size\nred,big\nblue,big\n" << ',' << false << true;
    QTest::newRow("texts without a header") << "red,big\nblue,big\nred,small\n" << ',' << false << false;
    QTest::newRow("one column") << "a\n1\n2\n" << ',' << false << true;
    QTest::newRow("nameless first column") << ",a\n1,2\n2,5\n" << ',' << false << true;
}

void TestCsvRows::detectsDialect()
{
    QFETCH(QString, text);
    const CsvDialect dialect = detectDialect(text.toStdString(), {});
    QTEST(dialect.delimiter, "delimiter");
    QTEST(dialect.decimalComma, "decimalComma");
    QTEST(dialect.header, "header");
}

void TestCsvRows::settingsWinOverDetection()
{
    const CsvDialect dialect =
        detectDialect("a;b\n1,5;2\n", {.delimiter = ',', .decimalComma = false, .header = false});
    QCOMPARE(dialect, (CsvDialect{.delimiter = ',', .decimalComma = false, .header = false}));
}

QTEST_APPLESS_MAIN(TestCsvRows)
#include "tst_csv_rows.moc"
