// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/report_text.h"

#include "core/study/confirmation.h"
#include "core/study/study_notebook.h"
#include "ui/pages/report/report_body.h"
#include "ui/pages/report/report_words.h"
#include "ui/viewmodels/best_model_text.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr std::size_t kTopTrials = 10;
constexpr int kMostClasses = 20; ///< Of a confusion matrix on paper.
constexpr int kClassesBesideChart = 12; ///< Of one that shares an A4 page with a chart.

/// Writes the parts of a report in order.
class ReportWriter
{
public:
    ReportWriter(StudyService& service, const StoredStudy& study, const StudySnapshot& snapshot,
                 const ReportRequest& request)
        : m_service(service)
        , m_study(study)
        , m_snapshot(snapshot)
        , m_request(request)
        , m_metric(metricStyleOf(&snapshot))
        , m_trial(request.trial >= 0 ? request.trial : snapshot.best)
    {
    }

    QString write(const std::vector<ReportChart>& charts)
    {
        writeHead();
        writeResult();
        writeSettings();
        writeCharts(charts);
        writeConfusion(charts.size());
        writeTop();
        writeSearch();
        writeProtocol();
        writeSeeds();
        writeChecks();
        writeNotebook();
        return m_body.take();
    }

private:
    const TrialSnapshot* trial() const
    {
        return m_trial >= 0 && static_cast<std::size_t>(m_trial) < m_snapshot.size()
                   ? &m_snapshot.trial(static_cast<std::size_t>(m_trial))
                   : nullptr;
    }
    QString file() const
    {
        return m_request.file.isEmpty() ? QStringLiteral("STUDY.tune") : QFileInfo(m_request.file).fileName();
    }
    bool isImported() const { return trial() && trial()->start.origin.kind == OriginKind::Imported; }
    void writeHead();
    void writeResult();
    void writeSettings();
    void writeConfusion(std::size_t charts);
    void writeCharts(const std::vector<ReportChart>& charts);
    void writeTop();
    void writeSearch();
    void writeProtocol();
    void writeSeeds();
    void writeChecks();
    void writeNotebook();
    QString testNote() const;
    double trainedSeconds() const
    {
        double seconds = 0.0;
        for (const StoredTrial& one : m_study.trials)
            seconds += one.outcome.trialSeconds;
        return seconds;
    }

    StudyService& m_service;
    const StoredStudy& m_study;
    const StudySnapshot& m_snapshot;
    const ReportRequest& m_request;
    MetricStyle m_metric;
    int m_trial;
    BodyWriter m_body;
};

void ReportWriter::writeHead()
{
    m_body.heading(reportTitle(m_study), 1);
    m_body.paragraph(
        ReportWords::tr("A search for hyperparameters on %1, begun on %2 with Tunescope %3. File: %4.")
            .arg(toQt(m_study.facts.dataName), momentText(m_study.createdAt), toQt(m_study.appVersion),
                 file()));
}

QString ReportWriter::testNote() const
{
    const std::int64_t rows = m_study.facts.testRows;
    if (rows <= 0)
        return ReportWords::tr("This study keeps no test rows apart, so no score here is free of selection.");
    const QString counted = countedText(rows, ReportWords::tr("test row"), ReportWords::tr("test rows"));
    if (m_study.testLooks.empty())
        return ReportWords::
            tr("Test: locked and untouched. No network has seen the %1, and no choice was made with them.")
                .arg(counted);
    QStringList looks;
    for (const TestLook& look : m_study.testLooks)
        looks << ReportWords::tr("on %1 trial %2 had %3")
                     .arg(momentText(look.openedAt))
                     .arg(look.trial)
                     .arg(scoreTextWithUnit(look.value, m_metric));
    return ReportWords::tr(
               "Test: the %1 were opened %2 (%3). Trials made after a look may owe something to it.")
        .arg(counted,
             countedText(std::ssize(m_study.testLooks), ReportWords::tr("time"), ReportWords::tr("times")),
             looks.join(QStringLiteral("; ")));
}

