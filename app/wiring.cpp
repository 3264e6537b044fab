// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wiring.h"

#include "core/storage/sqlite_store_factory.h"

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

Services makeServices()
{
    return servicesWith(StoreAccess::Write);
}
Services makeLookingServices()
{
    return servicesWith(StoreAccess::Look);
}

} // namespace tunescope
