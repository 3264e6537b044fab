// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/overlay_panel.h"

#include "ui/pages/run/curve_legend.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr double kTickRoom = 44.0;
constexpr double kRightRoom = 30.0;    ///< For the letters at the line ends.
constexpr double kTrainOpacity = 0.45; ///< tokens.json: the same hue, paler.

} // namespace

OverlayPanel::OverlayPanel(StudyViewModel& study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_title(new QLabel)
    , m_differenceTitle(new QLabel)
    , m_against(new QComboBox)
    , m_chart(new CurveChartView(2 * kMostPins))
    , m_differences(new CurveChartView(kMostPins))
    , m_slider(new QSlider(Qt::Horizontal))
    , m_words(new QLabel)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(makeCurves(), 1);
    layout->addWidget(makeSlider());
    connect(m_slider, &QSlider::valueChanged, this, &OverlayPanel::setEpoch);
    connect(m_against, &QComboBox::activated, this, &OverlayPanel::drawDifferences);
    for (const auto& [from, to] : {std::pair(m_chart, m_differences), std::pair(m_differences, m_chart)})
        connect(from, &CurveChartView::epochsZoomed, to, &CurveChartView::showEpochs);
}

QWidget* OverlayPanel::makeCurves()
{
    auto* card = new Card({}, CardHead::None);
    card->body()->setContentsMargins(4, 8, 4, 4);
    card->body()->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(10, 0, 10, 0);
    auto* legend = new CurveLegend;
    legend->setEntries({{CurveLegend::Mark::Line, ColorRole::Text2, tr("validation")},
                        {CurveLegend::Mark::Dashed, ColorRole::Text2, tr("training")}});
    setTextStyle(m_title, TextStyle::Card);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(legend);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(10, 4, 10, 0);
    setTextStyle(m_differenceTitle, TextStyle::Card);
    m_against->setAccessibleName(tr("Difference against"));
    below->addWidget(m_differenceTitle);
    below->addStretch(1);
    below->addWidget(m_against);
    for (CurveChartView* chart : {m_chart, m_differences}) {
        chart->setTickRoom(kTickRoom);
        chart->setRightRoom(kRightRoom);
    }
    m_chart->setMinimumHeight(150);
    m_differences->setMinimumHeight(96);
    m_differences->setAxisCaption(tr("epoch"));
    card->body()->addLayout(head);
    card->body()->addWidget(m_chart, 5);
    card->body()->addLayout(below);
    card->body()->addWidget(m_differences, 2);
    return card;
}

QWidget* OverlayPanel::makeSlider()
{
    auto* card = new Card({}, CardHead::None);
    // The ends of the groove stand under the ends of the axis: half a handle further out.
    card->body()->setContentsMargins(static_cast<int>(kTickRoom) - 4, 8, static_cast<int>(kRightRoom) - 4, 8);
    card->body()->setSpacing(4);
    m_slider->setAccessibleName(tr("Epoch for all pins"));
    auto* row = new QHBoxLayout;
    setTextStyle(m_words, TextStyle::Caption);
    setTone(m_words, ColorRole::Text2);
    QPushButton* best = makeButton(tr("Each at its best"), ButtonKind::Link);
    row->addWidget(m_words, 1);
    row->addWidget(best);
    card->body()->addWidget(m_slider);
    card->body()->addLayout(row);
    connect(best, &QPushButton::clicked, this, [this] {
        m_epoch.reset();
        redraw();
        emit eachAtItsBest();
    });
    return card;
}

void OverlayPanel::setEpoch(int epoch)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(epoch);
    m_epoch = epoch;
    redraw();
    emit epochChanged(epoch);
}

/// Where a trial is marked and answers from.
int OverlayPanel::epochOf(const TrialSnapshot& trial) const
{
    return m_epoch ? std::min(*m_epoch, trial.finishedEpochs()) : trial.bestEpochSoFar;
}

void OverlayPanel::redraw()
{
    drawCurves();
    drawDifferences();
    describe();
}

const TrialSnapshot* OverlayPanel::reference() const
{
    const int index = std::max(0, m_against->currentIndex());
    return index < static_cast<int>(m_trials.size())
               ? m_study.trial(m_trials[static_cast<std::size_t>(index)].trial)
               : nullptr;
}

void OverlayPanel::showTrials(const std::vector<ComparedTrial>& trials, CurveQuantity quantity)
{
    const bool isOther = trials != m_trials;
    m_trials = trials;
    m_quantity = quantity;
    if (trials.empty() || !m_study.snapshot())
        return;
    if (isOther) {
        m_against->clear();
        for (const ComparedTrial& compared : trials)
            m_against->addItem(tr("Against %1").arg(QChar(u'A' + compared.pin)));
    }
    const AxisRange epochs = sharedEpochs(m_study, trials);
    const QSignalBlocker blocker(m_slider);
    const bool wasUnset = m_slider->maximum() <= 1 || m_slider->value() == 0;
    m_slider->setRange(1, static_cast<int>(epochs.high));
    if (const TrialSnapshot* first = m_study.trial(trials.front().trial); first && wasUnset)
        m_slider->setValue(std::max(1, first->bestEpochSoFar));
    redraw();
}

