// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_preview.h"

#include <QtTest>

using namespace tunescope;

class TestCsvPreview : public QObject
{
    Q_OBJECT

private slots:
    void showsDetectedDialect();
    void saysWhichSettingsWereGiven();
    void describesColumns();
    void listsProblemsByLine();
    void countsARowWithTwoFaultsOnce();
    void estimatesWhatTheNetworkGets();
    void blocksWhatCannotBeImported();
    void failsWhereThereIsNothingToShow();

private:
    std::string write(const char* name, const std::string& text);

    QTemporaryDir m_folder;
};

namespace {

std::string fixture(const char* name)
{
    return std::string(TUNESCOPE_TEST_DATA "/files/") + name;
}

CsvPreview previewed(const std::string& path, const ImportSettings& settings = {})
{
    const Result<CsvPreview> preview = previewCsv(path, settings);
    if (!preview)
        qFatal("%s", errorText(preview.error()).c_str());
    return *preview;
}

} // namespace

std::string TestCsvPreview::write(const char* name, const std::string& text)
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(text.data(), static_cast<qint64>(text.size()));
    return file.fileName().toStdString();
}

void TestCsvPreview::showsDetectedDialect()
{
    const CsvPreview preview = previewed(fixture("flowers_semicolon.csv"));
    QCOMPARE(preview.fileName, std::string("flowers_semicolon.csv"));
    QCOMPARE(preview.rows, std::int64_t{150});
    QCOMPARE(preview.dialect.delimiter, ';');
    QVERIFY(preview.dialect.decimalComma);
    QVERIFY(preview.dialect.header);
    QVERIFY(preview.dialect.delimiterDetected);
    QCOMPARE(preview.dialect.encoding, std::string("UTF-8"));
    QCOMPARE(previewed(fixture("flowers_crlf.csv")).dialect.encoding, std::string("UTF-8 with mark"));
    QCOMPARE(previewed(fixture("latin1.csv")).dialect.encoding, std::string("Latin-1"));
    QCOMPARE(preview.firstRows.size(), std::size_t{50});
    QCOMPARE(preview.firstRows.front().line, std::int64_t{2});
    QCOMPARE(preview.firstRows.front().cells.size(), std::size_t{5});
    QVERIFY(preview.problems.empty());
    QVERIFY(!preview.blocker);
}

void TestCsvPreview::saysWhichSettingsWereGiven()
{
    const CsvPreview preview =
        previewed(fixture("flowers_semicolon.csv"), {.delimiter = ';', .header = true});
    QVERIFY(!preview.dialect.delimiterDetected);
    QVERIFY(preview.dialect.decimalDetected);
    QVERIFY(!preview.dialect.headerDetected);
}

void TestCsvPreview::describesColumns()
{
    const CsvPreview preview = previewed(fixture("counter.csv"));
    const PreviewColumn& counter = preview.columns[0];
    QCOMPARE(counter.role, ColumnRole::Ignore);
    QCOMPARE(counter.note, std::string("bottle_no is left out: every row has its own value."));
    QCOMPARE(counter.distinct, std::int64_t{30});
    const PreviewColumn& region = preview.columns[1];
    QCOMPARE(region.role, ColumnRole::Category);
    QCOMPARE(region.histogram, (std::vector<double>{1.0, 1.0, 1.0}));
    const PreviewColumn& alcohol = preview.columns[2];
    QCOMPARE(alcohol.kind, ColumnKind::Number);
    QCOMPARE(alcohol.low, 11.0);
    QCOMPARE(alcohol.histogram.size(), std::size_t{12});
    QCOMPARE(*std::max_element(alcohol.histogram.begin(), alcohol.histogram.end()), 1.0);
    QCOMPARE(preview.columns[3].role, ColumnRole::Target);
}

