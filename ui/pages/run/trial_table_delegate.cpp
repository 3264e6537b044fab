// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/trial_table_delegate.h"

#include "ui/viewmodels/trial_table_model.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr double kSide = 6.0; ///< Padding of a cell.

struct StateLook {
    const char* icon;
    ColorRole color;
};

StateLook lookOf(TrialState state, bool earlyStop)
{
    switch (state) {
    case TrialState::Queued:
        return {"queued", ColorRole::Text3};
    case TrialState::Running:
        return {"running", ColorRole::Running};
    case TrialState::Paused:
        return {"pause", ColorRole::Paused};
    case TrialState::Complete:
        return {earlyStop ? "early" : "check-circle", ColorRole::Ok};
    case TrialState::Pruned:
        return {"scissors", ColorRole::Pruned};
    case TrialState::Diverged:
        return {"diverged", ColorRole::Danger};
    case TrialState::Failed:
        return {"failed", ColorRole::Danger};
    case TrialState::Cancelled:
        return {"stop", ColorRole::Text2};
    }
    return {"queued", ColorRole::Text3};
}

TrialState stateOf(const QModelIndex& index)
{
    return static_cast<TrialState>(index.data(TrialTableModel::StateRole).toInt());
}

/// Stopped trials step back.
bool isFaint(TrialState state)
{
    return state == TrialState::Pruned || state == TrialState::Diverged || state == TrialState::Cancelled ||
           state == TrialState::Queued;
}

QColor textColor(const QModelIndex& index, const Theme& theme)
{
    return theme.color(isFaint(stateOf(index)) ? ColorRole::Text3 : ColorRole::Text);
}

QColor barColor(const QModelIndex& index, const Theme& theme, TrialColumnKind kind)
{
    const TrialState state = stateOf(index);
    if (state == TrialState::Running || state == TrialState::Paused)
        return theme.color(ColorRole::Running);
    if (kind == TrialColumnKind::Epoch)
        return theme.color(ColorRole::Axis);
    return index.data(TrialTableModel::BestRole).toBool() ? theme.color(ColorRole::BestMark) : theme.score[3];
}

} // namespace

TrialTableDelegate::TrialTableDelegate(const TrialTableModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

QSize TrialTableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {60, themeOf(option.widget).scaled(themeOf(option.widget).metrics.rowTable)};
}

void TrialTableDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                     const QModelIndex& index, const Theme& theme) const
{
    const QRect& rect = option.rect;
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(rect, theme.color(ColorRole::AccentSoft));
    else if (index.data(TrialTableModel::TrialRole).toInt() == m_hovered)
        painter.fillRect(rect, theme.color(ColorRole::Hover));
    const bool isLastRunning =
        index.row() == m_model.runningRows() - 1 && index.row() + 1 < m_model.rowCount();
    const int thick = isLastRunning ? 2 : 1;
    painter.fillRect(QRect(rect.left(), rect.bottom() + 1 - thick, rect.width(), thick),
                     theme.color(isLastRunning ? ColorRole::Control : ColorRole::Border));
}

void TrialTableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.widget);
    painter->save();
    paintGround(*painter, option, index, theme);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF rect = QRectF(option.rect).adjusted(kSide, 0, -kSide, -1);
    switch (static_cast<TrialColumnKind>(index.data(TrialTableModel::KindRole).toInt())) {
    case TrialColumnKind::Mark:
        paintMark(*painter, option.rect, index, theme);
        break;
    case TrialColumnKind::State:
        paintState(*painter, rect, index, theme);
        break;
    case TrialColumnKind::Score:
    case TrialColumnKind::Epoch:
        paintBar(*painter, rect, index, theme);
        break;
    default:
        paintText(*painter, rect, index, theme);
        break;
    }
    painter->restore();
}

void TrialTableDelegate::paintMark(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                                   const Theme& theme) const
{
    const int pin = index.data(TrialTableModel::PinRole).toInt();
    const bool isBest = index.data(TrialTableModel::BestRole).toBool();
    QPointF at = rect.center();
    if (isBest && pin >= 0)
        at.rx() -= 7;
    if (isBest)
        painter.fillPath(starPath(at, 6.5), theme.color(ColorRole::BestMark));
    if (pin >= 0) {
        const QPointF centre = isBest ? at + QPointF(15, 0) : at;
        const QRectF box(centre.x() - 8, centre.y() - 8, 16, 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.pin(pin).color);
        painter.drawRoundedRect(box, 4, 4);
        QFont font = theme.font(TextStyle::Caption);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(textColorOn(theme.pin(pin).color));
        painter.drawText(box, Qt::AlignCenter, theme.pin(pin).letter);
    } else if (!isBest && index.data(TrialTableModel::NewRole).toBool()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Running));
        painter.drawEllipse(at, 3, 3);
    }
}

void TrialTableDelegate::paintState(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                                    const Theme& theme) const
{
    const StateLook look = lookOf(stateOf(index), index.data(TrialTableModel::EarlyStopRole).toBool());
    const double size = theme.metrics.iconInline;
    const QColor color = theme.color(look.color);
    drawIcon(painter, QLatin1String(look.icon), QRectF(rect.left(), rect.center().y() - size / 2, size, size),
             color);
    painter.setFont(theme.font(TextStyle::Table));
    painter.setPen(color);
    painter.drawText(rect.adjusted(size + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     index.data().toString());
}

void TrialTableDelegate::paintBar(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                                  const Theme& theme) const
{
    const auto kind = static_cast<TrialColumnKind>(index.data(TrialTableModel::KindRole).toInt());
    const QVariant share = index.data(TrialTableModel::BarRole);
    const double textWidth = kind == TrialColumnKind::Epoch ? 26 : 40;
    const double room = rect.width() - theme.scaled(textWidth) - 4;
    if (share.isValid() && room > 14) {
        const double height = kind == TrialColumnKind::Epoch ? 4 : 8;
        const double length = std::min(room, kind == TrialColumnKind::Epoch ? 44.0 : 34.0);
        const QRectF whole(rect.left() + room - length, rect.center().y() - height / 2, length, height);
        painter.setPen(Qt::NoPen);
        if (kind == TrialColumnKind::Epoch) {
            painter.setBrush(theme.color(ColorRole::Border));
            painter.drawRoundedRect(whole, 2, 2);
        }
        painter.setBrush(barColor(index, theme, kind));
        painter.drawRoundedRect(
            QRectF(whole.topLeft(), QSizeF(std::max(3.0, length * share.toDouble()), height)), 2, 2);
    }
    QFont font = theme.font(TextStyle::Number);
    font.setBold(index.data(TrialTableModel::BestRole).toBool() && kind == TrialColumnKind::Score);
    painter.setFont(font);
    painter.setPen(textColor(index, theme));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
}

void TrialTableDelegate::paintText(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                                   const Theme& theme) const
{
    const auto align = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    const bool isNumber = align.testFlag(Qt::AlignRight);
    painter.setFont(theme.font(isNumber ? TextStyle::Number : TextStyle::Table));
    painter.setPen(textColor(index, theme));
    const QString text = index.data().toString();
    painter.drawText(rect, int(align),
                     QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, rect.width()));
    const QString side = index.data(TrialTableModel::SideTextRole).toString();
    if (side.isEmpty())
        return;
    const double used = QFontMetricsF(painter.font()).horizontalAdvance(text) + 4;
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    if (QFontMetricsF(painter.font()).horizontalAdvance(side) <= rect.width() - used)
        painter.drawText(rect.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, side);
}

} // namespace tunescope::ui