void ReportWriter::writeResult()
{
    m_body.heading(ReportWords::tr("Result"));
    const TrialSnapshot* best = trial();
    if (best == nullptr || !best->outcome.value) {
        m_body.paragraph(ReportWords::tr("No trial has finished yet."));
        m_body.paragraph(testNote());
        return;
    }
    const QString came =
        ReportWords::tr("Trial %1 reached %2 %3 on the validation part")
            .arg(m_trial)
            .arg(insideSentence(m_metric.title), scoreTextWithUnit(*best->outcome.value, m_metric));
    const int epoch = best->outcome.bestEpoch;
    m_body.paragraph(epoch > 0 ? ReportWords::tr("%1, at epoch %2.").arg(came).arg(epoch) : came + u'.');
    if (isImported())
        m_body.paragraph(
            ReportWords::tr("It was run elsewhere and imported, so it cannot be trained again here."));
    const TrialSnapshot* highest =
        m_snapshot.best >= 0 ? &m_snapshot.trial(static_cast<std::size_t>(m_snapshot.best)) : nullptr;
    const QString finished = countedText(m_snapshot.counts.complete, ReportWords::tr("finished trial"),
                                         ReportWords::tr("finished trials"));
    if (highest && m_trial != m_snapshot.best && highest->outcome.value)
        m_body.paragraph(
            ReportWords::tr("It was chosen from %1; the best score of them is %2, of trial %3. A score that "
                            "something was chosen by flatters a little.")
                .arg(finished, scoreTextWithUnit(*highest->outcome.value, m_metric))
                .arg(m_snapshot.best));
    else
        m_body.paragraph(
        ReportWords::tr(
            "It is the best of %1, so this score flatters it a little: it was chosen because it is high.")
            .arg(finished));
    if (const auto report = confirmationReport(m_study, ConfirmSplit::Same)) {
        m_body.paragraph(ReportWords::tr("Trained again on new seeds:"));
        for (const std::string& sentence : confirmationSentences(*report, m_study.config.protocol.metric))
            m_body.paragraph(toQt(sentence));
    } else {
        m_body.paragraph(ReportWords::tr("It was not trained again on other seeds, so how much of the score "
                                         "is luck is not known. Command: %1")
                             .arg(QStringLiteral("tunescope-cli confirm %1 --top 4 --seeds 5").arg(file())));
    }
    m_body.paragraph(testNote());
}

void ReportWriter::writeSettings()
{
    const TrialSnapshot* best = trial();
    if (best == nullptr)
        return;
    m_body.heading(ReportWords::tr("Settings of trial %1").arg(m_trial));
    QList<QStringList> rows;
    for (const SettingText& setting : settingTexts(m_snapshot, *best))
        rows << QStringList{setting.label, setting.value};
    if (best->outcome.weights > 0)
        rows << QStringList{ReportWords::tr("Weights"), wholeText(best->outcome.weights)};
    rows << QStringList{ReportWords::tr("Time to train"), durationText(best->outcome.trialSeconds)};
    m_body.table({ReportWords::tr("Setting"), ReportWords::tr("Value")}, rows);
    if (!best->note.empty())
        m_body.paragraph(ReportWords::tr("Note: %1").arg(toQt(best->note)));
}

/// After the charts, where a page has room for the whole table: two charts fill a page.
void ReportWriter::writeConfusion(std::size_t charts)
{
    const auto& names = m_study.facts.classNames;
    const TrialSnapshot* best = trial();
    if (names.empty() || std::ssize(names) > kMostClasses || best == nullptr || best->outcome.bestEpoch < 1)
        return;
    const auto matrix = m_service.confusion(m_trial, best->outcome.bestEpoch);
    if (!matrix || matrix->empty())
        return;
    const QString title = ReportWords::tr("Which classes trial %1 confuses").arg(m_trial);
    const bool hasRoom = charts % 2 == 1 && std::ssize(names) <= kClassesBesideChart;
    hasRoom ? m_body.heading(title) : m_body.headingOfPage(title);
    QStringList head{ReportWords::tr("true \\ predicted")};
    for (const std::string& name : names)
        head << toQt(name);
    head << ReportWords::tr("recall");
    QList<QStringList> rows;
    for (int truth = 0; truth < matrix->classes(); ++truth) {
        QStringList row{toQt(names[static_cast<std::size_t>(truth)])};
        for (int predicted = 0; predicted < matrix->classes(); ++predicted)
            row << QString::number(matrix->at(truth, predicted));
        row << ReportWords::tr("%1 %").arg(percentText(matrix->recall(truth)));
        rows << row;
    }
    m_body.table(head, rows);
}

void ReportWriter::writeCharts(const std::vector<ReportChart>& charts)
{
    if (charts.empty())
        return;
    m_body.heading(ReportWords::tr("Charts"));
    for (const ReportChart& chart : charts) {
        m_body.heading(chart.title, 3);
        m_body.chart(chart.id);
        m_body.paragraph(chart.sentence);
        m_body.note(
            ReportWords::tr("To see it again: page %1 of the window, or %2").arg(chart.place, chart.redo));
    }
}

