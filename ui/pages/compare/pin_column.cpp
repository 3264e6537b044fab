// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/pin_column.h"

#include "ui/pages/compare/pin_head.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kRoomForWords = 270; ///< Narrower columns show the numbers only.

} // namespace

PinColumn::PinColumn(StudyViewModel& study, QWidget* parent)
    : Card({}, CardHead::None, parent)
    , m_study(study)
    , m_head(new PinHead)
{
    removePadding();
    body()->setSpacing(0);
    body()->addWidget(m_head);
    buildPart(CurveQuantity::Metric);
    buildPart(CurveQuantity::Loss);
}

void PinColumn::buildPart(CurveQuantity quantity)
{
    Part& part = m_parts[static_cast<std::size_t>(quantity)];
    part.box = new QWidget;
    auto* layout = new QVBoxLayout(part.box);
    layout->setContentsMargins(4, 2, 4, 0);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    part.title = new QLabel;
    part.values = new QLabel;
    setTextStyle(part.title, TextStyle::Caption);
    setTone(part.title, ColorRole::Text2);
    setTextStyle(part.values, TextStyle::Axis);
    part.values->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    part.values->setMinimumWidth(1);
    row->addWidget(part.title);
    row->addWidget(part.values, 1);
    part.chart = new CurveChartView(2);
    part.chart->setTickRoom(40);
    part.chart->setMinimumHeight(90);
    layout->addLayout(row);
    layout->addWidget(part.chart, 1);
    body()->addWidget(part.box, 1);
    connect(part.chart, &CurveChartView::crosshairMoved, this, &PinColumn::crosshairMoved);
    connect(part.chart, &CurveChartView::epochsZoomed, this, &PinColumn::epochsZoomed);
}

void PinColumn::showTrial(const ComparedTrial& compared, const std::vector<ComparedTrial>& others,
                          Qt::CheckState linked)
{
    m_compared = compared;
    const TrialSnapshot* trial = m_study.trial(compared.trial);
    if (!trial)
        return;
    const std::vector<ComparedTrial> measured = linked == Qt::Checked ? others : std::vector{compared};
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    for (const CurveQuantity quantity : {CurveQuantity::Metric, CurveQuantity::Loss}) {
        const bool isShare = quantity == CurveQuantity::Metric && metric.isShare;
        chart(quantity).setFullRange(sharedEpochs(m_study, measured), sharedAxis(m_study, measured, quantity),
                                     isShare ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain);
        drawPart(quantity, *trial);
    }
    describe();
}

void PinColumn::drawPart(CurveQuantity quantity, const TrialSnapshot& trial)
{
    const Theme& theme = themeOf(this);
    const PinStyle& pin = theme.pin(m_compared.pin);
    const auto line = [&](CurvePart part, double width, const QList<qreal>& dash) {
        return CurveLine{m_compared.trial, curvePoints(trial, quantity, part), pin.color, width, dash};
    };
    // One trial a panel: the pin's own dash is not needed, so solid is validation and dashed training.
    const CurveLine validation = line(CurvePart::Validation, theme.lines.validation, {});
    std::vector<CurveMark> marks;
    for (const QPointF& point : validation.points) {
        if (static_cast<int>(point.x()) != trial.bestEpochSoFar || trial.bestEpochSoFar == 0 ||
            quantity == CurveQuantity::Loss)
            continue;
        const bool isBest = m_compared.trial == m_study.snapshot()->best;
        marks.push_back({isBest ? CurveMarkShape::Star : CurveMarkShape::Ring, point,
                         isBest ? theme.color(ColorRole::BestMark) : pin.color});
    }
    if (!validation.points.empty() && trial.state == TrialState::Pruned)
        marks.push_back({CurveMarkShape::Cross, validation.points.back(), theme.color(ColorRole::Pruned)});
    if (!validation.points.empty() && trial.state == TrialState::Running)
        marks.push_back({CurveMarkShape::Halo, validation.points.back(), pin.color});
    chart(quantity).setLines(
        {line(CurvePart::Training, theme.lines.train, theme.lines.trainDash), validation});
    chart(quantity).setMarks(std::move(marks));
}

void PinColumn::describe()
{
    const TrialSnapshot* trial = m_study.trial(m_compared.trial);
    if (!trial)
        return;
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    PinHead::Content content{m_compared.pin,
                             tr("Trial %1").arg(m_compared.trial),
                             trialSummary(*m_study.snapshot(), *trial),
                             scoreText(shownScore(*trial), metric),
                             {},
                             Qt::Unchecked};
    content.scoreNote = trial->state == TrialState::Complete ? tr("epoch %1").arg(trial->bestEpochSoFar)
                                                             : stateWord(*trial).toLower();
    content.best = m_compared.trial == m_study.snapshot()->best ? Qt::Checked : Qt::Unchecked;
    m_head->setContent(content);
    const int epoch = m_crosshair ? static_cast<int>(std::lround(*m_crosshair)) : trial->bestEpochSoFar;
    for (const CurveQuantity quantity : {CurveQuantity::Metric, CurveQuantity::Loss}) {
        Part& part = m_parts[static_cast<std::size_t>(quantity)];
        part.title->setText(quantity == CurveQuantity::Loss ? tr("Loss")
                            : metric.isShare                ? tr("%1, %").arg(metric.title)
                                                            : metric.title);
        QString values = valuesText(*trial, quantity, epoch, metric);
        const bool isNarrow = width() < kRoomForWords;
        if (isNarrow)
            values.remove(tr("val ")).replace(tr(" train "), QStringLiteral(" / "));
        else if (quantity == CurveQuantity::Metric)
            values = tr("epoch %1: %2").arg(std::min(epoch, trial->finishedEpochs())).arg(values);
        part.values->setText(values);
        part.values->setToolTip(isNarrow ? tr("validation / training") : QString());
    }
}

void PinColumn::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    describe();
}

void PinColumn::setShow(CompareShow show)
{
    m_parts[0].box->setVisible(show != CompareShow::Loss);
    m_parts[1].box->setVisible(show != CompareShow::Metric);
}

void PinColumn::setCrosshair(std::optional<double> epoch)
{
    m_crosshair = epoch;
    for (const Part& part : m_parts)
        part.chart->setCrosshair(epoch);
    describe();
}

QString PinColumn::readout(CurveQuantity quantity) const
{
    return m_parts[static_cast<std::size_t>(quantity)].values->text();
}

} // namespace tunescope::ui
