// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_head.h"

#include "ui/pages/search/number_box.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/segmented_control.h"

#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

QString firstWord(const QString& title)
{
    return title.section(QLatin1Char(' '), 0, 0);
}

QStringList samplerTitles()
{
    QStringList titles;
    for (const SamplerEntry& entry : samplerRegistry())
        titles << firstWord(toQt(entry.title)); // "Sobol", with "Sobol points" in its tool tip.
    return titles;
}

QLabel* caption(const QString& text)
{
    auto* made = new QLabel(text);
    setTone(made, ColorRole::Text2);
    return made;
}

void showFault(QLabel& label, const SearchSpaceModel::Fault& fault)
{
    label.setText(fault.value_or(QString()));
    label.setVisible(fault.has_value());
}

} // namespace

SearchHead::SearchHead(ProjectController& controller, SearchSpaceModel& model, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(model)
    , m_hint(new QLabel)
    , m_strategy(new SegmentedControl(samplerTitles()))
    , m_trials(new NumberBox({16, 32, 64, 200, 500, 1000}, tr("Trials")))
    , m_epochs(new NumberBox({5, 10, 20, 40, 80}, tr("Epochs")))
    , m_stopWeak(new QCheckBox(tr("Stop weak trials early")))
    , m_rule(new QComboBox)
    , m_fault(new QLabel)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Search space"));
    setTextStyle(title, TextStyle::Title);
    setTextStyle(m_hint, TextStyle::Table);
    setTone(m_hint, ColorRole::Text3);
    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(title);
    head->addWidget(m_hint, 1, Qt::AlignBottom);
    layout->addLayout(head);
    layout->addWidget(makeBar());
    setTextStyle(m_fault, TextStyle::Caption);
    setTone(m_fault, ColorRole::Danger);
    m_fault->hide();
    layout->addWidget(m_fault);
    connectParts();
    refresh();
}

QWidget* SearchHead::makeBar()
{
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(caption(tr("Strategy")));
    layout->addSpacing(2);
    layout->addWidget(m_strategy);
    layout->addSpacing(10);
    layout->addWidget(caption(tr("Trials")));
    layout->addWidget(m_trials);
    layout->addSpacing(10);
    layout->addWidget(caption(tr("Epochs")));
    layout->addWidget(m_epochs);
    layout->addStretch(1);
    layout->addWidget(m_stopWeak);
    layout->addWidget(m_rule);
    m_strategy->setName(tr("Strategy"));
    int index = 0;
    for (const SamplerEntry& entry : samplerRegistry())
        m_strategy->setSegmentToolTip(index++, toQt(entry.summary));
    for (const PrunerEntry& entry : prunerRegistry()) {
        m_rule->addItem(toQt(entry.title), toQt(entry.name));
        m_rule->setItemData(m_rule->count() - 1, toQt(entry.summary), Qt::ToolTipRole);
    }
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_rule->setAccessibleName(tr("Rule that stops weak trials"));
    return bar;
}

void SearchHead::connectParts()
{
    connect(m_strategy, &SegmentedControl::chosen, this, [this](int index) {
        m_model.setSampler(std::string(samplerRegistry()[static_cast<std::size_t>(index)].name));
    });
    connect(m_trials, &NumberBox::numberCommitted, this, [this](int number) {
        const auto fault = m_model.setTrials(number);
        m_trials->setError(fault.value_or(QString()));
        showFault(*m_fault, fault);
    });
    connect(m_epochs, &NumberBox::numberCommitted, this, [this](int number) {
        const auto fault = m_model.setEpochs(number);
        m_epochs->setError(fault.value_or(QString()));
        showFault(*m_fault, fault);
    });
    for (NumberBox* box : {m_trials, m_epochs}) {
        connect(box, &NumberBox::errorChanged, this, [this](const QString& message) {
            showFault(*m_fault,
                      message.isEmpty() ? SearchSpaceModel::Fault() : SearchSpaceModel::Fault(message));
        });
    }
    connect(m_stopWeak, &QCheckBox::clicked, this, &SearchHead::choosePruner);
    connect(m_rule, &QComboBox::activated, this, &SearchHead::choosePruner);
}

void SearchHead::choosePruner()
{
    m_model.setPruner(m_stopWeak->isChecked() ? toStd(m_rule->currentData().toString()) : std::string());
}

void SearchHead::refresh()
{
    const StageConfig& stage = m_controller.draft().stage;
    int index = -1;
    int at = 0;
    for (const SamplerEntry& entry : samplerRegistry()) {
        if (entry.name == stage.sampler.name)
            index = at;
        ++at;
    }
    m_strategy->setCurrent(index);
    m_trials->setNumber(m_model.trials());
    m_epochs->setNumber(m_model.epochs());
    m_stopWeak->setChecked(stage.pruner.has_value());
    m_rule->setEnabled(stage.pruner.has_value());
    m_rule->setToolTip(stage.pruner ? m_rule->currentData(Qt::ToolTipRole).toString()
                                    : tr("Every trial runs to its end."));
    if (stage.pruner)
        m_rule->setCurrentIndex(m_rule->findData(toQt(stage.pruner->name)));
    m_hint->setText(
        m_controller.hasTrials()
            ? tr("Each dot is a finished trial, higher is better. Drag the handles around the best ones.")
            : tr("Set what is tried: drag the handles, click choices, or type."));
}

void SearchHead::setDensity(SearchDensity density)
{
    m_hint->setVisible(density == SearchDensity::Wide);
    m_rule->setVisible(density == SearchDensity::Wide);
}

} // namespace tunescope::ui
