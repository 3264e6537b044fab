// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/learning_curve_model.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kRecent = 8;
constexpr int kRanked = 5;
/// Up to here there is room to look at training curves too (mockup 04); beyond it they would be noise (17).
constexpr int kFewTrials = 40;
/// A loss beyond this many times its start has diverged; the axis ends there.
constexpr double kLossCeiling = 3.0;
constexpr double kCurveLossFloor = 1e-4;

} // namespace

const std::vector<float>& curveColumn(const TrialSnapshot& trial, CurveQuantity quantity, CurvePart part)
{
    const TrialCurves& curves = trial.curves;
    if (quantity == CurveQuantity::Loss)
        return part == CurvePart::Training ? curves.trainLoss : curves.validationLoss;
    return part == CurvePart::Training ? curves.trainMetric : curves.validationMetric;
}

double curveValue(const TrialSnapshot& trial, CurveQuantity quantity, CurvePart part, int epoch)
{
    const std::vector<float>& column = curveColumn(trial, quantity, part);
    const auto index = static_cast<std::size_t>(epoch);
    return epoch >= 0 && index < column.size() ? double(column[index]) : kNoValue;
}

std::vector<QPointF> decimated(std::vector<QPointF> points, int columns)
{
    if (columns < 1 || points.size() <= 2 * static_cast<std::size_t>(columns))
        return points;
    std::vector<QPointF> kept{points.front()};
    const double left = points.front().x(), width = std::max(points.back().x() - left, 1e-12);
    const auto columnOf = [&](const QPointF& p) {
        return std::min(columns - 1, static_cast<int>((p.x() - left) / width * columns));
    };
    for (std::size_t first = 1; first + 1 < points.size();) {
        std::size_t last = first;
        while (last + 2 < points.size() && columnOf(points[last + 1]) == columnOf(points[first]))
            ++last;
        const auto [low, high] = std::minmax_element(
            points.begin() + std::ptrdiff_t(first), points.begin() + std::ptrdiff_t(last) + 1,
            [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
        kept.push_back(*std::min(low, high));
        if (low != high)
            kept.push_back(*std::max(low, high));
        first = last + 1;
    }
    kept.push_back(points.back());
    return kept;
}

LearningCurveModel::LearningCurveModel(StudyViewModel& study, PlaybackModel* playback, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_playback(playback)
{
    connect(&study, &StudyViewModel::studyReplaced, this, &LearningCurveModel::takeStudy);
    connect(&study, &StudyViewModel::snapshotChanged, this, &LearningCurveModel::takeChanges);
    connect(&study, &StudyViewModel::selectionChanged, this, &LearningCurveModel::choose);
    connect(&study, &StudyViewModel::hoverChanged, this, &LearningCurveModel::choose);
    connect(&study, &StudyViewModel::pinsChanged, this, &LearningCurveModel::choose);
    if (playback)
        connect(playback, &PlaybackModel::advanced, this, &LearningCurveModel::choose);
    takeStudy();
}

void LearningCurveModel::takeStudy()
{
    m_metric = metricStyleOf(m_study.snapshot().get());
    m_told.clear();
    m_listing.clear();
    m_seen[0] = m_seen[1] = {};
    m_longest = 1;
    if (const StudySnapshotPtr& snapshot = m_study.snapshot()) {
        for (std::size_t i = 0; i < snapshot->size(); ++i)
            takeTrial(snapshot->trial(i));
        std::stable_sort(m_told.begin(), m_told.end(), [&](int a, int b) {
            return m_study.trial(a)->endSeconds < m_study.trial(b)->endSeconds;
        });
    }
    emit replaced();
    choose();
}

bool LearningCurveModel::takeTrial(const TrialSnapshot& trial)
{
    const auto index = static_cast<std::size_t>(trial.number());
    if (m_listing.size() <= index)
        m_listing.resize(index + 1);
    m_listing[index] = trial.deleted ? Listing::Deleted : m_listing[index];
    if (trial.deleted || trial.state == TrialState::Queued)
        return false;
    m_longest = std::max({m_longest, trial.plannedEpochs, trial.finishedEpochs()});
    for (const CurveQuantity quantity : {CurveQuantity::Metric, CurveQuantity::Loss}) {
        Seen& seen = m_seen[static_cast<std::size_t>(quantity)];
        const std::vector<float>& column = curveColumn(trial, quantity, CurvePart::Validation);
        if (!column.empty() && std::isfinite(column.front()))
            seen.start = std::max(seen.start, double(column.front()));
        for (const float value : column) {
            if (std::isfinite(value)) {
                seen.low = std::min(seen.low, double(value));
                seen.high = std::max(seen.high, double(value));
            }
        }
    }
    if (!isTold(trial.state) || m_listing[index] == Listing::Told)
        return false;
    m_listing[index] = Listing::Told;
    m_told.push_back(trial.number());
    return true;
}

void LearningCurveModel::takeChanges(const std::vector<int>& changed)
{
    const AxisRange before[2] = {valueRange(CurveQuantity::Metric), valueRange(CurveQuantity::Loss)};
    const int longest = m_longest;
    bool anyTold = false;
    for (const int number : changed) {
        const TrialSnapshot& trial = *m_study.trial(number);
        if (trial.deleted !=
            isListedAs(number, Listing::Deleted)) { // Deleted or brought back: the ghosts change.
            takeStudy();
            return;
        }
        anyTold = takeTrial(trial) || anyTold;
    }
    if (before[0] != valueRange(CurveQuantity::Metric) || before[1] != valueRange(CurveQuantity::Loss) ||
        longest != m_longest)
        emit rangesChanged();
    if (anyTold)
        emit toldChanged();
    choose();
}

bool LearningCurveModel::isListedAs(int trial, Listing listing) const
{
    const auto index = static_cast<std::size_t>(trial);
    return index < m_listing.size() && m_listing[index] == listing;
}

AxisRange LearningCurveModel::valueRange(CurveQuantity quantity) const
{
    const Seen& seen = m_seen[static_cast<std::size_t>(quantity)];
    const bool isLoss = quantity == CurveQuantity::Loss || m_metric.isLoss;
    if (!isLoss && m_metric.isShare)
        return {0.0, 1.0};
    if (seen.low > seen.high)
        return isLoss ? AxisRange{0.05, 10.0} : AxisRange{0.0, 1.0};
    if (isLoss)
        return {std::max(seen.low * 0.8, kCurveLossFloor),
                std::max(std::min(seen.high, seen.start * kLossCeiling), seen.low * 2.0) * 1.1};
    if (m_metric.direction == Direction::Maximize)
        return {std::max(seen.low, -0.5), std::max(seen.high, 1.0)}; // R² far below 0 says no more than -0.5.
    const double high = seen.start > 0 ? std::min(seen.high, seen.start * 1.5) : seen.high;
    if (m_metric.isError() && seen.low > 0)
        return {seen.low * 0.8, std::max(high, seen.low * 2.0) * 1.1};
    return {std::max(0.0, seen.low - 0.1 * (high - seen.low)), high + 0.05 * (high - seen.low) + 1e-12};
}

void LearningCurveModel::setShow(CurveShow show)
{
    m_show = show;
    choose();
}

void LearningCurveModel::setSmoothing(double smoothing)
{
    m_smoothing = std::clamp(smoothing, 0.0, 0.9);
    choose();
}

bool LearningCurveModel::isHeldBack(int trial) const
{
    if (!m_playback)
        return false;
    const std::optional<int> epoch = m_playback->epochOf(trial);
    const TrialSnapshot* snapshot = m_study.trial(trial);
    return epoch && snapshot && *epoch < snapshot->finishedEpochs();
}

std::vector<QPointF> LearningCurveModel::points(const CurveChoice& choice, CurveQuantity quantity) const
{
    std::vector<QPointF> points;
    const TrialSnapshot* trial = m_study.trial(choice.trial);
    if (!trial)
        return points;
    const std::vector<float>& column = curveColumn(*trial, quantity, choice.part);
    const std::optional<int> limit = m_playback ? m_playback->epochOf(choice.trial) : std::nullopt;
    const std::size_t end =
        limit ? std::min(column.size(), static_cast<std::size_t>(*limit) + 1) : column.size();
    points.reserve(end);
    double average = kNoValue;
    for (std::size_t epoch = 0; epoch < end; ++epoch) {
        const double value = column[epoch];
        if (!std::isfinite(value))
            continue;
        average =
            std::isfinite(average) && epoch > 1 ? m_smoothing * average + (1.0 - m_smoothing) * value : value;
        points.emplace_back(double(epoch), average);
    }
    return points;
}

void LearningCurveModel::add(int trial, CurveRole role, int age)
{
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (!snapshot || snapshot->deleted || static_cast<int>(m_choices.size()) >= kMostCurves)
        return;
    const bool isThere = std::any_of(m_choices.begin(), m_choices.end(),
                                     [&](const CurveChoice& c) { return c.trial == trial; });
    if (!isThere)
        m_choices.push_back({trial, role, CurvePart::Validation, age});
}

void LearningCurveModel::addRecent()
{
    int age = 0;
    for (auto it = m_told.rbegin(); it != m_told.rend() && age < static_cast<int>(kRecent); ++it, ++age)
        add(*it, CurveRole::Recent, age);
}

void LearningCurveModel::addRanked()
{
    // Only the best few are wanted: a full ranking of thousands would be too slow 30 times a second.
    std::vector<int> best;
    const auto score = [&](int number) { return shownScore(*m_study.trial(number)); };
    for (const int number : m_told) {
        if (m_study.trial(number)->state != TrialState::Complete)
            continue;
        const auto at = std::find_if(best.begin(), best.end(), [&](int other) {
            return isBetter(score(number), score(other), m_metric.direction);
        });
        if (at == best.end() && best.size() >= static_cast<std::size_t>(kRanked))
            continue;
        best.insert(at, number);
        if (best.size() > static_cast<std::size_t>(kRanked))
            best.pop_back();
    }
    for (const int number : best)
        add(number, CurveRole::Ranked);
}

void LearningCurveModel::addTraining()
{
    if (static_cast<int>(m_told.size()) >= kFewTrials)
        return;
    const std::vector<CurveChoice> lines = m_choices;
    for (const CurveChoice& line : lines) {
        const bool wanted = line.role == CurveRole::Best || line.role == CurveRole::Selected ||
                            line.role == CurveRole::Running;
        if (wanted && static_cast<int>(m_choices.size()) < kMostCurves)
            m_choices.push_back({line.trial, line.role, CurvePart::Training, 0});
    }
}

void LearningCurveModel::choose()
{
    m_choices.clear();
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (snapshot) {
        add(m_study.hovered(), CurveRole::Hovered);
        add(m_study.selected(), CurveRole::Selected);
        const bool onlySelection = m_show == CurveShow::Selection;
        if (!onlySelection && m_show != CurveShow::Pinned)
            add(snapshot->best, CurveRole::Best);
        for (const int pin : m_study.pins())
            add(onlySelection ? -1 : pin, CurveRole::Pinned);
        if (m_playback && !onlySelection) {
            for (const int number : m_playback->watched())
                add(number, CurveRole::Running);
        }
        const std::size_t from =
            snapshot->size() > 64 ? snapshot->size() - 64 : 0; // Running ones are among the newest.
        for (std::size_t i = from; i < snapshot->size() && !onlySelection && m_show != CurveShow::Pinned;
             ++i) {
            if (snapshot->trial(i).state == TrialState::Running ||
                snapshot->trial(i).state == TrialState::Paused)
                add(static_cast<int>(i), CurveRole::Running);
        }
        if (m_show == CurveShow::TopAndRunning)
            addRanked();
        if (m_show == CurveShow::BestAndLast || m_show == CurveShow::All)
            addRecent();
        addTraining();
        std::stable_sort(m_choices.begin(), m_choices.end(), [](const CurveChoice& a, const CurveChoice& b) {
            return a.role != b.role ? a.role < b.role : a.age > b.age;
        });
    }
    emit choicesChanged();
}

} // namespace tunescope::ui
