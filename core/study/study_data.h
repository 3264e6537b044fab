// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/data_spec.h"
#include "core/study/study_service.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tunescope {

/// Opens a data set, keeping the last few that were opened: the window asks for the same one again and again.
/// Thread-safe. Files are read again when their size or time has changed.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openCachedDataset(const DataSpec& data);

/// The rows as a person reads them; rows outside the data are left out.
[[nodiscard]] std::vector<RowView> rowViews(const Dataset& dataset, std::span<const std::int64_t> rows);

} // namespace tunescope
