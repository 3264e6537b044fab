// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/top_trials_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/best_model.h"
#include "ui/widgets/icon.h"

#include <QButtonGroup>
#include <QListView>
#include <QPainter>
#include <QRadioButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kRoomForRules = 260; ///< Width from which the rules are written out.

class TrialDelegate final : public QStyledItemDelegate
{
public:
    explicit TrialDelegate(QListView& list) : QStyledItemDelegate(&list), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override
    {
        return {10, themeOf(&m_list).scaled(54)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(&m_list);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGround(*painter, option, theme);
        paintRank(*painter, option.rect, index, theme);
        paintTexts(*painter, option.rect, index, theme);
        painter->restore();
    }

private:
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme)
    {
        const bool selected = option.state & QStyle::State_Selected;
        if (!selected && !(option.state & QStyle::State_MouseOver))
            return;
        painter.setPen(selected ? QPen(theme.color(ColorRole::AccentBorder)) : QPen(Qt::NoPen));
        painter.setBrush(theme.color(selected ? ColorRole::AccentSoft : ColorRole::Hover));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5),
                                theme.metrics.radiusControl, theme.metrics.radiusControl);
    }

    static void paintRank(QPainter& painter, const QRect& rect, const QModelIndex& index, const Theme& theme)
    {
        const QRectF area(rect.x() + 6, rect.y(), theme.scaled(30), rect.height());
        if (index.row() == 0) {
            const double side = theme.scaled(16);
            drawIcon(painter, QStringLiteral("star-fill"),
                     QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side),
                     theme.color(ColorRole::BestMark));
            return;
        }
        painter.setFont(theme.font(TextStyle::Number));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(area, Qt::AlignCenter, index.data(BestModel::RankRole).toString());
    }

    static void paintTexts(QPainter& painter, const QRect& rect, const QModelIndex& index, const Theme& theme)
    {
        QFont scoreFont = theme.font(TextStyle::Number);
        scoreFont.setPixelSize(theme.scaled(14));
        scoreFont.setWeight(QFont::DemiBold);
        const QString score = index.data(BestModel::ScoreRole).toString();
        const int scoreWidth = QFontMetrics(scoreFont).horizontalAdvance(score);
        painter.setFont(scoreFont);
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(rect.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, score);

        QRect text = rect.adjusted(6 + theme.scaled(30) + 6, 0, -12 - scoreWidth - 8, 0);
        const QRect top = text.adjusted(0, 6, 0, -text.height() / 2);
        const QRect bottom = text.adjusted(0, text.height() / 2, 0, -6);
        painter.setFont(theme.font(TextStyle::Card));
        const QString name = index.data(Qt::DisplayRole).toString();
        painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter, name);
        if (index.row() > 0 && index.data(BestModel::TiedRole).toBool()) {
            const int used = painter.fontMetrics().horizontalAdvance(name) + 8;
            painter.setFont(theme.font(TextStyle::Caption));
            painter.setPen(theme.color(ColorRole::Text3));
            painter.drawText(top.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             BestModel::tr("tied"));
        }
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(index.data(BestModel::ConfigRole).toString(),
                                                          Qt::ElideRight, bottom.width()));
    }

    QListView& m_list;
};

} // namespace

TopTrialsPanel::TopTrialsPanel(BestModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_metric(elidedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_list(new QListView)
    , m_tie(new QWidget)
    , m_tieText(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_rules(new QButtonGroup(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 8, 14);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(textLabel(tr("Top trials"), TextStyle::Card), 1);
    head->addWidget(m_metric);
    layout->addLayout(head);

    m_list->setObjectName(QStringLiteral("topTrials"));
    m_list->setAccessibleName(tr("Top trials"));
    m_list->setModel(&model);
    m_list->setItemDelegate(new TrialDelegate(*m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(110);
    layout->addWidget(m_list, 1);

    auto* tie = new QHBoxLayout(m_tie);
    tie->setContentsMargins(8, 0, 8, 4);
    tie->setSpacing(8);
    tie->addWidget(iconLabel(QStringLiteral("info"), ColorRole::Text3, 15), 0, Qt::AlignTop);
    tie->addWidget(m_tieText, 1);
    layout->addWidget(m_tie);
    layout->addWidget(ruleLine());
    addRules(*layout);

    connect(&model, &BestModel::ranked, this, &TopTrialsPanel::refresh);
    connect(&model, &BestModel::shownChanged, this, &TopTrialsPanel::refresh);
    // A click or the arrow keys, but not the model's own resets.
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    m_model.choose(current.data(BestModel::TrialRole).toInt());
            });
    refresh();
}

void TopTrialsPanel::addRules(QVBoxLayout& layout)
{
    auto* box = new QVBoxLayout;
    box->setContentsMargins(8, 4, 8, 0);
    box->setSpacing(8);
    box->addWidget(textLabel(tr("Pick the winner by"), TextStyle::Card));
    const QList<std::pair<WinnerRule, QString>> rules{{WinnerRule::HighestScore, tr("Best in the search")},
                                                      {WinnerRule::FastestNearTop, {}},
                                                      {WinnerRule::SmallestNearTop, {}}};
    for (const auto& [rule, text] : rules) {
        auto* button = new QRadioButton(text);
        m_rules->addButton(button, static_cast<int>(rule));
        box->addWidget(button);
    }
    m_rules->button(static_cast<int>(m_model.rule()))->setChecked(true);
    connect(m_rules, &QButtonGroup::idClicked, this,
            [this](int rule) { m_model.setRule(static_cast<WinnerRule>(rule)); });
    layout.addLayout(box);
}

/// A narrow panel leaves the end of the two longer rules to their tool tips.
void TopTrialsPanel::nameRules()
{
    const bool narrow = width() < themeOf(this).scaled(kRoomForRules);
    const auto name = [&](WinnerRule rule, const QString& whole, const QString& brief) {
        QAbstractButton* button = m_rules->button(static_cast<int>(rule));
        button->setText((narrow ? brief : whole).arg(m_model.nearTopText()));
        button->setToolTip(narrow ? whole.arg(m_model.nearTopText()) : QString());
    };
    name(WinnerRule::FastestNearTop, tr("Fastest within %1 of the top"), tr("Fastest within %1"));
    name(WinnerRule::SmallestNearTop, tr("Smallest within %1 of the top"), tr("Smallest within %1"));
}

void TopTrialsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    nameRules();
}

void TopTrialsPanel::refresh()
{
    m_metric->setText(m_model.metricTitle());
    m_tieText->setText(m_model.tieText());
    m_tie->setVisible(!m_model.tieText().isEmpty());
    nameRules();
    const int row = m_model.rowOf(m_model.shown());
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->selectionModel()->setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row),
                                              QItemSelectionModel::ClearAndSelect);
    m_list->viewport()->update();
}

} // namespace tunescope::ui
