// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_dataset.h"
#include "core/data/readers/reader_registry.h"

#include <QtTest>

#include <clocale>
#include <fstream>

using namespace tunescope;

class TestCsvImport : public QObject
{
    Q_OBJECT

private slots:
    void refusesWithOneSentence_data();
    void refusesWithOneSentence();
    void readsTheSameTableInEverySpelling_data();
    void readsTheSameTableInEverySpelling();
    void readsAllValues();
    void countsLinesInsideQuotes();
    void skipsOrMarksBadRows();
    void leavesOutRowsWithoutTarget();
    void takesLatin1();
    void choosesTask();
    void ignoresRowNumbers();
    void obeysTargetAndRoles();
    void namesAndRemarksAreNoTarget();
    void refusesUnknownTarget();
    void refusesTooManyClasses();
    void fingerprintSeesEveryChange();
    void canBeStopped();
    void readsNumbersUnderAGermanLocale();
    void everyTableReaderOpensItsKind();
    void unreadableFileIsNamed();

private:
    std::string write(const char* name, const std::string& text);

    QTemporaryDir m_folder;
};

namespace {

std::string fixture(const QString& name)
{
    return std::string(TUNESCOPE_TEST_DATA "/files/") + name.toStdString();
}

Dataset opened(const DataSpec& spec)
{
    const auto dataset = openDataset(spec);
    if (!dataset)
        qFatal("%s", errorText(dataset.error()).c_str());
    return **dataset;
}

Error refused(const DataSpec& spec)
{
    const auto dataset = openDataset(spec);
    return dataset ? Error{} : dataset.error();
}

} // namespace

std::string TestCsvImport::write(const char* name, const std::string& text)
{
    const std::string path = m_folder.filePath(QString::fromLatin1(name)).toStdString();
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

void TestCsvImport::refusesWithOneSentence_data()
{
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* file, const char* sentence) { QTest::newRow(file) << sentence; };
    row("text_in_number.csv",
        "Line 118: “n/a” is not a number. Column 2 (sepal_width) holds numbers on the other "
        "149 lines. Nothing has been imported.");
    row("ragged.csv", "Line 40 has 4 values, the header has 5. Nothing has been imported.");
    row("empty.csv", "This file is empty. Choose another file.");
    row("blank.csv", "This file is empty. Choose another file.");
    row("header_only.csv", "This file has a header but no rows. Nothing has been imported.");
    row("one_class.csv", "Column “species” has only one value, “setosa”. A classifier needs at least two.");
    row("unclosed_quote.csv",
        "Line 12: a quotation mark opens here and never closes. Nothing has been imported.");
    row("duplicate_columns.csv",
        "Columns 2 and 3 are both called “sepal_width”. Give every column its own name.");
    row("too_few_rows.csv",
        "This file has 3 rows that can be used. At least 10 rows are needed to train and to check.");
    row("only_target.csv",
        "Column “kind” is the only one that can be used. A network needs at least one more column "
        "to learn from.");
    row("no_target_values.csv", "Column “b” has no values. Choose another column to predict.");
    row("constant_target.csv", "Column “b” has only one value, 2.5. There is nothing to predict.");
    row("zip_named.csv", "This is not a text file. It starts like a ZIP archive. Choose another file.");
    row("zero_bytes.csv", "This is not a text file. It contains zero bytes. Choose another file.");
    row("utf16.csv", "This file is UTF-16 text. Save it as UTF-8 and open it again.");
    row("truncated.csv.gz", "This compressed file is damaged (unexpected end of file). Copy it again.");
}

void TestCsvImport::refusesWithOneSentence()
{
    QFETCH(QString, sentence);
    const std::string path = fixture(QString::fromLatin1(QTest::currentDataTag()));
    const Error error = refused({.source = path});
    QCOMPARE(QString::fromStdString(errorText(error)), sentence);
    QCOMPARE(error.arg("path"), path);
}

void TestCsvImport::readsTheSameTableInEverySpelling_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"flowers_crlf.csv", "flowers_cr.csv", "flowers_semicolon.csv", "flowers.tsv",
                             "flowers_bar.txt", "flowers_quoted.csv", "flowers.csv.gz"})
        QTest::newRow(file) << file;
}

