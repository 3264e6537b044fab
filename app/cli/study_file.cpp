// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/study_file.h"

#include "app/cli/console.h"
#include "app/wiring.h"

namespace tunescope::cli {

Result<StoredStudy> loadStudyFile(const std::string& path)
{
    const Services services = makeLookingServices();
    const auto store = services.stores->open(path);
    if (!store)
        return fail(store.error());
    Result<StoredStudy> study = (*store)->load();
    if (study) {
        for (const Error& warning : study->warnings)
            printError(warning, path);
    }
    return study;
}

} // namespace tunescope::cli
