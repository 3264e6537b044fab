// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/trial_reason.h"

#include "core/metrics/metric_registry.h"
#include "core/search/prune_text.h"

namespace tunescope {

TrialReason completedReason(int epochs)
{
    return {"completed", "Trained all " + std::to_string(epochs) + (epochs == 1 ? " epoch." : " epochs."), std::nullopt, epochs};
}

TrialReason earlyStoppingReason(int epoch, int bestEpoch, int patience)
{
    return {"early_stopping",
            "Stopped at epoch " + std::to_string(epoch) + ": nothing better than epoch " + std::to_string(bestEpoch) + " for " +
                std::to_string(patience) + (patience == 1 ? " epoch." : " epochs."),
            std::nullopt, epoch};
}

TrialReason prunedReason(const PruneReason& prune, std::string_view metric)
{
    const MetricEntry* entry = findMetric(metric);
    const std::string_view title = entry ? entry->title : metric;
    const std::string text = pruneText(prune, title, entry && entry->isShare);
    return {std::string(pruneKindName(prune.kind)), text, prune, prune.step};
}

TrialReason divergedReason(int epoch, std::int64_t step, const std::string& layer)
{
    std::string text = "At step " + std::to_string(step) + ", in epoch " + std::to_string(epoch);
    if (layer.empty())
        text += ", the loss had grown to more than 1,000 times what it began with.";
    else if (layer == "loss")
        text += ", the loss was no longer a finite number.";
    else
        text += ", the loss was no longer a finite number; the outputs of " + layer + " were the first to overflow.";
    return {"diverged", text, std::nullopt, epoch, step, layer};
}

TrialReason failedReason(const Error& error)
{
    return {"failed", errorText(error)};
}

TrialReason stoppedByHandReason(int epoch)
{
    return {"stopped_by_hand", "Stopped by hand after epoch " + std::to_string(epoch) + ".", std::nullopt, epoch};
}

} // namespace tunescope
