// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/myths/myth_lab.h"
#include "ui/viewmodels/background_job.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tunescope::ui {

/// The myth lab: a claim, the student's guess, an experiment that can break it, and what came of it.
class MythModel : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Asked, Running, Done, Failed };

    MythModel(MythTexts texts, int workers, QObject* parent = nullptr, MythRequest::Size size = MythRequest::Size::Full);
    ~MythModel() override;

    [[nodiscard]] const std::vector<MythText>& myths() const { return m_texts.myths; }
    [[nodiscard]] int current() const { return m_current; } ///< -1 = none is shown.
    [[nodiscard]] const MythText& myth() const { return m_texts.myths.at(static_cast<std::size_t>(m_current)); }
    void setCurrent(int index);

    [[nodiscard]] Phase phase() const { return state().phase; }
    [[nodiscard]] QString choice() const { return state().choice; }
    [[nodiscard]] const std::optional<MythResult>& result() const { return state().result; }
    [[nodiscard]] const std::optional<Error>& fault() const { return state().fault; }
    [[nodiscard]] double progress() const { return m_share ? m_share->load() : 0.0; } ///< 0..1 of the one that runs.
    [[nodiscard]] bool isRunning() const { return m_running >= 0; }
    [[nodiscard]] bool isDone(int index) const { return m_states.at(static_cast<std::size_t>(index)).phase == Phase::Done; }
    [[nodiscard]] bool canRun() const;

    /// Until it has run; a guess afterwards would be none.
    void choose(const QString& option);
    /// Once more runs with another seed.
    void run();
    void stop();

signals:
    void currentChanged();
    void changed();
    void progressed();

private:
    struct State {
        Phase phase = Phase::Asked;
        QString choice;
        std::optional<MythResult> result;
        std::optional<Error> fault;
        std::uint64_t seed = 0;
    };
    [[nodiscard]] const State& state() const { return m_states.at(static_cast<std::size_t>(m_current)); }
    [[nodiscard]] State& state() { return m_states.at(static_cast<std::size_t>(m_current)); }

    MythTexts m_texts;
    int m_workers;
    MythRequest::Size m_size;
    std::vector<State> m_states;
    int m_current = -1;
    int m_running = -1;
    std::shared_ptr<MythLab> m_lab = std::make_shared<MythLab>();
    std::shared_ptr<std::atomic<double>> m_share;
    std::stop_source m_stop;
    QTimer m_look; ///< At the progress, while one runs.
    BackgroundJobs m_jobs; ///< Last: its threads end before what they use.
};

} // namespace tunescope::ui
