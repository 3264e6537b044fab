// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/row_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/data/tile_painter.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

class Picture final : public QWidget
{
public:
    Picture(RowView row, const DatasetFacts& facts) : m_row(std::move(row)), m_shape(facts.shape)
    {
        m_size = facts.image ? QSize(facts.image->width, facts.image->height)
                             : QSize(static_cast<int>(m_shape.steps), static_cast<int>(m_shape.features));
        setFixedSize(m_row.pixels.empty() ? 220 : 160, 160);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeOf(this);
        const int features = static_cast<int>(m_shape.features);
        if (m_row.pixels.empty()) {
            painter.fillRect(rect(), theme.color(ColorRole::App));
            if (features > kMostLines)
                paintTile(painter, rect(), tileImage(seriesPixels(m_row.values, features), m_size, theme),
                          theme);
            else
                paintSeries(painter, rect().adjusted(8, 10, -8, -10), m_row.values, features, theme);
            return;
        }
        const QSize fitted = m_size.scaled(size(), Qt::KeepAspectRatio);
        const QRectF area(QPointF((width() - fitted.width()) / 2.0, (height() - fitted.height()) / 2.0),
                          fitted);
        QImage image = tileImage(m_row.pixels, m_size, theme);
        layMask(image, m_row.mask, theme);
        paintTile(painter, area, image, theme);
    }

private:
    RowView m_row;
    SampleShape m_shape;
    QSize m_size;
};

} // namespace

RowCard::RowCard(DatasetModel& model, RowView row, QWidget* parent)
    : QDialog(parent, Qt::Popup)
    , m_model(model)
    , m_row(std::move(row))
    , m_state(wrappedLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_use(makeButton({}))
{
    setObjectName(QStringLiteral("rowCard"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    if (hasPicture())
        layout->addWidget(buildPicture(), 0, Qt::AlignTop);
    auto* side = new QVBoxLayout;
    side->setSpacing(6);
    side->addWidget(textLabel(tr("Row %1").arg(wholeText(m_row.row + 1)), TextStyle::Section));
    const QString target = model.facts() != nullptr ? toQt(model.facts()->target.name) : QString();
    if (!m_row.target.empty())
        side->addWidget(
            textLabel(tr("%1: %2").arg(target, toQt(m_row.target)), TextStyle::Body, ColorRole::Text2));
    side->addWidget(buildValues(), 1);
    side->addWidget(m_state);
    m_use->setObjectName(QStringLiteral("leaveOut"));
    connect(m_use, &QPushButton::clicked, this, &RowCard::toggleUse);
    side->addWidget(m_use, 0, Qt::AlignLeft);
    layout->addLayout(side, 1);
    setFixedWidth(themeOf(this).scaled(hasPicture() ? 500 : 320));
    setFixedHeight(themeOf(this).scaled(270));
    refreshUse();
}

bool RowCard::hasPicture() const
{
    return m_model.hasTiles() && !(m_row.pixels.empty() && m_row.values.empty());
}

QWidget* RowCard::buildPicture() const
{
    return new Picture(m_row, *m_model.facts());
}

QWidget* RowCard::buildValues() const
{
    auto* text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setProperty("mono", true);
    text->setLineWrapMode(m_model.hasColumns() ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    text->setAccessibleName(tr("Values of the row"));
    QString values;
    const int columns = m_model.isImage() ? m_model.facts()->image->width : 1;
    const QStringList names = m_model.featureNames();
    for (std::size_t i = 0; i < m_row.cells.size(); ++i) {
        const auto at = static_cast<int>(i);
        if (columns > 1)
            values += toQt(m_row.cells[i]).rightJustified(4) +
                      (at % columns == columns - 1 ? QStringLiteral("\n") : QString());
        else if (names.isEmpty())
            values += toQt(m_row.cells[i]) + QLatin1Char('\n');
        else
            values += names.value(at) + QStringLiteral("  ") + toQt(m_row.cells[i]) + QLatin1Char('\n');
    }
    text->setPlainText(values);
    text->setVisible(!values.isEmpty());
    return text;
}

void RowCard::refreshUse()
{
    const bool excluded = m_model.isExcluded(m_row.row);
    m_state->setText(excluded ? tr("Left out of training and validation.") : QString());
    m_state->setVisible(excluded);
    m_use->setText(excluded ? tr("Use this row again") : tr("Leave out of training"));
}

void RowCard::toggleUse()
{
    m_model.setUse(m_row.row,
                   m_model.isExcluded(m_row.row) ? DatasetModel::Use::Learn : DatasetModel::Use::LeaveOut);
    refreshUse();
}

} // namespace tunescope::ui
