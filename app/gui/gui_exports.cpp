// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gui_exports.h"

#include "core/export/best_json.h"
#include "core/export/curves_csv.h"
#include "core/export/export_file.h"
#include "core/export/onnx/onnx_model.h"
#include "core/export/optuna/optuna_storage.h"
#include "core/export/predictions_csv.h"
#include "core/export/ranking.h"
#include "core/export/scripts/script_bundle.h"
#include "core/export/trial_tables.h"
#include "core/export/trials_csv.h"
#include "core/export/trust_json.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace tunescope::ui {
namespace {

constexpr std::size_t kTableTrials = 10; ///< Rows of a table for a report.

double secondsSince1970()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

QString tr(const char* text)
{
    return QCoreApplication::translate("GuiExports", text);
}

/// A file that is made of what is stored.
template <class Print>
auto ofStudy(StudyService& service, Print print)
{
    return [&service, print](int trial) -> Result<std::string> {
        const auto study = service.stored();
        return study ? print(*study, trial) : fail(study.error());
    };
}

std::vector<int> topTrials(const StoredStudy& study)
{
    std::vector<int> trials = rankedTrials(study);
    trials.resize(std::min(trials.size(), kTableTrials));
    return trials;
}

std::vector<ExportFunction> plainFiles(StudyService& service)
{
    const auto best = ofStudy(service, [](const StoredStudy& study, int trial) { return printBest(study, trial, secondsSince1970()); });
    const auto trials = ofStudy(service, [](const StoredStudy& study, int) { return Result<std::string>(printTrialsCsv(study)); });
    const auto curves = ofStudy(service, [](const StoredStudy& study, int) { return Result<std::string>(printCurvesCsv(study)); });
    const auto predictions = [&service](int trial) -> Result<std::string> {
        const auto study = service.stored();
        if (!study)
            return fail(study.error());
        const auto answers = service.predictions(trial, 0);
        return answers ? Result<std::string>(printPredictionsCsv(*answers, study->facts.classNames)) : fail(answers.error());
    };
    const auto onnx = [&service](int trial) -> Result<std::string> {
        const auto trained = service.trained(trial, 0);
        return trained ? printOnnx(*trained, *service.dataset()) : fail(trained.error());
    };
    const QString predictionsNote = tr("One line for each validation row: the right answer, the network's, and how sure it was.\n"
                                       "Made when it is exported: the trial is trained again, with the same numbers.");
    const QString onnxNote = tr("The trained network of the best epoch with its preprocessing, for ONNX Runtime and other programs.\n"
                                "Made when it is exported: the trial is trained again, with the same numbers.");
    return {{QStringLiteral("best"), tr("Best configuration"), QStringLiteral("best.json"), QStringLiteral("json"), best},
            {QStringLiteral("trials"), tr("All trials"), QStringLiteral("trials.csv"), QStringLiteral("csv"), trials},
            {QStringLiteral("curves"), tr("All learning curves"), QStringLiteral("curves.csv"), QStringLiteral("csv"), curves},
            {QStringLiteral("predictions"), tr("Predictions"), QStringLiteral("predictions.csv"), QStringLiteral("csv"), predictions, predictionsNote},
            {QStringLiteral("onnx"), tr("Trained network"), QStringLiteral("model.onnx"), QStringLiteral("onnx"), onnx, onnxNote}};
}

/// A script and the rows and splits that it reads, under one free stem.
Result<std::vector<ExportFile>> scriptFiles(StudyService& service, const std::string& kind, const QString& stem, int trial,
                                            const QString& folder)
{
    const auto study = service.stored();
    if (!study)
        return fail(study.error());
    const QString free = freeStem(folder, stem, {QStringLiteral(".py"), QStringLiteral(".data.csv"), QStringLiteral(".data.csv.gz"),
                                                 QStringLiteral(".split.json")});
    auto bundle = scriptBundle(kind, *study, trial, *service.dataset(), free.toStdString());
    if (!bundle)
        return fail(bundle.error());
    return std::vector<ExportFile>{{free + QStringLiteral(".py"), std::move(bundle->text)},
                                   {QString::fromStdString(bundle->files.data), std::move(bundle->data)},
                                   {QString::fromStdString(bundle->files.split), std::move(bundle->split)}};
}

ExportFunction script(StudyService& service, const char* kind, const char* stem, const QString& title)
{
    const QString name = QString::fromLatin1(stem);
    const std::string as = kind;
    const auto preview = ofStudy(service, [&service, as, name](const StoredStudy& study, int trial) -> Result<std::string> {
        auto bundle = scriptBundle(as, study, trial, *service.dataset(), name.toStdString(), ScriptRows::LeftOut);
        return bundle ? Result<std::string>(std::move(bundle->text)) : fail(bundle.error());
    });
    return {.id = QString::fromLatin1(kind),
            .title = title,
            .fileName = name + QStringLiteral(".py"),
            .icon = QStringLiteral("code"),
            .render = preview,
            .isTickedAtFirst = false,
            .renderAll = [&service, as, name](int trial, const QString& folder) { return scriptFiles(service, as, name, trial, folder); }};
}

std::vector<ExportFunction> scripts(StudyService& service)
{
    return {script(service, "pytorch", "train_torch", tr("PyTorch script")),
            script(service, "keras", "train_keras", tr("Keras script")),
            script(service, "sklearn", "train_sklearn", tr("scikit-learn script")),
            script(service, "gridsearchcv", "search_grid", tr("The search in GridSearchCV")),
            script(service, "keras-tuner", "search_keras", tr("The search in Keras Tuner")),
            script(service, "optuna-script", "search_optuna", tr("The search in Optuna")),
            script(service, "hyperopt", "search_hyperopt", tr("The search in Hyperopt"))};
}

/// What this program writes without a window, into a folder that is removed afterwards. Charts are widgets, which only
/// the window's thread may draw: another process keeps the window free, and its colours are those of paper.
Result<std::vector<ExportFile>> drawnFiles(StudyService& service, const QString& kind, int trial)
{
    const QTemporaryDir folder;
    const bool isReport = kind == QLatin1String("html") || kind == QLatin1String("pdf");
    const QString out = isReport ? folder.filePath(QStringLiteral("report.") + kind) : folder.path();
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--export"), kind, QStringLiteral("--study"), QString::fromStdString(service.path()),
                   QStringLiteral("--out"), out, QStringLiteral("--trial"), QString::number(trial)});
    process.waitForFinished(-1);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString said = QString::fromUtf8(process.readAllStandardError()).trimmed();
        return fail(ErrorCode::FileWriteFailed, {{"path", out.toStdString()}, {"detail", (said.isEmpty() ? process.errorString() : said).toStdString()}});
    }
    std::vector<ExportFile> files;
    const QFileInfoList written = QDir(folder.path()).entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo& file : written) {
        auto content = readFile(file.filePath().toStdString());
        if (!content)
            return fail(content.error());
        files.push_back({isReport ? file.fileName() : QStringLiteral("chart-") + file.fileName(), std::move(*content)});
    }
    return files;
}

