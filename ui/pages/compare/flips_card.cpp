// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/flips_card.h"

#include "ui/pages/compare/pair_picker.h"
#include "ui/pages/run/mistake_tiles.h"
#include "ui/viewmodels/confusion_model.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMost = 24; ///< Samples of each kind.
constexpr QSize kTile{104, 132};

/// "petal length 4.9", one a line.
QStringList cellLines(const RowView& row, const QStringList& names)
{
    QStringList lines;
    for (int i = 0; i < static_cast<int>(row.cells.size()); ++i)
        lines << names.value(i) + u' ' + QString::fromStdString(row.cells[static_cast<std::size_t>(i)]);
    return lines;
}

} // namespace

void FlipBar::setCounts(std::size_t fixed, std::size_t broken)
{
    m_isEmpty = fixed + broken == 0;
    m_fixedShare = m_isEmpty ? 0.0 : double(fixed) / double(fixed + broken);
    update();
}

void FlipBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QRectF all(0, 0, width(), height());
    painter.fillRect(all, m_isEmpty ? theme.color(ColorRole::Border) : theme.error[4]);
    painter.fillRect(QRectF(0, 0, std::max(0.0, width() * m_fixedShare - 1), height()), theme.score[5]);
}

FlipsCard::FlipsCard(StudyViewModel& study, ComparisonPair& pair, const ComparisonModel& comparison,
                     TrialDataSource source, QWidget* parent)
    : Card(tr("Flipped samples"), CardHead::Ruled, parent)
    , m_study(study)
    , m_pair(pair)
    , m_source(std::move(source))
    , m_epoch(new Chip({}))
    , m_headline(new QLabel)
    , m_luck(new Chip({}))
    , m_bar(new FlipBar)
    , m_more(new QLabel)
    , m_fixedTitle(new QLabel)
    , m_brokenTitle(new QLabel)
    , m_fixed(new SampleTiles(kTile))
    , m_broken(new SampleTiles(kTile))
{
    addTitleWidget(m_epoch);
    addHeadWidget(new PairPicker(pair, comparison, tr("against")));
    setTextStyle(m_headline, TextStyle::Section);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_luck);
    m_bar->setFixedHeight(10);
    setTextStyle(m_more, TextStyle::Caption);
    setTone(m_more, ColorRole::Text3);
    body()->setSpacing(8);
    body()->addLayout(top);
    body()->addWidget(m_bar);
    body()->addWidget(m_more);
    body()->addWidget(makeLists(), 1);
    connect(&pair, &ComparisonPair::changed, this, &FlipsCard::refresh);
    refresh();
}

QWidget* FlipsCard::makeLists()
{
    auto* inside = new QWidget;
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(8);
    for (QLabel* title : {m_fixedTitle, m_brokenTitle})
        setTextStyle(title, TextStyle::Card);
    layout->addWidget(m_fixedTitle);
    layout->addWidget(m_fixed);
    layout->addWidget(m_brokenTitle);
    layout->addWidget(m_broken);
    layout->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    return scroll;
}

QString FlipsCard::headline() const
{
    return m_headline->text();
}

void FlipsCard::refresh()
{
    const bool isRead = m_pair.isReady();
    const bool isReady = isRead && m_pair.predictions(0).classes > 0;
    m_epoch->setText(m_pair.epoch() ? tr("epoch %1").arg(*m_pair.epoch()) : tr("each at its best"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_luck, m_bar, m_more, m_fixedTitle, m_brokenTitle,
                                                           m_fixed, m_broken})
        widget->setVisible(isReady);
    if (!isReady) {
        m_headline->setText(
            isRead ? tr("Numbers do not flip: the largest changes in error stand beside the settings, side by side.")
            : m_pair.fault().isEmpty() ? tr("Reading the predictions…")
                                       : m_pair.fault());
        return;
    }
    const Flips& flips = m_pair.flips();
    m_headline->setText(
        tr("%1 fixes %2, breaks %3").arg(m_pair.letter(0)).arg(flips.fixed.size()).arg(flips.broken.size()));
    m_luck->setText(luckText(flips));
    const bool isSure = flips.isUnlikelyToBeLuck();
    m_luck->setRoles(isSure ? ColorRole::OkSoft : ColorRole::Hover,
                     isSure ? ColorRole::Ok : ColorRole::Text2);
    m_bar->setCounts(flips.fixed.size(), flips.broken.size());
    m_more->setText(tr("both wrong on %1 more · %2").arg(flips.bothWrong).arg(mcNemarText(flips.p)));
    m_fixedTitle->setText(tr("Fixed by %1, largest change first").arg(m_pair.letter(0)));
    m_brokenTitle->setText(tr("Broken by %1").arg(m_pair.letter(0)));
    m_fixedTitle->setHidden(flips.fixed.empty());
    m_brokenTitle->setHidden(flips.broken.empty());
    m_fixed->setTiles({});
    m_broken->setTiles({});
    if (isVisible())
        askRows();
}

void FlipsCard::askRows()
{
    std::vector<std::int64_t> rows;
    for (const auto* list : {&m_pair.flips().fixed, &m_pair.flips().broken}) {
        for (std::size_t i = 0; i < std::min(list->size(), kMost); ++i)
            rows.push_back((*list)[i].row);
    }
    if (rows.empty() || !m_source.rows)
        return;
    m_source.rows("flips", rows, [self = QPointer(this), rows](const Result<std::vector<RowView>>& answer) {
        if (self && answer && self->m_pair.isReady() && answer->size() == rows.size())
            self->showRows(*answer);
    });
}

void FlipsCard::showRows(const std::vector<RowView>& rows)
{
    const Flips& flips = m_pair.flips();
    const QStringList names = classNamesOf(m_study.snapshot().get());
    std::size_t next = 0;
    const auto tilesOf = [&](const std::vector<FlippedSample>& samples) {
        std::vector<SampleTile> tiles;
        for (std::size_t i = 0; i < std::min(samples.size(), kMost) && next < rows.size(); ++i, ++next) {
            const FlippedSample& sample = samples[i];
            const int truth = m_pair.predictions(0).trueClass[sample.inFirst];
            SampleTile tile;
            if (!rows[next].pixels.empty())
                tile.picture = inkPicture(rows[next].pixels, themeOf(this));
            else
                tile.lines =
                    cellLines(rows[next], m_source.featureNames ? m_source.featureNames() : QStringList());
            tile.leftText = tr("true %1").arg(names.value(truth));
            tile.rightText = QString::number(sample.row);
            for (std::size_t which = 0; which < 2; ++which) {
                const PredictionSet& set = m_pair.predictions(which);
                const std::size_t at = which == 0 ? sample.inFirst : sample.inSecond;
                const int read = set.predictedClass[at];
                tile.bars.push_back({m_pair.letter(which) + u' ' + names.value(read),
                                     double(set.probabilitiesOf(at)[static_cast<std::size_t>(read)]),
                                     read == truth ? ColorRole::Accent : ColorRole::Warn});
            }
            tiles.push_back(std::move(tile));
        }
        return tiles;
    };
    m_fixed->setTiles(tilesOf(flips.fixed));
    m_broken->setTiles(tilesOf(flips.broken));
}

} // namespace tunescope::ui
