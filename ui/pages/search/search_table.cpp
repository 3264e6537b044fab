// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_table.h"

#include "ui/pages/search/row_menu.h"
#include "ui/pages/search/search_row_widget.h"
#include "ui/pages/search/search_table_head.h"
#include "ui/viewmodels/param_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLayoutItem>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kMostNamed = 8; ///< Settings in the line "Not searched".

/// "initialiser Auto", "gradient clipping 0".
QString fixedWords(const SearchRow& row)
{
    return QStringLiteral("%1 %2").arg(insideSentence(row.title), valueTitle(row.value));
}

} // namespace

SearchTable::SearchTable(SearchSpaceModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_head(new SearchTableHead)
    , m_scroll(new QScrollArea)
    , m_add(makeButton(tr("Add hyperparameter"), ButtonKind::Link, QStringLiteral("plus")))
    , m_notSearched(new ElidedLabel)
    , m_dropLine(new QWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    auto* rows = new QWidget;
    rows->setObjectName(QStringLiteral("searchRows"));
    auto* column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_rowLayout = new QVBoxLayout;
    m_rowLayout->setSpacing(0);
    column->addLayout(m_rowLayout);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(36, 6, 12, 6);
    foot->setSpacing(18);
    foot->addWidget(m_add);
    foot->addWidget(m_notSearched, 1);
    column->addLayout(foot);
    column->addStretch(1);
    m_scroll->setWidget(rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    rows->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    m_notSearched->setElideMode(Qt::ElideRight);
    setTextStyle(m_notSearched, TextStyle::Caption);
    setTone(m_notSearched, ColorRole::Text3);
    m_dropLine->setParent(rows);
    m_dropLine->setAutoFillBackground(true);
    m_dropLine->hide();
    connect(m_add, &QPushButton::clicked, this, &SearchTable::showAddMenu);
    connect(&m_model, &SearchSpaceModel::rowsReset, this, &SearchTable::rebuild);
    connect(&m_model, &SearchSpaceModel::rowsChanged, this, &SearchTable::refresh);
    rebuild();
}

void SearchTable::rebuild()
{
    // Rows that stay keep their widget, and with it the focus.
    std::vector<SearchRowWidget*> old = std::exchange(m_rows, {});
    while (QLayoutItem* item = m_rowLayout->takeAt(0))
        delete item;
    for (const SearchRow* row : m_model.shownRows()) {
        const auto kept = std::find_if(old.begin(), old.end(), [&](SearchRowWidget* widget) {
            return widget && widget->name() == row->name;
        });
        SearchRowWidget* widget = kept != old.end() ? std::exchange(*kept, nullptr) : nullptr;
        if (!widget) {
            widget = new SearchRowWidget(m_model, *row);
            connectRow(widget);
            widget->setResults(m_results);
        }
        m_rowLayout->addWidget(widget);
        m_rows.push_back(widget);
    }
    for (SearchRowWidget* widget : old) {
        if (widget) {
            widget->hide();
            widget->deleteLater(); // It may be the sender of the edit that removed it.
        }
    }
    QWidget* before = nullptr;
    for (SearchRowWidget* row : m_rows) {
        for (QWidget* widget : row->focusOrder()) {
            if (before)
                setTabOrder(before, widget);
            before = widget;
        }
    }
    if (before)
        setTabOrder(before, m_add);
    refresh();
}

void SearchTable::refresh()
{
    for (SearchRowWidget* row : m_rows) {
        row->refresh(m_density);
        row->setGridValues(m_grid == Qt::Checked ? SearchRowWidget::GridValues::Shown
                                                 : SearchRowWidget::GridValues::Hidden);
        if (m_advice)
            row->setAdvice(*m_advice);
    }
    refreshFoot();
}

void SearchTable::refreshFoot()
{
    QStringList words;
    const std::vector<const SearchRow*> hidden = m_model.hiddenRows();
    for (const SearchRow* row : hidden) {
        if (row->active && !row->isChild() && words.size() < kMostNamed)
            words << fixedWords(*row);
    }
    m_notSearched->setText(words.isEmpty() ? QString()
                                           : tr("Not searched: %1").arg(words.join(QStringLiteral(" · "))));
    m_add->setEnabled(!hidden.empty());
    m_add->setToolTip(hidden.empty() ? tr("Every setting is in the table.") : QString());
}

void SearchTable::connectRow(SearchRowWidget* row)
{
    connect(row, &SearchRowWidget::menuRequested, this,
            [this, row](const QPoint& global) { showRowMenu(row, global); });
    connect(row, &SearchRowWidget::moreRequested, this, [this, row](const QPoint& global) {
        if (const SearchRow* shown = m_model.row(row->name()))
            makeMoreMenu(m_model, *shown, row)->popup(global);
    });
    connect(row, &SearchRowWidget::gripDragged, this,
            [this, row](const QPoint& global) { dragRow(row, global); });
    connect(row, &SearchRowWidget::gripReleased, this,
            [this, row](const QPoint& global) { dropRow(row, global); });
    connect(row, &SearchRowWidget::dotHovered, this, &SearchTable::dotHovered);
    connect(row, &SearchRowWidget::dotClicked, this, &SearchTable::dotClicked);
}

void SearchTable::showRowMenu(SearchRowWidget* row, const QPoint& global)
{
    const SearchRow* shown = m_model.row(row->name());
    if (!shown)
        return;
    QMenu* menu = makeRowMenu(m_model, *shown, m_results.bestValueOf(row->name()), row);
    if (row->name() == "learning_rate") {
        auto* test = new QAction(tr("Find a good range by a test…"), menu);
        test->setObjectName(QStringLiteral("rateTestAction"));
        connect(test, &QAction::triggered, this, &SearchTable::rateTestWanted);
        menu->insertAction(menu->actions().value(0), test);
    }
    menu->popup(global);
}

void SearchTable::showAddMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const SearchRow* row : m_model.hiddenRows()) {
        QAction* action = menu->addAction(QStringLiteral("%1\t%2").arg(row->title, row->meaning));
        action->setEnabled(row->active);
        if (!row->active)
            action->setText(QStringLiteral("%1\t%2").arg(row->title, conditionText(*row)));
        connect(action, &QAction::triggered, this, [this, name = row->name] { m_model.addRow(name); });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 2)));
}

