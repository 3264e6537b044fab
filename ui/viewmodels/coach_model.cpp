// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/coach_model.h"

#include "ui/viewmodels/coach_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QPointer>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr qint64 kAtRestMs = 120;
constexpr qint64 kRunningMs = 1500;
constexpr qint64 kShareOfTime = 5; ///< Pause after a look, as a multiple of what it took.

QString keyOf(const Verdict& verdict)
{
    return QStringLiteral("%1:%2").arg(toQt(verdict.rule)).arg(verdict.trial);
}

QString outcomeTitle(const Judgement& judgement)
{
    const auto title = [&](const char* text) {
        return CoachModel::tr(text).arg(judgement.after).arg(judgement.before);
    };
    switch (judgement.effect) {
    case Effect::Helped:
        return title(QT_TRANSLATE_NOOP("tunescope::ui::CoachModel", "It helped: trial %1 against trial %2"));
    case Effect::Harmed:
        return title(QT_TRANSLATE_NOOP("tunescope::ui::CoachModel", "It did not help: trial %1 is worse than trial %2"));
    case Effect::NoDifference:
        return title(QT_TRANSLATE_NOOP("tunescope::ui::CoachModel", "It made no difference: trial %1 against trial %2"));
    case Effect::Unknown:
        break;
    }
    return title(QT_TRANSLATE_NOOP("tunescope::ui::CoachModel", "It cannot be told: trial %1 against trial %2"));
}

std::vector<CoachCardText> allCards(const CoachReading& reading)
{
    std::vector<CoachCardText> cards;
    for (const Judgement& judgement : reading.judgements)
        cards.push_back({.key = QStringLiteral("outcome:%1").arg(judgement.after),
                         .title = outcomeTitle(judgement),
                         .text = toQt(judgement.text),
                         .effect = judgement.effect,
                         .trial = judgement.after});
    std::vector<Verdict> verdicts = reading.verdicts;
    std::stable_sort(verdicts.begin(), verdicts.end(), [](const Verdict& a, const Verdict& b) {
        if (a.explainedBy.empty() != b.explainedBy.empty())
            return a.explainedBy.empty();
        return a.severity < b.severity;
    });
    for (Verdict& verdict : verdicts) {
        CoachCardText card{.key = keyOf(verdict), .title = verdictTitle(verdict), .text = toQt(verdict.text), .trial = verdict.trial};
        card.verdict = std::move(verdict);
        cards.push_back(std::move(card));
    }
    return cards;
}

} // namespace

CoachModel::CoachModel(StudyViewModel& study, CoachPorts ports, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_ports(std::move(ports))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CoachModel::look);
    connect(&study, &StudyViewModel::snapshotChanged, this, &CoachModel::schedule);
    connect(&study, &StudyViewModel::selectionChanged, this, &CoachModel::schedule);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        ++m_lookNumber; // What is asked now is about another study.
        m_isLooking = false;
        m_sinceLook.invalidate();
        m_reading = {};
        m_fault.clear();
        m_state = State::Waiting;
        m_dismissed = m_ports.recall ? m_ports.recall().split(u' ', Qt::SkipEmptyParts) : QStringList();
        arrange();
        schedule();
    });
    if (m_ports.recall)
        m_dismissed = m_ports.recall().split(u' ', Qt::SkipEmptyParts);
}

bool CoachModel::isRunning() const
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    return snapshot && (snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping);
}

void CoachModel::setActive(Active active)
{
    if (active == m_active)
        return;
    m_active = active;
    schedule();
}

void CoachModel::schedule()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (m_active == Active::No || !m_ports.read || !snapshot)
        return;
    if (m_isLooking) {
        m_isStale = true;
        return;
    }
    const qint64 since = m_sinceLook.isValid() ? m_sinceLook.elapsed() : 1'000'000;
    const qint64 pause = isRunning() ? std::max(kRunningMs, kShareOfTime * m_lookMs) - since : 0;
    const auto wait = static_cast<int>(std::max(kAtRestMs, pause));
    if (!m_timer.isActive() || m_timer.remainingTime() > wait)
        m_timer.start(wait);
}

void CoachModel::look()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (m_active == Active::No || !snapshot || snapshot->counts.told() + snapshot->counts.running == 0)
        return;
    m_isLooking = true;
    m_isStale = false;
    if (m_state != State::Ready) {
        m_state = State::Looking;
        emit changed();
    }
    const quint64 number = ++m_lookNumber;
    QElapsedTimer took;
    took.start();
    m_ports.inBackground("coach", [self = QPointer<CoachModel>(this), read = m_ports.read, trial = m_study.followed(), number,
                                   took]() -> std::function<void()> {
        const auto reading = std::make_shared<Result<CoachReading>>(read(trial));
        const qint64 ms = took.elapsed();
        return [self, reading, number, ms] {
            if (!self || self->m_lookNumber != number)
                return;
            self->m_lookMs = ms;
            self->take(*reading);
        };
    });
}

void CoachModel::take(const Result<CoachReading>& reading)
{
    m_isLooking = false;
    m_sinceLook.start();
    if (reading) {
        m_reading = *reading;
        m_fault.clear();
        m_state = State::Ready;
    } else {
        m_fault = errorSentence(reading.error());
        m_state = State::Failed;
        m_reading = {};
    }
    arrange();
    if (m_isStale)
        schedule();
}

/// What is not dismissed; the rest is counted.
void CoachModel::arrange()
{
    m_cards = allCards(m_reading);
    m_hiddenCount = static_cast<int>(
        std::erase_if(m_cards, [this](const CoachCardText& card) { return m_dismissed.contains(card.key); }));
    emit changed();
}

void CoachModel::dismiss(std::size_t card)
{
    if (card >= m_cards.size())
        return;
    m_dismissed << m_cards[card].key;
    if (m_ports.remember)
        m_ports.remember(m_dismissed.join(u' '));
    arrange();
}

/// Those that would be said now; what was dismissed about other trials stays so.
void CoachModel::showDismissed()
{
    for (const CoachCardText& card : allCards(m_reading))
        m_dismissed.removeAll(card.key);
    if (m_ports.remember)
        m_ports.remember(m_dismissed.join(u' '));
    arrange();
}

void CoachModel::start(std::size_t card, std::size_t suggestion)
{
    if (card >= m_cards.size() || !m_cards[card].verdict || !m_ports.start)
        return;
    const Verdict verdict = *m_cards[card].verdict;
    if (suggestion < verdict.suggestions.size())
        m_ports.start(verdict, verdict.suggestions[suggestion]);
}

} // namespace tunescope::ui
