// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <utility>
#include <vector>

namespace tunescope {

/// A value or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// For `return fail(ErrorCode::RangeEmpty, {{"param", name}, {"low", 3.0}});`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::vector<ErrorArg> args = {})
{
    return tl::unexpected<Error>(Error{code, std::move(args)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace tunescope