void ReportWriter::writeTop()
{
    std::vector<int> ranked = rankedTrials(m_snapshot);
    if (ranked.empty())
        return;
    const std::size_t all = ranked.size();
    ranked.resize(std::min(all, kTopTrials));
    m_body.heading(ReportWords::tr("The best trials"));
    QList<QStringList> rows;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        const TrialSnapshot& one = m_snapshot.trial(static_cast<std::size_t>(ranked[i]));
        rows << QStringList{QString::number(i + 1), QString::number(ranked[i]),
                            scoreText(*one.outcome.value, m_metric), configLine(m_snapshot, one),
                            durationText(one.outcome.trialSeconds)};
    }
    m_body.table({ReportWords::tr("Rank"), ReportWords::tr("Trial"), m_metric.title,
                  ReportWords::tr("Settings"), ReportWords::tr("Time")},
                 rows);
    if (all > ranked.size())
        m_body.note(ReportWords::tr("%1 of %2 finished trials.").arg(ranked.size()).arg(all));
}

void ReportWriter::writeSearch()
{
    m_body.heading(ReportWords::tr("Search"));
    const TrialCounts& counts = m_snapshot.counts;
    m_body.paragraph(
        ReportWords::tr(
            "%1: %2 finished, %3 pruned, %4 diverged, %5 failed, %6 stopped. Time spent training: %7.")
            .arg(countedText(counts.told(), ReportWords::tr("trial"), ReportWords::tr("trials")))
            .arg(counts.complete)
            .arg(counts.pruned)
            .arg(counts.diverged)
            .arg(counts.failed)
            .arg(counts.cancelled)
            .arg(durationText(trainedSeconds())));
    int number = 1;
    for (const StoredStage& stage : m_study.stages) {
        const QString text = toQt(rangeText(stage.config));
        m_body.paragraph(
            m_study.stages.size() > 1
                ? ReportWords::tr("Stage %1, from trial %2: %3").arg(number).arg(stage.firstTrial).arg(text)
                : text);
        QStringList fixed;
        for (const auto& [name, value] : stage.config.fixed)
            fixed << QStringLiteral("%1 = %2").arg(toQt(name), toQt(paramText(value)));
        if (!fixed.isEmpty())
            m_body.note(ReportWords::tr("Not searched: %1").arg(fixed.join(QStringLiteral(", "))));
        ++number;
    }
}

void ReportWriter::writeProtocol()
{
    const ProtocolConfig& protocol = m_study.config.protocol;
    const StudyFacts& facts = m_study.facts;
    m_body.heading(ReportWords::tr("Data and protocol"));
    const auto row = [](const QString& name, const QString& value) { return QStringList{name, value}; };
    QList<QStringList> rows{row(ReportWords::tr("Data"), toQt(facts.dataName)),
                            row(ReportWords::tr("Rows"), wholeText(facts.rows)),
                            row(ReportWords::tr("Training, validation, test rows"),
                                QStringLiteral("%1, %2, %3")
                                    .arg(wholeText(facts.trainRows), wholeText(facts.validationRows),
                                         wholeText(facts.testRows)))};
    if (facts.stoppingRows > 0)
        rows << row(ReportWords::tr("Rows that choose the best epoch"), wholeText(facts.stoppingRows));
    QString kind = ReportWords::tr("holdout");
    if (protocol.kind == ProtocolKind::KFold)
        kind = ReportWords::tr("%1 folds").arg(protocol.folds);
    else if (protocol.kind == ProtocolKind::TimeOrdered)
        kind = ReportWords::tr("%1 folds in the order of time").arg(protocol.folds);
    else if (protocol.kind == ProtocolKind::Grouped)
        kind = ReportWords::tr("holdout by groups of %1").arg(toQt(protocol.by));
    rows << row(ReportWords::tr("Split"),
                protocol.repeats > 1 ? ReportWords::tr("%1, %2 repeats").arg(kind).arg(protocol.repeats)
                                     : kind);
    if (!facts.classNames.empty())
        rows << row(ReportWords::tr("Stratified"),
                    protocol.stratified ? ReportWords::tr("yes") : ReportWords::tr("no"));
    rows << row(ReportWords::tr("Judged by"),
                ReportWords::tr("%1, %2").arg(m_metric.title, protocol.direction == Direction::Maximize
                                                                  ? ReportWords::tr("higher is better")
                                                                  : ReportWords::tr("lower is better")));
    for (const ObjectiveSpec& objective : protocol.further)
        rows << row(ReportWords::tr("Also judged by"), toQt(objective.metric));
    rows << row(ReportWords::tr("SHA-256 of the data"), toQt(facts.dataSha256))
         << row(ReportWords::tr("SHA-256 of the split"), toQt(facts.splitSha256));
    m_body.table({}, rows);
}

