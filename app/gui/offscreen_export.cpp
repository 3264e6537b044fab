// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/offscreen_export.h"

#include "app/wiring.h"
#include "core/export/export_file.h"
#include "ui/pages/report/report_document.h"
#include "ui/pages/report/study_charts.h"
#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/chart_picture.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <utility>

namespace tunescope::ui {
namespace {

constexpr int kDone = 0;
constexpr int kBadInput = 2;
constexpr QSize kPages(1280, 860); ///< The pages that the charts are laid out on.

void say(const QString& text)
{
    std::fprintf(stderr, "tunescope: %s\n", text.toUtf8().constData());
}

int refuse(const QString& sentence)
{
    say(sentence);
    return kBadInput;
}

QByteArray bytesOf(const StudyChart& chart, const OffscreenExport& wanted)
{
    if (wanted.kind == QLatin1String("csv"))
        return chartCsv(chart.reading());
    return wanted.kind == QLatin1String("png") ? chartPng(*chart.widget, wanted.scale)
                                               : chartSvg(*chart.widget, chart.reading().title);
}

/// One chart goes to the file that was named, several into a folder under free names.
int writePictures(const OffscreenExport& wanted, const std::vector<ExportFile>& files)
{
    const bool isFile =
        files.size() == 1 && !QFileInfo(wanted.out).suffix().isEmpty() && !QFileInfo(wanted.out).isDir();
    if (isFile) {
        if (const auto done = writeFile(toStd(wanted.out), files.front().content); !done)
            return refuse(toQt(errorText(done.error())));
        say(QStringLiteral("Wrote %1").arg(wanted.out));
        return kDone;
    }
    const auto written = writeExports(wanted.out, files);
    if (!written)
        return refuse(toQt(errorText(written.error())));
    for (const QString& path : *written)
        say(QStringLiteral("Wrote %1").arg(path));
    return kDone;
}

int exportPictures(StudyService& service, const OffscreenExport& wanted)
{
    StudyCharts charts(service, kPages);
    if (wanted.trial >= 0)
        charts.follow(wanted.trial);
    std::vector<ExportFile> files;
    QStringList known;
    charts.each([&](StudyChart& chart) {
        known << chart.id;
        if (wanted.kind == QLatin1String("list"))
            std::printf("%s\t%s\n", chart.id.toUtf8().constData(),
                        chart.reading().title.toUtf8().constData());
        else if (wanted.charts.isEmpty() || wanted.charts.contains(chart.id))
            files.push_back({chart.id + u'.' + wanted.kind, bytesOf(chart, wanted).toStdString()});
    });
    if (wanted.kind == QLatin1String("list"))
        return kDone;
    for (const QString& chart : wanted.charts) {
        if (!known.contains(chart))
            return refuse(
                QStringLiteral(
                    "--chart %1: this study has no such chart, or it has nothing to show. It has %2.")
                    .arg(chart, known.isEmpty() ? QStringLiteral("none") : known.join(QStringLiteral(", "))));
    }
    if (files.empty())
        return refuse(
            QStringLiteral("%1: no trial has finished yet, so there is no chart. Run the study first.")
                .arg(wanted.study));
    return writePictures(wanted, files);
}

int exportReport(StudyService& service, const OffscreenExport& wanted)
{
    const ReportForm form = wanted.kind == QLatin1String("pdf") ? ReportForm::Pdf : ReportForm::Html;
    const auto report = makeReport(service, {.trial = wanted.trial, .file = wanted.study}, form);
    if (!report)
        return refuse(toQt(errorText(report.error())));
    if (const auto done = writeFile(toStd(wanted.out), report->toStdString()); !done)
        return refuse(toQt(errorText(done.error())));
    say(QStringLiteral("Wrote %1").arg(wanted.out));
    return kDone;
}

} // namespace

int runOffscreenExport(const OffscreenExport& wanted)
{
    static const QStringList kKinds{QStringLiteral("html"), QStringLiteral("pdf"), QStringLiteral("svg"),
                                    QStringLiteral("png"),  QStringLiteral("csv"), QStringLiteral("list")};
    if (!kKinds.contains(wanted.kind))
        return refuse(
            QStringLiteral("--export %1: use %2.").arg(wanted.kind, kKinds.join(QStringLiteral(", "))));
    if (wanted.study.isEmpty())
        return refuse(QStringLiteral("--export needs --study FILE.tune."));
    if (wanted.out.isEmpty() && wanted.kind != QLatin1String("list"))
        return refuse(QStringLiteral("--export %1 needs --out.").arg(wanted.kind));
    if (!(wanted.scale >= 1.0 && wanted.scale <= 8.0))
        return refuse(QStringLiteral("--scale: use a number from 1 to 8."));
    const Services services = makeLookingServices();
    if (const auto opened = services.studies->open(toStd(wanted.study)); !opened)
        return refuse(toQt(errorText(opened.error())));
    const auto snapshot = services.studies->snapshot();
    if (wanted.trial >= 0 && (!snapshot || static_cast<std::size_t>(wanted.trial) >= snapshot->size()))
        return refuse(QStringLiteral("--trial %1: the study has no such trial.").arg(wanted.trial));
    if (wanted.kind == QLatin1String("html") || wanted.kind == QLatin1String("pdf"))
        return exportReport(*services.studies, wanted);
    return exportPictures(*services.studies, wanted);
}

} // namespace tunescope::ui
