// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_contour.h"

#include "ui/viewmodels/analysis_space.h"

#include <QPointF>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kPoints = 33;          ///< Of an axis of numbers.
constexpr double kTriedRadius = 0.1; ///< Of the axes: so far from every trial nothing is known.
constexpr int kRefitAfter = 5;

/// Index of the last value that is not above `x`, and the share of the way to the next.
std::pair<std::size_t, double> cellOf(const std::vector<double>& values, double x)
{
    if (values.size() < 2 || x <= values.front())
        return {0, 0.0};
    const auto above = std::upper_bound(values.begin(), values.end(), x);
    if (above == values.end())
        return {values.size() - 2, 1.0};
    const auto index = static_cast<std::size_t>(above - values.begin()) - 1;
    return {index, (x - values[index]) / (values[index + 1] - values[index])};
}

std::vector<double> positionsOn(const AnalysisAxis& axis, const std::vector<ParamValue>& values)
{
    std::vector<double> positions;
    for (const ParamValue& value : values)
        positions.push_back(axis.position(value));
    return positions;
}

std::vector<QPointF> trialsOn(const History& history, const ContourPlane& plane, const AnalysisAxis& x,
                              const AnalysisAxis& y)
{
    std::vector<QPointF> points;
    for (const TrialRecordPtr& trial : history.trials) {
        const ParamValue* first = trial->params.find(plane.first);
        const ParamValue* second = trial->params.find(plane.second);
        if (first && second)
            points.emplace_back(x.position(*first), y.position(*second));
    }
    return points;
}

void markTried(ContourPlane& plane, const std::vector<QPointF>& trials)
{
    plane.isTried.assign(plane.plane.outlooks.size(), 0);
    for (std::size_t c = 0; c < plane.columns.size(); ++c) {
        for (std::size_t r = 0; r < plane.rows.size(); ++r) {
            plane.isTried[c * plane.rows.size() + r] =
                std::any_of(trials.begin(), trials.end(), [&](QPointF at) {
                    const double dx = at.x() - plane.columns[c], dy = at.y() - plane.rows[r];
                    return dx * dx + dy * dy <= kTriedRadius * kTriedRadius;
                });
        }
    }
}

} // namespace

double ContourPlane::meanAt(double x, double y) const
{
    auto [c, along] = cellOf(columns, x);
    auto [r, up] = cellOf(rows, y);
    along = isChoiceX ? std::round(along) : along;
    up = isChoiceY ? std::round(up) : up;
    const std::size_t c2 = std::min(c + 1, columns.size() - 1), r2 = std::min(r + 1, rows.size() - 1);
    const double below = mean(c, r) + along * (mean(c2, r) - mean(c, r));
    const double above = mean(c, r2) + along * (mean(c2, r2) - mean(c, r2));
    return below + up * (above - below);
}

bool ContourPlane::isTriedAt(double x, double y) const
{
    const auto [c, along] = cellOf(columns, x);
    const auto [r, up] = cellOf(rows, y);
    const std::size_t column = std::min(c + (along > 0.5 ? 1 : 0), columns.size() - 1);
    const std::size_t row = std::min(r + (up > 0.5 ? 1 : 0), rows.size() - 1);
    return isTried[column * rows.size() + row] != 0;
}

std::optional<ContourPlane> AnalysisContour::planeOf(const StudySnapshot& snapshot, const std::string& first,
                                                     const std::string& second)
{
    if (snapshot.best < 0)
        return std::nullopt;
    const SearchSpace space = mergedSpace(snapshot);
    const ParamSpec* one = space.find(first);
    const ParamSpec* two = space.find(second);
    if (!one || !two)
        return std::nullopt;
    const History history = drawnHistory(space, snapshot);
    const int next = static_cast<int>(snapshot.size());
    const ProposalContext context{space, history, {},
                                  next,  next,    snapshot.config ? snapshot.config->seed : 0};
    const ParamSet at = paramsIn(space, snapshot, snapshot.trial(static_cast<std::size_t>(snapshot.best)));
    std::optional<GpPlane> model = gpPlane(context, at, first, second, kPoints);
    if (!model || model->outlooks.empty())
        return std::nullopt;
    ContourPlane plane;
    plane.first = first;
    plane.second = second;
    plane.plane = std::move(*model);
    const AnalysisAxis x = AnalysisAxis::ofSetting(one->distribution),
                       y = AnalysisAxis::ofSetting(two->distribution);
    plane.columns = positionsOn(x, plane.plane.first);
    plane.rows = positionsOn(y, plane.plane.second);
    plane.isChoiceX = x.isChoice();
    plane.isChoiceY = y.isChoice();
    plane.trials = static_cast<int>(history.trials.size());
    const auto [low, high] =
        std::minmax_element(plane.plane.outlooks.begin(), plane.plane.outlooks.end(),
                            [](const GpOutlook& a, const GpOutlook& b) { return a.mean < b.mean; });
    plane.low = low->mean;
    plane.high = high->mean;
    markTried(plane, trialsOn(history, plane, x, y));
    return plane;
}

