// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/split_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/data/protocol_dialog.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/value_text.h"
#include "ui/viewmodels/protocol_choice.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/split_bar.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr quint32 kDiceSides = 10000; ///< Seeds that can be read out to a neighbour.

} // namespace

SplitPanel::SplitPanel(DatasetModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_bar(new SplitBar)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(textLabel(tr("Split"), TextStyle::Section));
    layout->addWidget(wrappedLabel(tr("Drag the handles. Every trial uses the same split."), TextStyle::Table,
                                   ColorRole::Text3));
    m_bar->setObjectName(QStringLiteral("splitBar"));
    layout->addWidget(m_bar);
    buildCounts(*layout);
    buildOptions(*layout);
    m_judge = makeButton({}, ButtonKind::Secondary, {}, ButtonSize::Small);
    m_judge->setObjectName(QStringLiteral("judge"));
    m_judge->setToolTip(tr("Folds, repeated splits, order in time, groups, and rows of their own for early stopping"));
    layout->addWidget(m_judge, 0, Qt::AlignLeft);
    connect(m_judge, &QPushButton::clicked, this, [this] { (new ProtocolDialog(m_model, window()))->open(); });
    connect(m_bar, &SplitBar::splitEdited, this, &SplitPanel::showCounts);
    connect(m_bar, &SplitBar::splitCommitted, this, [this](const SplitPercent& split) {
        m_model.setSplit({split.validation, split.test});
    });
    connect(&model, &DatasetModel::changed, this, &SplitPanel::refresh);
    refresh();
}

void SplitPanel::buildCounts(QVBoxLayout& layout)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(7);
    const std::array<std::array<QString, 2>, 3> texts{{{tr("Train"), tr("the network learns from these")},
                                                       {tr("Val"), tr("you choose settings with these")},
                                                       {tr("Test"), tr("locked until you pick a winner")}}};
    for (int row = 0; row < 3; ++row) {
        const auto at = static_cast<std::size_t>(row);
        grid->addWidget(textLabel(texts[at][0], TextStyle::Card), row, 0);
        m_counts[at] = textLabel({}, TextStyle::Number);
        m_counts[at]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_counts[at]->setMinimumWidth(themeOf(this).scaled(44));
        grid->addWidget(m_counts[at], row, 1);
        auto* words = new QHBoxLayout;
        words->setSpacing(6);
        if (row == 2)
            words->addWidget(m_lock = iconLabel(QStringLiteral("lock"), ColorRole::Best, 14));
        QLabel* text = wrappedLabel(texts[at][1], TextStyle::Table, ColorRole::Text2);
        if (row == 2)
            (m_lockText = text)->setObjectName(QStringLiteral("testLock"));
        words->addWidget(text, 1);
        grid->addLayout(words, row, 2);
    }
    grid->setColumnStretch(2, 1);
    layout.addLayout(grid);
}

