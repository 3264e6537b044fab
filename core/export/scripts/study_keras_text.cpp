// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/study_text.h"

#include <algorithm>

namespace tunescope {
namespace {

const std::vector<NamedText>& optimizers()
{
    constexpr std::string_view kAdam = "lambda p: keras.optimizers.Adam(beta_1=p[\"beta1\"], "
                                       "beta_2=p[\"beta2\"], epsilon=1e-8, **common(p))";
    static const std::vector<NamedText> kAll{
        {"sgd",
         "lambda p: keras.optimizers.SGD(momentum=p[\"momentum\"], nesterov=p[\"nesterov\"], **common(p))"},
        {"rmsprop",
         "lambda p: keras.optimizers.RMSprop(rho=0.99, momentum=p[\"momentum\"], epsilon=1e-8, **common(p))"},
        {"adagrad",
         "lambda p: keras.optimizers.Adagrad(initial_accumulator_value=0.0, epsilon=1e-10, **common(p))"},
        {"adam", kAdam},
        {"adamw", kAdam}, // Keras' weight_decay is decoupled in all of them.
        {"nadam", "lambda p: keras.optimizers.Nadam(beta_1=p[\"beta1\"], beta_2=p[\"beta2\"], epsilon=1e-8, "
                  "**common(p))"}};
    return kAll;
}

const std::vector<NamedText>& initializers()
{
    static const std::vector<NamedText> kAll{
        {"auto", "lambda relu: \"he_normal\" if relu else \"glorot_uniform\""},
        {"zeros", "lambda relu: \"zeros\""},
        {"normal_small", "lambda relu: keras.initializers.RandomNormal(stddev=0.01)"},
        {"normal_large", "lambda relu: keras.initializers.RandomNormal(stddev=1.0)"},
        {"xavier", "lambda relu: \"glorot_uniform\""},
        {"he", "lambda relu: \"he_normal\""},
        {"lecun", "lambda relu: \"lecun_normal\""},
        {"orthogonal", "lambda relu: \"orthogonal\""},
        {"uniform_fan_in", "lambda relu: keras.initializers.VarianceScaling(scale=1 / 3, mode=\"fan_in\", "
                           "distribution=\"uniform\")"}};
    return kAll;
}

constexpr std::string_view kCommon = R"py(

def common(p):
    """What every optimizer takes."""
    options = {"learning_rate": p["learning_rate"]}
@OPTIONS@    return options


def activation(p):
    name = p["activation"]
    return layers.LeakyReLU(negative_slope=0.01) if name == "leaky_relu" else layers.Activation(name)
)py";

constexpr std::string_view kBuild = R"py(

def build(p, x):
    """The network for inputs like x, compiled."""
    relu = p["model"] in ("mlp", "cnn") and p["activation"] not in ("sigmoid", "tanh")
    weights = dict(kernel_initializer=INITS[p["init"]](relu)@PENALTY@)
    units, stack = widths(p), [keras.Input(shape=x.shape[1:])]
@NOISE@@RECURRENT@@CNN@    if p["model"] == "mlp":
        stack.append(layers.Flatten())
        for width in units:
            stack.append(layers.Dense(width, **weights))
@NORMAL@            stack += [activation(p), layers.Dropout(p["dropout"])]
    model = keras.Sequential([*stack, layers.Dense(@OUTPUTS@, **weights)])
    optimizer = OPTIMIZERS[p["optimizer"]](p)
@EXCLUDE@    model.compile(optimizer=optimizer, loss=@LOSS@)
    return model
)py";

constexpr std::string_view kRecurrent = R"py(    if p["model"] in ("lstm", "gru"):
        cell = layers.GRU if p["model"] == "gru" else layers.LSTM
        for i, width in enumerate(units):
            stack.append(cell(width, return_sequences=i + 1 < len(units),
                              recurrent_initializer=weights["kernel_initializer"], **weights))
            stack.append(layers.Dropout(p["dropout"]))
)py";

constexpr std::string_view kCnn = R"py(    if p["model"] == "cnn":
        filters, (height, width) = p["filters"], x.shape[1:3]
        for _ in units:
            stack.append(layers.Conv2D(filters, p["kernel_size"], padding="same", **weights))
