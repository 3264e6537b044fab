// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/lesson_parts.h"

#include "ui/charts/seed_curves.h"
#include "ui/pages/data/page_parts.h"
#include "ui/pages/lessons/lesson_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/icon.h"

#include <QGridLayout>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kRowLetters = 48; ///< Options that are shorter together stand in one row.

} // namespace

void AskingCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()), theme.metrics.radiusCard, theme.metrics.radiusCard);
    painter.setClipRect(QRectF(0, 0, 3, height()));
    painter.fillPath(shape, theme.color(ColorRole::Accent));
}

Card* textCard(const QString& title, const QString& text)
{
    auto* card = new Card(title);
    card->body()->addWidget(wrappedLabel(text, TextStyle::Table, ColorRole::Text2));
    return card;
}

// --- Facts ---

FactTable::FactTable(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(1, 1);
}

void FactTable::setFacts(const std::vector<std::pair<QString, QString>>& facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    clearLayout(m_grid);
    int row = 0;
    for (const auto& [name, value] : facts) {
        m_grid->addWidget(textLabel(name, TextStyle::Table, ColorRole::Text3), row, 0, Qt::AlignTop);
        m_grid->addWidget(wrappedLabel(value, TextStyle::Table, ColorRole::Text), row, 1);
        ++row;
    }
}

// --- Claims ---

ClaimList::ClaimList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(10);
}

void ClaimList::setClaims(const std::vector<ClaimResult>& claims)
{
    QStringList shown;
    for (const ClaimResult& claim : claims)
        shown << toQt(claimVerdictName(claim.verdict)) + lessonText(claim.sentence) + lessonText(claim.evidence);
    if (shown == m_shown)
        return;
    m_shown = shown;
    clearLayout(m_rows);
    for (const ClaimResult& claim : claims) {
        const bool yes = claim.verdict == ClaimVerdict::Yes, no = claim.verdict == ClaimVerdict::No;
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto* icon = iconLabel(yes  ? QStringLiteral("check-circle")
                               : no ? QStringLiteral("minus")
                                    : QStringLiteral("help"),
                               yes ? ColorRole::Ok : ColorRole::Text3, 16);
        icon->setAccessibleName(yes ? tr("holds") : no ? tr("does not hold") : tr("the seeds cannot tell"));
        icon->setToolTip(icon->accessibleName());
        layout->addWidget(icon, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(1);
        words->addWidget(wrappedLabel(lessonText(claim.sentence), TextStyle::Table, ColorRole::Text));
        if (!claim.evidence.empty())
            words->addWidget(wrappedLabel(lessonText(claim.evidence), TextStyle::Caption, ColorRole::Text3));
        layout->addLayout(words, 1);
        m_rows->addWidget(row);
    }
}

// --- Small multiples ---

SeedCurveGrid::SeedCurveGrid(Arrangement arrangement, QWidget* parent)
    : QWidget(parent)
    , m_arrangement(arrangement)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(10);
}