void SplitPanel::buildOptions(QVBoxLayout& layout)
{
    m_classMix = new QCheckBox(tr("Same class mix in each part"));
    m_classMix->setObjectName(QStringLiteral("classMix"));
    m_classMix->setToolTip(tr("Every class is divided in proportion between training and validation."));
    connect(m_classMix, &QCheckBox::clicked, this, [this](bool on) {
        m_model.setClassMix(on ? DatasetModel::ClassMix::Same : DatasetModel::ClassMix::Any);
    });
    m_standardise = new QCheckBox(tr("Standardise"));
    m_standardise->setObjectName(QStringLiteral("standardise"));
    m_standardise->setToolTip(
        tr("Gives every column mean 0 and spread 1. Worked out on the training part only."));
    connect(m_standardise, &QCheckBox::clicked, this, [this](bool on) {
        m_model.setStandardise(on ? DatasetModel::Standardise::Yes : DatasetModel::Standardise::No);
    });
    setGlossaryTopic(*this, QStringLiteral("term:protocol"));
    setGlossaryTopic(*m_classMix, QStringLiteral("term:stratified"));
    setGlossaryTopic(*m_standardise, QStringLiteral("setting:scaling"));
    layout.addWidget(m_classMix);
    layout.addWidget(m_standardise);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(textLabel(tr("Seed"), TextStyle::Table, ColorRole::Text2));
    m_seed = new QLineEdit;
    m_seed->setObjectName(QStringLiteral("splitSeed"));
    m_seed->setProperty("mono", true);
    setGlossaryTopic(*m_seed, QStringLiteral("term:seed"));
    m_seed->setAccessibleName(tr("Seed of the split"));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,20}")), m_seed));
    m_seed->setFixedWidth(themeOf(this).scaled(76));
    connect(m_seed, &QLineEdit::editingFinished, this, &SplitPanel::commitSeed);
    row->addWidget(m_seed);
    QToolButton* dice = makeIconButton(QStringLiteral("dice"), tr("Another seed"));
    dice->setObjectName(QStringLiteral("dice"));
    connect(dice, &QToolButton::clicked, this,
            [this] { m_model.setSeed(QRandomGenerator::global()->bounded(kDiceSides)); });
    row->addWidget(dice);
    row->addWidget(wrappedLabel(tr("same seed, same split"), TextStyle::Caption, ColorRole::Text3), 1);
    layout.addLayout(row);
}

void SplitPanel::commitSeed()
{
    bool fits = false;
    const quint64 seed = m_seed->text().toULongLong(&fits);
    if (fits)
        m_model.setSeed(seed);
    else
        m_seed->setText(QString::number(m_model.seed())); // beyond 64 bits
}

void SplitPanel::showCounts(const SplitPercent& split)
{
    m_counts[1]->setText(wholeText(m_model.rowsOf(split.validation)));
    m_counts[2]->setText(wholeText(m_model.rowsOf(split.test)));
    const DatasetFacts* facts = m_model.facts();
    const std::int64_t rows = facts != nullptr ? facts->rows : 0;
    m_counts[0]->setText(wholeText(rows - m_model.rowsOf(split.validation) - m_model.rowsOf(split.test)));
}

/// Closed until somebody looked at the test part of the study.
void SplitPanel::showLock()
{
    const int looks = m_model.ports().testLooks ? m_model.ports().testLooks() : 0;
    setIcon(m_lock, looks > 0 ? QStringLiteral("unlock") : QStringLiteral("lock"), ColorRole::Best);
    m_lockText->setText(looks == 0   ? tr("locked until you pick a winner")
                        : looks == 1 ? tr("opened once, see Best, Trust")
                                     : tr("opened %1 times, see Best, Trust").arg(looks));
    m_bar->setTestOpened(looks > 0);
}

/// The test part is opened on another page.
void SplitPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showLock();
}

void SplitPanel::refresh()
{
    showLock();
    m_judge->setText(tr("Judged by %1…").arg(judgeTitle(m_model.draft().protocol)));
    m_judge->setEnabled(m_model.facts() != nullptr);
    const DatasetModel::Percent split = m_model.split();
    m_bar->setSplit({100 - split.validation - split.test, split.validation, split.test});
    if (const DatasetFacts* facts = m_model.facts()) {
        m_counts[0]->setText(wholeText(facts->parts.train + facts->parts.stopping));
        m_counts[1]->setText(wholeText(facts->parts.validation));
        m_counts[2]->setText(wholeText(facts->parts.test));
        m_classMix->setVisible(facts->task == Task::Classification && facts->order == RowOrder::None);
        m_standardise->setVisible(facts->shape.form != SampleForm::Tokens);
    }
    m_classMix->setChecked(m_model.classMix() == DatasetModel::ClassMix::Same);
    m_standardise->setChecked(m_model.standardise() == DatasetModel::Standardise::Yes);
    if (!m_seed->hasFocus() || m_seed->text().toULongLong() != m_model.seed())
        m_seed->setText(QString::number(m_model.seed()));
}

} // namespace tunescope::ui
