// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/winner_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/best_model.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kSettingWidth = 122; // px, the widest value that occurs ("RMSprop", "4 × 110") with its label

} // namespace

WinnerPanel::WinnerPanel(BestModel& model, BestPorts ports, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_ports(std::move(ports))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(12);
    buildHead(*layout);
    layout->addWidget(ruleLine());
    m_settings = new QGridLayout;
    m_settings->setHorizontalSpacing(12);
    m_settings->setVerticalSpacing(12);
    layout->addLayout(m_settings);
    layout->addWidget(ruleLine());
    buildVerdict(*layout);
    buildCheck(*layout);
    connect(&model, &BestModel::ranked, this, &WinnerPanel::refresh);
    connect(&model, &BestModel::shownChanged, this, &WinnerPanel::refresh);
    refresh();
}

void WinnerPanel::buildHead(QVBoxLayout& layout)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    m_star = iconLabel(QStringLiteral("star-fill"), ColorRole::BestMark, 20);
    m_name = textLabel({}, TextStyle::Title);
    m_why = elidedLabel({}, TextStyle::Caption, ColorRole::Text3);
    m_score = textLabel({}, TextStyle::Numeral);
    m_score->setAlignment(Qt::AlignRight);
    m_scoreCaption = textLabel({}, TextStyle::Caption, ColorRole::Text3);
    m_scoreCaption->setAlignment(Qt::AlignRight);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name);
    words->addWidget(m_why);
    auto* numbers = new QVBoxLayout;
    numbers->setSpacing(0);
    numbers->addWidget(m_score);
    numbers->addWidget(m_scoreCaption);
    head->addWidget(m_star, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addLayout(numbers);
    layout.addLayout(head);
}

void WinnerPanel::buildCheck(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_checkIcon = iconLabel(QStringLiteral("restart"), ColorRole::Text3, 16);
    m_checkText = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_check = makeButton(tr("Check now"), ButtonKind::Secondary, {}, ButtonSize::Small);
    m_check->setObjectName(QStringLiteral("checkNow"));
    m_check->setToolTip(
        tr("Trains this trial again from its seed and compares every number of every epoch."));
    connect(m_check, &QPushButton::clicked, this, &WinnerPanel::checkAgain);
    row->addWidget(m_checkIcon, 0, Qt::AlignVCenter);
    row->addWidget(m_checkText, 1);
    row->addWidget(m_check);
    layout.addLayout(row);
}

void WinnerPanel::buildVerdict(QVBoxLayout& layout)
{
    m_verdict = new QWidget;
    m_verdict->setObjectName(QStringLiteral("verdict"));
    auto* row = new QHBoxLayout(m_verdict);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_verdictIcon = iconLabel(QStringLiteral("info"), ColorRole::Text3, 16);
    m_verdictText = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    row->addWidget(m_verdictIcon, 0, Qt::AlignVCenter);
    row->addWidget(m_verdictText, 1);
    layout.addWidget(m_verdict);
}

/// About the best trial, whichever one is shown.
void WinnerPanel::refreshVerdict()
{
    const QModelIndex best = m_model.index(0);
    const BaselineVerdict verdict =
        m_ports.verdict && best.isValid()
            ? m_ports.verdict(best.data(BestModel::ValueRole).toDouble(), m_model.metric())
            : BaselineVerdict();
    const bool beaten = verdict.outcome == BaselineVerdict::Outcome::Beaten;
    setIcon(m_verdictIcon, beaten ? QStringLiteral("check-circle") : QStringLiteral("diverged"),
            beaten ? ColorRole::Ok : ColorRole::Warn);
    m_verdictText->setText(verdict.sentence);
    m_verdict->setVisible(!verdict.sentence.isEmpty());
}

