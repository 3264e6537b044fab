// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/masks_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/epoch_row.h"
#include "ui/pages/run/mask_close_up.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// A class of the legend: a click hides it in both masks.
class LegendEntry final : public QAbstractButton
{
public:
    LegendEntry(const QString& name, int index) : m_index(index)
    {
        setText(name);
        setCheckable(true);
        setChecked(true);
        setAccessibleName(MasksCard::tr("Show %1").arg(name));
        setToolTip(MasksCard::tr("Click to hide or show %1 in both masks").arg(name));
        setCursor(Qt::PointingHandCursor);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(themeOf(this).font(TextStyle::Caption));
        return {metrics.horizontalAdvance(text()) + 20, 22};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        const QRect swatch(2, height() / 2 - 5, 10, 10);
        if (isChecked())
            painter.fillRect(swatch, theme.pin(m_index - 1).color);
        painter.setPen(theme.pin(m_index - 1).color);
        painter.drawRect(swatch.adjusted(0, 0, -1, -1));
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(isChecked() ? ColorRole::Text2 : ColorRole::Text3));
        painter.drawText(rect().adjusted(17, 0, 0, 0), Qt::AlignVCenter, text());
    }

private:
    int m_index;
};

} // namespace

MasksCard::MasksCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source, QWidget* parent)
    : Card(tr("Masks"), CardHead::Ruled, parent)
    , m_study(study)
    , m_source(std::move(source))
    , m_question(new EpochQuestion(
          study, epochs, [this](int trial, int epoch, const auto& done) { ask(trial, epoch, done); }, this))
    , m_grid(new MaskGrid)
    , m_stack(new QStackedWidget)
    , m_chip(new Chip({}))
    , m_order(new QComboBox)
    , m_legend(new QHBoxLayout)
{
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("chart:MaskGrid"));
    m_chip->hide();
    m_order->addItems({tr("Worst first, then a spread"), tr("Random"), tr("By row")});
    m_order->setAccessibleName(tr("Order of the pictures"));
    addHeadWidget(m_order);
    body()->setContentsMargins(12, 8, 12, 6);
    m_stack->addWidget(m_grid);
    QLabel* none =
        textLabel(tr("Masks appear when the first trial has ended."), TextStyle::Body, ColorRole::Text3);
    none->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(none);
    m_stack->setCurrentIndex(1);
    body()->addWidget(m_stack, 1);
    body()->addWidget(new EpochRow(epochs));
    m_legend->setSpacing(6);
    body()->addLayout(m_legend);
    connect(m_order, &QComboBox::activated, this, &MasksCard::showOrdered);
    connect(m_grid, &MaskGrid::resized, this, &MasksCard::showOrdered);
    connect(m_grid, &MaskGrid::sampleChosen, this, &MasksCard::showClose);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_samples.clear();
        m_pictures.clear();
        m_stack->setCurrentIndex(1);
        m_chip->hide();
    });
}

void MasksCard::setPixels(const QSize& pixels)
{
    m_pixels = pixels;
}

void MasksCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_question->setActive(EpochQuestion::Active::Yes);
}

void MasksCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_question->setActive(EpochQuestion::Active::No);
}

void MasksCard::ask(int trial, int epoch, const std::function<void()>& done)
{
    if (!m_source.predictions)
        return;
    m_source.predictions("masks", trial, epoch,
                         [self = QPointer(this), done](const Result<PredictionSet>& answer) {
                             if (self && answer)
                                 self->take(*answer);
                             done();
                         });
}

void MasksCard::take(const PredictionSet& predictions)
{
    m_samples = maskSamples(predictions);
    m_chip->setText(tr("trial %1, epoch %2").arg(predictions.trial).arg(predictions.epoch));
    m_chip->show();
    m_stack->setCurrentIndex(m_samples.empty() ? 1 : 0);
    refreshLegend();
    showOrdered();
}

void MasksCard::showOrdered()
{
    if (m_samples.empty())
        return;
    std::vector<MaskSample> shown;
    for (const std::size_t index :
         orderedMasks(m_samples, static_cast<MaskOrder>(m_order->currentIndex()), m_grid->fitting()))
        shown.push_back(m_samples[index]);
    m_grid->setSamples(std::move(shown), classNamesOf(m_study.snapshot().get()), m_pixels);
    readPictures();
}

void MasksCard::readPictures()
{
    std::vector<std::int64_t> missing;
    for (const MaskSample& sample : m_grid->samples()) {
        if (m_pictures.try_emplace(sample.row).second) // asked for, so not asked for again
            missing.push_back(sample.row);
    }
    if (missing.empty() || !m_source.rows)
        return;
    m_source.rows("mask-rows", missing,
                  [self = QPointer(this), missing](const Result<std::vector<RowView>>& rows) {
                      if (!self)
                          return;
                      for (const std::int64_t row : missing)
                          self->m_pictures.erase(row);
                      if (rows) {
                          for (const RowView& row : *rows)
                              self->m_pictures[row.row] = row.pixels;
                      }
                      self->m_grid->setPictures(self->m_pictures);
                  });
}

void MasksCard::refreshLegend()
{
    const QStringList names = classNamesOf(m_study.snapshot().get());
    if (m_legend->count() > 0)
        return;
    for (int k = 1; k < names.size(); ++k) {
        auto* entry = new LegendEntry(names[k], k);
        connect(entry, &QAbstractButton::toggled, this, [this, k](bool shown) {
            if (shown)
                m_hidden.erase(k);
            else
                m_hidden.insert(k);
            m_grid->setHidden(m_hidden);
        });
        m_legend->addWidget(entry);
    }
    m_legend->addStretch(1);
    m_legend->addWidget(
        textLabel(tr("outline: wrong area · numbers: shared area, %"), TextStyle::Caption, ColorRole::Text3));
}

void MasksCard::showClose(std::size_t index)
{
    auto* view = new MaskCloseUp(*m_grid, index, this);
    view->adjustSize();
    const QPoint middle = m_grid->mapToGlobal(m_grid->rect().center());
    view->move(middle - QPoint(view->width() / 2, view->height() / 2));
    view->show();
}

} // namespace tunescope::ui
