// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gui_exports.h"

#include "core/export/best_json.h"
#include "core/export/curves_csv.h"
#include "core/export/onnx/onnx_model.h"
#include "core/export/predictions_csv.h"
#include "core/export/trials_csv.h"

#include <QCoreApplication>

#include <chrono>

namespace tunescope::ui {
namespace {

double secondsSince1970()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

QString tr(const char* text)
{
    return QCoreApplication::translate("GuiExports", text);
}

} // namespace

ExportFunctions makeExportFunctions(StudyService& service)
{
    const auto best = [&service](int trial) -> Result<std::string> {
        const auto study = service.stored();
        return study ? printBest(*study, trial, secondsSince1970()) : fail(study.error());
    };
    const auto trials = [&service](int /*trial*/) -> Result<std::string> {
        const auto study = service.stored();
        return study ? Result<std::string>(printTrialsCsv(*study)) : fail(study.error());
    };
    const auto curves = [&service](int /*trial*/) -> Result<std::string> {
        const auto study = service.stored();
        return study ? Result<std::string>(printCurvesCsv(*study)) : fail(study.error());
    };
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
    return {{{QStringLiteral("best"), tr("Best configuration"), QStringLiteral("best.json"), QStringLiteral("json"), best},
             {QStringLiteral("trials"), tr("All trials"), QStringLiteral("trials.csv"), QStringLiteral("csv"), trials},
             {QStringLiteral("curves"), tr("All learning curves"), QStringLiteral("curves.csv"), QStringLiteral("csv"), curves},
             {QStringLiteral("predictions"), tr("Predictions"), QStringLiteral("predictions.csv"), QStringLiteral("csv"), predictions, predictionsNote},
             {QStringLiteral("onnx"), tr("Trained network"), QStringLiteral("model.onnx"), QStringLiteral("onnx"), onnx, onnxNote}}};
}

} // namespace tunescope::ui
