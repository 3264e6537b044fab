// SPDX-License-Identifier: GPL-3.0-or-later
// What the Trust view says.
#include "ui/pages/best/finalists_chart.h"
#include "ui/pages/best/trust_charts.h"
#include "ui/pages/best/trust_panel.h"
#include "ui/pages/best/unbroken_text.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace tunescope::ui {
namespace {

/// A line of a small table: what, value, remark.
void addRow(QGridLayout& rows, const QString& what, const QString& value, const QString& remark = {}, ColorRole tone = ColorRole::Warn)
{
    const int row = rows.rowCount();
    rows.addWidget(wrappedLabel(what, TextStyle::Table, ColorRole::Text2), row, 0);
    rows.addWidget(textLabel(value, TextStyle::Number), row, 1, Qt::AlignRight | Qt::AlignVCenter);
    if (!remark.isEmpty())
        rows.addWidget(textLabel(remark, TextStyle::Caption, tone), row, 2, Qt::AlignRight | Qt::AlignVCenter);
}

/// How much worse `after` is than `before`; positive = it flattered.
double lossOf(double before, double after, const MetricStyle& metric)
{
    return metric.direction == Direction::Maximize ? before - after : after - before;
}

QString whenText(double at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(1000.0 * at)), QLocale::ShortFormat);
}

} // namespace

QString testLuckText(double lost, const std::optional<double>& testError, const MetricStyle& metric)
{
    if (!testError)
        return {};
    const double luck = 1.96 * *testError;
    const QString words = gapText(luck, metric).remove(u'+');
    if (lost > luck)
        return TrustPanel::tr("It did worse on the test part, by more than the luck of the test rows explains (up to %1).").arg(words);
    if (lost < -luck)
        return TrustPanel::tr("It did better on the test part, by more than the luck of the test rows explains (up to %1).").arg(words);
    return TrustPanel::tr("The luck of the test rows alone explains a difference of up to %1, so this one may be luck.").arg(words);
}

QString TrustPanel::caption(int trial) const
{
    const TrialSnapshot* snapshot = m_study.trial(trial);
    return snapshot && m_study.snapshot() ? trialSummary(*m_study.snapshot(), *snapshot) : QString();
}

QString TrustPanel::score(double value) const
{
    return scoreTextWithUnit(value, m_model.facts()->metric);
}

void TrustPanel::refresh()
{
    const bool isKnown = m_model.facts().has_value();
    if (isKnown) {
        m_optimism->setFacts(*m_model.facts());
        m_audit->setFacts(*m_model.facts());
        m_ledger->setFacts(*m_model.facts());
    } else {
        for (TrustChart* chart : std::initializer_list<TrustChart*>{m_optimism, m_audit, m_ledger})
            chart->setFacts({});
    }
    refreshFinalists();
    refreshChoice();
    refreshOptimism();
    refreshVault();
    refreshAudit();
    refreshLedger();
    refreshWork();
}

void TrustPanel::refreshFinalists()
{
    const ConfirmationReport* report = m_model.report(split());
    m_finalists->setMissing(m_model.fault().isEmpty()
                                ? tr("The best of many scores is partly luck. Trained again on new seeds, the best trials show which of "
                                     "them are really better.")
                                : m_model.fault());
    m_finalists->setReport(report ? *report : ConfirmationReport{}, m_model.facts() ? m_model.facts()->metric : MetricStyle{},
                           [this](int trial) { return caption(trial); });
    m_finalists->setChosen(m_best.shown());
    QString words;
    const ConfirmedTrial* leader = report ? report->leader() : nullptr;
    if (leader) {
        int fell = 0;
        for (const ConfirmedTrial& trial : report->trials)
            fell += trial.searchValue && trial.verdict.mean.count > 0 &&
                            lossOf(*trial.searchValue, trial.verdict.mean.mean, m_model.facts()->metric) > 0.0
                        ? 1
                        : 0;
        const auto tied = report->tieGroup().size();
        words = tr("%1 of %2 trials fell when trained again.").arg(fell).arg(report->trials.size());
        if (report->comparison.freedom == 0)
            words += QLatin1Char(' ') + tr("One seed says nothing about luck; take at least two.");
        else if (tied > 1)
            words += QLatin1Char(' ') + tr("The best %1 cannot be told apart for sure: trial %2 leads, with a chance of %3 % to be the best, but these seeds do not settle the order "
                                           "inside the blue group.")
                                            .arg(tied)
                                            .arg(leader->trial)
                                            .arg(std::lround(100.0 * leader->verdict.chanceOfBest));
        else if (report->trials.size() > 1)
            words += QLatin1Char(' ') + tr("Trial %1 is better than the others by more than luck explains.").arg(leader->trial);
    }
    m_finalistsWords->setText(unbroken(words));
    m_finalistsWords->setVisible(!words.isEmpty());
    refreshCost();
    refreshChoice();
}

