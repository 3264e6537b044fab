// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/result.h"

#include <QtTest>

#include <set>
#include <string>
#include <vector>

using namespace tunescope;

namespace {

/// Every code, so that a test can walk through them. (moc does not read tables made by an include.)
#ifndef Q_MOC_RUN
constexpr ErrorCode kAllCodes[] = {
#define TUNESCOPE_ERROR(code, sentence) ErrorCode::code,
#include "core/base/error_codes.def"
#undef TUNESCOPE_ERROR
};
#endif

} // namespace

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void fillsInTheArguments();
    void leavesMissingArgumentsEmpty();
    void keepsBracesInsideArguments();
    void everySentenceIsWellFormed_data();
    void everySentenceIsWellFormed();
    void failCarriesTheError();
};

void TestError::fillsInTheArguments()
{
    const Error error{ErrorCode::RangeEmpty, {{"param", "lr"}, {"low", 0.1}, {"high", std::int64_t{-3}}}};
    QCOMPARE(errorText(error),
             std::string("lr: the low end must be below the high end, got low = 0.1 and high = -3."));
    QCOMPARE(error.arg("low"), std::string("0.1"));
    QCOMPARE(errorName(error.code), std::string_view("RangeEmpty"));
}

void TestError::leavesMissingArgumentsEmpty()
{
    QCOMPARE(errorText(Error{ErrorCode::ParamMissing}), std::string(": the value is missing."));
    QCOMPARE(Error{ErrorCode::ParamMissing}.arg("param"), std::string());
}

void TestError::keepsBracesInsideArguments()
{
    const Error error{ErrorCode::ParamMissing, {{"param", "{param}"}}};
    QCOMPARE(errorText(error), std::string("{param}: the value is missing."));
}

void TestError::everySentenceIsWellFormed_data()
{
    QTest::addColumn<int>("code");
    for (const ErrorCode code : kAllCodes)
        QTest::newRow(std::string(errorName(code)).c_str()) << static_cast<int>(code);
}

void TestError::everySentenceIsWellFormed()
{
    QFETCH(int, code);
    const std::string_view sentence = errorTemplate(static_cast<ErrorCode>(code));
    QVERIFY(!sentence.empty());
    QVERIFY2(sentence.find('\n') == std::string_view::npos, "one line");
    int open = 0;
    for (const char c : sentence) {
        open += c == '{' ? 1 : c == '}' ? -1 : 0;
        QVERIFY2(open == 0 || open == 1, "placeholders neither nest nor close before they open");
    }
    QCOMPARE(open, 0);
    const char last = sentence.back();
    QVERIFY2(last == '.' || last == '}' || last == '?' || last == ')', "a whole sentence");
}

void TestError::failCarriesTheError()
{
    const Result<int> result = fail(ErrorCode::FileMissing, {{"path", "a.csv"}});
    QVERIFY(!result);
    QVERIFY(result.error() == (Error{ErrorCode::FileMissing, {{"path", "a.csv"}}}));
}

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
