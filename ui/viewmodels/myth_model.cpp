// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/myth_model.h"

namespace tunescope::ui {
namespace {

constexpr int kLookMs = 100;

} // namespace

MythModel::MythModel(MythTexts texts, int workers, QObject* parent, MythRequest::Size size)
    : QObject(parent)
    , m_texts(std::move(texts))
    , m_workers(workers)
    , m_size(size)
    , m_states(m_texts.myths.size())
{
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &MythModel::progressed);
}

MythModel::~MythModel()
{
    m_stop.request_stop();
}

void MythModel::setCurrent(int index)
{
    if (index == m_current || index >= static_cast<int>(m_states.size()))
        return;
    m_current = index;
    emit currentChanged();
}

bool MythModel::canRun() const
{
    if (m_current < 0 || isRunning())
        return false;
    return myth().prediction.options.empty() || !state().choice.isEmpty();
}

void MythModel::choose(const QString& option)
{
    if (m_current < 0 || state().phase == Phase::Done || state().phase == Phase::Running)
        return;
    state().choice = option;
    emit changed();
}

void MythModel::run()
{
    if (!canRun())
        return;
    m_running = m_current;
    state().phase = Phase::Running;
    state().fault.reset();
    MythRequest request{.seed = ++state().seed, .workers = m_workers, .size = m_size};
    m_share = std::make_shared<std::atomic<double>>(0.0);
    request.progress = [share = m_share](double done) { share->store(done); };
    m_stop = std::stop_source();
    request.stop = m_stop.get_token();
    m_look.start();
    m_jobs.run(QStringLiteral("myth"), [this, lab = m_lab, text = myth(), request]() -> BackgroundJobs::Deliver {
        auto result = std::make_shared<Result<MythResult>>(lab->run(text, request));
        return [this, result, stopped = request.stop.stop_requested()] {
            State& mine = m_states[static_cast<std::size_t>(m_running)];
            m_running = -1;
            m_look.stop();
            if (*result) {
                mine.result = std::move(**result);
                mine.phase = Phase::Done;
            } else if (stopped) {
                mine.phase = mine.result ? Phase::Done : Phase::Asked;
            } else {
                mine.fault = result->error();
                mine.phase = Phase::Failed;
            }
            emit changed();
        };
    });
    emit changed();
}

void MythModel::stop()
{
    m_stop.request_stop();
}

} // namespace tunescope::ui