void TrustPanel::refreshCost()
{
    const auto seconds = m_model.confirmSeconds(m_top->value(), m_seeds->value());
    const QString time = seconds && *seconds >= 1.0 ? tr("about %1").arg(durationText(*seconds)) : tr("under a second");
    m_confirm->setText(seconds ? tr("Train again, %1").arg(time) : tr("Train again"));
    m_confirm->setEnabled(seconds.has_value() && m_model.work() == TrustModel::Work::None);
}

void TrustPanel::refreshChoice()
{
    const ConfirmationReport* report = m_model.report(split());
    const auto trialAt = [&](int index) -> const ConfirmedTrial* {
        return report && index >= 0 && index < std::ssize(report->trials) ? &report->trials[static_cast<std::size_t>(index)] : nullptr;
    };
    const ConfirmedTrial* choice = report ? trialAt(report->comparison.oneErrorChoice) : nullptr;
    const ConfirmedTrial* leader = report ? report->leader() : nullptr;
    m_choice = choice ? choice->trial : -1;
    m_choiceHead->setVisible(choice != nullptr);
    m_keep->setVisible(choice != nullptr);
    if (!choice || !leader) {
        m_choiceWords->setText(tr("Known once the best trials were trained again on new seeds: the smallest network that is no more than one "
                                  "standard error behind the best."));
        return;
    }
    m_choiceHead->setText(tr("Trial %1, %2").arg(choice->trial).arg(score(choice->verdict.mean.mean)));
    QString words = choice == leader
                        ? tr("The leader is also the smallest inside the gold band: %1 weights.").arg(wholeText(choice->weights))
                        : tr("%1 weights instead of the leader's %2, and no more than one standard error (%3) behind.")
                              .arg(wholeText(choice->weights), wholeText(leader->weights),
                                   gapText(report->comparison.oneError, m_model.facts()->metric).remove(u'+'));
    const ConfirmedTrial* fastest = trialAt(report->comparison.fastestTied);
    const ConfirmedTrial* smallest = trialAt(report->comparison.smallestTied);
    if (fastest && smallest && report->tieGroup().size() > 1)
        words += QLatin1Char(' ') + tr("Within the tie, trial %1 is the fastest and trial %2 the smallest.").arg(fastest->trial).arg(smallest->trial);
    m_choiceWords->setText(words);
    m_keep->setText(tr("Show trial %1 under Winner").arg(choice->trial));
}

void TrustPanel::refreshOptimism()
{
    clearLayout(m_optimismRows);
    m_optimismWords->setVisible(m_model.facts().has_value());
    if (!m_model.facts() || m_model.facts()->best.empty()) {
        m_optimismWords->setText({});
        return;
    }
    const TrustFacts& facts = *m_model.facts();
    const OptimismReport& report = facts.optimism;
    // Once the test part was opened, the card is about the trial that was looked at.
    const TestLook* look = facts.looks.empty() ? nullptr : &facts.looks.back();
    const double inSearch = look ? look->validation : report.validation.value_or(facts.best.back().value);
    addRow(*m_optimismRows, look ? tr("In the search, trial %1").arg(look->trial) : tr("In the search, best of %1").arg(report.scores), score(inSearch));
    if (const auto again = look ? facts.confirmedMean(look->trial) : report.confirmed) {
        const double lost = lossOf(inSearch, *again, facts.metric);
        addRow(*m_optimismRows, tr("Same settings, new seeds"), score(*again),
               lost > 0.0 ? tr("%1 was luck of the draw").arg(gapText(lost, facts.metric).remove(u'+')) : tr("not luck of the draw"),
               lost > 0.0 ? ColorRole::Warn : ColorRole::Ok);
    }
    if (look) {
        const double lost = lossOf(look->validation, look->value, facts.metric);
        addRow(*m_optimismRows, tr("Test part, trial %1").arg(look->trial), score(look->value),
               lost > 0.0 ? tr("%1 worse on rows never seen").arg(gapText(lost, facts.metric).remove(u'+')) : tr("no worse on rows never seen"),
               lost > 0.0 ? ColorRole::Warn : ColorRole::Ok);
    }
    QString words;
    if (look)
        words = testLuckText(lossOf(look->validation, look->value, facts.metric), rowErrorOf(look->metric, look->value, look->rows), facts.metric);
    else if (report.expected)
        words = tr("Choosing the best of %1 is expected to flatter by about %2, because part of its lead is luck of the validation rows.")
                    .arg(report.scores)
                    .arg(gapText(*report.expected, facts.metric).remove(u'+'));
    else
        words = tr("How much choosing the best flatters is not known beforehand for %1; the test part tells.").arg(facts.metric.title);
    if (report.scoresAfterLooks > 0)
        words += QLatin1Char(' ') + tr("%1 scores were made after the test part was seen: they are marked.").arg(report.scoresAfterLooks);
    m_optimismWords->setText(words.trimmed());
    m_optimismWords->setVisible(!words.isEmpty());
}

