// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/run_strip_state.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tunescope::ui {

class BestScore;
class ElidedLabel;
class SlowMotionBox;
class TransportButton;

/// The 64 px at the bottom: transport, words, timeline of the workers, slow motion, time left, best score.
class RunStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RunStrip(QWidget* parent = nullptr);

    void setState(const RunStripState& state);
    [[nodiscard]] Timeline* timeline() const { return m_timeline; }
    [[nodiscard]] SlowMotionBox* slowMotion() const { return m_slow; }

signals:
    void startRequested();
    void pauseRequested();
    void resumeRequested();
    void stopRequested();
    void moreRequested();
    /// The best score was clicked.
    void bestClicked(qint64 trial);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void onTransport();
    void arrange();

    RunStripState m_state;
    TransportButton* m_transport;
    TransportButton* m_stop;
    ElidedLabel* m_headline;
    ElidedLabel* m_counts;
    Timeline* m_timeline;
    SlowMotionBox* m_slow;
    QPushButton* m_more;
    QLabel* m_time;
    QLabel* m_timeDetail;
    BestScore* m_best;
    QWidget* m_idle;
};

} // namespace tunescope::ui
