// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/trust_panel.h"

#include "ui/pages/best/finalists_chart.h"
#include "ui/pages/best/scroll_keeper.h"
#include "ui/pages/best/trust_charts.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr double kAuditShare = 0.2;
constexpr int kTwoColumns = 1040; ///< Width from which the cards stand beside each other.

QSpinBox* numberBox(int low, int high, int value, const QString& name)
{
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setValue(value);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

} // namespace

TrustPanel::TrustPanel(StudyViewModel& study, BestModel& best, TrustModel& model, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_best(best)
    , m_model(model)
{
    auto* content = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(14);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    for (QVBoxLayout* column : {left, right}) {
        column->setSpacing(14);
        m_columns->addLayout(column, column == left ? 2 : 1);
    }
    left->addWidget(buildFinalists(), 3);
    left->addWidget(buildAudit(), 2);
    right->addWidget(buildChoice());
    right->addWidget(buildOptimism(), 1);
    right->addWidget(buildVault());
    right->addWidget(buildLedger());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    QWidget* area = scrolled(content);
    all->addWidget(area);
    m_keeper = new ScrollKeeper(*qobject_cast<QScrollArea*>(area));
    connect(&model, &TrustModel::changed, this, &TrustPanel::refresh);
    connect(&model, &TrustModel::workChanged, this, &TrustPanel::refreshWork);
    connect(&best, &BestModel::ranked, this, &TrustPanel::refreshCost);
    connect(&best, &BestModel::shownChanged, this, [this] {
        m_finalists->setChosen(m_best.shown());
        refreshVault();
    });
    refresh();
}

TrustPanel::WorkRow TrustPanel::makeWorkRow(const QString& name)
{
    WorkRow row;
    row.box = new QWidget;
    auto* layout = new QHBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    row.bar = new QProgressBar;
    row.bar->setAccessibleName(name);
    row.stop = makeButton(tr("Stop"), ButtonKind::Secondary, {}, ButtonSize::Small);
    layout->addWidget(row.bar, 1);
    layout->addWidget(row.stop);
    connect(row.stop, &QPushButton::clicked, this, [this] { m_model.cancel(); });
    row.box->hide();
    return row;
}

void TrustPanel::showWork(const WorkRow& row, TrustModel::Work work, const QString& words)
{
    const bool isIt = m_model.work() == work;
    row.box->setVisible(isIt);
    if (!isIt)
        return;
    row.bar->setRange(0, m_model.all());
    row.bar->setValue(m_model.done());
    row.bar->setFormat(m_model.all() > 0 ? tr("%1: %2 of %3").arg(words).arg(m_model.done()).arg(m_model.all()) : words);
}

QWidget* TrustPanel::buildFinalists()
{
    auto* card = new Card(tr("The best on new seeds"), CardHead::Ruled);
    card->setNote(tr("diamond: in the search · dot: a new seed · line: mean · bar: 95 % range"));
    card->removePadding();
    m_finalists = new FinalistsChart;
    m_finalists->setObjectName(QStringLiteral("finalists"));
    connect(m_finalists, &FinalistsChart::trialChosen, this, &TrustPanel::trialChosen);
    card->body()->addWidget(m_finalists, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(14, 0, 14, 12);
    foot->setSpacing(8);
    m_finalistsWords = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_finalistsWords->setObjectName(QStringLiteral("finalistsWords"));
    foot->addWidget(m_finalistsWords);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_top = numberBox(2, 50, 4, tr("How many of the best trials"));
    m_top->setObjectName(QStringLiteral("confirmTop"));
    m_top->setPrefix(tr("best "));
    m_seeds = numberBox(2, 200, 5, tr("New seeds for each of them"));
    m_seeds->setObjectName(QStringLiteral("confirmSeeds"));
    m_seeds->setSuffix(tr(" seeds"));
    m_split = new QComboBox;
    m_split->addItems({tr("same split"), tr("new splits")});
    m_split->setAccessibleName(tr("Training and validation rows of each new seed"));
    m_split->setToolTip(tr("New splits draw other training and validation rows each time; the test part is never touched."));
    m_confirm = makeButton(tr("Train again"), ButtonKind::Primary);
    m_confirm->setObjectName(QStringLiteral("confirm"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_top, m_seeds, m_split})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(m_confirm);
    foot->addLayout(row);
    m_confirmWork = makeWorkRow(tr("New seeds"));
    foot->addWidget(m_confirmWork.box);
    card->body()->addLayout(foot);
    connect(m_split, &QComboBox::currentIndexChanged, this, &TrustPanel::refreshFinalists);
    connect(m_top, &QSpinBox::valueChanged, this, &TrustPanel::refreshCost);
    connect(m_seeds, &QSpinBox::valueChanged, this, &TrustPanel::refreshCost);
    connect(m_confirm, &QPushButton::clicked, this,
            [this] {
                m_keeper->hold(*m_confirm);
                m_model.confirm({.top = m_top->value(), .seeds = m_seeds->value(), .split = split()});
            });
    return card;
}

QWidget* TrustPanel::buildAudit()
{
    auto* card = new Card(tr("Was stopping right?"), CardHead::Ruled);
    card->setNote(tr("stopped trials, finished afterwards; they never enter the ranking"));
    m_audit = new AuditChart;
    m_auditHead = textLabel({}, TextStyle::Section);
    m_auditHead->setObjectName(QStringLiteral("auditHead"));
    m_auditWords = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_auditButton = makeButton({}, ButtonKind::Secondary, {}, ButtonSize::Small);
    m_auditButton->setObjectName(QStringLiteral("audit"));
    m_auditWork = makeWorkRow(tr("Finishing stopped trials"));
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_auditHead);
    words->addWidget(m_auditWords);
    words->addWidget(m_auditButton, 0, Qt::AlignLeft);
    words->addWidget(m_auditWork.box);
    words->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_audit, 3);
    row->addLayout(words, 2);
    card->body()->addLayout(row, 1);
    connect(m_audit, &AuditChart::trialChosen, this, &TrustPanel::trialChosen);
    connect(m_auditButton, &QPushButton::clicked, this, [this] {
        m_keeper->hold(*m_auditButton);
        const AuditReport& audit = m_model.facts()->audit;
        // A fifth at first, then another fifth each time.
        const double share = audit.pruned > 0 ? static_cast<double>(audit.audited) / audit.pruned : 0.0;
        m_model.audit({.share = std::min(1.0, share + kAuditShare)});
    });
    return card;
}

