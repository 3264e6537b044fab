// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/lesson_result_chart.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope::ui {
namespace {

constexpr int kGuessStyle = 3;        ///< Pin D: purple, diamond.
constexpr double kDisagreeing = 0.15; ///< Share of the axis between a value's seeds that gets a note.
constexpr double kSeedOffset = 14.0;  ///< Right of the mean.

QPen guessPen(const Theme& theme)
{
    QPen pen(theme.pin(kGuessStyle).color, 1.8);
    pen.setDashPattern({4, 2.5});
    return pen;
}

QPen articlePen(const Theme& theme)
{
    QPen pen(theme.color(ColorRole::Text3), 1.4);
    pen.setDashPattern({1.2, 2.6});
    return pen;
}

void drawGuess(QPainter& painter, const QPointF& at, const Theme& theme)
{
    const double r = 7.5;
    QPainterPath path(at + QPointF(0, -r));
    path.lineTo(at + QPointF(r, 0));
    path.lineTo(at + QPointF(0, r));
    path.lineTo(at + QPointF(-r, 0));
    path.closeSubpath();
    painter.setPen(QPen(theme.pin(kGuessStyle).color, 1.8));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawPath(path);
}

void drawArticle(QPainter& painter, const QPointF& at, const Theme& theme)
{
    painter.setPen(QPen(theme.color(ColorRole::Text2), 1.4));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRect(QRectF(at.x() - 4.5, at.y() - 4.5, 9, 9));
}

void drawRun(QPainter& painter, const QPointF& at, const Theme& theme)
{
    painter.setPen(QPen(theme.color(ColorRole::Surface), 1.5));
    painter.setBrush(theme.color(ColorRole::Accent));
    painter.drawEllipse(at, 6, 6);
}

} // namespace

LessonResultChart::LessonResultChart(QWidget* parent) : LessonPlot(tr("Guess, run and article"), parent)
{
    setProperty("ownFocusRing", true);
}

void LessonResultChart::axisChanged()
{
    m_scores = {};
}

void LessonResultChart::setScores(Scores scores)
{
    m_scores = std::move(scores);
    m_scores.seeds.resize(static_cast<std::size_t>(columns()));
    m_scores.guesses.resize(static_cast<std::size_t>(columns()));
    m_scores.article.resize(static_cast<std::size_t>(columns()));
    announceReading(*this);
    update();
}

std::optional<double> LessonResultChart::meanOf(int index) const
{
    if (static_cast<std::size_t>(index) >= m_scores.seeds.size() || m_scores.seeds[static_cast<std::size_t>(index)].empty())
        return std::nullopt;
    const auto& seeds = m_scores.seeds[static_cast<std::size_t>(index)];
    return std::accumulate(seeds.begin(), seeds.end(), 0.0) / static_cast<double>(seeds.size());
}

LessonScores LessonResultChart::means() const
{
    LessonScores means;
    for (int i = 0; i < columns(); ++i)
        means.push_back(meanOf(i));
    return means;
}

std::optional<int> LessonResultChart::disagreement() const
{
    const AxisScale scale = axis().scale();
    double widest = kDisagreeing;
    std::optional<int> found;
    for (std::size_t i = 0; i < m_scores.seeds.size(); ++i) {
        const auto& seeds = m_scores.seeds[i];
        if (seeds.size() < 2)
            continue;
        const auto [low, high] = std::minmax_element(seeds.begin(), seeds.end());
        const double apart = scale.position(*high) - scale.position(*low);
        if (apart > widest) {
            widest = apart;
            found = static_cast<int>(i);
        }
    }
    return found;
}

QString LessonResultChart::seedText(int index) const
{
    QStringList texts;
    for (const double score : m_scores.seeds[static_cast<std::size_t>(index)])
        texts << lessonScoreText(score, axis());
    return texts.join(QStringLiteral(", "));
}

