// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/welcome_page.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/welcome_page_curves.h"
#include "ui/pages/welcome_page_digits.h"
#include "ui/pages/welcome_page_lessons.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/sparkline.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace tunescope::ui {
namespace {

constexpr const char* kShowKey = "welcome/showAtStart";
constexpr int kWideWelcome =
    1080;                  ///< Page width from which headline and card stand side by side at full size.
constexpr int kTall = 660; ///< Page height below which the three steps are left out.
constexpr std::int64_t kDigitsRead = 400; ///< Rows in which every digit occurs at least three times.

/// The first kRows rows of each class, in the order of the preview's tiles.
std::vector<std::vector<float>> tilesByClass(std::vector<RowView> rows)
{
    std::vector<std::vector<float>> tiles(DigitsPreview::kRows * DigitsPreview::kColumns);
    std::array<int, DigitsPreview::kColumns> used{};
    for (RowView& row : rows) {
        const int digit = toQt(row.target).toInt();
        if (digit < 0 || digit >= DigitsPreview::kColumns ||
            used[static_cast<std::size_t>(digit)] == DigitsPreview::kRows)
            continue;
        const int line = used[static_cast<std::size_t>(digit)]++;
        tiles[static_cast<std::size_t>(line * DigitsPreview::kColumns + digit)] = std::move(row.pixels);
    }
    return tiles;
}

QString projectLine(const RecentProject& project)
{
    const QString trials = countedText(project.trials, WelcomePage::tr("trial"), WelcomePage::tr("trials"));
    if (!project.bestValue)
        return trials;
    // The metric as a style, without a study: only its name is kept in the list of projects.
    StudySnapshot named;
    auto config = std::make_shared<StudyConfig>();
    config->protocol.metric = toStd(project.metric);
    named.config = config;
    return WelcomePage::tr("best %1 · %2")
        .arg(scoreTextWithUnit(*project.bestValue, metricStyleOf(&named)), trials);
}

} // namespace

WelcomePage::WelcomePage(WelcomePorts ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_side(new QStackedWidget)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, 32, 48, 20);
    layout->setSpacing(24);
    auto* top = new QHBoxLayout;
    top->setSpacing(40);
    top->addWidget(buildHero(), 9);
    m_side->addWidget(buildWhatYouWillSee());
    m_side->addWidget(buildProjects());
    top->addWidget(m_side, 10);
    layout->addLayout(top, 1);
    m_steps = buildSteps();
    layout->addWidget(m_steps);
    layout->addWidget(buildFoot());
    outer->addWidget(scrolled(page));
    setFocusProxy(m_start);
    refreshProjects();
}

WelcomePage::WelcomePage(ProjectController& controller, QWidget* parent)
    : WelcomePage(welcomePortsOf(controller), parent)
{
    connect(&controller, &ProjectController::recentProjectsChanged, this, &WelcomePage::refreshProjects);
}

QWidget* WelcomePage::buildHero()
{
    auto* hero = new QWidget;
    auto* layout = new QVBoxLayout(hero);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(18);
    layout->addStretch(2);
    m_headline = wrappedLabel(tr("Watch a network learn.\nThen make it learn better."), TextStyle::Display);
    layout->addWidget(m_headline);
    QLabel* lead =
        wrappedLabel(tr("Tunescope trains small neural networks on this computer and shows every curve as it "
                        "moves. Change a setting, see what it does, keep the best."),
                     TextStyle::Section, ColorRole::Text2);
    lead->setStyleSheet(QStringLiteral("font-weight: 400;"));
    layout->addWidget(lead);

    m_startRow = new QHBoxLayout;
    m_startRow->setSpacing(14);
    m_start = makeButton(tr("Start the digits demo"), ButtonKind::Primary, QStringLiteral("play"),
                         ButtonSize::Hero);
    m_start->setObjectName(QStringLiteral("startDemo"));
    m_start->setAutoDefault(true); // Enter presses it while it has the focus.
    connect(m_start, &QPushButton::clicked, this, [this] { m_ports.startDemo(); });
    m_startRow->addWidget(m_start, 0, Qt::AlignLeft);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addStretch();
    QLabel* promise = textLabel(tr("First curve in about 2 seconds"), TextStyle::Table);
    promise->setMinimumWidth(20);
    words->addWidget(promise);
    m_demoText = wrappedLabel(tr("about 20 s, nothing to set up"), TextStyle::Table, ColorRole::Text3);
    words->addWidget(m_demoText);
    words->addStretch();
    m_startRow->addLayout(words, 1);
    layout->addLayout(m_startRow);

    auto* others = new QHBoxLayout;
    others->setSpacing(10);
    QPushButton* csv =
        makeButton(tr("Open a CSV…"), ButtonKind::Secondary, QStringLiteral("csv"), ButtonSize::Large);
    csv->setObjectName(QStringLiteral("openCsv"));
    connect(csv, &QPushButton::clicked, this, &WelcomePage::openCsvWanted);
    QPushButton* project =
        makeButton(tr("Open a project…"), ButtonKind::Secondary, QStringLiteral("folder"), ButtonSize::Large);
    project->setObjectName(QStringLiteral("openProject"));
    connect(project, &QPushButton::clicked, this, &WelcomePage::openProjectWanted);
    others->addWidget(csv);
    others->addWidget(project);
    m_firstLesson = makeButton(tr("Start lesson 1"), ButtonKind::Quiet, QStringLiteral("lessons"), ButtonSize::Large);
    m_firstLesson->setObjectName(QStringLiteral("firstLesson"));
    m_firstLesson->hide();
    others->addWidget(m_firstLesson);
    others->addStretch();
    layout->addLayout(others);

    auto* local = new QHBoxLayout;
    local->setSpacing(8);
    local->addWidget(iconLabel(QStringLiteral("cpu"), ColorRole::Text3, 15));
    local->addWidget(
        wrappedLabel(tr("Runs on your processor with oneDNN. No account, no internet, nothing leaves this "
                        "machine."),
                     TextStyle::Table, ColorRole::Text3),
        1);
    layout->addLayout(local);
    layout->addStretch(3);
    return hero;
}

