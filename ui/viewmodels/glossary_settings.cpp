// SPDX-License-Identifier: GPL-3.0-or-later
// What the glossary says about every hyperparameter.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kSettingTexts[]{
    {"model", nullptr, "network", "", "term:weight setting:hidden_layers",
     QT_TRANSLATE_NOOP("glossary",
                       "The kind of network: its layers and how they are connected.\nAn MLP reads columns, "
                       "a CNN pictures, LSTM and GRU sequences, a segmenter marks pixels, an autoencoder "
                       "looks for the unusual.\nOnly models that can read the data are offered.")},
    {"learning_rate", nullptr, "learning_rate", "learning-rate",
     "setting:schedule setting:batch_size setting:optimizer",
     QT_TRANSLATE_NOOP("glossary",
                       "How far the weights move at each step.\nToo small learns slowly, too large jumps "
                       "past the answer or diverges.\nUseful values spread over decades: search it on a "
                       "logarithmic scale.\nUsually the setting that matters most, and each optimizer has "
                       "its own best one.")},
    {"optimizer", nullptr, "optimizer", "momentum", "setting:learning_rate setting:momentum setting:beta1",
     QT_TRANSLATE_NOOP("glossary",
                       "The rule that turns gradients into steps.\nSGD takes the plain step; RMSprop and "
                       "Adam give every weight a step size of its own.\nEach rule needs its own learning "
                       "rate: compare two rules only after tuning both.")},
    {"momentum", nullptr, "momentum", "momentum", "setting:optimizer setting:learning_rate setting:nesterov",
     QT_TRANSLATE_NOOP("glossary",
                       "How much of the last step is carried into the next one.\nIt smooths the path and "
                       "lengthens it: 0.9 makes steps about ten times longer.\nAt 1 nothing ever slows "
                       "down.\nMostly it speeds up; that it jumps out of poor valleys is a hope.")},
    {"nesterov", nullptr, "momentum", "momentum", "setting:momentum",
     QT_TRANSLATE_NOOP("glossary",
                       "Takes the slope where momentum is about to lead, not where the weights are.\nThat "
                       "corrects a step before it goes too far.\nThe gain over plain momentum is usually "
                       "small.")},
    {"beta1", nullptr, "optimizer:adam", "", "setting:beta2 setting:optimizer",
     QT_TRANSLATE_NOOP("glossary",
                       "How long the Adam family remembers the direction of earlier gradients.\n0.9 "
                       "averages over about ten steps; it does the work of momentum.\nLower values follow "
                       "each batch more closely.")},
    {"beta2", nullptr, "optimizer:adam", "", "setting:beta1 setting:optimizer",
     QT_TRANSLATE_NOOP("glossary",
                       "How long the Adam family remembers the size of earlier gradients, by which it "
                       "scales each weight's step.\n0.999 averages over about a thousand steps.\nLower "
                       "values adapt sooner and are more restless.")},
    {"batch_size", nullptr, "batch_size", "batch-size", "setting:learning_rate term:epoch term:step",
     QT_TRANSLATE_NOOP("glossary",
                       "How many samples are averaged for one step.\nSmall batches take many noisy steps an "
                       "epoch, large ones few smooth steps.\nThe best learning rate grows with it, so tune "
                       "the two together.\nLarge batches use the machine better.")},
    {"hidden_layers", nullptr, "depth", "hidden-layers", "setting:units setting:activation setting:init",
     QT_TRANSLATE_NOOP("glossary",
                       "How many layers lie between input and output.\nMore of them can build more "
                       "complicated features.\nGradients have to pass through all of them and may vanish on "
                       "the way.\nA worse score is overfitting only if the training score is good.")},
    {"units", nullptr, "network_size", "network-size", "setting:hidden_layers metric:weights",
     QT_TRANSLATE_NOOP("glossary",
                       "How many neurons each hidden layer has.\nWider networks can fit more, take longer "
                       "and may overfit sooner.\nTwice the width means nearly four times the weights "
                       "between two layers.")},
    {"shape", nullptr, "network_size", "network-size", "setting:units",
     QT_TRANSLATE_NOOP("glossary",
                       "How the width changes from the first hidden layer to the last.\nConstant keeps it, "
                       "funnel narrows towards the output, diamond is widest in the middle.\nIt changes the "
                       "number of weights too.")},
    {"filters", nullptr, "convolution", "", "setting:kernel_size setting:model",
     QT_TRANSLATE_NOOP("glossary",
                       "How many patterns a convolution layer looks for.\nEach filter slides over the "
                       "picture and answers where its pattern is.\nMore of them see more kinds of detail "
                       "and cost more time.")},
    {"kernel_size", nullptr, "convolution", "", "setting:filters",
     QT_TRANSLATE_NOOP("glossary",
                       "The side of the square of pixels that a filter sees at once.\nSmall ones see edges "
                       "and corners; larger ones see more context and have more weights.\n3 is a good first "
                       "choice.")},
    {"embedding", nullptr, "embedding", "", "setting:sequence_length",
     QT_TRANSLATE_NOOP("glossary",
                       "How many numbers stand for each symbol of a text.\nThe network learns them: symbols "
                       "used alike end up near each other.\nToo few blur differences, too many overfit on "
                       "short texts.")},
    {"sequence_length", nullptr, "lstm", "lstm-layers", "setting:embedding setting:model",
     QT_TRANSLATE_NOOP("glossary",
                       "How many symbols of a text are read at once.\nWhat lies farther back than this "
                       "cannot be learned.\nLonger pieces take more time a step.")},
    {"activation", nullptr, "activation", "activation", "setting:init setting:hidden_layers",
     QT_TRANSLATE_NOOP("glossary",
                       "What each neuron does to its sum.\nWithout a bend, many layers would be no more "
                       "than one.\nReLU is quick, leaky ReLU never switches off for good, sigmoid flattens "
                       "gradients in deep networks.")},
    {"dropout", nullptr, "dropout", "dropout", "setting:weight_decay term:overfitting",
     QT_TRANSLATE_NOOP("glossary",
                       "The share of neurons switched off at random at each training step.\nThe network "
                       "cannot rely on single neurons, which works against overfitting.\nAt evaluation all "
                       "are on, so training scores look worse than they are.\nToo much of it keeps the "
                       "network from learning.")},
    {"weight_decay", nullptr, "regularization", "regularization", "setting:l2 term:overfitting",
     QT_TRANSLATE_NOOP("glossary",
                       "Pulls every weight a little towards zero at each step.\nSmall amounts work against "
                       "overfitting; large ones keep the network from learning.\nIt costs practically no "
                       "time.\nSearch it on a logarithmic scale and include 0.")},
    {"l2", nullptr, "regularization", "regularization", "setting:weight_decay setting:l1",
     QT_TRANSLATE_NOOP("glossary",
                       "Adds the squares of the weights to the loss: large weights become expensive.\nWith "
                       "plain SGD it does what weight decay does; with Adam it does not.\nSearch it on a "
                       "logarithmic scale and include 0.")},
    {"l1", nullptr, "l1", "regularization", "setting:l2",
     QT_TRANSLATE_NOOP("glossary",
                       "Adds the sizes of the weights to the loss.\nIt pulls every weight equally, small "
                       "ones too, so many become nearly zero.\nWeights that stay tell which inputs are "
                       "needed.")},
    {"normalization", nullptr, "normalization", "", "setting:init setting:hidden_layers",
     QT_TRANSLATE_NOOP("glossary",
                       "Brings the sums of each layer to a common range, over the batch or over the "
                       "layer.\nDeep networks then train with larger steps.\nOver the batch it needs "
                       "batches that are not too small.")},
    {"init", nullptr, "init", "", "setting:activation setting:hidden_layers",
     QT_TRANSLATE_NOOP("glossary",
                       "Where the weights start.\nToo small and signals die out from layer to layer, too "
                       "large and they explode.\nAuto picks He for the ReLU family and Xavier "
                       "otherwise.\nWith zeros, all neurons of a layer stay the same.")},
    {"schedule", nullptr, "schedule", "",
     "setting:learning_rate setting:warmup_epochs setting:schedule_gamma",
     QT_TRANSLATE_NOOP("glossary",
                       "How the learning rate changes over the epochs.\nUsually large steps first, to get "
                       "far, and small ones at the end, to settle.\nPlateau waits until the validation loss "
                       "no longer falls; the others follow a fixed plan.")},
    {"warmup_epochs", nullptr, "schedule:warmup", "", "setting:schedule setting:learning_rate",
     QT_TRANSLATE_NOOP("glossary",
                       "Epochs in which the learning rate rises to its full value.\nIt avoids wild first "
                       "steps while gradients are still large.\nHelps with large rates and large batches; 0 "
                       "switches it off.")},
    {"schedule_gamma", nullptr, "schedule:exponential", "", "setting:schedule setting:schedule_step",
     QT_TRANSLATE_NOOP("glossary",
                       "The factor of each drop of the learning rate: 0.5 halves it.\nStep, exponential and "
                       "plateau schedules use it.\nNear 1 the rate hardly falls, near 0 training soon "
                       "stands still.")},
    {"schedule_step", nullptr, "schedule:step", "", "setting:schedule setting:schedule_gamma",
     QT_TRANSLATE_NOOP("glossary",
                       "Epochs between two drops of the learning rate.\nFor the plateau schedule: epochs "
                       "without a better validation loss before a drop.\nIt should be much shorter than the "
                       "training.")},
    {"gradient_clip", nullptr, "gradient_clip", "", "setting:learning_rate",
     QT_TRANSLATE_NOOP("glossary",
                       "Shortens gradients that are longer than this before the step is taken; their "
                       "direction stays.\nIt tames rare huge steps, above all in LSTM and GRU.\n0 switches "
                       "it off.")},
    {"label_smoothing", nullptr, "label_smoothing", "", "metric:loss",
     QT_TRANSLATE_NOOP("glossary",
                       "Mixes a little doubt into the labels: with 0.1 the right class counts 0.9 plus its "
                       "share of 0.1.\nThe network becomes less sure of itself and often generalises a "
                       "little better.\nThe reported loss leaves it out.")},
    {"class_weight", nullptr, "class_weight", "activation", "metric:recall metric:balanced_accuracy",
     QT_TRANSLATE_NOOP("glossary",
                       "Balanced lets rare classes count more in the loss, each class the same in "
                       "total.\nMore of the rare ones are then found, with more false alarms.\nJudge it by "
                       "recall, F1 or balanced accuracy, not by accuracy.")},
    {"noise_std", nullptr, "noise", "", "setting:augment setting:dropout",
     QT_TRANSLATE_NOOP("glossary",
                       "The spread of random noise added to each input while training.\nThe network cannot "
                       "learn single samples by heart and its answers become smoother.\nToo much drowns "
                       "what is to be learned.")},
    {"augment", nullptr, "noise", "", "setting:noise_std",
     QT_TRANSLATE_NOOP("glossary",
                       "Moves or mirrors training pictures a little each time they are seen.\nThe network "
                       "learns that such changes do not matter.\nMirroring harms where left and right mean "
                       "something, as in letters.")},
    {"epochs", nullptr, "early_stopping", "", "term:epoch setting:patience",
     QT_TRANSLATE_NOOP("glossary",
                       "How often training goes through the whole training part.\nToo few and it has not "
                       "arrived; too many cost time and may overfit.\nThe best epoch counts, so more do no "
                       "harm to the score, only to the clock.")},
    {"patience", nullptr, "early_stopping", "", "setting:min_delta term:early_stopping",
     QT_TRANSLATE_NOOP("glossary",
                       "A trial ends early when its validation score has not improved for this many "
                       "epochs.\nIt saves time on curves that have become flat.\nToo little stops before a "
                       "late gain; 0 switches it off.")},
    {"min_delta", nullptr, "early_stopping", "", "setting:patience",
     QT_TRANSLATE_NOOP("glossary",
                       "What patience counts as better: smaller gains are ignored.\n0 counts every "
                       "gain.\nLarger values stop sooner where scores only creep.")},
    {"scaling", nullptr, "normalization", "", "setting:missing setting:encoding",
     QT_TRANSLATE_NOOP("glossary",
                       "Makes the columns comparable: standard (mean 0, spread 1), minmax (0 to 1) or "
                       "robust against outliers.\nWithout it, columns with large numbers rule the "
                       "gradients.\nIt is measured on the training part only.")},
    {"encoding", nullptr, "encoding", "", "setting:scaling",
     QT_TRANSLATE_NOOP("glossary",
                       "How categories become numbers.\nOne-hot gives each category a column of its own; "
                       "ordinal numbers them, which claims an order.\nMany categories make many columns.")},
    {"missing", nullptr, "missing", "", "setting:scaling",
     QT_TRANSLATE_NOOP("glossary",
                       "What happens to cells without a value.\nMean or median fill the gap from the "
                       "training part; drop leaves the row out.\nIf the gap itself means something, filling "
                       "it hides that.")},
};

} // namespace

std::span<const GlossaryText> glossarySettings()
{
    return kSettingTexts;
}

} // namespace tunescope::ui
