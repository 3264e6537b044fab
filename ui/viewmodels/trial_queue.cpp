// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_queue.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"

#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>

namespace tunescope::ui {

/// One request as an undoable step. It may outlive the queue: the undo stack is the project's.
class QueueCommand final : public QUndoCommand
{
public:
    QueueCommand(TrialQueue& queue, const QueueRequest& request)
        : QUndoCommand(TrialQueue::requestText(request))
        , m_queue(&queue)
        , m_request(request)
    {
    }

    void redo() override
    {
        if (!m_queue)
            return;
        m_entry = std::make_shared<TrialQueue::Entry>();
        m_entry->request = m_request;
        m_queue->enqueue(m_entry);
    }
    void undo() override
    {
        if (m_queue && m_entry)
            m_queue->withdraw(m_entry);
    }

private:
    QPointer<TrialQueue> m_queue;
    QueueRequest m_request;
    TrialQueue::EntryPtr m_entry;
};

TrialQueue::TrialQueue(ProjectController& project) : QObject(&project), m_project(project)
{
    connect(&project.study(), &StudyViewModel::snapshotChanged, this, &TrialQueue::resolve);
    connect(&project.study(), &StudyViewModel::studyReplaced, this, [this] { m_entries.clear(); });
}

QString TrialQueue::requestText(const QueueRequest& request)
{
    QStringList changes;
    for (const auto& [name, value] : request.changes)
        changes << tr("%1 %2").arg(insideSentence(settingTitle(name)), valueTitle(value));
    const QString what = changes.isEmpty() ? tr("nothing changed") : changes.join(QStringLiteral(", "));
    switch (request.kind) {
    case OriginKind::Continued:
        return tr("Trial %1 for %2 more epochs").arg(request.of).arg(request.epochs);
    case OriginKind::Fork:
        return tr("Fork of trial %1 at epoch %2: %3").arg(request.of).arg(request.epoch).arg(what);
    case OriginKind::Twin:
    case OriginKind::Sampler:
    case OriginKind::ByHand:
    case OriginKind::Imported:
    case OriginKind::Repeat:
        break;
    }
    return tr("Twin of trial %1: %2").arg(request.of).arg(what);
}

void TrialQueue::push(const QueueRequest& request)
{
    if (m_project.runner())
        m_project.undoStack().push(new QueueCommand(*this, request));
}

void TrialQueue::enqueue(const EntryPtr& entry)
{
    if (!m_project.runner())
        return;
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    entry->firstNumber = snapshot ? snapshot->size() : 0;
    StudyService* service = &m_project.service();
    // A channel of its own: none of several requests may replace another.
    const std::string channel = "queue-" + std::to_string(++m_count);
    m_project.inBackground<Result<void>>(
        channel.c_str(),
        [service, request = entry->request] {
            switch (request.kind) {
            case OriginKind::Continued:
                return service->addContinuation(request.of, request.epochs);
            case OriginKind::Fork:
                return service->addFork(request.of, request.epoch, request.changes);
            case OriginKind::Twin:
            case OriginKind::Sampler:
            case OriginKind::ByHand:
            case OriginKind::Imported:
            case OriginKind::Repeat:
                break;
            }
            return service->addTwin(request.of, request.changes);
        },
        [this, entry](const Result<void>& added) {
            if (added) {
                onQueued(entry);
                return;
            }
            const ErrorWords words = errorWords(added.error());
            emit m_project.messagePosted({Message::Kind::Warning, words.headline, words.detail});
        });
}

void TrialQueue::onQueued(const EntryPtr& entry)
{
    StudyRunner* runner = m_project.runner();
    if (!runner)
        return;
    entry->isQueued = true;
    m_entries.push_back(entry);
    const RunnerState state = runner->state();
    if (state == RunnerState::Idle || state == RunnerState::Finished)
        runner->startQueued(m_project.workers());
    m_project.study().poll();
    resolve();
    if (!entry->isWanted)
        return;
    const QString detail = state == RunnerState::Paused ? tr("It runs when the search goes on.") : QString();
    emit m_project.messagePosted({.kind = Message::Kind::Info,
                                  .headline = tr("In the queue. %1").arg(requestText(entry->request)),
                                  .detail = detail,
                                  .actionText = tr("Undo"),
                                  .action = [this] { m_project.undoStack().undo(); }});
    emit queued(entry->request.of);
}

void TrialQueue::withdraw(const EntryPtr& entry)
{
    entry->isWanted = false;
    if (entry->number >= 0)
        remove(*entry);
}

/// Finds the trials that the requests have become; a request keeps the first that fits and that no other one has.
void TrialQueue::resolve()
{
    const StudySnapshotPtr snapshot = m_project.study().snapshot();
    if (!snapshot || m_entries.empty())
        return;
    std::vector<int> taken;
    for (const EntryPtr& entry : std::vector<EntryPtr>(m_entries)) {
        const Origin origin{entry->request.kind, entry->request.of};
        for (std::size_t i = entry->firstNumber; i < snapshot->size() && entry->number < 0; ++i) {
            const int number = static_cast<int>(i);
            if (snapshot->trial(i).start.origin == origin && std::find(taken.begin(), taken.end(), number) == taken.end())
                entry->number = number;
        }
        if (entry->number < 0)
            continue;
        taken.push_back(entry->number);
        if (!entry->isWanted)
            remove(*entry);
    }
    // The next request of the same kind must not take this one's trial.
    for (const EntryPtr& entry : m_entries) {
        for (const int number : taken) {
            if (entry->number < 0)
                entry->firstNumber = std::max(entry->firstNumber, static_cast<std::size_t>(number) + 1);
        }
    }
    std::erase_if(m_entries, [](const EntryPtr& entry) { return entry->number >= 0; });
}

void TrialQueue::remove(const Entry& entry)
{
    StudyRunner* runner = m_project.runner();
    const TrialSnapshot* trial = m_project.study().trial(entry.number);
    if (!runner || !trial)
        return;
    if (!isTold(trial->state))
        runner->stopTrial(entry.number);
    runner->setDeleted(entry.number, true);
}

} // namespace tunescope::ui
