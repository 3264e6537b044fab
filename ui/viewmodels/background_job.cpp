// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/background_job.h"

#include <QMetaObject>

namespace tunescope::ui {

BackgroundJobs::BackgroundJobs(QObject* parent) : QObject(parent) {}

BackgroundJobs::~BackgroundJobs()
{
    // A thread posts to this object while it is still whole: all are joined before anything is destroyed, and
    // what they posted dies with the object's event queue.
    for (auto& [name, channel] : m_channels) {
        channel.waiting.clear();
        if (channel.thread.joinable())
            channel.thread.join();
    }
}

void BackgroundJobs::run(const QString& name, Work work, Kind kind)
{
    Channel& channel = m_channels[name];
    channel.kind = kind;
    const quint64 number = ++m_lastNumber;
    if (kind == Kind::Latest) {
        channel.waiting.clear();
        channel.newestNumber = number;
    }
    channel.waiting.emplace_back(number, std::move(work));
    if (!channel.running)
        startNext(name);
}

void BackgroundJobs::forget(const QString& name)
{
    const auto found = m_channels.find(name);
    if (found == m_channels.end())
        return;
    found->second.waiting.clear();
    found->second.newestNumber = ++m_lastNumber;
}

void BackgroundJobs::forgetAll()
{
    for (const auto& [name, channel] : m_channels) {
        if (channel.kind == Kind::Latest)
            forget(name);
    }
}

bool BackgroundJobs::isBusy(const QString& name) const
{
    const auto found = m_channels.find(name);
    return found != m_channels.end() && found->second.running;
}

void BackgroundJobs::startNext(const QString& name)
{
    Channel& channel = m_channels[name];
    auto [number, work] = std::move(channel.waiting.front());
    channel.waiting.pop_front();
    channel.running = true;
    channel.runningNumber = number;
    if (channel.thread.joinable())
        channel.thread.join(); // Its work is done: it has posted and is only returning.
    channel.thread = std::jthread([this, name, number = number, work = std::move(work)]() mutable {
        Deliver deliver = work();
        work = {};
        QMetaObject::invokeMethod(
            this, [this, name, number, deliver = std::move(deliver)] { finish(name, number, deliver); },
            Qt::QueuedConnection);
    });
    emit busyChanged(name);
}

void BackgroundJobs::finish(const QString& name, quint64 number, const Deliver& deliver)
{
    Channel& channel = m_channels[name];
    const bool wanted = channel.kind == Kind::Queue || number >= channel.newestNumber;
    channel.running = false;
    if (!channel.waiting.empty())
        startNext(name);
    if (wanted && deliver)
        deliver();
    if (!isBusy(name))
        emit busyChanged(name);
}

} // namespace tunescope::ui
