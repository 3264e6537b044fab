// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gui_exports.h"

#include "core/export/best_json.h"
#include "core/export/curves_csv.h"
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
    return {{{QStringLiteral("best"), tr("Best configuration"), QStringLiteral("best.json"), QStringLiteral("json"), best},
             {QStringLiteral("trials"), tr("All trials"), QStringLiteral("trials.csv"), QStringLiteral("csv"), trials},
             {QStringLiteral("curves"), tr("All learning curves"), QStringLiteral("curves.csv"), QStringLiteral("csv"), curves}}};
}

} // namespace tunescope::ui
