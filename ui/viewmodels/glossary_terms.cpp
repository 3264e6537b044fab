// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the program, A: what a study is made of.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kTermTexts[]{
    {"study", QT_TRANSLATE_NOOP("glossary", "Study"), "history", "quest",
     "term:trial term:stage term:protocol",
     QT_TRANSLATE_NOOP("glossary",
                       "One whole search, kept in one file.\nIt has one data set, one way of measuring, one "
                       "seed, and all trials ever made.\nNothing in it is rewritten.")},
    {"stage", QT_TRANSLATE_NOOP("glossary", "Stage"), "history", "", "term:study",
     QT_TRANSLATE_NOOP("glossary",
                       "A part of a study with one search space, strategy and budget.\nChanging a range of "
                       "a study that has trials opens the next stage.\nLater strategies see the earlier "
                       "trials that fit.")},
    {"trial", QT_TRANSLATE_NOOP("glossary", "Trial"), "history", "", "term:setting term:score term:study",
     QT_TRANSLATE_NOOP("glossary",
                       "One training with one choice of all settings.\nIt ends finished, pruned, diverged, "
                       "failed or stopped.\nWith folds or repeats it has several runs, and its score is "
                       "their mean.")},
    {"run", QT_TRANSLATE_NOOP("glossary", "Run"), "kfold", "", "term:trial term:fold",
     QT_TRANSLATE_NOOP("glossary",
                       "One training inside a trial: one fold, one repeat.\nAll are kept; the score of the "
                       "trial is their mean.")},
    {"setting", QT_TRANSLATE_NOOP("glossary", "Setting"), "search_space", "", "term:weight term:search_space",
     QT_TRANSLATE_NOOP("glossary",
                       "A hyperparameter: what is chosen before training and not learned, such as the "
                       "learning rate.\nWeights, in contrast, are what training learns.")},
    {"weight", QT_TRANSLATE_NOOP("glossary", "Weight"), "network", "", "term:setting metric:weights",
     QT_TRANSLATE_NOOP("glossary",
                       "A number inside the network that training changes.\nYou choose the settings, the "
                       "network learns the weights.")},
    {"search_space", QT_TRANSLATE_NOOP("glossary", "Search space"), "search_space", "quest",
     "term:setting sampler:random",
     QT_TRANSLATE_NOOP("glossary",
                       "All values that the search may try, setting by setting.\nToo narrow misses the "
                       "best, too wide wastes trials.\nBegin coarse, then narrow around what did well.")},
    {"score", QT_TRANSLATE_NOOP("glossary", "Score"), "history", "", "metric:accuracy term:best_epoch",
     QT_TRANSLATE_NOOP("glossary",
                       "The number by which trials are compared: the study's metric at the best epoch.\nIt "
                       "is measured on samples that did not train.\nThe best of many scores is always a "
                       "little too good to be true.")},
    {"gap", QT_TRANSLATE_NOOP("glossary", "Gap"), "overfitting", "", "term:overfitting",
     QT_TRANSLATE_NOOP("glossary",
                       "Training score minus validation score at the best epoch, in points.\nA large gap "
                       "means that the network does better on what it has seen: overfitting.\nSmall and "
                       "both bad is underfitting.")},
    {"seed", QT_TRANSLATE_NOOP("glossary", "Seed"), "luck", "", "term:confidence_interval term:run",
     QT_TRANSLATE_NOOP("glossary",
                       "The number from which all chance is drawn: first weights, order of samples, "
                       "dropout.\nSame seed and same settings give the same result, bit by bit.\nAnother "
                       "seed shows how much was luck.")},
    {"pinned", QT_TRANSLATE_NOOP("glossary", "Pinned trial"), "pinned", "", "chart:ConfusionDifference",
     QT_TRANSLATE_NOOP("glossary",
                       "A trial that you marked with a letter, A to F.\nIt keeps its colour, dash and "
                       "marker in every chart and in Compare.\nPress P to pin the selected one.")},
    {"pruned", QT_TRANSLATE_NOOP("glossary", "Pruned"), "pruning", "", "pruner:median pruner:asha",
     QT_TRANSLATE_NOOP("glossary",
                       "Stopped early because it did not promise to become the best.\nIt has no score and "
                       "never ranks, but its curve stays.\nPruning saves time for better trials.")},
    {"diverged", QT_TRANSLATE_NOOP("glossary", "Diverged"), "learning_rate", "learning-rate",
     "setting:learning_rate setting:gradient_clip",
     QT_TRANSLATE_NOOP("glossary",
                       "The loss became endless or no number at all.\nMost often the learning rate was too "
                       "large.\nThe trial counts as tried, so the search keeps away from there.")},
    {"state", QT_TRANSLATE_NOOP("glossary", "State of a trial"), "rungs", "", "term:pruned term:diverged",
     QT_TRANSLATE_NOOP("glossary",
                       "Queued, running, paused, finished, pruned, diverged, failed or stopped.\nOnly "
                       "finished trials have a score.\nThe reason stands beside it.")},
    {"epoch", QT_TRANSLATE_NOOP("glossary", "Epoch"), "overfitting", "", "term:step setting:epochs",
     QT_TRANSLATE_NOOP("glossary",
                       "One pass through the whole training part.\nEpoch 0 is the network before its first "
                       "step.")},
    {"step", QT_TRANSLATE_NOOP("glossary", "Step"), "learning_rate", "learning-rate",
     "setting:batch_size term:epoch",
     QT_TRANSLATE_NOOP("glossary",
                       "One change of all weights, from the gradient of one batch.\nAn epoch has as many "
                       "steps as there are batches.")},
    {"batch", QT_TRANSLATE_NOOP("glossary", "Batch"), "batch_size", "batch-size",
     "setting:batch_size term:step",
     QT_TRANSLATE_NOOP("glossary",
                       "The samples that are averaged for one step.\nA new order is drawn in every epoch.")},
    {"gradient", QT_TRANSLATE_NOOP("glossary", "Gradient"), "learning_rate", "learning-rate",
     "term:step setting:gradient_clip",
     QT_TRANSLATE_NOOP("glossary",
                       "The direction in which the loss rises fastest, over all weights.\nA step goes the "
                       "other way.\nIn deep networks it may vanish or explode on its way back.")},
    {"best_epoch", QT_TRANSLATE_NOOP("glossary", "Best epoch"), "early_stopping", "",
     "term:early_stopping term:score",
     QT_TRANSLATE_NOOP("glossary",
                       "The epoch with the best validation score; the earlier one if two are equal.\nIt is "
                       "the one that counts.\nChosen on the same samples that measure it, it is a little "
                       "optimistic.")},
    {"early_stopping", QT_TRANSLATE_NOOP("glossary", "Early stopping"), "early_stopping", "",
     "setting:patience term:overfitting",
     QT_TRANSLATE_NOOP("glossary",
                       "Ends a training when its validation score stops improving.\nIt saves time and works "
                       "against overfitting.\nThe network of the best epoch is the one that is kept.")},
    {"overfitting", QT_TRANSLATE_NOOP("glossary", "Overfitting"), "overfitting", "dropout",
     "term:gap setting:dropout setting:weight_decay",
     QT_TRANSLATE_NOOP("glossary",
                       "Learning the training samples by heart instead of what they have in "
                       "common.\nTraining gets better while validation gets worse.\nMore data, a smaller "
                       "network, dropout or weight decay help.")},
    {"underfitting", QT_TRANSLATE_NOOP("glossary", "Underfitting"), "underfitting", "",
     "term:overfitting setting:units",
     QT_TRANSLATE_NOOP("glossary",
                       "Too weak, or trained too little, to learn even the training samples.\nBoth scores "
                       "are bad and close together.\nLarger networks, more epochs or a better learning rate "
                       "help.")},
    {"training_part", QT_TRANSLATE_NOOP("glossary", "Training part"), "split", "",
     "term:validation_part term:test_vault",
     QT_TRANSLATE_NOOP("glossary",
                       "The samples from which the weights are learned.\nWhatever prepares the data, such "
                       "as scaling, is measured on it alone.")},
};

} // namespace

std::span<const GlossaryText> glossaryTerms()
{
    return kTermTexts;
}

} // namespace tunescope::ui
