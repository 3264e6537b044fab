// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/learning_curve_chart.h"

#include "ui/charts/ghost_item.h"

#include <QChart>
#include <QShowEvent>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kReach = 12.0;          ///< Pixels within which a curve is met (ux.md section 7.2).
constexpr double kGhostZ = 2.0;          ///< Over the frame, under the lines.
constexpr double kShareCeiling = 0.9955; ///< End of the stretched axis.

/// Older ones of the last few are paler.
double recentOpacity(int age)
{
    return std::max(0.25, 0.85 - 0.09 * age);
}

double distanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0) : 0.0;
    const QPointF gap = p - (a + t * along);
    return std::hypot(gap.x(), gap.y());
}

} // namespace

LearningCurveChart::LearningCurveChart(LearningCurveModel& model, CurveQuantity quantity, QWidget* parent)
    : CurveChartView(kMostCurves, parent)
    , m_model(model)
    , m_quantity(quantity)
    , m_scale(quantity == CurveQuantity::Loss ? CurveScale::Log : CurveScale::Stretched)
    , m_ghosts(new GhostItem(model, quantity, this, chartItem()))
{
    m_ghosts->setZValue(kGhostZ);
    setAxisCaption(tr("epoch"));
    setAccessibleName(quantity == CurveQuantity::Loss ? tr("Validation loss by epoch")
                                                      : tr("Validation score by epoch"));
    connect(&model, &LearningCurveModel::choicesChanged, this, &LearningCurveChart::updateLines);
    connect(&model, &LearningCurveModel::rangesChanged, this, &LearningCurveChart::updateRange);
    connect(&model, &LearningCurveModel::replaced, this, &LearningCurveChart::takeStudy);
    connect(this, &CurveChartView::valuesBrushed, this,
            [this](AxisRange values) { emit filterRequested(filterOf(values)); });
    connect(this, &CurveChartView::plotChanged, this,
            [this] { m_ghosts->setPlot(plot(), devicePixelRatioF()); });
    takeStudy();
}

/// Another study may have another metric, and with it another usual axis.
void LearningCurveChart::takeStudy()
{
    if (m_quantity == CurveQuantity::Metric)
        m_scale = m_model.metric().isStretched ? CurveScale::Stretched
                  : m_model.metric().isError() ? CurveScale::Log
                                               : CurveScale::Linear;
    updateRange();
}

bool LearningCurveChart::isShare() const
{
    return m_quantity == CurveQuantity::Metric && m_model.metric().isShare;
}

void LearningCurveChart::setScale(CurveScale scale)
{
    m_scale = scale;
    updateRange();
    updateLines();
}

CurveAxis LearningCurveChart::fullAxis() const
{
    AxisRange range = m_model.valueRange(m_quantity);
    if (isShare())
        return m_scale == CurveScale::Stretched ? CurveAxis(m_scale, {0.0, kShareCeiling})
                                                : CurveAxis(CurveScale::Linear, range);
    const bool canBeLog = m_scale == CurveScale::Log && range.low > 0;
    if (m_quantity == CurveQuantity::Loss && !canBeLog)
        range.low = 0.0;
    return CurveAxis(canBeLog ? CurveScale::Log : CurveScale::Linear, range);
}

void LearningCurveChart::updateRange()
{
    setFullRange({0.0, double(m_model.longestTrial())}, fullAxis(),
                 isShare() ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain);
    m_ghosts->setPlot(plot(), devicePixelRatioF());
}

