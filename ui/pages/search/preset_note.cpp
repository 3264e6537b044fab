// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/preset_note.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/preset_model.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace tunescope::ui {
namespace {

struct PresetLook {
    QString icon;
    ColorRole ink;
    ColorRole ground;
};

PresetLook presetLook(const PresetEntry& entry)
{
    if (entry.group == PresetEntry::Group::Fine)
        return {QStringLiteral("narrow"), ColorRole::Text2, ColorRole::Hover};
    switch (entry.kind) {
    case PresetKind::Good:
        return {QStringLiteral("check-circle"), ColorRole::Ok, ColorRole::OkSoft};
    case PresetKind::Bad:
        return {QStringLiteral("diverged"), ColorRole::Warn, ColorRole::WarnSoft};
    case PresetKind::Range:
        break;
    }
    return {QStringLiteral("space"), ColorRole::Text2, ColorRole::Hover};
}

QString titleOf(const PresetEntry& entry)
{
    switch (entry.kind) {
    case PresetKind::Good:
        return PresetModel::tr("Known good: %1").arg(entry.title);
    case PresetKind::Bad:
        return PresetModel::tr("Famous mistake: %1").arg(entry.title);
    case PresetKind::Range:
        break;
    }
    return entry.title;
}

} // namespace

QIcon presetIcon(const PresetEntry& entry)
{
    const PresetLook look = presetLook(entry);
    return themedIcon(look.icon, look.ink);
}

PresetNote::PresetNote(PresetModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(wrappedLabel({}, TextStyle::Card))
    , m_why(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_measured(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(34, 8, 8, 8);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (QLabel* label : {m_title, m_why, m_measured})
        texts->addWidget(label);
    auto* close = makeIconButton(QStringLiteral("close"), tr("Hide this comment"));
    connect(close, &QToolButton::clicked, &m_model, &PresetModel::dismiss);
    layout->addLayout(texts, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(&m_model, &PresetModel::appliedChanged, this, &PresetNote::refresh);
    hide(); // Without a parent it would be a window of its own.
}

QString PresetNote::text() const
{
    return isHidden() ? QString() : QStringList{m_title->text(), m_why->text(), m_measured->text()}.join(QLatin1Char('\n'));
}

void PresetNote::refresh()
{
    const PresetEntry* entry = m_model.applied();
    if (entry) {
        m_title->setText(titleOf(*entry));
        m_why->setText(entry->why);
        m_measured->setText(entry->measured);
        m_measured->setVisible(!entry->measured.isEmpty());
    }
    setVisible(entry != nullptr);
    update();
}

void PresetNote::paintEvent(QPaintEvent* /*event*/)
{
    const PresetEntry* entry = m_model.applied();
    if (!entry)
        return;
    const PresetLook look = presetLook(*entry);
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(look.ground));
    painter.drawRoundedRect(rect(), theme.metrics.radiusControl, theme.metrics.radiusControl);
    const double side = theme.scaled(theme.metrics.iconInline);
    const double top = 8 + (m_title->height() - side) / 2;
    drawIcon(painter, look.icon, QRectF(11, top, side, side), theme.color(look.ink));
}

} // namespace tunescope::ui