@NORMAL@            stack.append(activation(p))
            if height >= 2 and width >= 2:
                stack.append(layers.MaxPooling2D(2))
                height, width, filters = height // 2, width // 2, filters * 2
        stack.append(layers.Flatten())
        for width in units[-1:]:
            stack += [layers.Dense(width, **weights), activation(p), layers.Dropout(p["dropout"])]
)py";

constexpr std::string_view kNormal = R"py(            if p["normalization"] == "batch":
                stack.append(layers.BatchNormalization(momentum=0.9, epsilon=1e-5))
            elif p["normalization"] == "layer":
                stack.append(layers.LayerNormalization(epsilon=1e-5))
)py";

constexpr std::string_view kTrain = R"py(

class Watch(keras.callbacks.Callback):
    """Measures every epoch and keeps the best one's metrics@WATCH_WORDS@."""

    def __init__(self, p, x, y, steps):
        super().__init__()
        self.p, self.x, self.y, self.steps, self.epoch = p, x, y, steps, 1
        self.best, self.mark, self.waited = None, None, 0
@PLATEAU_START@@BEGIN@
    def on_epoch_end(self, epoch, logs=None):
        p, self.epoch = self.p, epoch + 2  # of the next one, counted from 1
        output = self.model.predict(self.x, batch_size=512, verbose=0)
@SCORE@        if self.best is None or is_better(metrics[METRIC], self.best[METRIC]):
            self.best = dict(metrics, epoch=epoch + 1)
@PLATEAU@@PATIENCE@

def train(p, seed, data):
    """Trains one network and returns its metrics at the best epoch."""
    x_train, y_train, x_validation, y_validation = data
    keras.utils.set_random_seed(seed)
    model = build(p, x_train)
    watch = Watch(p, x_validation, y_validation, math.ceil(len(x_train) / p["batch_size"]))
    model.fit(x_train, @Y@, batch_size=p["batch_size"], epochs=p["epochs"], verbose=0, @CLASS_WEIGHT@callbacks=[watch])
    return watch.best
)py";

constexpr std::string_view kBegin = R"py(
    def on_train_batch_begin(self, step, logs=None):
        rate = learning_rate(self.p, self.epoch, step, self.steps)
        self.model.optimizer.learning_rate = rate@FACTOR@
)py";

constexpr std::string_view kClassScore = R"py(        shifted = output - output.max(1, keepdims=True)
        log_chances = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
        metrics = scores(self.y, output.argmax(1), -log_chances[np.arange(len(self.y)), self.y].mean())
)py";
constexpr std::string_view kValueScore =
    R"py(        metrics = scores(self.y, output[:, 0], np.mean((output[:, 0] - self.y) ** 2))
)py";

constexpr std::string_view kPlateau = R"py(        if metrics["loss"] < self.lowest:
            self.lowest, self.stuck = metrics["loss"], 0
        else:
            self.stuck += 1
        if p["schedule"] == "plateau" and self.stuck >= p["schedule_step"]:
            self.factor, self.stuck = self.factor * p["schedule_gamma"], 0
)py";

constexpr std::string_view kPatience =
    R"py(        if self.mark is None or is_better(metrics[METRIC], self.mark @SIGN@ p["min_delta"]):
            self.mark, self.waited = metrics[METRIC], 0
        else:
            self.waited += 1
        if 0 < p["patience"] <= self.waited:
            self.model.stop_training = True
)py";

bool hasModel(const StudySource& source, std::initializer_list<std::string_view> models)
{
    const std::vector<ParamValue> values = valuesOf(source, "model");
    return std::any_of(values.begin(), values.end(), [&](const ParamValue& value) {
        return std::find(models.begin(), models.end(), paramText(value)) != models.end();
    });
}

bool hasDecay(const StudySource& source)
{
    const std::vector<ParamValue> kinds = valuesOf(source, "optimizer");
    return isUsed(source, "weight_decay", 0.0) ||
           std::any_of(kinds.begin(), kinds.end(),
                       [](const auto& kind) { return paramText(kind) == "adamw"; });
}