QWidget* WelcomePage::buildWhatYouWillSee()
{
    auto* card = plainCard();
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(20, 16, 20, 14);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(textLabel(tr("What you will see"), TextStyle::Section), 1);
    head->addWidget(
        textLabel(tr("1\u2009797 handwritten digits, 8 × 8 pixels"), TextStyle::Caption, ColorRole::Text3));
    layout->addLayout(head);
    m_digits = new DigitsPreview;
    layout->addWidget(m_digits);
    auto* curves = new CurvesPreview;
    if (curves->hasCurves()) {
        auto* title = new QHBoxLayout;
        title->addWidget(textLabel(tr("Validation accuracy, %"), TextStyle::Card));
        title->addStretch(1);
        title->addWidget(
            elidedLabel(tr("recorded · gold: best · blue: runner-up"), TextStyle::Caption, ColorRole::Text3));
        layout->addLayout(title);
        layout->addWidget(curves, 1);
    } else {
        delete curves;
        for (const QString& text :
             {tr("Each network sees these pictures again and again and guesses which digit they show."),
              tr("Every pass over the pictures adds a point to its curve. Good settings climb fast, "
                 "bad ones are stopped early, and some never learn."),
              tr("At the end the best one is marked with a star, with the digits that it still "
                 "reads wrong.")})
            layout->addWidget(wrappedLabel(text, TextStyle::Body, ColorRole::Text2));
        layout->addStretch(1);
    }
    card->body()->addLayout(layout);
    return card;
}

QWidget* WelcomePage::buildProjects()
{
    auto* card = plainCard();
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(12, 16, 12, 14);
    layout->setSpacing(6);
    QLabel* title = textLabel(tr("Your projects"), TextStyle::Section);
    title->setContentsMargins(8, 0, 8, 4);
    layout->addWidget(title);
    m_projects = new QVBoxLayout;
    m_projects->setSpacing(2);
    layout->addLayout(m_projects);
    layout->addStretch(1);
    card->body()->addLayout(layout);
    return card;
}

QWidget* WelcomePage::buildSteps()
{
    auto* steps = new QWidget;
    auto* layout = new QHBoxLayout(steps);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    const std::array<std::array<QString, 3>, 4> texts{
        {{QStringLiteral("data"), tr("Data"),
          tr("%1 sets are built in, or bring a table of your own. A part stays locked away as a fair test.")
              .arg(datasetRegistry().size())},
         {QStringLiteral("space"), tr("Search"),
          tr("Say which values each setting may take. Every slider shows what was found there.")},
         {QStringLiteral("live"), tr("Run"),
          tr("Curves move as the networks learn. Click any of them to see what it gets wrong.")},
         {QStringLiteral("best"), tr("Best"),
          tr("Keep the winner as a small file that gives the same numbers again anywhere.")}}};
    for (const auto& [icon, title, text] : texts) {
        auto* card = plainCard();
        auto* content = new QVBoxLayout;
        content->setContentsMargins(16, 14, 16, 14);
        content->setSpacing(6);
        auto* head = new QHBoxLayout;
        head->setSpacing(8);
        head->addWidget(iconLabel(icon, ColorRole::Accent, 18));
        head->addWidget(textLabel(title, TextStyle::Card), 1);
        content->addLayout(head);
        content->addWidget(wrappedLabel(text, TextStyle::Table, ColorRole::Text2), 1, Qt::AlignTop);
        card->body()->addLayout(content);
        card->setMinimumHeight(themeOf(this).scaled(104));
        layout->addWidget(card, 1);
    }
    return steps;
}

void WelcomePage::setLessons(const std::vector<Lesson>& lessons)
{
    if (lessons.empty())
        return;
    auto* cards = new LessonCards(lessons);
    QWidget* old = m_steps;
    m_steps->parentWidget()->layout()->replaceWidget(old, cards);
    cards->setVisible(old->isVisibleTo(this));
    m_steps = cards;
    delete old;
    connect(cards, &LessonCards::lessonWanted, this, &WelcomePage::lessonWanted);
    m_firstLesson->show();
    connect(m_firstLesson, &QPushButton::clicked, this, [this, id = toQt(lessons.front().id)] { emit lessonWanted(id); });
}