AnalysisContour::AnalysisContour(AnalysisModel& model, QObject* parent) : QObject(parent), m_model(model)
{
    connect(&model, &AnalysisModel::tableChanged, this, &AnalysisContour::refresh);
    connect(&model, &AnalysisModel::watched, this, &AnalysisContour::refresh);
    connect(&model.study(), &StudyViewModel::studyReplaced, this, &AnalysisContour::replace);
    chooseDefaults();
}

/// The first two numbers that every trial has, otherwise the first two settings.
void AnalysisContour::chooseDefaults()
{
    const AnalysisTable& table = m_model.table();
    std::vector<std::string> names;
    for (const AnalysisDimension& dimension : table.dimensions()) {
        if (!dimension.isScore() && !dimension.axis.isChoice() && dimension.note.isEmpty())
            names.push_back(dimension.name);
    }
    for (const AnalysisDimension& dimension : table.dimensions()) {
        if (!dimension.isScore() && std::find(names.begin(), names.end(), dimension.name) == names.end())
            names.push_back(dimension.name);
    }
    const bool stillThere =
        table.dimensionOf(m_first) >= 0 && table.dimensionOf(m_second) >= 0 && !m_first.empty();
    if (stillThere)
        return;
    m_first = names.empty() ? std::string() : names[0];
    m_second = names.size() < 2 ? std::string() : names[1];
}

void AnalysisContour::replace()
{
    m_jobs.forgetAll();
    m_plane.reset();
    m_answer = Answer::None;
    m_fitted = 0;
    refresh();
}

void AnalysisContour::choose(const std::string& first, const std::string& second)
{
    if (first == second || (first == m_first && second == m_second))
        return;
    m_first = first;
    m_second = second;
    m_plane.reset();
    m_answer = Answer::None;
    m_jobs.forgetAll();
    m_fitted = 0;
    fit();
    emit changed();
}

void AnalysisContour::refresh()
{
    chooseDefaults();
    const int trials = m_model.table().shownCount();
    const int step = std::max(kRefitAfter, m_fitted / 20);
    const bool isDue = m_answer == Answer::None || trials - m_fitted >= step || trials < m_fitted;
    if (m_model.isWatched() && m_model.table().completeCount() >= kFewestForContour && !isFitting() && isDue)
        fit();
    emit changed();
}

void AnalysisContour::fit()
{
    const StudySnapshotPtr snapshot = m_model.study().snapshot();
    if (!snapshot || m_second.empty() || m_model.table().completeCount() < kFewestForContour)
        return;
    const int trials = m_model.table().shownCount();
    m_jobs.run(QStringLiteral("contour"),
               [=, this, first = m_first, second = m_second]() -> BackgroundJobs::Deliver {
                   return [=, this, plane = planeOf(*snapshot, first, second)] {
                       m_plane = plane;
                       m_answer = plane ? Answer::Plane : Answer::Impossible;
                       m_fitted = trials;
                       // The channel is free again only after this.
                       QMetaObject::invokeMethod(this, &AnalysisContour::refresh, Qt::QueuedConnection);
                   };
               });
}

int AnalysisContour::staleBy() const
{
    return m_plane ? std::max(0, m_model.table().shownCount() - m_fitted) : 0;
}

QString AnalysisContour::reason() const
{
    const int complete = m_model.table().completeCount();
    if (complete < kFewestForContour)
        return tr("%1 finished trials needed, %2 so far.").arg(kFewestForContour).arg(complete);
    if (m_second.empty())
        return tr("Only one setting was searched; a contour needs two.");
    if (m_answer == Answer::Impossible)
        return tr("The best trial does not have both settings, so there is nothing to draw.");
    return m_plane ? QString() : tr("Fitting…");
}

QString AnalysisContour::sentence() const
{
    if (const QString why = reason(); !why.isEmpty())
        return why;
    const bool isHighBetter = m_model.table().metric().direction == Direction::Maximize;
    const auto& outlooks = m_plane->plane.outlooks;
    const auto less = [](const GpOutlook& a, const GpOutlook& b) { return a.mean < b.mean; };
    const auto best = isHighBetter ? std::max_element(outlooks.begin(), outlooks.end(), less)
                                   : std::min_element(outlooks.begin(), outlooks.end(), less);
    const auto index = static_cast<std::size_t>(best - outlooks.begin());
    return tr("Expected %1 from %2 to %3; best near %4 %5 with %6 %7.")
        .arg(insideSentence(m_model.table().metric().title),
             scoreTextWithUnit(m_plane->low, m_model.table().metric()),
             scoreTextWithUnit(m_plane->high, m_model.table().metric()),
             insideSentence(settingTitle(m_first)),
             settingText(m_plane->plane.first[index / m_plane->rows.size()]),
             insideSentence(settingTitle(m_second)),
             settingText(m_plane->plane.second[index % m_plane->rows.size()]));
}

} // namespace tunescope::ui
