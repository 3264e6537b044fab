// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_head.h"

#include "ui/pages/search/method_box.h"
#include "ui/pages/search/method_options.h"
#include "ui/pages/search/number_box.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/glossary_topic.h"

#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

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
    , m_hint(new ElidedLabel)
    , m_narrow(makeButton(tr("Narrow to the best quarter"), ButtonKind::Accent, QStringLiteral("narrow")))
    , m_presets(makeButton(tr("Presets"), ButtonKind::Secondary, QStringLiteral("lessons")))
    , m_rateTest(makeButton(tr("Test learning rates…"), ButtonKind::Secondary, QStringLiteral("flask")))
    , m_strategy(new MethodBox(tr("Strategy")))
    , m_strategyOptions(makeIconButton(QStringLiteral("settings"), tr("Options of the strategy")))
    , m_trialsCaption(caption(tr("Trials")))
    , m_trials(new NumberBox({16, 32, 64, 200, 500, 1000}, tr("Trials")))
    , m_trialsNote(new QLabel)
    , m_epochs(new NumberBox({5, 10, 20, 40, 80}, tr("Epochs")))
    , m_stopWeak(new QCheckBox(tr("Stop weak trials early")))
    , m_rule(new MethodBox(tr("Rule that stops weak trials")))
    , m_ruleOptions(makeIconButton(QStringLiteral("settings"), tr("Options of the rule")))
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
    m_narrow->setObjectName(QStringLiteral("narrow"));
    m_rateTest->setObjectName(QStringLiteral("rateTestButton"));
    m_rateTest->setToolTip(tr("Trains one network while its learning rate rises, to see where the loss falls"));
    m_presets->setObjectName(QStringLiteral("presetsButton"));
    m_presets->setToolTip(tr("Settings that are known to work or to fail, and why"));
    head->addStretch(); // Where the hint is hidden, buttons keep their width.
    head->addWidget(m_presets);
    head->addWidget(m_rateTest);
    head->addWidget(m_narrow);
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
    layout->addWidget(m_strategyOptions);
    layout->addSpacing(6);
    layout->addWidget(m_trialsCaption);
    layout->addWidget(m_trials);
    setTextStyle(m_trialsNote, TextStyle::Caption);
    setTone(m_trialsNote, ColorRole::Text3);
    layout->addWidget(m_trialsNote);
    layout->addSpacing(6);
    layout->addWidget(caption(tr("Epochs")));
    layout->addWidget(m_epochs);
    layout->addStretch(1);
    layout->addWidget(m_stopWeak);
    layout->addWidget(m_rule);
    layout->addWidget(m_ruleOptions);
    for (const SamplerEntry& entry : samplerRegistry()) {
        m_strategy->addMethod(toQt(entry.name), toQt(entry.title), toQt(entry.summary));
        m_strategy->setItemData(m_strategy->count() - 1, QStringLiteral("sampler:") + toQt(entry.name),
                                kGlossaryTopicRole);
    }
    for (const PrunerEntry& entry : prunerRegistry()) {
        m_rule->addMethod(toQt(entry.name), toQt(entry.title), toQt(entry.summary));
        m_rule->setItemData(m_rule->count() - 1, QStringLiteral("pruner:") + toQt(entry.name), kGlossaryTopicRole);
    }
    setGlossaryTopic(*m_presets, QStringLiteral("term:preset"));
    setGlossaryTopic(*m_strategyOptions, QStringLiteral("term:strategy"));
    setGlossaryTopic(*m_stopWeak, QStringLiteral("term:stopping_rule"));
    setGlossaryTopic(*m_ruleOptions, QStringLiteral("term:stopping_rule"));
    setGlossaryTopic(*m_trials, QStringLiteral("term:budget"));
    setGlossaryTopic(*m_epochs, QStringLiteral("setting:epochs"));
    m_strategy->setObjectName(QStringLiteral("strategy"));
    m_rule->setObjectName(QStringLiteral("rule"));
    m_trials->setObjectName(QStringLiteral("trials"));
    m_epochs->setObjectName(QStringLiteral("epochs"));
    m_strategyOptions->setObjectName(QStringLiteral("strategyOptions"));
    m_ruleOptions->setObjectName(QStringLiteral("ruleOptions"));
    return bar;
}

