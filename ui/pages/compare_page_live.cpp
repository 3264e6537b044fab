// SPDX-License-Identifier: GPL-3.0-or-later
// What Compare shows while it is open, and its keys.
#include "ui/pages/compare_page.h"

#include "ui/pages/compare/difference_card.h"
#include "ui/pages/compare/errors_card.h"
#include "ui/pages/compare/overlay_panel.h"
#include "ui/pages/compare/pin_head.h"
#include "ui/pages/compare/settings_card.h"
#include "ui/viewmodels/comparison_pair.h"
#include "ui/viewmodels/value_text.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kCompactWidth = 1199;
constexpr std::size_t kOffered = 10; ///< Trials in the menu of "Add trial…".

} // namespace

CurveQuantity ComparePage::overlaidQuantity() const
{
    return m_view.show == CompareShow::Loss ? CurveQuantity::Loss : CurveQuantity::Metric;
}

void ComparePage::setCompareLayout(CompareLayout layout)
{
    m_view.layout = layout;
    m_parts.head->setCompareLayout(layout);
    m_parts.bodies->setCurrentIndex(static_cast<int>(layout));
    // Every trial answers at its best epoch; overlaid all at the slider's, once it was moved.
    refresh();
    m_pair->setEpoch(layout == CompareLayout::Overlay ? m_overlay->epoch() : std::nullopt);
}

void ComparePage::refresh()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    const auto& trials = m_model->trials();
    if (!snapshot || trials.size() < 2)
        return;
    refreshLower();
    if (m_view.layout == CompareLayout::Overlay) {
        m_overlay->showTrials(trials, overlaidQuantity());
        refreshHeads();
        return;
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i]->showTrial(trials[i], trials, m_view.linked);
        m_columns[i]->setShow(m_view.show);
    }
}

/// Beside each other, or one at a time in a narrow window.
void ComparePage::refreshLower()
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    const bool isRegression = snapshot && snapshot->facts && snapshot->facts->classNames.empty();
    const bool isCompact = window()->width() <= kCompactWidth;
    const bool showsDifferences = !isCompact || m_view.differences == Qt::Checked;
    m_settings->setVisible(!isCompact || m_view.differences == Qt::Unchecked);
    m_difference->setVisible(showsDifferences && !isRegression);
    m_errors->setVisible(showsDifferences && isRegression);
    for (QPushButton* button : {m_parts.toDifferences, m_parts.toSettings, m_parts.toSettingsToo})
        button->setVisible(isCompact);
}

void ComparePage::showDifferences(Qt::CheckState shown)
{
    m_view.differences = shown;
    refreshLower();
    QPushButton* back = shown == Qt::Unchecked ? m_parts.toDifferences
                        : m_errors->isVisible() ? m_parts.toSettingsToo
                                                : m_parts.toSettings;
    back->setFocus();
}

/// Curves carry their colours: a new theme draws them again.
void ComparePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        refresh();
}

/// Overlaid, the heads carry the values at the slider's epoch.
void ComparePage::refreshHeads()
{
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const auto& trials = m_model->trials();
    for (std::size_t i = 0; i < m_heads.size() && i < trials.size(); ++i) {
        const TrialSnapshot* trial = m_study.trial(trials[i].trial);
        if (!trial)
            continue;
        const int epoch = std::min(m_pair->epoch().value_or(trial->bestEpochSoFar), trial->finishedEpochs());
        const CurveQuantity quantity = overlaidQuantity();
        const auto text = [&](CurvePart part) {
            const double value = curveValue(*trial, quantity, part, epoch);
            return quantity == CurveQuantity::Loss ? lossText(value) : scoreText(value, metric);
        };
        m_heads[i]->setContent({trials[i].pin, tr("Trial %1").arg(trials[i].trial),
                                trialSummary(*m_study.snapshot(), *trial), text(CurvePart::Validation),
                                tr("train %1").arg(text(CurvePart::Training)), Qt::Unchecked});
    }
}

/// Which of the compared trials, from the left.
int ComparePage::placeOf(const PinHead& head) const
{
    const auto& trials = m_model->trials();
    const auto at = std::find_if(trials.begin(), trials.end(),
                                 [&](const ComparedTrial& t) { return t.pin == head.pin(); });
    return static_cast<int>(at - trials.begin());
}

void ComparePage::moveTo(const PinHead& head, QPoint globalPosition)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QWidget* target =
            m_view.layout == CompareLayout::Overlay ? static_cast<QWidget*>(m_heads[i]) : m_columns[i];
        if (target->rect().contains(target->mapFromGlobal(globalPosition))) {
            m_model->moveTrial(placeOf(head), static_cast<int>(i));
            return;
        }
    }
}

void ComparePage::pinTheBest(int count)
{
    if (!m_study.snapshot())
        return;
    for (const int trial : rankedTrials(*m_study.snapshot())) {
        if (m_study.pinCount() >= count)
            return;
        if (m_study.pinOf(trial) < 0)
            m_study.togglePin(trial);
    }
}

void ComparePage::fillAddMenu(QMenu& menu)
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    if (!snapshot)
        return;
    const MetricStyle metric = metricStyleOf(snapshot.get());
    std::size_t offered = 0;
    for (const int number : rankedTrials(*snapshot)) {
        if (m_study.pinOf(number) >= 0)
            continue;
        const TrialSnapshot& trial = *m_study.trial(number);
        QAction* action =
            menu.addAction(tr("Trial %1   %2   %3")
                               .arg(number)
                               .arg(scoreText(shownScore(trial), metric), trialSummary(*snapshot, trial)));
        connect(action, &QAction::triggered, this, [this, number] { m_study.togglePin(number); });
        if (++offered >= kOffered)
            break;
    }
    if (offered == 0)
        menu.addAction(tr("All finished trials are pinned"))->setEnabled(false);
}

void ComparePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_parts.head->setCompact(window()->width() <= kCompactWidth ? Qt::Checked : Qt::Unchecked);
    refresh();
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_pair->setWatched(Qt::Checked);
    refresh();
}

void ComparePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_pair->setWatched(Qt::Unchecked);
}

void ComparePage::keyPressEvent(QKeyEvent* event)
{
    const int digit = event->key() - Qt::Key_1;
    if (digit >= 0 && digit < static_cast<int>(m_heads.size()) && event->modifiers() == Qt::NoModifier) {
        m_heads[static_cast<std::size_t>(digit)]->flash();
        m_columns[static_cast<std::size_t>(digit)]->head().flash();
    } else if (event->key() == Qt::Key_P && m_study.selected() >= 0) {
        m_study.togglePin(m_study.selected());
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace tunescope::ui
