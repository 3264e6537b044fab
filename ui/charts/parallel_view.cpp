// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/parallel_view.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/chart_picture.h"

#include <QAccessible>
#include <QEvent>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

constexpr double kNames = 30.0;       ///< Height of the axis names.
constexpr double kFoot = 34.0;        ///< Below the axes: trials that have no such setting.
constexpr double kUnused = 14.0;      ///< Of it, where their lines pass.
constexpr double kLineReach = 7.0;    ///< Pixels within which a line is meant.
constexpr double kSpread = 0.30;      ///< Of a choice's share: lines spread, so that none hides another.
constexpr std::size_t kAtOnce = 1500; ///< More lines are painted in the background.

/// Even over 0..1 for rising numbers.
double scattered(int trial)
{
    const double turns = trial * (std::numbers::phi - 1.0);
    return turns - std::floor(turns);
}

} // namespace

ParallelView::ParallelView(AnalysisModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    makeReadable(*this, ChartMenu::Own);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Parallel coordinates"));
    connect(&model, &AnalysisModel::tableChanged, this, &ParallelView::readAxes);
    connect(&model, &AnalysisModel::brushesChanged, this, &ParallelView::repaintLines);
    for (const auto signal : {&StudyViewModel::selectionChanged, &StudyViewModel::hoverChanged})
        connect(&model.study(), signal, this, qOverload<>(&QWidget::update));
    connect(&model.study(), &StudyViewModel::pinsChanged, this, qOverload<>(&QWidget::update));
    readAxes();
}

/// Axes keep their order and side by name; new ones come before the score.
void ParallelView::readAxes()
{
    const std::vector<AnalysisDimension>& dimensions = m_model.table().dimensions();
    const bool isNew =
        std::any_of(m_axes.begin(), m_axes.end(), [&](std::size_t d) { return d >= dimensions.size(); });
    if (isNew || m_axes.size() + m_hidden.size() != dimensions.size()) {
        m_axes.clear();
        std::erase_if(m_hidden,
                      [&](const std::string& name) { return m_model.table().dimensionOf(name) < 0; });
        m_flipped.clear();
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            if (!m_hidden.contains(dimensions[d].name))
                m_axes.push_back(d);
        }
        if (m_model.table().metric().direction == Direction::Minimize)
            m_flipped.insert(std::string()); // Best on top.
        m_keyAxis = m_axes.empty() ? 0 : m_axes.size() - 1;
    }
    m_picture.ticks.clear();
    repaintLines();
}

bool ParallelView::isFlipped(std::size_t place) const
{
    return m_flipped.contains(m_model.table().dimensions()[m_axes[place]].name);
}

void ParallelView::moveAxis(std::size_t from, std::size_t to)
{
    if (from >= m_axes.size() || to >= m_axes.size() || from == to)
        return;
    const std::size_t moved = m_axes[from];
    m_axes.erase(m_axes.begin() + std::ptrdiff_t(from));
    m_axes.insert(m_axes.begin() + std::ptrdiff_t(to), moved);
    m_keyAxis = to;
    m_picture.ticks.clear();
    repaintLines();
}

void ParallelView::flipAxis(std::size_t place)
{
    const std::string& name = m_model.table().dimensions()[m_axes[place]].name;
    if (m_flipped.erase(name) == 0)
        m_flipped.insert(name);
    repaintLines();
}

void ParallelView::hideAxis(std::size_t place)
{
    if (m_axes.size() <= 2)
        return;
    m_model.clearBrush(m_axes[place]);
    m_hidden.insert(m_model.table().dimensions()[m_axes[place]].name);
    m_axes.erase(m_axes.begin() + std::ptrdiff_t(place));
    m_keyAxis = std::min(m_keyAxis, m_axes.size() - 1);
    m_picture.ticks.clear();
    repaintLines();
}

void ParallelView::showAllAxes()
{
    m_hidden.clear();
    m_axes.clear();
    readAxes();
}

QRectF ParallelView::plotArea() const
{
    // The first axis has its values at the left, the last one at the right.
    return QRectF(rect()).adjusted(64, kNames + 8, -64, -kFoot);
}

double ParallelView::xOfAxis(std::size_t place) const
{
    const QRectF area = plotArea();
    return m_axes.size() < 2 ? area.center().x()
                             : area.left() + area.width() * double(place) / double(m_axes.size() - 1);
}

double ParallelView::yOf(std::size_t place, double position) const
{
    const QRectF area = plotArea();
    const double up = isFlipped(place) ? 1.0 - position : position;
    return area.bottom() - up * area.height();
}

double ParallelView::positionAt(std::size_t place, double y) const
{
    const QRectF area = plotArea();
    const double up = std::clamp((area.bottom() - y) / std::max(1.0, area.height()), 0.0, 1.0);
    return isFlipped(place) ? 1.0 - up : up;
}

QPointF ParallelView::namePlace(std::size_t place) const
{
    return {xOfAxis(place), kNames / 2};
}

