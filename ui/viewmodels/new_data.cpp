// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/new_data.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QPointer>

#include <memory>

namespace tunescope::ui {

NewDataModel::NewDataModel(StudyViewModel& study, NewDataPorts ports, QObject* parent)
    : QObject(parent)
    , m_study(study)
    , m_ports(std::move(ports))
{
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        ++m_number;
        m_state = State::Waiting;
        m_change = {};
        m_source.clear();
        emit changed();
    });
}

MetricStyle NewDataModel::metric() const
{
    return metricStyleOf(m_study.snapshot().get());
}

void NewDataModel::compare(const QString& source)
{
    if (source.trimmed().isEmpty() || !m_ports.compare || !m_study.snapshot())
        return;
    m_source = source.trimmed();
    m_state = State::Looking;
    emit changed();
    m_ports.inBackground("new data", [self = QPointer<NewDataModel>(this), compare = m_ports.compare, source = toStd(m_source),
                                      number = ++m_number]() -> std::function<void()> {
        const auto change = std::make_shared<Result<DataChange>>(compare(source));
        return [self, change, number] {
            if (!self || self->m_number != number)
                return;
            if (*change) {
                self->m_change = **change;
                self->m_state = State::Changed;
            } else {
                const bool isSame = change->error().code == ErrorCode::RetuneSameData;
                self->m_state = isSame ? State::Same : State::Failed;
                self->m_fault = errorSentence(change->error());
            }
            emit self->changed();
        };
    });
}

void NewDataModel::tune(RetuneStart start)
{
    if (m_state != State::Changed || !m_ports.spec)
        return;
    m_ports.inBackground("new spec", [self = QPointer<NewDataModel>(this), spec = m_ports.spec, source = toStd(m_source),
                                      start]() -> std::function<void()> {
        const auto config = std::make_shared<Result<StudyConfig>>(spec(source, start));
        return [self, config] {
            if (!self)
                return;
            if (*config) {
                self->m_ports.apply(**config);
                emit self->tuned();
                return;
            }
            self->m_fault = errorSentence(config->error());
            self->m_state = State::Failed;
            emit self->changed();
        };
    });
}

NewDataPorts newDataPortsOf(ProjectController& project)
{
    StudyService* service = &project.service();
    return {.inBackground = backgroundOf(project),
            .compare = [service](const std::string& source) { return service->compareData(source); },
            .spec = [service](const std::string& source, RetuneStart start) -> Result<StudyConfig> {
                const auto study = service->stored();
                if (!study)
                    return fail(study.error());
                DataSpec data = study->config.data;
                data.source = source;
                data.excludedRows.clear(); // They are numbers of rows of the old data.
                return retuningSpec(*study, data, start);
            },
            .apply = [&project](const StudyConfig& spec) { project.setDraft(spec, NewDataModel::tr("Tune on new data")); },
            .source = [&project] {
                const StudySnapshotPtr& snapshot = project.study().snapshot();
                return snapshot && snapshot->config ? toQt(snapshot->config->data.source) : QString();
            }};
}

} // namespace tunescope::ui
