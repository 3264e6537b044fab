// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_painters.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

enum class Bend { Sigmoid, Tanh, Relu, LeakyRelu, Elu, Gelu, Silu };
constexpr std::array kBendNames{"sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu"};

template <Bend bend>
void paintBend(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    figures::activation(kBendNames[std::size_t(bend)], painter, area, theme, phase);
}

constexpr const char* kBendCaption = QT_TRANSLATE_NOOP(
    "figure",
    "What the function makes of the sum that comes in (line) and its slope (dashes): where the slope is 0, "
    "no gradient passes and nothing is learned.");

enum class Rule { Adam, AdamW, RmsProp, Adagrad };
constexpr std::array kRuleNames{"adam", "adamw", "rmsprop", "adagrad"};
constexpr std::array kRuleTitles{"Adam", "AdamW", "RMSprop", "Adagrad"};

template <Rule rule>
void paintRule(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    figures::optimizer(kRuleNames[std::size_t(rule)], kRuleTitles[std::size_t(rule)], painter, area, theme,
                       phase);
}

constexpr const char* kRuleCaption = QT_TRANSLATE_NOOP(
    "figure",
    "The same valley and start for both rules: SGD takes steps by the slope alone, the other one remembers "
    "earlier slopes.");

enum class Plan { Constant, Step, Exponential, Cosine, OneCycle, WarmUp };
constexpr std::array kPlanNames{"constant", "step", "exponential", "cosine", "one_cycle", "warmup"};

template <Plan plan>
void paintPlan(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    figures::schedule(kPlanNames[std::size_t(plan)], painter, area, theme, phase);
}

constexpr const char* kPlanCaption =
    QT_TRANSLATE_NOOP("figure", "The learning rate over 20 epochs as a share of the full rate.");

