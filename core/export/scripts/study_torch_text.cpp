// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/study_text.h"

#include <algorithm>

namespace tunescope {
namespace {

const std::vector<NamedText>& activations()
{
    static const std::vector<NamedText> kAll{
        {"sigmoid", "nn.Sigmoid"}, {"tanh", "nn.Tanh"}, {"relu", "nn.ReLU"}, {"leaky_relu", "nn.LeakyReLU"},
        {"elu", "nn.ELU"},         {"gelu", "nn.GELU"}, {"silu", "nn.SiLU"}};
    return kAll;
}

const std::vector<NamedText>& optimizers()
{
    constexpr std::string_view kAdam =
        "lambda w, p: torch.optim.Adam(w, lr=p[\"learning_rate\"], betas=(p[\"beta1\"], p[\"beta2\"]))";
    static const std::vector<NamedText> kAll{
        {"sgd", "lambda w, p: torch.optim.SGD(w, lr=p[\"learning_rate\"], momentum=p[\"momentum\"],\n"
                "                                  nesterov=p[\"nesterov\"] and p[\"momentum\"] > 0)"},
        {"rmsprop", "lambda w, p: torch.optim.RMSprop(w, lr=p[\"learning_rate\"], momentum=p[\"momentum\"])"},
        {"adagrad", "lambda w, p: torch.optim.Adagrad(w, lr=p[\"learning_rate\"])"},
        {"adam", kAdam},
        {"adamw", kAdam}, // Its decay is decoupled and follows, as for all.
        {"nadam",
         "lambda w, p: torch.optim.NAdam(w, lr=p[\"learning_rate\"], betas=(p[\"beta1\"], p[\"beta2\"]))"}};
    return kAll;
}

const std::vector<NamedText>& initializers()
{
    static const std::vector<NamedText> kAll{
        {"auto", "lambda w, relu: nn.init.kaiming_normal_(w, nonlinearity=\"relu\") if relu else "
                 "nn.init.xavier_uniform_(w)"},
        {"zeros", "lambda w, relu: nn.init.zeros_(w)"},
        {"normal_small", "lambda w, relu: nn.init.normal_(w, std=0.01)"},
        {"normal_large", "lambda w, relu: nn.init.normal_(w, std=1.0)"},
        {"xavier", "lambda w, relu: nn.init.xavier_uniform_(w)"},
        {"he", "lambda w, relu: nn.init.kaiming_normal_(w, nonlinearity=\"relu\")"},
        {"lecun", "lambda w, relu: nn.init.kaiming_normal_(w, nonlinearity=\"linear\")"},
        {"orthogonal", "lambda w, relu: nn.init.orthogonal_(w)"},
        {"uniform_fan_in", "lambda w, relu: w  # PyTorch's own"}};
    return kAll;
}

constexpr std::string_view kRecurrent = R"py(

class Recurrent(nn.Module):
    def __init__(self, p, width, units):
        super().__init__()
        cell = nn.GRU if p["model"] == "gru" else nn.LSTM
        sizes = [width, *units]
        self.recurrent = nn.ModuleList([cell(a, b, batch_first=True) for a, b in zip(sizes, sizes[1:])])
        self.dropout = nn.Dropout(p["dropout"])
        self.output = nn.Linear(sizes[-1], @OUTPUTS@)

    def forward(self, x):
        for layer in self.recurrent:
            x = self.dropout(layer(x)[0])
        return self.output(x[:, -1])  # the last step
)py";

constexpr std::string_view kBuild = R"py(

def build(p, x):
    """The network for inputs like x."""
    units, layers = widths(p), [nn.Flatten()]
@RECURRENT@    size = math.prod(x.shape[1:])
@CNN@    for width in units:
        layers.append(nn.Linear(size, width))
@NORMAL@        layers += [ACTIVATIONS[p["activation"]](), nn.Dropout(p["dropout"])]
        size = width
    return nn.Sequential(*layers, nn.Linear(size, @OUTPUTS@))
)py";

constexpr std::string_view kBuildRecurrent = R"py(    if p["model"] in ("lstm", "gru"):
        return Recurrent(p, x.shape[2], units)
)py";

constexpr std::string_view kBuildCnn = R"py(    normalization = p["normalization"]
    if p["model"] == "cnn":
        layers, filters = [], p["filters"]
        channels, height, width = x.shape[1:]
        for _ in units:
            layers.append(nn.Conv2d(channels, filters, p["kernel_size"], padding="same"))
            if normalization != "none":
                layers.append(nn.BatchNorm2d(filters) if normalization == "batch" else nn.GroupNorm(1, filters))
            layers.append(ACTIVATIONS[p["activation"]]())
            channels = filters
            if height >= 2 and width >= 2:
                layers.append(nn.MaxPool2d(2))
                height, width, filters = height // 2, width // 2, filters * 2
        layers.append(nn.Flatten())
        size, units, normalization = channels * height * width, units[-1:], "none"
)py";