QWidget* TrustPanel::buildChoice()
{
    auto* card = new Card(tr("Simplest within one standard error"));
    m_choiceHead = textLabel({}, TextStyle::Section);
    m_choiceHead->setObjectName(QStringLiteral("choiceHead"));
    m_choiceWords = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_keep = makeButton({}, ButtonKind::Primary, {}, ButtonSize::Small);
    m_keep->setObjectName(QStringLiteral("keep"));
    card->body()->addWidget(m_choiceHead);
    card->body()->addWidget(m_choiceWords);
    card->body()->addWidget(m_keep, 0, Qt::AlignLeft);
    connect(m_keep, &QPushButton::clicked, this, [this] { emit keepWanted(m_choice); });
    return card;
}

QWidget* TrustPanel::buildOptimism()
{
    auto* card = new Card(tr("Optimism meter"), CardHead::Ruled);
    card->setNote(tr("gold: best validation · green: its test score"));
    m_optimism = new OptimismChart;
    m_optimismRows = new QGridLayout;
    m_optimismRows->setHorizontalSpacing(12);
    m_optimismRows->setVerticalSpacing(4);
    m_optimismRows->setColumnStretch(0, 1);
    m_optimismWords = wrappedLabel({}, TextStyle::Caption, ColorRole::Text2);
    m_optimismWords->setObjectName(QStringLiteral("optimismWords"));
    card->body()->addWidget(m_optimism, 1);
    card->body()->addLayout(m_optimismRows);
    card->body()->addWidget(m_optimismWords);
    return card;
}