void TestCsvImport::readsTheSameTableInEverySpelling()
{
    QFETCH(QString, file);
    const Dataset plain = opened({.source = fixture("flowers.csv")});
    const Dataset other = opened({.source = fixture(file)});
    QCOMPARE(other.sha256, plain.sha256);
    QCOMPARE(other.features[1].numbers, plain.features[1].numbers);
    QCOMPARE(other.target.codes, plain.target.codes);
}

void TestCsvImport::readsAllValues()
{
    const Dataset flowers = opened({.source = fixture("flowers.csv")});
    QCOMPARE(flowers.name, std::string("flowers.csv"));
    QCOMPARE(flowers.rows(), std::int64_t{150});
    QCOMPARE(flowers.features.size(), std::size_t{4});
    QCOMPARE(flowers.features[3].name, std::string("petal_width"));
    QCOMPARE(flowers.target.name, std::string("species"));
    QCOMPARE(flowers.target.categories, (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
    QCOMPARE(flowers.target.codes[0], 0);
    QCOMPARE(flowers.target.codes[149], 2);

    const Dataset nameless = opened({.source = fixture("flowers_no_header.csv")});
    QCOMPARE(nameless.rows(), std::int64_t{150});
    QCOMPARE(nameless.features[0].name, std::string("column_1"));
    QCOMPARE(nameless.features[0].numbers, flowers.features[0].numbers);
}

void TestCsvImport::countsLinesInsideQuotes()
{
    // Row 2 spans lines 3 and 4, line 5 is empty, so row 14 starts on line 17.
    const Error error = refused({.source = fixture("quotes.csv")});
    QCOMPARE(error.arg("line"), std::string("17"));
    QCOMPARE(error.arg("value"), std::string("x"));

    const Dataset skipped = opened({.source = fixture("quotes.csv"), .import = {.badRows = BadRows::Skip}});
    QCOMPARE(skipped.rows(), std::int64_t{18});
    QCOMPARE(skipped.features[0].categories, (std::vector<std::string>{"line one\nline two", "one, two"}));
    QCOMPARE(skipped.target.categories, (std::vector<std::string>{"plain", "say \"hi\""}));
}

void TestCsvImport::skipsOrMarksBadRows()
{
    const std::string text = fixture("text_in_number.csv");
    const Dataset skipped = opened({.source = text, .import = {.badRows = BadRows::Skip}});
    QCOMPARE(skipped.rows(), std::int64_t{149});
    QCOMPARE(skipped.skippedRows, std::int64_t{1});

    const Dataset marked = opened({.source = text, .import = {.badRows = BadRows::TreatAsMissing}});
    QCOMPARE(marked.rows(), std::int64_t{150});
    QVERIFY(std::isnan(marked.features[1].numbers[116]));

    const Dataset ragged =
        opened({.source = fixture("ragged.csv"), .import = {.badRows = BadRows::TreatAsMissing}});
    QCOMPARE(ragged.rows(), std::int64_t{149});
    QCOMPARE(ragged.skippedRows, std::int64_t{1});

    const Dataset asText = opened(
        {.source = text, .import = {.target = "species", .roles = {{"sepal_width", ColumnRole::Category}}}});
    QCOMPARE(asText.features[1].kind, ColumnKind::Category);
}

void TestCsvImport::leavesOutRowsWithoutTarget()
{
    const Dataset dataset = opened({.source = fixture("missing_target.csv")});
    QCOMPARE(dataset.rows(), std::int64_t{18});
    QCOMPARE(dataset.skippedRows, std::int64_t{2});
    QCOMPARE(dataset.features[0].numbers[3], 0.4);
}

void TestCsvImport::takesLatin1()
{
    const Dataset dataset = opened({.source = fixture("latin1.csv")});
    QCOMPARE(dataset.features[0].name, std::string("größe"));
    QCOMPARE(dataset.target.categories, (std::vector<std::string>{"grün", "weiß"}));
}

void TestCsvImport::choosesTask()
{
    const Dataset prices = opened({.source = fixture("regression.csv")});
    QCOMPARE(prices.task, Task::Regression);
    QCOMPARE(prices.target.numbers[1], 3.6);

    std::string digits = "a,digit\n";
    for (int i = 0; i < 60; ++i)
        digits += std::to_string(i * i % 17) + ".5," + std::to_string(i % 12) + (i % 2 == 0 ? ".0\n" : "\n");
    const Dataset classes = opened({.source = write("digits.csv", digits)});
    QCOMPARE(classes.task, Task::Classification);
    QCOMPARE(classes.classes(), 12);
    QCOMPARE(classes.target.categories[2], std::string("2")); // By value: 2 comes before 10, and 2.0 is 2.
}

void TestCsvImport::ignoresRowNumbers()
{
    const Dataset dataset = opened({.source = fixture("counter.csv")});
    QCOMPARE(dataset.features.size(), std::size_t{2});
    QCOMPARE(dataset.features[0].name, std::string("region"));

    std::string line = "step,value\n";
    for (int i = 0; i < 30; ++i)
        line += std::to_string(i) + "," + std::to_string(i * i) + ".5\n";
    const Dataset kept = opened({.source = write("line.csv", line)});
    QCOMPARE(kept.features[0].name, std::string("step"));
}

void TestCsvImport::namesAndRemarksAreNoTarget()
{
    // Texts that repeat a little, and codes of customers: neither is what a network should learn to tell.
    std::string people = "height,sex,customer_id,remark\n";
    std::string houses = "area,price,customer_id,remark\n";
    for (int i = 0; i < 60; ++i) {
        const std::string end =
            ",c" + std::to_string(i % 15) + ",remark " + std::to_string(i / 2) + " of many\n";
        people += std::to_string(150 + i % 31) + (i % 3 == 0 ? ".5,f" : ".5,m") + end;
        houses += std::to_string(50 + i % 29) + "," + std::to_string(100 + i * i % 97) + ".25" + end;
    }
    QCOMPARE(opened({.source = write("people.csv", people)}).target.name, std::string("sex"));
    const Dataset priced = opened({.source = write("houses.csv", houses)});
    QCOMPARE(priced.target.name, std::string("price"));
    QCOMPARE(priced.task, Task::Regression);
}

void TestCsvImport::obeysTargetAndRoles()
{
    const std::string path = fixture("counter.csv");
    const Dataset byName = opened({.source = path, .import = {.target = "alcohol"}});
    QCOMPARE(byName.task, Task::Regression);
    const Dataset byNumber = opened({.source = path, .import = {.target = "2"}});
    QCOMPARE(byNumber.target.name, std::string("region"));
    const Dataset roles =
        opened({.source = path,
                .import = {.roles = {{"region", ColumnRole::Target}, {"cultivar", ColumnRole::Ignore}}}});
    QCOMPARE(roles.target.name, std::string("region"));
    QCOMPARE(roles.features.size(), std::size_t{1});
}

void TestCsvImport::refusesUnknownTarget()
{
    const Error error = refused({.source = fixture("counter.csv"), .import = {.target = "cultivars"}});
    QCOMPARE(errorText(error),
             std::string("There is no column “cultivars”. The columns are bottle_no, region, alcohol "
                         "and cultivar. Did you mean “cultivar”?"));
    QCOMPARE(refused({.source = fixture("counter.csv"), .import = {.target = "5"}}).code,
             ErrorCode::TableColumnUnknown);
}

void TestCsvImport::refusesTooManyClasses()
{
    const Error error = refused({.source = fixture("many_classes.csv"), .import = {.target = "name"}});
    QCOMPARE(errorText(error),
             std::string("Column “name” has 60 different values, too many for classes. Choose another "
                         "column to predict."));
}

void TestCsvImport::fingerprintSeesEveryChange()
{
    std::string rows;
    for (int i = 0; i < 20; ++i)
        rows += std::to_string(i) + ".5," + (i % 2 == 0 ? "yes" : "no") + "\n";
    const std::string sha256 = opened({.source = write("a.csv", "x,y\n" + rows)}).sha256;
    QCOMPARE(sha256.size(), std::size_t{64});
    QCOMPARE(opened({.source = write("b.csv",
                                     "x;y\n" + QString::fromStdString(rows).replace(',', ';').toStdString())})
                 .sha256,
             sha256);
    QVERIFY(opened({.source = write("c.csv", "x1,y\n" + rows)}).sha256 != sha256);
    std::string changed = rows;
    changed[0] = '7';
    QVERIFY(opened({.source = write("d.csv", "x,y\n" + changed)}).sha256 != sha256);
    QVERIFY(opened({.source = write("e.csv", "x,y\n" + rows + "3.5,yes\n")}).sha256 != sha256);
}

void TestCsvImport::canBeStopped()
{
    std::string rows = "x,y\n";
    for (int i = 0; i < 50'000; ++i)
        rows += "1.5,yes\n2.5,no\n";
    const std::string path = write("long.csv", rows);
    double last = 0.0;
    const auto whole = openDataset({.source = path}, [&](double share) {
        const bool forward = share >= last;
        last = share;
        return forward;
    });
    QVERIFY(whole.has_value());
    QVERIFY(last > 0.9);
    const auto stopped = openDataset({.source = path}, [](double share) { return share < 0.7; });
    QCOMPARE(stopped.error().code, ErrorCode::DataCancelled);
}

void TestCsvImport::readsNumbersUnderAGermanLocale()
{
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr && std::setlocale(LC_ALL, "de_DE") == nullptr)
        QSKIP("This machine has no German locale.");
    const Dataset german = opened({.source = fixture("flowers.csv")});
    const Dataset commas = opened({.source = fixture("flowers_semicolon.csv")});
    const Error error = refused({.source = fixture("text_in_number.csv")});
    std::setlocale(LC_ALL, "C");
    QCOMPARE(german.sha256, opened({.source = fixture("flowers.csv")}).sha256);
    QCOMPARE(commas.sha256, german.sha256);
    QCOMPARE(error.arg("line"), std::string("118"));
}

void TestCsvImport::everyTableReaderOpensItsKind()
{
    const std::filesystem::path plain = fixture("flowers.csv");
    const std::filesystem::path packed = fixture("flowers.csv.gz");
    for (const ReaderEntry& reader : readerRegistry())
        QVERIFY(!reader.description.empty());
    for (const std::string extension :
         {"csv", "tsv", "txt", "data", "csv.gz", "tsv.gz", "txt.gz", "data.gz"}) {
        const std::filesystem::path path =
            m_folder.filePath(QString::fromStdString("Table." + extension)).toStdString();
        std::filesystem::copy_file(extension.ends_with("gz") ? packed : plain, path);
        QVERIFY(findReader(path) != nullptr);
        QCOMPARE(opened({.source = path.string()}).rows(), std::int64_t{150});
    }
    QVERIFY(findReader("TABLE.CSV") != nullptr);
    QVERIFY(findReader("csv") == nullptr);
    QVERIFY(findReader("xcsv") == nullptr);
    const std::string workbook = write("book.xlsx", "x");
    QCOMPARE(refused({.source = workbook}).code, ErrorCode::DataUnknownExtension);
}

void TestCsvImport::unreadableFileIsNamed()
{
    QCOMPARE(errorText(refused({.source = "no/such.csv"})),
             std::string("no/such.csv: there is no such file. Check the path."));
    QTemporaryDir empty;
    QCOMPARE(refused({.source = empty.path().toStdString()}).code, ErrorCode::FolderUnknown);
    const std::string locked = write("locked.csv", "a,b\n1,2\n");
    std::filesystem::permissions(locked, std::filesystem::perms::none);
    if (std::ifstream(locked))
        QSKIP("The superuser can read every file.");
    QCOMPARE(refused({.source = locked}).code, ErrorCode::FileUnreadable);
}

QTEST_APPLESS_MAIN(TestCsvImport)
#include "tst_csv_import.moc"
