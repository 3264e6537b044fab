// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/trial_table_view.h"

#include "ui/pages/run/trial_table_delegate.h"
#include "ui/pages/run/trial_table_header.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tunescope::ui {
namespace {

constexpr std::chrono::milliseconds kPointing{3000}; ///< How long a resting pointer still points at its row.

/// Of the state column: its icon and the longest word of the language.
int stateWidth()
{
    constexpr int kIconAndPadding = 38;
    int widest = 100 - kIconAndPadding;
    const Theme& theme = applicationTheme();
    const QFontMetrics metrics(theme.font(TextStyle::Table));
    for (const TrialState state :
         {TrialState::Running, TrialState::Complete, TrialState::Pruned, TrialState::Diverged}) {
        TrialSnapshot trial;
        trial.state = state;
        widest =
            std::max(widest, static_cast<int>(metrics.horizontalAdvance(stateWord(trial)) / theme.textScale));
    }
    return std::min(widest + kIconAndPadding, 160);
}

/// Of the number column: digits of the largest number, groups of three apart.
int numberWidth(int digits)
{
    constexpr int kThreeDigits = 46;
    constexpr int kDigit = 8;
    return digits <= 3 ? kThreeDigits : kThreeDigits + kDigit * (digits - 3) + kDigit;
}

/// Width in pixels at which a column reads well; `digits` are those of the largest trial number.
int wantedWidth(const TrialColumn& column, int digits)
{
    switch (column.kind) {
    case TrialColumnKind::Mark:
        return 34;
    case TrialColumnKind::Number:
        return numberWidth(digits);
    case TrialColumnKind::State:
        return stateWidth();
    case TrialColumnKind::Score:
        return 98;
    case TrialColumnKind::Gap:
        return 54;
    case TrialColumnKind::Epoch:
        return 86;
    case TrialColumnKind::Layers:
        return 74;
    case TrialColumnKind::Time:
        return 66;
    case TrialColumnKind::Note:
        return 160;
    case TrialColumnKind::Origin:
        return 100;
    case TrialColumnKind::Seed:
        return 150;
    case TrialColumnKind::Param:
        return column.isNumber ? 66 : 86;
    default:
        return 84;
    }
}

} // namespace

TrialTableView::TrialTableView(TrialTableModel& model, StudyViewModel& study, TrialActions actions,
                               QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_study(study)
    , m_actions(std::move(actions))
    , m_delegate(new TrialTableDelegate(model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Trials"));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setUpHeader();
    connect(&model, &TrialTableModel::columnsReplaced, this, &TrialTableView::showColumns);
    connect(&model, &TrialTableModel::aboutToRefreshRows, this, &TrialTableView::rememberAnchor);
    connect(&model, &TrialTableModel::rowsRefreshed, this, &TrialTableView::keepAnchor);
    connect(&model, &TrialTableModel::rowsRefreshed, this, &TrialTableView::widenNumbers);
    connect(&study, &StudyViewModel::selectionChanged, this, &TrialTableView::takeSelection);
    connect(&study, &StudyViewModel::hoverChanged, this, [this](int trial) {
        m_delegate->setHovered(trial);
        viewport()->update();
    });
    // Scrolled by hand: the place is the student's from then on.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_isHeld = false; });
    showColumns();
}

void TrialTableView::setUpHeader()
{
    auto* header = new TrialTableHeader(this);
    setHorizontalHeader(header);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setMinimumSectionSize(24);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](QPoint at) {
        QMenu menu(this);
        fillColumnMenu(menu);
        addGlossaryAction(menu, *this, glossaryTopicAt(header->viewport()->mapToGlobal(at)));
        menu.exec(header->mapToGlobal(at));
    });
    setGlossaryTopic(*this, QStringLiteral("chart:TrialTable"));
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sortIndicatorChanged, &m_model, &TrialTableModel::sort);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int, int) {
        m_widthsAreByHand = m_widthsAreByHand || QApplication::mouseButtons().testFlag(Qt::LeftButton);
    });
}

void TrialTableView::setTableWidth(TableWidth width)
{
    if (width == m_width)
        return;
    m_width = width;
    showColumns();
}

void TrialTableView::showColumns()
{
    const Theme& theme = themeOf(this);
    verticalHeader()->setDefaultSectionSize(theme.scaled(theme.metrics.rowTable));
    const auto& columns = m_model.columns();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const TrialColumn& column = columns[static_cast<std::size_t>(i)];
        const bool fits = column.place == ColumnPlace::Always ||
                          (column.place == ColumnPlace::Wide && m_width == TableWidth::Wide);
        setColumnHidden(i, !m_chosen.value(column.title, fits));
    }
    const QSignalBlocker blocker(horizontalHeader()); // The model sorts by score already.
    const bool bestIsLargest = metricStyleOf(m_study.snapshot().get()).direction == Direction::Maximize;
    horizontalHeader()->setSortIndicator(3, bestIsLargest ? Qt::DescendingOrder : Qt::AscendingOrder);
    fitColumns();
}

