// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/study_view_model.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLive = 33ms;
constexpr std::chrono::milliseconds kIdle = 250ms;
constexpr std::chrono::milliseconds kHoverDelay = 60ms; ///< ux.md section 3.2

std::chrono::milliseconds intervalFor(const StudySnapshot* snapshot)
{
    if (!snapshot)
        return kIdle;
    return snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping ? kLive
                                                                                               : kIdle;
}

constexpr auto kPinsName = "pins";         ///< Six trial numbers, -1 = free.
constexpr auto kSelectedName = "selected"; ///< A trial number, -1 = none.

std::vector<int> storedNumbers(const ViewState& state, const std::string& name)
{
    std::vector<int> numbers;
    const auto found = state.find(name);
    std::istringstream text(found == state.end() ? std::string() : found->second);
    for (std::string word; text >> word;)
        numbers.push_back(static_cast<int>(parseInteger(word).value_or(-1)));
    return numbers;
}

/// Shared chunks are skipped, so a look costs what has changed.
std::vector<int> changedTrials(const StudySnapshot* before, const StudySnapshot& now)
{
    std::vector<int> changed;
    for (std::size_t c = 0; c < now.chunks().size(); ++c) {
        const auto* old = before && c < before->chunks().size() ? before->chunks()[c].get() : nullptr;
        if (old == now.chunks()[c].get())
            continue;
        const std::size_t first = c * StudySnapshot::kChunk;
        const std::size_t count = std::min(StudySnapshot::kChunk, now.size() - first);
        for (std::size_t i = 0; i < count; ++i) {
            if (!old || (*old)[i] != (*now.chunks()[c])[i])
                changed.push_back(static_cast<int>(first + i));
        }
    }
    return changed;
}

bool isAnotherStudy(const StudySnapshot* before, const StudySnapshot* now)
{
    if (!before || !now)
        return before != now;
    return before->config != now->config || now->size() < before->size();
}

} // namespace

StudyViewModel::StudyViewModel(Source source, QObject* parent) : QObject(parent), m_source(std::move(source))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StudyViewModel::poll);
    m_hoverTimer.setSingleShot(true);
    m_hoverTimer.setInterval(kHoverDelay);
    connect(&m_hoverTimer, &QTimer::timeout, this, &StudyViewModel::applyHover);
    m_timer.start(kIdle);
}

const TrialSnapshot* StudyViewModel::trial(int number) const
{
    if (!m_snapshot || number < 0 || static_cast<std::size_t>(number) >= m_snapshot->size())
        return nullptr;
    return m_snapshot->trialPtr(static_cast<std::size_t>(number)).get();
}

void StudyViewModel::poll()
{
    const std::uint64_t revision = m_source.revision();
    if (m_seenRevision == revision)
        return;
    m_seenRevision = revision;
    StudySnapshotPtr now = m_source.snapshot();
    const StudySnapshotPtr before = std::exchange(m_snapshot, now);
    const std::chrono::milliseconds interval = intervalFor(now.get());
    if (m_timer.intervalAsDuration() != interval)
        m_timer.setInterval(interval);
    if (isAnotherStudy(before.get(), now.get())) {
        recallMarks();
        emit studyReplaced();
        return;
    }
    if (now)
        emit snapshotChanged(changedTrials(before.get(), *now));
}

/// Pins and selection as the study was left; none in a new one. Trials that are not there are left out.
void StudyViewModel::recallMarks()
{
    const ViewState state = m_source.recall && m_snapshot ? m_source.recall() : ViewState();
    const std::vector<int> selected = storedNumbers(state, kSelectedName);
    const std::vector<int> pins = storedNumbers(state, kPinsName);
    m_hovered = m_nextHover = -1;
    m_selected = !selected.empty() && trial(selected.front()) ? selected.front() : -1;
    m_pins.fill(-1);
    for (std::size_t i = 0; i < std::min(pins.size(), m_pins.size()); ++i) {
        if (trial(pins[i]) && pinOf(pins[i]) < 0)
            m_pins[i] = pins[i];
    }
    emit selectionChanged(m_selected);
    emit hoverChanged(-1);
    emit pinsChanged();
}

void StudyViewModel::select(int number)
{
    if (number == m_selected || (number >= 0 && !trial(number)))
        return;
    m_selected = number;
    if (m_source.remember)
        m_source.remember(kSelectedName, std::to_string(number));
    emit selectionChanged(number);
}

void StudyViewModel::hover(int number)
{
    m_nextHover = number;
    if (number != m_hovered)
        m_hoverTimer.start();
    else
        m_hoverTimer.stop();
}

void StudyViewModel::applyHover()
{
    if (m_nextHover == m_hovered)
        return;
    m_hovered = m_nextHover;
    emit hoverChanged(m_hovered);
}

int StudyViewModel::followed() const
{
    if (m_selected >= 0)
        return m_selected;
    return m_snapshot ? m_snapshot->best : -1;
}

int StudyViewModel::pinCount() const
{
    return static_cast<int>(
        std::count_if(m_pins.begin(), m_pins.end(), [](int number) { return number >= 0; }));
}

int StudyViewModel::pinOf(int number) const
{
    if (number < 0)
        return -1;
    const auto it = std::find(m_pins.begin(), m_pins.end(), number);
    return it == m_pins.end() ? -1 : static_cast<int>(it - m_pins.begin());
}

bool StudyViewModel::togglePin(int number)
{
    if (!trial(number))
        return false;
    const int pin = pinOf(number);
    const auto slot = pin >= 0 ? m_pins.begin() + pin : std::find(m_pins.begin(), m_pins.end(), -1);
    if (slot == m_pins.end()) {
        emit pinsFull();
        return false;
    }
    *slot = pin >= 0 ? -1 : number;
    rememberPins();
    emit pinsChanged();
    return true;
}

void StudyViewModel::setPins(const std::array<int, kMostPins>& pins)
{
    if (pins == m_pins)
        return;
    m_pins = pins;
    rememberPins();
    emit pinsChanged();
}

void StudyViewModel::rememberPins()
{
    if (!m_source.remember)
        return;
    std::string text;
    for (const int number : m_pins)
        text.append(std::to_string(number)).append(1, ' ');
    m_source.remember(kPinsName, text);
}

} // namespace tunescope::ui
