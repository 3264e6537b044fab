// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// A table of normal and strange rows: "log.csv:anomaly=failed" calls the rows with that value in the target
/// column anomalies and all others normal, "log.csv:normal=ok" the other way round. A model learns from the
/// normal rows alone. Errors: those of readCsv(), ReaderSettings, DataSettingValue.
[[nodiscard]] Result<Dataset> readAnomalies(const ReadRequest& request);

} // namespace tunescope
