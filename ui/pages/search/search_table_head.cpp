// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_table_head.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/track_picture.h"

#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kHeadHeight = 30;

/// Writes along a line; every call moves on.
class Pen
{
public:
    Pen(QPainter& painter, double x, double height, const Theme& theme)
        : m_painter(painter)
        , m_x(x)
        , m_height(height)
        , m_theme(theme)
    {
    }

    void text(const QString& words)
    {
        const double width = m_painter.fontMetrics().horizontalAdvance(words);
        m_painter.setPen(m_theme.color(ColorRole::Text3));
        m_painter.drawText(QRectF(m_x, 0, width + 2, m_height), Qt::AlignVCenter | Qt::AlignLeft, words);
        m_x += width;
    }
    void gap(double pixels) { m_x += pixels; }
    void dot(DotState state)
    {
        TrackDot sample;
        sample.state = state;
        sample.score = 0.6;
        drawTrackDot(m_painter, sample, QPointF(m_x + 5.0, m_height / 2.0), m_theme);
        m_x += 14.0;
    }
    void ramp()
    {
        for (int i = 0; i < 8; ++i) {
            const QRectF cell(m_x + i * 8.0, m_height / 2.0 - 4.0, 8.0, 8.0);
            m_painter.fillRect(cell, m_theme.scoreColor(i / 7.0));
        }
        m_x += 64.0;
    }
    void draws(Qt::CheckState grid)
    {
        QPen pen(m_theme.color(grid == Qt::Checked ? ColorRole::AccentBorder : ColorRole::Accent), 1.5);
        if (grid == Qt::Checked)
            pen.setDashPattern({1.5, 1.5});
        m_painter.setPen(pen);
        for (int i = 0; i < 3; ++i)
            m_painter.drawLine(QPointF(m_x + i * 3.5, m_height / 2.0 - 4.0),
                               QPointF(m_x + i * 3.5, m_height / 2.0 + 4.0));
        m_x += 13.0;
    }
    [[nodiscard]] double x() const { return m_x; }

private:
    QPainter& m_painter;
    double m_x;
    double m_height;
    const Theme& m_theme;
};

} // namespace

SearchTableHead::SearchTableHead(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SearchTableHead::setDensity(SearchDensity density)
{
    if (density == m_density)
        return;
    m_density = density;
    update();
}

void SearchTableHead::setGridShown(Qt::CheckState shown)
{
    if (shown == m_grid)
        return;
    m_grid = shown;
    update();
}

void SearchTableHead::setRightMargin(int pixels)
{
    if (pixels == m_rightMargin) // Asked for at every layout, and a picture asks for one.
        return;
    m_rightMargin = pixels;
    update();
}

QSize SearchTableHead::sizeHint() const
{
    return {640, themeOf(this).scaled(kHeadHeight)};
}

void SearchTableHead::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    const SearchColumns columns(width() - m_rightMargin, m_density, theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    QFont bold = theme.font(TextStyle::Caption);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(theme.color(ColorRole::Text2));
    const auto title = [&](int left, int width, Qt::Alignment side, const QString& text) {
        painter.drawText(QRect(left, 0, width, height()), side | Qt::AlignVCenter, text);
    };
    title(columns.name, columns.nameWidth, Qt::AlignLeft, tr("Hyperparameter"));
    title(columns.mode, columns.modeWidth, Qt::AlignLeft, tr("Mode"));
    title(columns.values, columns.valuesWidth, Qt::AlignRight, tr("From · to · scale"));
    const QString results = tr("Results and range");
    title(columns.track, columns.trackWidth, Qt::AlignLeft, results);
    Pen pen(painter, columns.track + painter.fontMetrics().horizontalAdvance(results) + 16.0, height(),
            theme);
    painter.setFont(theme.font(TextStyle::Caption));
    const double needed = pen.x() + theme.scaled(330);
    if (needed > columns.values + columns.valuesWidth * 0.4)
        return; // The marks have tool tips; the legend needs a wide table.
    pen.text(tr("low"));
    pen.gap(6);
    pen.ramp();
    pen.gap(6);
    pen.text(tr("high"));
    pen.gap(12);
    pen.dot(DotState::Pruned);
    pen.text(tr("pruned"));
    pen.gap(12);
    pen.dot(DotState::Diverged);
    pen.text(tr("diverged"));
    pen.gap(12);
    pen.dot(DotState::Best);
    pen.text(tr("best"));
    pen.gap(12);
    pen.draws(m_grid);
    pen.text(m_grid == Qt::Checked ? tr("grid values") : tr("next draws"));
}

} // namespace tunescope::ui
