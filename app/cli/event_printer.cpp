// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/event_printer.h"

#include "app/cli/console.h"
#include "core/export/report_json.h"

namespace tunescope::cli {

void EventPrinter::onTrialStarted(const TrialStart& trial)
{
    print(printTrialStarted(trial) + "\n");
}

void EventPrinter::onEpoch(const EpochRecord& record)
{
    print(printEpoch(record, m_metricNames) + "\n");
}

void EventPrinter::onTrialTold(int trial, const TrialOutcome& outcome)
{
    print(printTrialFinished(trial, outcome) + "\n");
}

void EventPrinter::printStudyFinished(const StudySnapshot& study)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "study_finished");
    if (study.best >= 0) {
        json.integerField("best", study.best);
        json.numberField("value", study.trial(static_cast<std::size_t>(study.best)).outcome.value);
    } else {
        json.nullField("best");
        json.nullField("value");
    }
    json.integerField("complete", study.counts.complete);
    json.integerField("pruned", study.counts.pruned);
    json.integerField("diverged", study.counts.diverged);
    json.integerField("failed", study.counts.failed);
    json.integerField("cancelled", study.counts.cancelled);
    if (study.stopped) {
        json.key("reason");
        json.beginObject();
        json.textField("kind", stopKindName(study.stopped->kind));
        json.textField("text", stopText(*study.stopped));
        json.endObject();
    }
    json.numberField("run_seconds", study.runSeconds);
    json.endObject();
    print(json.take() + "\n");
}

} // namespace tunescope::cli
