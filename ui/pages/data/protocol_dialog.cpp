// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/protocol_dialog.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/data/protocol_bands.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

QSpinBox* protocolBox(int low, int high, const QString& name, const char* object)
{
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setAccessibleName(name);
    box->setObjectName(QLatin1String(object));
    return box;
}

QString kindName(JudgeKind kind)
{
    switch (kind) {
    case JudgeKind::OneSplit:
        return ProtocolDialog::tr("One split");
    case JudgeKind::Folds:
        return ProtocolDialog::tr("Folds");
    case JudgeKind::Repeated:
        return ProtocolDialog::tr("Repeated splits");
    case JudgeKind::InTime:
        return ProtocolDialog::tr("Ordered in time");
    case JudgeKind::ByGroup:
        break;
    }
    return ProtocolDialog::tr("By group");
}

} // namespace

ProtocolDialog::ProtocolDialog(DatasetModel& model, QWidget* parent)
    : QDialog(parent)
    , m_model(model)
    , m_protocol(model.draft().protocol)
    , m_bands(new ProtocolBands)
    , m_folds(protocolBox(2, 20, tr("Folds"), "protocolFolds"))
    , m_repeats(protocolBox(1, 50, tr("Repeats"), "protocolRepeats"))
    , m_gap(protocolBox(0, 1'000'000, tr("Rows left out between past and future"), "protocolGap"))
    , m_stopping(protocolBox(0, 50, tr("Training rows set aside for early stopping, percent"), "protocolStopping"))
    , m_by(new QComboBox)
    , m_cost(wrappedLabel({}, TextStyle::Body))
    , m_sure(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_vault(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_use(makeButton({}, ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("How will you judge?"));
    resize(themeOf(this).scaled(860), themeOf(this).scaled(520));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(20, 16, 20, 16);
    all->setSpacing(12);
    all->addWidget(textLabel(tr("How will you judge?"), TextStyle::Section));
    all->addWidget(wrappedLabel(tr("Choose before the first run, so that every trial is measured the same way. Filling and scaling are always fitted on "
                                   "the learning rows alone."),
                                TextStyle::Table, ColorRole::Text2));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(18);
    auto* kinds = new QVBoxLayout;
    buildKinds(*kinds);
    auto* middle = new QVBoxLayout;
    middle->addWidget(m_bands, 1);
    buildOptions(*middle);
    columns->addLayout(kinds, 2);
    columns->addLayout(middle, 3);
    all->addLayout(columns, 1);
    m_cost->setObjectName(QStringLiteral("protocolCost"));
    m_sure->setObjectName(QStringLiteral("protocolSure"));
    for (QLabel* label : {m_cost, m_sure, m_vault})
        all->addWidget(label);
    auto* buttons = new QHBoxLayout;
    QPushButton* cancel = makeButton(tr("Cancel"), ButtonKind::Secondary);
    m_use->setObjectName(QStringLiteral("protocolUse"));
    m_use->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &ProtocolDialog::accept);
    refresh();
    m_kinds[static_cast<std::size_t>(judgeKindOf(m_protocol))]->setFocus();
}

void ProtocolDialog::buildKinds(QVBoxLayout& column)
{
    const DatasetFacts* facts = m_model.facts();
    column.setSpacing(2);
    for (std::size_t i = 0; i < kJudgeKinds.size(); ++i) {
        const JudgeKind kind = kJudgeKinds[i];
        m_kinds[i] = new QRadioButton(kindName(kind));
        m_kinds[i]->setObjectName(QStringLiteral("judge%1").arg(i));
        const QString fault = facts ? whyNotJudged(kind, *facts) : QString();
        m_kinds[i]->setEnabled(fault.isEmpty());
        m_kinds[i]->setAccessibleDescription(fault.isEmpty() ? judgeWords(kind) : fault);
        column.addWidget(m_kinds[i]);
        QLabel* words = wrappedLabel(fault.isEmpty() ? judgeWords(kind) : fault, TextStyle::Table, ColorRole::Text3);
        words->setContentsMargins(24, 0, 0, 8);
        column.addWidget(words);
        connect(m_kinds[i], &QRadioButton::clicked, this, [this, kind] {
            if (m_model.facts())
                m_protocol = judgedBy(m_protocol, kind, *m_model.facts());
            refresh();
        });
    }
    column.addStretch(1);
}

void ProtocolDialog::buildOptions(QVBoxLayout& column)
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("Folds"), m_folds);
    form->addRow(tr("Repeats"), m_repeats);
    form->addRow(tr("Gap in rows"), m_gap);
    form->addRow(tr("Groups"), m_by);
    form->addRow(tr("Set aside to stop early"), m_stopping);
    m_stopping->setSuffix(QStringLiteral(" %"));
    m_stopping->setToolTip(tr("A part of the learning rows of its own picks the best epoch, so that the judging rows do not. 0 = the judging rows "
                              "pick it, and the score is a little optimistic."));
    m_by->setAccessibleName(tr("Column that tells groups"));
    m_by->setObjectName(QStringLiteral("protocolBy"));
    if (const DatasetFacts* facts = m_model.facts()) {
        for (const std::string& name : facts->groups)
            m_by->addItem(toQt(name));
    }
    column.addLayout(form);
    connect(m_folds, &QSpinBox::valueChanged, this, [this](int folds) {
        m_protocol.folds = folds;
        refresh();
    });
    connect(m_repeats, &QSpinBox::valueChanged, this, [this](int repeats) {
        m_protocol.repeats = repeats;
        refresh();
    });
    connect(m_gap, &QSpinBox::valueChanged, this, [this](int gap) {
        m_protocol.gap = gap;
        refresh();
    });
    connect(m_stopping, &QSpinBox::valueChanged, this, [this](int percent) {
        m_protocol.stopping = percent / 100.0;
        refresh();
    });
    connect(m_by, &QComboBox::activated, this, [this] {
        m_protocol.by = toStd(m_by->currentText());
        refresh();
    });
}

