// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/run_strip.h"

#include "ui/shell/best_score.h"
#include "ui/shell/slow_motion_box.h"
#include "ui/shell/transport_button.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kWordsWidth = 210;
constexpr int kNarrow = 1200; ///< Below, the best score leaves the strip.

QVBoxLayout* stacked(QLabel* upper, QLabel* lower)
{
    setTextStyle(upper, TextStyle::Card);
    setTextStyle(lower, TextStyle::Caption);
    setTone(lower, ColorRole::Text3);
    auto* layout = new QVBoxLayout;
    layout->setSpacing(1);
    layout->addStretch(1);
    layout->addWidget(upper);
    layout->addWidget(lower);
    layout->addStretch(1);
    return layout;
}

/// The engine line of the idle strip: processor icon and words.
QWidget* makeEngineLine(QLabel*& words)
{
    auto* line = new QWidget;
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    auto* icon = makeIconButton(QStringLiteral("cpu"), RunStrip::tr("Engine"));
    icon->setFocusPolicy(Qt::NoFocus);
    icon->setAttribute(Qt::WA_TransparentForMouseEvents);
    words = new QLabel;
    words->setObjectName(QStringLiteral("engine"));
    setTextStyle(words, TextStyle::Table);
    setTone(words, ColorRole::Text3);
    layout->addWidget(icon);
    layout->addWidget(words);
    return line;
}

} // namespace

RunStrip::RunStrip(QWidget* parent)
    : QWidget(parent)
    , m_transport(new TransportButton(TransportLook::Filled))
    , m_stop(new TransportButton(TransportLook::Outlined))
    , m_headline(new ElidedLabel)
    , m_counts(new ElidedLabel)
    , m_timeline(new Timeline)
    , m_slow(new SlowMotionBox)
    , m_more(makeButton({}, ButtonKind::Secondary, QStringLiteral("plus")))
    , m_time(new QLabel)
    , m_timeDetail(new QLabel)
    , m_best(new BestScore)
    , m_idle(nullptr)
{
    setFixedHeight(themeOf(this).metrics.strip);
    setAccessibleName(tr("Run strip"));
    m_stop->setFace(QStringLiteral("stop"), tr("Stop"), QStringLiteral("Ctrl+Shift+."));
    m_time->setAlignment(Qt::AlignRight);
    m_timeDetail->setAlignment(Qt::AlignRight);
    QLabel* engine = nullptr;
    m_idle = makeEngineLine(engine);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 1, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_transport);
    layout->addWidget(m_stop);
    layout->addSpacing(6);
    layout->addLayout(stacked(m_headline, m_counts));
    layout->addSpacing(14);
    layout->addWidget(m_timeline, 1);
    layout->addStretch();
    layout->addSpacing(8);
    layout->addWidget(m_slow);
    layout->addWidget(m_more);
    layout->addSpacing(8);
    layout->addLayout(stacked(m_time, m_timeDetail));
    layout->addWidget(m_best);
    layout->addWidget(m_idle);
    connect(m_transport, &QAbstractButton::clicked, this, &RunStrip::onTransport);
    connect(m_stop, &QAbstractButton::clicked, this, &RunStrip::stopRequested);
    connect(m_more, &QAbstractButton::clicked, this, &RunStrip::moreRequested);
    connect(m_best, &QAbstractButton::clicked, this, [this] { emit bestClicked(m_state.bestTrial); });
    setState({});
}

void RunStrip::setState(const RunStripState& state)
{
    m_state = state;
    const bool running = state.phase == RunPhase::Running;
    const bool paused = state.phase == RunPhase::Paused;
    if (running)
        m_transport->setFace(QStringLiteral("pause"), tr("Pause"), QStringLiteral("Ctrl+."));
    else
        m_transport->setFace(QStringLiteral("play"), paused ? tr("Resume") : tr("Start"),
                             QStringLiteral("Ctrl+Enter"));
    m_transport->setEnabled(state.canStart && state.phase != RunPhase::Stopping);
    m_headline->setText(state.headline);
    setTone(m_headline, paused ? ColorRole::Paused : ColorRole::Text);
    m_counts->setText(state.counts);
    m_time->setText(state.timeLeft);
    m_timeDetail->setText(state.timeDetail);
    m_more->setText(QStringLiteral(" ") + state.moreText);
    m_idle->findChild<QLabel*>(QStringLiteral("engine"))->setText(state.engine);
    arrange();
}

void RunStrip::onTransport()
{
    switch (m_state.phase) {
    case RunPhase::Idle:
    case RunPhase::Finished:
        emit startRequested();
        break;
    case RunPhase::Running:
        emit pauseRequested();
        break;
    case RunPhase::Paused:
        emit resumeRequested();
        break;
    case RunPhase::Stopping:
        break;
    }
}

void RunStrip::arrange()
{
    const RunPhase phase = m_state.phase;
    const bool idle = phase == RunPhase::Idle;
    const bool active =
        phase == RunPhase::Running || phase == RunPhase::Paused || phase == RunPhase::Stopping;
    const bool narrow = width() < kNarrow;
    m_stop->setVisible(active);
    m_stop->setEnabled(phase != RunPhase::Stopping);
    m_timeline->setVisible(!idle && m_state.showTimeline);
    // With large text in a small window the timeline needs the room; Shift+Space stays.
    m_slow->setVisible(!idle && width() >= themeOf(this).scaled(1000));
    m_more->setVisible(!m_state.moreText.isEmpty() && !narrow && !active);
    m_time->setVisible(!m_state.timeLeft.isEmpty());
    m_timeDetail->setVisible(!m_state.timeDetail.isEmpty());
    // The best score stays in every window; a small one has fewer words for it.
    const bool isShort = narrow && phase != RunPhase::Finished && m_state.bestTrial >= 0;
    m_best->setScore(m_state.bestScore, isShort ? tr("trial %1").arg(m_state.bestTrial) : m_state.bestDetail);
    m_best->setVisible(!m_state.bestScore.isEmpty());
    m_idle->setVisible(idle && !m_state.engine.isEmpty());
    // Fixed, so that the timeline does not move with every count; free when nothing stands beside it.
    const int words = idle ? std::max(kWordsWidth, width() - (m_idle->isVisible() ? 420 : 120))
                           : themeOf(this).scaled(kWordsWidth);
    m_headline->setFixedWidth(words);
    m_counts->setFixedWidth(words);
}

void RunStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(0, 0, width(), 0);
}

void RunStrip::resizeEvent(QResizeEvent*)
{
    arrange();
}

} // namespace tunescope::ui
