// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/experiment_dialog.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/axis_scale.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kMoreStarts = 9; ///< With the trials' own one that makes ten, as ux-more.md section 33 asks.

QString endText(double value)
{
    return shortNumber(value);
}

} // namespace

ExperimentDialog::ExperimentDialog(StudyViewModel& study, ExperimentPorts ports, int trial, OriginKind kind, QWidget* parent)
    : QDialog(parent)
    , m_study(study)
    , m_ports(std::move(ports))
    , m_trial(trial)
    , m_kind(kind)
    , m_setting(new QComboBox)
    , m_editors(new QStackedWidget)
    , m_number(new QLineEdit)
    , m_choice(new QComboBox)
    , m_epochs(new QSpinBox)
    , m_before(textLabel({}, TextStyle::Table, ColorRole::Text3))
    , m_fault(wrappedLabel({}, TextStyle::Table, ColorRole::Danger))
    , m_queue(makeButton({}, ButtonKind::Primary, QStringLiteral("plus")))
    , m_resultsHead(textLabel(tr("What came of it"), TextStyle::Card))
    , m_results(new QVBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isLonger()                  ? tr("Train trial %1 longer").arg(trial)
                   : kind == OriginKind::Fork ? tr("Fork of trial %1").arg(trial)
                                              : tr("Twin of trial %1").arg(trial));
    resize(themeOf(this).scaled(640), themeOf(this).scaled(360));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addWidget(textLabel(windowTitle(), TextStyle::Section));
    column->addWidget(wrappedLabel(isLonger() ? tr("It goes on from its last epoch, as a new trial; patience begins anew.")
                                   : kind == OriginKind::Fork
                                       ? tr("The new trial is the same up to an epoch and goes on with one value changed. Both are kept.")
                                       : tr("The new trial differs in one value. Split, initial weights, batch order and dropout are the same, so "
                                            "what differs is what the value did."),
                                   TextStyle::Table, ColorRole::Text2));
    buildEpochs(*column);
    if (!isLonger())
        buildChange(*column);
    column->addWidget(m_fault);
    auto* buttons = new QHBoxLayout;
    QPushButton* close = makeButton(tr("Close"), ButtonKind::Secondary);
    m_queue->setObjectName(QStringLiteral("experimentQueue"));
    m_queue->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_queue);
    column->addLayout(buttons);
    buildResults(*column);
    column->addStretch(1);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_queue, &QPushButton::clicked, this, &ExperimentDialog::accept);
    // Results come while the dialog is open.
    connect(&study, &StudyViewModel::snapshotChanged, this, [this](const std::vector<int>& changed) {
        for (const int number : changed) {
            const TrialSnapshot* made = m_study.trial(number);
            if (made && made->start.origin.of == m_trial && isTold(made->state)) {
                readResults();
                return;
            }
        }
    });
    connect(&study, &StudyViewModel::studyReplaced, this, &QDialog::reject);
    refresh();
    readResults();
}

