// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_page.h"

#include "ui/pages/search/result_dots.h"
#include "ui/pages/search/search_head.h"
#include "ui/pages/search/number_box.h"
#include "ui/pages/search/rate_test_dialog.h"
#include "ui/pages/search/preset_menu.h"
#include "ui/pages/search/preset_note.h"
#include "ui/pages/search/search_notice.h"
#include "ui/pages/search/search_row_widget.h"
#include "ui/pages/search/search_summary.h"
#include "ui/pages/search/search_table.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kDrawDelayMs = 80;
constexpr int kResultIntervalMs = 500;
constexpr int kMostDraws = 200;
constexpr std::size_t kMostMarks = 80; ///< More would be a bar code.
constexpr int kWidePage = 1116;        ///< 1200 px of window without the rail.

} // namespace

SearchPage::SearchPage(ProjectController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(controller)
    , m_advice(controller)
    , m_presets(controller, m_advice)
    , m_stack(new QStackedLayout)
    , m_head(new SearchHead(controller, m_model))
    , m_notice(new SearchNotice(controller, m_model))
    , m_presetNote(new PresetNote(m_presets))
    , m_table(new SearchTable(m_model))
    , m_summary(new SearchSummary)
    , m_footer(new SearchFooter)
{
    auto* left = new QVBoxLayout;
    left->setContentsMargins(20, 14, 20, 14);
    left->setSpacing(12);
    left->addWidget(m_head);
    left->addWidget(m_notice);
    left->addWidget(m_presetNote);
    left->addWidget(m_table, 1);
    auto* top = new QHBoxLayout;
    top->setSpacing(0);
    top->addLayout(left, 1);
    top->addWidget(m_summary);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top, 1);
    column->addWidget(m_footer);
    auto* empty = new EmptyState(QStringLiteral("data"));
    empty->setMessage(tr("No data yet"), tr("What can be searched follows from the data."));
    empty->setAction(tr("Choose a dataset"), QStringLiteral("data"));
    connect(empty, &EmptyState::actionTriggered, this, &SearchPage::dataPageWanted);
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    m_stack->setSizeConstraint(QLayout::SetNoConstraint); // See minimumSizeHint().
    setLayout(m_stack);
    m_drawTimer.setSingleShot(true);
    m_drawTimer.setInterval(kDrawDelayMs);
    connect(&m_drawTimer, &QTimer::timeout, this, &SearchPage::refreshDraws);
    m_resultTimer.setSingleShot(true);
    m_resultTimer.setInterval(kResultIntervalMs);
    connect(&m_resultTimer, &QTimer::timeout, this, &SearchPage::refreshResults);
    connectController();
    refresh();
}

void SearchPage::connectController()
{
    connect(&m_controller, &ProjectController::draftChanged, this, &SearchPage::refresh);
    connect(&m_controller, &ProjectController::projectChanged, this, &SearchPage::refresh);
    connect(&m_controller, &ProjectController::estimateChanged, this, &SearchPage::refreshFigures);
    connect(&m_controller, &ProjectController::workersChanged, this, &SearchPage::refreshFigures);
    connect(&m_controller, &ProjectController::draftFaultChanged, m_notice, &SearchNotice::refresh);
    connect(&m_controller, &ProjectController::saveStateChanged, m_notice, &SearchNotice::refresh);
    connect(&m_advice, &SearchAdvice::changed, this, &SearchPage::refreshAdvice);
    connect(m_table, &SearchTable::rateTestWanted, this, &SearchPage::openRateTest);
    connect(&m_head->rateTestButton(), &QPushButton::clicked, this, &SearchPage::openRateTest);
    auto* menu = new QMenu(this);
    m_head->presetsButton().setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillPresetMenu(*menu, m_presets, this); });
    connect(&m_head->narrowButton(), &QPushButton::clicked, this, [this] {
        if (const auto fault = m_advice.narrowToBestQuarter())
            emit m_controller.messagePosted({.kind = Message::Kind::Warning, .headline = *fault});
    });
    StudyViewModel& study = m_controller.study();
    connect(&study, &StudyViewModel::snapshotChanged, this, [this] {
        if (isVisible() && !m_resultTimer.isActive())
            m_resultTimer.start();
    });
    connect(&study, &StudyViewModel::studyReplaced, this, &SearchPage::refreshResults);
    const auto highlight = [this](int /*number*/) {
        StudyViewModel& view = m_controller.study();
        m_table->setHighlighted(view.hovered() >= 0 ? view.hovered() : view.selected());
    };
    connect(&study, &StudyViewModel::hoverChanged, this, highlight);
    connect(&study, &StudyViewModel::selectionChanged, this, highlight);
    connect(m_table, &SearchTable::dotHovered, this,
            [this](qint64 trial) { m_controller.study().hover(static_cast<int>(trial)); });
    connect(m_table, &SearchTable::dotClicked, this,
            [this](qint64 trial) { m_controller.study().select(static_cast<int>(trial)); });
}