void TestCsvPreview::listsProblemsByLine()
{
    const CsvPreview preview = previewed(fixture("text_in_number.csv"));
    QCOMPARE(preview.problems.size(), std::size_t{1});
    const PreviewProblem& problem = preview.problems.front();
    QCOMPARE(problem.line, std::int64_t{118});
    QCOMPARE(*problem.column, std::size_t{1});
    QCOMPARE(problem.headline, std::string("Line 118: “n/a” is not a number."));
    QCOMPARE(problem.detail, std::string("sepal_width holds numbers on the other 149 lines."));
    QCOMPARE(preview.problemRows.size(), std::size_t{1});
    QCOMPARE(preview.problemRows.front().cells[1], std::string("n/a"));

    const CsvPreview ragged = previewed(fixture("ragged.csv"));
    QCOMPARE(ragged.problems.front().headline, std::string("Line 40 has 4 values, the header has 5."));
    QVERIFY(!ragged.problems.front().column);
    QVERIFY(ragged.problemRows.empty()); // It is among the first rows.
    QCOMPARE(ragged.badRows, std::int64_t{1});
}

void TestCsvPreview::countsARowWithTwoFaultsOnce()
{
    std::string text = "a,b,kind\n";
    for (int i = 0; i < 20; ++i)
        text += i == 4 ? "x,y,red\n"
                       : std::to_string(i * i % 7) + ".5,2." + std::to_string(i) +
                             (i % 2 == 0 ? ",red\n" : ",blue\n");
    const CsvPreview preview = previewed(write("two.csv", text));
    QCOMPARE(preview.problems.size(), std::size_t{2});
    QCOMPARE(preview.badRows, std::int64_t{1});
}

void TestCsvPreview::estimatesWhatTheNetworkGets()
{
    const CsvPreview preview = previewed(fixture("counter.csv"));
    QCOMPARE(preview.outcome.task, Task::Classification);
    QCOMPARE(preview.outcome.numberInputs, std::int64_t{1});
    QCOMPARE(preview.outcome.switches.size(), std::size_t{1});
    QCOMPARE(preview.outcome.switches.front().second, std::int64_t{3});
    QCOMPARE(preview.outcome.classes.size(), std::size_t{2});
    QCOMPARE(preview.outcome.classes.front().first, std::string("Barolo"));
    QCOMPARE(preview.outcome.classes.front().second, std::int64_t{15});
    QCOMPARE(previewed(fixture("missing_target.csv")).outcome.rowsWithoutTarget, std::int64_t{2});
    QCOMPARE(previewed(fixture("regression.csv")).outcome.task, Task::Regression);
}

void TestCsvPreview::blocksWhatCannotBeImported()
{
    QCOMPARE(previewed(fixture("one_class.csv")).blocker->code, ErrorCode::TableOneClass);
    QCOMPARE(previewed(fixture("constant_target.csv")).blocker->code, ErrorCode::TableConstantTarget);
    QCOMPARE(previewed(fixture("too_few_rows.csv")).blocker->code, ErrorCode::TableTooFewRows);
    QCOMPARE(previewed(fixture("duplicate_columns.csv")).blocker->code, ErrorCode::TableDuplicateColumn);
    QCOMPARE(previewed(fixture("no_target_values.csv")).blocker->code, ErrorCode::TableNoTarget);
    QCOMPARE(previewed(fixture("only_target.csv")).blocker->code, ErrorCode::TableNoFeatures);
}

void TestCsvPreview::failsWhereThereIsNothingToShow()
{
    QCOMPARE(previewCsv(fixture("header_only.csv"), {}).error().code, ErrorCode::TableHeaderOnly);
    QCOMPARE(previewCsv(fixture("zip_named.csv"), {}).error().code, ErrorCode::DataNotText);
    QCOMPARE(previewCsv(fixture("unclosed_quote.csv"), {}).error().code, ErrorCode::TableUnclosedQuote);
    QCOMPARE(previewCsv("no/such.csv", {}).error().code, ErrorCode::FileMissing);
}

QTEST_APPLESS_MAIN(TestCsvPreview)
#include "tst_csv_preview.moc"
