// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/export_row.h"

#include "ui/pages/data/page_parts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kRoomForIcon = 350; ///< Width of a row from which icon and whole title fit.

} // namespace

ExportRow::ExportRow(const QString& title, const QString& fileName, const QString& icon, QWidget* parent)
    : QWidget(parent)
    , m_tick(new QCheckBox)
    , m_icon(iconLabel(icon, ColorRole::Text2, 16))
    , m_iconName(icon)
    , m_fileName(textLabel(fileName, TextStyle::Number, ColorRole::Text2))
    , m_size(textLabel({}, TextStyle::Number, ColorRole::Text3))
{
    setFixedHeight(themeOf(this).scaled(36));
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("%1, %2").arg(title, fileName));
    setCursor(Qt::PointingHandCursor);
    m_tick->setChecked(true);
    m_tick->setAccessibleName(tr("Export %1").arg(fileName));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(9);
    layout->addWidget(m_tick);
    layout->addWidget(m_icon);
    layout->addWidget(elidedLabel(title, TextStyle::Body), 1);
    layout->addWidget(m_fileName);
    m_size->setMinimumWidth(themeOf(this).scaled(50));
    m_size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_size);
    connect(m_tick, &QCheckBox::toggled, this, &ExportRow::ticked);
}

bool ExportRow::isTicked() const
{
    return m_tick->isChecked();
}

void ExportRow::setSize(const QString& text)
{
    m_size->setText(text);
}

void ExportRow::setFileName(const QString& name, Written written)
{
    const bool done = written == Written::Yes;
    m_fileName->setText(name);
    setTone(m_fileName, done ? ColorRole::Ok : ColorRole::Text2);
    setIcon(m_icon, done ? QStringLiteral("check-circle") : m_iconName,
            done ? ColorRole::Ok : ColorRole::Text2);
    setToolTip(done ? tr("Written as %1. Exporting again writes another file.").arg(name) : QString());
}

void ExportRow::setPreviewed(Previewed previewed)
{
    m_previewed = previewed;
    update();
}

void ExportRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    if (m_previewed == Previewed::Yes)
        painter.fillRect(rect(), theme.color(ColorRole::AccentSoft));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(ColorRole::Border));
    if (hasFocus()) {
        painter.setPen(QPen(theme.color(ColorRole::Focus), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

/// In a narrow list the title needs the room of the icon.
void ExportRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_icon->setVisible(width() >= themeOf(this).scaled(kRoomForIcon));
}

void ExportRow::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    emit previewWanted();
}

void ExportRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
        emit previewWanted();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
