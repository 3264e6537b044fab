// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/trial_table_card.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/icon.h"

#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace tunescope::ui {

TrialTableCard::TrialTableCard(StudyViewModel& study, TrialActions actions, QWidget* parent)
    : Card(tr("Trials"), CardHead::Plain, parent)
    , m_model(new TrialTableModel(study, this))
    , m_view(new TrialTableView(*m_model, study, std::move(actions)))
    , m_news(makeButton({}, ButtonKind::Link))
    , m_filter(new QLineEdit)
    , m_fault(new QLabel)
{
    removePadding();
    setGlossaryTopic(*this, QStringLiteral("chart:TrialTable"));
    setUpChips();
    addTitleWidget(m_news);
    m_news->hide();
    m_news->setToolTip(tr("Scrolls to the highest of the trials that just ended"));
    connect(m_news, &QPushButton::clicked, this, [this] { m_view->scrollToTrial(m_model->news().best); });
    setUpFilter();
    QToolButton* more = makeIconButton(QStringLiteral("more"), tr("Columns"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_view->fillColumnMenu(*menu);
    });
    more->setMenu(menu);
    addHeadWidget(more);
    body()->addWidget(m_fault);
    body()->addWidget(m_view);
    connect(m_model, &TrialTableModel::rowsRefreshed, this, &TrialTableCard::updateCounts);
    connect(m_model, &TrialTableModel::columnsReplaced, this, [this] {
        m_chips[static_cast<std::size_t>(m_model->group())]->setChecked(true);
        applyFilter();
    });
    updateCounts();
}

void TrialTableCard::setUpChips()
{
    const std::array texts{tr("All"), tr("Running"), tr("Finished"), tr("Pruned"), tr("Diverged")};
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i] = new FilterChip(texts[i]);
        group->addButton(m_chips[i], static_cast<int>(i));
        addTitleWidget(m_chips[i]);
    }
    m_chips[0]->setChecked(true);
    connect(group, &QButtonGroup::idClicked, this,
            [this](int id) { m_model->setGroup(static_cast<TrialGroup>(id)); });
}

void TrialTableCard::setUpFilter()
{
    m_filter->setPlaceholderText(tr("lr < 0.1 and layers ≥ 2"));
    m_filter->setAccessibleName(tr("Filter trials"));
    m_filter->setToolTip(tr("Compare settings and results, for example lr < 0.1 and layers >= 2, state = "
                            "diverged, or write a word"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("filter"), ColorRole::Text3), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(84); // It gives way to longer words beside it.
    m_filter->setMaximumWidth(190);
    addHeadWidget(m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, &TrialTableCard::applyFilter);
    m_fault->setContentsMargins(14, 0, 14, 6);
    setTextStyle(m_fault, TextStyle::Caption);
    setTone(m_fault, ColorRole::Danger);
    m_fault->hide();
    auto* focus = new QShortcut(QKeySequence::Find, this);
    focus->setContext(Qt::WindowShortcut);
    connect(focus, &QShortcut::activated, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
}

void TrialTableCard::applyFilter()
{
    const bool isRead = m_model->setFilterText(m_filter->text());
    setTone(m_fault, isRead ? ColorRole::Text2 : ColorRole::Danger);
    m_fault->setText(
        isRead
            ? tr("No trial matches. Clear the filter to see all %1.").arg(m_model->countOf(TrialGroup::All))
            : m_model->filterFault());
    showFault();
}

/// Below the head: what could not be read, or that nothing matches.
void TrialTableCard::showFault()
{
    const bool isEmpty = m_model->rowCount() == 0 && m_model->countOf(TrialGroup::All) > 0;
    m_fault->setVisible(!m_model->filterFault().isEmpty() || (isEmpty && !m_filter->text().isEmpty()));
}

void TrialTableCard::updateCounts()
{
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setCount(m_model->countOf(static_cast<TrialGroup>(i)));
    m_chips[std::size_t(TrialGroup::Running)]->setText(m_model->isAnyRunning() ? tr("Running")
                                                                               : tr("Paused"));
    showFault();
    const TrialTableModel::News news = m_model->news();
    m_news->setVisible(news.count > 1 && news.best >= 0 && width() > 820);
    if (news.count > 1 && news.best >= 0) {
        const int row = m_model->rowOf(news.best);
        const QString score = m_model->index(row, 3).data().toString();
        m_news->setText(tr("%1 new, best %2 in row %3").arg(news.count).arg(score).arg(row + 1));
    }
}

void TrialTableCard::setTableWidth(TableWidth width)
{
    m_view->setTableWidth(width);
    m_chips[4]->setVisible(width == TableWidth::Wide);
    m_filter->setMaximumWidth(width == TableWidth::Wide ? 190 : 140);
}

} // namespace tunescope::ui