void ProtocolDialog::refresh()
{
    const JudgeKind kind = judgeKindOf(m_protocol);
    for (std::size_t i = 0; i < kJudgeKinds.size(); ++i)
        m_kinds[i]->setChecked(kJudgeKinds[i] == kind);
    const auto set = [](QSpinBox* box, int value, bool isUsed) {
        const QSignalBlocker quiet(box);
        box->setValue(value);
        box->setEnabled(isUsed);
    };
    set(m_folds, m_protocol.folds, hasFolds(m_protocol.kind));
    set(m_repeats, m_protocol.repeats, kind == JudgeKind::Repeated || kind == JudgeKind::Folds);
    set(m_gap, static_cast<int>(m_protocol.gap), kind == JudgeKind::InTime);
    set(m_stopping, static_cast<int>(std::lround(100.0 * m_protocol.stopping)), true);
    m_by->setEnabled(kind == JudgeKind::ByGroup);
    if (kind == JudgeKind::ByGroup)
        m_by->setCurrentText(toQt(m_protocol.by));
    const DatasetFacts* facts = m_model.facts();
    m_bands->setProtocol(m_protocol, facts ? facts->rows : 0);
    m_cost->setText(costText());
    m_sure->setText(sureText());
    m_sure->setVisible(!m_sure->text().isEmpty());
    const std::int64_t test = facts ? std::llround(m_protocol.test * static_cast<double>(facts->rows)) : 0;
    m_vault->setText(test > 0 ? tr("%1 rows are set aside and never used for choosing. Each opening is counted and dated.").arg(wholeText(test))
                              : tr("No test part is kept; no score of this study will be an honest one."));
    m_use->setText(tr("Use %1").arg(judgeTitle(m_protocol)));
    m_use->setEnabled(facts != nullptr && !(m_protocol == m_model.draft().protocol));
}

QString ProtocolDialog::costText() const
{
    const int runs = runsOf(m_protocol);
    QString text = runs == 1 ? tr("A trial is one training.") : tr("A trial is %1 trainings; its score is their mean, with their spread.").arg(runs);
    const auto& seconds = m_model.ports().studySeconds;
    const std::optional<double> now = seconds ? seconds() : std::nullopt;
    const double wanted = now.value_or(0.0) * runs / std::max(runsOf(m_model.draft().protocol), 1);
    if (now)
        text += QLatin1Char(' ') + (wanted < 1.0 ? tr("The search takes less than a second.") : tr("The search takes about %1.").arg(durationText(wanted)));
    return text;
}

/// From the number of judged rows alone, at the score that a model without hidden layers has.
QString ProtocolDialog::sureText() const
{
    const DatasetFacts* facts = m_model.facts();
    const auto& baselines = m_model.ports().baselines();
    if (!facts || facts->task != Task::Classification || !baselines || !metricStyleOf(baselines->metric).isShare)
        return {};
    const double p = std::clamp(baselines->linear, 0.02, 0.98);
    const auto rows = static_cast<double>(std::max<std::int64_t>(judgedRowsOf(m_protocol, *facts), 1));
    return tr("How sure is one score: ± %1 points (one standard error, about %2 judged rows at %3 % right). New starting weights add to it.")
        .arg(100.0 * std::sqrt(p * (1.0 - p) / rows), 0, 'f', 1)
        .arg(wholeText(static_cast<qint64>(rows)))
        .arg(100.0 * p, 0, 'f', 0);
}

void ProtocolDialog::accept()
{
    m_model.setProtocol(m_protocol);
    QDialog::accept();
}

} // namespace tunescope::ui
