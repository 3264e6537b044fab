// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_picture.h"

#include "ui/widgets/readable_chart.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGraphicsView>
#include <QImage>
#include <QMessageBox>
#include <QPainter>
#include <QSaveFile>
#include <QScopedValueRollback>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kLargestScale = 8.0;
constexpr std::array<double, 4> kScales{2.0, 3.0, 4.0, 1.0}; ///< The first is the usual one.
constexpr double kHeadMargin = 12.0;

QByteArray quotedCell(const QString& cell)
{
    if (cell == QStringLiteral("–")) // What a reader sees where there is no value.
        return {};
    QByteArray text = cell.toUtf8();
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        return '"' + text.replace("\"", "\"\"") + '"';
    return text;
}

QByteArray csvLine(const QStringList& cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += (i > 0 ? "," : "") + quotedCell(cells[i]);
    return line + '\n';
}

/// False and a message if it could not be written; a file that was there stays then.
bool writeAll(QWidget& parent, const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    QMessageBox::warning(
        &parent, QObject::tr("Not saved"),
        QObject::tr("%1 could not be written: %2. Choose another folder.").arg(path, file.errorString()));
    return false;
}

QString withEnding(const QString& path, const QString& ending)
{
    return QFileInfo(path).suffix().isEmpty() ? path + u'.' + ending : path;
}

bool g_isPaintingPicture = false; ///< Of the window's thread.

const ReadableChart* readingOf(const QWidget& chart)
{
    return dynamic_cast<const ReadableChart*>(&chart);
}

/// Where title and sentence of a picture stand, and where the chart begins.
class HeadLayout
{
public:
    HeadLayout(QWidget& chart, PictureHead head) : m_chart(chart)
    {
        const ReadableChart* readable = readingOf(chart);
        if (head == PictureHead::None || !readable)
            return;
        m_reading = readable->reading();
        m_title = rowOf(TextStyle::Section, m_reading.title, 8.0);
        m_sentence = rowOf(TextStyle::Caption, m_reading.sentence, m_title.bottom() + 2.0);
        m_height = static_cast<int>(std::ceil(m_sentence.bottom() + 4.0));
    }

    [[nodiscard]] QSize size() const { return m_chart.size() + QSize(0, m_height); }

    /// Head and chart.
    void paint(QPainter& painter) const
    {
        const Theme& theme = themeOf(&m_chart);
        painter.fillRect(QRect(QPoint(), size()), theme.color(ColorRole::Surface));
        if (m_height > 0) {
            painter.setPen(theme.color(ColorRole::Text));
            painter.setFont(theme.font(TextStyle::Section));
            painter.drawText(m_title, Qt::TextWordWrap, m_reading.title);
            painter.setPen(theme.color(ColorRole::Text2));
            painter.setFont(theme.font(TextStyle::Caption));
            painter.drawText(m_sentence, Qt::TextWordWrap, m_reading.sentence);
        }
        painter.save();
        painter.translate(0, m_height);
        paintChart(m_chart, painter);
        painter.restore();
    }

private:
    [[nodiscard]] QRectF rowOf(TextStyle style, const QString& text, double top) const
    {
        const QRectF room(kHeadMargin, top, m_chart.width() - 2 * kHeadMargin, 1e4);
        const QFontMetricsF metrics(themeOf(&m_chart).font(style));
        return {room.topLeft(),
                QSizeF(room.width(), metrics.boundingRect(room, Qt::TextWordWrap, text).height() + 1.0)};
    }

    QWidget& m_chart;
    ChartReading m_reading;
    QRectF m_title;
    QRectF m_sentence;
    int m_height = 0;
};

/// What is under the pointer is of no concern to a picture.
void endHover(QWidget& chart)
{
    QEvent leave(QEvent::Leave);
    if (auto* view = qobject_cast<QAbstractScrollArea*>(&chart))
        QCoreApplication::sendEvent(view->viewport(), &leave);
    QCoreApplication::sendEvent(&chart, &leave);
}

} // namespace

