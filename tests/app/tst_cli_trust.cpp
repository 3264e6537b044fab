// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/data/open_dataset.h"
#include "core/metrics/statistics.h"
#include "core/storage/sqlite_store_factory.h"
#include "core/study/prune_audit.h"
#include "core/study/training_objective.h"
#include "tests/app/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <set>

using namespace tunescope;

class TestCliTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void confirmsOnNewSeeds();
    void confirmationGoesOnAfterBeingKilled();
    void newSplitsKeepTheTestPart();
    void refusesWhatCannotBeConfirmed();
    void aLookIsRecordedForEver();
    void randomLabelsAreFoundOut();
    void permutingTestRowsChangesNothing();
    void theStoppingPartChoosesTheEpoch();
    void everyPruneReasonComesOutAgain();
    void theAuditEqualsARecount();
    void theNotebookTellsInOrder();
    void twinsAndForksAreTrialsOfTheStudy();
    void leaksAreReportedBeforeTheRun();
    void nestedFoldsJudgeTuning();
    void changedDataAreRecognised();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    static QJsonObject json(const QStringList& arguments)
    {
        const CliResult result = runCli(arguments);
        if (result.exitCode != 0)
            qWarning("%s", result.err.constData());
        return QJsonDocument::fromJson(result.out).object();
    }
    /// The file of a spec with some of its members replaced.
    QString spec(const char* name, const QJsonObject& members, const QString& as)
    {
        QFile file(specPath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no spec");
        QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
        for (auto member = members.begin(); member != members.end(); ++member)
            document.insert(member.key(), member.value());
        writeText(path(as), QJsonDocument(document).toJson());
        return path(as);
    }
    QString study(const QString& specFile, const QString& name)
    {
        const CliResult run = runCli({"run", specFile, "--out", path(name), "--workers", "2"});
        if (run.exitCode != 0)
            qFatal("%s", run.err.constData());
        return path(name);
    }

    QTemporaryDir m_folder;
    QString m_iris; ///< A small study that tests copy.
};

void TestCliTrust::initTestCase()
{
    m_iris = study(specPath("iris-10.json"), "iris.tune");
}

void TestCliTrust::confirmsOnNewSeeds()
{
    const QString file = path("confirm.tune");
    QVERIFY(QFile::copy(m_iris, file));
    const QJsonObject report = json({"confirm", file, "--top", "3", "--seeds", "4", "--json"});
    const QJsonArray trials = report["trials"].toArray();
    QCOMPARE(trials.size(), 3);
    QCOMPARE(report["seeds"].toInt(), 4);
    for (const QJsonValue& trial : trials) {
        std::vector<double> values;
        for (const QJsonValue& value : trial["values"].toArray())
            values.push_back(value.toDouble());
        const MeanInterval expected = meanInterval(values);
        QCOMPARE(expected.count, 4);
        QCOMPARE(trial["mean"].toDouble(), expected.mean);
        QCOMPARE(trial["interval"][0].toDouble(), expected.low);
    }
    QVERIFY(report["tie_group"].toArray().contains(report["leader"]));
    // Again: nothing is trained; with more seeds the old ones stay.
    QCOMPARE(json({"confirm", file, "--top", "3", "--seeds", "4", "--json"}), report);
    const QJsonObject more = json({"confirm", file, "--top", "3", "--seeds", "5", "--json"});
    QCOMPARE(more["trials"][0]["values"].toArray().size(), 5);
    const QJsonObject state = json({"show", file, "--json"});
    QCOMPARE(state["extra_runs"].toArray().size(), 15);
    QCOMPARE(state["confirmations"][0]["leader"], more["leader"]);
    const QJsonObject best = json({"export", file, "--as", "json", "--trial", QString::number(more["leader"].toInt()), "-o", "-"});
    QCOMPARE(best["result"]["confirmed"]["seeds"].toInt(), 5);
    QCOMPARE(runCli({"check", file}).exitCode, 0);
}

