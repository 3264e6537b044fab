// SPDX-License-Identifier: GPL-3.0-or-later
// What the glossary says about the values of settings that are words.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kChoiceTexts[]{
    {"mlp", nullptr, "network", "hidden-layers", "setting:model setting:units",
     QT_TRANSLATE_NOOP("glossary", "A multilayer perceptron: every unit sees all of the layer before "
                                   "it.\nThe usual choice for columns of numbers and categories.\nIt "
                                   "knows nothing of neighbouring pixels or of order in time.")},
    {"cnn", nullptr, "convolution", "regularization", "setting:model setting:filters setting:kernel_size",
     QT_TRANSLATE_NOOP("glossary", "A convolutional network: small filters slide over a picture, so a "
                                   "pattern is found wherever it stands.\nFar fewer weights than an MLP "
                                   "on the same pixels.")},
    {"lstm", nullptr, "lstm", "lstm-layers", "setting:model choice:gru setting:hidden_layers",
     QT_TRANSLATE_NOOP("glossary", "A recurrent network whose cells keep a memory behind gates that "
                                   "open and close it.\nIt remembers over many steps of time.\nSlower "
                                   "to train than an MLP, since time goes step by step.")},
    {"gru", nullptr, "lstm", "lstm-layers", "setting:model choice:lstm",
     QT_TRANSLATE_NOOP("glossary", "A recurrent network like an LSTM with two gates instead of three "
                                   "and no memory beside its output.\nFewer weights, often as good.")},
    {"segmenter", nullptr, "iou", "batch-size", "setting:model metric:iou choice:cnn",
     QT_TRANSLATE_NOOP("glossary", "A convolutional network that answers for every pixel instead of "
                                   "once for the picture.\nJudge it by IoU or Dice, as most pixels are "
                                   "background.")},
    {"autoencoder", nullptr, "autoencoder", "network-size", "setting:model term:autoencoder",
     QT_TRANSLATE_NOOP("glossary", "Rebuilds its input through a narrow middle and learns only usual "
                                   "rows.\nA row that is rebuilt badly is unusual; that error is its "
                                   "score.")},
    {"text_mlp", nullptr, "network", "dropout", "setting:model choice:mlp",
     QT_TRANSLATE_NOOP("glossary", "An MLP for short texts that does not look at the order of "
                                   "words.\nQuick and often hard to beat for sentiment.")},
    {"char_lstm", nullptr, "lstm", "lstm-layers",
     "setting:model choice:lstm setting:sequence_length metric:perplexity",
     QT_TRANSLATE_NOOP("glossary", "An LSTM that reads a text letter by letter and guesses the next "
                                   "one.\nLetting it go on from its own guesses writes new text.")},
    {"sigmoid", nullptr, "activation:sigmoid", "activation", "setting:activation choice:relu",
     QT_TRANSLATE_NOOP("glossary", "Squeezes any sum to between 0 and 1.\nIts slope is at most 1/4 and "
                                   "nearly 0 far out, so gradients fade in deep networks.")},
    {"tanh", nullptr, "activation:tanh", "activation", "setting:activation choice:sigmoid",
     QT_TRANSLATE_NOOP("glossary", "Squeezes any sum to between -1 and 1, with mean 0.\nSteeper than "
                                   "sigmoid in the middle and just as flat far out.")},
    {"relu", nullptr, "activation:relu", "activation", "setting:activation choice:leaky_relu",
     QT_TRANSLATE_NOOP("glossary", "Keeps what is positive and sets the rest to 0.\nQuick, and its "
                                   "slope does not fade.\nA unit whose sums are all negative is dead: "
                                   "no gradient reaches it.")},
    {"leaky_relu", nullptr, "activation:leaky_relu", "activation", "setting:activation choice:relu",
     QT_TRANSLATE_NOOP("glossary", "ReLU with a small slope of 0.01 for negative sums.\nA unit can "
                                   "never be cut off from learning altogether.")},
    {"elu", nullptr, "activation:elu", "activation", "setting:activation choice:relu choice:gelu",
     QT_TRANSLATE_NOOP("glossary", "Like ReLU above 0, a soft curve down to -1 below.\nOutputs have a "
                                   "mean nearer to 0, at the price of an exponential.")},
    {"gelu", nullptr, "activation:gelu", "activation", "setting:activation choice:silu choice:relu",
     QT_TRANSLATE_NOOP("glossary", "The sum times the chance that a normal number is smaller than "
                                   "it.\nA smooth ReLU that dips a little below 0; common in "
                                   "transformers.")},
    {"silu", nullptr, "activation:silu", "activation", "setting:activation choice:gelu",
     QT_TRANSLATE_NOOP("glossary", "The sum times its sigmoid, also called swish.\nSmooth like GELU and "
                                   "a little cheaper.")},
    {"sgd", nullptr, "optimizer:sgd", "momentum", "setting:optimizer setting:momentum setting:learning_rate",
     QT_TRANSLATE_NOOP("glossary", "Stochastic gradient descent: a step against the gradient of the "
                                   "batch, as long as the learning rate says.\nWith momentum it is "
                                   "still hard to beat where the rate is well chosen.")},
    {"rmsprop", nullptr, "optimizer:rmsprop", "", "setting:optimizer choice:adam",
     QT_TRANSLATE_NOOP("glossary", "Divides each weight's gradient by its recent typical size.\nAll "
                                   "weights then move at a similar pace, steep or flat.\nNeeds smaller "
                                   "learning rates than SGD.")},
    {"adagrad", nullptr, "optimizer:adagrad", "", "setting:optimizer choice:rmsprop",
     QT_TRANSLATE_NOOP("glossary", "Divides each weight's gradient by the size of all earlier ones "
                                   "together.\nSteps only become smaller; good for rare features, slow "
                                   "in long trainings.")},
    {"adam", nullptr, "optimizer:adam", "", "setting:optimizer setting:beta1 setting:beta2 choice:adamw",
     QT_TRANSLATE_NOOP("glossary", "Averages gradients as momentum does and divides them by their "
                                   "typical size.\nWorks with little tuning; 0.001 is a good first "
                                   "learning rate.")},
    {"adamw", nullptr, "optimizer:adamw", "", "setting:optimizer choice:adam setting:weight_decay",
     QT_TRANSLATE_NOOP("glossary", "Adam whose weight decay is not divided by the size of the "
                                   "gradients.\nDecay then pulls all weights alike, which often "
                                   "generalises better.")},
    {"nadam", nullptr, "optimizer", "", "setting:optimizer choice:adam setting:nesterov",
     QT_TRANSLATE_NOOP("glossary", "Adam that looks ahead as Nesterov's momentum does.\nMostly a little "
                                   "quicker at the start.")},
    {"constant", nullptr, "schedule:constant", "", "setting:schedule",
     QT_TRANSLATE_NOOP("glossary", "The learning rate stays as it is.\nSimple, but what is right for "
                                   "getting far is often too large for settling.")},
    {"step", nullptr, "schedule:step", "", "setting:schedule setting:schedule_step setting:schedule_gamma",
     QT_TRANSLATE_NOOP("glossary", "The learning rate drops by a factor every so many epochs.\nCurves "
                                   "often jump down with it.")},
    {"exponential", nullptr, "schedule:exponential", "", "setting:schedule setting:schedule_gamma",
     QT_TRANSLATE_NOOP("glossary", "The learning rate is multiplied by the same factor after every "
                                   "epoch.\nWith a factor far below 1 training soon stands still.")},
    {"cosine", nullptr, "schedule:cosine", "", "setting:schedule",
     QT_TRANSLATE_NOOP("glossary", "The learning rate falls along half a cosine to 0: slowly at first "
                                   "and at the end.\nNothing to choose but the number of epochs.")},
    {"one_cycle", nullptr, "schedule:one_cycle", "", "setting:schedule setting:warmup_epochs",
     QT_TRANSLATE_NOOP("glossary", "The learning rate rises for the first 30 % of the steps and then "
                                   "falls to nearly 0.\nAllows a larger top rate and short trainings.")},
    {"plateau", nullptr, "schedule", "", "setting:schedule setting:schedule_step setting:schedule_gamma",
     QT_TRANSLATE_NOOP("glossary", "The learning rate drops when the validation loss has not improved "
                                   "for some epochs.\nIt reacts to the training instead of following a "
                                   "plan.")},
};

} // namespace

std::span<const GlossaryText> glossaryChoices()
{
    return kChoiceTexts;
}

} // namespace tunescope::ui