void SeedCurveGrid::build(std::size_t values)
{
    clearLayout(m_grid);
    m_charts.clear();
    m_titles.clear();
    m_icons.clear();
    m_words.clear();
    const int columns = m_arrangement == Arrangement::OneRow ? static_cast<int>(values)
                                                             : static_cast<int>(std::ceil(std::sqrt(double(values))));
    for (std::size_t i = 0; i < values; ++i) {
        auto* card = plainCard();
        card->body()->setContentsMargins(10, 8, 8, 6);
        card->body()->setSpacing(2);
        auto* title = elidedLabel({}, TextStyle::Number, ColorRole::Text);
        auto* state = new QHBoxLayout;
        state->setSpacing(5);
        auto* icon = iconLabel(QStringLiteral("queued"), ColorRole::Text3, 14);
        auto* words = elidedLabel({}, TextStyle::Caption, ColorRole::Text2);
        state->addWidget(icon);
        state->addWidget(words, 1);
        auto* chart = new SeedCurves;
        card->body()->addWidget(title);
        card->body()->addLayout(state);
        card->body()->addWidget(chart, 1);
        m_grid->addWidget(card, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
        m_charts.push_back(chart);
        m_titles.push_back(title);
        m_icons.push_back(icon);
        m_words.push_back(words);
    }
}

void SeedCurveGrid::show(const LessonPart& part, const LessonPartState& state)
{
    if (m_charts.size() != part.values.size())
        build(part.values.size());
    static const std::vector<LessonRun> none;
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i]->setCurves(seedCurves(part, state, i));
        m_titles[i]->setText(valueWords(part, i));
        const CurveWords words = curveWords(part, i < state.runs.size() ? state.runs[i] : none, state.baselines);
        const auto [icon, role] = [&]() -> std::pair<QString, ColorRole> {
            switch (words.mood) {
            case CurveWords::Mood::Good:
                return {QStringLiteral("check-circle"), ColorRole::Ok};
            case CurveWords::Mood::Warning:
                return {QStringLiteral("diverged"), ColorRole::Warn};
            case CurveWords::Mood::Bad:
                return {QStringLiteral("failed"), ColorRole::Danger};
            case CurveWords::Mood::Waiting:
                break;
            }
            return {QStringLiteral("queued"), ColorRole::Text3};
        }();
        setIcon(m_icons[i], icon, role);
        m_words[i]->setText(lessonText(words.text));
    }
}

// --- Options ---

OptionButtons::OptionButtons(QWidget* parent) : QWidget(parent), m_rows(new QBoxLayout(QBoxLayout::TopToBottom, this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
}

void OptionButtons::setOptions(const std::vector<PredictionOption>& options)
{
    // The button that was clicked is still at work while its choice is shown.
    const bool same = options.size() == m_ids.size() &&
                      std::equal(options.begin(), options.end(), m_ids.begin(),
                                 [](const PredictionOption& option, const QString& id) { return toQt(option.id) == id; });
    if (same)
        return;
    clearLayout(m_rows);
    m_buttons.clear();
    m_ids.clear();
    m_texts.clear();
    std::size_t letters = 0;
    for (const PredictionOption& option : options)
        letters += option.text.size();
    m_rows->setDirection(letters <= kRowLetters ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (const PredictionOption& option : options) {
        QPushButton* button = makeButton(lessonText(option.text), ButtonKind::Secondary);
        button->setCheckable(true);
        const QString id = toQt(option.id);
        connect(button, &QPushButton::clicked, this, [this, id] { emit chosen(id); });
        m_rows->addWidget(button, 0, Qt::AlignLeft);
        m_buttons.push_back(button);
        m_ids.push_back(id);
        m_texts.push_back(button->text());
    }
    if (letters <= kRowLetters)
        m_rows->addStretch(1);
}

void OptionButtons::setChosen(const QString& chosen, Qt::CheckState locked, const QString& right)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        auto* button = static_cast<QPushButton*>(m_buttons[i]);
        const bool isChosen = m_ids[i] == chosen, isKnown = !right.isEmpty(), isRight = isKnown && m_ids[i] == right;
        // Once it is known, what came out stands out, not the guess.
        const bool standsOut = isKnown ? isRight : isChosen;
        button->setChecked(standsOut);
        setButtonKind(button, standsOut ? ButtonKind::Accent : ButtonKind::Secondary);
        button->setIcon(isRight ? themedIcon(QStringLiteral("check-circle"), ColorRole::Ok) : QIcon());
        button->setAttribute(Qt::WA_TransparentForMouseEvents, locked == Qt::Checked);
        button->setFocusPolicy(locked == Qt::Checked ? Qt::NoFocus : Qt::StrongFocus);
        const QString text = isRight && isChosen ? tr("%1: as you guessed")
                             : isRight           ? tr("%1: this is what came out")
                             : isChosen && isKnown ? tr("%1: your guess")
                                                   : QStringLiteral("%1");
        button->setText(text.arg(m_texts[i]));
        button->setAccessibleDescription(isChosen ? tr("your choice") : QString());
    }
}

} // namespace tunescope::ui
