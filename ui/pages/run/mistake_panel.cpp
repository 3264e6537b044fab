// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/mistake_panel.h"

#include "ui/pages/run/mistake_tiles.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostSamples = 60;
constexpr std::size_t kMostForAverage = 200;

void appendRows(std::vector<std::int64_t>& rows, const PredictionSet& predictions, int trueClass)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < predictions.rows.size() && count < kMostForAverage; ++i) {
        if (predictions.trueClass[i] == trueClass) {
            rows.push_back(predictions.rows[i]);
            ++count;
        }
    }
}

QScrollArea* scrolledTiles(SampleTiles* tiles)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(tiles);
    scroll->viewport()->setAutoFillBackground(false);
    tiles->setAutoFillBackground(false);
    return scroll;
}

} // namespace

MistakePanel::MistakePanel(TrialDataSource source, QWidget* parent)
    : Card({}, CardHead::Ruled, parent)
    , m_source(std::move(source))
    , m_true(new Chip({}, ColorRole::AccentSoft, ColorRole::Accent))
    , m_read(new Chip({}, ColorRole::WarnSoft, ColorRole::Warn))
    , m_count(new QLabel)
    , m_stack(new QStackedWidget)
    , m_tiles(new SampleTiles(QSize(168, 226)))
    , m_averages(new SampleTiles(QSize(104, 132)))
    , m_table(new QTableWidget)
    , m_nothing(new QLabel)
{
    addTitleWidget(m_true);
    addTitleWidget(m_read);
    addTitleWidget(m_count);
    QToolButton* close = makeIconButton(QStringLiteral("close"), tr("Back to Run"));
    addHeadWidget(close);
    connect(close, &QToolButton::clicked, this, &MistakePanel::closed);
    auto* pictures = new QWidget;
    auto* layout = new QVBoxLayout(pictures);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(scrolledTiles(m_tiles), 1);
    layout->addWidget(m_averages);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_stack->addWidget(pictures);
    m_stack->addWidget(m_table);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    setTone(m_nothing, ColorRole::Text3);
    m_stack->addWidget(m_nothing);
    body()->addWidget(m_stack, 1);
    clear();
}

void MistakePanel::clear()
{
    ++m_generation;
    m_true->hide();
    m_read->hide();
    m_count->setText(tr("Click a cell of the matrix"));
    m_tiles->setTiles({});
    m_averages->setTiles({});
    m_table->setRowCount(0);
    m_nothing->clear();
}

void MistakePanel::showCell(const PredictionSet& predictions, int trueClass, int predictedClass,
                            const QStringList& classNames)
{
    clear();
    std::vector<std::size_t> samples = samplesOfCell(predictions, trueClass, predictedClass);
    m_true->setText(tr("true %1").arg(classNames.value(trueClass)));
    m_read->setText(tr("read as %1").arg(classNames.value(predictedClass)));
    m_read->setRoles(trueClass == predictedClass ? ColorRole::AccentSoft : ColorRole::WarnSoft,
                     trueClass == predictedClass ? ColorRole::Accent : ColorRole::Warn);
    m_true->show();
    m_read->show();
    if (samples.empty())
        sayNothing(classNames.value(trueClass), classNames.value(predictedClass));
    m_count->setText(samples.empty()       ? tr("no samples")
                     : samples.size() == 1 ? tr("1 sample")
                                           : tr("%1 samples, most confident first").arg(samples.size()));
    samples.resize(std::min(samples.size(), kMostSamples));
    Cell cell{trueClass, predictedClass};
    cell.samples = samples.size();
    cell.classNames = classNames;
    for (const std::size_t sample : samples) {
        cell.rows.push_back(predictions.rows[sample]);
        cell.top.push_back(topThree(predictions, sample));
    }
    appendRows(cell.rows, predictions, trueClass);
    cell.ofTrueClass = cell.rows.size() - cell.samples;
    if (trueClass != predictedClass)
        appendRows(cell.rows, predictions, predictedClass);
    if (samples.empty() || !m_source.rows)
        return;
    m_source.rows(
        "mistakes", cell.rows,
        [self = QPointer(this), cell, generation = m_generation](const Result<std::vector<RowView>>& rows) {
            if (self && rows && self->m_generation == generation && rows->size() == cell.rows.size())
                self->take(cell, *rows);
        });
}

