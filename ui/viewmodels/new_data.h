// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retuning.h"
#include "ui/viewmodels/best_model_ports.h"
#include "ui/viewmodels/value_text.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace tunescope::ui {

class ProjectController;
class StudyViewModel;

/// What "New data" asks of the open project; the first two are blocking.
struct NewDataPorts {
    BackgroundRunner inBackground = {};
    std::function<Result<DataChange>(const std::string& source)> compare = {};
    std::function<Result<StudyConfig>(const std::string& source, RetuneStart start)> spec = {};
    std::function<void(const StudyConfig& spec)> apply = {}; ///< Into the draft, as one undoable step.
    std::function<QString()> source = {};                    ///< Where the study's own data come from.
};

/// Data that have changed since the study was made: whether they have, what the best trial scores on them without being
/// trained, and a search that tunes anew on them.
class NewDataModel : public QObject
{
    Q_OBJECT

public:
    enum class State { Waiting, Looking, Same, Changed, Failed };

    NewDataModel(StudyViewModel& study, NewDataPorts ports, QObject* parent = nullptr);

    void compare(const QString& source);
    void tune(RetuneStart start);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const DataChange& change() const { return m_change; }
    [[nodiscard]] const QString& fault() const { return m_fault; }
    [[nodiscard]] const QString& source() const { return m_source; }
    [[nodiscard]] QString studySource() const { return m_ports.source ? m_ports.source() : QString(); }
    [[nodiscard]] MetricStyle metric() const;

signals:
    void changed();
    void tuned(); ///< The draft is the new search now.

private:
    StudyViewModel& m_study;
    NewDataPorts m_ports;
    State m_state = State::Waiting;
    DataChange m_change;
    QString m_fault;
    QString m_source;
    quint64 m_number = 0;
};

[[nodiscard]] NewDataPorts newDataPortsOf(ProjectController& project);

} // namespace tunescope::ui