void TestCliTrust::confirmationGoesOnAfterBeingKilled()
{
    const QString once = path("once.tune");
    const QString killed = path("killed.tune");
    QVERIFY(QFile::copy(m_iris, once) && QFile::copy(m_iris, killed));
    const QStringList arguments{"--top", "2", "--seeds", "60", "--json", "--workers", "2"};
    QVERIFY(runCli(QStringList{"confirm", once} + arguments).exitCode == 0);
    QProcess process;
    process.start(QStringLiteral(TUNESCOPE_CLI), QStringList{"confirm", killed} + arguments);
    QVERIFY(process.waitForStarted());
    QTest::qWait(60);
    if (const auto pid = static_cast<pid_t>(process.processId()); pid > 0) // 0: it was faster
        kill(pid, SIGKILL);
    process.waitForFinished();
    const CliResult rest = runCli(QStringList{"confirm", killed} + arguments);
    QVERIFY2(rest.exitCode == 0, rest.err.constData());
    QCOMPARE(withoutTimes(rest.out), withoutTimes(runCli(QStringList{"confirm", once} + arguments).out));
}

void TestCliTrust::newSplitsKeepTheTestPart()
{
    const QString file = path("splits.tune");
    QVERIFY(QFile::copy(m_iris, file));
    const QJsonObject report = json({"confirm", file, "--top", "1", "--seeds", "3", "--new-splits", "--json"});
    QCOMPARE(report["split"].toString(), QStringLiteral("new"));
    StudyConfig config;
    config.data.source = "iris";
    const auto dataset = openDataset(config.data);
    const SplitConfig split = splitConfigOf(config.protocol, config.seed, config.data);
    const auto first = makeSplit(**dataset, split, 0, 0);
    const auto other = makeSplit(**dataset, split, 2, 0);
    QVERIFY(first->test == other->test);
    QVERIFY(first->train != other->train);
}

void TestCliTrust::refusesWhatCannotBeConfirmed()
{
    const auto refused = [](const QStringList& arguments) {
        const CliResult result = runCli(arguments);
        return result.exitCode == 2 && result.err.count('\n') == 1 && result.out.isEmpty();
    };
    QVERIFY(refused({"confirm", m_iris, "--trial", "77"}));
    QVERIFY(refused({"confirm", path("nothing.tune")}));
    QVERIFY(refused({"confirm", m_iris, "--seeds", "0"}));
    QVERIFY(refused({"test", m_iris, "--trial", "-1"}));
    QVERIFY(refused({"audit", m_iris}));
    QVERIFY(refused({"note", m_iris, " "}));
    const QString closed = study(spec("iris-10.json", {{"protocol", QJsonObject{{"kind", "holdout"}, {"test", 0.0}}}}, "notest.json"), "notest.tune");
    QVERIFY(refused({"test", closed, "--trial", "0"}));
}

void TestCliTrust::aLookIsRecordedForEver()
{
    const QString file = path("look.tune");
    QCOMPARE(runCli({"run", specPath("iris-10.json"), "--out", file, "--trials", "6"}).exitCode, 0);
    const int best = json({"show", file, "--json"})["best"].toInt();
    const QJsonObject first = json({"test", file, "--trial", QString::number(best), "--json"});
    QCOMPARE(first["look"]["number"].toInt(), 1);
    QCOMPARE(first["look"]["trials"].toInt(), 6);
    QVERIFY(first["look"]["value"].toDouble() > 0.5);
    QCOMPARE(first["optimism"]["points"].toArray().last()["trial"].toInt(), best);
    const QJsonObject second = json({"test", file, "--trial", QString::number(best), "--json"});
    QCOMPARE(second["look"]["number"].toInt(), 2);
    QCOMPARE(second["look"]["value"], first["look"]["value"]);
    QCOMPARE(runCli({"run", specPath("iris-10.json"), "--out", file}).exitCode, 0);
    const QJsonObject state = json({"show", file, "--json"});
    QCOMPARE(state["test_looks"].toArray().size(), 2);
    for (const QJsonValue& trial : state["trials"].toArray())
        QCOMPARE(trial["after_test_looks"].toInt(0), trial["number"].toInt() < 6 ? 0 : 2);
    QVERIFY(runCli({"show", file}).out.contains("made after the test part had been opened"));
    const QJsonObject result = json({"export", file, "--as", "json", "--trial", QString::number(best), "-o", "-"})["result"].toObject();
    QCOMPARE(result["test"], first["look"]["value"]);
    QVERIFY(result["test_opened_at"].toString().endsWith('Z'));
    QCOMPARE(runCli({"check", file}).exitCode, 0);
}

