// SPDX-License-Identifier: GPL-3.0-or-later
// Reports, pictures and imports of the window, on a study that was really searched.
#include "app/gui/gui_exports.h"
#include "app/gui/offscreen_export.h"
#include "app/gui/results_importer.h"
#include "app/wiring.h"
#include "ui/pages/report/report_document.h"
#include "ui/pages/report/study_charts.h"
#include "ui/pages/results_import_dialog.h"
#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/chart_picture.h"
#include "ui/widgets/theme_manager.h"

#include <QtTest>

#include <QComboBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace tunescope;
using namespace tunescope::ui;

class TestResultsInAndOut : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void htmlReportLoadsNothing();
    void htmlReportHasEveryPart();
    void everyPartOfAReportIsOfItsTrial();
    void aSavedPictureHasATitle();
    void pdfReportIsAPdfWithFonts();
    void picturesAreVectors();
    void csvQuotesCells();
    void exportsIntoAFolderAndNeverOverwrites();
    void refusesWithOneCodeAndWritesNothing_data();
    void refusesWithOneCodeAndWritesNothing();
    void scriptsComeWithTheirFiles();
    void assistantFindsColumns();
    void assistantTakesAMetricForTheScore();
    void assistantSaysWhatIsMissing();
    void importsATableAndMarksIt();
    void importMakesAStudyOfItsOwnFile();
    void faultyFileChangesNothing();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::unique_ptr<StudyService> opened() const
    {
        Services services = makeLookingServices();
        if (!services.studies->open(path(m_study).toStdString()))
            qFatal("cannot open the study");
        return std::move(services.studies);
    }
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir m_folder;
    QString m_study = QStringLiteral("König, \"漢\".tune");
    QByteArray m_html;
    std::unique_ptr<ThemeManager> m_themes;
};

