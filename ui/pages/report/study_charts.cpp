// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/study_charts.h"

#include "core/study/study_service.h"
#include "ui/charts/learning_curve_chart.h"
#include "ui/charts/slice_chart.h"
#include "ui/pages/analyse_page.h"
#include "ui/pages/best_page.h"
#include "ui/pages/report/report_words.h"
#include "ui/pages/run/boundary_card.h"
#include "ui/pages/run_page.h"
#include "ui/viewmodels/best_model_export.h"
#include "ui/viewmodels/best_model_ports.h"
#include "ui/viewmodels/qt_convert.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QThread>

#include <array>

namespace tunescope::ui {
namespace {

constexpr int kSide = 96; ///< Places along each axis of the decision boundary, as on the Run page.
constexpr int kSettleMilliseconds = 300; ///< Timers of the pages that gather changes have fired by then.
constexpr int kTabMilliseconds = 40;     ///< Of a page that has settled before.
constexpr int kPatienceMilliseconds = 60'000;
constexpr int kSmallest = 60; ///< Pixels; narrower ones are parts of a card, not charts.

/// Every question is answered at once: nobody waits for a window that nobody sees.
TrialDataSource directSource(StudyService& service)
{
    TrialDataSource source;
    source.confusion = [&service](const char*, int trial, int epoch,
                                  TrialDataSource::Answer<ConfusionMatrix> answer) {
        answer(service.confusion(trial, epoch));
    };
    source.predictions = [&service](const char*, int trial, int epoch,
                                    TrialDataSource::Answer<PredictionSet> answer) {
        answer(service.predictions(trial, epoch));
    };
    source.texts = [&service](const char*, int trial, int epoch, const TextRequest& request,
                              TrialDataSource::Answer<WrittenTexts> answer) {
        answer(service.writeTexts(trial, epoch, request));
    };
    source.layers = [&service](const char*, int trial,
                               TrialDataSource::Answer<std::vector<EpochLayers>> answer) {
        answer(service.layerReports(trial));
    };
    source.rows = [&service](const char*, std::vector<std::int64_t> rows,
                             TrialDataSource::Answer<std::vector<RowView>> answer) {
        if (const auto snapshot = service.snapshot())
            answer(StudyService::readRows(snapshot->config->data, rows));
    };
    return source;
}

/// "tunescope::ui::TimeScoreChart" -> "time-score".
QString idOfClass(const QWidget& widget)
{
    static const std::array<std::pair<QLatin1String, QLatin1String>, 3> kNames{{
        {QLatin1String("HeatmapView"), QLatin1String("confusion")},
        {QLatin1String("LuckChart"), QLatin1String("best-trials")},
        {QLatin1String("ParallelView"), QLatin1String("parallel")},
    }};
    const QString name =
        QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
    for (const auto& [known, id] : kNames) {
        if (name == known)
            return id;
    }
    QString id;
    for (const QChar c : name) {
        if (c.isUpper() && !id.isEmpty())
            id += u'-';
        id += c.toLower();
    }
    for (const QLatin1String end :
         {QLatin1String("-chart"), QLatin1String("-view"), QLatin1String("-plot"), QLatin1String("-bars")}) {
        if (id.endsWith(end))
            return id.chopped(end.size());
    }
    return id;
}

QString idOf(const QWidget& widget)
{
    if (const auto* curves = qobject_cast<const LearningCurveChart*>(&widget))
        return curves->quantity() == CurveQuantity::Metric ? QStringLiteral("metric-curves")
                                                           : QStringLiteral("loss-curves");
    if (const auto* slice = qobject_cast<const SliceChart*>(&widget))
        return QStringLiteral("slice-") + toQt(slice->setting());
    return idOfClass(widget);
}

} // namespace

ChartReading StudyChart::reading() const
{
    const auto* readable = dynamic_cast<const ReadableChart*>(widget);
    return readable ? readable->reading() : ChartReading();
}

class StudyCharts::Impl
{
public:
    Impl(StudyService& service, QSize size)
        : view({.revision = [&service] { return service.revision(); },
                .snapshot = [&service] { return service.snapshot(); }})
        , m_service(service)
        , m_size(size)
    {
        view.poll();
        if (view.snapshot() && view.snapshot()->config)
            m_facts = factsOf(*view.snapshot()->config);
        // A table that gets the focus selects its first row: the charts stay with the trial they are asked for.
        QObject::connect(
            &view, &StudyViewModel::selectionChanged, &view, [this] { view.select(m_followed); },
            Qt::QueuedConnection);
    }

    void follow(int trial)
    {
        m_followed = trial;
        view.select(trial);
    }

    void each(const std::function<void(StudyChart&)>& look)
    {
        m_look = &look;
        m_seen.clear();
        lookAtRun();
        lookAtAnalyse();
        lookAtBest();
    }

