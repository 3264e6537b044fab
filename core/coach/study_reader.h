// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "core/study/study_store.h"

#include <memory>
#include <vector>

namespace tunescope {

/// What the coach reads of a study: a file, or the one that the window has open. All calls are blocking.
class StudyReader
{
public:
    virtual ~StudyReader() = default;
    [[nodiscard]] virtual Result<StoredStudy> load() = 0;
    [[nodiscard]] virtual Result<std::vector<EpochLayers>> layerReports(int trial) = 0;
    /// Of run (0, 0).
    [[nodiscard]] virtual Result<ConfusionMatrix> confusion(int trial, int epoch) = 0;
    /// Where the data lie now, if they are where they were or the study has a copy. `copy` keeps it alive.
    [[nodiscard]] virtual Result<DataSpec> locateData(const StoredStudy& stored,
                                                      std::shared_ptr<void>& copy) = 0;
};

/// Reads a study file.
[[nodiscard]] std::unique_ptr<StudyReader> readerOf(std::shared_ptr<StudyStore> store);

/// Reads the study that `service` has open; `service` outlives the reader.
[[nodiscard]] std::unique_ptr<StudyReader> readerOf(const StudyService& service);

} // namespace tunescope
