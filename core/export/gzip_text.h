// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tunescope {

/// The text as the bytes of a .gz file, without a name or a time: equal texts give equal bytes.
[[nodiscard]] std::string gzipText(std::string_view text);

} // namespace tunescope
