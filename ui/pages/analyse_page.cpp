// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse_page.h"

#include "ui/charts/history_chart.h"
#include "ui/charts/importance_bars.h"
#include "ui/charts/parallel_view.h"
#include "ui/charts/slice_chart.h"
#include "ui/pages/analyse/brush_bar.h"
#include "ui/pages/analyse/contour_card.h"
#include "ui/pages/analyse/sampler_panel.h"
#include "ui/pages/analyse/slices_panel.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/segmented_control.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStackedWidget>

namespace tunescope::ui {
namespace {

constexpr int kColumns = 13;        ///< Of the grid: the contour is a third wider than the other small cards.
constexpr int kWideOverview = 1100; ///< Page width from which the small cards stand in one row.

std::size_t indexOf(AnalyseTab tab)
{
    return static_cast<std::size_t>(tab);
}

} // namespace

AnalysePage::AnalysePage(StudyViewModel& study, QWidget* parent)
    : QWidget(parent)
    , m_model(study)
    , m_importance(m_model)
    , m_contour(m_model)
    , m_parallel(new ParallelView(m_model))
    , m_bars(new ImportanceBars(m_importance))
    , m_history(new HistoryChart(m_model))
    , m_time(new TimeScoreChart(m_model))
    , m_contourCard(new ContourCard(m_model, m_contour))
    , m_slices(new SlicesPanel(m_model))
    , m_sampler(new SamplerPanel(m_model))
    , m_stack(new QStackedWidget)
{
    setFocusPolicy(Qt::ClickFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    makeCards();
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeFilled());
    connect(&m_model, &AnalysisModel::tableChanged, this, &AnalysePage::refresh);
    connect(&m_importance, &AnalysisImportance::changed, this, [this] {
        static_cast<Card*>(m_parts.cards[indexOf(AnalyseTab::Importance)])->setNote(m_importance.note());
    });
    connect(m_bars, &ImportanceBars::settingChosen, this, &AnalysePage::showSlice);
    place();
    refresh();
}

QWidget* AnalysePage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("analysis"));
    empty->setMessage(tr("Nothing to analyse yet"),
                      tr("4 finished trials are needed before this page can say what mattered."));
    empty->setAction(tr("Go to Run"), QStringLiteral("live"));
    connect(empty, &EmptyState::actionTriggered, this, &AnalysePage::runWanted);
    return empty;
}

void AnalysePage::makeCards()
{
    const auto make = [this](AnalyseTab tab, const QString& title, QWidget* content) {
        auto* card = new Card(title);
        card->body()->addWidget(content, 1);
        m_parts.cards[indexOf(tab)] = card;
        return card;
    };
    Card* parallel = make(AnalyseTab::Parallel, tr("Parallel coordinates"), m_parallel);
    parallel->addTitleWidget(new BrushChips(m_model));
    auto* actions = new BrushActions(m_model);
    parallel->addHeadWidget(actions);
    connect(actions, &BrushActions::narrowWanted, this, [this] { emit narrowWanted(m_model.narrowed()); });
    m_parts.cards[indexOf(AnalyseTab::Slices)] = m_slices;
    m_parts.cards[indexOf(AnalyseTab::Strategy)] = m_sampler;
    m_parts.cards[indexOf(AnalyseTab::Contour)] = m_contourCard;
    make(AnalyseTab::Importance, tr("What mattered, %"), m_bars);
    make(AnalyseTab::History, tr("History"), m_history)->setNote(tr("line: best so far"));
    make(AnalyseTab::Time, tr("Time vs score"), m_time)->setNote(tr("dashes: best for its time"));
}

QWidget* AnalysePage::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(themeOf(this).metrics.pageHead);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(18);
    row->addWidget(textLabel(tr("Analyse"), TextStyle::Title));
    m_parts.tabs = new SegmentedControl({tr("Overview"), tr("Parallel"), tr("Slices"), tr("Contour"),
                                         tr("Importance"), tr("History"), tr("Time vs score"), tr("Strategy")});
    m_parts.tabs->setName(tr("View"));
    constexpr std::array kTabTopics{"term:trial",           "chart:ParallelView",   "chart:SliceChart",
                                    "chart:ContourView",    "chart:ImportanceBars", "chart:HistoryChart",
                                    "chart:TimeScoreChart", "term:strategy"};
    for (int tab = 0; tab < kAnalyseTabs; ++tab)
        setGlossaryTopic(*m_parts.tabs->segment(tab), QString::fromLatin1(kTabTopics[std::size_t(tab)]));
    connect(m_parts.tabs, &SegmentedControl::chosen, this,
            [this](int tab) { showTab(static_cast<AnalyseTab>(tab)); });
    row->addWidget(m_parts.tabs);
    row->addStretch(1);
    m_parts.count = textLabel({}, TextStyle::Body, ColorRole::Text2);
    row->addWidget(m_parts.count);
    return head;
}

