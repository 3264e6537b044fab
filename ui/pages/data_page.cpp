// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/pages/data/columns_dialog.h"
#include "ui/pages/data/data_page_parts.h"
#include "ui/pages/data/row_card.h"
#include "ui/pages/data/tile_painter.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/theme.h"

#include <QFileInfo>

namespace tunescope::ui {
namespace {

constexpr int kWideData = 1120; ///< Page width from which the side columns have their full width.

} // namespace

DataPage::DataPage(DatasetPorts ports, QWidget* parent)
    : QWidget(parent)
    , m_model(std::move(ports))
    , m_parts(new DataPageParts(*this, m_model))
{
    setAcceptDrops(true);
    connectParts();
    refresh();
}

DataPage::DataPage(ProjectController& controller, QWidget* parent)
    : DataPage(datasetPortsOf(controller), parent)
{
    connect(&controller, &ProjectController::dataChanged, this, &DataPage::refresh);
    connect(&controller, &ProjectController::draftChanged, this, &DataPage::refresh);
    connect(&controller, &ProjectController::baselinesChanged, this, &DataPage::refreshCards);
    connect(&controller, &ProjectController::projectChanged, this, [this] {
        m_parts->rows->rows().readAgain();
        m_parts->samples.clear();
        refresh();
    });
    connect(&controller, &ProjectController::dataLoading, this, &DataPage::showLoading);
    connect(&controller, &ProjectController::dataFailed, this, &DataPage::showFault);
}

void DataPage::connectParts()
{
    const auto openBuiltIn = [this](const QString& name) {
        m_model.ports().openData(DataSpec{.source = toStd(name)});
    };
    connect(&m_model, &DatasetModel::changed, this, &DataPage::refreshCards);
    connect(m_parts->list, &DatasetList::chosen, this, openBuiltIn);
    connect(m_parts->drop, &DropArea::chooseWanted, this, &DataPage::chooseFile);
    connect(m_parts->drop, &DropArea::folderWanted, this, &DataPage::chooseFolder);
    connect(m_parts->empty, &EmptyState::actionTriggered, this, &DataPage::chooseFile);
    connect(m_parts->loading, &EmptyState::actionTriggered, this, &DataPage::cancelLoading);
    connect(m_parts->cancel, &QPushButton::clicked, this, &DataPage::cancelLoading);
    connect(m_parts->viewChoice, &SegmentedControl::chosen, this,
            [this](int view) { showView(static_cast<View>(view)); });
    connect(m_parts->tiles, &ClassTiles::tileChosen, this, &DataPage::showRow);
    connect(m_parts->plane, &ProjectionView::rowChosen, this, &DataPage::showRow);
    connect(m_parts->rows, &RowsView::rowChosen, this, &DataPage::showRowCard);
    connect(&m_parts->rows->rows(), &DatasetRowsModel::readFailed, this, &DataPage::showFault);
    connect(m_parts->checks, &ChecksPanel::chosen, this, &DataPage::showCheck);
    connect(m_parts->columns, &QPushButton::clicked, this, [this] {
        if (m_model.facts() != nullptr)
            ColumnsDialog(m_model, this).exec();
    });
    connect(m_parts->reset, &QPushButton::clicked, &m_model, &DatasetModel::reset);
    connect(m_parts->search, &QPushButton::clicked, this, &DataPage::searchWanted);
    connect(m_parts->undoSplit, &QPushButton::clicked, this, [this] { m_model.ports().undo(); });
}

void DataPage::showView(View view)
{
    m_parts->views->setCurrentIndex(view);
    if (view <= Plane)
        m_parts->viewChoice->setCurrent(view);
}

void DataPage::refresh()
{
    const DatasetFacts* facts = m_model.facts();
    const bool known = facts != nullptr;
    for (QWidget* part : {static_cast<QWidget*>(m_parts->viewChoice), m_parts->cards, m_parts->right})
        part->setEnabled(known);
    m_parts->viewChoice->setVisible(known);
    m_parts->cards->setVisible(known);
    m_parts->list->setCurrent(known ? toQt(m_model.draft().data.source) : QString(), m_model.sizeLine());
    m_parts->title->setText(known ? m_model.title() : tr("Data"));
    m_parts->size->setText(m_model.sizeLine());
    m_parts->cancel->hide();
    if (!known) {
        if (!m_model.ports().isLoading())
            showView(Empty);
        m_parts->shownData.clear();
        return;
    }
    const QString fingerprint = toQt(facts->about.sha256) + toQt(m_model.draft().data.source);
    offerViews(*facts);
    if (fingerprint != m_parts->shownData) {
        m_parts->shownData = fingerprint;
        m_parts->samples.clear();
        m_parts->fault->hide();
        showView(firstView());
    } else if (m_parts->views->currentIndex() > Plane) {
        showView(firstView());
    }
    finishImport();
    m_parts->rows->refresh();
    m_parts->plane->setFacts(*facts);
    emit m_model.changed(); // the panels and cards read the new facts
}

/// Only views that have something to show: pictures, rows (of columns or of texts), a projection.
void DataPage::offerViews(const DatasetFacts& facts)
{
    m_parts->viewChoice->segment(Samples)->setVisible(m_model.hasTiles());
    m_parts->viewChoice->segment(Table)->setVisible(m_model.hasColumns() || !m_model.isImage());
    m_parts->viewChoice->segment(Plane)->setVisible(!facts.projection.rows.empty());
    m_parts->columns->setVisible(m_model.hasColumns());
}

DataPage::View DataPage::firstView() const
{
    return m_model.hasTiles() ? Samples : Table;
}

void DataPage::refreshCards()
{
    m_parts->refreshBaselines(m_model.baselines(), m_model.facts());
    m_parts->columnsText->setText(m_model.columnsText());
    m_parts->rows->refresh();
    if (m_model.hasTiles())
        refreshTiles();
    refreshSplitBanner();
}

void DataPage::refreshSplitBanner()
{
    m_parts->splitBanner->setVisible(m_model.facts() != nullptr && m_model.ports().startsNewStudy());
}

/// The rows that are drawn for each class, or for all where there are no classes.
std::vector<ClassTiles::Line> DataPage::tileLines() const
{
    constexpr std::int64_t kWithoutClasses = 12;
    std::vector<ClassTiles::Line> lines;
    const DatasetFacts& facts = *m_model.facts();
    for (const ClassFacts& entry : facts.classes) {
        lines.push_back({toQt(entry.name), entry.rows, {}});
        for (const std::int64_t row : entry.samples)
            lines.back().tiles.push_back({.row = row});
    }
    if (lines.empty()) {
        lines.push_back({tr("samples"), facts.rows, {}});
        for (std::int64_t i = 0; i < std::min(kWithoutClasses, facts.parts.train); ++i)
            lines.back().tiles.push_back({.row = i * facts.parts.train / kWithoutClasses});
    }
    return lines;
}

void DataPage::refreshTiles()
{
    const DatasetFacts& facts = *m_model.facts();
    std::vector<ClassTiles::Line> lines = tileLines();
    const int features = static_cast<int>(facts.shape.features);
    const bool pixels = m_model.isImage() || features > kMostLines;
    std::vector<std::int64_t> missing;
    for (ClassTiles::Line& line : lines) {
        for (ClassTiles::Tile& tile : line.tiles) {
            tile.excluded = m_model.isExcluded(tile.row);
            const auto sample = m_parts->samples.find(tile.row);
            if (sample == m_parts->samples.end()) {
                missing.push_back(tile.row);
                continue;
            }
            const RowView& view = sample->second;
            tile.mask = view.mask;
            tile.pixels = m_model.isImage() ? view.pixels
                          : pixels          ? seriesPixels(view.values, features)
                                            : view.values;
        }
    }
    const QSize size = m_model.isImage() ? QSize(facts.image->width, facts.image->height)
                                         : QSize(static_cast<int>(facts.shape.steps), features);
    m_parts->tiles->setLines(std::move(lines), {.pixels = size, .seriesLines = pixels ? 0 : features});
    m_parts->samplesCount->setText(facts.task == Task::Segmentation ? tr("pixels per class")
                                   : facts.classes.empty()          ? QString()
                                                                    : tr("samples per class"));
    if (!missing.empty())
        readTiles(std::move(missing));
}

void DataPage::readTiles(std::vector<std::int64_t> rows)
{
    for (const std::int64_t row : rows)
        m_parts->samples[row]; // asked for, so not asked for again
    m_model.ports().inBackground(
        "data-tiles",
        [this, rows = std::move(rows), spec = m_model.draft().data, read = m_model.ports().readRows,
         fingerprint = m_parts->shownData]() -> std::function<void()> {
            return [this, fingerprint, views = read(spec, rows)] { takeTiles(fingerprint, views); };
        });
}

void DataPage::takeTiles(const QString& fingerprint, const Result<std::vector<RowView>>& rows)
{
    if (fingerprint != m_parts->shownData)
        return;
    if (!rows) {
        showFault(rows.error());
        return;
    }
    for (const RowView& row : *rows)
        m_parts->samples[row.row] = row;
    refreshTiles();
}

void DataPage::showLoading(const QString& what)
{
    m_parts->fault->hide();
    m_parts->loading->setMessage(tr("Reading %1…").arg(what), loadingText());
    // Known data stay visible until the new ones are there; only an empty page shows that it reads.
    if (m_model.facts() == nullptr)
        showView(Loading);
    m_parts->size->setText(tr("Reading %1…").arg(what));
    const DatasetPorts& ports = m_model.ports();
    const bool canCancel = ports.isOpening && ports.isOpening();
    m_parts->cancel->setVisible(canCancel && m_model.facts() != nullptr);
    m_parts->loading->setAction(canCancel ? tr("Cancel") : QString());
}

/// What is read goes on in the background to its end; nobody waits for it any more.
void DataPage::cancelLoading()
{
    m_parts->import.reset();
    m_model.ports().cancelOpening();
}

QString DataPage::loadingText() const
{
    const std::int64_t rows = m_parts->import ? m_parts->import->rows : 0;
    return rows > 0 ? tr("%1 rows. Checking the columns.").arg(wholeText(rows))
                    : tr("Counting rows and checking the columns.");
}

void DataPage::showFault(const Error& error)
{
    const ErrorWords words = errorWords(error);
    m_parts->fault->setMessage(words.headline, words.detail);
    m_parts->fault->show();
    m_parts->cancel->hide();
    m_parts->size->setText(m_model.sizeLine());
    m_parts->list->setCurrent(m_model.facts() != nullptr ? toQt(m_model.draft().data.source) : QString(),
                              m_model.sizeLine());
    if (m_model.facts() == nullptr)
        showView(Empty);
}

void DataPage::showCheck(const DatasetCheck& check)
{
    showView(Table);
    if (!check.rows.empty())
        m_parts->rows->filter(toQt(check.headline), check.rows);
    else
        m_parts->rows->clearFilter();
    if (!check.columns.empty())
        m_parts->rows->showColumn(toQt(check.columns.front()));
}

void DataPage::showRow(std::int64_t row)
{
    m_model.ports().inBackground(
        "data-row",
        [this, row, spec = m_model.draft().data, read = m_model.ports().readRows]() -> std::function<void()> {
            return [this, rows = read(spec, {row})] {
                if (!rows)
                    showFault(rows.error());
                else if (!rows->empty())
                    showRowCard(rows->front());
            };
        });
}

void DataPage::showRowCard(const RowView& row)
{
    auto* card = new RowCard(m_model, row, this);
    card->adjustSize();
    const QPoint middle = m_parts->views->mapToGlobal(m_parts->views->rect().center());
    card->move(middle - QPoint(card->width() / 2, card->height() / 2));
    card->show();
}

void DataPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_parts->thumbnailsWanted) {
        m_parts->thumbnailsWanted = true;
        m_parts->list->loadThumbnails(m_model.ports().inBackground, m_model.ports().readRows);
    }
}

void DataPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWideData;
    m_parts->left->setFixedWidth(themeOf(this).scaled(wide ? 270 : 192));
    m_parts->right->setFixedWidth(themeOf(this).scaled(wide ? 370 : 304));
    m_parts->reset->setText(wide ? tr("Reset") : QString());
    m_parts->reset->setAccessibleName(tr("Reset"));
    m_parts->search->setText(wide ? tr("Set the search space") : tr("Search space"));
    m_parts->setCompact(height() < 620 ? DataPageParts::Density::Compact : DataPageParts::Density::Roomy);
}

} // namespace tunescope::ui
