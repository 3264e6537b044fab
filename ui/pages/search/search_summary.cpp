// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_summary.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/search/tried_squares.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostPoints = 200; ///< More would only fill the square.

QLabel* label(TextStyle style, ColorRole tone, const QString& text = {})
{
    auto* made = new QLabel(text);
    setTextStyle(made, style);
    setTone(made, tone);
    made->setWordWrap(true);
    return made;
}

/// The two settings that the squares show: the first two with a range of more than a handful of values.
std::vector<const ParamSpec*> shownAxes(const SearchSpace& space)
{
    constexpr std::uint64_t kHandful = 8;
    std::vector<const ParamSpec*> axes;
    for (const ParamSpec& spec : space.params()) {
        const bool words = std::holds_alternative<ChoiceSet>(spec.distribution);
        const bool few = valueCount(spec.distribution).value_or(kHandful + 1) <= kHandful;
        if (!words && !few && spec.when.empty() && axes.size() < 2)
            axes.push_back(&spec);
    }
    return axes;
}

/// Position on the drawn scale (grid values at the ends lie on the ends), not the share that a value owns.
double placeOf(const Distribution& distribution, const ParamValue& value)
{
    const double number = paramNumber(value).value_or(0.0);
    const auto place = [&](double low, double high, Scale scale) {
        if (!(high > low))
            return 0.5;
        return scale == Scale::Log ? std::log(number / low) / std::log(high / low)
                                   : (number - low) / (high - low);
    };
    if (const auto* real = std::get_if<FloatRange>(&distribution))
        return std::clamp(place(real->low, real->high, real->scale), 0.0, 1.0);
    const auto& whole = std::get<IntRange>(distribution);
    return std::clamp(place(static_cast<double>(whole.low), static_cast<double>(whole.high), whole.scale),
                      0.0, 1.0);
}

std::vector<QPointF> gridPoints(const ParamSpec& across, const ParamSpec& up, std::size_t most)
{
    std::vector<QPointF> points;
    for (const ParamValue& y : gridValues(up.distribution)) {
        for (const ParamValue& x : gridValues(across.distribution)) {
            if (points.size() < most)
                points.emplace_back(placeOf(across.distribution, x), placeOf(up.distribution, y));
        }
    }
    return points;
}

std::vector<QPointF> drawnPoints(const ParamSpec& across, const ParamSpec& up,
                                 const std::vector<ParamSet>& draws, std::size_t most)
{
    std::vector<QPointF> points;
    for (const ParamSet& draw : draws) {
        const ParamValue* x = draw.find(across.name);
        const ParamValue* y = draw.find(up.name);
        if (x && y && points.size() < most)
            points.emplace_back(placeOf(across.distribution, *x), placeOf(up.distribution, *y));
    }
    return points;
}

} // namespace

SearchSummary::SearchSummary(QWidget* parent)
    : QWidget(parent)
    , m_trials(label(TextStyle::Title, ColorRole::Text))
    , m_strategy(label(TextStyle::Body, ColorRole::Text3))
    , m_time(label(TextStyle::Body, ColorRole::Text))
    , m_basis(label(TextStyle::Caption, ColorRole::Text3))
    , m_method(label(TextStyle::Caption, ColorRole::Text2))
    , m_combinations(label(TextStyle::Number, ColorRole::Text))
    , m_gridTime(label(TextStyle::Number, ColorRole::Text))
    , m_formula(label(TextStyle::Axis, ColorRole::Text3))
    , m_gridNote(new Chip({}, ColorRole::WarnSoft, ColorRole::Warn))
    , m_gridSquare(new TriedSquare)
    , m_drawSquare(new TriedSquare)
    , m_gridWords(label(TextStyle::Caption, ColorRole::Text2))
    , m_drawWords(label(TextStyle::Caption, ColorRole::Text2))
    , m_axesWords(label(TextStyle::Caption, ColorRole::Text3))
    , m_tried(makeTried())
{
    const Theme& theme = themeOf(this);
    setFixedWidth(theme.scaled(288));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(19, 16, 16, 16);
    layout->setSpacing(4);
    layout->addWidget(label(TextStyle::Caption, ColorRole::Text2, tr("This search")));
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    m_trials->setWordWrap(false);
    head->addWidget(m_trials);
    head->addWidget(m_strategy, 1, Qt::AlignBottom);
    layout->addLayout(head);
    layout->addWidget(m_time);
    layout->addWidget(m_basis);
    layout->addSpacing(4);
    layout->addWidget(m_method);
    layout->addSpacing(12);
    layout->addWidget(ruleLine());
    layout->addSpacing(12);
    layout->addWidget(label(TextStyle::Card, ColorRole::Text, tr("If this were a full grid")));
    auto* facts = new QGridLayout;
    facts->setVerticalSpacing(3);
    facts->addWidget(label(TextStyle::Table, ColorRole::Text2, tr("Combinations")), 0, 0);
    facts->addWidget(m_combinations, 0, 1);
    facts->addWidget(label(TextStyle::Table, ColorRole::Text2, tr("Time on this computer")), 1, 0);
    facts->addWidget(m_gridTime, 1, 1);
    for (QLabel* number : {m_combinations, m_gridTime})
        number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addLayout(facts);
    layout->addSpacing(2);
    layout->addWidget(m_formula);
    layout->addSpacing(4);
    m_gridNote->setIconName(QStringLiteral("info"));
    layout->addWidget(m_gridNote, 0, Qt::AlignLeft);
    layout->addWidget(m_tried);
    layout->addStretch(1);
}

