// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_reader.h"

#include <QtTest>

#include <cmath>
#include <string>

using namespace tunescope;

class TestJsonReader : public QObject
{
    Q_OBJECT

private slots:
    void refusesBadText_data();
    void refusesBadText();
    void keepsUnsignedSeedsExactly();
    void ignoresAByteOrderMark();
};

void TestJsonReader::refusesBadText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("empty") << QByteArray("") << QByteArray("line 1, column 1");
    QTest::newRow("open brace on line 2") << QByteArray("{\n  \"a\": }") << QByteArray("line 2, column 8");
    QTest::newRow("trailing garbage") << QByteArray("{} x") << QByteArray("line 1, column 4");
    QTest::newRow("too large a number") << QByteArray("{\"a\": 1e400}") << QByteArray("number overflow");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\": \"\xFF\"}") << QByteArray("UTF-8");
    QTest::newRow("NaN") << QByteArray("{\"a\": NaN}") << QByteArray("line 1, column 7");
    QTest::newRow("key given twice") << QByteArray("{\"a\": 1, \"a\": 2}")
                                     << QByteArray("a: this key is given twice");
    QTest::newRow("key given twice, deep")
        << QByteArray("{\"l\": [0, {\"p\": {\"q\": 1, \"q\": 1}}]}") << QByteArray("l[1].p.q: this key");
    QTest::newRow("nested too deep") << QByteArray(100'000, '[') << QByteArray("64 levels");
}

void TestJsonReader::refusesBadText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const Result<Json> json =
        parseJson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!json);
    const QByteArray sentence = QByteArray::fromStdString(errorText(json.error()));
    QVERIFY2(sentence.contains(part), sentence.constData());
    QVERIFY2(!sentence.contains("exception"), sentence.constData());
}

void TestJsonReader::keepsUnsignedSeedsExactly()
{
    const Result<Json> json = parseJson("{\"seed\": 18446744073709551615}");
    QVERIFY(json);
    JsonFault fault;
    ObjectReader reader(*json, "", fault);
    std::uint64_t seed = 0;
    reader.read("seed", seed);
    QVERIFY(!fault.error);
    QCOMPARE(seed, 18446744073709551615U);
}

void TestJsonReader::ignoresAByteOrderMark()
{
    QVERIFY(parseJson("\xEF\xBB\xBF{}"));
}

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_json_reader.moc"