/// Every shown column gets its width and a share of what is left over.
void TrialTableView::fitColumns()
{
    if (m_widthsAreByHand)
        return;
    const Theme& theme = themeOf(this);
    const auto& columns = m_model.columns();
    int total = 0;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i)
        total += isColumnHidden(i) ? 0 : theme.scaled(wantedWidth(columns[static_cast<std::size_t>(i)], m_numberDigits));
    // A little tighter than wanted still reads; beyond that the table scrolls sideways.
    const double stretch = total > 0 ? std::max(0.86, double(viewport()->width() - 1) / total) : 1.0;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const TrialColumn& column = columns[static_cast<std::size_t>(i)];
        const double factor = column.kind == TrialColumnKind::Mark ? 1.0 : stretch;
        horizontalHeader()->resizeSection(i, static_cast<int>(theme.scaled(wantedWidth(column, m_numberDigits)) * factor));
    }
}

/// The numbers of a long study need more room than those of its first trials.
void TrialTableView::widenNumbers()
{
    const StudySnapshotPtr snapshot = m_study.snapshot();
    const int digits = snapshot ? static_cast<int>(std::to_string(snapshot->size()).size()) : 0;
    if (digits == m_numberDigits)
        return;
    m_numberDigits = digits;
    fitColumns();
}

void TrialTableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TrialTableView::fillColumnMenu(QMenu& menu)
{
    const auto& columns = m_model.columns();
    for (int i = 1; i < static_cast<int>(columns.size()); ++i) {
        const QString title = columns[static_cast<std::size_t>(i)].title;
        QAction* action = menu.addAction(title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i, title](bool shown) {
            m_chosen[title] = shown;
            setColumnHidden(i, !shown);
            fitColumns();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Usual columns")), &QAction::triggered, this, [this] {
        m_chosen.clear();
        m_widthsAreByHand = false;
        showColumns();
    });
}

void TrialTableView::rememberAnchor()
{
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    // A pointer that was left lying on the table points at nothing.
    const bool isHovered = underMouse() && viewport()->rect().contains(pointer) && m_sinceMove.isValid() &&
                           !m_sinceMove.hasExpired(kPointing.count());
    if (!isHovered && m_isHeld) {
        verticalScrollBar()->setValue(0);
        m_isHeld = false;
    }
    if (!isHovered && verticalScrollBar()->value() == 0) {
        m_anchor.trial = -1; // At the top the newest best may come in on top.
        return;
    }
    const int row = rowAt(isHovered ? pointer.y() : 0);
    m_anchor = {m_model.trialAt(row), row >= 0 ? rowViewportPosition(row) : 0};
}

void TrialTableView::keepAnchor()
{
    const int row = m_model.rowOf(std::exchange(m_anchor.trial, -1));
    if (row < 0)
        return;
    executeDelayedItemsLayout();
    const bool wasAtTop = verticalScrollBar()->value() == 0;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rowViewportPosition(row) - m_anchor.y);
    m_isHeld = (m_isHeld || wasAtTop) && verticalScrollBar()->value() > 0;
}

void TrialTableView::takeSelection(int trial)
{
    const QList<int> now = selectedTrials();
    if (m_isTakingSelection || (trial >= 0 && now.contains(trial)))
        return;
    m_isTakingSelection = true;
    const int row = m_model.rowOf(trial);
    if (row < 0) {
        clearSelection();
    } else {
        selectRow(row);
        scrollTo(m_model.index(row, 1));
    }
    m_isTakingSelection = false;
}

void TrialTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_isTakingSelection)
        return;
    m_isTakingSelection = true;
    const QModelIndex current = currentIndex();
    const QList<int> trials = selectedTrials();
    const int trial = trials.isEmpty()                                 ? -1
                      : selectionModel()->isRowSelected(current.row()) ? m_model.trialAt(current.row())
                                                                       : trials.front();
    m_study.select(trial);
    m_isTakingSelection = false;
}

QList<int> TrialTableView::selectedTrials() const
{
    QList<int> trials;
    if (!selectionModel())
        return trials;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        trials << m_model.trialAt(index.row());
    return trials;
}

void TrialTableView::scrollToTrial(int trial)
{
    if (const int row = m_model.rowOf(trial); row >= 0)
        scrollTo(m_model.index(row, 1), PositionAtCenter);
}

void TrialTableView::copyRows() const
{
    QList<int> rows, columns;
    for (const int trial : selectedTrials())
        rows << m_model.rowOf(trial);
    if (rows.isEmpty()) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows << row;
    }
    std::sort(rows.begin(), rows.end());
    for (int i = 1; i < m_model.columnCount(); ++i) {
        if (!isColumnHidden(i))
            columns << i;
    }
    QApplication::clipboard()->setText(m_model.tabSeparated(rows, columns));
}

void TrialTableView::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    m_sinceMove.start();
    m_study.hover(m_model.trialAt(rowAt(event->position().toPoint().y())));
}

void TrialTableView::leaveEvent(QEvent* event)
{
    QTableView::leaveEvent(event);
    m_study.hover(-1);
}

} // namespace tunescope::ui
