// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/myths/myth_experiments.h"
#include "core/lessons/myths/myth_lab.h"
#include "core/base/resources.h"

#include <QtTest>

#include <cmath>
#include <fstream>
#include <iterator>

using namespace tunescope;

class TestMythLab : public QObject
{
    Q_OBJECT

private slots:
    void everyExperimentHasItsText();
    void everyExperimentRuns_data();
    void everyExperimentRuns();
    void workersDoNotMatter();
    void aStopIsHeard();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void landscapeIsLinearBetweenItsPoints();
    void uselessSettingsChangeNothing();
    void quantiles();
    void aGridHasAsManyValuesAsFit();

private:
    MythTexts m_texts = loadMyths();
    MythLab m_lab; ///< One landscape for all of them.
};

namespace {

MythRequest smallRequest()
{
    return {.seed = 3, .workers = 1, .size = MythRequest::Size::Small};
}

std::string mythFile(const std::string& name)
{
    std::ifstream stream(*findResource("lessons/myths/" + name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Eight points; the score is the sum of the positions.
Landscape sumLandscape()
{
    Landscape landscape;
    landscape.axes = {ParamSpec{"learning_rate", FloatRange{1e-3, 1.0, Scale::Log}}, ParamSpec{"units", IntRange{4, 128, Scale::Log}}, ParamSpec{"dropout", FloatRange{0.0, 0.8}}};
    landscape.counts = {2, 2, 2};
    for (int i = 0; i < 8; ++i)
        landscape.scores.push_back(((i >> 2) & 1) * 0.5 + ((i >> 1) & 1) * 0.3 + (i & 1) * 0.1);
    return landscape;
}

} // namespace

void TestMythLab::everyExperimentHasItsText()
{
    for (const LessonFault& fault : m_texts.faults)
        QFAIL(fault.text().c_str());
    QCOMPARE(m_texts.myths.size(), mythRegistry().size());
    for (const MythEntry& entry : mythRegistry())
        QVERIFY(m_texts.byId(entry.id) != nullptr);
}

void TestMythLab::everyExperimentRuns_data()
{
    QTest::addColumn<QString>("id");
    for (const MythEntry& entry : mythRegistry())
        QTest::newRow(std::string(entry.id).c_str()) << QString::fromStdString(std::string(entry.id));
}

void TestMythLab::everyExperimentRuns()
{
    QFETCH(QString, id);
    const MythText& text = *m_texts.byId(id.toStdString());
    const auto entry = std::find_if(mythRegistry().begin(), mythRegistry().end(), [&](const MythEntry& one) { return one.id == text.id; });
    MythRequest request = smallRequest();
    double share = 0.0;
    bool forward = true;
    request.progress = [&](double now) {
        forward = forward && now >= share;
        share = now;
    };
    const auto result = m_lab.run(text, request);
    QVERIFY2(result.has_value(), result ? "" : errorText(result.error()).c_str());
    QCOMPARE(result->id, text.id);
    QVERIFY(forward && share == 1.0);
    QVERIFY(result->trainings > 0);
    QVERIFY(result->verdict.has_value());
    QVERIFY(!result->verdict->text.empty() && result->verdict->text.find('{') == std::string::npos);
    // The names that texts may use are those that the experiment gives.
    QCOMPARE(result->claims.size(), entry->claims.size());
    for (const ClaimResult& claim : result->claims)
        QVERIFY(std::find(entry->claims.begin(), entry->claims.end(), claim.id) != entry->claims.end());
    for (const std::string_view name : entry->numbers)
        QVERIFY2(std::any_of(result->numbers.begin(), result->numbers.end(), [&](const MythNumber& number) { return number.id == name; }), std::string(name).c_str());
    for (const MythCurve& curve : result->curves)
        QCOMPARE(curve.middle.size(), curve.x.size());
}

void TestMythLab::workersDoNotMatter()
{
    const MythText& text = *m_texts.byId("one-size-fits-all");
    MythRequest request = smallRequest();
    const auto one = m_lab.run(text, request);
    request.workers = 2;
    const auto two = m_lab.run(text, request);
    request.seed = 4;
    const auto other = m_lab.run(text, request);
    QVERIFY(one && two && other);
    QCOMPARE(one->matrix->cells, two->matrix->cells);
    QVERIFY(one->matrix->cells != other->matrix->cells);
}

void TestMythLab::aStopIsHeard()
{
    std::stop_source stop;
    stop.request_stop();
    MythRequest request = smallRequest();
    request.stop = stop.get_token();
    const auto result = m_lab.run(*m_texts.byId("cure-all"), request);
    QVERIFY(!result);
    QCOMPARE(result.error().arg("detail"), std::string("stopped"));
}

void TestMythLab::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("word");
    QTest::newRow("format") << "tunescope.myth/1" << "tunescope.lesson/1" << "tunescope.myth/1";
    QTest::newRow("no such experiment") << "\"id\": \"cure-all\"" << "\"id\": \"cure-al\"" << "cure-all";
    QTest::newRow("unknown key") << "\"title\": \"Tuning" << "\"colour\": 1, \"title\": \"Tuning" << "colour";
    QTest::newRow("unknown claim") << "\"when\": {\n        \"feature\"" << "\"when\": {\n        \"featur\"" << "featur";
    QTest::newRow("unknown number") << "{noise_gain}" << "{noise_game}" << "{noise_game}";
    QTest::newRow("missing") << "\"claim\": " << "\"claimed\": " << "claim";
}

void TestMythLab::mistakesAreNamed()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, word);
    QString text = QString::fromStdString(mythFile("5-cure-all.json"));
    const qsizetype at = text.indexOf(from);
    QVERIFY(at >= 0);
    const auto myth = parseMyth(text.replace(at, from.size(), to).toStdString());
    QVERIFY(!myth);
    const QString sentence = QString::fromStdString(myth.error().text());
    QVERIFY2(sentence.contains(word), qPrintable(sentence));
}

