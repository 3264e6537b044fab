// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ask_tell_requests.h"

#include <string>

namespace tunescope::cli {

/// The answer to {"importance": {"method": "ped-anova" | "fanova", "pairs": true}}: shares by parameter, and
/// with pairs the interactions [first, second, share]. Without an answer both are empty and "abstention" says
/// why. "pairs" needs the method fanova, which is then the default.
[[nodiscard]] AskTellResult<std::string> importanceAnswer(const Json& body, const AskTellSession& session);

} // namespace tunescope::cli
