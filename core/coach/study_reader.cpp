// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/study_reader.h"

#include "core/study/stored_data.h"

#include <utility>

namespace tunescope {
namespace {

class FileReader final : public StudyReader
{
public:
    explicit FileReader(std::shared_ptr<StudyStore> store) : m_store(std::move(store)) {}

    Result<StoredStudy> load() override { return m_store->load(); }
    Result<std::vector<EpochLayers>> layerReports(int trial) override { return m_store->layerReports(trial); }
    Result<ConfusionMatrix> confusion(int trial, int epoch) override
    {
        return m_store->confusion(trial, 0, 0, epoch);
    }

    Result<DataSpec> locateData(const StoredStudy& stored, std::shared_ptr<void>& copy) override
    {
        StoredStudy located = stored;
        std::unique_ptr<TemporaryDataFile> file;
        const auto data = openStoredData(located, *m_store, file);
        if (!data)
            return fail(data.error());
        copy = std::shared_ptr<TemporaryDataFile>(std::move(file));
        return located.config.data;
    }

private:
    std::shared_ptr<StudyStore> m_store;
};

class OpenStudyReader final : public StudyReader
{
public:
    explicit OpenStudyReader(const StudyService& service) : m_service(service) {}

    Result<StoredStudy> load() override { return m_service.stored(); }
    Result<std::vector<EpochLayers>> layerReports(int trial) override
    {
        return m_service.layerReports(trial);
    }
    Result<ConfusionMatrix> confusion(int trial, int epoch) override
    {
        return m_service.confusion(trial, epoch);
    }
    /// The service knows its copy by itself and tells no one; without the original the data rules stay
    /// silent.
    Result<DataSpec> locateData(const StoredStudy& stored, std::shared_ptr<void>& /*copy*/) override
    {
        return stored.config.data;
    }

private:
    const StudyService& m_service;
};

} // namespace

std::unique_ptr<StudyReader> readerOf(std::shared_ptr<StudyStore> store)
{
    return std::make_unique<FileReader>(std::move(store));
}

std::unique_ptr<StudyReader> readerOf(const StudyService& service)
{
    return std::make_unique<OpenStudyReader>(service);
}

} // namespace tunescope