void TrustPanel::refreshVault()
{
    clearLayout(m_looks);
    const bool hasTest = m_model.facts() && m_model.facts()->testRows > 0;
    const int trial = m_best.shown();
    m_open->setVisible(hasTest && trial >= 0);
    m_open->setText(tr("Open the test part for trial %1…").arg(trial));
    if (!hasTest) {
        m_vaultHead->setText(tr("No test part"));
        m_vaultWords->setText(m_model.facts() ? tr("This study keeps no test rows apart, so no score of it is an honest one.") : QString());
        setIcon(m_vaultIcon, QStringLiteral("info"), ColorRole::Text3);
        return;
    }
    const std::vector<TestLook>& looks = m_model.facts()->looks;
    const QString rows = wholeText(m_model.facts()->testRows);
    setIcon(m_vaultIcon, looks.empty() ? QStringLiteral("lock") : QStringLiteral("unlock"), ColorRole::Best);
    if (looks.empty()) {
        m_vaultHead->setText(tr("Test part, locked"));
        m_vaultWords->setText(tr("%1 rows that no network has seen and that chose nothing. They answer honestly once: open them when you have "
                                 "picked a winner.")
                                  .arg(rows));
        return;
    }
    m_vaultHead->setText(looks.size() == 1 ? tr("Test part, opened once") : tr("Test part, opened %1 times").arg(looks.size()));
    m_vaultWords->setText(tr("%1 rows. Every look is kept; scores made after the first one may owe something to it.").arg(rows));
    for (const TestLook& look : looks) {
        QLabel* line = wrappedLabel(unbroken(tr("Look %1, %2: trial %3 had %4, on validation %5")
                                        .arg(look.number)
                                        .arg(whenText(look.openedAt))
                                        .arg(look.trial)
                                        .arg(score(look.value), score(look.validation))),
                                    TextStyle::Table);
        line->setObjectName(QStringLiteral("look"));
        m_looks->addWidget(line);
    }
}

void TrustPanel::refreshAudit()
{
    const AuditReport audit = m_model.facts() ? m_model.facts()->audit : AuditReport{};
    const int left = audit.pruned - audit.audited;
    m_auditButton->setVisible(left > 0);
    m_auditButton->setText(audit.audited == 0 ? tr("Finish a fifth of them") : tr("Finish another fifth"));
    m_auditHead->setVisible(audit.pruned > 0);
    if (audit.pruned == 0) {
        m_auditWords->setText(tr("Nothing was stopped early by the pruning rule, so there is nothing to check."));
    } else if (audit.audited == 0) {
        m_auditHead->setText(tr("%1 stopped").arg(audit.pruned));
        m_auditWords->setText(tr("A sample of them can be finished afterwards, to see how many would have come into the best %1.").arg(audit.top));
    } else {
        m_auditHead->setText(tr("%1 of %2, %3 %").arg(audit.wronglyPruned).arg(audit.audited).arg(100.0 * audit.rate, 0, 'f', 1));
        QString words = tr("were stopped although they would have come into the best %1 (95 % range %2 to %3 %). That cost %4.")
                            .arg(audit.top)
                            .arg(100.0 * audit.low, 0, 'f', 1)
                            .arg(100.0 * audit.high, 0, 'f', 1)
                            .arg(durationText(audit.ghostSeconds));
        if (left > 0)
            words += QLatin1Char(' ') + tr("%1 more were stopped.").arg(left);
        m_auditWords->setText(unbroken(words));
    }
}

void TrustPanel::refreshLedger()
{
    clearLayout(m_ledgerRows);
    const CostLedger ledger = m_model.facts() ? m_model.facts()->ledger : CostLedger{};
    const double saved = savedSeconds(ledger);
    m_ledgerHead->setText(saved > 0.0 ? tr("%1 saved of %2").arg(durationText(saved), durationText(saved + ledger.spentSeconds()))
                                      : tr("%1 spent").arg(durationText(ledger.spentSeconds())));
    const auto row = [this](const QString& what, double seconds, const QString& remark = {}) {
        if (seconds > 0.0)
            addRow(*m_ledgerRows, what, durationText(seconds), remark, ColorRole::Text3);
    };
    row(tr("Finished trials"), ledger.completeSeconds);
    row(tr("Pruned trials"), ledger.prunedSeconds);
    row(tr("Diverged, failed, stopped"), ledger.otherSeconds);
    row(tr("New seeds"), ledger.confirmationSeconds);
    row(tr("Audit, shown apart"), ledger.ghostSeconds);
    row(tr("Saved by pruning"), ledger.prunedSecondsSaved, tr("%1 epochs").arg(wholeText(ledger.prunedEpochsSaved)));
    row(tr("Saved by early stopping"), ledger.stoppingSecondsSaved, tr("%1 epochs").arg(wholeText(ledger.stoppingEpochsSaved)));
}

void TrustPanel::refreshWork()
{
    const bool isFree = m_model.work() == TrustModel::Work::None;
    m_auditButton->setEnabled(isFree);
    m_open->setEnabled(isFree);
    refreshCost();
    showWork(m_confirmWork, TrustModel::Work::Confirm, tr("New seeds"));
    showWork(m_auditWork, TrustModel::Work::Audit, tr("Finishing"));
    showWork(m_testWork, TrustModel::Work::OpenTest, tr("Opening"));
}

} // namespace tunescope::ui
