// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/settings_card.h"

#include "ui/pages/compare/pin_head.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr double kTrack = 52.0; ///< Width of the range with the dot.

/// The head of a trial's column: its badge and number.
class PinHeaderView : public QHeaderView
{
public:
    explicit PinHeaderView(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
    {
        setSectionResizeMode(QHeaderView::Stretch);
        setFixedHeight(28);
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const Theme& theme = themeOf(this);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillRect(rect, theme.color(ColorRole::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(ColorRole::Border));
        const QVariant pin = model()->headerData(section, Qt::Horizontal, ComparisonModel::PinRole);
        if (pin.isValid()) {
            drawPinBadge(*painter, theme, pin.toInt(), {rect.left() + 10.0, rect.center().y() - 8.0, 17, 17});
            painter->setFont(theme.font(TextStyle::Number));
            painter->setPen(theme.color(ColorRole::Text));
            painter->drawText(rect.adjusted(34, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                              model()->headerData(section, Qt::Horizontal).toString());
        }
        painter->restore();
    }
};

} // namespace

void SettingsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.widget);
    const bool differs = index.data(ComparisonModel::DiffersRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (differs)
        painter->fillRect(option.rect, theme.color(ColorRole::AccentSoft));
    else if (index.data(ComparisonModel::FactRole).toBool())
        painter->fillRect(option.rect, theme.color(ColorRole::Sunken));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.color(ColorRole::Border));
    if (index.column() > 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 1, option.rect.height()),
                          theme.color(ColorRole::Border));
    QRectF text = QRectF(option.rect).adjusted(10, 0, -8, -1);
    const QVariant position = index.data(ComparisonModel::PositionRole);
    if (position.isValid() && text.width() > kTrack + 50) {
        const QRectF track(text.left(), text.center().y() - 1, kTrack, 2);
        painter->fillRect(track, theme.color(ColorRole::Ghost));
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.pin(index.data(ComparisonModel::PinRole).toInt()).color);
        painter->drawEllipse(QPointF(track.left() + track.width() * position.toDouble(), track.center().y()),
                             3.8, 3.8);
        text.setLeft(track.right() + 10);
    }
    QFont font =
        theme.font(position.isValid() || index.data(ComparisonModel::FactRole).toBool() ? TextStyle::Number
                                                                                        : TextStyle::Table);
    if (index.column() == 0)
        font = theme.font(TextStyle::Table);
    font.setBold(differs);
    painter->setFont(font);
    painter->setPen(theme.color(index.column() == 0 ? ColorRole::Text2 : ColorRole::Text));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        static_cast<int>(text.width())));
    painter->restore();
}

SettingsCard::SettingsCard(ComparisonModel& model, QWidget* parent)
    : Card(tr("Settings"), CardHead::Ruled, parent)
    , m_model(model)
    , m_table(new QTableView)
    , m_differences(new QCheckBox(tr("Differences only")))
{
    setNote(tr("shaded = differs from the majority"));
    removePadding();
    setGlossaryTopic(*this, QStringLiteral("term:setting"));
    QToolButton* copy = makeIconButton(QStringLiteral("copy"), tr("Copy as table"));
    addHeadWidget(m_differences);
    addHeadWidget(copy);
    m_table->setModel(&model);
    m_table->setItemDelegate(new SettingsDelegate(m_table));
    m_table->setHorizontalHeader(new PinHeaderView(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->verticalHeader()->setMinimumSectionSize(22);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::TabFocus);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Settings of the compared trials"));
    body()->addWidget(m_table);
    connect(copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_model.tabSeparated()); });
    connect(m_differences, &QCheckBox::toggled, this, [this](bool only) {
        m_model.setShown(only ? ComparedRows::DifferencesOnly : ComparedRows::All);
    });
    connect(&model, &ComparisonModel::modelReset, this, &SettingsCard::describe);
    describe();
}

void SettingsCard::describe()
{
    m_differences->setText(m_model.hiddenRows() > 0
                               ? tr("Differences only, %1 equal hidden").arg(m_model.hiddenRows())
                               : tr("Differences only"));
}

} // namespace tunescope::ui
