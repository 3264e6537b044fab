// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/csv_import_dialog_header.h"

#include "ui/viewmodels/csv_import_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

namespace tunescope::ui {
namespace {

constexpr int kHeight = 92;
constexpr int kPadding = 8;

/// In the order of the drop-down: Target last, so that the arrow keys do not move it in passing.
constexpr std::array kRoles{ColumnRole::Number, ColumnRole::Category, ColumnRole::Ignore, ColumnRole::Target};

QString roleText(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Number:
        return CsvImportHeader::tr("Number");
    case ColumnRole::Category:
        return CsvImportHeader::tr("Category");
    case ColumnRole::Target:
        return CsvImportHeader::tr("Target");
    case ColumnRole::Ignore:
        return CsvImportHeader::tr("Ignore");
    }
    return {};
}

int indexOf(ColumnRole role)
{
    return static_cast<int>(std::find(kRoles.begin(), kRoles.end(), role) - kRoles.begin());
}

} // namespace

CsvImportHeader::CsvImportHeader(CsvImportModel& model, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_model(model)
{
    setSectionsMovable(false);
    setHighlightSections(false);
    setDefaultSectionSize(themeOf(this).scaled(108));
    setMinimumSectionSize(themeOf(this).scaled(60));
    connect(this, &QHeaderView::sectionResized, this, &CsvImportHeader::place);
    connect(this, &QHeaderView::sectionCountChanged, this, &CsvImportHeader::place);
    connect(this, &QHeaderView::geometriesChanged, this, &CsvImportHeader::place);
    if (const auto* table = qobject_cast<QTableView*>(parent))
        connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &CsvImportHeader::place);
}

QSize CsvImportHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), themeOf(this).scaled(kHeight)};
}

QComboBox* CsvImportHeader::roleBox(int column) const
{
    const auto found = m_boxes.find(column);
    return found == m_boxes.end() ? nullptr : found->second;
}

QComboBox* CsvImportHeader::makeBox(int column)
{
    auto* box = new QComboBox(viewport());
    box->setObjectName(QStringLiteral("role-%1").arg(column));
    for (const ColumnRole role : kRoles)
        box->addItem(roleText(role));
    connect(box, &QComboBox::activated, this, [this, column](int index) {
        // The target can only move: choosing another use for it puts the old choice back.
        if (!m_model.setRole(static_cast<std::size_t>(column), kRoles[static_cast<std::size_t>(index)]))
            refresh();
    });
    return box;
}

void CsvImportHeader::refresh()
{
    for (const auto& [column, box] : m_boxes) {
        if (!m_model.preview() || static_cast<std::size_t>(column) >= m_model.preview()->columns.size())
            continue;
        const PreviewColumn& info = m_model.preview()->columns[static_cast<std::size_t>(column)];
        const bool target = info.role == ColumnRole::Target;
        box->setCurrentIndex(indexOf(info.role));
        box->setAccessibleName(tr("Use of column %1").arg(toQt(info.name)));
        box->setToolTip(
            target ? tr("What the network learns to predict. To change it, choose Target on another column.")
                   : QString());
    }
    place();
    viewport()->update();
}

void CsvImportHeader::resizeEvent(QResizeEvent* event)
{
    QHeaderView::resizeEvent(event);
    place();
}

void CsvImportHeader::place()
{
    const bool ready = m_model.preview().has_value();
    for (int section = 1; section < count(); ++section) {
        const int left = sectionViewportPosition(section);
        const bool visible = ready && left + sectionSize(section) > 0 && left < viewport()->width();
        auto found = m_boxes.find(section - 1);
        if (found == m_boxes.end()) {
            if (!visible)
                continue;
            found = m_boxes.emplace(section - 1, makeBox(section - 1)).first;
            if (static_cast<std::size_t>(section - 1) < m_model.preview()->columns.size())
                found->second->setCurrentIndex(
                    indexOf(m_model.preview()->columns[static_cast<std::size_t>(section - 1)].role));
        }
        found->second->setVisible(visible);
        const Theme& theme = themeOf(this);
        found->second->setGeometry(left + kPadding, theme.scaled(28), sectionSize(section) - 2 * kPadding,
                                   theme.scaled(26));
    }
    for (const auto& [column, box] : m_boxes) {
        if (column + 1 >= count())
            box->hide();
    }
}

void CsvImportHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    const auto at = static_cast<std::size_t>(section - 1);
    const bool known = section > 0 && m_model.preview() && at < m_model.preview()->columns.size();
    const bool target = known && m_model.preview()->columns[at].role == ColumnRole::Target;
    const bool ignored = known && m_model.preview()->columns[at].role == ColumnRole::Ignore;
    painter->save();
    painter->fillRect(rect, theme.color(target ? ColorRole::AccentSoft : ColorRole::Sunken));
    painter->setPen(theme.color(ColorRole::Border));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->setFont(theme.font(TextStyle::Card));
    painter->setPen(theme.color(ignored ? ColorRole::Text3 : ColorRole::Text));
    const QRect name(rect.x() + kPadding, rect.y() + 5, rect.width() - 2 * kPadding, theme.scaled(20));
    if (section == 0) {
        painter->setFont(theme.font(TextStyle::Table));
        painter->setPen(theme.color(ColorRole::Text3));
        painter->drawText(rect.adjusted(kPadding, 0, -kPadding, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          tr("line"));
    } else if (known) {
        painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(toQt(m_model.preview()->columns[at].name),
                                                            Qt::ElideMiddle, name.width()));
        paintHistogram(*painter,
                       QRectF(rect.x() + kPadding, rect.y() + theme.scaled(60), rect.width() - 2 * kPadding,
                              theme.scaled(24)),
                       section - 1);
    }
    painter->restore();
}

void CsvImportHeader::paintHistogram(QPainter& painter, const QRectF& rect, int column) const
{
    const Theme& theme = themeOf(this);
    const PreviewColumn& info = m_model.preview()->columns[static_cast<std::size_t>(column)];
    if (info.role == ColumnRole::Ignore || info.histogram.empty()) {
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text3));
        const QString count = countedText(info.distinct, tr("value"), tr("different"));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         info.manyDistinct ? QStringLiteral("> ") + count : count);
        return;
    }
    const bool classes =
        info.role == ColumnRole::Target && m_model.preview()->outcome.task == Task::Classification;
    const double step = rect.width() / static_cast<double>(info.histogram.size());
    const double gap =
        info.kind == ColumnKind::Category ? std::min(2.0, step * 0.2) : std::min(1.0, step * 0.2);
    for (std::size_t bin = 0; bin < info.histogram.size(); ++bin) {
        const double height =
            info.histogram[bin] > 0.0 ? std::max(1.0, info.histogram[bin] * (rect.height() - 1)) : 0.0;
        painter.fillRect(QRectF(rect.x() + static_cast<double>(bin) * step, rect.bottom() - 1 - height,
                                step - gap, height),
                         classes ? theme.pin(static_cast<int>(bin)).color : theme.scoreColor(0.45));
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()));
}

} // namespace tunescope::ui
