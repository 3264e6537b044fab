// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/confusion_drilldown.h"

#include "ui/pages/run/heatmap_text.h"
#include "ui/pages/run/mistake_list.h"
#include "ui/pages/run/mistake_panel.h"
#include "ui/viewmodels/confusion_model.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

ConfusionMatrix matrixOf(const PredictionSet& predictions)
{
    ConfusionMatrix matrix(predictions.classes);
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i)
        matrix.add(predictions.trueClass[i], predictions.predictedClass[i]);
    return matrix;
}

} // namespace

ConfusionDrilldown::ConfusionDrilldown(StudyViewModel& study, TrialDataSource source, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_source(std::move(source))
    , m_title(new QLabel)
    , m_note(new ElidedLabel)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_epochText(new QLabel)
    , m_heatmap(new HeatmapView)
    , m_list(new MistakeList)
    , m_panel(new MistakePanel(m_source))
    , m_askTimer(new QTimer(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHead());
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeMatrixCard(), 5);
    row->addWidget(m_panel, 7);
    layout->addLayout(row, 1);
    m_askTimer->setSingleShot(true);
    m_askTimer->setInterval(80ms);
    connect(m_askTimer, &QTimer::timeout, this, &ConfusionDrilldown::ask);
    connect(m_slider, &QSlider::valueChanged, this, [this](int epoch) {
        m_subject.epoch = epoch;
        m_epochText->setText(QString::number(epoch));
        m_askTimer->start();
    });
    connect(m_heatmap, &HeatmapView::cellActivated, this, &ConfusionDrilldown::showCell);
    connect(m_list, &MistakeList::chosen, this, &ConfusionDrilldown::showCell);
    connect(m_panel, &MistakePanel::closed, this, &ConfusionDrilldown::closed);
}

QWidget* ConfusionDrilldown::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    head->setFixedHeight(54);
    QToolButton* back = makeIconButton(QStringLiteral("left"), tr("Back to Run"));
    setTextStyle(m_title, TextStyle::Title);
    setTone(m_note, ColorRole::Text2);
    static_cast<ElidedLabel*>(m_note)->setElideMode(Qt::ElideRight);
    m_slider->setFixedWidth(180);
    m_slider->setAccessibleName(tr("Epoch"));
    setTextStyle(m_epochText, TextStyle::Number);
    m_epochText->setMinimumWidth(26);
    auto* modes = new SegmentedControl({tr("Count"), tr("% of row")});
    layout->addWidget(back);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(new QLabel(tr("Epoch")));
    layout->addWidget(m_slider);
    layout->addWidget(m_epochText);
    layout->addWidget(modes);
    connect(back, &QToolButton::clicked, this, &ConfusionDrilldown::closed);
    connect(modes, &SegmentedControl::chosen, m_heatmap,
            [this](int mode) { m_heatmap->setMode(mode == 0 ? HeatmapMode::Count : HeatmapMode::Percent); });
    return head;
}

QWidget* ConfusionDrilldown::makeMatrixCard()
{
    auto* card = new Card(tr("Confusion matrix"), CardHead::Ruled);
    card->body()->setContentsMargins(8, 4, 8, 8);
    card->body()->addWidget(m_heatmap, 1);
    auto* title = new QLabel(tr("Most common mistakes"));
    setTextStyle(title, TextStyle::Card);
    title->setContentsMargins(8, 8, 0, 0);
    card->body()->addWidget(title);
    card->body()->addWidget(m_list);
    return card;
}

void ConfusionDrilldown::open(int trial, int epoch, int trueClass, int predictedClass)
{
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (!snapshot)
        return;
    const int shown = epoch > 0 ? epoch : std::max(1, snapshot->bestEpochSoFar);
    m_subject = {trial, shown, trueClass, predictedClass};
    m_predictions.reset();
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(1, std::max(1, snapshot->finishedEpochs()));
        m_slider->setValue(shown);
    }
    m_epochText->setText(QString::number(shown));
    m_title->setText(tr("Trial %1, mistakes").arg(trial));
    m_note->setText(tr("Reading the predictions…"));
    m_panel->clear();
    ask();
}

void ConfusionDrilldown::ask()
{
    if (!m_source.predictions)
        return;
    const Subject asked = m_subject;
    m_source.predictions("drilldown", asked.trial, asked.epoch,
                         [self = QPointer(this), asked](const Result<PredictionSet>& answer) {
                             if (!self || self->m_subject.trial != asked.trial ||
                                 self->m_subject.epoch != asked.epoch)
                                 return;
                             if (answer)
                                 self->take(*answer);
                             else
                                 self->m_note->setText(errorSentence(answer.error()));
                         });
}

void ConfusionDrilldown::take(const PredictionSet& predictions)
{
    m_predictions = predictions;
    const ConfusionMatrix matrix = matrixOf(predictions);
    const auto total = static_cast<qint64>(matrix.total());
    const auto wrong = total - std::llround(matrix.accuracy() * double(total));
    const TrialSnapshot* trial = m_study.trial(m_subject.trial);
    const QString noun = sampleNoun(m_study.snapshot().get());
    m_note->setText(tr("%1 of %2 validation %3 are wrong, epoch %4, %5")
                        .arg(wholeText(wrong), wholeText(total), noun)
                        .arg(m_subject.epoch)
                        .arg(trial ? stateWord(*trial).toLower() : QString()));
    m_heatmap->setData(heatmapData(matrix, classNamesOf(m_study.snapshot().get()), noun));
    setHeatmapTitles(*m_heatmap, m_study.snapshot().get());
    m_list->setMistakes(commonMistakes(matrix, MistakeList::kMost), classNamesOf(m_study.snapshot().get()));
    showCell(m_subject.trueClass, m_subject.predictedClass);
}

void ConfusionDrilldown::showCell(int trueClass, int predictedClass)
{
    m_subject.trueClass = trueClass;
    m_subject.predictedClass = predictedClass;
    m_list->setCurrent(trueClass, predictedClass);
    m_heatmap->setCurrent(trueClass, predictedClass);
    if (m_predictions)
        m_panel->showCell(*m_predictions, trueClass, predictedClass, classNamesOf(m_study.snapshot().get()));
}

void ConfusionDrilldown::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