void TestResultsInAndOut::initTestCase()
{
    m_themes = std::make_unique<ThemeManager>(*qobject_cast<QApplication*>(qApp));
    m_themes->setChoice(SchemeChoice::Light);
    StudyConfig config;
    config.name = "<b>König</b> & \"漢\"";
    config.data.source = "iris";
    config.stage.space = *SearchSpace::create(
        {{.name = "learning_rate", .distribution = FloatRange{.low = 1e-3, .high = 0.1, .scale = Scale::Log}},
         {.name = "optimizer", .distribution = ChoiceSet{{std::string("sgd"), std::string("adam")}}}});
    config.stage.fixed = {
        {"model", std::string("mlp")}, {"epochs", std::int64_t{3}}, {"units", std::int64_t{8}}};
    config.stage.budget.trials = 24;
    Services services = makeServices();
    QVERIFY(services.studies->create(config, path(m_study).toStdString()));
    services.studies->runner().start(1);
    QTRY_COMPARE_WITH_TIMEOUT(services.studies->snapshot()->counts.told(), 24, 60'000);
    services.studies->close();
    const auto report = makeReport(*opened(), {.file = path(m_study)}, ReportForm::Html);
    QVERIFY(report);
    m_html = *report;
}

void TestResultsInAndOut::htmlReportLoadsNothing()
{
    const QString text = QString::fromUtf8(m_html);
    static const QRegularExpression loads(
        QStringLiteral("(src|href)=\"(?!#|data:)|url\\((?!#)|@import|<script|<link|<iframe"));
    const auto found = loads.match(text);
    QVERIFY2(!found.hasMatch(), qPrintable(found.captured()));
    static const QRegularExpression addresses(QStringLiteral("https?://[^\"' <]+"));
    for (auto it = addresses.globalMatch(text); it.hasNext();)
        QVERIFY(it.next().captured().startsWith(
            QLatin1String("http://www.w3.org/"))); // Names of SVG, not addresses.
}

void TestResultsInAndOut::htmlReportHasEveryPart()
{
    const QString text = QString::fromUtf8(m_html);
    QVERIFY(text.contains(QStringLiteral("&lt;b&gt;König&lt;/b&gt; &amp; &quot;漢&quot;")) &&
            !text.contains(QStringLiteral("<b>König")));
    for (const char* part :
         {"Result", "Charts", "Search", "Data and protocol", "Seeds, and how", "Checks", "Notebook",
          "locked and untouched", "tunescope --export svg --chart", "tunescope-cli rerun", "@media print"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
    QVERIFY(text.count(QLatin1String("<svg ")) >= 6);
    QVERIFY(!text.contains(QLatin1String("[[chart:")));
    // No two drawings share a name.
    QStringList names;
    static const QRegularExpression ids(QStringLiteral("<svg.*?</svg>"),
                                        QRegularExpression::DotMatchesEverythingOption);
    for (auto it = ids.globalMatch(text); it.hasNext();) {
        QXmlStreamReader xml(it.next().captured());
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.attributes().hasAttribute(QLatin1String("id")))
                names << xml.attributes().value(QLatin1String("id")).toString();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
    const qsizetype all = names.size();
    names.removeDuplicates();
    QCOMPARE(names.size(), all);
}

void TestResultsInAndOut::everyPartOfAReportIsOfItsTrial()
{
    const auto service = opened();
    const auto snapshot = service->snapshot();
    int other = -1;
    for (std::size_t i = 0; i < snapshot->size() && other < 0; ++i) {
        if (snapshot->trial(i).state == TrialState::Complete && static_cast<int>(i) != snapshot->best)
            other = static_cast<int>(i);
    }
    QVERIFY(other >= 0);
    const auto report = makeReport(*service, {.trial = other, .file = path(m_study)}, ReportForm::Html);
    QVERIFY(report);
    const QString text = QString::fromUtf8(*report);
    for (const char* part : {"Settings of trial %1<", "Which classes trial %1 confuses<",
                             "Confusion matrix of trial %1, epoch", "The selected trial %1 has",
                             "Layer health of trial %1<"})
        QVERIFY2(text.contains(QString::fromLatin1(part).arg(other)), part);
    QVERIFY(!text.contains(QStringLiteral("It is the best of")));
    QVERIFY(!text.contains(QStringLiteral("click to see")));
}

void TestResultsInAndOut::aSavedPictureHasATitle()
{
    const auto service = opened();
    StudyCharts charts(*service, QSize(1280, 860));
    charts.each([&](StudyChart& chart) {
        if (chart.id != QLatin1String("history"))
            return;
        const QString title = chart.reading().title;
        const QString plain = QString::fromUtf8(chartSvg(*chart.widget, QString()));
        const QString titled = QString::fromUtf8(chartSvg(*chart.widget, QString(), PictureHead::Titled));
        const QString drawn = QStringLiteral(">%1<").arg(title);
        QVERIFY2(!plain.contains(drawn) && titled.contains(drawn), qPrintable(title));
        const QImage picture = QImage::fromData(chartPng(*chart.widget, 2.0, PictureHead::Titled));
        QCOMPARE(picture.width(), chart.widget->width() * 2);
        QVERIFY(picture.height() > chart.widget->height() * 2);
    });
}

void TestResultsInAndOut::pdfReportIsAPdfWithFonts()
{
    const auto report = makeReport(*opened(), {.file = path(m_study)}, ReportForm::Pdf);
    QVERIFY(report && report->startsWith("%PDF-"));
    QVERIFY(report->contains("/ToUnicode")); // Text that can be searched and copied.
    QVERIFY(report->contains("/FontFile2"));
}

void TestResultsInAndOut::picturesAreVectors()
{
    const auto service = opened();
    StudyCharts charts(*service, QSize(1280, 860));
    QStringList seen;
    charts.each([&](StudyChart& chart) {
        seen << chart.id;
        const QByteArray svg = chartSvg(*chart.widget, chart.reading().title);
        QVERIFY(svg.contains("<svg") && svg.contains("viewBox"));
        const bool isHeat = chart.id == QLatin1String("contour") || chart.id == QLatin1String("boundary") ||
                            chart.id == QLatin1String("best-trials");
        QVERIFY2(isHeat || !svg.contains("data:image"), qPrintable(chart.id));
        const QImage one = QImage::fromData(chartPng(*chart.widget, 1.0)),
                     three = QImage::fromData(chartPng(*chart.widget, 3.0));
        QCOMPARE(one.size(), chart.widget->size());
        QCOMPARE(three.size(), chart.widget->size() * 3);
        QCOMPARE(chartCsv(chart.reading()).count('\n') >=
                     static_cast<qsizetype>(chart.reading().rows.size()) + 1,
                 true);
    });
    for (const char* id : {"metric-curves", "loss-curves", "confusion", "history", "parallel",
                           "slice-learning_rate", "time-score", "best-trials"})
        QVERIFY2(seen.contains(QLatin1String(id)), id);
}

void TestResultsInAndOut::csvQuotesCells()
{
    const QByteArray text = chartCsv({.columns = {QStringLiteral("a, b"), QStringLiteral("ü")},
                                      .rows = {{QStringLiteral("say \"x\""), QStringLiteral("1\n2")},
                                               {QStringLiteral("–"), QStringLiteral("-1")}}});
    QCOMPARE(text, QByteArray("\"a, b\",\xC3\xBC\n\"say \"\"x\"\"\",\"1\n2\"\n,-1\n"));
}

void TestResultsInAndOut::exportsIntoAFolderAndNeverOverwrites()
{
    const QString out = path(QStringLiteral("pictures"));
    const OffscreenExport wanted{.kind = QStringLiteral("svg"),
                                 .study = path(m_study),
                                 .out = out,
                                 .charts = {QStringLiteral("history")}};
    QVERIFY(QDir().mkpath(out));
    write(QStringLiteral("pictures/history.svg"), "mine");
    QCOMPARE(runOffscreenExport(wanted), 0);
    QCOMPARE(QDir(out).entryList(QDir::Files),
             (QStringList{QStringLiteral("history-2.svg"), QStringLiteral("history.svg")}));
    QCOMPARE(QFileInfo(path(QStringLiteral("pictures/history.svg"))).size(), 4);
}

void TestResultsInAndOut::refusesWithOneCodeAndWritesNothing_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("study");
    QTest::addColumn<QString>("chart");
    QTest::addColumn<int>("trial");
    QTest::newRow("kind") << "gif" << m_study << "" << -1;
    QTest::newRow("no study") << "html"
                              << "missing.tune"
                              << "" << -1;
    QTest::newRow("chart") << "svg" << m_study << "nonsense" << -1;
    QTest::newRow("trial") << "pdf" << m_study << "" << 999;
}

void TestResultsInAndOut::refusesWithOneCodeAndWritesNothing()
{
    QFETCH(QString, kind);
    QFETCH(QString, study);
    QFETCH(QString, chart);
    QFETCH(int, trial);
    const QString out = path(QStringLiteral("nothing.") + kind);
    QCOMPARE(runOffscreenExport({.kind = kind,
                                 .study = path(study),
                                 .out = out,
                                 .charts = chart.isEmpty() ? QStringList() : QStringList{chart},
                                 .trial = trial}),
             2);
    QVERIFY(!QFileInfo::exists(out));
}

void TestResultsInAndOut::scriptsComeWithTheirFiles()
{
    const auto service = opened();
    const ExportFunctions all = makeExportFunctions(*service);
    const int best = service->snapshot()->best;
    const QString folder = path(QStringLiteral("out"));
    int several = 0;
    for (const ExportFunction& file : all.files) {
        if (!file.renderAll || !file.onSave.isEmpty())
            continue;
        for (int round = 1; round <= 2; ++round) {
            const auto files = file.renderAll(best, folder);
            QVERIFY2(files && files->size() == 3, qPrintable(file.id));
            const auto written = writeExports(folder, *files);
            QVERIFY(written);
            // The script names the files that lie beside it.
            for (const QString& name : *written)
                QVERIFY(name.endsWith(QLatin1String(".py")) ||
                        (*files)[0].content.find(QFileInfo(name).fileName().toStdString()) !=
                            std::string::npos);
        }
        QVERIFY(file.render(best));
        ++several;
    }
    QCOMPARE(several, 7);
}

void TestResultsInAndOut::assistantFindsColumns()
{
    write(QStringLiteral("cv.csv"), "param_learning_rate,solver,mean_test_score,mean_fit_time,ü\n0.01,adam,0."
                                    "9,1,a\n0.1,sgd,0.8,2,\"b, c\"\n");
    const auto file = ResultsImporter::look(path(QStringLiteral("cv.csv")));
    QVERIFY(file && file->isTable);
    ResultsImportDialog dialog(*file, {}, QStringLiteral("here"), nullptr);
    QVERIFY2(dialog.fault().isEmpty(), qPrintable(dialog.fault()));
    const ResultsChoice choice = dialog.choice();
    QCOMPARE(choice.value, std::string("mean_test_score"));
    QCOMPARE(choice.settings.at("param_learning_rate"), std::string("learning_rate"));
    QCOMPARE(choice.settings.at("solver"), std::string());
    QVERIFY(!choice.settings.contains("mean_fit_time")); // Known by its name.
}

void TestResultsInAndOut::assistantTakesAMetricForTheScore()
{
    write(QStringLiteral("mine.csv"), "learning_rate,f1,accuracy\n0.01,0.7,0.9\n0.1,0.6,0.8\n");
    for (const char* metric : {"accuracy", "f1"}) {
        const auto file = ResultsImporter::look(path(QStringLiteral("mine.csv")), {}, metric);
        QVERIFY(file);
        ResultsImportDialog dialog(*file, {}, QString(), nullptr);
        QVERIFY2(dialog.fault().isEmpty(), qPrintable(dialog.fault()));
        QCOMPARE(dialog.choice().value, std::string(metric));
    }
}

void TestResultsInAndOut::assistantSaysWhatIsMissing()
{
    write(QStringLiteral("plain.csv"), "lr,result\n0.01,0.9\n0.1,0.8\n");
    const auto file = ResultsImporter::look(path(QStringLiteral("plain.csv")));
    QVERIFY(file);
    ResultsImportDialog dialog(*file, {}, QString(), nullptr);
    QVERIFY(!dialog.fault().isEmpty());
    auto* table = dialog.findChild<QTableWidget*>(QStringLiteral("resultsColumns"));
    const auto choose = [&](int row, const QString& meaning) {
        auto* box = qobject_cast<QComboBox*>(table->cellWidget(row, 2));
        box->setCurrentIndex(box->findData(meaning));
    };
    auto* import = dialog.findChild<QPushButton*>(QStringLiteral("resultsImport"));
    choose(1, QStringLiteral("="));
    QVERIFY(!import->isEnabled());
    choose(0, QStringLiteral("learning_rate"));
    QVERIFY(import->isEnabled() && dialog.fault().isEmpty());
    choose(1, QStringLiteral("learning_rate"));
    QVERIFY(!import->isEnabled());
}

void TestResultsInAndOut::importsATableAndMarksIt()
{
    const QString copy = path(QStringLiteral("copy.tune"));
    QVERIFY(QFile::copy(path(m_study), copy));
    write(QStringLiteral("two.csv"), "rate,opt,result\n0.01,adam,0.99\n0.1,sgd,0.5\n");
    const ResultsChoice choice{.settings = {{"rate", "learning_rate"}, {"opt", "optimizer"}},
                               .value = "result"};
    const auto report = ResultsImporter::add(path(QStringLiteral("two.csv")), choice, copy);
    QVERIFY(report);
    QCOMPARE(report->added, 2);
    QCOMPARE(ResultsImporter::add(path(QStringLiteral("two.csv")), choice, copy)->known, 2);
    Services services = makeLookingServices();
    QVERIFY(services.studies->open(copy.toStdString()));
    const auto snapshot = services.studies->snapshot();
    QCOMPARE(snapshot->size(), std::size_t{26});
    QCOMPARE(stateWord(snapshot->trial(24)), QStringLiteral("Imported"));
    QCOMPARE(*snapshot->trial(24).outcome.value, 0.99);
}

void TestResultsInAndOut::importMakesAStudyOfItsOwnFile()
{
    const QString made = path(QStringLiteral("sub/made.tune"));
    const auto report = ResultsImporter::add(path(m_study), {}, made);
    QVERIFY(report);
    QCOMPARE(report->added, 24);
    QVERIFY(QFileInfo::exists(made));
}

void TestResultsInAndOut::faultyFileChangesNothing()
{
    write(QStringLiteral("noise.bin"), QByteArray("\0\1\2\3", 4));
    QVERIFY(!ResultsImporter::look(path(QStringLiteral("noise.bin"))));
    const QString none = path(QStringLiteral("none.tune"));
    write(QStringLiteral("table.csv"), "learning_rate,value\n0.1,0.5\n");
    QVERIFY(!ResultsImporter::add(path(QStringLiteral("table.csv")), {},
                                  none)); // It does not say how to make a study.
    QVERIFY(!QFileInfo::exists(none));
}

QTEST_MAIN(TestResultsInAndOut)
#include "tst_results_in_and_out.moc"