QWidget* WelcomePage::buildFoot()
{
    auto* foot = new QWidget;
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* skip = new QCheckBox(tr("Don’t show this page at start"));
    skip->setObjectName(QStringLiteral("skipWelcome"));
    skip->setChecked(!isWantedAtStart());
    connect(skip, &QCheckBox::toggled, this,
            [](bool on) { QSettings().setValue(QLatin1String(kShowKey), !on); });
    layout->addWidget(skip);
    layout->addStretch(1);
    for (const auto& [key, text] :
         {std::pair{QStringLiteral("↵"), tr("start demo")}, std::pair{QStringLiteral("Ctrl O"), tr("open")},
          std::pair{QStringLiteral("F1"), tr("help")}}) {
        layout->addWidget(keyCap(key));
        layout->addWidget(textLabel(text, TextStyle::Table, ColorRole::Text3));
        layout->addSpacing(8);
    }
    return foot;
}

bool WelcomePage::isWantedAtStart()
{
    return QSettings().value(QLatin1String(kShowKey), true).toBool();
}

void WelcomePage::refreshProjects()
{
    clearLayout(m_projects);
    const QList<RecentProject> projects = m_ports.recentProjects().mid(0, kMostProjects);
    for (const RecentProject& project : projects) {
        auto* button = new QPushButton;
        button->setObjectName(QStringLiteral("recentProject"));
        button->setProperty("kind", QStringLiteral("quiet"));
        button->setCursor(Qt::PointingHandCursor);
        button->setToolTip(project.path);
        button->setAccessibleName(tr("Open %1, %2").arg(project.name, projectLine(project)));
        button->setProperty("extent", QStringLiteral("row"));
        auto* row = new QHBoxLayout(button);
        row->setContentsMargins(8, 4, 8, 4);
        row->setSpacing(12);
        row->addWidget(iconLabel(QStringLiteral("live"), ColorRole::Accent, 20));
        auto* words = new QVBoxLayout;
        words->setSpacing(1);
        words->addStretch();
        words->addWidget(elidedLabel(project.name, TextStyle::Card));
        words->addWidget(textLabel(projectLine(project), TextStyle::Caption, ColorRole::Text3));
        words->addStretch();
        row->addLayout(words, 1);
        if (project.curve.size() > 1) {
            auto* curve = new Sparkline;
            curve->setObjectName(QStringLiteral("projectCurve"));
            curve->setAttribute(Qt::WA_TransparentForMouseEvents);
            curve->setFixedSize(themeOf(this).scaled(96), themeOf(this).scaled(30));
            curve->setRole(ColorRole::BestMark);
            curve->setValues(project.curve);
            row->addWidget(curve);
        }
        row->addWidget(iconLabel(QStringLiteral("right"), ColorRole::Text3, 16));
        for (QLabel* label : button->findChildren<QLabel*>())
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
        connect(button, &QPushButton::clicked, this,
                [this, path = project.path] { m_ports.openProject(path); });
        m_projects->addWidget(button);
    }
    m_side->setCurrentIndex(projects.isEmpty() ? 0 : 1);
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_start->setFocus(Qt::OtherFocusReason);
    if (m_asked == Asked::Yes)
        return;
    m_asked = Asked::Yes;
    loadDigits();
    measureDemo();
}

void WelcomePage::loadDigits()
{
    m_ports.inBackground("welcome-digits", [this, read = m_ports.readRows]() -> std::function<void()> {
        std::vector<std::int64_t> rows(kDigitsRead);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = static_cast<std::int64_t>(i);
        const Result<std::vector<RowView>> read400 = read(DataSpec{.source = "digits"}, rows);
        // Without them the tiles stay blank; opening the data tells what is wrong.
        auto tiles = read400 ? tilesByClass(*read400) : std::vector<std::vector<float>>();
        return [this, tiles = std::move(tiles)] { m_digits->setTiles(tiles, QSize(8, 8)); };
    });
}

void WelcomePage::measureDemo()
{
    m_ports.inBackground("welcome-demo", [this, measure = m_ports.demoTrials]() -> std::function<void()> {
        const Result<int> trials = measure();
        return [this, count = trials.value_or(0)] {
            if (count <= 0)
                return;
            const int rounded = count < 200 ? count : (count + 50) / 100 * 100;
            m_demoText->setText(tr("%1 networks in about 20 s, nothing to set up").arg(wholeText(rounded)));
        };
    });
}

void WelcomePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWideWelcome;
    m_steps->setVisible(height() >= kTall);
    // A narrow page has no room for words beside the button.
    m_startRow->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setTextStyle(m_headline, wide ? TextStyle::Display : TextStyle::Title);
    m_headline->setStyleSheet(wide ? QString()
                                   : QStringLiteral("font-size: %1px;").arg(themeOf(this).scaled(27)));
}

} // namespace tunescope::ui