void SearchHead::connectParts()
{
    connect(m_strategy, &MethodBox::methodChosen, this,
            [this](const QString& method) { m_model.setSampler(toStd(method)); });
    connect(m_strategyOptions, &QToolButton::clicked, this, &SearchHead::showStrategyOptions);
    connect(m_ruleOptions, &QToolButton::clicked, this, &SearchHead::showRuleOptions);
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
    connect(m_rule, &MethodBox::methodChosen, this, &SearchHead::choosePruner);
}

void SearchHead::choosePruner()
{
    m_model.setPruner(m_stopWeak->isChecked() ? toStd(m_rule->method()) : std::string());
}

void SearchHead::showStrategyOptions()
{
    const SamplerConfig& sampler = m_controller.draft().stage.sampler;
    const SamplerEntry* entry = findSampler(sampler.name);
    if (!entry)
        return;
    auto* dialog = new MethodOptions(toQt(entry->title), entry->params(), sampler.options, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MethodOptions::optionsChanged, &m_model, &SearchSpaceModel::setSamplerOptions);
    dialog->open();
}

void SearchHead::showRuleOptions()
{
    const std::optional<PrunerConfig>& pruner = m_controller.draft().stage.pruner;
    const PrunerEntry* entry = pruner ? findPruner(pruner->name) : nullptr;
    if (!entry)
        return;
    auto* dialog = new MethodOptions(toQt(entry->title), entry->params(), pruner->options, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MethodOptions::optionsChanged, &m_model, &SearchSpaceModel::setPrunerOptions);
    dialog->open();
}

void SearchHead::refresh()
{
    const StageConfig& stage = m_controller.draft().stage;
    m_strategy->setMethod(toQt(stage.sampler.name));
    const SamplerEntry* sampler = findSampler(stage.sampler.name);
    m_strategyOptions->setVisible(sampler && !sampler->params().empty());
    refreshTrials();
    m_epochs->setNumber(m_model.epochs());
    m_stopWeak->setChecked(stage.pruner.has_value());
    m_rule->setEnabled(stage.pruner.has_value());
    if (stage.pruner)
        m_rule->setMethod(toQt(stage.pruner->name));
    else
        m_rule->setToolTip(tr("Every trial runs to its end."));
    const PrunerEntry* rule = stage.pruner ? findPruner(stage.pruner->name) : nullptr;
    m_ruleOptions->setVisible(rule && !rule->params().empty());
    m_hint->setText(
        m_controller.hasTrials()
            ? tr("Dots are finished trials, the best on top. Drag the handles around them.")
            : tr("Set what is tried: drag the handles, click choices, or type."));
}

/// One meaning whatever was changed: the trials of the whole study, those that have run among them.
void SearchHead::refreshTrials()
{
    const DraftTrials trials = m_controller.draftTrials();
    m_trials->setNumber(trials.total);
    m_trialsCaption->setText(trials.begun > 0 ? tr("Trials in all") : tr("Trials"));
    m_trialsNote->setText(tr("%1 run").arg(wholeText(trials.begun)));
    m_trialsNote->setVisible(trials.begun > 0);
    m_trialsNote->setToolTip(tr("%1 of them have run already, so starting runs %2 more.")
                                 .arg(wholeText(trials.begun), wholeText(trials.more)));
}

void SearchHead::setWhyNotNarrow(const QString& why)
{
    m_narrow->setEnabled(why.isEmpty());
    m_narrow->setToolTip(why.isEmpty() ? tr("Sets every range to where the best quarter of the finished trials lies") : why);
}

QString SearchHead::trialsNote() const
{
    return m_trialsNote->isHidden() ? QString() : m_trialsNote->text();
}

NumberBox* SearchHead::faultyBox() const
{
    for (NumberBox* box : {m_trials, m_epochs}) {
        if (!box->error().isEmpty())
            return box;
    }
    return nullptr;
}

void SearchHead::setDensity(SearchDensity density)
{
    const bool wide = density == SearchDensity::Wide;
    m_hint->setVisible(wide);
    m_stopWeak->setText(wide ? tr("Stop weak trials early") : tr("Stop weak trials"));
    const Theme& theme = themeOf(this);
    for (MethodBox* box : {m_strategy, m_rule}) { // They give way: every number and button stays whole.
        box->setMinimumWidth(theme.scaled(116));
        box->setMaximumWidth(theme.scaled(wide ? 190 : 150));
    }
}

} // namespace tunescope::ui
