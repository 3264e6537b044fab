// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/difference_card.h"

#include "ui/pages/compare/pair_picker.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/heatmap_text.h"
#include "ui/viewmodels/confusion_model.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// A small square in the colour of one end of the difference ramp.
class DifferenceSwatch : public QWidget
{
public:
    explicit DifferenceSwatch(QColor (*pick)(const Theme&)) : m_pick(pick) { setFixedSize(12, 12); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), m_pick(themeOf(this))); }

private:
    QColor (*m_pick)(const Theme&);
};

/// A swatch before the text.
QWidget* keyRow(QLabel* text, QColor (*pick)(const Theme&))
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new DifferenceSwatch(pick));
    layout->addWidget(text, 1);
    return row;
}

} // namespace

DifferenceCard::DifferenceCard(StudyViewModel& study, ComparisonPair& pair, const ComparisonModel& comparison,
                               QWidget* parent)
    : Card(tr("Confusion difference"), CardHead::Ruled, parent)
    , m_study(study)
    , m_pair(pair)
    , m_heatmap(new HeatmapView(HeatmapFrame::Compact))
    , m_firstBetter(new QLabel)
    , m_secondBetter(new QLabel)
    , m_sentence(new QLabel)
    , m_gain(new QLabel)
    , m_luck(new Chip({}))
    , m_test(new QLabel)
{
    addHeadWidget(new PairPicker(pair, comparison, tr("minus")));
    setGlossaryTopic(*this, QStringLiteral("chart:ConfusionDifference"));
    setGlossaryTopic(*m_heatmap, QStringLiteral("chart:ConfusionDifference"));
    m_heatmap->setMode(HeatmapMode::Difference);
    auto* row = new QHBoxLayout;
    row->addWidget(m_heatmap, 1);
    QWidget* side = scrolled(makeSide());
    side->setFixedWidth(184);
    row->addWidget(side);
    body()->setContentsMargins(10, 8, 12, 10);
    body()->addLayout(row, 1);
    connect(m_heatmap, &HeatmapView::cellActivated, this, &DifferenceCard::flipsRequested);
    connect(&pair, &ComparisonPair::changed, this, &DifferenceCard::refresh);
    refresh();
}

QWidget* DifferenceCard::makeSide()
{
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(6, 6, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(keyRow(m_firstBetter, [](const Theme& theme) { return theme.difference.back(); }));
    layout->addWidget(keyRow(m_secondBetter, [](const Theme& theme) { return theme.difference.front(); }));
    for (QLabel* label : {m_sentence, m_gain}) {
        label->setWordWrap(true);
        setTone(label, ColorRole::Text2);
    }
    setTextStyle(m_test, TextStyle::Caption);
    setTone(m_test, ColorRole::Text3);
    layout->addSpacing(6);
    layout->addWidget(m_sentence);
    layout->addWidget(m_luck, 0, Qt::AlignLeft);
    layout->addWidget(m_test);
    layout->addWidget(m_gain);
    QPushButton* flips = makeButton(tr("See the samples"), ButtonKind::Link);
    connect(flips, &QPushButton::clicked, this, &DifferenceCard::flipsRequested);
    layout->addWidget(flips, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return side;
}

QString DifferenceCard::sentence() const
{
    return m_sentence->text();
}

/// The off-diagonal cell in which the first trial makes the most fewer mistakes.
QString DifferenceCard::largestGain() const
{
    const ConfusionMatrix first = m_pair.matrix(0), second = m_pair.matrix(1);
    const QStringList names = classNamesOf(m_study.snapshot().get());
    int best = 0, trueClass = 0, read = 0;
    for (int t = 0; t < first.classes(); ++t) {
        for (int p = 0; p < first.classes(); ++p) {
            const int fewer =
                t == p ? 0 : static_cast<int>(second.at(t, p)) - static_cast<int>(first.at(t, p));
            if (fewer > best)
                best = fewer, trueClass = t, read = p;
        }
    }
    return best == 0 ? QString()
                     : tr("Largest gain: %1 read as %2, %3 fewer.")
                           .arg(names.value(trueClass), names.value(read))
                           .arg(best);
}

void DifferenceCard::refresh()
{
    const bool isReady = m_pair.isReady() && m_pair.predictions(0).classes > 0;
    m_firstBetter->setText(tr("%1 is better").arg(m_pair.letter(0)));
    m_secondBetter->setText(tr("%1 is better").arg(m_pair.letter(1)));
    m_luck->setVisible(isReady);
    m_test->setVisible(isReady);
    m_gain->setVisible(isReady);
    if (!isReady) {
        m_sentence->setText(m_pair.fault().isEmpty() ? tr("Reading the predictions…") : m_pair.fault());
        return;
    }
    const Flips& flips = m_pair.flips();
    m_heatmap->setData(heatmapDifference(m_pair.matrix(0), m_pair.matrix(1),
                                         classNamesOf(m_study.snapshot().get()),
                                         sampleNoun(m_study.snapshot().get())));
    m_sentence->setText(
        flipSentence(m_pair.letter(0), m_pair.letter(1), flips, sampleNoun(m_study.snapshot().get())));
    m_luck->setText(luckText(flips));
    const bool isSure = flips.isUnlikelyToBeLuck();
    m_luck->setRoles(isSure ? ColorRole::OkSoft : ColorRole::Hover,
                     isSure ? ColorRole::Ok : ColorRole::Text2);
    m_test->setText(mcNemarText(flips.p));
    m_gain->setText(largestGain());
}

} // namespace tunescope::ui