constexpr std::array kFigures{
    FigureEntry{"learning_rate", &figures::learningRate, 4.5,
                QT_TRANSLATE_NOOP("figure",
                                  "Nine steps of gradient descent in the same valley: with a small learning "
                                  "rate they hardly move, with a fitting one they reach the bottom, with a "
                                  "large one each step lands higher on the other side.")},
    FigureEntry{"depth", &figures::depth, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "The gradient that reaches each of eight layers on its way back from the "
                                  "output: with sigmoid it shrinks at every layer, with ReLU it arrives.")},
    FigureEntry{"regularization", &figures::regularization, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "The same flexible curve fitted to twelve noisy points: without a penalty "
                                  "it follows the noise, with a fitting one the shape, with a strong one it "
                                  "goes flat.")},
    FigureEntry{"momentum", &figures::momentum, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Forty steps through a long valley with the same learning rate: with "
                                  "momentum 0.9 they swing and come far, without it they creep.")},
    FigureEntry{"dropout", &figures::dropout, 8,
                QT_TRANSLATE_NOOP("figure",
                                  "Left: at each training step other hidden units are switched off at "
                                  "random. Right: when the network is evaluated, all of them work.")},
    FigureEntry{"batch_size", &figures::batchSize, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Forty steps that fit a line to the same 64 samples: two samples a step "
                                  "wander, all 64 go straight, at 32 times the work.")},
    FigureEntry{"activation", &figures::activations, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Three activation functions and their slopes: those of sigmoid and tanh go "
                                  "to 0 on both sides, that of ReLU is 1 for every positive sum.")},
    FigureEntry{"lstm", &figures::lstm, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "A stack of LSTM layers: every cell hands its memory on to the next moment "
                                  "(right) and its output to the layer above, so two short inputs are "
                                  "remembered for a while.")},
    FigureEntry{"network_size", &figures::networkSize, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "Weights of a network with 64 inputs, two hidden layers and 10 outputs: "
                                  "twice the width becomes nearly four times the weights, and the work "
                                  "grows with them.")},
    FigureEntry{"search", &figures::search, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Nine trials each, where the score (green) hangs on one setting only: the "
                                  "grid tries three of its values, random search nine.")},
    FigureEntry{"optimizer", &figures::optimizers, 7,
                QT_TRANSLATE_NOOP("figure",
                                  "Four rules on their way to the star, each with a learning rate that suits "
                                  "it: SGD creeps along the valley, momentum swings, RMSprop and Adam give "
                                  "each weight its own step size.")},
    FigureEntry{"schedule", &figures::schedules, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The learning rate over 20 epochs under four schedules, as shares of the "
                                  "full rate.")},
    FigureEntry{"overfitting", &figures::overfitting, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "A flexible curve learns ten noisy points: the loss on them keeps falling, "
                                  "on forty other points it turns and rises; the distance is the gap.")},
    FigureEntry{"early_stopping", &figures::earlyStopping, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Validation loss turns, and after eight epochs without gain the training "
                                  "stops; the best epoch is kept.")},
    FigureEntry{"underfitting", &figures::underfitting, 4,
                QT_TRANSLATE_NOOP(
                    "figure", "A model that cannot bend: both losses soon stop falling, close together and "
                              "high.")},
    FigureEntry{"init", &figures::firstWeights, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The size of the signal in eight layers: with small first weights it dies "
                                  "out, with large ones it saturates, with Xavier's it is kept.")},
    FigureEntry{"normalization", &figures::normalization, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Two columns of very different size move to mean 0 and spread 1, so that "
                                  "neither rules the gradient.")},
    FigureEntry{"gradient_clip", &figures::gradientClip, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "Gradients longer than the limit are cut to the circle; their direction "
                                  "stays, shorter ones stay as they are.")},
    FigureEntry{"l1", &figures::shrinkage, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "The same eight weights under a growing penalty: L1 sets small ones to 0, L2 "
                              "shrinks all of them in proportion.")},
    FigureEntry{"label_smoothing", &figures::labelSmoothing, 3,
                QT_TRANSLATE_NOOP("figure",
                                  "With 0.1 of smoothing over four classes, the label asks for 0.925 of the "
                                  "right class and 0.025 of each other.")},
    FigureEntry{"class_weight", &figures::classWeight, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "With balanced weights a class of 180 rows and one of 20 count the same: "
                                  "each row's loss is multiplied.")},
    FigureEntry{"noise", &figures::noise, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Red: the sample as it is. Grey: what earlier epochs saw. Blue: what this "
                                  "epoch sees.")},
    FigureEntry{"convolution", &figures::convolution, 8,
                QT_TRANSLATE_NOOP("figure",
                                  "A filter of three by three pixels slides over a picture and answers "
                                  "strongly where it finds its upright stroke.")},
    FigureEntry{"embedding", &figures::embedding, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Each letter is a point of two numbers; letters that are used alike, here "
                                  "the vowels, move together.")},
    FigureEntry{"encoding", &figures::encoding, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "The same three colours as one number each, which claims an order, and as "
                                  "three columns, which claims none.")},
    FigureEntry{"missing", &figures::missing, 3,
                QT_TRANSLATE_NOOP("figure",
                                  "A gap filled by the mean, which the 23 pulls up to 7, by the median 3, or "
                                  "its row dropped.")},
    FigureEntry{"network", &figures::network, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "A network with two hidden layers: signals run from the left to the right, "
                                  "every line is a weight.")},
    FigureEntry{"autoencoder", &figures::autoencoder, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Seven inputs pass through two units and have to come out again: only what "
                                  "is usual can be rebuilt.")},
    FigureEntry{"search_space", &figures::searchSpace, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Blue are the ranges that may be tried; every trial takes one value from "
                                  "each of them.")},
    FigureEntry{"confusion", &figures::confusion, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Answers counted by truth (rows) and answer (columns) while the threshold "
                                  "falls: the framed row gives recall, the framed column precision.")},
    FigureEntry{"confusion:recall", &figures::confusionRow, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Recall is the found share of the framed row, of all that really are yes, "
                                  "while the threshold falls.")},
    FigureEntry{"confusion:precision", &figures::confusionColumn, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Precision is the right share of the framed column, of all that are called "
                                  "yes, while the threshold falls.")},
    FigureEntry{"f1", &figures::harmonic, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "F1 for a recall of 90 %: with little precision it is low, where the plain "
                                  "mean would still look good.")},
    FigureEntry{"roc", &figures::roc, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "Recall against false alarms while the threshold falls; the dashed diagonal "
                              "is chance, the dot a threshold of 0.5.")},
    FigureEntry{"roc:fpr", &figures::rocAtFalseAlarms, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "The same curve, read at 5 % of false alarms: the red dot is the recall that "
                              "can be had there.")},
    FigureEntry{"pr", &figures::precisionRecall, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Precision against recall while the threshold falls; the dashed line is "
                                  "chance, a quarter of the rows are positive.")},
    FigureEntry{"threshold", &figures::threshold, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "Scores of harmless rows upwards, of those to be found downwards; a lower "
                                  "threshold finds more and raises more false alarms.")},
    FigureEntry{"top_k", &figures::topThree, 3,
                QT_TRANSLATE_NOOP(
                    "figure", "The right class is third in the list: no hit for accuracy, a hit for top 3.")},
    FigureEntry{"loss", &figures::loss, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Cross-entropy of one answer: cheap if the right class had a high chance, "
                                  "and expensive without limit if it had nearly none.")},
    FigureEntry{"perplexity", &figures::perplexity, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The chances of eight characters: all equal is a perplexity of 8, sure of "
                                  "one is 1.")},
    FigureEntry{"residuals", &figures::residuals, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "Predicted against true values; the red lines are the errors that RMSE and "
                                  "MAE sum up.")},
    FigureEntry{"direction", &figures::forecast, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Repeating the last value stays close to the truth, always one step late, "
                                  "and never knows the direction.")},
    FigureEntry{"iou", &figures::overlap, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "A true and a marked area: IoU is the green common part divided by all that "
                              "is covered, Dice counts the common part twice.")},
    FigureEntry{"baseline", &figures::baseline, 3,
                QT_TRANSLATE_NOOP("figure",
                                  "Where 90 % are of one class, always saying it gives 90 %: only what lies "
                                  "above the dashed line was learned.")},
    FigureEntry{"split", &figures::split, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "A hundred rows are drawn by chance for training, validation and the locked "
                              "test part.")},
    FigureEntry{"kfold", &figures::folds, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "Five folds: each fifth of the rows is the validation part once, and the "
                                  "score is the mean of the five.")},
    FigureEntry{
        "time_split", &figures::timeSplit, 4,
        QT_TRANSLATE_NOOP("figure", "Folds of a series: training is always before validation in time.")},
    FigureEntry{"luck", &figures::luck, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "Three trials on more and more seeds: dots are runs, bars the means with 95 "
                              "% intervals, which become narrower.")},
    FigureEntry{"history", &figures::history, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The scores of 48 random trials in their order; the golden steps are the "
                                  "best so far.")},
    FigureEntry{"histogram", &figures::histogram, 4,
                QT_TRANSLATE_NOOP("figure", "How the scores of 48 trials are spread; the star is the best.")},
    FigureEntry{"slice", &figures::slice, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "48 trials along the learning rate: too small scores low, too large diverges "
                              "(red), the star is the best.")},
    FigureEntry{"contour", &figures::contour, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The score over learning rate and momentum, darker is better in the light "
                                  "theme; dots are trials, the star is the best of them.")},
    FigureEntry{"parallel", &figures::parallel, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "48 trials as lines over their settings and score; the six best are thick, "
                                  "and where they come together the setting matters.")},
    FigureEntry{"importance", &figures::importance, 3,
                QT_TRANSLATE_NOOP("figure",
                                  "How much of the differences between 48 scores each setting explains by "
                                  "itself: the share of variance between five groups.")},
    FigureEntry{"narrowing", &figures::narrowing, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "The golden quarter of the trials is best; the next search keeps to the "
                                  "range that holds it.")},
    FigureEntry{"pruning", &figures::pruning, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Fourteen trials: at epoch 9 those below the median of all are stopped.")},
    FigureEntry{"pruning:threshold", &figures::thresholdRule, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Fourteen trials: at epoch 9 those below a bound that was set before are "
                                  "stopped.")},
    FigureEntry{
        "rungs", &figures::rungs, 6,
        QT_TRANSLATE_NOOP("figure", "48 trials start; at epochs 3 and 9 only the best third goes on.")},
    FigureEntry{"extrapolate", &figures::extrapolate, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "A curve is extended to the last epoch; it would not reach the best trial, "
                                  "so it is stopped.")},
    FigureEntry{"pareto", &figures::pareto, 4,
                QT_TRANSLATE_NOOP(
                    "figure", "Golden trials are on the front: nothing else is both quicker and better.")},
    FigureEntry{"timeline", &figures::timeline, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Two workers and their trials: short grey blocks were stopped early, the "
                                  "golden one is the best.")},
    FigureEntry{"bayesian", &figures::bayesian, 7,
                QT_TRANSLATE_NOOP("figure",
                                  "A Gaussian process guesses the score between the trials (dots) with its "
                                  "range; the next trial goes where the gain to hope for is largest.")},
    FigureEntry{"density", &figures::density, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "Where good trials lie and where the others lie; the next one is tried where "
                              "the first is large against the second.")},
    FigureEntry{"genetic", &figures::genetic, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "Five generations of 16 trials: children take settings of two good parents, "
                              "a little changed, and gather around the best place.")},
    FigureEntry{"cmaes", &figures::evolution, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "A cloud of trials moves and stretches towards its own better half, red are "
                              "its centres.")},
    FigureEntry{"anneal", &figures::anneal, 6,
                QT_TRANSLATE_NOOP("figure",
                                  "A walk that at first goes down too and later only up: it left the lower "
                                  "hill while it was hot.")},
    FigureEntry{"search:grid", &figures::grid, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "A grid fills every combination: the number of trials multiplies with each "
                                  "setting.")},
    FigureEntry{"search:sobol", &figures::sobol, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "48 points by chance leave clumps and holes; a sequence made for it spreads "
                              "them evenly.")},
    FigureEntry{"projection", &figures::projection, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "A cloud of three groups turns until one looks onto its two longest "
                                  "directions.")},
    FigureEntry{"boundary", &figures::boundary, 5,
                QT_TRANSLATE_NOOP(
                    "figure", "Two half moons: a straight border leaves points on the wrong side (ringed), "
                              "a bent one can follow them.")},
    FigureEntry{"rate_test", &figures::rateTest, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "The loss while the learning rate grows: flat, then falling, then blowing "
                                  "up; good rates lie in the green part.")},
    FigureEntry{"pinned", &figures::pins, 5,
                QT_TRANSLATE_NOOP("figure",
                                  "Three pinned trials keep letter, colour, dash and marker in every chart; "
                                  "the others are ghosts.")},
    FigureEntry{"trial_table", &figures::trialTable, 4,
                QT_TRANSLATE_NOOP("figure",
                                  "Every trial in a row, first in their order, then sorted by score; the "
                                  "golden one is the best.")},
    FigureEntry{"optimizer:adam", &paintRule<Rule::Adam>, 6, kRuleCaption},
    FigureEntry{"optimizer:adamw", &paintRule<Rule::AdamW>, 6, kRuleCaption},
    FigureEntry{"optimizer:rmsprop", &paintRule<Rule::RmsProp>, 6, kRuleCaption},
    FigureEntry{"optimizer:adagrad", &paintRule<Rule::Adagrad>, 6, kRuleCaption},
    FigureEntry{"optimizer:sgd", &figures::momentum, 6, kRuleCaption},
    FigureEntry{"schedule:constant", &paintPlan<Plan::Constant>, 4, kPlanCaption},
    FigureEntry{"schedule:step", &paintPlan<Plan::Step>, 4, kPlanCaption},
    FigureEntry{"schedule:exponential", &paintPlan<Plan::Exponential>, 4, kPlanCaption},
    FigureEntry{"schedule:cosine", &paintPlan<Plan::Cosine>, 4, kPlanCaption},
    FigureEntry{"schedule:one_cycle", &paintPlan<Plan::OneCycle>, 4, kPlanCaption},
    FigureEntry{"schedule:warmup", &paintPlan<Plan::WarmUp>, 4, kPlanCaption},
    FigureEntry{"activation:sigmoid", &paintBend<Bend::Sigmoid>, 6, kBendCaption},
    FigureEntry{"activation:tanh", &paintBend<Bend::Tanh>, 6, kBendCaption},
    FigureEntry{"activation:relu", &paintBend<Bend::Relu>, 6, kBendCaption},
    FigureEntry{"activation:leaky_relu", &paintBend<Bend::LeakyRelu>, 6, kBendCaption},
    FigureEntry{"activation:elu", &paintBend<Bend::Elu>, 6, kBendCaption},
    FigureEntry{"activation:gelu", &paintBend<Bend::Gelu>, 6, kBendCaption},
    FigureEntry{"activation:silu", &paintBend<Bend::Silu>, 6, kBendCaption},
};

