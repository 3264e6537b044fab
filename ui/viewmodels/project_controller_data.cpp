// SPDX-License-Identifier: GPL-3.0-or-later
// The data of the draft: facts and baselines, read in the background and kept for undo.
#include "ui/viewmodels/project_controller_impl.h"

#include "ui/viewmodels/qt_convert.h"

#include <QFileInfo>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr std::size_t kKnownData = 4;

KnownData* findKnown(std::deque<KnownData>& known, const StudyConfig& config)
{
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const KnownData& data) { return sameData(data.config, config); });
    return found == known.end() ? nullptr : &*found;
}

KnownData& remember(std::deque<KnownData>& known, KnownData data)
{
    std::erase_if(known, [&](const KnownData& other) { return sameData(other.config, data.config); });
    known.push_front(std::move(data));
    if (known.size() > kKnownData)
        known.pop_back();
    return known.front();
}

QString shownName(const DataSpec& data)
{
    const QString source = toQt(data.source);
    return source.contains(QLatin1Char('/')) ? QFileInfo(source).fileName() : source;
}

} // namespace

void ProjectController::openData(const DataSpec& data)
{
    m_impl->openData(data);
}

const std::optional<DatasetFacts>& ProjectController::facts() const
{
    return m_impl->data.facts;
}

const std::optional<Baselines>& ProjectController::baselines() const
{
    return m_impl->data.baselines;
}

bool ProjectController::isLoadingData() const
{
    return m_impl->data.loading;
}

bool ProjectController::isOpeningData() const
{
    return m_impl->data.opening;
}

void ProjectController::cancelOpening()
{
    m_impl->cancelOpening();
}

void ProjectController::Impl::cancelOpening()
{
    if (!data.opening)
        return;
    data.opening = false;
    loadFacts(); // Known ones, or none: then nothing had been open.
}

void ProjectController::Impl::openData(const DataSpec& spec)
{
    data.loading = true;
    data.opening = true;
    emit q.dataLoading(shownName(spec));
    jobs.run(QStringLiteral("data"), [this, spec]() -> BackgroundJobs::Deliver {
        Result<StudyConfig> config = StudyService::startingConfig(spec);
        Result<DatasetFacts> facts = fail(ErrorCode::Internal);
        if (config)
            facts = StudyService::describeData(config->data, config->protocol, splitSeedOf(*config));
        else
            facts = fail(config.error());
        return [this, spec, config = std::move(config), facts = std::move(facts)] {
            data.loading = false;
            data.opening = false;
            if (!facts) {
                emit q.dataFailed(facts.error());
                return;
            }
            remember(data.known, {*config, *facts, std::nullopt});
            const bool same = hasDraft() && sameData(*config, draft);
            if (hasDraft())
                setDraft(*config, tr("Open %1").arg(shownName(spec)), 0);
            else
                replaceDraft(*config);
            if (same) // Whoever waits for the data hears of them all the same.
                loadFacts();
        };
    });
}

/// Facts for the draft's data: known ones at once, others in the background.
void ProjectController::Impl::loadFacts()
{
    jobs.forget(QStringLiteral("data"));
    jobs.forget(QStringLiteral("baselines"));
    data.loading = false;
    data.opening = false;
    if (!hasDraft()) {
        data.facts.reset();
        data.baselines.reset();
        emit q.dataChanged();
        emit q.baselinesChanged();
        return;
    }
    if (const KnownData* known = findKnown(data.known, draft)) {
        data.facts = known->facts;
        data.baselines = known->baselines;
        emit q.dataChanged();
        emit q.baselinesChanged();
        if (!data.baselines)
            loadBaselines();
        return;
    }
    data.loading = true;
    emit q.dataLoading(shownName(draft.data));
    jobs.run(QStringLiteral("data"), [this, config = draft]() -> BackgroundJobs::Deliver {
        Result<DatasetFacts> facts =
            StudyService::describeData(config.data, config.protocol, splitSeedOf(config));
        return [this, config, facts = std::move(facts)] {
            data.loading = false;
            if (!facts) {
                emit q.dataFailed(facts.error());
                return;
            }
            remember(data.known, {config, *facts, std::nullopt});
            loadFacts();
        };
    });
}

void ProjectController::Impl::loadBaselines()
{
    jobs.run(QStringLiteral("baselines"), [this, config = draft]() -> BackgroundJobs::Deliver {
        Result<Baselines> baselines =
            StudyService::measureBaselines(config.data, config.protocol, splitSeedOf(config));
        return [this, config, baselines = std::move(baselines)] {
            if (!baselines)
                return; // Nothing to beat is shown; the data's own faults are told by their facts.
            if (KnownData* known = findKnown(data.known, config))
                known->baselines = *baselines;
            data.baselines = *baselines;
            emit q.baselinesChanged();
        };
    });
}

} // namespace tunescope::ui
