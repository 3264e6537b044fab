// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_writer.h"

#include <QtTest>

#include <clocale>
#include <limits>

using namespace tunescope;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesShortestNumbers_data();
    void writesShortestNumbers();
    void writesTheSameUnderAGermanLocale();
    void escapesTexts_data();
    void escapesTexts();
    void indentsAndKeepsInlineContainersOnOneLine();
};

void TestJsonWriter::writesShortestNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("sum that is not 0.3") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("whole float keeps its point") << 2.0 << QByteArray("2.0");
    QTest::newRow("tiny") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
    QTest::newRow("infinite") << -std::numeric_limits<double>::infinity() << QByteArray("null");
}

void TestJsonWriter::writesShortestNumbers()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(jsonNumber(value)), text);
}

void TestJsonWriter::writesTheSameUnderAGermanLocale()
{
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    if (std::setlocale(LC_NUMERIC, "de_DE.UTF-8") == nullptr)
        QSKIP("the locale de_DE is not installed");
    const std::string text = jsonNumber(0.5);
    std::setlocale(LC_NUMERIC, before.c_str());
    QCOMPARE(text, std::string("0.5"));
}

void TestJsonWriter::escapesTexts_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("quote and backslash") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
    QTest::newRow("control") << QByteArray("\n\t\x01") << QByteArray("\"\\n\\t\\u0001\"");
    QTest::newRow("umlaut stays") << QByteArray("\xC3\xA4") << QByteArray("\"\xC3\xA4\"");
    QTest::newRow("emoji stays") << QByteArray("\xF0\x9F\x98\x80") << QByteArray("\"\xF0\x9F\x98\x80\"");
    QTest::newRow("lone byte is replaced") << QByteArray("a\xFF") << QByteArray("\"a\xEF\xBF\xBD\"");
    QTest::newRow("cut sequence is replaced") << QByteArray("\xC3") << QByteArray("\"\xEF\xBF\xBD\"");
    QTest::newRow("overlong slash is replaced")
        << QByteArray("\xC0\xAF") << QByteArray("\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

void TestJsonWriter::escapesTexts()
{
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, json);
    QCOMPARE(QByteArray::fromStdString(jsonText(plain.toStdString())), json);
}

void TestJsonWriter::indentsAndKeepsInlineContainersOnOneLine()
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.integerField("a", 1);
    json.paramsField("b", {{"x", 0.5}, {"y", std::string("z")}, {"l", std::vector<std::int64_t>{1, 2}}});
    json.key("c");
    json.beginArray();
    json.endArray();
    json.endObject();
    QCOMPARE(
        json.take(),
        std::string("{\n  \"a\": 1,\n  \"b\": {\"x\": 0.5, \"y\": \"z\", \"l\": [1, 2]},\n  \"c\": []\n}"));
}

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_json_writer.moc"
