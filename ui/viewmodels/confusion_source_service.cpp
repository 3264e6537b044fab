// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/confusion_source.h"

#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"

namespace tunescope::ui {

TrialDataSource trialDataSource(ProjectController& project)
{
    TrialDataSource source;
    source.confusion = [&project](const char* channel, int trial, int epoch,
                                  TrialDataSource::Answer<ConfusionMatrix> answer) {
        StudyService* service = &project.service();
        project.inBackground<Result<ConfusionMatrix>>(
            channel, [service, trial, epoch] { return service->confusion(trial, epoch); }, std::move(answer));
    };
    source.predictions = [&project](const char* channel, int trial, int epoch,
                                    TrialDataSource::Answer<PredictionSet> answer) {
        StudyService* service = &project.service();
        project.inBackground<Result<PredictionSet>>(
            channel, [service, trial, epoch] { return service->predictions(trial, epoch); },
            std::move(answer));
    };
    source.texts = [&project](const char* channel, int trial, int epoch, const TextRequest& request,
                              TrialDataSource::Answer<WrittenTexts> answer) {
        StudyService* service = &project.service();
        project.inBackground<Result<WrittenTexts>>(
            channel, [service, trial, epoch, request] { return service->writeTexts(trial, epoch, request); },
            std::move(answer));
    };
    source.layers = [&project](const char* channel, int trial,
                               TrialDataSource::Answer<std::vector<EpochLayers>> answer) {
        StudyService* service = &project.service();
        project.inBackground<Result<std::vector<EpochLayers>>>(
            channel, [service, trial] { return service->layerReports(trial); }, std::move(answer));
    };
    source.rows = [&project](const char* channel, std::vector<std::int64_t> rows,
                             TrialDataSource::Answer<std::vector<RowView>> answer) {
        const StudySnapshotPtr& snapshot = project.study().snapshot();
        if (!snapshot || !snapshot->config)
            return;
        project.inBackground<Result<std::vector<RowView>>>(
            channel,
            [data = snapshot->config->data, rows = std::move(rows)] {
                return StudyService::readRows(data, rows);
            },
            std::move(answer));
    };
    source.featureNames = [&project] {
        QStringList names;
        if (project.facts()) {
            for (const auto& feature : project.facts()->features)
                names << QString::fromStdString(feature.name);
        }
        return names;
    };
    return source;
}

} // namespace tunescope::ui