/// Other names under which lessons and readers look for a picture.
struct FigureAlias {
    const char* name;
    const char* id;
};
constexpr std::array kFigureAliases{
    FigureAlias{"hidden_layers", "depth"}, FigureAlias{"l2", "regularization"},
    FigureAlias{"weight_decay", "regularization"}, FigureAlias{"grid_random", "search"},
    FigureAlias{"units", "network_size"}};

const FigureEntry* figureNamed(const QString& name)
{
    const auto* alias =
        std::find_if(kFigureAliases.begin(), kFigureAliases.end(),
                     [&](const FigureAlias& other) { return name == QLatin1String(other.name); });
    const QString id = alias == kFigureAliases.end() ? name : QString::fromLatin1(alias->id);
    const auto* found = std::find_if(kFigures.begin(), kFigures.end(),
                                     [&](const FigureEntry& entry) { return id == QLatin1String(entry.id); });
    return found == kFigures.end() ? nullptr : &*found;
}

} // namespace

std::span<const FigureEntry> figureRegistry()
{
    return kFigures;
}

const FigureEntry* findFigure(const QString& id)
{
    const FigureEntry* entry = figureNamed(id);
    return entry ? entry : figureNamed(id.section(QLatin1Char(':'), 0, 0));
}

} // namespace tunescope::ui
