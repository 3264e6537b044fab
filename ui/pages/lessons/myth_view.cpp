// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/myth_view.h"

#include "ui/charts/band_curve_chart.h"
#include "ui/charts/score_matrix_chart.h"
#include "ui/charts/tries_plane_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/myth_model.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/axis_scale.h"
#include "ui/widgets/buttons.h"

#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kWideMyth = 1000; ///< Width from which the side has its full width.
using MythPhase = MythModel::Phase;

QString unitText(const std::string& unit)
{
    return unit.empty() ? QString() : QStringLiteral("\u00a0") + toQt(unit);
}

QString numberWords(const MythNumber& number)
{
    const QString unit = unitText(number.unit);
    const QString value = valueText(number.value, 3) + unit;
    if (number.low == number.high)
        return value;
    return MythView::tr("%1 (95 %: %2 to %3)").arg(value, valueText(number.low, 3), valueText(number.high, 3));
}

} // namespace

MythView::MythView(MythModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(elidedLabel({}, TextStyle::Title))
    , m_claim(wrappedLabel({}, TextStyle::Body, ColorRole::Text2))
    , m_read(wrappedLabel({}, TextStyle::Body, ColorRole::Text))
    , m_question(wrappedLabel({}, TextStyle::Card, ColorRole::Text))
    , m_options(new OptionButtons)
    , m_run(makeButton(tr("Run the experiment"), ButtonKind::Primary, QStringLiteral("play")))
    , m_stop(makeButton(tr("Stop"), ButtonKind::Secondary, QStringLiteral("stop")))
    , m_progress(new QProgressBar)
    , m_status(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_chartCard(new Card(tr("What came out")))
    , m_curves(new BandCurveChart)
    , m_curveNote(wrappedLabel(tr("Line: the middle of all repeats. Band: where the middle half of them lies."), TextStyle::Caption, ColorRole::Text2))
    , m_matrix(new ScoreMatrixChart)
    , m_planes(new QWidget)
    , m_sideBox(new QWidget)
    , m_verdict(new Card)
    , m_verdictText(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_numberCard(new Card(tr("In numbers")))
    , m_numbers(new QVBoxLayout)
    , m_cards(new QVBoxLayout)
    , m_source(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(10);
    all->addWidget(m_title);
    all->addWidget(m_claim);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    auto* content = new QWidget;
    auto* middle = new QVBoxLayout(content);
    middle->setContentsMargins(0, 0, 4, 0);
    middle->setSpacing(12);
    buildMiddle(middle);
    columns->addWidget(scrolled(content), 1);
    auto* side = new QVBoxLayout(m_sideBox);
    side->setContentsMargins(0, 0, 0, 0);
    auto* cards = new QWidget;
    auto* cardBox = new QVBoxLayout(cards);
    cardBox->setContentsMargins(0, 0, 2, 0);
    cardBox->setSpacing(12);
    buildSide(cardBox);
    cardBox->addStretch(1);
    side->addWidget(scrolled(cards));
    columns->addWidget(m_sideBox);
    all->addLayout(columns, 1);
    connect(&model, &MythModel::currentChanged, this, &MythView::refresh);
    connect(&model, &MythModel::changed, this, &MythView::refresh);
    connect(&model, &MythModel::progressed, this, &MythView::refreshAsk);
    connect(m_options, &OptionButtons::chosen, this, [this](const QString& id) { m_model.choose(id); });
    connect(m_run, &QPushButton::clicked, this, [this] { m_model.run(); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_model.stop(); });
}

void MythView::buildMiddle(QVBoxLayout* column)
{
    auto* ask = new AskingCard(tr("Your guess before the experiment"));
    ask->body()->setSpacing(10);
    ask->body()->addWidget(m_read);
    ask->body()->addWidget(m_question);
    ask->body()->addWidget(m_options);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("How far the experiment is"));
    row->addWidget(m_progress, 1);
    row->addWidget(m_status, 2);
    ask->body()->addLayout(row);
    ask->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(ask);
    auto* planes = new QHBoxLayout(m_planes);
    planes->setContentsMargins(0, 0, 0, 0);
    planes->setSpacing(16);
    m_curves->setMinimumHeight(340);
    m_matrix->setMinimumHeight(240);
    m_chartCard->body()->setSpacing(14);
    m_chartCard->body()->addWidget(m_planes);
    m_chartCard->body()->addWidget(m_matrix);
    m_chartCard->body()->addWidget(m_curves, 1);
    m_chartCard->body()->addWidget(m_curveNote);
    column->addWidget(m_chartCard, 1);
    column->addStretch(0);
}

void MythView::buildSide(QVBoxLayout* side)
{
    m_verdict->body()->addWidget(m_verdictText);
    side->addWidget(m_verdict);
    m_numbers->setSpacing(2);
    m_numberCard->body()->addLayout(m_numbers);
    side->addWidget(m_numberCard);
    m_cards->setSpacing(12);
    side->addLayout(m_cards);
    side->addWidget(m_source);
}

void MythView::refresh()
{
    if (m_model.current() < 0)
        return;
    const MythText& myth = m_model.myth();
    m_title->setText(lessonText(myth.title));
    m_claim->setText(tr("The claim: “%1”").arg(lessonText(myth.claim)));
    m_read->setText(lessonText(myth.read));
    m_question->setText(lessonText(myth.prediction.question));
    m_source->setText(myth.source.empty() ? QString() : tr("Source: %1").arg(lessonText(myth.source)));
    refreshAsk();
    refreshCharts();
    refreshWords();
}

void MythView::refreshAsk()
{
    if (m_model.current() < 0)
        return;
    const MythText& myth = m_model.myth();
    const MythPhase phase = m_model.phase();
    const bool isDone = m_model.result().has_value(), runs = phase == MythPhase::Running;
    m_options->setOptions(myth.prediction.options);
    m_options->setChosen(m_model.choice(), isDone || runs ? Qt::Checked : Qt::Unchecked, isDone && !runs ? toQt(m_model.result()->rightChoice) : QString());
    m_run->setText(isDone ? tr("Once more, other seeds") : tr("Run the experiment"));
    m_run->setVisible(!runs);
    m_run->setEnabled(m_model.canRun());
    m_stop->setVisible(runs);
    m_progress->setVisible(runs);
    m_progress->setValue(static_cast<int>(m_model.progress() * 100));
    if (phase == MythPhase::Failed && m_model.fault())
        m_status->setText(errorSentence(*m_model.fault()));
    else if (runs)
        m_status->setText(tr("%1 % done").arg(static_cast<int>(m_model.progress() * 100)));
    else if (m_model.isRunning())
        m_status->setText(tr("Another experiment is running."));
    else if (isDone)
        m_status->setText(m_model.result()->trainings > 0 ? tr("%1 networks were trained for it.").arg(wholeText(m_model.result()->trainings)) : QString());
    else
        m_status->setText(m_model.canRun() ? QString() : tr("Choose an answer first."));
}

void MythView::refreshCharts()
{
    const std::optional<MythResult>& result = m_model.result();
    m_chartCard->setVisible(result.has_value());
    if (!result)
        return;
    QList<BandCurve> curves;
    for (const MythCurve& curve : result->curves)
        curves.append({toQt(curve.label), curve.x, curve.middle, curve.low, curve.high});
    m_curves->setVisible(!curves.isEmpty());
    QList<BandCurveChart::Level> levels;
    for (const MythNumber& number : result->numbers) {
        if (number.id == "chance" || number.id == "honest")
            levels.append({toQt(number.label), number.value});
    }
    const bool hasBand = std::any_of(result->curves.begin(), result->curves.end(), [](const MythCurve& curve) { return !curve.low.empty(); });
    m_curveNote->setVisible(hasBand);
    m_curves->setCurves(curves, levels, toQt(result->xTitle), toQt(result->yTitle));
    m_matrix->setVisible(result->matrix.has_value());
    if (result->matrix) {
        ScoreMatrixChart::Matrix matrix{toQt(result->matrix->rowTitle), toQt(result->matrix->columnTitle), unitText(result->matrix->unit), {}, {}, result->matrix->cells};
        for (const std::string& row : result->matrix->rows)
            matrix.rows << toQt(row);
        for (const std::string& column : result->matrix->columns)
            matrix.columns << toQt(column);
        m_matrix->setMatrix(std::move(matrix));
    }
    m_planes->setVisible(result->plane.has_value());
    const std::size_t planes = result->plane ? result->plane->sets.size() : 0;
    while (m_planeCharts.size() < planes) {
        m_planeCharts.push_back(new TriesPlaneChart);
        m_planeCharts.back()->setMinimumHeight(320);
        m_planes->layout()->addWidget(m_planeCharts.back());
    }
    for (std::size_t i = 0; i < m_planeCharts.size(); ++i) {
        m_planeCharts[i]->setVisible(i < planes);
        if (i >= planes)
            continue;
        const MythPointSet& set = result->plane->sets[i];
        TriesPlaneChart::Plane plane{toQt(set.label), insideSentence(settingTitle(result->plane->xParam)), insideSentence(settingTitle(result->plane->yParam)), result->plane->cells, result->plane->xMarginal, {}, set.distinctX, QStringLiteral("\u00a0%")};
        for (const MythPoint& point : set.points)
            plane.tries.push_back({point.x, point.y, point.score});
        m_planeCharts[i]->setPlane(std::move(plane));
    }
}

void MythView::refreshWords()
{
    const std::optional<MythResult>& result = m_model.result();
    m_verdict->setVisible(result && result->verdict);
    m_numberCard->setVisible(result && !result->numbers.empty());
    QStringList numbers;
    QStringList shown;
    if (result) {
        if (result->verdict) {
            m_verdict->setTitle(lessonText(result->verdict->title));
            m_verdictText->setText(lessonText(result->verdict->text));
        }
        for (const MythNumber& number : result->numbers)
            numbers << toQt(number.label) << numberWords(number);
        for (const LessonCard& card : result->cards)
            shown << lessonText(card.title) + lessonText(card.text);
    }
    if (numbers != m_shownNumbers) {
        m_shownNumbers = numbers;
        clearLayout(m_numbers);
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            m_numbers->addWidget(wrappedLabel(numbers[i], TextStyle::Caption, ColorRole::Text2));
            m_numbers->addWidget(wrappedLabel(numbers[i + 1], TextStyle::Number, ColorRole::Text));
            m_numbers->addSpacing(4);
        }
    }
    if (shown == m_shownCards)
        return;
    m_shownCards = shown;
    clearLayout(m_cards);
    for (std::size_t i = 0; i < static_cast<std::size_t>(shown.size()); ++i)
        m_cards->addWidget(textCard(lessonText(result->cards[i].title), lessonText(result->cards[i].text)));
}

void MythView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_sideBox->setFixedWidth(themeOf(this).scaled(width() >= kWideMyth ? 318 : 262));
}

} // namespace tunescope::ui
