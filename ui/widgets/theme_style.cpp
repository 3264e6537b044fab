// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme_style.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme_names.h"

#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOption>

namespace tunescope::ui {
namespace {

void drawCheckBox(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool marked = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor fill = theme.color(marked ? ColorRole::Accent : ColorRole::Surface);
    painter.setPen(QPen(enabled ? theme.color(marked ? ColorRole::Accent : ColorRole::Control)
                                : theme.color(ColorRole::Border)));
    painter.setBrush(enabled || !marked ? fill : theme.color(ColorRole::Ghost));
    painter.drawRoundedRect(box, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    if (marked) {
        const bool partly = option.state & QStyle::State_NoChange;
        drawIcon(painter, partly ? QStringLiteral("minus") : QStringLiteral("check"),
                 QRectF(option.rect).adjusted(2, 2, -2, -2), theme.color(ColorRole::OnAccent));
    }
}

void drawRadioButton(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const QColor line = theme.color(!enabled ? ColorRole::Border
                                    : on     ? ColorRole::Accent
                                             : ColorRole::Control);
    painter.setPen(QPen(line, on ? 1.5 : 1.0));
    painter.setBrush(theme.color(ColorRole::Surface));
    const QRectF circle = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.drawEllipse(circle);
    if (!on)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    const double inset = circle.width() * 0.25;
    painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
}

void drawFieldFrame(QPainter& painter, const QStyleOption& option, const Theme& theme)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = option.state & QStyle::State_HasFocus;
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(!enabled  ? ColorRole::Border
                               : focused ? ColorRole::Accent
                                         : ColorRole::Control));
    painter.setBrush(theme.color(!enabled  ? ColorRole::Sunken
                                 : hovered ? ColorRole::Hover
                                           : ColorRole::Surface));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radiusControl,
                            theme.metrics.radiusControl);
}

void drawArrow(QPainter& painter, const QString& name, const QRect& area, const QStyleOption& option)
{
    const Theme& theme = applicationTheme();
    const double side = std::min({theme.scaled(14), area.width(), area.height() + 4});
    const QPointF middle = QRectF(area).center();
    const bool enabled = option.state & QStyle::State_Enabled;
    drawIcon(painter, name, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side),
             theme.color(enabled ? ColorRole::Text2 : ColorRole::Disabled));
}

const char* arrowName(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        return "up";
    case QStyle::PE_IndicatorArrowDown:
        return "down";
    case QStyle::PE_IndicatorArrowLeft:
        return "left";
    case QStyle::PE_IndicatorArrowRight:
        return "right";
    case QStyle::PE_IndicatorHeaderArrow:
        return "down";
    default:
        return nullptr;
    }
}

} // namespace

QPalette paletteOf(const Theme& theme)
{
    const auto color = [&theme](ColorRole role) { return theme.color(role); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(ColorRole::App));
    palette.setColor(QPalette::WindowText, color(ColorRole::Text));
    palette.setColor(QPalette::Base, color(ColorRole::Surface));
    palette.setColor(QPalette::AlternateBase, color(ColorRole::Sunken));
    palette.setColor(QPalette::Text, color(ColorRole::Text));
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Text3));
    palette.setColor(QPalette::Button, color(ColorRole::Surface));
    palette.setColor(QPalette::ButtonText, color(ColorRole::Text));
    palette.setColor(QPalette::BrightText, color(ColorRole::OnAccent));
    palette.setColor(QPalette::Highlight, color(ColorRole::Accent));
    palette.setColor(QPalette::HighlightedText, color(ColorRole::OnAccent));
    palette.setColor(QPalette::Link, color(ColorRole::Accent));
    palette.setColor(QPalette::LinkVisited, color(ColorRole::Accent));
    palette.setColor(QPalette::ToolTipBase, color(ColorRole::Tooltip));
    palette.setColor(QPalette::ToolTipText, color(ColorRole::TooltipText));
    palette.setColor(QPalette::Light, color(ColorRole::Surface));
    palette.setColor(QPalette::Midlight, color(ColorRole::Hover));
    palette.setColor(QPalette::Mid, color(ColorRole::Border));
    palette.setColor(QPalette::Dark, color(ColorRole::Control));
    palette.setColor(QPalette::Shadow, color(ColorRole::Control));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(ColorRole::Disabled));
    return palette;
}

QPalette tooltipPaletteOf(const Theme& theme)
{
    QPalette palette = paletteOf(theme);
    palette.setColor(QPalette::Window, theme.color(ColorRole::Tooltip));
    palette.setColor(QPalette::WindowText, theme.color(ColorRole::TooltipText));
    return palette;
}

