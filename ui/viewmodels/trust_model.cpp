// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trust_model.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr qint64 kTrustAtRestMs = 60;
constexpr qint64 kTrustRunningMs = 2000;
constexpr qint64 kTrustShareOfTime = 6; ///< Pause after reading, as a multiple of what it took.
constexpr int kProgressMs = 100;

} // namespace

TrustModel::TrustModel(StudyViewModel& study, TrustPorts ports, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_ports(std::move(ports))
{
    m_readTimer.setSingleShot(true);
    m_poll.setInterval(kProgressMs);
    connect(&m_readTimer, &QTimer::timeout, this, &TrustModel::read);
    connect(&m_poll, &QTimer::timeout, this, &TrustModel::poll);
    connect(&study, &StudyViewModel::snapshotChanged, this, [this] {
        m_isStale = true;
        schedule();
    });
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_stop.request_stop();
        ++m_readNumber;
        ++m_workNumber; // Nothing of the study before is delivered any more.
        m_isReading = false;
        m_isStale = true;
        m_sinceRead.invalidate();
        m_facts.reset();
        m_fault.clear();
        if (m_work != Work::None)
            end();
        emit changed();
        schedule();
    });
}

TrustModel::~TrustModel()
{
    m_stop.request_stop();
}

void TrustModel::addViewer()
{
    ++m_viewers;
    schedule();
}

void TrustModel::removeViewer()
{
    --m_viewers;
}

const ConfirmationReport* TrustModel::report(ConfirmSplit split) const
{
    if (!m_facts)
        return nullptr;
    const auto& report = split == ConfirmSplit::Same ? m_facts->sameSplit : m_facts->newSplits;
    return report ? &*report : nullptr;
}

void TrustModel::schedule()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (m_viewers == 0 || !m_isStale || m_isReading || !m_ports.read || !snapshot)
        return;
    const bool isRunning = snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping;
    const qint64 since = m_sinceRead.isValid() ? m_sinceRead.elapsed() : 1'000'000;
    const qint64 pause = isRunning ? std::max(kTrustRunningMs, kTrustShareOfTime * m_readMs) - since : 0;
    const auto wait = static_cast<int>(std::max(kTrustAtRestMs, pause));
    if (!m_readTimer.isActive() || m_readTimer.remainingTime() > wait)
        m_readTimer.start(wait);
}

void TrustModel::read()
{
    if (m_isReading || !m_study.snapshot())
        return;
    m_isReading = true;
    m_isStale = false;
    QElapsedTimer took;
    took.start();
    m_ports.inBackground("trust", [self = QPointer<TrustModel>(this), read = m_ports.read, number = ++m_readNumber,
                                   took]() -> std::function<void()> {
        const auto facts = std::make_shared<Result<TrustFacts>>(read());
        const qint64 ms = took.elapsed();
        return [self, facts, number, ms] {
            if (!self || self->m_readNumber != number)
                return;
            self->m_isReading = false;
            self->m_readMs = ms;
            self->m_sinceRead.start();
            self->m_fault = *facts ? QString() : errorSentence(facts->error());
            if (*facts)
                self->m_facts = std::move(**facts);
            emit self->changed();
            self->schedule();
        };
    });
}

void TrustModel::begin(Work work, std::function<std::function<void()>(const ExtraProgress&, std::stop_token)> run)
{
    if (m_work != Work::None || !m_study.snapshot())
        return;
    m_work = work;
    m_done = m_all = 0;
    m_stop = std::stop_source();
    m_progress = std::make_shared<Progress>();
    m_poll.start();
    emit workChanged();
    m_ports.inBackground("trust work", [self = QPointer<TrustModel>(this), run = std::move(run), progress = m_progress,
                                        token = m_stop.get_token(), number = ++m_workNumber]() -> std::function<void()> {
        const auto count = [progress](int done, int all) {
            progress->done = done;
            progress->all = all;
        };
        const std::function<void()> deliver = run(count, token);
        return [self, deliver, number] {
            if (!self || self->m_workNumber != number)
                return;
            self->end();
            deliver();
        };
    });
}

void TrustModel::end()
{
    m_work = Work::None;
    m_done = m_all = 0;
    m_poll.stop();
    m_isStale = true;
    emit workChanged();
    schedule();
}

void TrustModel::poll()
{
    const int done = m_progress->done;
    const int all = m_progress->all;
    if (done == m_done && all == m_all)
        return;
    m_done = done;
    m_all = all;
    emit workChanged();
}

void TrustModel::postFault(const Error& error)
{
    const ErrorWords words = errorWords(error);
    m_ports.post({Message::Kind::Warning, words.headline, words.detail});
}

void TrustModel::confirm(ConfirmRequest request)
{
    request.workers = m_ports.workers();
    begin(Work::Confirm, [this, request, confirm = m_ports.confirm](const ExtraProgress& progress, const std::stop_token& stop) {
        const auto report = std::make_shared<Result<ConfirmationReport>>(confirm(request, progress, stop));
        return std::function<void()>([this, report, stop] {
            if (!*report)
                postFault(report->error());
            else if (stop.stop_requested())
                m_ports.post({Message::Kind::Info, tr("Stopped. What was finished is kept, asked for again only the rest is trained.")});
        });
    });
}

void TrustModel::audit(AuditRequest request)
{
    request.workers = m_ports.workers();
    begin(Work::Audit, [this, request, audit = m_ports.audit](const ExtraProgress& progress, const std::stop_token& stop) {
        const auto report = std::make_shared<Result<AuditReport>>(audit(request, progress, stop));
        return std::function<void()>([this, report] {
            if (!*report)
                postFault(report->error());
        });
    });
}

void TrustModel::openTest(int trial)
{
    begin(Work::OpenTest, [this, trial, open = m_ports.openTest](const ExtraProgress&, const std::stop_token& stop) {
        const auto look = std::make_shared<Result<TestLook>>(open(trial, stop));
        return std::function<void()>([this, look, trial] {
            if (!*look)
                postFault(look->error());
            else
                emit testOpened(trial);
        });
    });
}

void TrustModel::cancel()
{
    m_stop.request_stop();
}

void TrustModel::write(const QString& kind, const QString& text)
{
    if (!m_study.snapshot() || !m_ports.write)
        return;
    m_ports.inBackground("notebook", [self = QPointer<TrustModel>(this), write = m_ports.write, kind = toStd(kind),
                                      text = toStd(text)]() -> std::function<void()> {
        const Result<void> done = write(kind, text);
        return [self, done] {
            if (!self)
                return;
            if (!done)
                self->postFault(done.error());
            else
                emit self->written();
            self->m_isStale = true;
            self->schedule();
        };
    });
}

std::optional<double> TrustModel::confirmSeconds(int top, int seeds) const
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot)
        return std::nullopt;
    const std::vector<int> ranked = rankedTrials(*snapshot);
    if (ranked.empty())
        return std::nullopt;
    double seconds = 0.0;
    for (std::size_t i = 0; i < std::min(ranked.size(), static_cast<std::size_t>(std::max(top, 0))); ++i)
        seconds += snapshot->trial(static_cast<std::size_t>(ranked[i])).outcome.trialSeconds;
    return seconds * seeds / std::max(m_ports.workers(), 1);
}

} // namespace tunescope::ui
