// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/ask_tell_session.h"
#include "core/storage/json_reader.h"

#include <optional>
#include <string_view>

namespace tunescope::cli {

inline constexpr std::string_view kAskTellProtocol = "hpo-asktell/1";

/// What went wrong, with the protocol's own word for it ("bad_request", "unknown_id", ...).
struct AskTellFault {
    std::string_view code;
    Error error;
    std::optional<int> id = std::nullopt;
};

template <class T>
using AskTellResult = tl::expected<T, AskTellFault>;

struct ReportRequest {
    int id = 0;
    int step = 0;
    double value = 0.0; ///< Not-a-number for null.
};

/// Without an id it adds a trial that was made elsewhere.
struct TellRequest {
    std::optional<int> id = std::nullopt;
    ToldResult result;
};

// Each reads one message of `protocol.md` section 5; unknown keys and wrong types are faults.
[[nodiscard]] AskTellResult<AskTellSetup> readOpen(const Json& message);
[[nodiscard]] AskTellResult<ReportRequest> readReport(const Json& message);
[[nodiscard]] AskTellResult<TellRequest> readTell(const Json& message, const SearchSpace& space);

/// An error of the session in the protocol's words.
[[nodiscard]] AskTellFault faultOf(Error error, std::optional<int> id = std::nullopt);

} // namespace tunescope::cli