bool isPaintingPicture()
{
    return g_isPaintingPicture;
}

void paintChart(QWidget& chart, QPainter& painter)
{
    painter.fillRect(chart.rect(), themeOf(&chart).color(ColorRole::Surface));
    const QScopedValueRollback<bool> painting(g_isPaintingPicture, true);
    if (auto* view = qobject_cast<QGraphicsView*>(&chart))
        view->render(&painter, chart.rect(), chart.rect());
    else
        chart.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

QByteArray chartSvg(QWidget& chart, const QString& title, PictureHead head)
{
    const HeadLayout layout(chart, head);
    QBuffer buffer;
    QSvgGenerator picture;
    picture.setOutputDevice(&buffer);
    picture.setSize(layout.size());
    picture.setViewBox(QRect(QPoint(), layout.size()));
    picture.setTitle(title);
    QPainter painter(&picture);
    layout.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray chartPng(QWidget& chart, double scale, PictureHead head)
{
    const HeadLayout layout(chart, head);
    const double ratio = std::clamp(scale, 1.0, kLargestScale);
    QImage picture((QSizeF(layout.size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(themeOf(&chart).color(ColorRole::Surface));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    layout.paint(painter);
    painter.end();
    QBuffer buffer;
    picture.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray chartCsv(const ChartReading& reading)
{
    QByteArray text = csvLine(reading.columns);
    for (const QStringList& row : reading.rows)
        text += csvLine(row);
    return text;
}

QString chartFileStem(const QString& title)
{
    QString stem;
    for (const QChar c : title.toLower()) {
        if (c.isLetterOrNumber())
            stem += c;
        else if (!stem.isEmpty() && !stem.endsWith(u'-'))
            stem += u'-';
    }
    while (stem.endsWith(u'-'))
        stem.chop(1);
    return stem.isEmpty() ? QStringLiteral("chart") : stem.left(60);
}

void savePictureOf(QWidget& chart)
{
    const ReadableChart* readable = readingOf(chart);
    if (!readable)
        return;
    endHover(chart);
    const QString title = readable->reading().title;
    const QSizeF extent = HeadLayout(chart, PictureHead::Titled).size();
    QStringList kinds{QObject::tr("SVG, lines and text stay sharp (*.svg)")};
    for (const double scale : kScales) {
        const QSize size = (extent * scale).toSize();
        kinds << QObject::tr("PNG, %1 x %2 pixels (*.png)").arg(size.width()).arg(size.height());
    }
    QString kind;
    const QString path = QFileDialog::getSaveFileName(&chart, QObject::tr("Save picture"),
                                                      chartFileStem(title) + QStringLiteral(".svg"),
                                                      kinds.join(QStringLiteral(";;")), &kind);
    if (path.isEmpty())
        return;
    endHover(chart); // The pointer may be on it again.
    const qsizetype chosen = std::max<qsizetype>(0, kinds.indexOf(kind));
    const bool isPixels = path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) ||
                          (chosen > 0 && !path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive));
    if (isPixels)
        writeAll(chart, withEnding(path, QStringLiteral("png")),
                 chartPng(chart, kScales[static_cast<std::size_t>(std::max<qsizetype>(0, chosen - 1))], PictureHead::Titled));
    else
        writeAll(chart, withEnding(path, QStringLiteral("svg")), chartSvg(chart, title, PictureHead::Titled));
}

void saveDataOf(QWidget& chart)
{
    const ReadableChart* readable = readingOf(chart);
    if (!readable)
        return;
    const ChartReading reading = readable->reading();
    const QString path = QFileDialog::getSaveFileName(&chart, QObject::tr("Save data"),
                                                      chartFileStem(reading.title) + QStringLiteral(".csv"),
                                                      QObject::tr("CSV table (*.csv)"));
    if (!path.isEmpty())
        writeAll(chart, withEnding(path, QStringLiteral("csv")), chartCsv(reading));
}

} // namespace tunescope::ui