CurveLine LearningCurveChart::lineOf(const CurveChoice& choice) const
{
    const Theme& theme = themeOf(this);
    const ChartLines& widths = theme.lines;
    CurveLine line{choice.trial, m_model.points(choice, m_quantity), theme.color(ColorRole::Running),
                   widths.validation};
    switch (choice.role) {
    case CurveRole::Best:
        line.color = theme.color(ColorRole::BestMark), line.width = widths.best;
        break;
    case CurveRole::Selected:
        line.color = theme.color(ColorRole::Text), line.width = widths.validation;
        break;
    case CurveRole::Running:
        line.width = widths.validation;
        break;
    case CurveRole::Ranked:
        line.color = theme.color(ColorRole::Axis), line.width = widths.ranked;
        break;
    case CurveRole::Recent:
        line.color = blend(line.color, theme.color(ColorRole::Surface), recentOpacity(choice.age));
        line.width = widths.ghost;
        break;
    case CurveRole::Hovered:
        line.color = theme.color(ColorRole::Text2), line.width = widths.hover;
        break;
    case CurveRole::Pinned:
        break;
    }
    if (const int pin = m_model.study().pinOf(choice.trial); pin >= 0 && choice.role != CurveRole::Best) {
        line.color = theme.pin(pin).color;
        line.dash = theme.pin(pin).dash;
    }
    if (choice.role == CurveRole::Hovered && choice.trial == m_model.study().snapshot()->best)
        line.color = theme.color(ColorRole::BestMark);
    if (choice.part == CurvePart::Training) {
        line.width = widths.train;
        line.dash = widths.trainDash;
    }
    return line;
}

void LearningCurveChart::addMarks(const CurveChoice& choice, const CurveLine& line,
                                  std::vector<CurveMark>& marks) const
{
    const TrialSnapshot& trial = *m_model.study().trial(choice.trial);
    if (choice.part == CurvePart::Training || line.points.empty())
        return;
    const QPointF end = line.points.back();
    const bool heldBack = m_model.isHeldBack(choice.trial);
    if (heldBack || trial.state == TrialState::Running)
        marks.push_back({CurveMarkShape::Halo, end, line.color});
    else if (trial.state == TrialState::Pruned)
        marks.push_back({CurveMarkShape::Cross, end, themeOf(this).color(ColorRole::Pruned)});
    else if (trial.state == TrialState::Diverged)
        marks.push_back({CurveMarkShape::Triangle, end, themeOf(this).color(ColorRole::Danger)});
    else if (choice.role == CurveRole::Selected || trial.state == TrialState::Paused)
        marks.push_back({CurveMarkShape::Dot, end, line.color});
    if (choice.trial != m_model.study().snapshot()->best || heldBack)
        return;
    for (const QPointF& point : line.points) {
        if (static_cast<int>(point.x()) == trial.bestEpochSoFar && trial.bestEpochSoFar > 0)
            marks.push_back({CurveMarkShape::Star, point, themeOf(this).color(ColorRole::BestMark)});
    }
}

void LearningCurveChart::updateLines()
{
    if (!isVisible())
        return;
    std::vector<CurveLine> lines;
    std::vector<CurveMark> marks;
    for (const CurveChoice& choice : m_model.choices()) {
        lines.push_back(lineOf(choice));
        addMarks(choice, lines.back(), marks);
    }
    // The star and the selected end lie on top of the marks of others.
    std::stable_partition(marks.begin(), marks.end(),
                          [](const CurveMark& mark) { return mark.shape != CurveMarkShape::Star; });
    setLines(lines);
    setMarks(std::move(marks));
    const ChartLines& widths = themeOf(this).lines;
    const bool othersAreMeant = m_model.show() == CurveShow::Running || m_model.show() == CurveShow::Pinned ||
                                m_model.show() == CurveShow::Selection;
    m_ghosts->setStrength(othersAreMeant ? widths.brushedOpacity : widths.ghostOpacity);
}

void LearningCurveChart::showEvent(QShowEvent* event)
{
    CurveChartView::showEvent(event);
    updateRange();
    updateLines();
}

void LearningCurveChart::themeChanged()
{
    if (m_ghosts) {
        m_ghosts->invalidate();
        updateLines();
    }
}