void ExperimentDialog::buildEpochs(QVBoxLayout& column)
{
    const TrialSnapshot* trial = m_study.trial(m_trial);
    const int finished = trial ? trial->finishedEpochs() : 1;
    auto* row = new QHBoxLayout;
    QLabel* name = textLabel(isLonger() ? tr("Epochs more") : tr("After epoch"), TextStyle::Body);
    m_epochs->setObjectName(QStringLiteral("experimentEpochs"));
    m_epochs->setAccessibleName(name->text());
    m_epochs->setRange(1, isLonger() ? 100'000 : std::max(finished, 1));
    m_epochs->setValue(isLonger() ? 20 : std::max(finished / 2, 1));
    row->addWidget(name);
    row->addWidget(m_epochs);
    row->addStretch(1);
    column.addLayout(row);
    const bool isShown = m_kind != OriginKind::Twin;
    name->setVisible(isShown);
    m_epochs->setVisible(isShown);
    connect(m_epochs, &QSpinBox::valueChanged, this, &ExperimentDialog::refresh);
}

void ExperimentDialog::buildChange(QVBoxLayout& column)
{
    const StudySnapshotPtr& snapshot = m_study.snapshot();
    const TrialSnapshot* trial = m_study.trial(m_trial);
    int first = 0;
    for (const SettingEntry& entry : m_ports.settings ? m_ports.settings() : std::vector<SettingEntry>()) {
        const auto* choices = std::get_if<ChoiceSet>(&entry.spec.distribution);
        if (choices && choices->choices.size() < 2)
            continue;
        if (entry.spec.name == "learning_rate")
            first = static_cast<int>(m_options.size());
        Option option{entry.spec, entry.spec.defaultValue};
        const ParamValue* has = snapshot && trial ? settingOf(*snapshot, *trial, entry.spec.name) : nullptr;
        if (has)
            option.before = *has;
        m_options.push_back(std::move(option));
        m_setting->addItem(toQt(entry.title));
    }
    m_setting->setObjectName(QStringLiteral("experimentSetting"));
    m_setting->setAccessibleName(tr("Setting to change"));
    m_number->setObjectName(QStringLiteral("experimentNumber"));
    m_number->setAccessibleName(tr("New value"));
    m_choice->setObjectName(QStringLiteral("experimentChoice"));
    m_choice->setAccessibleName(tr("New value"));
    m_editors->addWidget(m_number);
    m_editors->addWidget(m_choice);
    m_editors->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout;
    row->addWidget(m_setting, 2);
    row->addWidget(m_before, 1, Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_editors, 1);
    column.addLayout(row);
    connect(m_setting, &QComboBox::currentIndexChanged, this, &ExperimentDialog::chooseSetting);
    connect(m_number, &QLineEdit::textEdited, this, &ExperimentDialog::refresh);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ExperimentDialog::refresh);
    m_setting->setCurrentIndex(first);
    chooseSetting(first);
}

void ExperimentDialog::buildResults(QVBoxLayout& column)
{
    m_results->setSpacing(6);
    column.addWidget(ruleLine());
    column.addWidget(m_resultsHead);
    column.addLayout(m_results);
}

const ExperimentDialog::Option* ExperimentDialog::option() const
{
    const int index = m_setting->currentIndex();
    return index < 0 || index >= std::ssize(m_options) ? nullptr : &m_options[static_cast<std::size_t>(index)];
}

void ExperimentDialog::chooseSetting(int /*index*/)
{
    const Option* chosen = option();
    if (!chosen)
        return;
    const auto* choices = std::get_if<ChoiceSet>(&chosen->spec.distribution);
    m_editors->setCurrentIndex(choices ? 1 : 0);
    m_before->setText(chosen->before ? tr("%1 to").arg(valueTitle(*chosen->before)) : tr("unset to"));
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    if (choices) {
        for (const ParamValue& choice : choices->choices) {
            m_choice->addItem(valueTitle(choice));
            if (chosen->before && sameValue(choice, *chosen->before))
                m_choice->setCurrentIndex(m_choice->count() - 1);
        }
    } else {
        m_number->setText(chosen->before ? valueTitle(*chosen->before) : QString());
        m_number->selectAll();
    }
    refresh();
}

/// The new value, if the field holds one that the setting can take.
std::optional<ParamValue> ExperimentDialog::value() const
{
    const Option* chosen = option();
    if (!chosen)
        return std::nullopt;
    if (const auto* choices = std::get_if<ChoiceSet>(&chosen->spec.distribution)) {
        const int index = m_choice->currentIndex();
        return index < 0 || index >= std::ssize(choices->choices) ? std::nullopt : std::optional(choices->choices[static_cast<std::size_t>(index)]);
    }
    // The field shows the value rounded: left as it is, it stands for the exact one.
    if (chosen->before && m_number->text() == valueTitle(*chosen->before))
        return chosen->before;
    const std::optional<double> number = parseValue(m_number->text());
    if (!number)
        return std::nullopt;
    if (const auto* range = std::get_if<FloatRange>(&chosen->spec.distribution))
        return *number < range->low || *number > range->high ? std::nullopt : std::optional<ParamValue>(*number);
    const auto& range = std::get<IntRange>(chosen->spec.distribution);
    if (*number != std::floor(*number) || *number < static_cast<double>(range.low) || *number > static_cast<double>(range.high))
        return std::nullopt;
    return ParamValue(static_cast<std::int64_t>(*number));
}

bool ExperimentDialog::isUnchanged(const ParamValue& changed) const
{
    const Option* chosen = option();
    return chosen && chosen->before && sameValue(changed, *chosen->before);
}

