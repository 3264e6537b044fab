// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <memory>

namespace tunescope {

/// What both programs are made of. One StudyService per open study.
struct Services {
    std::shared_ptr<StudyStoreFactory> stores;
    std::unique_ptr<StudyService> studies;
};

/// A trial's memory stays with the allocator for the next one instead of being taken from the system each
/// time.
void keepMemoryForTrials();

[[nodiscard]] Services makeServices();

/// For looking at a study that another program may have open; nothing is written.
[[nodiscard]] Services makeLookingServices();

} // namespace tunescope