int LearningCurveChart::trialNear(QPointF pixel) const
{
    const double epoch = plot().epochAt(pixel.x());
    int nearest = -1;
    double least = kReach;
    const auto look = [&](int number) {
        const TrialSnapshot* trial = m_model.study().trial(number);
        const std::vector<float>& column = curveColumn(*trial, m_quantity, CurvePart::Validation);
        if (column.size() < 2)
            return;
        const auto from = static_cast<std::size_t>(std::clamp(epoch, 0.0, double(column.size() - 2)));
        if (!std::isfinite(column[from]) || !std::isfinite(column[from + 1]))
            return;
        const double distance = distanceToSegment(pixel, plot().toPixel(double(from), double(column[from])),
                                                  plot().toPixel(double(from + 1), double(column[from + 1])));
        if (distance < least) {
            least = distance;
            nearest = number;
        }
    };
    // Lines on top first: a ghost behind one must be clearly nearer.
    for (auto it = m_model.choices().rbegin(); it != m_model.choices().rend(); ++it)
        look(it->trial);
    least -= nearest >= 0 ? 2.0 : 0.0;
    for (const int number : m_model.told())
        look(number);
    return nearest;
}

QString LearningCurveChart::readoutAt(int trial, int epoch) const
{
    const TrialSnapshot* snapshot = m_model.study().trial(trial);
    if (!snapshot)
        return {};
    const auto text = [&](CurvePart part) {
        const double value = curveValue(*snapshot, m_quantity, part, epoch);
        return m_quantity == CurveQuantity::Loss ? lossText(value) : scoreText(value, m_model.metric());
    };
    QString readout = tr("trial %1, epoch %2: val %3").arg(trial).arg(epoch).arg(text(CurvePart::Validation));
    if (std::isfinite(curveValue(*snapshot, m_quantity, CurvePart::Training, epoch)))
        readout += tr(" train %1").arg(text(CurvePart::Training));
    return readout;
}

/// "score >= 95.2% and score <= 98.1%", "loss >= 0.12 and loss <= 0.4".
QString LearningCurveChart::filterOf(AxisRange values) const
{
    const QString name = m_quantity == CurveQuantity::Loss ? QStringLiteral("loss") : QStringLiteral("score");
    const auto number = [this](double value) {
        return isShare() ? QString::number(100.0 * value, 'f', 1) + QLatin1Char('%')
                         : QString::number(value, 'g', 3);
    };
    return QStringLiteral("%1 >= %2 and %1 <= %3").arg(name, number(values.low), number(values.high));
}

void LearningCurveChart::pointerMoved(QPointF pixel)
{
    const int trial = trialNear(pixel);
    m_model.study().hover(trial);
    setCursor(trial >= 0 ? Qt::PointingHandCursor : Qt::CrossCursor);
    const int shown = trial >= 0 ? trial : m_model.study().followed();
    const TrialSnapshot* snapshot = m_model.study().trial(shown);
    const int epoch = static_cast<int>(std::round(plot().epochAt(pixel.x())));
    emit readoutChanged(snapshot ? readoutAt(shown, std::clamp(epoch, 0, snapshot->finishedEpochs()))
                                 : QString());
}

void LearningCurveChart::pointerLeft()
{
    m_model.study().hover(-1);
    emit readoutChanged({});
}

void LearningCurveChart::pointClicked(QPointF pixel, Qt::KeyboardModifiers)
{
    if (const int trial = trialNear(pixel); trial >= 0)
        m_model.study().select(trial);
}

bool LearningCurveChart::pointDoubleClicked(QPointF pixel)
{
    const int trial = trialNear(pixel);
    if (trial >= 0)
        emit focusRequested(trial);
    return trial >= 0;
}

QString LearningCurveChart::copyText() const
{
    QString text = QStringLiteral("trial\tepoch\ttraining\tvalidation\n");
    for (const CurveChoice& choice : m_model.choices()) {
        const TrialSnapshot& trial = *m_model.study().trial(choice.trial);
        for (int epoch = 0; epoch <= trial.finishedEpochs() && choice.part == CurvePart::Validation;
             ++epoch) {
            text += QStringLiteral("%1\t%2\t%3\t%4\n")
                        .arg(choice.trial)
                        .arg(epoch)
                        .arg(curveValue(trial, m_quantity, CurvePart::Training, epoch), 0, 'g', 9)
                        .arg(curveValue(trial, m_quantity, CurvePart::Validation, epoch), 0, 'g', 9);
        }
    }
    return text;
}

} // namespace tunescope::ui