/// Labels are coins: nothing can be learned, and the best of many scores is luck.
void TestCliTrust::randomLabelsAreFoundOut()
{
    Rng rng(Purpose::Noise, 11);
    QByteArray text("a,b,c,label\n");
    for (int row = 0; row < 400; ++row) {
        for (int column = 0; column < 3; ++column)
            text += QByteArray::number(rng.normal(), 'g', 6) + ",";
        text += rng.uniform() < 0.5 ? "heads\n" : "tails\n";
    }
    writeText(path("coins.csv"), text);
    const QJsonObject members{{"data", QJsonObject{{"source", path("coins.csv")}}},
                              {"protocol", QJsonObject{{"kind", "holdout"}, {"validation", 0.2}, {"test", 0.4}, {"metric", "accuracy"}}},
                              {"budget", QJsonObject{{"trials", 60}}}};
    const QString file = study(spec("iris-10.json", members, "coins.json"), "coins.tune");
    const QJsonObject before = json({"show", file, "--json"})["optimism"].toObject();
    QVERIFY(before["expected"].toDouble() > 0.03); // said before the part was opened
    const int best = json({"show", file, "--json"})["best"].toInt();
    const QJsonObject opened = json({"test", file, "--trial", QString::number(best), "--json"});
    const QJsonArray points = opened["optimism"]["points"].toArray();
    QVERIFY(points.size() >= 2);
    double last = 0.0;
    for (const QJsonValue& point : points) {
        QVERIFY(point["validation"].toDouble() > last); // rises with the number of trials
        last = point["validation"].toDouble();
        QVERIFY(std::abs(point["test"].toDouble() - 0.5) < 0.12); // 160 rows: 3 standard errors
    }
    QVERIFY(last > points[0]["validation"].toDouble() + 0.02);
    QVERIFY(last > 0.56);
    QVERIFY(opened["optimism"]["measured"].toDouble() > 0.04);
    const QByteArray words = runCli({"show", file}).out;
    QVERIFY2(words.contains("optimistic by"), words.constData());
}

void TestCliTrust::permutingTestRowsChangesNothing()
{
    StudyConfig config;
    config.data.source = "iris";
    const auto dataset = openDataset(config.data);
    const auto split = makeSplit(**dataset, splitConfigOf(config.protocol, 7, config.data), 0, 0);
    std::set<std::int64_t> others(split->train.begin(), split->train.end());
    others.insert(split->validation.begin(), split->validation.end());
    std::vector<QByteArray> rows;
    for (std::int64_t row = 0; row < (*dataset)->rows(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        QByteArray line;
        for (const Column& column : (*dataset)->features)
            line += QByteArray::number(column.numbers[i]) + ",";
        rows.push_back(line + (*dataset)->target.categories[static_cast<std::size_t>((*dataset)->target.codes[i])].c_str());
    }
    const auto write = [&](const QString& name, const std::vector<QByteArray>& lines) {
        QByteArray text("a,b,c,d,species\n");
        for (const QByteArray& line : lines)
            text += line + "\n";
        writeText(path(name), text);
        return study(spec("iris-10.json", {{"seed", 7}, {"data", QJsonObject{{"source", path(name)}}}}, name + ".json"), name + ".tune");
    };
    std::vector<QByteArray> permuted = rows;
    std::size_t before = rows.size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (others.contains(static_cast<std::int64_t>(row)))
            continue;
        if (before < rows.size())
            std::swap(permuted[before], permuted[row]);
        before = row;
    }
    QVERIFY(permuted != rows);
    const QJsonObject plain = json({"show", write("plain.csv", rows), "--json"});
    const QJsonObject other = json({"show", write("permuted.csv", permuted), "--json"});
    const auto trials = [](const QJsonObject& state) { return withoutTimes(QJsonDocument(state["trials"].toArray()).toJson()); };
    QCOMPARE(trials(other), trials(plain));
    QCOMPARE(other["optimism"], plain["optimism"]);
    const QString best = QString::number(plain["best"].toInt());
    const QJsonObject otherLook = json({"test", path("permuted.csv.tune"), "--trial", best, "--json"})["look"].toObject();
    const QJsonObject plainLook = json({"test", path("plain.csv.tune"), "--trial", best, "--json"})["look"].toObject();
    QVERIFY(plainLook["value"].toDouble() > 0.3);
    QCOMPARE(otherLook["value"], plainLook["value"]);
}

