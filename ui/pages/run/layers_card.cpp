// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/layers_card.h"

#include "ui/charts/layer_chart.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/curve_legend.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {

LayersCard::LayersCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source, QWidget* parent)
    : Card(tr("Layer health"), CardHead::Ruled, parent)
    , m_model(new LayersModel(study, epochs, std::move(source), this))
    , m_chart(new LayerChart)
    , m_sentence(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
    , m_chip(new Chip({}))
{
    addTitleWidget(m_chip);
    setGlossaryTopic(*this, QStringLiteral("chart:LayerChart"));
    auto* legend = new CurveLegend;
    legend->setEntries({{CurveLegend::Mark::Square, ColorRole::OkSoft, tr("healthy 0.1 – 1 %")}});
    legend->setToolTip(tr("How far one step moves the weights, by the size of the weights"));
    addHeadWidget(legend);
    m_sentence->setObjectName(QStringLiteral("layersSentence"));
    m_sentence->setContentsMargins(10, 6, 10, 2);
    body()->setContentsMargins(2, 0, 2, 2);
    body()->setSpacing(0);
    body()->addWidget(m_sentence);
    auto* area = static_cast<QScrollArea*>(scrolled(m_chart));
    // Whole rows: the first one, where the column has no room for more.
    area->setMinimumHeight(static_cast<int>(std::ceil(m_chart->rowRect(0).bottom())));
    body()->addWidget(area, 1);
    connect(m_model, &LayersModel::changed, this, &LayersCard::refresh);
    connect(m_chart, &LayerChart::currentChanged, area, [this, area](int row) {
        const QRect rect = m_chart->rowRect(row).toAlignedRect();
        area->ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height() / 2 + 2);
    });
    refresh();
}

void LayersCard::refresh()
{
    const QString sentence = m_model->sentence();
    const auto& layers = m_model->layers();
    m_chart->setLayers(layers, m_model->epoch(), sentence);
    m_sentence->setVisible(!layers.empty()); // Otherwise the chart itself says it.
    m_sentence->setText(sentence);
    const bool isAlarm = std::any_of(layers.begin(), layers.end(),
                                     [](const LayerHealth& layer) { return isAlarming(layer.state); });
    setTone(m_sentence, isAlarm ? ColorRole::Danger : ColorRole::Text2);
    m_chip->setVisible(!layers.empty());
    m_chip->setText(tr("trial %1, epoch %2").arg(m_model->trial()).arg(m_model->epoch()));
}

void LayersCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_model->setActive(LayersModel::Active::Yes);
}

void LayersCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_model->setActive(LayersModel::Active::No);
}

} // namespace tunescope::ui