    StudyViewModel view;

private:
    static std::optional<DatasetFacts> factsOf(const StudyConfig& config)
    {
        auto facts = StudyService::describeData(config.data, config.protocol, splitSeedOf(config));
        return facts ? std::optional(std::move(*facts)) : std::nullopt;
    }

    void settle(
        QWidget& page, int milliseconds, const std::function<bool()>& isBusy = [] { return false; }) const
    {
        page.setAttribute(Qt::WA_DontShowOnScreen);
        page.setAttribute(Qt::WA_ShowWithoutActivating);
        page.resize(m_size);
        page.show();
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < milliseconds || (isBusy() && time.elapsed() < kPatienceMilliseconds)) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QThread::msleep(5);
        }
    }

    void lookAt(const QWidget& page, const QString& place)
    {
        const QList<QWidget*> widgets = page.findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            if (!dynamic_cast<ReadableChart*>(widget) || !widget->isVisibleTo(&page) ||
                widget->width() < kSmallest || widget->height() < kSmallest)
                continue;
            StudyChart chart{idOf(*widget), place, widget};
            if (chart.reading().rows.empty())
                continue; // It shows why there is nothing to show.
            const QString id = chart.id;
            for (int number = 2; m_seen.contains(chart.id); ++number)
                chart.id = id + u'-' + QString::number(number);
            m_seen << chart.id;
            (*m_look)(chart);
        }
    }

    void lookAtRun()
    {
        RunPage page({.study = view,
                      .data = directSource(m_service),
                      .boundary =
                          [this](int trial, int epoch, TrialDataSource::Answer<DecisionPlane> answer) {
                              answer(decisionPlane(m_service, trial, epoch, kSide));
                          },
                      .facts = [this] { return m_facts ? &*m_facts : nullptr; }});
        settle(page, kSettleMilliseconds);
        lookAt(page, ReportWords::tr("Run"));
        // Of two inputs the matrix and the boundary share a place.
        if (!page.toBoundary().isVisibleTo(&page))
            return;
        page.toBoundary().click();
        settle(page, kSettleMilliseconds);
        lookAt(page.boundaryCard(), ReportWords::tr("Run"));
    }

    void lookAtAnalyse()
    {
        AnalysePage page(view);
        const std::pair<AnalyseTab, QString> tabs[] = {
            {AnalyseTab::History, ReportWords::tr("Analyse, History")},
            {AnalyseTab::Importance, ReportWords::tr("Analyse, Importance")},
            {AnalyseTab::Parallel, ReportWords::tr("Analyse, Parallel")},
            {AnalyseTab::Slices, ReportWords::tr("Analyse, Slices")},
            {AnalyseTab::Contour, ReportWords::tr("Analyse, Contour")},
            {AnalyseTab::Time, ReportWords::tr("Analyse, Time vs score")},
            {AnalyseTab::Strategy, ReportWords::tr("Analyse, Strategy")}};
        for (const auto& [tab, place] : tabs) {
            page.showTab(tab);
            settle(page, tab == AnalyseTab::History ? kSettleMilliseconds : kTabMilliseconds,
                   [&page] { return page.importance().isFitting() || page.contour().isFitting(); });
            lookAt(page, place);
        }
    }

    void lookAtBest()
    {
        BestPorts ports{
            .inBackground = [](const char*, const std::function<std::function<void()>()>& work) { work()(); },
            .rerun = [this](int trial) { return m_service.rerun(trial); },
            .exportFolder = [] { return QString(); },
            .post = [](const Message&) {},
            .looks = [this] { return m_service.testLooks(); }};
        BestPage page(view, std::move(ports), ExportFunctions());
        settle(page, kSettleMilliseconds);
        lookAt(page, ReportWords::tr("Best"));
    }

    StudyService& m_service;
    QSize m_size;
    int m_followed = -1;
    std::optional<DatasetFacts> m_facts;
    const std::function<void(StudyChart&)>* m_look = nullptr;
    QStringList m_seen;
};

StudyCharts::StudyCharts(StudyService& service, QSize pageSize)
    : m_impl(std::make_unique<Impl>(service, pageSize))
{
}

StudyCharts::~StudyCharts() = default;

void StudyCharts::follow(int trial)
{
    m_impl->follow(trial);
}

void StudyCharts::each(const std::function<void(StudyChart&)>& look)
{
    m_impl->each(look);
}

QStringList StudyCharts::ids()
{
    QStringList ids;
    each([&ids](StudyChart& chart) { ids << chart.id; });
    return ids;
}

StudyViewModel& StudyCharts::study()
{
    return m_impl->view;
}

} // namespace tunescope::ui