ChartReading LessonResultChart::reading() const
{
    ChartReading reading;
    reading.title = tr("Guess, run and article");
    reading.columns = {axis().valueTitle, tr("Your guess"), tr("Your run, mean"), tr("Seeds"), tr("The article")};
    const QString none = QStringLiteral("\u2013");
    const auto text = [&](const std::optional<double>& score) { return score ? lessonScoreText(*score, axis()) : none; };
    QStringList parts;
    for (int i = 0; i < columns(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (at >= m_scores.seeds.size())
            break;
        const auto mean = meanOf(i);
        reading.rows.push_back({axis().values[i], text(m_scores.guesses[at]), text(mean), seedText(i), text(m_scores.article[at])});
        if (mean)
            parts << tr("%1 reached %2").arg(axis().values[i], text(mean));
    }
    reading.sentence = parts.isEmpty() ? tr("Nothing has run yet.")
                                       : tr("%1 by %2: %3.").arg(axis().scoreTitle, axis().valueTitle, parts.join(QStringLiteral(", ")));
    return reading;
}

void LessonResultChart::paintLine(QPainter& painter, const LessonScores& scores, const QPen& pen) const
{
    QPainterPath path;
    bool follows = false;
    for (int i = 0; i < columns() && static_cast<std::size_t>(i) < scores.size(); ++i) {
        const auto& score = scores[static_cast<std::size_t>(i)];
        if (score) {
            const QPointF point(columnX(i), scoreY(*score));
            follows ? path.lineTo(point) : path.moveTo(point);
        }
        follows = score.has_value();
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void LessonResultChart::paintSeeds(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    QColor ink = theme.color(ColorRole::Accent);
    ink.setAlphaF(0.55F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (int i = 0; i < columns(); ++i) {
        for (const double score : m_scores.seeds[static_cast<std::size_t>(i)])
            painter.drawEllipse(QPointF(columnX(i) + kSeedOffset, scoreY(score)), 4.2, 4.2);
    }
}

/// "three seeds disagree" beside the seeds, on the side with more room.
void LessonResultChart::paintDisagreement(QPainter& painter, int index) const
{
    const Theme& theme = themeOf(this);
    const auto& seeds = m_scores.seeds[static_cast<std::size_t>(index)];
    const QString head = tr("%n seeds disagree", nullptr, static_cast<int>(seeds.size()));
    const QString values = seedText(index);
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF words(painter.font());
    const QFontMetricsF numbers(theme.font(TextStyle::Axis));
    const double wide = std::max(words.horizontalAdvance(head), numbers.horizontalAdvance(values)) + 20;
    const auto [low, high] = std::minmax_element(seeds.begin(), seeds.end());
    QRectF box(0, 0, wide, words.height() + numbers.height() + 12);
    const double x = std::clamp(columnX(index), wide / 2 + 4, width() - wide / 2 - 4);
    box.moveCenter(QPointF(x, 0));
    box.moveTop(scoreY(*low) + 12);
    if (box.bottom() > frame().bottom())
        box.moveBottom(scoreY(*high) - 12);
    if (box.left() < 2 || box.right() > width() - 2)
        return; // Its words are in the tool tip and the table.
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Tooltip));
    painter.drawRoundedRect(box, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    painter.setPen(theme.color(ColorRole::TooltipText));
    painter.drawText(box.adjusted(10, 6, -10, 0), Qt::AlignLeft | Qt::AlignTop, head);
    painter.setFont(theme.font(TextStyle::Axis));
    painter.drawText(box.adjusted(10, 0, -10, -6), Qt::AlignLeft | Qt::AlignBottom, values);
}

void LessonResultChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    paintFrame(painter);
    if (m_scores.seeds.size() == static_cast<std::size_t>(columns())) {
        const LessonScores run = means();
        paintLine(painter, m_scores.article, articlePen(theme));
        paintLine(painter, m_scores.guesses, guessPen(theme));
        paintLine(painter, run, QPen(theme.color(ColorRole::Accent), 2.4));
        paintSeeds(painter);
        for (int i = 0; i < columns(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (m_scores.article[at])
                drawArticle(painter, {columnX(i), scoreY(*m_scores.article[at])}, theme);
            if (m_scores.guesses[at])
                drawGuess(painter, {columnX(i), scoreY(*m_scores.guesses[at])}, theme);
            if (run[at])
                drawRun(painter, {columnX(i), scoreY(*run[at])}, theme);
        }
        if (const auto index = disagreement())
            paintDisagreement(painter, *index);
    }
    paintFocus(painter);
}

bool LessonResultChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || columns() == 0)
        return LessonPlot::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = std::clamp(static_cast<int>((help->pos().x() - frame().left()) / columnWidth()), 0, columns() - 1);
    const ChartReading all = reading();
    if (static_cast<std::size_t>(index) >= all.rows.size())
        return true;
    QStringList lines;
    for (int column = 0; column < all.columns.size(); ++column)
        lines << all.columns[column] + QStringLiteral(": ") + all.rows[static_cast<std::size_t>(index)][column];
    QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

// --- Legend ---

LessonLegend::LessonLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void LessonLegend::showGuessOnly()
{
    m_parts = {Part::Guess};
    updateGeometry();
    update();
}

void LessonLegend::show(const LessonResultChart::Scores& scores, int seeds)
{
    const auto isDrawn = [](const LessonScores& line) {
        return std::any_of(line.begin(), line.end(), [](const auto& score) { return score.has_value(); });
    };
    m_parts.clear();
    if (isDrawn(scores.guesses))
        m_parts.push_back(Part::Guess);
    m_parts.push_back(Part::Run);
    if (isDrawn(scores.article))
        m_parts.push_back(Part::Article);
    m_seeds = seeds;
    updateGeometry();
    update();
}

QString LessonLegend::words(Part part) const
{
    switch (part) {
    case Part::Guess:
        return tr("your guess");
    case Part::Run:
        return tr("your run, mean of %n seeds", nullptr, m_seeds);
    case Part::Article:
        break;
    }
    return tr("the article");
}

QSize LessonLegend::sizeHint() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Caption));
    double wide = 0.0;
    for (const Part part : m_parts)
        wide += metrics.horizontalAdvance(words(part)) + 52;
    return {static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(std::max(18.0, metrics.height())))};
}

void LessonLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const QFont font = theme.font(TextStyle::Caption);
    const QFontMetricsF metrics(font);
    double x = width() - sizeHint().width();
    const double y = height() / 2.0;
    for (const Part part : m_parts) {
        const QPointF middle(x + 24, y);
        const QString text = words(part);
        painter.setPen(part == Part::Guess ? guessPen(theme) : part == Part::Run ? QPen(theme.color(ColorRole::Accent), 2.4) : articlePen(theme));
        painter.drawLine(QPointF(x + 10, y), QPointF(x + 38, y));
        part == Part::Guess ? drawGuess(painter, middle, theme) : part == Part::Run ? drawRun(painter, middle, theme) : drawArticle(painter, middle, theme);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.setFont(font);
        painter.drawText(QRectF(x + 44, 0, metrics.horizontalAdvance(text) + 4, height()), Qt::AlignVCenter, text);
        x += metrics.horizontalAdvance(text) + 52;
    }
}

} // namespace tunescope::ui