double ParallelView::yOfTrial(std::size_t place, int trial) const
{
    const std::size_t dimension = m_axes[place];
    double position = double(m_model.table().position(static_cast<std::size_t>(trial), dimension));
    if (std::isnan(position))
        return plotArea().bottom() + kUnused;
    const AnalysisAxis& axis = m_model.table().dimensions()[dimension].axis;
    if (axis.isChoice())
        position += kSpread * (scattered(trial) - 0.5) / double(axis.choices().size());
    return yOf(place, std::clamp(position, 0.0, 1.0));
}

/// Trials outside the brushes faint and below; the others coloured by their rank.
ParallelLines ParallelView::lines() const
{
    const Theme& theme = themeOf(this);
    const std::vector<int>& order = m_model.worstFirst();
    ParallelLines lines;
    lines.size = size();
    lines.ratio = devicePixelRatioF();
    for (std::size_t place = 0; place < m_axes.size(); ++place)
        lines.x.push_back(xOfAxis(place));
    const auto opacityOf = [](double few, int count) {
        return std::clamp(few * std::sqrt(150.0 / std::max(1, count)), 0.06, few);
    };
    QColor ghost = theme.color(ColorRole::Ghost);
    ghost.setAlphaF(
        float(opacityOf(m_model.hasBrushes() ? theme.lines.brushedOpacity : theme.lines.ghostOpacity,
                        m_model.table().shownCount() - m_model.brushedCount())));
    const double strong = opacityOf(0.95, m_model.brushedCount());
    int drawn = 0;
    for (const bool brushed : {false, true}) {
        for (const int trial : order) {
            if (m_model.isBrushed(trial) != brushed)
                continue;
            for (std::size_t place = 0; place < m_axes.size(); ++place)
                lines.y.push_back(float(yOfTrial(place, trial)));
            QColor colour = ghost;
            if (brushed) {
                // Among the brushed ones; without brushes the good trials must stand out of all by
                // themselves.
                const double rank = double(++drawn) / std::max(1, m_model.brushedCount());
                colour = theme.scoreColor(0.3 + 0.6 * rank);
                colour.setAlphaF(float(
                    strong * (m_model.hasBrushes() ? 0.5 + 0.5 * rank : 0.14 + 0.86 * rank * rank * rank)));
            }
            lines.color.push_back(colour.rgba());
        }
    }
    lines.width = order.size() > 400 ? theme.lines.ghost : theme.lines.ranked;
    return lines;
}

void ParallelView::repaintLines()
{
    m_picture.isStale = true;
    describe();
    update();
}

QString ParallelView::sentence() const
{
    const int count = m_model.table().shownCount();
    QString text = tr("%n trial(s) on %1 axes.", nullptr, count).arg(m_axes.size());
    for (const std::size_t dimension : m_model.brushedDimensions())
        text += QLatin1Char(' ') + m_model.brushText(dimension) + QLatin1Char('.');
    if (m_model.hasBrushes())
        text += QLatin1Char(' ') + m_model.countText() + QLatin1Char('.');
    return text;
}

void ParallelView::describe()
{
    const QString text = sentence();
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void ParallelView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_picture.ticks.clear();
    m_picture.isStale = true;
}

void ParallelView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_picture.isStale = true;
        update();
    }
}

void ParallelView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_picture.isStale = true;
}

void ParallelView::paintEvent(QPaintEvent*)
{
    if (m_picture.isStale) {
        m_picture.isStale = false;
        ParallelLines wanted = lines();
        if (wanted.color.size() <= kAtOnce) {
            m_jobs.forgetAll();
            m_picture.lines = paintedLines(wanted);
        } else {
            m_jobs.run(QStringLiteral("lines"),
                       [this, wanted = std::move(wanted)]() -> BackgroundJobs::Deliver {
                           return [this, image = paintedLines(wanted)] {
                               m_picture.lines = image;
                               update();
                           };
                       });
        }
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isPaintingPicture())
        drawLines(painter, lines());
    else
        painter.drawImage(QPointF(0, 0), m_picture.lines);
    for (std::size_t place = 0; place < m_axes.size(); ++place) {
        paintAxis(painter, place);
        paintBracket(painter, place);
    }
    paintRaised(painter);
    for (std::size_t place = 0; place < m_axes.size(); ++place) {
        paintTicks(painter, place);
        paintBrush(painter, place);
    }
}

int ParallelView::trialAt(QPointF pixel) const
{
    if (m_axes.size() < 2 || pixel.y() < plotArea().top() - kLineReach)
        return -1;
    const double step = xOfAxis(1) - xOfAxis(0);
    const auto gap = static_cast<std::size_t>(
        std::clamp(std::floor((pixel.x() - xOfAxis(0)) / step), 0.0, double(m_axes.size() - 2)));
    const double t = std::clamp((pixel.x() - xOfAxis(gap)) / step, 0.0, 1.0);
    int found = -1;
    double least = kLineReach;
    for (const int trial : m_model.worstFirst()) {
        if (!m_model.isBrushed(trial))
            continue;
        const double y = easedBetween(yOfTrial(gap, trial), yOfTrial(gap + 1, trial), t);
        if (const double distance = std::abs(y - pixel.y()); distance <= least) {
            least = distance;
            found = trial; // The better one of two that are equally near.
        }
    }
    return found;
}

} // namespace tunescope::ui
