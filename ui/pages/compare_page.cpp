// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "ui/pages/compare/difference_card.h"
#include "ui/pages/compare/errors_card.h"
#include "ui/pages/compare/flips_card.h"
#include "ui/pages/compare/overlay_panel.h"
#include "ui/pages/compare/pin_head.h"
#include "ui/pages/compare/settings_card.h"
#include "ui/viewmodels/comparison_pair.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

/// Both layouts of the page: a row of pins above a row of two cards.
struct TwoRows : QWidget {
    TwoRows()
    {
        auto* rows = new QVBoxLayout(this);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(14);
        rows->addLayout(upper);
        rows->addLayout(lower);
        upper->setSpacing(12);
        lower->setSpacing(14);
    }

    /// Of the height; 0 = what it needs.
    void share(int above, int below)
    {
        auto* rows = static_cast<QVBoxLayout*>(layout());
        rows->setStretch(0, above);
        rows->setStretch(1, below);
    }

    QHBoxLayout* upper = new QHBoxLayout;
    QHBoxLayout* lower = new QHBoxLayout;
};

enum Page { EmptyPage, FilledPage };
enum Body { SideBody, OverlayBody };

} // namespace

ComparePage::ComparePage(StudyViewModel& study, TrialDataSource source, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_model(new ComparisonModel(study, this))
    , m_pair(new ComparisonPair(study, *m_model, source, this))
    , m_settings(new SettingsCard(*m_model))
    , m_difference(new DifferenceCard(study, *m_pair, *m_model))
    , m_flips(new FlipsCard(study, *m_pair, *m_model, source))
    , m_errors(new ErrorsCard(*m_pair, *m_model))
    , m_overlay(new OverlayPanel(study))
{
    setFocusPolicy(Qt::ClickFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 14);
    m_parts.pages = new QStackedWidget;
    m_parts.pages->addWidget(makeEmpty());
    m_parts.pages->addWidget(makeFilled());
    layout->addWidget(m_parts.pages);
    connect(m_model, &ComparisonModel::trialsChanged, this, &ComparePage::rebuild);
    connect(&study, &StudyViewModel::snapshotChanged, this, [this](const std::vector<int>& changed) {
        const auto isOurs = [&](const ComparedTrial& t) {
            return std::binary_search(changed.begin(), changed.end(), t.trial);
        };
        if (isVisible() && std::any_of(m_model->trials().begin(), m_model->trials().end(), isOurs))
            refresh();
    });
    connect(m_overlay, &OverlayPanel::epochChanged, this, [this](int epoch) {
        m_pair->setEpoch(epoch);
        refreshHeads();
    });
    connect(m_overlay, &OverlayPanel::eachAtItsBest, this, [this] {
        m_pair->setEpoch(std::nullopt);
        refreshHeads();
    });
    connect(m_difference, &DifferenceCard::flipsRequested, this,
            [this] { setCompareLayout(CompareLayout::Overlay); });
    rebuild();
}

QWidget* ComparePage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("compare"));
    empty->setMessage(tr("Nothing to compare yet"), tr("Pin 2 to 6 trials to compare them."));
    empty->setAction(tr("Pin the best 4"), QStringLiteral("pin"));
    connect(empty, &EmptyState::actionTriggered, this, [this] { pinTheBest(4); });
    return empty;
}

QWidget* ComparePage::makeFilled()
{
    auto* filled = new QWidget;
    auto* layout = new QVBoxLayout(filled);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_parts.head = new CompareHead;
    m_parts.head->setFixedHeight(54);
    m_parts.bodies = new QStackedWidget;
    m_parts.bodies->addWidget(makeSideBySide());
    m_parts.bodies->addWidget(makeOverlay());
    layout->addWidget(m_parts.head);
    layout->addWidget(m_parts.bodies, 1);
    connect(m_parts.head, &CompareHead::layoutChosen, this, &ComparePage::setCompareLayout);
    connect(m_parts.head, &CompareHead::showChosen, this, [this](CompareShow show) {
        m_view.show = show;
        refresh();
    });
    connect(m_parts.head, &CompareHead::linkedChosen, this, [this](Qt::CheckState linked) {
        m_view.linked = linked;
        refresh();
    });
    auto* menu = new QMenu(m_parts.head);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillAddMenu(*menu);
    });
    m_parts.head->addButton().setMenu(menu);
    return filled;
}