void TestMythLab::landscapeIsLinearBetweenItsPoints()
{
    const Landscape landscape = sumLandscape();
    for (const double x : {0.0, 0.25, 1.0}) {
        for (const double y : {0.0, 0.7})
            QVERIFY(std::abs(landscape.at({x, y, 0.5}) - (0.5 * x + 0.3 * y + 0.05)) < 1e-12);
    }
    QVERIFY(std::abs(landscape.best() - 0.9) < 1e-12);
    QCOMPARE(landscape.bestPoint(), (std::array<std::size_t, 3>{1, 1, 1}));
    QVERIFY(std::abs(landscape.at({-1.0, 2.0, 0.0}) - 0.3) < 1e-12); // Outside: its edge.
}

void TestMythLab::uselessSettingsChangeNothing()
{
    const auto landscape = std::make_shared<const Landscape>(sumLandscape());
    const auto objective = std::make_shared<LandscapeObjective>(landscape);
    const auto plain = runMythStudy(landscapeSearch(*landscape, "random", 6, 0, 8), objective, smallRequest());
    const auto useless = runMythStudy(landscapeSearch(*landscape, "random", 6, 4, 8), objective, smallRequest());
    QVERIFY(plain && useless);
    QCOMPARE((*useless)->trial(0).start.params.size(), std::size_t{7});
    const std::vector<double> line = bestSoFar(**plain, 6);
    QVERIFY(std::is_sorted(line.begin(), line.end()));
    QCOMPARE(line.size(), std::size_t{6});
}

/// R's quantile(c(1, 2, 4, 8)) (type 7): 1.00 1.75 3.00 5.00 8.00.
void TestMythLab::quantiles()
{
    const std::vector<double> numbers{8, 1, 4, 2};
    QCOMPARE(quantileOf(numbers, 0.25), 1.75);
    QCOMPARE(quantileOf(numbers, 0.5), 3.0);
    QCOMPARE(quantileOf(numbers, 0.75), 5.0);
    QCOMPARE(quantileOf({std::nan(""), 5.0}, 0.5), 5.0);
    QVERIFY(std::isnan(quantileOf({}, 0.5)));
}

void TestMythLab::aGridHasAsManyValuesAsFit()
{
    const Landscape landscape = sumLandscape();
    const auto countOf = [&](int trials, int useless) {
        return std::get<std::int64_t>(*landscapeSearch(landscape, "grid", trials, useless, 1).stage.sampler.options.find("count"));
    };
    QCOMPARE(countOf(27, 0), std::int64_t{3});
    QCOMPARE(countOf(64, 0), std::int64_t{4});
    QCOMPARE(countOf(63, 0), std::int64_t{3});
    QCOMPARE(countOf(32, 9), std::int64_t{2});
}

QTEST_APPLESS_MAIN(TestMythLab)
#include "tst_myth_lab.moc"