constexpr std::string_view kNormal = R"py(        if @NORMALIZATION@ != "none":
            layers.append(nn.BatchNorm1d(width) if @NORMALIZATION@ == "batch" else nn.LayerNorm(width))
)py";

constexpr std::string_view kStart = R"py(

@torch.no_grad()
def start(model, p):
    """Starting values of the weights, as the program sets them."""
    relu = p["model"] in ("mlp", "cnn") and p["activation"] not in ("sigmoid", "tanh")
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            INITS[p["init"]](module.weight, relu)
            if p["init"] != "uniform_fan_in":
                module.bias.zero_()
@RECURRENT@)py";

constexpr std::string_view kStartRecurrent = R"py(        elif isinstance(module, (nn.LSTM, nn.GRU)):
            for name, values in module.named_parameters():
                if "bias" in name:
                    values.zero_()
                    continue
                for gate in values.chunk(4 if isinstance(module, nn.LSTM) else 3):
                    INITS[p["init"]](gate, False)
            if isinstance(module, nn.LSTM):  # the forget gate starts open
                module.bias_ih_l0[module.hidden_size : 2 * module.hidden_size] = 1
)py";

constexpr std::string_view kTrain = R"py(

@torch.no_grad()
def evaluate(model, x, y):
    model.eval()
    output = torch.cat([model(part) for part in x.split(512)])
    @EVALUATE@


def train(p, seed, data, report=lambda epoch, metrics: None):
    """Trains one network and returns its metrics at the best epoch. FloatingPointError if it diverges."""
    x_train, y_train, x_validation, y_validation = data
    torch.manual_seed(seed)
    model = build(p, x_train)
    start(model, p)
@SETUP@    optimizer = OPTIMIZERS[p["optimizer"]](model.parameters(), p)
    steps = math.ceil(len(x_train) / p["batch_size"])
    best@WAIT_NAMES@ = None@WAIT_START@
@PLATEAU_START@    for epoch in range(1, p["epochs"] + 1):
        model.train()
        batches = torch.randperm(len(x_train)).split(p["batch_size"])
@MERGE@        for step, rows in enumerate(batches):
@RATE@            inputs = x_train[rows]
@NOISE@            loss = @LOSS@
@PENALTY@            optimizer.zero_grad()
            loss.backward()
@CLIP@@DECAY@            optimizer.step()
        metrics = evaluate(model, x_validation, y_validation)
        if not math.isfinite(metrics["loss"]):
            raise FloatingPointError("the loss is no longer a number: this trial diverged")
@PLATEAU@        if best is None or is_better(metrics[METRIC], best[METRIC]):
            best = dict(metrics, epoch=epoch@WEIGHTS@)
        report(epoch, metrics)
@PATIENCE@    return best
)py";

constexpr std::string_view kPatience =
    R"py(        if mark is None or is_better(metrics[METRIC], mark @SIGN@ p["min_delta"]):
            mark, waited = metrics[METRIC], 0
        else:
            waited += 1
        if 0 < p["patience"] <= waited:
            break  # early stopping
)py";

constexpr std::string_view kPlateau = R"py(        if metrics["loss"] < lowest:
            lowest, stuck = metrics["loss"], 0
        else:
            stuck += 1
        if p["schedule"] == "plateau" and stuck >= p["schedule_step"]:
            factor, stuck = factor * p["schedule_gamma"], 0
)py";

bool hasModel(const StudySource& source, std::initializer_list<std::string_view> models)
{
    const std::vector<ParamValue> values = valuesOf(source, "model");
    return std::any_of(values.begin(), values.end(), [&](const ParamValue& value) {
        return std::find(models.begin(), models.end(), paramText(value)) != models.end();
    });
}

std::string outputs(const StudySource& source)
{
    return source.base.classNames.empty() ? "1" : "len(CLASSES)";
}

std::string setupText(const StudySource& source, bool penalties, bool decays)
{
    std::string text;
    if (penalties || decays)
        text += "    weights = [w for w in model.parameters() if w.dim() > 1]  # biases are left alone\n";
    if (decays)
        text += "    decay = p[\"weight_decay\"] if p[\"weight_decay\"] is not None else "
                "0.01 * (p[\"optimizer\"] == \"adamw\")\n";
    if (isUsed(source, "class_weight", std::string("none")))
        text += "    counts = torch.bincount(y_train, minlength=len(CLASSES)).float()\n"
                "    class_weights = len(y_train) / (len(CLASSES) * counts.clamp(min=1))\n"
                "    class_weights = class_weights if p[\"class_weight\"] == \"balanced\" else None\n";
    return text;
}

std::string lossText(const StudySource& source)
{
    if (source.base.classNames.empty())
        return "functional.mse_loss(model(inputs)[:, 0], y_train[rows])";
    std::string text = "functional.cross_entropy(model(inputs), y_train[rows]";
    if (isUsed(source, "class_weight", std::string("none")))
        text += ", weight=class_weights";
    if (isUsed(source, "label_smoothing", 0.0))
        text += ", label_smoothing=p[\"label_smoothing\"]";
    return text + ")";
}