QWidget* ComparePage::makeSideBySide()
{
    auto* body = new TwoRows;
    m_parts.columns = body->upper;
    body->lower->addWidget(m_settings, 8);
    body->lower->addWidget(m_difference, 5);
    body->lower->addWidget(m_errors, 5);
    connectLower();
    body->share(10, 11);
    return body;
}

void ComparePage::connectLower()
{
    const auto link = [this](Card& card, const QString& text, Qt::CheckState shown) {
        QPushButton* button = makeButton(text, ButtonKind::Link);
        card.addHeadWidget(button);
        connect(button, &QPushButton::clicked, this, [this, shown] { showDifferences(shown); });
        return button;
    };
    m_parts.toDifferences = link(*m_settings, tr("Differences"), Qt::Checked);
    m_parts.toDifferences->setToolTip(tr("Which samples the two trials answer differently"));
    m_parts.toSettings = link(*m_difference, tr("Settings"), Qt::Unchecked);
    m_parts.toSettingsToo = link(*m_errors, tr("Settings"), Qt::Unchecked);
}

QWidget* ComparePage::makeOverlay()
{
    auto* body = new TwoRows;
    m_parts.heads = body->upper;
    body->lower->addWidget(m_overlay, 2);
    body->lower->addWidget(m_flips, 1);
    body->share(0, 1);
    return body;
}

PinColumn* ComparePage::makeColumn()
{
    auto* column = new PinColumn(m_study);
    connectHead(column->head());
    connect(column, &PinColumn::crosshairMoved, this, [this](std::optional<double> epoch) {
        for (PinColumn* other : m_columns)
            other->setCrosshair(epoch);
    });
    connect(column, &PinColumn::epochsZoomed, this, [this](std::optional<AxisRange> epochs) {
        for (PinColumn* other : m_columns) {
            other->chart(CurveQuantity::Metric).showEpochs(epochs);
            other->chart(CurveQuantity::Loss).showEpochs(epochs);
        }
    });
    return column;
}

void ComparePage::connectHead(PinHead& head)
{
    const auto trialOf = [this, &head] { return m_study.pins()[static_cast<std::size_t>(head.pin())]; };
    connect(
        &head, &PinHead::unpinRequested, this, [this, trialOf] { m_study.togglePin(trialOf()); },
        Qt::QueuedConnection);
    connect(&head, &PinHead::clicked, this, [this, trialOf] { m_study.select(trialOf()); });
    connect(
        &head, &PinHead::dropped, this, [this, &head](QPoint at) { moveTo(head, at); }, Qt::QueuedConnection);
    connect(
        &head, &PinHead::moveRequested, this,
        [this, &head](int step) { m_model->moveTrial(placeOf(head), placeOf(head) + step); },
        Qt::QueuedConnection);
}

void ComparePage::rebuild()
{
    const auto count = m_model->trials().size();
    m_parts.pages->setCurrentIndex(count < 2 ? EmptyPage : FilledPage);
    m_parts.head->setPinCount(static_cast<int>(count));
    while (m_columns.size() > count) {
        m_columns.back()->deleteLater();
        m_heads.back()->parentWidget()->deleteLater(); // Its card.
        m_columns.pop_back();
        m_heads.pop_back();
    }
    while (m_columns.size() < count) {
        m_columns.push_back(makeColumn());
        m_parts.columns->addWidget(m_columns.back(), 1);
        auto* head = new PinHead;
        connectHead(*head);
        m_heads.push_back(head);
        auto* card = new Card({}, CardHead::None);
        card->removePadding();
        card->body()->addWidget(head);
        m_parts.heads->addWidget(card, 1);
    }
    refresh();
}

} // namespace tunescope::ui
