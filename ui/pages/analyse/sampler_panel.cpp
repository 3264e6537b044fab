// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse/sampler_panel.h"

#include "ui/charts/insight_plot.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/curve_legend.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace tunescope::ui {
namespace {

/// Hidden on purpose; a card that was never placed yet is hidden, too, but has a place to get.
bool isLeftOut(const QWidget& card)
{
    return card.isHidden() && card.testAttribute(Qt::WA_WState_ExplicitShowHide);
}

constexpr int kWidePanel = 1100;
constexpr int kPanelColumns = 12; ///< Of the grid.
constexpr int kMostSettings = 8;

QComboBox* axisBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

Card* cardOf(const QString& title, QWidget* content)
{
    auto* card = new Card(title);
    card->body()->addWidget(content, 1);
    return card;
}

} // namespace

SamplerPanel::SamplerPanel(AnalysisModel& model, QWidget* parent)
    : QWidget(parent)
    , m_view(model)
    , m_outlook(new OutlookChart(m_view))
    , m_plane(new GainPlane(m_view))
    , m_densities(new DensityChart(m_view))
    , m_generation(new GenerationChart(m_view))
    , m_rungs(new RungChart(m_view))
    , m_first(axisBox(tr("Along this setting")))
    , m_second(axisBox(tr("and up this one")))
    , m_previous(makeIconButton(QStringLiteral("left"), tr("The proposal before")))
    , m_next(makeIconButton(QStringLiteral("right"), tr("The next proposal")))
{
    m_parts.outlook = cardOf(tr("Expected score"), m_outlook);
    m_parts.outlook->addTitleWidget(m_first);
    auto* legend = new CurveLegend;
    legend->setEntries({{CurveLegend::Mark::Line, ColorRole::Accent, tr("expected")},
                        {CurveLegend::Mark::Square, ColorRole::AccentSoft, tr("likely")}});
    m_parts.outlook->addHeadWidget(legend);
    m_parts.plane = cardOf(tr("Worth trying"), m_plane);
    m_parts.plane->addTitleWidget(m_second);
    m_parts.why = makeWhy();
    m_parts.densities = cardOf(tr("Good against the rest"), m_densities);
    auto* lines = new CurveLegend;
    lines->setEntries({{CurveLegend::Mark::Line, ColorRole::Accent, tr("good")},
                       {CurveLegend::Mark::Dashed, ColorRole::Text2, tr("others")}});
    m_parts.densities->addHeadWidget(lines);
    m_parts.generation = cardOf(tr("Generation and parents"), m_generation);
    m_parts.rungs = cardOf(tr("Rungs"), m_rungs);
    m_parts.rungs->setNote(tr("filled: went on"));
    m_parts.grid = new QGridLayout(this);
    m_parts.grid->setContentsMargins(0, 0, 0, 0);
    m_parts.grid->setSpacing(14);
    for (int column = 0; column < kPanelColumns; ++column)
        m_parts.grid->setColumnStretch(column, 1);
    connect(&m_view, &SamplerView::changed, this, &SamplerPanel::refresh);
    for (QComboBox* box : {m_first, m_second}) {
        connect(box, &QComboBox::activated, this, [this] {
            m_view.choose(toStd(m_first->currentData().toString()),
                          toStd(m_second->currentData().toString()));
        });
    }
    connect(m_previous, &QToolButton::clicked, this, [this] { m_view.step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_view.step(1); });
    connect(m_parts.newest, &QPushButton::clicked, this, [this] { m_view.showTrial(std::nullopt); });
    place();
    refresh();
}

Card* SamplerPanel::makeWhy()
{
    auto* card = new Card(tr("Why this trial?"));
    m_parts.newest = makeButton(tr("Newest"), ButtonKind::Link);
    card->addHeadWidget(m_parts.newest);
    card->addHeadWidget(m_previous);
    m_parts.trial = textLabel({}, TextStyle::Number);
    card->addHeadWidget(m_parts.trial);
    card->addHeadWidget(m_next);
    m_parts.words = wrappedLabel({}, TextStyle::Body);
    m_parts.words->setObjectName(QStringLiteral("whyWords"));
    auto* settings = new QWidget;
    m_parts.settings = new QGridLayout(settings);
    m_parts.settings->setContentsMargins(0, 6, 0, 6);
    m_parts.settings->setVerticalSpacing(5);
    m_parts.outcome = wrappedLabel({}, TextStyle::Card);
    m_parts.outcome->setObjectName(QStringLiteral("whyOutcome"));
    card->body()->addWidget(m_parts.words);
    card->body()->addWidget(settings);
    card->body()->addWidget(m_parts.outcome);
    card->body()->addStretch(1);
    return card;
}

