// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/base/rng.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <bit>
#include <clocale>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

using namespace tunescope;

namespace {

/// Switches to a locale with a decimal comma; makes it for itself where the system has none.
bool useGerman()
{
    if (std::setlocale(LC_ALL, "de_DE.UTF-8"))
        return true;
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const std::string make = "localedef -i de_DE -f UTF-8 '" + path + "/de_DE.UTF-8' > /dev/null 2>&1";
    if (!folder.isValid() || std::system(make.c_str()) != 0)
        return false;
    qputenv("LOCPATH", path.c_str());
    return std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
}

} // namespace

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void writesTheShortestForm();
    void readsBackEveryBitPattern();
    void readsWholeNumbersOnly_data();
    void readsWholeNumbersOnly();
    void readsIntegersInFull();
    void ignoresTheLocale();
    void namesTheNearest();
};

void TestNumberText::writesTheShortestForm()
{
    QCOMPARE(numberText(0.1), std::string("0.1"));
    QCOMPARE(numberText(0.1F), std::string("0.1"));
    QCOMPARE(numberText(1e-05), std::string("1e-05"));
    QCOMPARE(numberText(100.0), std::string("100"));
    QCOMPARE(numberText(std::int64_t{-42}), std::string("-42"));
    QCOMPARE(numberText(std::numeric_limits<std::int64_t>::min()), std::string("-9223372036854775808"));
}

void TestNumberText::readsBackEveryBitPattern()
{
    Rng rng(Purpose::Noise, 11);
    for (int i = 0; i < 20'000; ++i) {
        const double value = std::bit_cast<double>(rng.next64());
        if (!std::isfinite(value))
            continue;
        const auto read = parseNumber(numberText(value));
        QVERIFY(read && std::bit_cast<std::uint64_t>(*read) == std::bit_cast<std::uint64_t>(value));
    }
}

void TestNumberText::readsWholeNumbersOnly_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isNumber");
    for (const char* good : {"0", "-1.5e-3", "+2", ".5", "1.", "1e308", "5e-324", "007"})
        QTest::newRow(good) << std::string(good) << true;
    QTest::newRow("nothing") << std::string() << false;
    for (const char* bad :
         {" 1", "1 ", "1,5", "0x10", "inf", "nan", "1e400", "1.5.2", "1e", "+-1", "--1", "+", "abc"})
        QTest::newRow(bad) << std::string(bad) << false;
}

void TestNumberText::readsWholeNumbersOnly()
{
    QFETCH(std::string, text);
    QFETCH(bool, isNumber);
    QCOMPARE(parseNumber(text).has_value(), isNumber);
}

void TestNumberText::readsIntegersInFull()
{
    QVERIFY(parseInteger("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    QVERIFY(!parseInteger("9223372036854775808"));
    QVERIFY(!parseInteger("1.0"));
    QVERIFY(parseUnsigned("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
    QVERIFY(!parseUnsigned("-1"));
}

void TestNumberText::ignoresTheLocale()
{
    const std::string before = std::setlocale(LC_ALL, nullptr);
    if (!useGerman())
        QSKIP("The locale de_DE.UTF-8 can be neither used nor made.");
    const bool hasComma = std::string_view(std::localeconv()->decimal_point) == ",";
    const std::string text = numberText(1234.5);
    const auto read = parseNumber("1234.5");
    const auto comma = parseNumber("1234,5");
    std::setlocale(LC_ALL, before.c_str());
    QVERIFY(hasComma);
    QCOMPARE(text, std::string("1234.5"));
    QVERIFY(read == 1234.5);
    QVERIFY(!comma);
}

void TestNumberText::namesTheNearest()
{
    const std::array names{"learning_rate", "momentum", "dropout"};
    QCOMPARE(nearestName("learningrate", names), std::string("learning_rate"));
    QCOMPARE(nearestName("dropuot", names), std::string("dropout"));
    QCOMPARE(nearestName("colour_scheme", names), std::string());
    QCOMPARE(editDistance("kitten", "sitting"), 3);
    QCOMPARE(editDistance("", "abc"), 3);
    QCOMPARE(editDistance("abc", "abc"), 0);
}

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
