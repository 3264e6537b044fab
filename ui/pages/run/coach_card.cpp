// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/coach_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/coach_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kMostAlternatives = 3;

QString severityWord(const CoachCardText& card)
{
    if (!card.verdict)
        return CoachCard::tr("outcome");
    switch (card.verdict->severity) {
    case Severity::Problem:
        return CoachCard::tr("problem");
    case Severity::Warning:
        return CoachCard::tr("warning");
    case Severity::Hint:
        break;
    }
    return CoachCard::tr("hint");
}

} // namespace

CoachCard::CoachCard(StudyViewModel& study, CoachPorts ports, QWidget* parent)
    : Card({}, CardHead::None, parent)
    , m_model(new CoachModel(study, std::move(ports), this))
    , m_icon(iconLabel(QStringLiteral("coach"), ColorRole::Warn, 18))
    , m_title(wrappedLabel({}, TextStyle::Card))
    , m_text(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Do not say this again")))
    , m_actions(new QWidget)
    , m_buttons(new QHBoxLayout(m_actions))
    , m_alternatives(new QWidget)
    , m_chips(new FlowLayout(m_alternatives))
    , m_more(makeButton({}, ButtonKind::Link))
{
    setAccessibleName(tr("Coach"));
    build();
    connect(m_model, &CoachModel::changed, this, &CoachCard::refresh);
    connect(m_close, &QToolButton::clicked, this, [this] { m_model->dismiss(current()); });
    connect(m_more, &QPushButton::clicked, this, [this] {
        if (m_model->cards().empty())
            m_model->showDismissed();
        else
            fillMore();
    });
    refresh();
}

void CoachCard::build()
{
    m_title->setObjectName(QStringLiteral("coachTitle"));
    m_text->setObjectName(QStringLiteral("coachText"));
    m_more->setObjectName(QStringLiteral("coachMore"));
    m_close->setObjectName(QStringLiteral("coachDismiss"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon);
    head->addWidget(m_title, 1);
    head->addWidget(m_more);
    head->addWidget(m_close);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(8);
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(4);
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_text);
    column->addWidget(m_actions);
    column->addWidget(m_alternatives);
    column->addStretch(1);
    body()->setContentsMargins(14, 8, 8, 8);
    body()->setSpacing(4);
    body()->addLayout(head);
    m_area = static_cast<QScrollArea*>(scrolled(m_content));
    body()->addWidget(m_area, 1);
}

std::size_t CoachCard::current() const
{
    const auto& cards = m_model->cards();
    const auto found = std::find_if(cards.begin(), cards.end(), [this](const CoachCardText& card) { return card.key == m_shown; });
    return found == cards.end() ? 0 : static_cast<std::size_t>(found - cards.begin());
}

const Verdict* CoachCard::verdict() const
{
    const auto& cards = m_model->cards();
    return cards.empty() || !cards[current()].verdict ? nullptr : &*cards[current()].verdict;
}

void CoachCard::show(std::size_t card)
{
    if (card >= m_model->cards().size())
        return;
    m_shown = m_model->cards()[card].key;
    refresh();
}

ColorRole CoachCard::tone() const
{
    const auto& cards = m_model->cards();
    if (cards.empty())
        return ColorRole::Text3;
    const CoachCardText& card = cards[current()];
    if (!card.verdict)
        return card.effect == Effect::Helped ? ColorRole::Ok : card.effect == Effect::Harmed ? ColorRole::Warn : ColorRole::Text3;
    return card.verdict->severity == Severity::Hint ? ColorRole::Info : ColorRole::Warn;
}

void CoachCard::refresh()
{
    const auto& cards = m_model->cards();
    clearLayout(m_buttons);
    clearLayout(m_chips);
    m_close->setVisible(!cards.empty());
    if (cards.empty()) {
        sayNothing();
    } else {
        const std::size_t index = current();
        const CoachCardText& card = cards[index];
        m_shown = index == 0 ? QString() : m_shown; // The first stays first when a more severe one comes.
        m_title->setText(card.title);
        m_text->setText(m_model->dataFault().isEmpty()
                            ? card.text
                            : tr("%1 The data could not be looked at: %2").arg(card.text, m_model->dataFault()));
        fillActions(card);
        const auto others = static_cast<int>(cards.size()) - 1;
        m_more->setVisible(others > 0);
        m_more->setText(tr("%1 more").arg(others));
        m_more->setAccessibleName(tr("%1 more remarks of the coach").arg(others));
    }
    m_actions->setVisible(m_buttons->count() > 0);
    m_alternatives->setVisible(m_chips->count() > 0);
    setIcon(m_icon, cards.empty() || cards[current()].verdict ? QStringLiteral("coach") : QStringLiteral("check-circle"), tone());
    setAccessibleDescription(m_title->text() + QStringLiteral(". ") + m_text->text());
    fitHeight();
    QMetaObject::invokeMethod(this, &CoachCard::fitHeight, Qt::QueuedConnection); // Once new buttons have their sizes.
    update();
    emit evidenceChanged();
}

/// As high as what it says, up to a limit from which it scrolls; the rest of the column belongs to the other cards.
void CoachCard::fitHeight()
{
    const Theme& theme = themeOf(this);
    const int inner = std::max(width(), theme.scaled(240)) - 26;
    const int titleWidth = inner - theme.scaled(60) - (m_more->isHidden() ? 0 : m_more->sizeHint().width());
    const int head = std::max(theme.scaled(28), m_title->heightForWidth(titleWidth));
    m_chips->invalidate();
    m_content->layout()->invalidate();
    // Once it is laid out, what is around the scrolled part is known exactly.
    const int around = isVisible() ? std::max(22 + head, height() - m_area->viewport()->height()) : 22 + head;
    const int room = isVisible() ? std::clamp(m_area->viewport()->width(), inner / 2, inner) : inner;
    const int needed = around + m_content->layout()->totalHeightForWidth(room);
    const bool isQuiet = m_model->cards().empty();
    const int least = std::min(needed, theme.scaled(isQuiet ? 96 : 190));
    const bool isOther = least != minimumHeight();
    setMinimumHeight(least);
    setMaximumHeight(isQuiet ? std::max(needed, least) : QWIDGETSIZE_MAX);
    if (isOther)
        emit heightChanged();
}

void CoachCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    if (event->oldSize().width() != width())
        fitHeight();
}

