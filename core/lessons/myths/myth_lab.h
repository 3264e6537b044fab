// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"
#include "core/lessons/myths/landscape.h"
#include "core/lessons/myths/myth.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace tunescope {

/// The texts of a folder, by number, and the faults of its files.
struct MythTexts {
    std::vector<MythText> myths;
    std::vector<LessonFault> faults;

    [[nodiscard]] const MythText* byId(std::string_view id) const;
};

/// Reads a `tunescope.myth/1` document. Faults as those of parseLesson(); an id that no experiment has, a condition on
/// a claim and a place {NUMBER} that its experiment does not give are faults, too.
[[nodiscard]] LessonExpected<MythText> parseMyth(std::string_view text);
[[nodiscard]] MythTexts loadMyths(const std::filesystem::path& folder);
/// Those of the resource "lessons/myths".
[[nodiscard]] MythTexts loadMyths();

/// Runs counter-experiments and keeps the landscape that several of them share, so that only the first one waits for
/// it. Thread-safe.
class MythLab
{
public:
    /// Blocking, seconds to half a minute. Errors: those of the data; Internal with detail "stopped" after a stop.
    [[nodiscard]] Result<MythResult> run(const MythText& text, const MythRequest& request);

private:
    std::mutex m_mutex;
    std::shared_ptr<const Landscape> m_landscape;
    MythRequest::Size m_size = MythRequest::Size::Full;
};

} // namespace tunescope