void OverlayPanel::drawCurves()
{
    const Theme& theme = themeOf(this);
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const bool isShare = m_quantity == CurveQuantity::Metric && metric.isShare;
    m_title->setText(m_quantity == CurveQuantity::Loss ? tr("Loss")
                     : isShare                         ? tr("%1, %").arg(metric.title)
                                                       : metric.title);
    m_chart->setFullRange(sharedEpochs(m_study, m_trials), sharedAxis(m_study, m_trials, m_quantity),
                          isShare ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain);
    std::vector<CurveLine> lines;
    std::vector<CurveMark> marks;
    for (const ComparedTrial& compared : m_trials) {
        const TrialSnapshot* trial = m_study.trial(compared.trial);
        if (!trial)
            continue;
        const PinStyle& pin = theme.pin(compared.pin);
        const QColor pale = blend(pin.color, theme.color(ColorRole::Surface), kTrainOpacity);
        lines.push_back({compared.trial, curvePoints(*trial, m_quantity, CurvePart::Training), pale,
                         theme.lines.train, theme.lines.trainDash});
        lines.push_back({compared.trial, curvePoints(*trial, m_quantity, CurvePart::Validation), pin.color,
                         theme.lines.validation, pin.dash});
        const std::vector<QPointF>& points = lines.back().points;
        if (points.empty())
            continue;
        for (const QPointF& point : points) {
            if (static_cast<int>(point.x()) == epochOf(*trial))
                marks.push_back({CurveMarkShape::Dot, point, pin.color});
            const bool isBest =
                compared.trial == m_study.snapshot()->best && m_quantity == CurveQuantity::Metric;
            if (isBest && static_cast<int>(point.x()) == trial->bestEpochSoFar)
                marks.push_back({CurveMarkShape::Star, point, theme.color(ColorRole::BestMark)});
        }
        marks.push_back({CurveMarkShape::Badge, points.back(), pin.color, pin.letter});
    }
    m_chart->setLines(lines);
    m_chart->setMarks(std::move(marks));
    m_chart->setCrosshair(m_epoch ? std::optional(double(*m_epoch)) : std::nullopt);
}

void OverlayPanel::drawDifferences()
{
    const TrialSnapshot* against = reference();
    if (!against)
        return;
    const Theme& theme = themeOf(this);
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const bool isShare = m_quantity == CurveQuantity::Metric && metric.isShare;
    const QChar letter(u'A' + m_trials[static_cast<std::size_t>(std::max(0, m_against->currentIndex()))].pin);
    m_differenceTitle->setText(isShare ? tr("Difference to %1, points").arg(letter)
                                       : tr("Difference to %1").arg(letter));
    std::vector<CurveLine> lines;
    std::vector<CurveMark> marks;
    double least = 0.0, most = 0.0;
    for (const ComparedTrial& compared : m_trials) {
        const TrialSnapshot* trial = m_study.trial(compared.trial);
        if (!trial)
            continue;
        const PinStyle& pin = theme.pin(compared.pin);
        lines.push_back({compared.trial, differencePoints(*trial, *against, m_quantity), pin.color,
                         theme.lines.validation, pin.dash});
        for (const QPointF& point : lines.back().points) {
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
        if (!lines.back().points.empty())
            marks.push_back({CurveMarkShape::Badge, lines.back().points.back(), pin.color, pin.letter});
    }
    frameDifferences({least, most}, *against, isShare ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain);
    m_differences->setLines(lines);
    m_differences->setMarks(std::move(marks));
    m_differences->setCrosshair(m_epoch ? std::optional(double(*m_epoch)) : std::nullopt);
}

/// Range of the difference chart and the band inside which a difference of shares says nothing.
void OverlayPanel::frameDifferences(AxisRange seen, const TrialSnapshot& against, CurveAxis::Unit unit)
{
    const bool isShare = unit == CurveAxis::Unit::Percent;
    const auto& facts = m_study.snapshot()->facts;
    const double band = isShare ? luckBand(shownScore(against), facts ? facts->validationRows : 0) : 0.0;
    const double room = std::max({0.1 * (seen.high - seen.low), band * 0.3, 1e-6});
    if (isShare) // The first epochs differ by tens of points; what matters is what comes after them.
        seen = {std::max(seen.low, -0.15), std::min(seen.high, 0.15)};
    const AxisRange range{std::min(seen.low, -band) - room, std::max(seen.high, band) + room};
    m_differences->setFullRange(sharedEpochs(m_study, m_trials), CurveAxis(CurveScale::Linear, range), unit);
    m_differences->setBand(band > 0 ? std::optional(AxisRange{-band, band}) : std::nullopt);
    const QString words = tr("Inside the grey band it could be luck: ± %1 points on %2 rows");
    m_differences->setToolTip(band > 0 ? words.arg(100 * band, 0, 'f', 1).arg(facts->validationRows)
                                       : QString());
}

void OverlayPanel::describe()
{
    QStringList stopped;
    for (const ComparedTrial& compared : m_trials) {
        const TrialSnapshot* trial = m_study.trial(compared.trial);
        if (trial && isTold(trial->state) && trial->finishedEpochs() < m_slider->maximum())
            stopped << tr("%1 stops at %2").arg(QChar(u'A' + compared.pin)).arg(trial->finishedEpochs());
    }
    m_words->setText(
        (m_epoch ? tr("Epoch %1 for all pins").arg(*m_epoch) : tr("Each pin at its best epoch")) +
        (stopped.isEmpty() ? QString() : QStringLiteral(" · ") + stopped.join(QStringLiteral(", "))));
}

} // namespace tunescope::ui