void TestCliTrust::theStoppingPartChoosesTheEpoch()
{
    const QJsonObject protocol{{"kind", "kfold"}, {"folds", 3}, {"test", 0.2}, {"stopping", 0.25}, {"metric", "accuracy"}};
    const QString file = study(spec("iris-10.json", {{"protocol", protocol}}, "stopping.json"), "stopping.tune");
    const QJsonObject state = json({"show", file, "--json"});
    QVERIFY(state["data"]["stopping_rows"].toInt() > 0);
    int checked = 0;
    for (const QJsonValue& trial : state["trials"].toArray()) {
        if (trial["state"].toString() != "complete")
            continue;
        QCOMPARE(trial["runs"].toArray().size(), 3);
        for (const QJsonValue& run : trial["runs"].toArray()) {
            double best = -1.0;
            int bestEpoch = 0;
            double value = 0.0;
            for (const QJsonValue& epoch : run["epochs"].toArray()) {
                const double score = epoch["stopping"]["accuracy"].toDouble(-2.0);
                QVERIFY(score >= 0.0);
                if (epoch["epoch"].toInt() > 0 && score > best) {
                    best = score;
                    bestEpoch = epoch["epoch"].toInt();
                    value = epoch["validation"]["accuracy"].toDouble();
                }
            }
            QCOMPARE(run["best_epoch"].toInt(), bestEpoch);
            QCOMPARE(run["value"].toDouble(), value);
            ++checked;
        }
    }
    QVERIFY(checked >= 9);
    QCOMPARE(runCli({"check", file}).exitCode, 0);
    QCOMPARE(runCli({"rerun", file, "--trial", "1"}).exitCode, 0);
    const QJsonObject best = json({"export", file, "--as", "json", "-o", "-"});
    QCOMPARE(best["result"]["optimistic"].toBool(true), false);
}

namespace {

StoredStudy storedStudy(const QString& file)
{
    return *(*SqliteStoreFactory(StoreAccess::Look).open(file.toStdString()))->load();
}

} // namespace

void TestCliTrust::everyPruneReasonComesOutAgain()
{
    for (const char* pruner : {"median", "asha", "percentile"}) {
        const QString name = QLatin1String(pruner);
        const QJsonObject members{{"pruner", QJsonObject{{"name", name}}}, {"budget", QJsonObject{{"trials", 30}}}};
        const QString file = study(spec("digits-40.json", members, name + ".json"), name + ".tune");
        StoredStudy stored = storedStudy(file);
        const auto faults = pruneFaults(stored);
        QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().c_str());
        const auto pruned = std::find_if(stored.trials.begin(), stored.trials.end(), [](const StoredTrial& trial) { return trial.state == TrialState::Pruned; });
        QVERIFY2(pruned != stored.trials.end(), pruner);
        // A wrong number and a better curve are both found.
        StoredStudy wrong = stored;
        StoredTrial& trial = wrong.trials[static_cast<std::size_t>(pruned->start.number)];
        trial.outcome.reason.prune->value += 0.01;
        QCOMPARE(pruneFaults(wrong).size(), std::size_t{1});
        wrong = stored;
        for (EpochRecord& epoch : wrong.trials[static_cast<std::size_t>(pruned->start.number)].epochs)
            epoch.validation.metrics[wrong.facts.studyMetric] = 0.999;
        QVERIFY(!pruneFaults(wrong).empty());
        QCOMPARE(runCli({"check", file}).exitCode, 0);
    }
}

void TestCliTrust::theAuditEqualsARecount()
{
    const QString file = path("median.tune");
    const QJsonObject part = json({"audit", file, "--count", "2", "--top", "3", "--json"});
    QCOMPARE(part["audited"].toInt(), 2);
    const QJsonObject all = json({"audit", file, "--share", "1", "--top", "3", "--json"});
    QCOMPARE(all["audited"].toInt(), all["pruned"].toInt());
    const StoredStudy stored = storedStudy(file);
    int wrong = 0;
    for (const ExtraRun& ghost : stored.extraRuns) {
        const StoredTrial& trial = stored.trials[static_cast<std::size_t>(ghost.trial)];
        // The ghost is the same training: its curve begins with that of the trial.
        for (const EpochRecord& epoch : trial.epochs) {
            if (epoch.epoch > 0)
                QCOMPARE(ghost.curve[static_cast<std::size_t>(epoch.epoch) - 1], epoch.validation.metrics[stored.facts.studyMetric]);
        }
        int better = 0;
        for (const StoredTrial& other : stored.trials)
            better += other.state == TrialState::Complete && *other.outcome.value > ghost.value.value_or(-1.0) ? 1 : 0;
        wrong += ghost.value && better < 3 ? 1 : 0;
    }
    QCOMPARE(all["wrongly_pruned"].toInt(), wrong);
    QCOMPARE(all["false_prune_rate"].toDouble(), static_cast<double>(wrong) / all["audited"].toInt());
    const QJsonObject costs = json({"show", file, "--json"})["costs"].toObject();
    QVERIFY(costs["pruned_epochs_saved"].toInt() > 0 && costs["ghost_seconds"].toDouble() > 0.0);
}

