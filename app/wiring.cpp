// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wiring.h"

#include "core/storage/sqlite_store_factory.h"

#include <malloc.h>

namespace tunescope {
namespace {

Services servicesWith(StoreAccess access)
{
    Services services;
    services.stores = std::make_shared<SqliteStoreFactory>(access);
    services.studies = std::make_unique<StudyService>(services.stores);
    return services;
}

} // namespace

void keepMemoryForTrials()
{
    constexpr int kMegabyte = 1 << 20;
    mallopt(M_TOP_PAD, kMegabyte);
    mallopt(M_TRIM_THRESHOLD, 16 * kMegabyte);
    mallopt(M_MMAP_THRESHOLD, 4 * kMegabyte); // larger blocks go back to the system at once
}

Services makeServices()
{
    return servicesWith(StoreAccess::Write);
}
Services makeLookingServices()
{
    return servicesWith(StoreAccess::Look);
}

} // namespace tunescope
