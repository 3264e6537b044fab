// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"
#include "core/space/param_value.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// A trial that is compared with the one it comes from.
struct QueueRequest {
    OriginKind kind = OriginKind::Twin; ///< Twin, Fork or Continued.
    int of = -1;
    ParamSet changes = {}; ///< Of a twin or a fork.
    int epoch = 0;         ///< Of a fork: the last one that both share.
    int epochs = 0;        ///< Of a continuation: how many more.
};

/// Puts twins, forks and longer trainings into the open study's queue, each as one undoable step, and lets them run
/// where nothing runs. Undo takes the trial out again: it is stopped and marked as deleted as soon as it has a number.
class TrialQueue : public QObject
{
    Q_OBJECT

public:
    explicit TrialQueue(ProjectController& project);

    void push(const QueueRequest& request);

    /// "Twin of trial 12: dropout 0.35", for Undo and the message.
    [[nodiscard]] static QString requestText(const QueueRequest& request);

signals:
    void queued(int of); ///< It is in the queue now.

private:
    friend class QueueCommand;
    struct Entry {
        QueueRequest request;
        std::size_t firstNumber = 0; ///< The trial's number is not smaller.
        int number = -1;             ///< Once it is known.
        bool isWanted = true;
        bool isQueued = false;
    };
    using EntryPtr = std::shared_ptr<Entry>;

    void enqueue(const EntryPtr& entry);
    void onQueued(const EntryPtr& entry);
    void withdraw(const EntryPtr& entry);
    void resolve();
    void remove(const Entry& entry);

    ProjectController& m_project;
    std::vector<EntryPtr> m_entries; ///< Without a number yet.
    int m_count = 0;
};

} // namespace tunescope::ui