void TestCliTrust::theNotebookTellsInOrder()
{
    const QString file = path("notebook.tune");
    QVERIFY(QFile::copy(m_iris, file));
    QCOMPARE(runCli({"note", file, "A small rate wins.", "--as", "prediction"}).exitCode, 0);
    QCOMPARE(runCli({"note", file, "It did not.", "--as", "conclusion"}).exitCode, 0);
    const QJsonObject notebook = json({"show", file, "--notebook", "--json"});
    QVERIFY(notebook["intact"].toBool());
    QStringList kinds;
    for (const QJsonValue& entry : notebook["entries"].toArray())
        kinds.append(entry["kind"].toString());
    QCOMPARE(kinds, (QStringList{"created", "range", "run_started", "study_finished", "prediction", "conclusion"}));
    QVERIFY(runCli({"show", file, "--notebook"}).out.contains("A small rate wins."));
    QCOMPARE(runCli({"note", file, "x", "--as", "poem"}).exitCode, 2);
    const QByteArray page = runCli({"export", file, "--as", "notebook", "-o", "-"}).out;
    QVERIFY(page.startsWith("# Notebook of iris") && page.contains("| prediction | A small rate wins. |"));
}

void TestCliTrust::twinsAndForksAreTrialsOfTheStudy()
{
    const QString file = path("twins.tune");
    QVERIFY(QFile::copy(m_iris, file));
    const QJsonObject twin = json({"twin", file, "--trial", "3", "--json"});
    QCOMPARE(twin["trial"].toInt(), 10);
    QCOMPARE(twin["verdict"].toString(), QStringLiteral("no difference"));
    const QJsonObject fork = json({"fork", file, "--trial", "3", "--epoch", "4", "--json"});
    QCOMPARE(fork["origin"].toString(), QStringLiteral("fork of 3"));
    const QJsonObject longer = json({"continue", file, "--trial", "3", "--epochs", "5", "--json"});
    QCOMPARE(longer["origin"].toString(), QStringLiteral("continued 3"));
    const QJsonObject changed = json({"twin", file, "--trial", "3", "--set", "dropout=0.3", "--set", "optimizer=adam", "--starts", "4", "--json"});
    QCOMPARE(changed["differences"].toArray().size(), 4);
    const QJsonArray trials = json({"show", file, "--json"})["trials"].toArray();
    QCOMPARE(trials.size(), 14);
    const auto epochs = [&](int trial) { return withoutTimes(QJsonDocument(trials.at(trial)["runs"].toArray()).toJson()); };
    QCOMPARE(epochs(10), epochs(3));
    QCOMPARE(epochs(11), epochs(3));
    QCOMPARE(trials[12]["runs"][0]["epochs"].toArray().size(), 14);
    for (const char* trial : {"10", "11", "12", "13"})
        QCOMPARE(runCli({"rerun", file, "--trial", trial}).exitCode, 0);
    QCOMPARE(runCli({"check", file}).exitCode, 0);
    // The study goes on as it was.
    const CliResult same = runCli({"run", specPath("iris-10.json"), "--out", file, "--trials", "11"});
    QVERIFY2(same.exitCode == 0, same.err.constData());
    QCOMPARE(json({"show", file, "--json"})["trials"].toArray().size(), 15);
    QCOMPARE(runCli({"twin", file, "--trial", "3", "--set", "dropout"}).exitCode, 2);
    QCOMPARE(runCli({"twin", file, "--trial", "3", "--set", "drpout=0.1"}).exitCode, 2);
    QCOMPARE(runCli({"fork", file, "--trial", "3", "--epoch", "4", "--set", "units=9"}).exitCode, 2);
    QCOMPARE(runCli({"fork", file, "--trial", "3", "--epoch", "99"}).exitCode, 2);
    QCOMPARE(json({"show", file, "--json"})["trials"].toArray().size(), 15);
}