std::string penaltyText(const StudySource& source)
{
    std::string text;
    if (isUsed(source, "l1", 0.0))
        text += "            loss = loss + p[\"l1\"] * sum(w.abs().sum() for w in weights)\n";
    if (isUsed(source, "l2", 0.0))
        text += "            loss = loss + p[\"l2\"] / 2 * sum((w**2).sum() for w in weights)\n";
    return text;
}

std::string trainText(const StudySource& source)
{
    const bool classes = !source.base.classNames.empty();
    const bool scheduled = hasSchedule(source);
    const bool plateau = hasPlateau(source);
    const bool patient = isUsed(source, "patience", std::int64_t{0});
    const std::string penalty = penaltyText(source);
    const std::vector<ParamValue> optimizer = valuesOf(source, "optimizer");
    const bool adamw = std::any_of(optimizer.begin(), optimizer.end(),
                                   [](const auto& v) { return paramText(v) == "adamw"; });
    const bool decays = adamw || isUsed(source, "weight_decay", 0.0);
    const std::string rate = std::string("            rate = ") +
                             (scheduled ? "learning_rate(p, epoch, step, steps)" : "p[\"learning_rate\"]") +
                             (plateau ? " * factor" : "") + "\n";
    const std::string setRate = "            for group in optimizer.param_groups:\n"
                                "                group[\"lr\"] = rate\n";
    return filled(
        kTrain,
        {{"EVALUATE",
          classes ? "return scores(y.numpy(), output.argmax(1).numpy(), functional.cross_entropy(output, y))"
                  : "return scores(y.numpy(), output[:, 0].numpy(), functional.mse_loss(output[:, 0], y))"},
         {"SETUP", setupText(source, !penalty.empty(), decays)},
         {"WAIT_NAMES", patient ? ", mark, waited" : ""},
         {"WAIT_START", patient ? ", None, 0" : ""},
         {"PLATEAU_START", plateau ? "    lowest, stuck, factor = math.inf, 0, 1.0\n" : ""},
         {"MERGE", isUsed(source, "normalization", std::string("none"))
                       ? "        if len(batches) > 1 and len(batches[-1]) == 1:  # one row has no spread\n"
                         "            batches = batches[:-2] + (torch.cat(batches[-2:]),)\n"
                       : ""},
         {"RATE", scheduled ? rate + setRate
                  : decays  ? rate
                            : ""},
         {"NOISE", isUsed(source, "noise_std", 0.0)
                       ? "            inputs = inputs + p[\"noise_std\"] * torch.randn_like(inputs)\n"
                       : ""},
         {"LOSS", lossText(source)},
         {"PENALTY", penalty},
         {"CLIP", isUsed(source, "gradient_clip", 0.0)
                      ? "            if p[\"gradient_clip\"] > 0:\n"
                        "                nn.utils.clip_grad_norm_(model.parameters(), p[\"gradient_clip\"])\n"
                      : ""},
         {"DECAY", decays ? "            with torch.no_grad():  # decoupled weight decay\n"
                            "                for w in weights:\n"
                            "                    w.mul_(1 - rate * decay)\n"
                          : ""},
         {"PLATEAU", std::string(plateau ? kPlateau : "")},
         {"WEIGHTS",
          source.protocol.further.empty() ? "" : ", weights=sum(w.numel() for w in model.parameters())"},
         {"PATIENCE",
          patient ? filled(kPatience, {{"SIGN", directionText(source) == "maximize" ? "+" : "-"}}) : ""}});
}

std::string buildText(const StudySource& source)
{
    const bool recurrent = hasModel(source, {"lstm", "gru"});
    const bool cnn = hasModel(source, {"cnn"});
    std::string text = choicesText(source, "activation", "\n\nACTIVATIONS", activations());
    text += choicesText(source, "optimizer", "OPTIMIZERS", optimizers());
    text += choicesText(source, "init", "INITS", initializers());
    text += widthsText(source);
    if (recurrent)
        text += filled(kRecurrent, {{"OUTPUTS", outputs(source)}});
    const bool normal = cnn || isUsed(source, "normalization", std::string("none"));
    text += filled(
        kBuild,
        {{"RECURRENT", std::string(recurrent ? kBuildRecurrent : "")},
         {"CNN", std::string(cnn ? kBuildCnn : "")},
         {"NORMAL",
          normal ? filled(kNormal, {{"NORMALIZATION", cnn ? "normalization" : "p[\"normalization\"]"}}) : ""},
         {"OUTPUTS", outputs(source)}});
    return text + filled(kStart, {{"RECURRENT", std::string(recurrent ? kStartRecurrent : "")}});
}

} // namespace

Result<std::string> torchTrainer(const StudySource& source)
{
    for (const ParamValue& model : valuesOf(source, "model")) {
        const std::string name = paramText(model);
        if (name != "mlp" && name != "cnn" && name != "lstm" && name != "gru")
            return fail(ErrorCode::ScriptModel, {{"library", "PyTorch"}, {"model", name}});
    }
    return buildText(source) + rateText(source) + trainText(source);
}

} // namespace tunescope