const SearchRowWidget* SearchTable::dropTarget(const QPoint& global, DropSide* side) const
{
    const int y = m_scroll->widget()->mapFromGlobal(global).y();
    const SearchRowWidget* target = nullptr;
    for (const SearchRowWidget* row : m_rows) {
        const SearchRow* shown = m_model.row(row->name());
        if (!shown || shown->isChild())
            continue;
        if (target && y < row->y() + row->height() / 2)
            break;
        target = row;
    }
    if (target)
        *side = y < target->y() + target->height() / 2 ? DropSide::Above : DropSide::Below;
    return target;
}

void SearchTable::dragRow(const SearchRowWidget* /*row*/, const QPoint& global)
{
    DropSide side = DropSide::Below;
    const SearchRowWidget* target = dropTarget(global, &side);
    if (!target)
        return;
    m_scroll->ensureVisible(0, m_scroll->widget()->mapFromGlobal(global).y(), 0, 40);
    int y = side == DropSide::Above ? target->y() : target->y() + target->height();
    if (side == DropSide::Below) { // Children go with their parent.
        const auto at = std::find(m_rows.begin(), m_rows.end(), target);
        for (auto next = at + 1; next != m_rows.end(); ++next) {
            const SearchRow* shown = m_model.row((*next)->name());
            if (!shown || !shown->isChild())
                break;
            y = (*next)->y() + (*next)->height();
        }
    }
    QPalette palette = m_dropLine->palette();
    palette.setColor(QPalette::Window, themeOf(this).color(ColorRole::Accent));
    m_dropLine->setPalette(palette);
    m_dropLine->setGeometry(0, std::max(0, y - 1), m_scroll->widget()->width(), 2);
    m_dropLine->show();
    m_dropLine->raise();
}

void SearchTable::dropRow(const SearchRowWidget* row, const QPoint& global)
{
    m_dropLine->hide();
    DropSide side = DropSide::Below;
    const SearchRowWidget* target = dropTarget(global, &side);
    if (target && target != row)
        m_model.moveRow(row->name(), target->name(), side);
}

void SearchTable::setDensity(SearchDensity density)
{
    if (density == m_density)
        return;
    m_density = density;
    m_head->setDensity(density);
    refresh();
}

void SearchTable::setResults(const ResultDots& results)
{
    m_results = results;
    for (SearchRowWidget* row : m_rows)
        row->setResults(m_results);
}

void SearchTable::setDraws(const std::vector<ParamSet>& draws)
{
    m_draws = draws;
    for (SearchRowWidget* row : m_rows)
        row->setDraws(m_draws);
}

void SearchTable::setGridShown(Qt::CheckState shown)
{
    if (shown == m_grid)
        return;
    m_grid = shown;
    m_head->setGridShown(shown);
    refresh();
}

void SearchTable::setAdvice(const SearchAdvice& advice)
{
    m_advice = &advice;
    for (SearchRowWidget* row : m_rows)
        row->setAdvice(advice);
}

void SearchTable::setHighlighted(qint64 trial)
{
    for (SearchRowWidget* row : m_rows)
        row->setHighlighted(trial);
}

void SearchTable::reveal(QWidget* field)
{
    m_scroll->ensureWidgetVisible(field, 0, 40);
}

SearchRowWidget* SearchTable::row(const std::string& name) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const SearchRowWidget* row) { return row->name() == name; });
    return found == m_rows.end() ? nullptr : *found;
}

void SearchTable::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    m_head->setRightMargin(m_scroll->verticalScrollBar()->isVisible() ? m_scroll->verticalScrollBar()->width()
                                                                      : 0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Border));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radiusCard,
                            theme.metrics.radiusCard);
}

} // namespace tunescope::ui