/// Why the button cannot be used; empty if it can.
QString ExperimentDialog::fault() const
{
    if (isLonger())
        return {};
    const Option* chosen = option();
    if (!chosen)
        return tr("Nothing can be changed here: what the data allow is not known yet.");
    const std::optional<ParamValue> changed = value();
    if (changed)
        return !isUnchanged(*changed)                ? QString()
               : m_kind == OriginKind::Twin ? tr("That is the value it had: the twin would give the same numbers, bit by bit. Change it to queue one.")
                                            : tr("That is the value it had: the fork would give the same numbers, bit by bit. Change it to queue one.");
    const auto* real = std::get_if<FloatRange>(&chosen->spec.distribution);
    const auto* whole = std::get_if<IntRange>(&chosen->spec.distribution);
    if (real)
        return tr("%1 goes from %2 to %3.").arg(m_setting->currentText(), endText(real->low), endText(real->high));
    if (whole)
        return tr("%1 is a whole number from %2 to %3.").arg(m_setting->currentText(), endText(static_cast<double>(whole->low)), endText(static_cast<double>(whole->high)));
    return tr("Choose a value.");
}

std::optional<QueueRequest> ExperimentDialog::request() const
{
    QueueRequest request{.kind = m_kind, .of = m_trial};
    if (isLonger()) {
        request.epochs = m_epochs->value();
        return request;
    }
    const std::optional<ParamValue> changed = value();
    if (!changed || isUnchanged(*changed))
        return std::nullopt;
    request.changes.set(option()->spec.name, *changed);
    if (m_kind == OriginKind::Fork)
        request.epoch = m_epochs->value();
    return request;
}

void ExperimentDialog::refresh()
{
    const QString words = fault();
    const auto wanted = request();
    m_fault->setText(words);
    m_fault->setVisible(!words.isEmpty());
    const bool isFaulty = !isLonger() && !value();
    setTone(m_fault, isFaulty ? ColorRole::Danger : ColorRole::Text3);
    m_queue->setEnabled(wanted.has_value() && m_ports.queue);
    m_queue->setText(isLonger()                     ? tr("Train %1 epochs longer").arg(m_epochs->value())
                     : m_kind == OriginKind::Fork ? tr("Queue the fork")
                                                  : tr("Queue the twin"));
}

/// Stays open: what comes of it is shown below.
void ExperimentDialog::accept()
{
    const auto wanted = request();
    if (wanted && m_ports.queue)
        m_ports.queue(*wanted);
}

void ExperimentDialog::readResults()
{
    showResults({});
    if (m_ports.results)
        m_ports.results(m_trial, [self = QPointer<ExperimentDialog>(this)](const std::vector<ExperimentResult>& results) {
            if (self)
                self->showResults(results);
        });
}

void ExperimentDialog::showResults(const std::vector<ExperimentResult>& results)
{
    clearLayout(m_results);
    m_resultsHead->setVisible(!results.empty());
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    for (const ExperimentResult& result : results) {
        auto* box = new QWidget;
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        QLabel* words = wrappedLabel(experimentText(result, metric), TextStyle::Table);
        words->setObjectName(QStringLiteral("experimentResult"));
        row->addWidget(words, 1);
        const int made = result.trial;
        if (m_ports.compare) {
            QPushButton* compare = makeButton(tr("Compare"), ButtonKind::Link);
            connect(compare, &QPushButton::clicked, this, [this, made] { m_ports.compare(m_trial, made); });
            row->addWidget(compare);
        }
        if (m_ports.note && isTold(result.state)) {
            QPushButton* note = makeButton(tr("To the notebook"), ButtonKind::Link);
            note->setObjectName(QStringLiteral("experimentNote"));
            connect(note, &QPushButton::clicked, this, [this, text = tr("From trial %1. %2").arg(m_trial).arg(words->text())] { m_ports.note(text); });
            row->addWidget(note);
        }
        if (m_ports.confirm && result.state == TrialState::Complete) {
            QPushButton* starts = makeButton(tr("%1 more starts").arg(kMoreStarts), ButtonKind::Link);
            starts->setToolTip(tr("Trains both again on the same new seeds, as pairs"));
            connect(starts, &QPushButton::clicked, this, [this, made] {
                m_ports.confirm({m_trial, made}, kMoreStarts);
                reject();
            });
            row->addWidget(starts);
        }
        m_results->addWidget(box);
    }
}

} // namespace tunescope::ui
