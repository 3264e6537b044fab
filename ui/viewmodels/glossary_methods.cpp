// SPDX-License-Identifier: GPL-3.0-or-later
// What the glossary says about every sampler and pruner.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kSamplerTexts[]{
    {"auto", nullptr, "bayesian", "quest", "sampler:gp sampler:tpe",
     QT_TRANSLATE_NOOP("glossary",
                       "Leaves the choice to the program: a Gaussian process for the first 300 trials, then "
                       "TPE.\nIt changes at a count of trials, never by the clock, so that a search can be "
                       "repeated.\nThe best start for almost every search.")},
    {"grid", nullptr, "search:grid", "quest", "sampler:random sampler:sobol",
     QT_TRANSLATE_NOOP("glossary",
                       "Tries every combination of the listed values.\nEasy to read in tables, and complete "
                       "when it ends.\nThe number of trials multiplies with every setting: ten values of "
                       "four settings are 10,000.")},
    {"random", nullptr, "search", "quest", "sampler:grid sampler:sobol",
     QT_TRANSLATE_NOOP("glossary",
                       "Draws every setting by chance from its range.\nNo trial repeats a value of the "
                       "setting that matters, as a grid does.\nAfter 60 trials one of the best 5 % was hit "
                       "with a chance of 95 %.")},
    {"sobol", nullptr, "search:sobol", "quest", "sampler:halton sampler:random",
     QT_TRANSLATE_NOOP("glossary",
                       "Spreads trials evenly over the whole space by a Sobol sequence.\nIt leaves fewer "
                       "holes and clumps than chance does.\nIt learns nothing from results.")},
    {"halton", nullptr, "search:sobol", "quest", "sampler:sobol",
     QT_TRANSLATE_NOOP("glossary",
                       "Spreads trials evenly by a Halton sequence, for any number of trials.\nLess even "
                       "than Sobol with many settings.\nIt learns nothing from results.")},
    {"gp", nullptr, "bayesian", "quest", "sampler:tpe term:acquisition",
     QT_TRANSLATE_NOOP("glossary",
                       "Bayesian optimisation: a Gaussian process learns the score as a smooth function "
                       "with an uncertainty.\nThe next trial is where a gain is to be expected: high, or "
                       "still unknown.\nThe best choice up to a few hundred trials.")},
    {"tpe", nullptr, "density", "quest", "sampler:gp sampler:motpe",
     QT_TRANSLATE_NOOP("glossary",
                       "Models where good trials lie and where the others lie, and tries what fits the "
                       "first and not the second.\nQuick for thousands of trials and at home with choices "
                       "and conditions.\nSource: Bergstra et al. 2011.")},
    {"motpe", nullptr, "pareto", "quest", "sampler:tpe sampler:nsga2",
     QT_TRANSLATE_NOOP("glossary",
                       "TPE for several scores: good trials are those that no other beats in all of "
                       "them.\nLooks for the best trade-offs.\nWith one score it is TPE.")},
    {"ga", nullptr, "genetic", "quest", "sampler:de sampler:nsga2",
     QT_TRANSLATE_NOOP("glossary",
                       "Lets the best trials have children: settings are crossed and changed a "
                       "little.\nSimple to follow and at home in any space.\nIt needs hundreds of trials to "
                       "become sharp.")},
    {"de", nullptr, "genetic", "quest", "sampler:ga sampler:cmaes",
     QT_TRANSLATE_NOOP("glossary",
                       "Differential evolution: moves a trial along the difference of two others.\nSteps "
                       "become smaller as the trials come together.\nRobust on numbers of any scale, slow "
                       "at first.")},
    {"cmaes", nullptr, "cmaes", "quest", "sampler:de sampler:gp",
     QT_TRANSLATE_NOOP("glossary",
                       "Learns a cloud of good settings, its size and its direction, and draws from "
                       "it.\nExcellent on many numbers with hundreds of trials.\nToo slow to learn for "
                       "fewer than fifty.")},
    {"anneal", nullptr, "anneal", "quest", "sampler:random",
     QT_TRANSLATE_NOOP("glossary",
                       "Walks from trial to trial, at first also to worse ones, later only to better "
                       "ones.\nEasy to watch and quick near a good start.\nOne walk can settle in the wrong "
                       "valley.")},
    {"nsga2", nullptr, "pareto", "quest", "sampler:ga sampler:motpe",
     QT_TRANSLATE_NOOP("glossary",
                       "Evolves a front of trade-offs between several scores.\nIt shows what each gain "
                       "costs in another score.\nIt needs hundreds of trials.")},
};

constexpr GlossaryText kPrunerTexts[]{
    {"median", nullptr, "pruning", "", "pruner:percentile term:pruned",
     QT_TRANSLATE_NOOP("glossary",
                       "Stops a trial that is worse than half of the finished ones were at the same "
                       "epoch.\nSafe and easy to check by eye on the curves.\nTrials that start slowly and "
                       "end well suffer.")},
    {"percentile", nullptr, "pruning", "", "pruner:median",
     QT_TRANSLATE_NOOP("glossary",
                       "Stops a trial that falls behind a chosen share of the finished ones at the same "
                       "epoch.\nAs gentle or strict as that share.\nLate starters suffer here too.")},
    {"asha", nullptr, "rungs", "", "pruner:hyperband term:rung",
     QT_TRANSLATE_NOOP("glossary",
                       "Successive halving: at a few epochs only the best third goes on, each time three "
                       "times as far.\nSaves the most time.\nDecides early on little, so the first decision "
                       "should not come too soon.")},
    {"hyperband", nullptr, "rungs", "", "pruner:asha",
     QT_TRANSLATE_NOOP("glossary",
                       "Runs successive halving with early and with late first decisions side by "
                       "side.\nSafer where late starters win.\nSaves less time than the strictest of them "
                       "alone.")},
    {"extrapolate", nullptr, "extrapolate", "", "pruner:patience",
     QT_TRANSLATE_NOOP("glossary",
                       "Extends each learning curve to its last epoch and stops it if it will hardly become "
                       "the best.\nForgives slow starters.\nNeeds a few finished trials first.")},
    {"patience", nullptr, "early_stopping", "", "setting:patience",
     QT_TRANSLATE_NOOP("glossary",
                       "Stops a trial that has stopped improving, whatever the others did.\nSaves the flat "
                       "end of curves.\nNever sees that a trial is hopeless.")},
    {"threshold", nullptr, "pruning:threshold", "", "pruner:median",
     QT_TRANSLATE_NOOP("glossary",
                       "Stops a trial that reports a value outside bounds that you set.\nSimple and "
                       "exact.\nYou must know the bounds.")},
};

} // namespace

std::span<const GlossaryText> glossarySamplers()
{
    return kSamplerTexts;
}

std::span<const GlossaryText> glossaryPruners()
{
    return kPrunerTexts;
}

} // namespace tunescope::ui
