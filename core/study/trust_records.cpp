// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/trust_records.h"

namespace tunescope {

std::string_view extraKindName(ExtraKind kind)
{
    switch (kind) {
    case ExtraKind::Ghost:
        return "ghost";
    case ExtraKind::Confirmation:
        break;
    }
    return "confirmation";
}

std::optional<ExtraKind> extraKindFromName(std::string_view name)
{
    for (const ExtraKind kind : {ExtraKind::Confirmation, ExtraKind::Ghost}) {
        if (extraKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace tunescope
