// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_model.h"
#include "ui/viewmodels/layer_health.h"

#include <QObject>
#include <QTimer>

namespace tunescope::ui {

/// The layers of the followed trial at the epoch that the shared slider shows. Reports are read in the
/// background: once for a trial that has ended, at most twice a second for one that runs.
class LayersModel : public QObject
{
    Q_OBJECT

public:
    LayersModel(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
                QObject* parent = nullptr);

    [[nodiscard]] const std::vector<LayerHealth>& layers() const { return m_layers; }
    [[nodiscard]] int trial() const { return m_epochs.trial(); }
    [[nodiscard]] int epoch() const { return m_shownEpoch; } ///< Of layers().
    /// What the layers say, or why there are none.
    [[nodiscard]] QString sentence() const;

    enum class Active { No, Yes };
    void setActive(Active active); ///< Nothing is read for a view that is not seen.

signals:
    void changed();

private:
    void update();
    void fetch();
    void take(int trial, Result<std::vector<EpochLayers>> answer);
    [[nodiscard]] QString reason() const;

    StudyViewModel& m_study;
    ConfusionModel& m_epochs;
    TrialDataSource m_source;
    Active m_active = Active::No;
    QTimer m_pause;   ///< Between two looks at a running trial.
    int m_asked = -1; ///< The trial that is being read.
    int m_read = -1;  ///< The trial whose reports are here.
    int m_readEpochs = 0;
    bool m_isUnreadable = false;
    std::vector<EpochLayers> m_reports;
    std::vector<LayerHealth> m_layers;
    int m_shownEpoch = 0;
};

} // namespace tunescope::ui
