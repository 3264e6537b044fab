// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace tunescope::ui {

/// One explanation as it is written down.
struct GlossaryText {
    const char* name;
    const char* title;  ///< Null where a registry of core has it. Context "glossary".
    const char* figure; ///< Of ConceptFigure.
    const char* lesson; ///< Id of a lesson, or "".
    const char* see;    ///< Ids of other entries between spaces.
    const char* lines;  ///< One to four, between line feeds. Context "glossary".
};

[[nodiscard]] std::span<const GlossaryText> glossarySettings();
[[nodiscard]] std::span<const GlossaryText> glossaryChoices();
[[nodiscard]] std::span<const GlossaryText> glossaryMetrics();
[[nodiscard]] std::span<const GlossaryText> glossaryCharts();
[[nodiscard]] std::span<const GlossaryText> glossarySamplers();
[[nodiscard]] std::span<const GlossaryText> glossaryPruners();
[[nodiscard]] std::span<const GlossaryText> glossaryTerms();
[[nodiscard]] std::span<const GlossaryText> glossaryMoreTerms();

} // namespace tunescope::ui