void ReportWriter::writeSeeds()
{
    m_body.heading(ReportWords::tr("Seeds, and how to get the same numbers"));
    const EngineFacts& engine = m_study.engine;
    QList<QStringList> rows{
        {ReportWords::tr("Seed of the study"), QString::number(m_study.config.seed)},
        {ReportWords::tr("Seed of the split"), QString::number(splitSeedOf(m_study.config))}};
    if (const TrialSnapshot* best = trial())
        rows << QStringList{ReportWords::tr("Seed of trial %1").arg(m_trial),
                            QString::number(best->start.seed)};
    rows << QStringList{ReportWords::tr("Engine"), QStringLiteral("Tunescope %1, oneDNN %2, %3, %4")
                                                       .arg(toQt(engine.version), toQt(engine.onednn),
                                                            toQt(engine.isa), toQt(engine.numerics))};
    m_body.table({}, rows);
    if (m_trial >= 0 && !isImported()) {
        m_body.paragraph(
            ReportWords::tr(
                "This command trains trial %1 again and compares every epoch with what is stored:")
                .arg(m_trial));
        m_body.command(
            QStringLiteral("tunescope-cli rerun %1 --trial %2").arg(shellQuoted(file())).arg(m_trial));
    }
    m_body.paragraph(
        ReportWords::tr("These write the whole study as a table, and the configuration as a file:"));
    m_body.command(QStringLiteral("tunescope-cli export %1 --as csv -o trials.csv").arg(shellQuoted(file())));
    m_body.command(QStringLiteral("tunescope-cli export %1 --as json -o best.json").arg(shellQuoted(file())));
}

void ReportWriter::writeChecks()
{
    m_body.heading(ReportWords::tr("Checks"));
    QStringList faults;
    for (const std::string& fault : notebookFaults(m_study))
        faults << toQt(fault);
    for (const Error& warning : m_study.warnings)
        faults << errorWords(warning).headline;
    if (faults.isEmpty())
        m_body.paragraph(ReportWords::tr("The file is whole, and its notebook was not edited."));
    for (const QString& fault : faults)
        m_body.paragraph(fault);
    const auto leaks = m_service.findLeaks();
    if (!leaks)
        m_body.paragraph(ReportWords::tr("The data could not be looked at again: %1")
                             .arg(errorWords(leaks.error()).headline));
    else if (leaks->empty())
        m_body.paragraph(
            ReportWords::tr("No column tells the answer by itself, and no row is in two parts."));
    else
        for (const DatasetCheck& leak : *leaks)
            m_body.paragraph(toQt(leak.headline) + QStringLiteral(". ") + toQt(leak.detail));
    const int imported = static_cast<int>(
        std::count_if(m_study.trials.begin(), m_study.trials.end(),
                      [](const StoredTrial& t) { return t.start.origin.kind == OriginKind::Imported; }));
    if (imported > 0)
        m_body.paragraph(
            ReportWords::tr("%1 run elsewhere and imported; nothing here can vouch for them.")
                .arg(countedText(imported, ReportWords::tr("trial was"), ReportWords::tr("trials were"))));
}

void ReportWriter::writeNotebook()
{
    if (m_study.events.empty())
        return;
    m_body.heading(ReportWords::tr("Notebook"));
    QList<QStringList> rows;
    for (const StudyEvent& entry : m_study.events)
        rows << QStringList{momentText(entry.at), toQt(notebookTitle(entry.kind)), toQt(entry.detail)};
    m_body.table({ReportWords::tr("Time"), ReportWords::tr("Entry"), ReportWords::tr("Text")}, rows);
}

} // namespace

Result<QString> reportBody(StudyService& service, const ReportRequest& request,
                           const std::vector<ReportChart>& charts)
{
    const auto stored = service.stored();
    if (!stored)
        return fail(stored.error());
    const StudySnapshotPtr snapshot = service.snapshot();
    if (request.trial >= 0 && static_cast<std::size_t>(request.trial) >= snapshot->size())
        return fail(ErrorCode::NoSuchTrial, {{"trial", request.trial}});
    return ReportWriter(service, *stored, *snapshot, request).write(charts);
}

} // namespace tunescope::ui