QWidget* TrustPanel::buildVault()
{
    auto* card = new Card({}, CardHead::None);
    m_vaultIcon = iconLabel(QStringLiteral("lock"), ColorRole::Best, 18);
    m_vaultHead = textLabel({}, TextStyle::Card);
    m_vaultHead->setObjectName(QStringLiteral("vaultHead"));
    m_vaultWords = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_looks = new QVBoxLayout;
    m_looks->setSpacing(2);
    m_open = makeButton({}, ButtonKind::Secondary, QStringLiteral("unlock"), ButtonSize::Small);
    m_open->setObjectName(QStringLiteral("openTest"));
    m_testWork = makeWorkRow(tr("Test part"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_vaultIcon);
    head->addWidget(m_vaultHead, 1);
    card->body()->addLayout(head);
    card->body()->addWidget(m_vaultWords);
    card->body()->addLayout(m_looks);
    card->body()->addWidget(m_open, 0, Qt::AlignLeft);
    card->body()->addWidget(m_testWork.box);
    connect(m_open, &QPushButton::clicked, this, &TrustPanel::askToOpenTest);
    return card;
}

QWidget* TrustPanel::buildLedger()
{
    auto* card = new Card(tr("Cost ledger"));
    m_ledgerHead = textLabel({}, TextStyle::Section);
    m_ledgerHead->setObjectName(QStringLiteral("ledgerHead"));
    m_ledger = new LedgerChart;
    m_ledgerRows = new QGridLayout;
    m_ledgerRows->setHorizontalSpacing(12);
    m_ledgerRows->setVerticalSpacing(3);
    m_ledgerRows->setColumnStretch(0, 1);
    card->body()->addWidget(m_ledgerHead);
    card->body()->addWidget(m_ledger);
    card->body()->addLayout(m_ledgerRows);
    return card;
}

ConfirmSplit TrustPanel::split() const
{
    return m_split->currentIndex() == 0 ? ConfirmSplit::Same : ConfirmSplit::New;
}

void TrustPanel::confirm(const std::vector<int>& trials, int seeds)
{
    m_split->setCurrentIndex(0);
    m_seeds->setValue(seeds);
    m_model.confirm({.trials = trials, .seeds = seeds});
}

/// What looking at the test part costs, before it is done (ux.md section 15.6).
void TrustPanel::askToOpenTest()
{
    const int trial = m_best.shown();
    if (trial < 0 || !m_model.facts())
        return;
    const auto looks = m_model.facts()->looks.size();
    QMessageBox box(window());
    box.setIcon(QMessageBox::Question);
    box.setText(tr("Open the test part for trial %1?").arg(trial));
    QString detail = tr("The %1 test rows give an honest answer once. If you look and then choose another trial, the number is no "
                        "longer a fair test. The look is counted, dated and written into the notebook for ever, and scores made "
                        "afterwards are marked.")
                         .arg(wholeText(m_model.facts()->testRows));
    detail += QLatin1Char(' ') + tr("The look also scores the trials that were the best once, for the curve; it counts as one look.");
    if (looks > 0)
        detail += QLatin1Char(' ') + tr("This would be look %1.").arg(looks + 1);
    box.setInformativeText(detail);
    QPushButton* no = box.addButton(tr("Not yet"), QMessageBox::RejectRole);
    QPushButton* yes = box.addButton(tr("Open the test part"), QMessageBox::AcceptRole);
    box.setDefaultButton(no);
    box.setEscapeButton(no);
    box.exec();
    if (box.clickedButton() != yes)
        return;
    m_keeper->hold(*m_open);
    m_model.openTest(trial);
}

void TrustPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(width() >= themeOf(this).scaled(kTwoColumns) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TrustPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.addViewer();
}

void TrustPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_model.removeViewer();
}

} // namespace tunescope::ui
