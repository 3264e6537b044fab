// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best_page.h"

#include "ui/pages/best/export_panel.h"
#include "ui/pages/best/luck_chart.h"
#include "ui/pages/best/new_data_panel.h"
#include "ui/pages/best/notebook_panel.h"
#include "ui/pages/best/top_trials_panel.h"
#include "ui/pages/best/trust_panel.h"
#include "ui/pages/best/unbroken_text.h"
#include "ui/pages/best/winner_panel.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/trust_model.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"
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
    , m_title(textLabel({}, TextStyle::Title))
    , m_views(new SegmentedControl({tr("Winner"), tr("Trust"), tr("Notebook"), tr("New data")}))
    , m_summary(elidedLabel({}, TextStyle::Body, ColorRole::Text3))
    , m_testText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 14);
    layout->setSpacing(0);
    auto* headBox = new QWidget;
    auto* head = new QHBoxLayout(headBox);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(14);
    head->addWidget(m_title);
    head->addWidget(m_summary, 1);
    head->addWidget(m_views);
    headBox->setFixedHeight(themeOf(this).metrics.pageHead);
    m_views->setName(tr("What to look at"));
    m_views->hide();
    connect(m_views, &SegmentedControl::chosen, this, [this] { refresh(); });
    layout->addWidget(headBox);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildFilled(study, ports, std::move(exports)));
    connect(&m_model, &BestModel::ranked, this, &BestPage::refresh);
    connect(&m_model, &BestModel::shownChanged, this, &BestPage::refresh);
    refresh();
}

BestPage::BestPage(ProjectController& controller, ExportFunctions exports, QWidget* parent)
    : BestPage(controller.study(), bestPortsOf(controller), std::move(exports), parent)
{
    addTrust(controller);
    connect(&controller, &ProjectController::baselinesChanged, m_winner, &WinnerPanel::refresh);
    connect(&controller, &ProjectController::dataChanged, m_winner, &WinnerPanel::refresh);
}

void BestPage::addTrust(ProjectController& controller)
{
    m_trust = new TrustModel(controller.study(), trustPortsOf(controller), this);
    m_trustPanel = new TrustPanel(controller.study(), m_model, *m_trust);
    m_notebook = new NotebookPanel(*m_trust, [&controller] { return controller.projectName(); });
    m_stack->addWidget(m_trustPanel);
    m_stack->addWidget(m_notebook);
    auto* newData = new NewDataModel(controller.study(), newDataPortsOf(controller), this);
    m_newData = new NewDataPanel(*newData);
    m_stack->addWidget(m_newData);
    connect(newData, &NewDataModel::tuned, this, [this, &controller] {
        emit controller.messagePosted({Message::Kind::Info, tr("The search on the new data is ready."),
                                       tr("Start begins it as a new project.")});
        emit searchWanted();
    });
    m_views->show();
    connect(m_trustPanel, &TrustPanel::trialChosen, &m_model, &BestModel::choose);
    connect(m_trustPanel, &TrustPanel::keepWanted, this, [this](int trial) {
        m_model.choose(trial);
        showView(WinnerView);
    });
    connect(m_trust, &TrustModel::testOpened, this, &BestPage::refresh);
    // A project that is left must not wait for what is trained for the view.
    connect(&controller, &ProjectController::busyChanged, m_trust, [this, &controller] {
        if (controller.isBusy())
            m_trust->cancel();
    });
    connect(m_notebook, &NotebookPanel::exported, this, [&controller](const QString& path) {
        emit controller.messagePosted({Message::Kind::Success, tr("The notebook was saved."), path});
    });
    connect(m_notebook, &NotebookPanel::exportFailed, this, [&controller](const QString& path) {
        emit controller.messagePosted({Message::Kind::Error, tr("The notebook could not be written."), path});
    });
    refresh();
}

BestPage::View BestPage::view() const
{
    return m_trust ? static_cast<View>(std::max(m_views->current(), 0)) : WinnerView;
}

void BestPage::showView(View view)
{
    m_views->setCurrent(view);
    refresh();
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
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
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
    m_testLock = iconLabel(QStringLiteral("lock"), ColorRole::Best, 20);
    m_testLock->setObjectName(QStringLiteral("testLock"));
    row->addWidget(m_testLock);
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
    const View shown = view();
    const bool isEmpty = m_model.shown() < 0 && shown != NotebookView;
    m_stack->setCurrentIndex(isEmpty ? 0 : 1 + shown);
    const QString titles[] = {tr("Best and export"), tr("Can you trust it?"), tr("Lab notebook"), tr("New data")};
    m_title->setText(titles[shown]);
    m_summary->setText(shown == NotebookView  ? tr("Written by itself, in order")
                       : shown == NewDataView ? tr("Have the data changed?")
                                              : m_model.summary());
    refreshLuck();
    m_testText->setText(unbroken(testText()));
    const bool isOpened = m_looks && !m_looks().empty();
    setIcon(m_testLock, isOpened ? QStringLiteral("unlock") : QStringLiteral("lock"), ColorRole::Best);
    m_testLock->setAccessibleName(isOpened ? tr("Test part, opened") : tr("Test part, locked"));
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
