// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// What views ask about single trials beyond the snapshot. Each function answers later, on the window's
/// thread; a newer question on the same channel replaces an older one. A function that is not set never
/// answers.
struct TrialDataSource {
    template <class T>
    using Answer = std::function<void(Result<T>)>;

    std::function<void(const char* channel, int trial, int epoch, Answer<ConfusionMatrix>)> confusion = {};
    std::function<void(const char* channel, int trial, int epoch, Answer<PredictionSet>)> predictions = {};
    std::function<void(const char* channel, int trial, int epoch, const TextRequest& request, Answer<WrittenTexts>)>
        texts = {};
    /// Of all epochs of a trial, those of a running one as far as they are stored.
    std::function<void(const char* channel, int trial, Answer<std::vector<EpochLayers>>)> layers = {};
    std::function<void(const char* channel, std::vector<std::int64_t> rows, Answer<std::vector<RowView>>)>
        rows = {};
    /// Names of the feature columns, in the order of RowView::cells.
    std::function<QStringList()> featureNames = {};
};

/// Answers from the open study, on background threads. The controller must outlive every user of the source.
[[nodiscard]] TrialDataSource trialDataSource(ProjectController& project);

} // namespace tunescope::ui
