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
    Picture(std::vector<float> pixels, const QSize& size) : m_pixels(std::move(pixels)), m_size(size)
    {
        setFixedSize(160, 160);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QSize fitted = m_size.scaled(size(), Qt::KeepAspectRatio);
        const QRectF area(QPointF((width() - fitted.width()) / 2.0, (height() - fitted.height()) / 2.0),
                          fitted);
        paintTile(painter, area, tileImage(m_pixels, m_size, themeOf(this)), themeOf(this));
    }

private:
    std::vector<float> m_pixels;
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
    if (!m_row.pixels.empty() && model.isImage())
        layout->addWidget(buildPicture(), 0, Qt::AlignTop);
    auto* side = new QVBoxLayout;
    side->setSpacing(6);
    side->addWidget(textLabel(tr("Row %1").arg(wholeText(m_row.row + 1)), TextStyle::Section));
    const QString target = model.facts() != nullptr ? toQt(model.facts()->target.name) : QString();
    side->addWidget(
        textLabel(tr("%1: %2").arg(target, toQt(m_row.target)), TextStyle::Body, ColorRole::Text2));
    side->addWidget(buildValues(), 1);
    side->addWidget(m_state);
    m_use->setObjectName(QStringLiteral("leaveOut"));
    connect(m_use, &QPushButton::clicked, this, &RowCard::toggleUse);
    side->addWidget(m_use, 0, Qt::AlignLeft);
    layout->addLayout(side, 1);
    setFixedWidth(themeOf(this).scaled(m_row.pixels.empty() ? 320 : 470));
    setFixedHeight(themeOf(this).scaled(270));
    refreshUse();
}

QWidget* RowCard::buildPicture() const
{
    const ImageLayout& image = *m_model.facts()->image;
    return new Picture(m_row.pixels, QSize(image.width, image.height));
}

QWidget* RowCard::buildValues() const
{
    auto* text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setProperty("mono", true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setAccessibleName(tr("Values of the row"));
    QString values;
    const int columns = m_model.isImage() ? m_model.facts()->image->width : 1;
    const QStringList names = m_model.featureNames();
    for (std::size_t i = 0; i < m_row.cells.size(); ++i) {
        const auto at = static_cast<int>(i);
        if (columns > 1)
            values += toQt(m_row.cells[i]).rightJustified(4) +
                      (at % columns == columns - 1 ? QStringLiteral("\n") : QString());
        else
            values += names.value(at) + QStringLiteral("  ") + toQt(m_row.cells[i]) + QLatin1Char('\n');
    }
    text->setPlainText(values);
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