void SamplerPanel::refresh()
{
    const int trial = m_view.trial();
    m_parts.trial->setText(trial < 0 ? QString() : QString::number(trial));
    m_parts.newest->setVisible(trial != m_view.latest());
    m_next->setEnabled(trial != m_view.latest());
    m_previous->setEnabled(trial > 0);
    m_parts.words->setText(m_view.why());
    m_parts.outcome->setText(m_view.outcome());
    setTone(m_parts.outcome, m_view.surprise() == SamplerView::Surprise::Lower    ? ColorRole::Warn
                             : m_view.surprise() == SamplerView::Surprise::Higher ? ColorRole::Ok
                                                                                  : ColorRole::Text2);
    const ProposalInsight* insight = m_view.insight();
    if (!insight)
        return;
    // What a strategy does not have is said once, beside the proposal.
    const bool isSilent = !insight->reason.isEmpty();
    m_parts.outlook->setVisible(!isSilent);
    m_parts.plane->setVisible(!isSilent);
    m_parts.densities->setVisible(!isSilent || insight->densities);
    m_parts.generation->setVisible(!isSilent || !insight->children.empty());
    place();
    const QString other = tr("the same trials, its way");
    m_parts.outlook->setNote(insight->method == "gp" || !insight->model ? QString() : other);
    m_parts.densities->setNote(insight->method == "tpe" || !insight->densities ? QString() : other);
    refreshBoxes();
    refreshSettings();
}

void SamplerPanel::refreshBoxes()
{
    const ProposalInsight& insight = *m_view.insight();
    for (QComboBox* box : {m_first, m_second}) {
        const QSignalBlocker quiet(box);
        box->clear();
        for (const std::string& name : insight.names) {
            if (box == m_first || name != insight.first)
                box->addItem(settingTitle(name), toQt(name));
        }
        box->setCurrentIndex(box->findData(toQt(box == m_first ? insight.first : insight.second)));
        box->setEnabled(!insight.names.empty());
    }
}

void SamplerPanel::refreshSettings()
{
    clearLayout(m_parts.settings);
    const ProposalInsight& insight = *m_view.insight();
    int row = 0;
    for (const std::string& name : insight.names) {
        if (row == kMostSettings) {
            m_parts.settings->addWidget(
                textLabel(tr("and %n more", nullptr, static_cast<int>(insight.names.size()) - row),
                          TextStyle::Caption, ColorRole::Text3),
                row, 0);
            break;
        }
        m_parts.settings->addWidget(elidedLabel(settingTitle(name), TextStyle::Table, ColorRole::Text2), row,
                                    0);
        m_parts.settings->addWidget(textLabel(settingText(*insight.params.find(name)), TextStyle::Number),
                                    row, 1, Qt::AlignRight);
        ++row;
    }
}

/// Two rows as drawn in the design; three where there is no room for four cards beside each other.
void SamplerPanel::place()
{
    const bool isWide = width() >= kWidePanel;
    QGridLayout& grid = *m_parts.grid;
    const auto put = [&](Card* card, int row, int column, int columns) {
        grid.removeWidget(card);
        grid.addWidget(card, row, column, 1, columns);
    };
    const bool hasOutlook = !isLeftOut(*m_parts.outlook);
    put(m_parts.outlook, 0, 0, 8);
    put(m_parts.why, 0, hasOutlook ? 8 : 0, hasOutlook ? 4 : kPanelColumns);
    std::vector<Card*> below;
    for (Card* card : {m_parts.plane, m_parts.densities, m_parts.generation, m_parts.rungs}) {
        if (!isLeftOut(*card))
            below.push_back(card);
    }
    const int count = static_cast<int>(below.size());
    const int beside = std::clamp(count, 1, isWide ? 4 : 2);
    const int columns = kPanelColumns / beside;
    for (int i = 0; i < count; ++i)
        put(below[static_cast<std::size_t>(i)], 1 + i / beside, columns * (i % beside), columns);
    grid.setRowStretch(0, 14);
    grid.setRowStretch(1, 10);
    grid.setRowStretch(2, count > beside ? 10 : 0);
}

QString SamplerPanel::whyText() const
{
    return m_parts.words->text();
}

void SamplerPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_view.setActive(SamplerView::Active::Yes);
}

void SamplerPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_view.setActive(SamplerView::Active::No);
}

void SamplerPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() < kWidePanel) != (width() < kWidePanel))
        place();
}

} // namespace tunescope::ui