QString styleSheetOf(const Theme& theme)
{
    QFile file(QStringLiteral(":/tunescope/themes/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression placeholder(QStringLiteral("@(?:([0-9]+)px|([A-Za-z0-9]+))"));
    QString result;
    qsizetype end = 0;
    for (auto it = placeholder.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        result += QStringView(source).mid(end, match.capturedStart() - end);
        end = match.capturedEnd();
        if (match.hasCaptured(1)) {
            result += QStringLiteral("%1px").arg(theme.scaled(match.captured(1).toInt()));
            continue;
        }
        const QByteArray name = match.captured(2).toLatin1();
        const auto found = std::find_if(kColorRoleNames.begin(), kColorRoleNames.end(),
                                        [&name](const char* known) { return name == known; });
        result += found == kColorRoleNames.end()
                      ? match.captured(0)
                      : theme.colors[std::size_t(found - kColorRoleNames.begin())].name();
    }
    result += QStringView(source).mid(end);
    return result;
}

ThemeStyle::ThemeStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    const Theme& theme = applicationTheme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (element) {
    case PE_FrameFocusRect:
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(*painter, *option, theme);
        break;
    case PE_IndicatorRadioButton:
        drawRadioButton(*painter, *option, theme);
        break;
    case PE_IndicatorMenuCheckMark:
        if (option->state & State_On || option->state & State_Sunken)
            drawArrow(*painter, QStringLiteral("check"), option->rect, *option);
        break;
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const bool up = header && header->sortIndicator == QStyleOptionHeader::SortUp;
        drawArrow(*painter, up ? QStringLiteral("up") : QStringLiteral("down"), option->rect, *option);
        break;
    }
    default:
        if (const char* name = arrowName(element)) {
            drawArrow(*painter, QLatin1String(name), option->rect, *option);
            break;
        }
        painter->restore();
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->restore();
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    if (control != CC_ComboBox && control != CC_SpinBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    painter->save();
    drawFieldFrame(*painter, *option, applicationTheme());
    if (control == CC_ComboBox) {
        drawArrow(*painter, QStringLiteral("down"),
                  proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget), *option);
    } else {
        drawArrow(*painter, QStringLiteral("up"),
                  proxy()->subControlRect(control, option, SC_SpinBoxUp, widget), *option);
        drawArrow(*painter, QStringLiteral("down"),
                  proxy()->subControlRect(control, option, SC_SpinBoxDown, widget), *option);
    }
    painter->restore();
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (element != CE_ComboBoxLabel || !combo || combo->editable) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    const Theme& theme = applicationTheme();
    QRect area = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
    const bool enabled = option->state & State_Enabled;
    if (!combo->currentIcon.isNull()) {
        const QRect icon(area.x(), area.y(), combo->iconSize.width(), area.height());
        combo->currentIcon.paint(painter, icon, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        area.adjust(combo->iconSize.width() + 6, 0, 0, 0);
    }
    painter->setPen(theme.color(enabled ? ColorRole::Text : ColorRole::Disabled));
    const QString text = option->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, area.width());
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

QRect ThemeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const
{
    const int arrow = applicationTheme().scaled(24);
    const QRect all = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return all.adjusted(10, 1, -arrow, -1);
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return {all.right() - arrow, all.top(), arrow, all.height()};
    if (control == CC_SpinBox) {
        const int half = all.height() / 2;
        switch (part) {
        case SC_SpinBoxUp:
            return {all.right() - arrow + 2, all.top() + 1, arrow - 3, half - 1};
        case SC_SpinBoxDown:
            return {all.right() - arrow + 2, all.top() + half, arrow - 3, all.height() - half - 1};
        case SC_SpinBoxEditField:
            return all.adjusted(9, 1, -arrow, -1);
        default:
            break;
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                   const QWidget* widget) const
{
    const Theme& theme = applicationTheme();
    if (type == CT_ComboBox)
        return {contents.width() + 10 + theme.scaled(24) + 4, theme.scaled(theme.metrics.field)};
    if (type == CT_SpinBox)
        return {contents.width() + 9 + theme.scaled(24), theme.scaled(theme.metrics.field)};
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const Theme& theme = applicationTheme();
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme.scaled(16);
    case PM_SmallIconSize:
        return theme.scaled(theme.metrics.iconInline);
    case PM_ToolBarIconSize:
        return theme.scaled(theme.metrics.iconToolbar);
    case PM_SplitterWidth:
        return theme.metrics.cardGap;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
        return 0;
    case SH_EtchDisabledText:
        return 0;
    case SH_DitherDisabledText:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace tunescope::ui
