// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ghost_item.h"

#include "ui/widgets/chart_picture.h"

#include <QPainter>
#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kManyTrials = 200; ///< Beyond it a thread draws: 200 curves take about a millisecond.
constexpr std::chrono::milliseconds kInterval = 250ms;

using TrialPtrs = std::vector<std::shared_ptr<const TrialSnapshot>>;

} // namespace

GhostItem::GhostItem(LearningCurveModel& model, CurveQuantity quantity, const QWidget* themed,
                     QGraphicsItem* parent)
    : QGraphicsObject(parent)
    , m_model(model)
    , m_themed(themed)
{
    m_wanted.quantity = quantity;
    m_timer.setSingleShot(true);
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &GhostItem::refresh);
    connect(&model, &LearningCurveModel::replaced, this, &GhostItem::invalidate);
    connect(&model, &LearningCurveModel::toldChanged, this, [this] {
        if (!m_timer.isActive())
            m_timer.start();
    });
}

void GhostItem::setPlot(const CurvePlot& plot, qreal ratio)
{
    GhostRaster::Geometry wanted = m_wanted;
    wanted.size = (plot.area.size() * ratio).toSize();
    wanted.ratio = ratio;
    wanted.x = plot.x;
    wanted.y = plot.y;
    if (plot.area != m_area) {
        prepareGeometryChange();
        m_area = plot.area;
    }
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    invalidate();
}

void GhostItem::setStrength(double opacity)
{
    if (opacity == m_opacity)
        return;
    m_opacity = opacity;
    ++m_generation;
    refresh();
}

void GhostItem::invalidate()
{
    ++m_generation;
    m_raster.reset();
    refresh();
}

bool GhostItem::isUpToDate() const
{
    return !m_isBusy && m_drawn == m_generation && m_raster && m_raster->count() == m_model.told().size();
}

GhostRaster::Look GhostItem::look() const
{
    const Theme& theme = themeOf(m_themed);
    return {theme.color(ColorRole::Ghost), theme.color(ColorRole::Axis), theme.lines.ghost, m_opacity};
}

void GhostItem::refresh()
{
    if (m_isBusy || m_wanted.size.isEmpty() || isUpToDate())
        return;
    std::shared_ptr<GhostRaster> raster = std::exchange(m_raster, nullptr);
    const std::vector<int>& told = m_model.told();
    if (!raster || !(raster->geometry() == m_wanted) || raster->count() > told.size())
        raster = std::make_shared<GhostRaster>(m_wanted);
    TrialPtrs added;
    for (std::size_t i = raster->count(); i < told.size(); ++i)
        added.push_back(m_model.study().snapshot()->trialPtr(static_cast<std::size_t>(told[i])));
    const auto draw = [raster, added = std::move(added), look = look()] {
        for (const auto& trial : added)
            raster->add(trial);
        return raster->image(look);
    };
    const quint64 generation = m_generation;
    if (told.size() - raster->count() < kManyTrials) {
        take(raster, draw(), generation);
        return;
    }
    m_isBusy = true;
    QThreadPool::globalInstance()->start(
        [self = QPointer<GhostItem>(this), context = qApp, raster, draw, generation] {
            const QImage image = draw();
            QMetaObject::invokeMethod(
                context,
                [self, raster, image, generation] {
                    if (self) {
                        self->m_isBusy = false;
                        self->take(raster, image, generation);
                    }
                },
                Qt::QueuedConnection);
        });
}

void GhostItem::take(std::shared_ptr<GhostRaster> raster, const QImage& image, quint64 wanted)
{
    if (wanted != m_generation) { // Something else is wanted by now.
        refresh();
        return;
    }
    m_raster = std::move(raster);
    m_image = image;
    m_drawn = wanted;
    update();
    if (!isUpToDate() && !m_timer.isActive())
        m_timer.start();
}

void GhostItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    if (isPaintingPicture() && m_raster) {
        painter->save();
        painter->translate(m_area.topLeft());
        painter->setClipRect(QRectF(QPointF(), m_area.size()));
        const bool isPainted = m_raster->paintLines(*painter, look());
        painter->restore();
        if (isPainted)
            return;
    }
    if (!m_image.isNull())
        painter->drawImage(m_area.topLeft(), m_image);
}

} // namespace tunescope::ui
