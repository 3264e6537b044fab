// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/texts_card.h"

#include "ui/pages/data/page_parts.h"
#include "ui/pages/run/epoch_row.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glossary_topic.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kUsualTemperature = 8; ///< Tenths.

} // namespace

TextsCard::TextsCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source, QWidget* parent)
    : Card(tr("Invented texts"), CardHead::Ruled, parent)
    , m_source(std::move(source))
    , m_question(new EpochQuestion(
          study, epochs, [this](int trial, int epoch, const auto& done) { ask(trial, epoch, done); }, this))
    , m_list(new TextList)
    , m_stack(new QStackedWidget)
    , m_chip(new Chip({}))
    , m_more(makeButton(tr("Ten more"), ButtonKind::Secondary, QStringLiteral("dice"), ButtonSize::Small))
    , m_temperature(new QSlider(Qt::Horizontal))
    , m_temperatureText(textLabel({}, TextStyle::Caption, ColorRole::Text3))
    , m_summary(textLabel({}, TextStyle::Caption, ColorRole::Text3))
{
    setGlossaryTopic(*this, QStringLiteral("metric:perplexity"));
    addTitleWidget(m_chip);
    m_chip->hide();
    m_more->setToolTip(tr("The same network, other draws"));
    addHeadWidget(m_more);
    body()->setContentsMargins(8, 0, 8, 6);
    body()->setSpacing(4);
    QWidget* scroll = scrolled(m_list);
    m_stack->addWidget(scroll);
    QLabel* none =
        textLabel(tr("Texts appear when the first trial has ended."), TextStyle::Body, ColorRole::Text3);
    none->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(none);
    m_stack->setCurrentIndex(1);
    body()->addWidget(m_stack, 1);
    m_summary->setContentsMargins(6, 2, 6, 0);
    body()->addWidget(m_summary);
    body()->addWidget(new EpochRow(epochs));
    body()->addWidget(makeTemperature());
    connect(m_more, &QPushButton::clicked, this, [this] {
        ++m_seed;
        m_question->askAgain();
    });
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_list->setTexts({});
        m_stack->setCurrentIndex(1);
        m_chip->hide();
        m_summary->clear();
    });
}

QWidget* TextsCard::makeTemperature()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(textLabel(tr("Temperature"), TextStyle::Caption, ColorRole::Text3));
    m_temperature->setObjectName(QStringLiteral("temperature"));
    m_temperature->setRange(1, 20);
    m_temperature->setValue(kUsualTemperature);
    m_temperature->setAccessibleName(tr("Temperature"));
    m_temperature->setToolTip(tr("Low: always what is likeliest. High: more daring, more mistakes."));
    layout->addWidget(m_temperature, 1);
    m_temperatureText->setMinimumWidth(48);
    m_temperatureText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_temperatureText);
    const auto show = [this](int tenths) {
        m_temperatureText->setText(QString::number(tenths / 10.0, 'f', 1));
    };
    show(kUsualTemperature);
    connect(m_temperature, &QSlider::valueChanged, this, [this, show](int tenths) {
        show(tenths);
        m_question->askAgain();
    });
    return row;
}

void TextsCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_question->setActive(EpochQuestion::Active::Yes);
}

void TextsCard::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_question->setActive(EpochQuestion::Active::No);
}

void TextsCard::ask(int trial, int epoch, const std::function<void()>& done)
{
    if (!m_source.texts)
        return;
    const TextRequest request{.temperature = m_temperature->value() / 10.0, .seed = m_seed};
    m_source.texts("texts", trial, epoch, request,
                   [self = QPointer(this), done, request](const Result<WrittenTexts>& answer) {
                       if (self && answer)
                           self->take(*answer);
                       done();
                       // The slider may have moved on while the network wrote.
                       if (self && (request.temperature != self->m_temperature->value() / 10.0 ||
                                    request.seed != self->m_seed))
                           self->m_question->askAgain();
                   });
}

void TextsCard::take(const WrittenTexts& texts)
{
    m_chip->setText(tr("trial %1, epoch %2").arg(texts.trial).arg(texts.epoch));
    m_chip->show();
    const auto fresh = std::count_if(texts.texts.begin(), texts.texts.end(), [](const WrittenText& text) {
        return text.origin == WrittenText::Origin::New;
    });
    m_summary->setText(tr("%1 of %2 are new. Orange: the network was unsure of the letter.")
                           .arg(fresh)
                           .arg(texts.texts.size()));
    m_list->setTexts(texts.texts);
    m_stack->setCurrentIndex(texts.texts.empty() ? 1 : 0);
}

} // namespace tunescope::ui
