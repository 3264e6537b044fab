// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/mistake_list.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kRow = 30;

} // namespace

MistakeList::MistakeList(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Most common mistakes"));
    setCursor(Qt::PointingHandCursor);
}

void MistakeList::setMistakes(std::vector<MistakePair> mistakes, const QStringList& classNames)
{
    m_mistakes = std::move(mistakes);
    m_classNames = classNames;
    m_current = -1;
    updateGeometry();
    update();
}

void MistakeList::setCurrent(int trueClass, int predictedClass)
{
    const auto it = std::find_if(m_mistakes.begin(), m_mistakes.end(), [&](const MistakePair& m) {
        return m.trueClass == trueClass && m.predictedClass == predictedClass;
    });
    m_current = it == m_mistakes.end() ? -1 : static_cast<int>(it - m_mistakes.begin());
    update();
}

QSize MistakeList::sizeHint() const
{
    return {280, kRow * std::max(1, static_cast<int>(m_mistakes.size()))};
}

void MistakeList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (m_mistakes.empty()) {
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, tr("No mistakes."));
        return;
    }
    const double most = m_mistakes.front().count;
    painter.setFont(theme.font(TextStyle::Number));
    double names = 0;
    for (const MistakePair& mistake : m_mistakes) {
        for (const int index : {mistake.trueClass, mistake.predictedClass})
            names =
                std::max(names, double(painter.fontMetrics().horizontalAdvance(m_classNames.value(index))));
    }
    names = std::min(names, 90.0);
    for (std::size_t i = 0; i < m_mistakes.size(); ++i)
        paintRow(painter, i, names, most);
}

void MistakeList::paintRow(QPainter& painter, std::size_t index, double names, double most) const
{
    const Theme& theme = themeOf(this);
    const MistakePair& mistake = m_mistakes[index];
    const QRectF row(0, double(kRow) * double(index), width(), kRow);
    if (static_cast<int>(index) == m_current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::AccentSoft));
        painter.drawRoundedRect(row, 4, 4);
    }
    painter.setPen(theme.color(ColorRole::Text));
    const auto name = [&](int classIndex, double x) {
        const QString text = painter.fontMetrics().elidedText(m_classNames.value(classIndex), Qt::ElideRight,
                                                              static_cast<int>(names));
        painter.drawText(QRectF(x, row.top(), names, row.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    name(mistake.trueClass, 8);
    painter.drawText(QRectF(8 + names, row.top(), 28, row.height()), Qt::AlignCenter, QStringLiteral("→"));
    name(mistake.predictedClass, 36 + names);
    painter.drawText(row.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(mistake.count));
    const double left = 2 * names + 48;
    const double length = std::max(3.0, (row.width() - left - 44) * mistake.count / most);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.error[4]);
    painter.drawRoundedRect(QRectF(left, row.center().y() - 3, length, 6), 2, 2);
}

void MistakeList::choose(int index)
{
    if (index < 0 || index >= static_cast<int>(m_mistakes.size()))
        return;
    m_current = index;
    update();
    const MistakePair& mistake = m_mistakes[static_cast<std::size_t>(index)];
    emit chosen(mistake.trueClass, mistake.predictedClass);
}

void MistakeList::mouseReleaseEvent(QMouseEvent* event)
{
    choose(static_cast<int>(event->position().y()) / kRow);
}

void MistakeList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        choose(m_current + 1);
    else if (event->key() == Qt::Key_Up)
        choose(m_current - 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
