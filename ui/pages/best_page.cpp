// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best_page.h"

#include "ui/pages/best/export_panel.h"
#include "ui/pages/best/luck_chart.h"
#include "ui/pages/best/top_trials_panel.h"
#include "ui/pages/best/winner_panel.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/glossary_topic.h"

#include <QDateTime>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kWide = 1100; ///< Page width from which the side columns have their full width.

} // namespace

BestPage::BestPage(StudyViewModel& study, BestPorts ports, ExportFunctions exports, QWidget* parent)
    : QWidget(parent)
    , m_model(study)
    , m_looks(ports.looks)
    , m_stack(new QStackedWidget)
    , m_summary(textLabel({}, TextStyle::Body, ColorRole::Text3))
    , m_testText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildFilled(study, ports, std::move(exports)));
    connect(&m_model, &BestModel::ranked, this, &BestPage::refresh);
    connect(&m_model, &BestModel::shownChanged, this, &BestPage::refresh);
    refresh();
}

BestPage::BestPage(ProjectController& controller, ExportFunctions exports, QWidget* parent)
    : BestPage(controller.study(), bestPortsOf(controller), std::move(exports), parent)
{
    connect(&controller, &ProjectController::baselinesChanged, m_winner, &WinnerPanel::refresh);
    connect(&controller, &ProjectController::dataChanged, m_winner, &WinnerPanel::refresh);
}

QWidget* BestPage::buildEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("best"));
    empty->setMessage(tr("Nothing finished yet."),
                      tr("The best trial and its files appear here as soon as one has finished."));
    empty->setAction(tr("Go to Run"), QStringLiteral("live"));
    connect(empty, &EmptyState::actionTriggered, this, &BestPage::runWanted);
    return empty;
}

QWidget* BestPage::buildFilled(StudyViewModel& study, const BestPorts& ports, ExportFunctions exports)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(20, 0, 20, 14);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(textLabel(tr("Best and export"), TextStyle::Title));
    head->addWidget(m_summary, 1);
    auto* headBox = new QWidget;
    headBox->setLayout(head);
    head->setContentsMargins(0, 0, 0, 0);
    headBox->setFixedHeight(themeOf(this).metrics.pageHead);
    layout->addWidget(headBox);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(14);
    auto* left = plainCard();
    left->body()->addWidget(new TopTrialsPanel(m_model));
    auto* right = plainCard();
    m_export = new ExportPanel(m_model, ports, std::move(exports));
    right->body()->addWidget(m_export);
    m_left = left;
    m_right = right;
    columns->addWidget(left);
    columns->addWidget(buildMiddle(ports), 1);
    columns->addWidget(right);
    layout->addLayout(columns, 1);
    // The trial that is looked at here is the one that the other pages follow, and the other way round.
    connect(&m_model, &BestModel::trialChosen, &study, &StudyViewModel::select);
    connect(&study, &StudyViewModel::selectionChanged, &m_model,
            [this](int trial) { m_model.choose(trial); });
    return page;
}

QWidget* BestPage::buildMiddle(const BestPorts& ports)
{
    auto* middle = new QWidget;
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto* winner = plainCard();
    m_winner = new WinnerPanel(m_model, ports);
    winner->body()->addWidget(m_winner);
    layout->addWidget(winner);

    m_luckCard = new Card(tr("Is it really better?"), CardHead::Ruled);
    m_luckCard->removePadding();
    setGlossaryTopic(*m_luckCard, QStringLiteral("chart:LuckChart"));
    setGlossaryTopic(*m_winner, QStringLiteral("term:optimism"));
    m_luckNote = elidedLabel({}, TextStyle::Caption, ColorRole::Text3);
    m_luckCard->addHeadWidget(m_luckNote);
    m_luckCard->body()->addWidget(new LuckChart(m_model), 1);
    layout->addWidget(m_luckCard, 1);
    layout->addWidget(buildTestCard());
    return scrolled(middle);
}

QWidget* BestPage::buildTestCard()
{
    auto* card = plainCard();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(18, 14, 18, 14);
    row->setSpacing(14);
    row->addWidget(iconLabel(QStringLiteral("lock"), ColorRole::Best, 20));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(textLabel(tr("Test score"), TextStyle::Card));
    words->addWidget(m_testText);
    row->addLayout(words, 1);
    card->body()->addLayout(row);
    return card;
}

void BestPage::refresh()
{
    m_stack->setCurrentIndex(m_model.shown() < 0 ? 0 : 1);
    m_summary->setText(m_model.summary());
    refreshLuck();
    m_testText->setText(testText());
}

/// Whether the test rows are untouched, and otherwise what the latest look at them showed.
QString BestPage::testText() const
{
    const std::int64_t rows = m_model.testRows();
    const QString counted = countedText(rows, tr("test row"), tr("test rows"));
    if (rows <= 0)
        return tr("This study keeps no test rows apart.");
    const std::vector<TestLook> looks = m_looks ? m_looks() : std::vector<TestLook>();
    if (looks.empty())
        return tr("Locked and untouched. No network has seen the %1, and no choice was made with them.").arg(counted);
    const TestLook& last = looks.back();
    const QDate day = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(last.openedAt)).date();
    const QString when = QLocale().toString(day, QLocale::ShortFormat);
    const QString result = tr("trial %1 had %2 on the %3")
                               .arg(last.trial)
                               .arg(scoreTextWithUnit(last.value, m_model.metric()), counted);
    const QString opened = looks.size() == 1 ? tr("Opened once, on %1: %2.").arg(when, result)
                                             : tr("Opened %1 times, last on %2: %3.").arg(looks.size()).arg(when, result);
    return opened + QLatin1Char(' ') + tr("Trials made since then may owe something to that look.");
}

/// Shares of rows have a range that luck explains; of other scores only the distances can be shown.
void BestPage::refreshLuck()
{
    const MetricStyle& metric = m_model.metric();
    if (m_model.luckMargin()) {
        m_luckCard->setTitle(tr("Is it really better?"));
        m_luckNote->setText(tr("bar: range that luck explains, 95 %"));
        return;
    }
    m_luckCard->setTitle(tr("How far apart are they?"));
    m_luckNote->setText(metric.direction == Direction::Minimize
                            ? tr("%1, lower is better").arg(m_model.metricTitle())
                            : tr("%1, higher is better").arg(m_model.metricTitle()));
}

void BestPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWide;
    const Theme& theme = themeOf(this);
    m_left->setFixedWidth(theme.scaled(wide ? 280 : 216));
    m_right->setFixedWidth(theme.scaled(wide ? 376 : 332));
}

} // namespace tunescope::ui
