// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/schedule_text.h"

#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"

namespace tunescope {
namespace {

constexpr std::string_view kHead = R"py(

def learning_rate(epoch, step, steps):
    """The schedule: @NAME@@WARM@."""
    done, total = (epoch - 1) * steps + step, @EPOCHS@ * steps
)py";

constexpr std::string_view kOneCycle = R"py(    share = min(1.0, done / max(1, total - 1))
    low, high, end = @RATE@ / 25, @RATE@, @RATE@ / 250000
    start, stop, part = (low, high, share / 0.3) if share <= 0.3 else (high, end, (share - 0.3) / 0.7)
    return stop + (start - stop) * (1 + math.cos(math.pi * part)) / 2
)py";

constexpr std::string_view kWarm = R"py(    warm = @WARMUP@ * steps
    if done < warm:
        return @RATE@ * (done + 1) / warm
)py";

constexpr std::string_view kPlateau = R"py(        if metrics["loss"] < plateau_best:
            plateau_best, plateau_waited = metrics["loss"], 0
        else:
            plateau_waited += 1
            if plateau_waited >= @STEP@:
                plateau_factor, plateau_waited = plateau_factor * @GAMMA@, 0
)py";

std::string body(const TrainingConfig& config)
{
    const std::string rate = numberText(config.learningRate);
    const std::string since = std::string("(epoch - 1 - ") + std::to_string(config.warmupEpochs) + ")";
    const std::string gamma = numberText(config.scheduleGamma);
    switch (config.schedule) {
    case Schedule::Step:
        return std::string("    return ") + rate + " * " + gamma + " ** (" + since + " // " +
               std::to_string(config.scheduleStep) + ")\n";
    case Schedule::Exponential:
        return std::string("    return ") + rate + " * " + gamma + " ** " + since + "\n";
    case Schedule::Cosine:
        return std::string("    return ") + rate +
               " * (1 + math.cos(math.pi * (done - warm) / max(1, total - warm))) / 2\n";
    default:
        return std::string("    return ") + rate + "\n";
    }
}

} // namespace

ScheduleText scheduleText(const TrainingConfig& config)
{
    const std::string rate = numberText(config.learningRate);
    ScheduleText text{{}, rate, {}, {}};
    if (config.schedule == Schedule::Constant && config.warmupEpochs == 0)
        return text;
    text.rate = "learning_rate(epoch, step, steps)";
    text.function = filled(
        kHead, {{"NAME", std::string(kindName(config.schedule, scheduleNames()))},
                {"WARM",
                 config.warmupEpochs > 0 && config.schedule != Schedule::OneCycle ? ", after a warm-up" : ""},
                {"EPOCHS", std::to_string(config.epochs)}});
    if (config.schedule == Schedule::OneCycle) {
        text.function += filled(kOneCycle, {{"RATE", rate}});
        return text;
    }
    text.function += filled(kWarm, {{"WARMUP", std::to_string(config.warmupEpochs)}, {"RATE", rate}});
    text.function += body(config);
    if (config.schedule == Schedule::Plateau) {
        // The warm-up is not stretched by the factor, which is 1 until an epoch failed to improve.
        text.rate += " * plateau_factor";
        text.before = "    plateau_best, plateau_waited, plateau_factor = math.inf, 0, 1.0\n";
        text.after = filled(kPlateau, {{"STEP", std::to_string(config.scheduleStep)},
                                       {"GAMMA", numberText(config.scheduleGamma)}});
    }
    return text;
}

} // namespace tunescope