QWidget* SearchSummary::makeTried()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(ruleLine());
    layout->addSpacing(4);
    layout->addWidget(label(TextStyle::Card, ColorRole::Text, tr("What gets tried")));
    auto* squares = new QGridLayout;
    squares->setHorizontalSpacing(14);
    squares->setVerticalSpacing(4);
    squares->addWidget(m_gridSquare, 0, 0);
    squares->addWidget(m_drawSquare, 0, 1);
    squares->addWidget(m_gridWords, 1, 0);
    squares->addWidget(m_drawWords, 1, 1);
    m_gridSquare->setAccessibleName(tr("Grid"));
    m_drawSquare->setAccessibleName(tr("This strategy"));
    layout->addLayout(squares);
    layout->addWidget(m_axesWords);
    return box;
}

void SearchSummary::show(const SearchFigures& figures)
{
    m_trials->setText(figures.trials);
    m_strategy->setText(figures.strategy);
    m_time->setText(figures.time.isEmpty() ? tr("measuring…") : figures.time);
    m_basis->setText(figures.basis);
    m_method->setText(figures.strategySummary);
    m_method->setVisible(!figures.strategySummary.isEmpty());
    m_combinations->setText(figures.combinations);
    m_gridTime->setText(figures.gridTime.isEmpty() ? QStringLiteral("–") : figures.gridTime);
    m_formula->setText(figures.formula);
    m_gridNote->setText(figures.gridNote);
    m_gridNote->setVisible(!figures.gridNote.isEmpty());
}

void SearchSummary::showTried(ProjectController& controller, const std::vector<ParamSet>& draws)
{
    const StageConfig& stage = controller.draft().stage;
    const std::vector<const ParamSpec*> axes = shownAxes(stage.space);
    m_tried->setVisible(axes.size() == 2);
    if (axes.size() < 2)
        return;
    const ParamSpec& across = *axes[0];
    const ParamSpec& up = *axes[1];
    const auto trials = std::min<std::size_t>(
        kMostPoints, static_cast<std::size_t>(std::max(1, stage.budget.trials.value_or(32))));
    const std::vector<QPointF> grid = gridPoints(across, up, trials);
    const std::vector<QPointF> drawn = drawnPoints(across, up, draws, trials);
    m_gridSquare->setPoints(grid);
    m_drawSquare->setPoints(drawn);
    const bool isGrid = stage.sampler.name == "grid";
    m_gridWords->setText(
        tr("Grid, %1: <b>%2</b> values").arg(grid.size()).arg(m_gridSquare->distinctAcross()));
    const SearchFigures figures = searchFigures(controller);
    const QString strategy =
        isGrid ? tr("Next") : figures.strategy.left(1).toUpper() + figures.strategy.mid(1);
    m_drawWords->setText(
        tr("%1, %2: <b>%3</b>").arg(strategy).arg(drawn.size()).arg(m_drawSquare->distinctAcross()));
    m_axesWords->setText(
        tr("%1 across, %2 up. Marks below show the different values of %3 that each method tests.")
            .arg(settingTitle(across.name), insideSentence(settingTitle(up.name)),
                 insideSentence(settingTitle(across.name))));
}

void SearchSummary::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(0, 0, 0, height());
}

SearchFooter::SearchFooter(QWidget* parent)
    : QWidget(parent)
    , m_trials(label(TextStyle::Section, ColorRole::Text))
    , m_time(label(TextStyle::Body, ColorRole::Text2))
    , m_grid(label(TextStyle::Caption, ColorRole::Text3))
{
    const Theme& theme = themeOf(this);
    setFixedHeight(theme.scaled(52));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->setSpacing(14);
    for (QLabel* part : {m_trials, m_time, m_grid}) {
        part->setWordWrap(false);
        layout->addWidget(part);
    }
    layout->addStretch(1);
}

void SearchFooter::show(const SearchFigures& figures)
{
    m_trials->setText(figures.trials);
    m_time->setText(figures.time.isEmpty() ? tr("measuring…") : figures.time);
    const QString time = figures.gridTime.isEmpty() ? QString() : QStringLiteral(", ") + figures.gridTime;
    const bool isOne = figures.combinations == QStringLiteral("1"); // A preset that fixes everything.
    m_grid->setText((isOne ? tr("full grid: %1 combination%2") : tr("full grid: %1 combinations%2")).arg(figures.combinations, time));
    m_grid->setToolTip(figures.formula);
}

void SearchFooter::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(0, 0, width(), 0);
}

} // namespace tunescope::ui
