// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the program, B: how scores are measured and trials are chosen.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kMoreTermTexts[]{
    {"validation_part", QT_TRANSLATE_NOOP("glossary", "Validation part"), "split", "",
     "term:training_part term:optimism",
     QT_TRANSLATE_NOOP("glossary",
                       "The samples by which trials are compared.\nNo weight is learned from them, but "
                       "choosing the best trial by them uses them too.\nSo the winner's score is a little "
                       "too good.")},
    {"test_vault", QT_TRANSLATE_NOOP("glossary", "Test vault"), "split", "quest",
     "term:validation_part term:optimism",
     QT_TRANSLATE_NOOP("glossary",
                       "Samples that neither training nor search ever sees.\nOpen it once, for the trial "
                       "that you chose; each look is recorded for ever.\nLooking often makes it another "
                       "validation part.")},
    {"protocol", QT_TRANSLATE_NOOP("glossary", "Protocol"), "split", "", "term:fold term:validation_part",
     QT_TRANSLATE_NOOP("glossary",
                       "How scores are measured: which samples train, which compare, which metric, how many "
                       "repeats.\nScores of different protocols cannot be compared.")},
    {"fold", QT_TRANSLATE_NOOP("glossary", "Fold"), "kfold", "", "term:run term:protocol",
     QT_TRANSLATE_NOOP("glossary",
                       "One of k equal parts of the data.\nIn k-fold cross-validation each part is the "
                       "validation part once, and the score is the mean.\nIt costs k times as much and "
                       "hangs less on one lucky split.")},
    {"stratified", QT_TRANSLATE_NOOP("glossary", "Stratified"), "split", "", "term:fold",
     QT_TRANSLATE_NOOP("glossary",
                       "Every part has the classes in the same shares as the whole.\nWithout it, a rare "
                       "class may be missing from a part by chance.")},
    {"time_ordered", QT_TRANSLATE_NOOP("glossary", "Time-ordered split"), "time_split", "momentum",
     "term:fold",
     QT_TRANSLATE_NOOP("glossary",
                       "Validation always comes after training in time.\nA shuffled split would let the "
                       "network look into the future.\nFolds move forward through the series.")},
    {"baseline", QT_TRANSLATE_NOOP("glossary", "Baseline"), "baseline", "", "metric:accuracy metric:r2",
     QT_TRANSLATE_NOOP("glossary",
                       "What can be had without a network: always the largest class or the mean, and a "
                       "linear model.\nA score below it means that nothing was learned.\nIt is drawn in the "
                       "curves.")},
    {"confidence_interval", QT_TRANSLATE_NOOP("glossary", "Confidence interval"), "luck", "quest",
     "term:seed term:tie",
     QT_TRANSLATE_NOOP("glossary",
                       "A range made so that it holds the true mean in 95 of 100 such experiments.\nMore "
                       "seeds make it narrower.\nTwo trials whose difference has an interval around 0 "
                       "cannot be told apart.")},
    {"tie", QT_TRANSLATE_NOOP("glossary", "Tie"), "luck", "", "term:confidence_interval",
     QT_TRANSLATE_NOOP("glossary",
                       "Trials that cannot be told apart with the seeds that were run.\nAmong them take the "
                       "simplest or the quickest.")},
    {"optimism", QT_TRANSLATE_NOOP("glossary", "Optimism"), "luck", "",
     "term:test_vault term:confidence_interval",
     QT_TRANSLATE_NOOP("glossary",
                       "The best of many scores is partly the luckiest.\nThe more trials, the more the "
                       "winner's validation score promises too much.\nNew seeds, nested evaluation or the "
                       "test vault show the rest.")},
    {"importance", QT_TRANSLATE_NOOP("glossary", "Importance"), "importance", "quest", "chart:ImportanceBars",
     QT_TRANSLATE_NOOP("glossary",
                       "How much of the differences between scores a setting explains in the ranges "
                       "searched.\nA narrow range makes any setting unimportant.\nWith few trials it is "
                       "rough.")},
    {"acquisition", QT_TRANSLATE_NOOP("glossary", "Expected gain"), "bayesian", "",
     "sampler:gp chart:OutlookChart",
     QT_TRANSLATE_NOOP("glossary",
                       "What a model-based search hopes to win at a place: high guesses and unknown places "
                       "both count.\nThe next trial goes where it is largest.")},
    {"rung", QT_TRANSLATE_NOOP("glossary", "Rung"), "rungs", "", "pruner:asha",
     QT_TRANSLATE_NOOP("glossary",
                       "An epoch at which trials are compared and only the best third goes on.\nRungs are "
                       "three times as far apart each time.")},
    {"pareto", QT_TRANSLATE_NOOP("glossary", "Pareto front"), "pareto", "network-size", "sampler:nsga2",
     QT_TRANSLATE_NOOP("glossary",
                       "The trials that no other beats in every score.\nOn it, each gain in one score costs "
                       "something in another.")},
    {"worker", QT_TRANSLATE_NOOP("glossary", "Worker"), "timeline", "", "chart:Timeline",
     QT_TRANSLATE_NOOP("glossary",
                       "One trial at a time is trained on each.\nMore workers finish sooner; results stay "
                       "the same.")},
    {"threshold", QT_TRANSLATE_NOOP("glossary", "Threshold"), "threshold", "activation",
     "chart:ScoreThresholdPlot metric:precision metric:recall",
     QT_TRANSLATE_NOOP("glossary",
                       "From which score on the answer is yes.\nLower finds more and raises more false "
                       "alarms.\nChoose it by what a miss and a false alarm cost.")},
    {"feature", QT_TRANSLATE_NOOP("glossary", "Feature"), "encoding", "", "setting:scaling",
     QT_TRANSLATE_NOOP("glossary",
                       "One column of the input, or a number made from it.\nNo setting makes up for a "
                       "feature that is missing.")},
    {"budget", QT_TRANSLATE_NOOP("glossary", "Budget"), "history", "", "term:trial",
     QT_TRANSLATE_NOOP("glossary",
                       "How many trials or how much time a stage may use.\nWith a budget of time, results "
                       "hang on the machine's speed.")},
    {"narrow", QT_TRANSLATE_NOOP("glossary", "Narrowing"), "narrowing", "quest", "term:search_space",
     QT_TRANSLATE_NOOP("glossary",
                       "Continuing with ranges around the best quarter of the trials: coarse first, then "
                       "fine.\nAn end that good trials press against should be widened instead.")},
    {"preset", QT_TRANSLATE_NOOP("glossary", "Preset"), "narrowing", "", "term:search_space term:narrow",
     QT_TRANSLATE_NOOP("glossary",
                       "Settings or ranges kept under a name, with the reason why they are good, bad or worth "
                       "searching.\nApplying one replaces all settings of the search; undo brings them back.")},
    {"twin", QT_TRANSLATE_NOOP("glossary", "Twin"), "pinned", "", "term:seed",
     QT_TRANSLATE_NOOP("glossary",
                       "A trial with one setting changed and all chance kept: same first weights, same "
                       "order.\nWhat differs comes from that change alone.")},
    {"autoencoder", QT_TRANSLATE_NOOP("glossary", "Autoencoder"), "autoencoder", "network-size",
     "metric:recall_at_fpr",
     QT_TRANSLATE_NOOP("glossary",
                       "A network that has to rebuild its input through a narrow middle.\nIt rebuilds what "
                       "is usual; where the error is large, the row is unusual.")},
    {"strategy", QT_TRANSLATE_NOOP("glossary", "Strategy"), "search", "quest", "sampler:auto",
     QT_TRANSLATE_NOOP("glossary", "How the next trial is chosen: by plan, by chance, or from the results so "
                                   "far.\nStrategies that learn pay off when trials are expensive.")},
    {"stopping_rule", QT_TRANSLATE_NOOP("glossary", "Stopping rule"), "pruning", "",
     "pruner:median pruner:asha",
     QT_TRANSLATE_NOOP("glossary",
                       "Which trials are stopped before their last epoch.\nIt saves time, at the risk of "
                       "losing a slow starter.")},
    {"leak", QT_TRANSLATE_NOOP("glossary", "Leak"), "missing", "", "setting:scaling term:test_vault",
     QT_TRANSLATE_NOOP("glossary", "Something in the inputs that tells the answer and will not be known "
                                   "in real use.\nScores look too good to be true, because they "
                                   "are.\nThe same row in two parts is a leak as well.")},
    {"nested", QT_TRANSLATE_NOOP("glossary", "Nested evaluation"), "kfold", "", "term:optimism term:fold",
     QT_TRANSLATE_NOOP("glossary", "A whole search inside every outer fold; only rows that no search "
                                   "saw give the score.\nIt measures what searching itself is worth, "
                                   "without its optimism.\nIt costs as many searches as there are folds.")},
    {"drift", QT_TRANSLATE_NOOP("glossary", "Drift"), "narrowing", "", "term:test_vault term:search_space",
     QT_TRANSLATE_NOOP("glossary", "Data that change over time, so that yesterday's best settings are "
                                   "not today's.\nCompare the old winner on new data from time to time, "
                                   "and search again if it has fallen behind.")},
    {"coach", QT_TRANSLATE_NOOP("glossary", "Coach"), "overfitting", "", "term:gap term:optimism",
     QT_TRANSLATE_NOOP("glossary", "Rules that read the trials and say what is wrong, with the evidence "
                                   "and a next experiment.\nIt never changes anything by itself.")},
    {"multiplicity", QT_TRANSLATE_NOOP("glossary", "Important and unimportant settings"), "search", "quest",
     "sampler:random sampler:grid term:importance",
     QT_TRANSLATE_NOOP("glossary", "Of many settings usually few matter, and one does not know "
                                   "which.\nA grid spends most trials on repeating values of those that "
                                   "do; random search never repeats one.")},
};

} // namespace

std::span<const GlossaryText> glossaryMoreTerms()
{
    return kMoreTermTexts;
}

} // namespace tunescope::ui
