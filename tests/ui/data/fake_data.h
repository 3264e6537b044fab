// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_ports.h"

namespace tunescope::ui {

/// Runs background work at once, so that tests need not wait.
inline void runAtOnce(const char* /*channel*/, const std::function<std::function<void()>()>& work)
{
    work()();
}

/// A draft without a project: real data sets, edits applied at once, everything that was asked is kept.
struct FakeData {
    StudyConfig draft;
    std::optional<DatasetFacts> facts;
    std::optional<Baselines> baselines;
    std::vector<DataSpec> opened;
    QStringList undoTexts;
    std::vector<std::vector<std::int64_t>> reads;
    std::function<void()> changed; ///< As the controller's signals.
    bool newStudy = false;

    void open(const DataSpec& data)
    {
        opened.push_back(data);
        draft.data = data;
        describe();
    }

    void describe()
    {
        const Result<DatasetFacts> described =
            StudyService::describeData(draft.data, draft.protocol, splitSeedOf(draft));
        facts = described ? std::optional(*described) : std::nullopt;
        if (changed)
            changed();
    }

    DatasetPorts ports()
    {
        return {.inBackground = &runAtOnce,
                .readRows =
                    [this](const DataSpec& data, const std::vector<std::int64_t>& rows) {
                        reads.push_back(rows);
                        return StudyService::readRows(data, rows);
                    },
                .facts = [this]() -> const std::optional<DatasetFacts>& { return facts; },
                .baselines = [this]() -> const std::optional<Baselines>& { return baselines; },
                .isLoading = [] { return false; },
                .draft = [this]() -> const StudyConfig& { return draft; },
                .setDraft =
                    [this](const StudyConfig& next, const QString& text, int) {
                        draft = next;
                        undoTexts << text;
                        describe();
                    },
                .openData = [this](const DataSpec& data) { open(data); },
                .startsNewStudy = [this] { return newStudy; },
                .undo = [this] { newStudy = false; }};
    }
};

} // namespace tunescope::ui