void WinnerPanel::refresh()
{
    const TrialSnapshot* trial = m_model.shownTrial();
    if (trial == nullptr)
        return;
    const int number = m_model.shown();
    const bool best = m_model.rowOf(number) == 0;
    setIcon(m_star, best ? QStringLiteral("star-fill") : QStringLiteral("star"),
            best ? ColorRole::BestMark : ColorRole::Text3);
    m_name->setText(tr("Trial %1").arg(number));
    if (best)
        m_why->setText(tr("best on validation, seed %1").arg(trial->start.seed));
    else if (number == m_model.winner())
        m_why->setText(tr("picked by your rule, seed %1").arg(trial->start.seed));
    else
        m_why->setText(tr("rank %1, seed %2").arg(m_model.rowOf(number) + 1).arg(trial->start.seed));
    m_score->setText(scoreText(*trial->outcome.value, m_model.metric()));
    m_scoreCaption->setText(m_model.metricTitle());
    fillSettings();
    refreshVerdict();
    if (m_checkedTrial != number)
        resetCheck();
}

int WinnerPanel::settingColumns() const
{
    return std::clamp((width() - 24) / themeOf(this).scaled(kSettingWidth), 2, 5);
}

void WinnerPanel::fillSettings()
{
    clearLayout(m_settings);
    const QList<SettingText> settings = m_model.settings();
    const int columns = settingColumns();
    m_columns = columns;
    for (qsizetype i = 0; i < settings.size(); ++i) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(2);
        QLabel* label = textLabel(settings[i].label, TextStyle::Caption, ColorRole::Text3);
        QLabel* value =
            textLabel(settings[i].value, settings[i].isNumber ? TextStyle::Number : TextStyle::Card);
        QFont font = value->font();
        font.setWeight(QFont::DemiBold);
        value->setFont(font);
        cell->addWidget(label);
        cell->addWidget(value);
        m_settings->addLayout(cell, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    }
    for (int column = 0; column < 5; ++column)
        m_settings->setColumnStretch(column, column < columns ? 1 : 0);
}

void WinnerPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (settingColumns() != m_columns)
        fillSettings();
}

void WinnerPanel::resetCheck()
{
    m_checkedTrial = -1;
    setIcon(m_checkIcon, QStringLiteral("restart"), ColorRole::Text3);
    m_checkText->setText(tr("Reproducible: running it again gives the same curve."));
    m_check->setText(tr("Check now"));
    m_check->setEnabled(true);
}

void WinnerPanel::checkAgain()
{
    const int trial = m_model.shown();
    if (trial < 0)
        return;
    m_checkedTrial = trial;
    m_check->setEnabled(false);
    setIcon(m_checkIcon, QStringLiteral("running"), ColorRole::Running);
    m_checkText->setText(tr("Training trial %1 again…").arg(trial));
    m_ports.inBackground("best-rerun", [this, trial, rerun = m_ports.rerun]() -> std::function<void()> {
        return [this, trial, report = rerun(trial)] { showReport(trial, report); };
    });
}

void WinnerPanel::showReport(int trial, const Result<StudyService::RerunReport>& report)
{
    if (trial != m_checkedTrial)
        return;
    m_check->setEnabled(true);
    m_check->setText(tr("Check again"));
    if (!report) {
        setIcon(m_checkIcon, QStringLiteral("failed"), ColorRole::Danger);
        m_checkText->setText(errorSentence(report.error()));
    } else if (report->identical) {
        setIcon(m_checkIcon, QStringLiteral("check-circle"), ColorRole::Ok);
        m_checkText->setText(
            report->sameEngine
                ? tr("Identical: all %n epoch(s) gave the same numbers, bit by bit.", nullptr, report->epochs)
                : tr("The same to 1 in 1000 over %n epoch(s); this computer calculates a little differently.",
                     nullptr, report->epochs));
    } else {
        setIcon(m_checkIcon, QStringLiteral("diverged"), ColorRole::Warn);
        m_checkText->setText(tr("Not the same: %1.").arg(toQt(report->firstDifference)));
    }
}

} // namespace tunescope::ui
