// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <thread>

namespace tunescope::ui {

/// Long work off the window's thread: one thread at a time for each channel, results on the thread that owns
/// this object.
///
/// Jobs have numbers. In a channel of kind `Latest` only the newest job delivers: an older one that still
/// runs is waited for in the background and its result dropped, one that waits never starts. In a channel of
/// kind `Queue` every job runs and delivers, in order. Destroying the object waits for what runs and delivers
/// nothing more.
class BackgroundJobs : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Latest, Queue };
    /// Runs on the background thread; what it returns is called on the owner's thread.
    using Deliver = std::function<void()>;
    using Work = std::function<Deliver()>;

    explicit BackgroundJobs(QObject* parent = nullptr);
    ~BackgroundJobs() override;

    void run(const QString& channel, Work work, Kind kind = Kind::Latest);
    /// Drops what waits and what will be delivered in the channel.
    void forget(const QString& channel);
    /// The same for every channel of kind Latest.
    void forgetAll();
    [[nodiscard]] bool isBusy(const QString& channel) const;

signals:
    void busyChanged(const QString& channel);

private:
    struct Channel {
        Kind kind = Kind::Latest;
        std::jthread thread;
        bool running = false;
        quint64 runningNumber = 0;
        quint64 newestNumber = 0; ///< Results of earlier jobs are dropped (Latest).
        std::deque<std::pair<quint64, Work>> waiting;
    };

    void startNext(const QString& name);
    void finish(const QString& name, quint64 number, const Deliver& deliver);

    std::map<QString, Channel> m_channels;
    quint64 m_lastNumber = 0;
};

} // namespace tunescope::ui