void TestCliTrust::leaksAreReportedBeforeTheRun()
{
    Rng rng(Purpose::Noise, 12);
    QByteArray text("noise,copy,answer\n");
    QByteArray twice;
    for (int row = 0; row < 120; ++row) {
        const bool yes = rng.uniform() < 0.5;
        const QByteArray line = QByteArray::number(rng.normal(), 'g', 6) + (yes ? ",1,yes\n" : ",0,no\n");
        text += line;
        twice += row < 60 ? line : QByteArray();
    }
    writeText(path("leak.csv"), text + twice);
    const QString specFile = spec("iris-10.json", {{"data", QJsonObject{{"source", path("leak.csv")}}}}, "leak.json");
    const CliResult run = runCli({"run", specFile, "--out", path("leak.tune"), "--trials", "1"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.err.contains("copy tells answer by itself") && run.err.contains("appear in two parts"), run.err.constData());
    const QByteArray info = runCli({"data", "info", path("leak.csv")}).out;
    QVERIFY(info.contains("copy tells answer by itself") && info.contains("appear in two parts"));
    const QJsonObject check = json({"check", path("leak.tune"), "--json"});
    QVERIFY(check["ok"].toBool());
    QCOMPARE(check["warnings"].toArray().size(), 2);
}

void TestCliTrust::nestedFoldsJudgeTuning()
{
    const QString specFile = spec("iris-10.json", {{"budget", QJsonObject{{"trials", 3}}}}, "nested.json");
    const QJsonObject report = json({"run", specFile, "--nested", "3", "--json"});
    const QJsonArray folds = report["folds"].toArray();
    QCOMPARE(folds.size(), 3);
    int rows = 0;
    for (const QJsonValue& fold : folds) {
        rows += fold["rows"].toInt();
        QCOMPARE(fold["trials"].toInt(), 3);
        QVERIFY(fold["outer"].toDouble() > 0.3);
    }
    QCOMPARE(rows, 120); // All but the test part, each once.
    QCOMPARE(json({"run", specFile, "--nested", "3", "--json"}), report);
    QCOMPARE(runCli({"run", specFile}).exitCode, 2);
}

void TestCliTrust::changedDataAreRecognised()
{
    const auto dataset = openDataset(DataSpec{"iris"});
    QByteArray text;
    const auto add = [&](double shift) {
        for (std::int64_t row = 0; row < (*dataset)->rows(); ++row) {
            const auto i = static_cast<std::size_t>(row);
            for (const Column& column : (*dataset)->features)
                text += QByteArray::number(column.numbers[i] + shift) + ",";
            text += QByteArray((*dataset)->target.categories[static_cast<std::size_t>((*dataset)->target.codes[i])].c_str()) + "\n";
        }
    };
    text = "a,b,c,d,species\n";
    add(0.0);
    writeText(path("first.csv"), text);
    add(5.0);
    writeText(path("appended.csv"), text);
    const QString file = study(spec("iris-10.json", {{"data", QJsonObject{{"source", path("first.csv")}}}}, "first.json"), "first.tune");
    const QJsonObject change = json({"retune", file, "--data", path("appended.csv"), "-o", path("again.json"), "--json"});
    QVERIFY(change["changed"].toBool());
    QCOMPARE(change["new_rows"].toInt(), 300);
    QCOMPARE(change["scored_rows"].toInt(), 60);
    QVERIFY(change["new_value"].toDouble() < change["old_value"].toDouble());
    const QString again = study(path("again.json"), "again.tune");
    const QJsonObject state = json({"show", again, "--json"});
    QCOMPARE(state["trials"][0]["origin"].toString(), QStringLiteral("by hand"));
    QCOMPARE(state["trials"][0]["params"], json({"show", file, "--json"})["trials"][change["champion"].toInt()]["params"]);
    QCOMPARE(runCli({"retune", file, "--data", path("first.csv")}).exitCode, 2);
    QCOMPARE(runCli({"retune", file, "--data", "digits"}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestCliTrust)
#include "tst_cli_trust.moc"