ExportFunction drawn(StudyService& service, const QString& kind, const QString& title, const QString& fileName, const QString& note)
{
    return {.id = kind,
            .title = title,
            .fileName = fileName,
            .icon = QStringLiteral("report"),
            .render = [](int) { return Result<std::string>(std::string()); },
            .onSave = note,
            .renderAll = [&service, kind](int trial, const QString&) { return drawnFiles(service, kind, trial); }};
}

std::vector<ExportFunction> forReports(StudyService& service)
{
    const auto markdown = ofStudy(service, [](const StoredStudy& study, int) { return Result<std::string>(printMarkdownTable(study, topTrials(study))); });
    const auto latex = ofStudy(service, [](const StoredStudy& study, int) { return Result<std::string>(printLatexTable(study, topTrials(study))); });
    const auto notebook = ofStudy(service, [](const StoredStudy& study, int) { return Result<std::string>(printNotebookMarkdown(study)); });
    const auto optuna = ofStudy(service, [](const StoredStudy& study, int) { return printOptunaStorage(study); });
    const auto table = [](const char* id, const QString& title, const char* name, const char* icon, auto render) {
        return ExportFunction{.id = QString::fromLatin1(id), .title = title, .fileName = QString::fromLatin1(name),
                              .icon = QString::fromLatin1(icon), .render = render, .isTickedAtFirst = false};
    };
    ExportFunction storage = table("optuna", tr("Optuna storage"), "study.db", "file", optuna);
    storage.onSave = tr("The whole study as an SQLite storage that Optuna and its dashboard open.");
    return {drawn(service, QStringLiteral("html"), tr("Report, web page"), QStringLiteral("report.html"),
                  tr("Result, settings, charts, protocol, seeds, checks and notebook in one file that opens without a network.\n"
                     "Made when it is exported, in the light colours.")),
            drawn(service, QStringLiteral("pdf"), tr("Report, PDF"), QStringLiteral("report.pdf"),
                  tr("The same on A4 pages: charts are vector graphics, and text can be searched and copied.\nMade when it is exported.")),
            drawn(service, QStringLiteral("svg"), tr("All charts"), QStringLiteral("chart-….svg"),
                  tr("Each chart of the study as a file of its own: chart-history.svg and so on.\n"
                     "Made when it is exported. A single chart, also as PNG or as numbers: in its own menu.")),
            table("markdown", tr("Table for Markdown"), "trials.md", "file", markdown),
            table("latex", tr("Table for LaTeX"), "trials.tex", "file", latex),
            table("notebook", tr("Notebook"), "notebook.md", "file", notebook),
            storage};
}

} // namespace

ExportFunctions makeExportFunctions(StudyService& service)
{
    ExportFunctions all{plainFiles(service)};
    for (auto more : {forReports(service), scripts(service)})
        std::move(more.begin(), more.end(), std::back_inserter(all.files));
    return all;
}

} // namespace tunescope::ui
