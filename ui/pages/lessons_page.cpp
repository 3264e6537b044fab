// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons_page.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/explain_step.h"
#include "ui/pages/lessons/lesson_list.h"
#include "ui/pages/lessons/lesson_steps.h"
#include "ui/pages/lessons/myth_view.h"
#include "ui/pages/lessons/predict_step.h"
#include "ui/pages/lessons/read_step.h"
#include "ui/pages/lessons/run_step.h"
#include "ui/pages/lessons/see_step.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kWideLessons = 1150; ///< Page width from which the list shows titles.

} // namespace

LessonsPage::LessonsPage(LessonLibrary library, MythTexts myths, ProjectController& project, LessonModel::ReadStudy read, QWidget* parent)
    : QWidget(parent)
    , m_model(std::move(library), project, read)
    , m_quest(project, read)
    , m_myths(std::move(myths), project.workers())
    , m_list(new LessonList(m_model, m_myths))
    , m_title(elidedLabel({}, TextStyle::Title))
    , m_steps(new LessonSteps(m_model))
    , m_stack(new QStackedWidget)
{
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    if (m_model.current() < 0) {
        m_list->hide();
        m_steps->hide();
        all->addWidget(buildEmpty());
        return;
    }
    all->addWidget(m_list);
    auto* lesson = new QWidget;
    auto* main = new QVBoxLayout(lesson);
    main->setContentsMargins(20, 12, 20, 14);
    main->setSpacing(12);
    main->addWidget(m_title);
    main->addWidget(m_steps);
    buildSteps();
    main->addWidget(m_stack, 1);
    m_myth = new MythView(m_myths);
    m_myth->setContentsMargins(20, 12, 20, 14);
    m_pages = new QStackedWidget;
    m_pages->addWidget(lesson);
    m_pages->addWidget(m_myth);
    all->addWidget(m_pages, 1);
    connectSteps();
    connect(&m_myths, &MythModel::currentChanged, this, [this] { m_pages->setCurrentIndex(m_myths.current() >= 0 ? 1 : 0); });
    connect(&m_model, &LessonModel::lessonChanged, this, &LessonsPage::refresh);
    connect(&m_model, &LessonModel::stepChanged, this, &LessonsPage::refresh);
    refresh();
}

/// The parts look at the model until they are gone.
LessonsPage::~LessonsPage()
{
    if (QWidget* focus = focusWidget())
        focus->clearFocus();
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

QWidget* LessonsPage::buildEmpty() const
{
    auto* empty = new EmptyState(QStringLiteral("lessons"));
    const auto& faults = m_model.library().faults;
    empty->setMessage(tr("No lessons found."),
                      faults.empty() ? tr("The folder of lessons is missing from this installation.") : toQt(faults.front().text()));
    return empty;
}

void LessonsPage::buildSteps()
{
    m_read = new ReadStep(m_model);
    m_predict = new PredictStep(m_model);
    m_run = new RunStep(m_model);
    m_see = new SeeStep(m_model);
    m_explain = new ExplainStep(m_model, m_quest);
    for (LessonStepView* step : std::initializer_list<LessonStepView*>{m_read, m_predict, m_run, m_see, m_explain})
        m_stack->addWidget(step);
}

void LessonsPage::go(int by)
{
    m_model.setStep(static_cast<LessonStep>(static_cast<int>(m_model.step()) + by));
}

void LessonsPage::connectSteps()
{
    for (LessonStepView* step : std::initializer_list<LessonStepView*>{m_read, m_run, m_see})
        connect(step, &LessonStepView::nextWanted, this, [this] { go(1); });
    for (LessonStepView* step : std::initializer_list<LessonStepView*>{m_predict, m_run, m_see, m_explain})
        connect(step, &LessonStepView::backWanted, this, [this] { go(-1); });
    connect(m_predict, &LessonStepView::nextWanted, this, [this] {
        if (m_model.state(LessonPartKind::Main).isLocked())
            go(1);
        else
            m_model.run(LessonPartKind::Main);
    });
    connect(m_explain, &LessonStepView::nextWanted, this, [this] {
        const bool wasDone = m_model.isDone(m_model.current());
        m_model.finish();
        if (wasDone)
            m_model.setCurrent(m_model.current() + 1);
        else
            refresh();
    });
    connect(m_run, &RunStep::runPageWanted, this, [this] { emit pageWanted(QStringLiteral("run")); });
    connect(m_explain, &ExplainStep::runPageWanted, this, [this] { emit pageWanted(QStringLiteral("run")); });
    connect(m_explain, &ExplainStep::searchPageWanted, this, [this] { emit pageWanted(QStringLiteral("search")); });
    connect(m_explain, &ExplainStep::comparePageWanted, this, [this] { emit pageWanted(QStringLiteral("compare")); });
    connect(m_explain, &ExplainStep::analysePageWanted, this, [this] { emit pageWanted(QStringLiteral("analyse")); });
}

void LessonsPage::showLesson(const QString& id)
{
    const auto& lessons = m_model.library().lessons;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        if (lessons[i].id != toStd(id))
            continue;
        m_myths.setCurrent(-1);
        m_model.setCurrent(static_cast<int>(i));
    }
}

std::optional<QString> LessonsPage::openLesson(const QString& path)
{
    m_questLesson = -1; // Reading may have moved the lessons.
    m_quest.setLesson(nullptr);
    m_explain->forgetLesson();
    const auto fault = m_model.openLesson(path);
    if (!fault)
        m_myths.setCurrent(-1);
    refresh();
    return fault;
}

void LessonsPage::refresh()
{
    const Lesson& lesson = m_model.lesson();
    if (m_questLesson != lesson.number) {
        m_questLesson = lesson.number;
        m_quest.setLesson(&lesson);
    }
    m_title->setText(tr("%1. %2").arg(lesson.number).arg(toQt(lesson.title)));
    m_stack->setCurrentIndex(static_cast<int>(m_model.step()));
}

void LessonsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.wake();
}

void LessonsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWideLessons;
    m_list->setCompact(wide ? Qt::Unchecked : Qt::Checked);
    m_list->setFixedWidth(themeOf(this).scaled(wide ? 236 : 64));
}

} // namespace tunescope::ui
