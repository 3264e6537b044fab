// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/report_document.h"

#include "ui/pages/report/report_words.h"
#include "ui/pages/report/study_charts.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/chart_picture.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QPicture>
#include <QRegularExpression>
#include <QTextCursor>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextObjectInterface>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr QSize kPageSize(1280, 860); ///< Of the pages that the charts are laid out on.
constexpr int kMostNumbers = 200;     ///< Rows behind a chart that the HTML report carries.
constexpr double kFullWidth = 520.0;  ///< Pixels of a chart from which on it fills a line of the PDF.
constexpr double kTextWidth = 0.8;    ///< Of an A4 page: 21 cm without 2 cm on both sides.
constexpr double kMostOfPage = 0.33;  ///< Height that a chart of the PDF may take: two stand on a page.
constexpr int kChartsOnPage = 2;
constexpr double kLargestInline = 1.4; ///< Of a chart's own size, in the HTML report.

constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
body { font: 15px/1.5 Inter, system-ui, sans-serif; color: #1b2430; background: #fff; max-width: 980px; margin: 32px auto; padding: 0 20px; }
h1 { font-size: 28px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 36px 0 8px; border-bottom: 1px solid #d8dee6; padding-bottom: 4px; }
h3 { font-size: 16px; margin: 26px 0 6px; } p { margin: 6px 0; } .note, summary { color: #5b6673; font-size: 13px; }
table { border-collapse: collapse; margin: 8px 0; font-variant-numeric: tabular-nums; } th, td { border: 1px solid #d8dee6; padding: 4px 9px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f4f6f9; font-weight: 600; } code { font: 13px/1.4 "JetBrains Mono", ui-monospace, monospace; background: #f4f6f9; padding: 2px 5px; overflow-wrap: anywhere; }
figure { margin: 8px 0; border: 1px solid #d8dee6; border-radius: 6px; overflow: hidden; } figure svg { display: block; width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } figure, table, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } details { display: none; } }
)css";

/// What is kept of a chart after its page is gone.
struct DrawnChart {
    ReportChart text;
    QByteArray svg;
    QPicture picture;
    QSize size;
    ChartReading reading;
};

/// Slices are many and small: a report has the first few, which are those that matter most.
bool belongsInReport(const QString& id, int slices)
{
    constexpr int kMostSlices = 6;
    return !id.startsWith(QLatin1String("slice-")) || slices < kMostSlices;
}

/// The course of the networks first, then what mattered, then how the strategy went about it.
qsizetype orderOf(const QString& id)
{
    static const QStringList kOrder{
        QStringLiteral("metric-curves"), QStringLiteral("loss-curves"), QStringLiteral("history"),
        QStringLiteral("best-trials"),   QStringLiteral("confusion"),   QStringLiteral("regression"),
        QStringLiteral("boundary"),      QStringLiteral("importance"),  QStringLiteral("parallel"),
        QStringLiteral("slice"),         QStringLiteral("contour"),     QStringLiteral("time-score")};
    const qsizetype place =
        kOrder.indexOf(id.startsWith(QLatin1String("slice-")) ? QStringLiteral("slice") : id);
    return place < 0 ? kOrder.size() : place;
}

/// A chart of a single trial says of which one, unless its own title does.
QString titleOf(const QString& id, const QString& title, int trial)
{
    static const QStringList kOfOneTrial{QStringLiteral("regression"), QStringLiteral("boundary"),
                                         QStringLiteral("layer"), QStringLiteral("rate-curve"),
                                         QStringLiteral("score-threshold")};
    const bool isOfOne = std::any_of(kOfOneTrial.begin(), kOfOneTrial.end(),
                                     [&](const QString& kind) { return id.startsWith(kind); });
    return isOfOne && trial >= 0 ? ReportWords::tr("%1 of trial %2").arg(title).arg(trial) : title;
}

std::vector<DrawnChart> drawCharts(StudyService& service, const ReportRequest& request)
{
    StudyCharts charts(service, kPageSize);
    if (request.trial >= 0)
        charts.follow(request.trial);
    const QString file =
        request.file.isEmpty() ? QStringLiteral("STUDY.tune") : QFileInfo(request.file).fileName();
    std::vector<DrawnChart> drawn;
    int slices = 0;
    charts.each([&](StudyChart& chart) {
        if (!belongsInReport(chart.id, slices))
            return;
        slices += chart.id.startsWith(QLatin1String("slice-")) ? 1 : 0;
        DrawnChart one;
        one.reading = chart.reading();
        one.size = chart.widget->size();
        const QString trial =
            request.trial >= 0 ? QStringLiteral(" --trial %1").arg(request.trial) : QString();
        one.text = {chart.id, titleOf(chart.id, one.reading.title, charts.study().followed()), one.reading.sentence, chart.place,
                    QStringLiteral("tunescope --export svg --chart %1%2 --study '%3' --out %1.svg")
                        .arg(chart.id, trial, file)};
        one.svg = chartSvg(*chart.widget, one.reading.title);
        QPainter painter(&one.picture);
        paintChart(*chart.widget, painter);
        painter.end();
        drawn.push_back(std::move(one));
    });
    std::stable_sort(drawn.begin(), drawn.end(), [](const DrawnChart& a, const DrawnChart& b) {
        return orderOf(a.text.id) < orderOf(b.text.id);
    });
    return drawn;
}

/// The drawing without the lines of an XML file, and with names that no other drawing has.
QString inlineSvg(const QByteArray& svg, QSize size, int number)
{
    QString text = QString::fromUtf8(svg);
    text.remove(0, std::max<qsizetype>(0, text.indexOf(QLatin1String("<svg"))));
    const QString mark = QStringLiteral("c%1-").arg(number);
    static const QRegularExpression names(QStringLiteral("\\bid=\"([^\"]+)\""));
    static const QRegularExpression uses(QStringLiteral("url\\(#([^)]+)\\)"));
    static const QRegularExpression links(QStringLiteral("href=\"#([^\"]+)\""));
    static const QRegularExpression sizes(QStringLiteral("^<svg width=\"[^\"]*\" height=\"[^\"]*\""));
    text.replace(names, QStringLiteral("id=\"") + mark + QStringLiteral("\\1\""));
    text.replace(uses, QStringLiteral("url(#") + mark + QStringLiteral("\\1)"));
    text.replace(links, QStringLiteral("href=\"#") + mark + QStringLiteral("\\1\""));
    // A small chart is enlarged a little, not to the width of the page.
    return text.replace(sizes, QStringLiteral("<svg role=\"img\" style=\"max-width: %1px\"")
                                   .arg(qRound(size.width() * kLargestInline)));
}

QString numbersHtml(const ChartReading& reading)
{
    QString html = QStringLiteral("<details><summary>%1</summary><table><tr>")
                       .arg(ReportWords::tr("Numbers").toHtmlEscaped());
    for (const QString& column : reading.columns)
        html += QStringLiteral("<th>%1</th>").arg(column.toHtmlEscaped());
    html += QStringLiteral("</tr>\n");
    int rows = 0;
    for (const QStringList& row : reading.rows) {
        if (rows++ == kMostNumbers)
            break;
        html += QStringLiteral("<tr>");
        for (const QString& cell : row)
            html += QStringLiteral("<td>%1</td>").arg(cell.toHtmlEscaped());
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</table></details>\n");
}

QByteArray htmlReport(const QString& title, QString body, const std::vector<DrawnChart>& charts)
{
    int number = 0;
    for (const DrawnChart& chart : charts) {
        const QString place = QStringLiteral("<p>[[chart:%1]]</p>").arg(chart.text.id.toHtmlEscaped());
        body.replace(place, QStringLiteral("<figure>") + inlineSvg(chart.svg, chart.size, ++number) +
                                QStringLiteral("</figure>\n") + numbersHtml(chart.reading));
    }
    const QString language = QLocale().bcp47Name();
    return (QStringLiteral(
                "<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%2</title>\n<style>")
                .arg(language, title.toHtmlEscaped()) +
            QString::fromLatin1(kStyle) + QStringLiteral("</style>\n</head>\n<body>\n") + body +
            QStringLiteral("</body>\n</html>\n"))
        .toUtf8();
}

/// Draws a recorded chart where a document has its place.
class ChartObject : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int kType = QTextFormat::UserObject + 1;
    static constexpr int kNumber = QTextFormat::UserProperty + 1;

    explicit ChartObject(const std::vector<DrawnChart>& charts) : m_charts(charts) {}

    QSizeF intrinsicSize(QTextDocument* document, int, const QTextFormat& format) override
    {
        // A page is measured in the printer's dots, a chart in pixels: what is kFullWidth wide fills the
        // line.
        const QSizeF size = chartOf(format).size;
        const QSizeF page = document->pageSize();
        if (page.width() <= 0.0)
            return size;
        const double line = page.width() * kTextWidth;
        return size * std::min(line / std::max(kFullWidth, size.width()),
                               page.height() * kMostOfPage / size.height());
    }

    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                    const QTextFormat& format) override
    {
        const DrawnChart& chart = chartOf(format);
        painter->save();
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / chart.size.width(), rect.height() / chart.size.height());
        painter->setClipRect(QRectF(QPointF(), QSizeF(chart.size)));
        // A picture enlarges itself to the resolution of what it is played on; the size is settled here
        // already.
        QPicture picture = chart.picture;
        painter->scale(double(picture.logicalDpiX()) / painter->device()->logicalDpiX(),
                       double(picture.logicalDpiY()) / painter->device()->logicalDpiY());
        picture.play(painter);
        painter->restore();
    }

private:
    const DrawnChart& chartOf(const QTextFormat& format) const
    {
        return m_charts[static_cast<std::size_t>(format.property(kNumber).toInt())];
    }

    const std::vector<DrawnChart>& m_charts;
};

void placeCharts(QTextDocument& document, const std::vector<DrawnChart>& charts)
{
    for (std::size_t i = 0; i < charts.size(); ++i) {
        QTextCursor cursor = document.find(QStringLiteral("[[chart:%1]]").arg(charts[i].text.id));
        if (cursor.isNull())
            continue;
        QTextCharFormat format;
        format.setObjectType(ChartObject::kType);
        format.setProperty(ChartObject::kNumber, static_cast<int>(i));
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
        if (i % kChartsOnPage != 0)
            continue;
        // A heading stays with its chart; the first one has the heading of the whole part above it.
        QTextBlock heading = cursor.block().previous();
        QTextCursor before(i == 0 ? heading.previous() : heading);
        QTextBlockFormat start;
        start.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        before.mergeBlockFormat(start);
    }
}

QByteArray pdfReport(const QString& title, const QString& body, const std::vector<DrawnChart>& charts)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Tunescope ") + QCoreApplication::applicationVersion());
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF()); // QTextDocument leaves 2 cm by itself.
    QTextDocument document;
    ChartObject objects(charts);
    document.documentLayout()->registerHandler(ChartObject::kType, &objects);
    QFont font(QStringLiteral("Inter"));
    font.setPointSizeF(9.0);
    document.setDefaultFont(font);
    document.setDefaultStyleSheet(
        QStringLiteral("h1 { font-size: 18pt; } h2 { font-size: 13pt; } h3 { font-size: 10.5pt; } .note { "
                       "color: #5b6673; font-size: 8pt; } "
                       "th { background-color: #f4f6f9; } code { font-family: 'JetBrains Mono', monospace; "
                       "font-size: 8pt; }"));
    document.setHtml(body);
    placeCharts(document, charts);
    document.print(&writer);
    buffer.close();
    return buffer.data();
}

} // namespace

QString reportTitle(const StoredStudy& study)
{
    const QString name = toQt(study.config.name).simplified();
    return name.isEmpty() ? ReportWords::tr("A study of %1").arg(toQt(study.facts.dataName)) : name;
}

Result<QByteArray> makeReport(StudyService& service, const ReportRequest& request, ReportForm form)
{
    const auto stored = service.stored();
    if (!stored)
        return fail(stored.error());
    if (request.trial >= std::ssize(stored->trials))
        return fail(ErrorCode::NoSuchTrial, {{"trial", request.trial}});
    const std::vector<DrawnChart> charts = drawCharts(service, request);
    std::vector<ReportChart> texts;
    for (const DrawnChart& chart : charts)
        texts.push_back(chart.text);
    const auto body = reportBody(service, request, texts);
    if (!body)
        return fail(body.error());
    const QString title = reportTitle(*stored);
    return form == ReportForm::Html ? htmlReport(title, *body, charts) : pdfReport(title, *body, charts);
}

} // namespace tunescope::ui

#include "report_document.moc"
