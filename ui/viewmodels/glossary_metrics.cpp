// SPDX-License-Identifier: GPL-3.0-or-later
// What the glossary says about every metric.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kMetricTexts[]{
    {"loss", nullptr, "loss", "", "metric:accuracy metric:perplexity",
     QT_TRANSLATE_NOOP("glossary",
                       "What training makes smaller: how far the answers are from the truth.\nFor classes "
                       "it is the cross-entropy: being sure and wrong costs most.\nIt can rise while "
                       "accuracy still improves, when a few answers get very wrong.")},
    {"accuracy", nullptr, "confusion", "", "metric:balanced_accuracy term:baseline",
     QT_TRANSLATE_NOOP("glossary",
                       "The share of right answers.\nEasy to read, and misleading where one class is rare: "
                       "99 % may mean that nothing was found.\nCompare it with the baseline of always "
                       "saying the largest class.")},
    {"balanced_accuracy", nullptr, "confusion", "activation", "metric:accuracy metric:recall",
     QT_TRANSLATE_NOOP("glossary",
                       "The mean of the recall of all classes.\nEach class counts the same, however rare it "
                       "is.\nAlways saying one class gives 1 divided by the number of classes.")},
    {"precision", nullptr, "confusion:precision", "activation", "metric:recall metric:f1",
     QT_TRANSLATE_NOOP("glossary",
                       "Of all that were called this class, the share that really is.\nHigh precision means "
                       "few false alarms.\nIt says nothing about those that were missed. Without a class: "
                       "the mean over classes.")},
    {"recall", nullptr, "confusion:recall", "activation", "metric:precision metric:f1",
     QT_TRANSLATE_NOOP("glossary",
                       "Of all that really are of this class, the share that was found.\nHigh recall means "
                       "few are missed.\nCalling everything this class gives 100 %: read it beside "
                       "precision.")},
    {"f1", nullptr, "f1", "activation", "metric:precision metric:recall",
     QT_TRANSLATE_NOOP("glossary",
                       "The harmonic mean of precision and recall: high only if both are.\nOne of them near "
                       "0 pulls it near 0.\nWithout a class: the mean over classes, rare ones included.")},
    {"roc_auc", nullptr, "roc", "", "metric:pr_auc metric:recall_at_fpr",
     QT_TRANSLATE_NOOP("glossary",
                       "How well scores rank one class above the rest, over all thresholds.\n0.5 is chance, "
                       "1 is perfect: the chance that a positive ranks above a negative.\nWhere positives "
                       "are rare it looks better than it feels.")},
    {"pr_auc", nullptr, "pr", "", "metric:roc_auc metric:precision",
     QT_TRANSLATE_NOOP("glossary",
                       "The mean precision while the threshold lets more and more positives "
                       "through.\nChance gives the share of positives, not 0.5.\nThe honest one where "
                       "positives are rare.")},
    {"top_k", nullptr, "top_k", "", "metric:accuracy",
     QT_TRANSLATE_NOOP("glossary",
                       "The share of samples whose right class is among the three most likely "
                       "answers.\nUseful with many classes that are easily mistaken.\nWith three classes it "
                       "is always 100 %.")},
    {"mcc", nullptr, "confusion", "", "metric:f1 metric:balanced_accuracy",
     QT_TRANSLATE_NOOP("glossary",
                       "Matthews correlation between answers and truth, from -1 to 1; 0 is chance.\nIt uses "
                       "all cells of the matrix, so no large class can hide a bad one.")},
    {"rmse", nullptr, "residuals", "momentum", "metric:mae metric:r2",
     QT_TRANSLATE_NOOP("glossary",
                       "Typical size of an error, in the target's own units; large errors count more.\nRoot "
                       "of the mean squared error.\nCompare it with that of always saying the mean, or the "
                       "last value in a series.")},
    {"mae", nullptr, "residuals", "", "metric:rmse",
     QT_TRANSLATE_NOOP("glossary",
                       "Mean size of an error, in the target's own units.\nAll errors count by their size "
                       "alone, so a few outliers matter less than for RMSE.")},
    {"r2", nullptr, "residuals", "", "metric:rmse term:baseline",
     QT_TRANSLATE_NOOP("glossary",
                       "The share of the spread of the target that is explained.\n1 is perfect, 0 as good "
                       "as always saying the mean, below 0 worse than that.")},
    {"directional_accuracy", nullptr, "direction", "momentum", "metric:rmse term:baseline",
     QT_TRANSLATE_NOOP("glossary",
                       "How often the forecast goes up or down as the truth does.\nA small error does not "
                       "imply it: repeating the last value has a small error and no direction.\nNear 50 % "
                       "is a coin toss.")},
    {"iou", nullptr, "iou", "batch-size", "metric:dice metric:pixel_accuracy",
     QT_TRANSLATE_NOOP("glossary",
                       "Overlap divided by union of the marked and the true area, the mean over "
                       "classes.\nIt ignores the easy background that both agree on.\n0.5 means that the "
                       "common part is as large as all the rest.")},
    {"dice", nullptr, "iou", "batch-size", "metric:iou metric:f1",
     QT_TRANSLATE_NOOP("glossary",
                       "Twice the overlap divided by the sum of both areas.\nIt is the F1 of pixels and "
                       "always at least as large as IoU; both rank masks alike.")},
    {"pixel_accuracy", nullptr, "iou", "batch-size", "metric:iou",
     QT_TRANSLATE_NOOP("glossary",
                       "The share of pixels with the right class.\nWhere most of the picture is background "
                       "it is high for an empty mask.\nRead IoU beside it.")},
    {"perplexity", nullptr, "perplexity", "lstm-layers", "metric:loss metric:next_char_accuracy",
     QT_TRANSLATE_NOOP("glossary",
                       "Between how many next characters the network seems to hesitate: e to the power of "
                       "the loss.\n1 is perfect; the size of the alphabet is guessing.\nLower is better.")},
    {"next_char_accuracy", nullptr, "top_k", "lstm-layers", "metric:perplexity",
     QT_TRANSLATE_NOOP("glossary",
                       "How often the most likely next character is the true one.\nEven good models are "
                       "often wrong here: many continuations are possible.\nPerplexity also counts how "
                       "likely the true one was.")},
    {"recall_at_fpr", nullptr, "roc:fpr", "network-size", "metric:recall metric:roc_auc",
     QT_TRANSLATE_NOOP("glossary",
                       "Recall at the threshold where 5 % of the harmless ones raise a false alarm.\nIt "
                       "judges a detector at the place where it would be used.\nWith few positives it jumps "
                       "in large steps.")},
    {"train_seconds", nullptr, "network_size", "network-size", "metric:flops metric:weights",
     QT_TRANSLATE_NOOP("glossary",
                       "How long a trial trained, on this machine.\nIt differs from run to run and with "
                       "what else the machine does, so it is no part of what is repeated exactly.\nCompare "
                       "it on one machine only.")},
    {"weights", nullptr, "network_size", "network-size", "setting:units metric:flops",
     QT_TRANSLATE_NOOP("glossary",
                       "How many numbers the network learns.\nFewer make a smaller and quicker network that "
                       "is less able to learn by heart.\nTogether with a score it shows what each gain "
                       "costs.")},
    {"flops", nullptr, "network_size", "network-size", "metric:weights metric:train_seconds",
     QT_TRANSLATE_NOOP("glossary",
                       "Floating-point operations of one prediction; a multiplication with an addition "
                       "counts as two.\nUnlike seconds it is the same on every machine.\nReal time also "
                       "hangs on memory and on the batch size.")},
};

} // namespace

std::span<const GlossaryText> glossaryMetrics()
{
    return kMetricTexts;
}

} // namespace tunescope::ui