void SearchPage::refresh()
{
    const bool ready = !m_controller.draft().data.source.empty();
    m_stack->setCurrentIndex(ready ? 0 : 1);
    if (!ready)
        return;
    m_head->refresh();
    m_table->setGridShown(m_controller.draft().stage.sampler.name == "grid" ? Qt::Checked : Qt::Unchecked);
    refreshFigures();
    refreshAdvice();
    m_drawTimer.start();
}

void SearchPage::refreshAdvice()
{
    m_table->setAdvice(m_advice);
    m_head->setWhyNotNarrow(m_advice.whyNotNarrow());
    const SearchRow* rate = m_model.row("learning_rate");
    m_head->rateTestButton().setEnabled(rate && rate->active);
}

/// Beside the table, not over it: the valley can be dragged into its row.
void SearchPage::openRateTest()
{
    if (auto* open = findChild<RateTestDialog*>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto* dialog = new RateTestDialog(m_controller, m_model, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(dialog->width(), std::clamp(height() - 270, 320, 420)); // The first row stays in view.
    dialog->move(mapToGlobal(QPoint((width() - dialog->width()) / 2, height() - dialog->height() - 20)));
    dialog->show();
}

void SearchPage::refreshFigures()
{
    const SearchFigures figures = searchFigures(m_controller);
    m_summary->show(figures);
    m_footer->show(figures);
    m_notice->refresh();
}

void SearchPage::refreshResults()
{
    if (!isVisible())
        return; // showEvent() catches up.
    m_table->setResults(ResultDots(m_controller.study().snapshot()));
    m_advice.refresh();
    m_head->setWhyNotNarrow(m_advice.whyNotNarrow());
    m_head->refresh();
    m_notice->refresh();
}

void SearchPage::refreshDraws()
{
    const StudyConfig draft = m_controller.draft();
    const StudySnapshotPtr& snapshot = m_controller.study().snapshot();
    const bool sameStudy = snapshot && m_controller.draftChange() != ProjectController::DraftChange::Study;
    const int first = sameStudy ? static_cast<int>(snapshot->size()) : 0;
    const int count = std::clamp(draft.stage.budget.trials.value_or(kMostDraws), 1, kMostDraws);
    m_controller.inBackground<std::vector<ParamSet>>(
        "searchDraws", [draft, first, count] { return StudyService::nextDraws(draft, first, count); },
        [page = QPointer<SearchPage>(this)](const std::vector<ParamSet>& draws) {
            if (page)
                page->showDraws(draws);
        });
}

void SearchPage::showDraws(const std::vector<ParamSet>& draws)
{
    const bool grid = m_controller.draft().stage.sampler.name == "grid";
    const auto marked = std::min<std::size_t>(draws.size(), kMostMarks);
    m_table->setDraws(
        grid ? std::vector<ParamSet>()
             : std::vector<ParamSet>(draws.begin(), draws.begin() + static_cast<std::ptrdiff_t>(marked)));
    m_summary->showTried(m_controller, draws);
}

std::optional<SearchPage::FieldFault> SearchPage::checkFields()
{
    QWidget* focus = focusWidget();
    const auto* box = qobject_cast<QComboBox*>(focus); // Has the focus in place of its field.
    QLineEdit* typed = box ? box->lineEdit() : qobject_cast<QLineEdit*>(focus);
    if (typed && isAncestorOf(typed) && typed->isModified())
        emit typed->editingFinished();
    if (NumberBox* faulty = m_head->faultyBox())
        return FieldFault{faulty, tr("%1: %2").arg(faulty->accessibleName(), faulty->error())};
    for (SearchRowWidget* row : m_table->rows()) {
        QWidget* field = row->faultyField();
        if (!field)
            continue;
        m_table->reveal(field);
        return FieldFault{field, tr("%1: %2").arg(row->accessibleName(), row->fault())};
    }
    return std::nullopt;
}

void SearchPage::showRow(const std::string& name)
{
    SearchRowWidget* row = m_table->row(name);
    if (!row)
        return;
    m_table->reveal(row);
    for (QWidget* part : row->focusOrder()) {
        if (part && part->isVisible() && part->isEnabled()) {
            part->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void SearchPage::applyWidth()
{
    const SearchDensity density = width() >= kWidePage ? SearchDensity::Wide : SearchDensity::Compact;
    m_head->setDensity(density);
    m_table->setDensity(density);
    m_summary->setVisible(density == SearchDensity::Wide);
    m_footer->setVisible(density == SearchDensity::Compact);
}

QSize SearchPage::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.scaled(860), theme.scaled(440)};
}

void SearchPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    applyWidth();
}

void SearchPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_advice.setActive(SearchAdvice::Active::Yes);
    refreshResults();
    m_drawTimer.start();
}

void SearchPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_advice.setActive(SearchAdvice::Active::No);
}

} // namespace tunescope::ui