std::string commonText(const StudySource& source)
{
    std::string options;
    if (hasDecay(source))
        options += "    decay = p[\"weight_decay\"] if p[\"weight_decay\"] is not None else "
                   "0.01 * (p[\"optimizer\"] == \"adamw\")\n"
                   "    if decay > 0:\n        options[\"weight_decay\"] = decay\n";
    if (isUsed(source, "gradient_clip", 0.0))
        options +=
            "    if p[\"gradient_clip\"] > 0:\n        options[\"global_clipnorm\"] = p[\"gradient_clip\"]\n";
    return filled(kCommon, {{"OPTIONS", options}});
}

std::string lossText(const StudySource& source)
{
    if (source.base.classNames.empty())
        return "\"mean_squared_error\"";
    if (isUsed(source, "label_smoothing", 0.0))
        return "keras.losses.CategoricalCrossentropy(\n        from_logits=True, "
               "label_smoothing=p[\"label_smoothing\"])";
    return "keras.losses.SparseCategoricalCrossentropy(from_logits=True)";
}

std::string buildText(const StudySource& source)
{
    const bool normal = isUsed(source, "normalization", std::string("none"));
    const std::string normalText(normal ? kNormal : "");
    const bool penalty = isUsed(source, "l1", 0.0) || isUsed(source, "l2", 0.0);
    std::string text = commonText(source);
    text += choicesText(source, "optimizer", "\n\nOPTIMIZERS", optimizers());
    text += choicesText(source, "init", "INITS", initializers());
    text += widthsText(source);
    text += filled(
        kBuild,
        {{"PENALTY", penalty ? ",\n                   "
                               "kernel_regularizer=keras.regularizers.L1L2(l1=p[\"l1\"], l2=p[\"l2\"] / 2)"
                             : ""},
         {"NOISE", isUsed(source, "noise_std", 0.0)
                       ? "    stack.append(layers.GaussianNoise(p[\"noise_std\"]))\n"
                       : ""},
         {"RECURRENT", std::string(hasModel(source, {"lstm", "gru"}) ? kRecurrent : "")},
         {"CNN", hasModel(source, {"cnn"}) ? filled(kCnn, {{"NORMAL", normalText}}) : ""},
         {"NORMAL", normalText},
         {"OUTPUTS", source.base.classNames.empty() ? "1" : "len(CLASSES)"},
         {"EXCLUDE",
          hasDecay(source)
              ? "    optimizer.exclude_from_weight_decay(var_names=[\"bias\", \"gamma\", \"beta\"])\n"
              : ""},
         {"LOSS", lossText(source)}});
    return text;
}

std::string trainText(const StudySource& source)
{
    const bool classes = !source.base.classNames.empty();
    const bool scheduled = hasSchedule(source), plateau = hasPlateau(source);
    const bool smooth = classes && isUsed(source, "label_smoothing", 0.0);
    return filled(
        kTrain,
        {{"WATCH_WORDS", scheduled ? "; sets the learning rate of every step" : ""},
         {"PLATEAU_START",
          plateau ? "        self.lowest, self.stuck, self.factor = math.inf, 0, 1.0\n" : ""},
         {"BEGIN", scheduled ? filled(kBegin, {{"FACTOR", plateau ? " * self.factor" : ""}}) : ""},
         {"SCORE", std::string(classes ? kClassScore : kValueScore)},
         {"PLATEAU", std::string(plateau ? kPlateau : "")},
         {"PATIENCE", isUsed(source, "patience", std::int64_t{0})
                          ? filled(kPatience, {{"SIGN", directionText(source) == "maximize" ? "+" : "-"}})
                          : ""},
         {"Y", smooth ? "keras.utils.to_categorical(y_train, len(CLASSES))" : "y_train"},
         {"CLASS_WEIGHT",
          classes && isUsed(source, "class_weight", std::string("none"))
              ? "\n              class_weight=None if p[\"class_weight\"] == \"none\" else {\n"
                "                  k: len(y_train) / (len(CLASSES) * max(1, np.sum(y_train == k))) for k in "
                "range(len(CLASSES))},\n"
                "              "
              : ""}});
}

} // namespace

Result<std::string> kerasTrainer(const StudySource& source)
{
    for (const ParamValue& model : valuesOf(source, "model")) {
        const std::string name = paramText(model);
        if (name != "mlp" && name != "cnn" && name != "lstm" && name != "gru")
            return fail(ErrorCode::ScriptModel, {{"library", "Keras"}, {"model", name}});
    }
    return buildText(source) + rateText(source) + trainText(source);
}

} // namespace tunescope
