// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_source.h"
#include "ui/viewmodels/playback_model.h"
#include "ui/viewmodels/study_view_model.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace tunescope::ui {

/// Names of the classes; empty for regression and without a study.
[[nodiscard]] QStringList classNamesOf(const StudySnapshot* snapshot);
/// What a row of the data is called, in the plural: "digits" for the digits data, otherwise "samples".
[[nodiscard]] QString sampleNoun(const StudySnapshot* snapshot);

/// The confusion matrix of the followed trial: its newest epoch while it runs, its best one afterwards, or
/// the epoch that the reader or slow motion asks for. Matrices that are not in the snapshot are fetched and
/// kept.
class ConfusionModel : public QObject
{
    Q_OBJECT

public:
    /// `playback` may be null.
    ConfusionModel(StudyViewModel& study, PlaybackModel* playback, TrialDataSource source,
                   QObject* parent = nullptr);

    [[nodiscard]] const StudySnapshot* snapshot() const { return m_study.snapshot().get(); }
    [[nodiscard]] int trial() const { return m_trial; } ///< -1 = none.
    [[nodiscard]] int epoch() const { return m_epoch; } ///< Of the matrix shown.
    [[nodiscard]] int lastEpoch() const;                ///< The largest that can be asked for.
    [[nodiscard]] bool isLive() const;                  ///< Follows a running trial.
    /// Null while there is none; the last one stays while another is fetched.
    [[nodiscard]] const std::shared_ptr<const ConfusionMatrix>& matrix() const { return m_matrix; }
    [[nodiscard]] QStringList classNames() const { return classNamesOf(m_study.snapshot().get()); }
    [[nodiscard]] QString noun() const { return sampleNoun(m_study.snapshot().get()); }

    /// An epoch of the trial to stay at; no value = the newest or best again.
    void setEpoch(std::optional<int> epoch);
    [[nodiscard]] const std::optional<int>& chosenEpoch() const { return m_chosenEpoch; }

signals:
    void changed();

private:
    void update();
    [[nodiscard]] int trialToShow() const;
    void show(int epoch, std::shared_ptr<const ConfusionMatrix> matrix);
    void fetch(int epoch);

    StudyViewModel& m_study;
    PlaybackModel* m_playback;
    TrialDataSource m_source;
    int m_trial = -1;
    int m_epoch = 0;
    std::optional<int> m_chosenEpoch;
    std::shared_ptr<const ConfusionMatrix> m_matrix;
    std::map<std::pair<int, int>, std::shared_ptr<const ConfusionMatrix>> m_fetched; ///< By trial and epoch.
    std::optional<std::pair<int, int>> m_asked;
};

} // namespace tunescope::ui
