// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/read_progress.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace tunescope {

enum class RowDecision { GoOn, Stop };

/// Gets the physical line (from 1) on which a row starts and its cells without quotes and outer blanks;
/// the cells live until the visitor returns.
using RowVisitor = std::function<RowDecision(std::int64_t line, std::span<const std::string_view> cells)>;

/// Walks the rows of delimited text (UTF-8, "\n" line ends, RFC 4180 quotes). Empty lines are no rows but
/// count as lines, and so do line ends inside quotes. Errors: TableUnclosedQuote if the text ends inside
/// quotes, DataCancelled.
[[nodiscard]] Result<void> forEachCsvRow(std::string_view text, char delimiter, const RowVisitor& visitor,
                                         const ReadProgress& progress = {});

} // namespace tunescope
