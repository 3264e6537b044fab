// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_model.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

namespace tunescope::ui {

/// Asks for something of the trial and epoch that are shown: one question at a time, the newest next. Trials
/// that still run are not asked about, because an answer trains them again up to the epoch.
class EpochQuestion : public QObject
{
    Q_OBJECT

public:
    /// `done` is called with every answer, on the window's thread.
    using Ask = std::function<void(int trial, int epoch, std::function<void()> done)>;

    EpochQuestion(StudyViewModel& study, ConfusionModel& epochs, Ask ask, QObject* parent = nullptr);

    enum class Active { No, Yes };
    void setActive(Active active); ///< Nothing is asked for a view that is not seen.
    void askAgain();               ///< The same trial and epoch, for another reason.

private:
    void update();

    StudyViewModel& m_study;
    ConfusionModel& m_epochs;
    Ask m_ask;
    Active m_active = Active::No;
    std::optional<std::pair<int, int>> m_answered; ///< Trial and epoch.
    std::optional<std::pair<int, int>> m_asked;
    int m_generation = 0; ///< Rises with every study; answers from before are void.
};

} // namespace tunescope::ui
