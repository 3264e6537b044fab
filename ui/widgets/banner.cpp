// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/icon.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

ColorRole roleOf(BannerTone tone)
{
    switch (tone) {
    case BannerTone::Info:
        return ColorRole::Info;
    case BannerTone::Best:
        return ColorRole::BestMark;
    case BannerTone::Warning:
        return ColorRole::Warn;
    case BannerTone::Danger:
        return ColorRole::Danger;
    }
    return ColorRole::Info;
}

const char* iconOf(BannerTone tone)
{
    switch (tone) {
    case BannerTone::Info:
        return "info";
    case BannerTone::Best:
        return "coach";
    case BannerTone::Warning:
        return "diverged";
    case BannerTone::Danger:
        return "failed";
    }
    return "info";
}

} // namespace

Banner::Banner(BannerTone tone, QWidget* parent)
    : QWidget(parent)
    , m_tone(tone)
    , m_iconName(QLatin1String(iconOf(tone)))
    , m_icon(new QLabel)
    , m_headline(new QLabel)
    , m_detail(new QLabel)
    , m_close(makeIconButton(QStringLiteral("close"), tr("Close")))
    , m_details(makeButton(tr("Details"), ButtonKind::Link))
    , m_actions(new QHBoxLayout)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setTextStyle(m_headline, TextStyle::Card);
    setTextStyle(m_detail, TextStyle::Table);
    setTone(m_detail, ColorRole::Text2);
    for (QLabel* label : {m_headline, m_detail}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(m_headline);
    text->addWidget(m_detail);
    m_actions->setSpacing(8);
    m_actions->addWidget(m_details);
    m_actions->addStretch(1);
    text->addSpacing(4);
    text->addLayout(m_actions);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(17, 12, 12, 12);
    all->setSpacing(10);
    all->addWidget(m_icon, 0, Qt::AlignTop);
    all->addLayout(text, 1);
    all->addWidget(m_close, 0, Qt::AlignTop);
    m_close->hide();
    m_details->hide();
    connect(m_close, &QToolButton::clicked, this, &Banner::closed);
    connect(m_details, &QPushButton::clicked, this, &Banner::showDetails);
    refreshIcon();
}

void Banner::setMessage(const QString& headline, const QString& detail)
{
    m_headline->setText(headline);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(detail);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::setIconName(const QString& name)
{
    m_iconName = name;
    refreshIcon();
}

QPushButton* Banner::addAction(const QString& text, ButtonKind kind)
{
    QPushButton* button = makeButton(text, kind);
    m_actions->addWidget(button);
    return button;
}

void Banner::clearActions()
{
    // The details button and the stretch stay.
    while (m_actions->count() > 2) {
        QLayoutItem* item = m_actions->takeAt(2);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void Banner::setDetails(const QString& technical)
{
    m_technical = technical;
    m_details->setVisible(!technical.isEmpty());
}

void Banner::setClosable()
{
    m_close->show();
}

void Banner::showDetails()
{
    QMessageBox box(QMessageBox::NoIcon, tr("Details"), m_technical, QMessageBox::Close, window());
    QPushButton* copy = box.addButton(tr("Copy"), QMessageBox::ActionRole);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_technical); });
    box.exec();
}

void Banner::refreshIcon()
{
    const Theme& theme = themeOf(this);
    m_icon->setPixmap(
        iconPixmap(m_iconName, theme.color(roleOf(m_tone)), theme.scaled(18), devicePixelRatioF()));
}

void Banner::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radiusCard,
                         theme.metrics.radiusCard);
    painter.fillPath(shape, theme.color(ColorRole::Surface));
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(QRectF(0, 0, 3, height()), theme.color(roleOf(m_tone)));
    painter.restore();
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawPath(shape);
    painter.setClipRect(QRectF(0, 0, 3, height()));
    painter.setPen(theme.color(roleOf(m_tone)));
    painter.drawPath(shape);
}

void Banner::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace tunescope::ui
