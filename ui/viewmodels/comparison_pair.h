// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_flips.h"
#include "ui/viewmodels/comparison_model.h"
#include "ui/viewmodels/confusion_source.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

namespace tunescope::ui {

/// Two of the compared trials, sample by sample: their answers on the validation rows and who flipped.
class ComparisonPair : public QObject
{
    Q_OBJECT

public:
    ComparisonPair(StudyViewModel& study, const ComparisonModel& comparison, TrialDataSource source,
                   QObject* parent = nullptr);

    /// Pins (0 = A) of the two; other ones are taken when a pin goes.
    void choose(int firstPin, int secondPin);
    [[nodiscard]] const std::array<ComparedTrial, 2>& trials() const { return m_trials; }
    [[nodiscard]] QString letter(std::size_t which) const; ///< "A"

    /// Answers at this epoch, for each trial at most its last one; no value = each at its best epoch.
    void setEpoch(std::optional<int> epoch);
    [[nodiscard]] const std::optional<int>& epoch() const { return m_epoch; }

    [[nodiscard]] bool isReady() const { return m_sets[0] && m_sets[1]; }
    [[nodiscard]] const PredictionSet& predictions(std::size_t which) const { return *m_sets[which]; }
    [[nodiscard]] const Flips& flips() const { return m_flips; }
    [[nodiscard]] ConfusionMatrix matrix(std::size_t which) const;
    /// Why there is nothing to show; empty while it is on its way.
    [[nodiscard]] const QString& fault() const { return m_fault; }

    /// Asks only while somebody looks.
    void setWatched(Qt::CheckState watched);

signals:
    void changed();

private:
    void followPins();
    void askSoon();
    void ask();
    void askOne(std::size_t which);
    [[nodiscard]] int epochFor(int trial) const;

    StudyViewModel& m_study;
    const ComparisonModel& m_comparison;
    TrialDataSource m_source;
    std::array<ComparedTrial, 2> m_trials;
    bool m_isChosen = false; ///< By the reader; otherwise it is the first and the last column.
    std::optional<int> m_epoch;
    std::array<std::optional<PredictionSet>, 2> m_sets;
    Flips m_flips;
    QString m_fault;
    QTimer m_askTimer;
    Qt::CheckState m_watched = Qt::Unchecked;
};

} // namespace tunescope::ui
