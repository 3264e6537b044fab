// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/threshold_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

struct RuleEntry {
    HoldRule rule;
    const char* words;
};

constexpr std::array kRules{
    RuleEntry{HoldRule::Free, QT_TRANSLATE_NOOP("ThresholdPanel", "set by hand")},
    RuleEntry{HoldRule::Alarms1, QT_TRANSLATE_NOOP("ThresholdPanel", "false alarms at 1 %")},
    RuleEntry{HoldRule::Alarms5, QT_TRANSLATE_NOOP("ThresholdPanel", "false alarms at 5 %")},
    RuleEntry{HoldRule::Alarms10, QT_TRANSLATE_NOOP("ThresholdPanel", "false alarms at 10 %")},
    RuleEntry{HoldRule::Recall80, QT_TRANSLATE_NOOP("ThresholdPanel", "80 % caught")},
    RuleEntry{HoldRule::Recall90, QT_TRANSLATE_NOOP("ThresholdPanel", "90 % caught")},
    RuleEntry{HoldRule::Recall95, QT_TRANSLATE_NOOP("ThresholdPanel", "95 % caught")},
    RuleEntry{HoldRule::BestF1, QT_TRANSLATE_NOOP("ThresholdPanel", "best F1")},
    RuleEntry{HoldRule::BestF2, QT_TRANSLATE_NOOP("ThresholdPanel", "best F2")},
};

} // namespace

ThresholdPanel::ThresholdPanel(QWidget* parent)
    : QWidget(parent)
    , m_plot(new ScoreThresholdPlot)
    , m_curve(new RateCurvePlot)
    , m_curveChoice(new SegmentedControl({tr("ROC"), tr("Precision")}))
    , m_rule(new QComboBox)
    , m_words(wrappedLabel({}, TextStyle::Caption, ColorRole::Text2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 2, 4, 2);
    layout->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(textLabel(tr("Threshold"), TextStyle::Caption, ColorRole::Text3));
    for (const RuleEntry& entry : kRules)
        m_rule->addItem(tr(entry.words));
    m_rule->setAccessibleName(tr("How the threshold is set"));
    head->addWidget(m_rule);
    head->addStretch(1);
    m_curveChoice->setName(tr("Curve"));
    head->addWidget(m_curveChoice);
    layout->addLayout(head);
    layout->addWidget(m_plot, 3);
    layout->addWidget(m_curve, 3);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    const std::array names{tr("passed"), tr("false alarms"), tr("missed"), tr("caught")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_counts[i] = textLabel({}, TextStyle::Number, i == 1 || i == 2 ? ColorRole::Warn : ColorRole::Text);
        m_counts[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const auto column = static_cast<int>(i) % 2 * 2;
        grid->addWidget(m_counts[i], static_cast<int>(i) / 2, column);
        grid->addWidget(textLabel(names[i], TextStyle::Caption, ColorRole::Text2), static_cast<int>(i) / 2,
                        column + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    layout->addLayout(grid);
    layout->addWidget(m_words);
    connect(m_rule, &QComboBox::activated, this, &ThresholdPanel::hold);
    connect(m_plot, &ScoreThresholdPlot::thresholdMoved, this, &ThresholdPanel::moveTo);
    connect(m_curve, &RateCurvePlot::thresholdMoved, this, &ThresholdPanel::moveTo);
    connect(m_curveChoice, &SegmentedControl::chosen, this,
            [this](int curve) { m_curve->setCurve(static_cast<RateCurve>(curve)); });
}

void ThresholdPanel::setNames(const QString& negative, const QString& positive)
{
    m_negative = negative;
    m_positive = positive;
    m_plot->setNames(negative, positive);
}

void ThresholdPanel::setRule(HoldRule rule)
{
    m_rule->setCurrentIndex(static_cast<int>(rule));
}

void ThresholdPanel::setScores(ThresholdScores scores, CurveScale scale)
{
    m_scores = std::move(scores);
    m_plot->setScores(m_scores, scale);
    m_curve->setScores(m_scores);
    hold();
}

void ThresholdPanel::hold()
{
    m_threshold =
        m_scores.thresholdFor(kRules[static_cast<std::size_t>(m_rule->currentIndex())].rule, m_threshold);
    show();
}

/// By hand, so it is held at nothing any more.
void ThresholdPanel::moveTo(double threshold)
{
    m_rule->setCurrentIndex(0);
    m_threshold = threshold;
    show();
}

void ThresholdPanel::show()
{
    m_plot->setThreshold(m_threshold);
    m_curve->setThreshold(m_threshold);
    const ThresholdCounts counts = m_scores.at(m_threshold);
    const std::array values{counts.passed, counts.falseAlarms, counts.missed, counts.caught};
    for (std::size_t i = 0; i < values.size(); ++i)
        m_counts[i]->setText(wholeText(values[i]));
    m_words->setText(words());
    emit changed();
}

QString ThresholdPanel::words() const
{
    if (m_scores.empty())
        return {};
    const ThresholdCounts counts = m_scores.at(m_threshold);
    return tr("%1 % of the %2 rows are caught, %3 % of the %4 ones raise a false alarm, %5 % of the alarms "
              "are right. "
              "Threshold and counts come from the same validation rows, so the real figures are a little "
              "worse.")
        .arg(percentText(counts.recall()), m_positive, percentText(counts.falseAlarmRate()), m_negative,
             percentText(counts.precision()));
}

} // namespace tunescope::ui
