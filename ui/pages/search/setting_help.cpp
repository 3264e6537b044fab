// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/setting_help.h"

#include <QCoreApplication>
#include <QWhatsThis>
#include <QWidget>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

struct Help {
    std::string_view name;
    const char* text;
};

constexpr std::array kHelp{
    Help{"learning_rate",
         QT_TRANSLATE_NOOP("help",
                           "How far the weights move at each step. Too small learns slowly, too large jumps "
                           "past the answer or diverges. It matters most of all settings, and its useful "
                           "values spread over decades: search it on a logarithmic scale.")},
    Help{"optimizer",
         QT_TRANSLATE_NOOP("help", "The rule that turns gradients into steps. SGD takes the plain step, with "
                                   "momentum it keeps going; RMSprop and Adam give every weight a step size "
                                   "of its own. Each has its own best learning rate.")},
    Help{"momentum",
         QT_TRANSLATE_NOOP(
             "help",
             "How much of the last step is carried into the next one. It smooths the path and makes steps "
             "longer: 0.9 makes them about ten times longer, so a large learning rate then fails sooner.")},
    Help{"batch_size",
         QT_TRANSLATE_NOOP("help",
                           "How many samples are averaged for one step. Small batches take many noisy steps "
                           "an epoch, large ones few smooth steps. The best learning rate grows with it.")},
    Help{"hidden_layers",
         QT_TRANSLATE_NOOP("help", "How many layers lie between input and output. More can build more "
                                   "complicated features, but gradients have to pass through all of them.")},
    Help{"units", QT_TRANSLATE_NOOP("help", "How many neurons each hidden layer has. Wider networks fit "
                                            "more, take longer and overfit sooner.")},
    Help{
        "activation",
        QT_TRANSLATE_NOOP(
            "help",
            "What each neuron does to its sum. Without a bend, many layers would be no more than one. ReLU "
            "is quick, leaky ReLU cannot switch off for good, sigmoid flattens gradients in deep networks.")},
    Help{"dropout",
         QT_TRANSLATE_NOOP("help",
                           "The share of neurons that are switched off at random at each training step. The "
                           "network cannot rely on single neurons, which works against overfitting.")},
    Help{"weight_decay",
         QT_TRANSLATE_NOOP("help", "Pulls every weight a little towards zero at each step. Small amounts "
                                   "work against overfitting; large ones keep the network from learning.")},
    Help{"l2", QT_TRANSLATE_NOOP("help", "Adds the squares of the weights to the loss: large weights become "
                                         "expensive. With Adam it differs from weight decay.")},
    Help{"l1",
         QT_TRANSLATE_NOOP(
             "help", "Adds the sizes of the weights to the loss. It drives many of them to nearly zero.")},
    Help{"normalization",
         QT_TRANSLATE_NOOP("help", "Brings the sums of each layer to a common range, over the batch or over "
                                   "the layer, so that deep networks train with larger steps.")},
    Help{"init",
         QT_TRANSLATE_NOOP(
             "help", "Where the weights start. Too small and signals die out from layer to layer, too large "
                     "and they explode. Auto picks He for the ReLU family and Xavier otherwise.")},
    Help{"schedule",
         QT_TRANSLATE_NOOP(
             "help",
             "How the learning rate changes over the epochs: large steps first, small ones at the end.")},
    Help{"gradient_clip",
         QT_TRANSLATE_NOOP(
             "help",
             "Shortens gradients that are longer than this before the step is taken. 0 switches it off.")},
    Help{"patience", QT_TRANSLATE_NOOP("help", "A trial ends early when its validation score has not "
                                               "improved for this many epochs. 0 switches it off.")},
};

} // namespace

QString settingHelp(const std::string& name)
{
    const auto* found =
        std::find_if(kHelp.begin(), kHelp.end(), [&](const Help& help) { return help.name == name; });
    return found == kHelp.end() ? QString() : QCoreApplication::translate("help", found->text);
}

void showSettingHelp(const std::string& name, const QString& title, const QPoint& position, QWidget* owner)
{
    QWhatsThis::showText(
        position,
        QStringLiteral("<b>%1</b><p>%2</p>").arg(title.toHtmlEscaped(), settingHelp(name).toHtmlEscaped()),
        owner);
}

} // namespace tunescope::ui
