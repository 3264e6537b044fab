// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/verdict.h"

namespace tunescope {

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Problem:
        return "problem";
    case Severity::Warning:
        return "warning";
    case Severity::Hint:
        break;
    }
    return "hint";
}

std::string_view evidenceShapeName(EvidenceShape shape)
{
    switch (shape) {
    case EvidenceShape::Band:
        return "band";
    case EvidenceShape::Level:
        return "level";
    case EvidenceShape::Mark:
        return "mark";
    case EvidenceShape::Layer:
        return "layer";
    case EvidenceShape::Class:
        return "class";
    case EvidenceShape::Column:
        return "column";
    case EvidenceShape::Range:
        break;
    }
    return "range";
}

std::string_view suggestionKindName(SuggestionKind kind)
{
    switch (kind) {
    case SuggestionKind::Twin:
        return "twin";
    case SuggestionKind::Continue:
        return "continue";
    case SuggestionKind::Range:
        return "range";
    case SuggestionKind::Confirm:
        return "confirm";
    case SuggestionKind::Protocol:
        return "protocol";
    case SuggestionKind::Data:
        break;
    }
    return "data";
}

} // namespace tunescope