QWidget* AnalysePage::makeBrushes()
{
    m_parts.brushes = new QWidget;
    auto* row = new QHBoxLayout(m_parts.brushes);
    row->setContentsMargins(0, 0, 0, 10);
    row->addWidget(new BrushChips(m_model));
    row->addStretch(1);
    auto* actions = new BrushActions(m_model);
    row->addWidget(actions);
    connect(actions, &BrushActions::narrowWanted, this, [this] { emit narrowWanted(m_model.narrowed()); });
    return m_parts.brushes;
}

QWidget* AnalysePage::makeFilled()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(20, 0, 20, 14);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeBrushes());
    auto* body = new QWidget;
    m_parts.grid = new QGridLayout(body);
    m_parts.grid->setContentsMargins(0, 0, 0, 0);
    m_parts.grid->setSpacing(14);
    for (int column = 0; column < kColumns; ++column)
        m_parts.grid->setColumnStretch(column, 1);
    for (QWidget* card : m_parts.cards) {
        if (card)
            card->setParent(body);
    }
    m_parts.area = static_cast<QScrollArea*>(scrolled(body));
    layout->addWidget(m_parts.area, 1);
    return page;
}

void AnalysePage::showTab(AnalyseTab tab)
{
    m_tab = tab;
    m_parts.tabs->setCurrent(static_cast<int>(tab));
    place();
}

void AnalysePage::showSlice(const QString& setting)
{
    showTab(AnalyseTab::Slices);
    if (SliceChart* chart = m_slices->chartOf(toStd(setting))) {
        chart->setFocus(Qt::OtherFocusReason);
        m_parts.area->ensureWidgetVisible(chart);
    }
}

/// The overview has all cards but the slices and the strategy's view; every other tab has its own one, over the whole page.
void AnalysePage::place()
{
    QGridLayout& grid = *m_parts.grid;
    const bool isOverview = m_tab == AnalyseTab::Overview;
    for (QWidget* card : m_parts.cards) {
        if (!card)
            continue;
        grid.removeWidget(card);
        const bool hasPlace = isOverview ? card != m_slices && card != m_sampler : card == m_parts.cards[indexOf(m_tab)];
        if (!hasPlace)
            card->hide();
    }
    m_parts.brushes->setVisible(!isOverview && m_tab != AnalyseTab::Parallel && m_tab != AnalyseTab::Strategy);
    for (int row = 0; row < 3; ++row)
        grid.setRowStretch(row, 0);
    const auto put = [&](AnalyseTab tab, int row, int column, int columns) {
        QWidget* card = m_parts.cards[indexOf(tab)];
        grid.addWidget(card, row, column, 1, columns);
        card->show();
    };
    if (!isOverview) {
        put(m_tab, 0, 0, kColumns);
        grid.setRowStretch(0, 1);
        return;
    }
    const bool isWide = width() >= kWideOverview;
    put(AnalyseTab::Parallel, 0, 0, kColumns);
    put(AnalyseTab::Importance, 1, 0, isWide ? 3 : 5);
    put(AnalyseTab::Contour, 1, isWide ? 3 : 5, isWide ? 4 : 8);
    put(AnalyseTab::History, isWide ? 1 : 2, isWide ? 7 : 0, isWide ? 3 : 6);
    put(AnalyseTab::Time, isWide ? 1 : 2, isWide ? 10 : 6, isWide ? 3 : 7);
    grid.setRowStretch(0, 10);
    grid.setRowStretch(1, 11);
    grid.setRowStretch(2, isWide ? 0 : 11);
}

void AnalysePage::refresh()
{
    const int trials = m_model.table().shownCount();
    m_stack->setCurrentIndex(trials > 0 ? 1 : 0);
    m_parts.count->setText(tr("%n trial(s)", nullptr, trials));
}

void AnalysePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() < kWideOverview) != (width() < kWideOverview))
        place();
}

void AnalysePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.setWatching(AnalysisModel::Watching::Yes);
}

void AnalysePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_model.setWatching(AnalysisModel::Watching::No);
}

/// Escape clears the brushes, then the selection (ux.md section 16).
void AnalysePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_model.hasBrushes())
        m_model.clearBrushes();
    else
        m_model.study().select(-1);
}

} // namespace tunescope::ui