/// An empty cell says so in words: that a mistake never happens is worth knowing.
void MistakePanel::sayNothing(const QString& truth, const QString& read)
{
    m_nothing->setText(truth == read ? tr("Not one %1 was read correctly at this epoch.").arg(truth)
                                     : tr("No %1 was read as %2 at this epoch.").arg(truth, read));
    m_stack->setCurrentWidget(m_nothing);
}

void MistakePanel::take(const Cell& cell, const std::vector<RowView>& rows)
{
    const bool arePictures = !rows.front().pixels.empty();
    m_stack->setCurrentIndex(arePictures ? 0 : 1);
    if (arePictures) {
        showTiles(cell, rows);
        showAverages(cell, rows);
    } else {
        showTable(cell, rows);
    }
}

void MistakePanel::showTiles(const Cell& cell, const std::vector<RowView>& rows)
{
    std::vector<SampleTile> tiles;
    for (std::size_t i = 0; i < cell.samples; ++i) {
        SampleTile tile{inkPicture(rows[i].pixels, themeOf(this)),
                        tr("row %1").arg(rows[i].row),
                        tr("%1% sure").arg(std::lround(100.0F * cell.top[i][0].probability)),
                        {}};
        for (const ClassProbability& place : cell.top[i]) {
            if (place.classIndex < 0)
                continue;
            const ColorRole tone = place.classIndex == cell.trueClass        ? ColorRole::Accent
                                   : place.classIndex == cell.predictedClass ? ColorRole::Warn
                                                                             : ColorRole::Axis;
            tile.bars.push_back({cell.classNames.value(place.classIndex), double(place.probability), tone});
        }
        tiles.push_back(std::move(tile));
    }
    m_tiles->setTiles(std::move(tiles));
}

void MistakePanel::showAverages(const Cell& cell, const std::vector<RowView>& rows)
{
    const std::span all(rows);
    const std::vector<float> these = averageImage(all.first(cell.samples));
    const std::vector<float> truth = averageImage(all.subspan(cell.samples, cell.ofTrueClass));
    const std::vector<float> read = averageImage(all.subspan(cell.samples + cell.ofTrueClass));
    const Theme& theme = themeOf(this);
    std::vector<SampleTile> tiles;
    tiles.push_back({inkPicture(these, theme), tr("average of these"), {}, {}});
    tiles.push_back(
        {inkPicture(truth, theme), tr("average %1").arg(cell.classNames.value(cell.trueClass)), {}, {}});
    if (!read.empty())
        tiles.push_back({inkPicture(read, theme),
                         tr("average %1").arg(cell.classNames.value(cell.predictedClass)),
                         {},
                         {}});
    if (!truth.empty())
        tiles.push_back({differencePicture(these, truth, theme), tr("orange: more ink"), {}, {}});
    m_averages->setTiles(std::move(tiles));
}

void MistakePanel::showTable(const Cell& cell, const std::vector<RowView>& rows)
{
    QStringList heads{tr("Row"), tr("True"), tr("Read as"), tr("Sure")};
    const QStringList features = m_source.featureNames ? m_source.featureNames() : QStringList();
    const auto columns = static_cast<int>(rows.front().cells.size());
    for (int i = 0; i < columns; ++i)
        heads << (i < features.size() ? features[i] : tr("Column %1").arg(i + 1));
    m_table->clear();
    m_table->setColumnCount(static_cast<int>(heads.size()));
    m_table->setHorizontalHeaderLabels(heads);
    m_table->setRowCount(static_cast<int>(cell.samples));
    for (std::size_t i = 0; i < cell.samples; ++i) {
        QStringList texts{QString::number(rows[i].row), cell.classNames.value(cell.trueClass),
                          cell.classNames.value(cell.predictedClass),
                          tr("%1 %").arg(std::lround(100.0F * cell.top[i][0].probability))};
        for (const std::string& text : rows[i].cells)
            texts << QString::fromStdString(text);
        for (int column = 0; column < texts.size(); ++column)
            m_table->setItem(static_cast<int>(i), column, new QTableWidgetItem(texts[column]));
    }
    m_table->resizeColumnsToContents();
}

} // namespace tunescope::ui
