// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_list.h"

#include "ui/pages/data/dataset_row.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include "core/base/number_text.h"

#include <QFileInfo>
#include <QHash>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::int64_t kThumbnailRows = 70;

std::vector<std::int64_t> evenRows(std::int64_t rows)
{
    std::vector<std::int64_t> chosen;
    for (std::int64_t i = 0; i < std::min(rows, kThumbnailRows); ++i)
        chosen.push_back(i * rows / std::min(rows, kThumbnailRows));
    return chosen;
}

/// The first two columns whose cell is a number in this row.
std::vector<std::size_t> numberColumns(const RowView& row)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < row.cells.size() && columns.size() < 2; ++i) {
        if (parseNumber(row.cells[i]))
            columns.push_back(i);
    }
    return columns;
}

/// Moves both coordinates into 0..1.
void stretch(std::vector<QPointF>& points)
{
    if (points.empty())
        return;
    const auto [left, right] =
        std::minmax_element(points.begin(), points.end(), [](auto& a, auto& b) { return a.x() < b.x(); });
    const auto [low, high] =
        std::minmax_element(points.begin(), points.end(), [](auto& a, auto& b) { return a.y() < b.y(); });
    const QPointF origin(left->x(), low->y());
    const QPointF span(std::max(right->x() - left->x(), 1e-12), std::max(high->y() - low->y(), 1e-12));
    for (QPointF& point : points)
        point = {(point.x() - origin.x()) / span.x(), (point.y() - origin.y()) / span.y()};
}

QString detailOf(const DatasetEntry& entry)
{
    const QString size = DatasetList::tr("%1 · %2").arg(
        wholeText(entry.rows), wholeText(entry.features) + QLatin1Char(' ') + toQt(entry.featureWord));
    if (entry.classes == 0)
        return size;
    return DatasetList::tr("%1 · %2").arg(
        size, countedText(entry.classes, DatasetList::tr("class"), DatasetList::tr("classes")));
}

} // namespace

DatasetThumbnail makeThumbnail(const DatasetEntry& entry, const RowReader& readRows)
{
    DatasetThumbnail thumbnail;
    const Result<std::vector<RowView>> rows =
        readRows(DataSpec{.source = std::string(entry.name)}, evenRows(entry.rows));
    if (!rows || rows->empty())
        return thumbnail;
    if (!rows->front().pixels.empty()) {
        // The fourth sample: a digit that is easily told from a letter.
        const RowView& sample = (*rows)[std::min<std::size_t>(3, rows->size() - 1)];
        const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(sample.pixels.size()))));
        thumbnail.pixels = sample.pixels;
        thumbnail.pixelSize = QSize(side, side);
        return thumbnail;
    }
    if (!rows->front().values.empty()) {
        thumbnail.series = rows->front().values;
        return thumbnail;
    }
    if (entry.form == SampleForm::Tokens || entry.featureWord == "terms") {
        thumbnail.letters = entry.form == SampleForm::Tokens ? QStringLiteral("Aa") : QStringLiteral("abc");
        return thumbnail;
    }
    const std::vector<std::size_t> columns = numberColumns(rows->front());
    if (columns.size() < 2)
        return thumbnail;
    QHash<QString, int> classes;
    for (const RowView& row : *rows) {
        const std::optional<double> x = parseNumber(row.cells[columns[0]]);
        const std::optional<double> y = parseNumber(row.cells[columns[1]]);
        const QString target = toQt(row.target);
        if (!x || !y)
            continue;
        if (!classes.contains(target))
            classes.insert(target, static_cast<int>(classes.size()));
        thumbnail.points.emplace_back(*x, *y);
        thumbnail.classes.push_back(classes.value(target));
    }
    stretch(thumbnail.points);
    return thumbnail;
}

DatasetList::DatasetList(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(3);
    for (const DatasetEntry& entry : datasetRegistry()) {
        auto* row = new DatasetRow(toQt(entry.title), detailOf(entry));
        row->setObjectName(QStringLiteral("dataset-") + toQt(entry.name));
        row->setToolTip(toQt(entry.description));
        const QString name = toQt(entry.name);
        connect(row, &QAbstractButton::clicked, this, [this, row, name] {
            row->setChecked(true); // The page marks the one that is really open.
            emit chosen(name);
        });
        m_layout->addWidget(row);
        m_rows.push_back(row);
    }
    m_layout->addStretch(1);
}

void DatasetList::loadThumbnails(const BackgroundRunner& inBackground, const RowReader& readRows)
{
    inBackground("data-thumbnails", [this, readRows]() -> std::function<void()> {
        std::vector<DatasetThumbnail> thumbnails;
        for (const DatasetEntry& entry : datasetRegistry())
            thumbnails.push_back(makeThumbnail(entry, readRows));
        return [this, thumbnails = std::move(thumbnails)] { takeThumbnails(thumbnails); };
    });
}

void DatasetList::takeThumbnails(const std::vector<DatasetThumbnail>& thumbnails)
{
    for (std::size_t i = 0; i < m_rows.size() && i < thumbnails.size(); ++i)
        m_rows[i]->setThumbnail(thumbnails[i]);
}

void DatasetList::setCurrent(const QString& source, const QString& detail)
{
    const DatasetEntry* entry = source.isEmpty() ? nullptr : findDatasetEntry(toStd(source));
    const auto registry = datasetRegistry();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setChecked(entry == &registry[i]);
    delete m_own;
    m_own = nullptr;
    if (entry != nullptr || source.isEmpty())
        return;
    m_own = new DatasetRow(QFileInfo(source).fileName(), detail);
    m_own->setChecked(true);
    m_own->setToolTip(source);
    connect(m_own, &QAbstractButton::clicked, m_own, [row = m_own] { row->setChecked(true); });
    m_layout->insertWidget(0, m_own);
}

} // namespace tunescope::ui