void CoachCard::sayNothing()
{
    const int hidden = m_model->hiddenCount();
    switch (m_model->state()) {
    case CoachModel::State::Waiting:
        m_title->setText(tr("Coach"));
        m_text->setText(tr("Says what stands out as soon as a trial has run."));
        break;
    case CoachModel::State::Looking:
        m_title->setText(tr("Coach"));
        m_text->setText(tr("Looking…"));
        break;
    case CoachModel::State::Ready:
        m_title->setText(tr("Nothing stands out"));
        m_text->setText(m_model->trial() < 0 ? tr("Neither in the study as a whole.")
                                             : tr("Neither about trial %1 nor about the study as a whole.").arg(m_model->trial()));
        break;
    case CoachModel::State::Failed:
        m_title->setText(tr("The coach could not look"));
        m_text->setText(m_model->fault());
        break;
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("Show %1 hidden").arg(hidden));
    m_more->setAccessibleName(tr("Show %1 dismissed remarks again").arg(hidden));
}

/// The primary one as a button, the others as chips.
void CoachCard::fillActions(const CoachCardText& card)
{
    const std::size_t index = current();
    const std::vector<Suggestion> none;
    const std::vector<Suggestion>& suggestions = card.verdict ? card.verdict->suggestions : none;
    if (!suggestions.empty()) {
        const bool isQueue = suggestions.front().kind == SuggestionKind::Twin || suggestions.front().kind == SuggestionKind::Continue;
        QPushButton* primary = makeButton(suggestionButton(suggestions.front()), ButtonKind::Primary,
                                          isQueue ? QStringLiteral("plus") : QString(), ButtonSize::Small);
        primary->setObjectName(QStringLiteral("coachPrimary"));
        connect(primary, &QPushButton::clicked, this, [this, index] { m_model->start(index, 0); });
        m_buttons->addWidget(primary);
        if (suggestions.front().kind == SuggestionKind::Data)
            m_text->setText(m_text->text() + QLatin1Char(' ') + suggestionChip(suggestions.front()));
    }
    if (card.trial >= 0) {
        QPushButton* onChart = makeButton(tr("Show on chart"), ButtonKind::Secondary, {}, ButtonSize::Small);
        onChart->setObjectName(QStringLiteral("coachShow"));
        connect(onChart, &QPushButton::clicked, this, [this, trial = card.trial] { emit trialWanted(trial); });
        m_buttons->addWidget(onChart);
    }
    if (m_buttons->count() > 0)
        m_buttons->addStretch(1);
    for (std::size_t i = 1; i < std::min<std::size_t>(suggestions.size(), kMostAlternatives + 1); ++i) {
        auto* chip = new FilterChip(tr("or %1").arg(suggestionChip(suggestions[i])), ChipKind::Action);
        chip->setObjectName(QStringLiteral("coachAlternative"));
        chip->setToolTip(suggestionButton(suggestions[i]));
        connect(chip, &QAbstractButton::clicked, this, [this, index, i] { m_model->start(index, i); });
        m_chips->addWidget(chip);
    }
}

/// The list behind "2 more"; choosing one brings it to the front.
void CoachCard::fillMore()
{
    QMenu menu(this);
    const auto& cards = m_model->cards();
    for (std::size_t i = 0; i < cards.size(); ++i) {
        QAction* entry = menu.addAction(tr("%1 (%2)").arg(cards[i].title, severityWord(cards[i])));
        entry->setCheckable(true);
        entry->setChecked(i == current());
        connect(entry, &QAction::triggered, this, [this, key = cards[i].key] {
            m_shown = key;
            refresh();
        });
    }
    menu.exec(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void CoachCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    if (m_model->cards().empty())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radiusCard, theme.metrics.radiusCard);
    painter.setClipPath(outline);
    painter.fillRect(QRectF(0, 0, 4, height()), theme.color(tone()));
}

void CoachCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_model->setActive(CoachModel::Active::Yes);
}

void CoachCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_model->setActive(CoachModel::Active::No);
}

} // namespace tunescope::ui
