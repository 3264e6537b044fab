// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/scripts/pytorch_network.h"

#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"

namespace tunescope {
namespace {

constexpr std::string_view kRecurrent = R"py(

class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.ModuleList([@LAYERS@])
        self.dropout = nn.Dropout(@DROPOUT@)
        self.output = nn.Linear(@WIDTH@, @OUTPUTS@)

    def forward(self, x):
        for layer in self.recurrent:
            x = self.dropout(layer(x)[0])
        return self.output(x[:, -1])  # the last step


def build():
    return Network()
)py";

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

std::string activationText(Activation activation)
{
    switch (activation) {
    case Activation::Sigmoid:
        return "nn.Sigmoid()";
    case Activation::Tanh:
        return "nn.Tanh()";
    case Activation::Relu:
        return "nn.ReLU()";
    case Activation::LeakyRelu:
        return "nn.LeakyReLU(0.01)";
    case Activation::Elu:
        return "nn.ELU()";
    case Activation::Gelu:
        return "nn.GELU()";
    case Activation::Silu:
        return "nn.SiLU()";
    }
    return {};
}

std::int64_t outputsOf(const ScriptSource& source)
{
    return source.classNames.empty() ? 1 : std::ssize(source.classNames);
}

/// One line of layers a hidden layer.
class Stack
{
public:
    void line(const std::string& layers) { m_text += std::string("        ") + layers + ",\n"; }
    [[nodiscard]] std::string function() const
    {
        return std::string("\n\ndef build():\n    return nn.Sequential(\n") + m_text + "    )\n";
    }

private:
    std::string m_text;
};

std::string dropoutText(const ScriptSource& source)
{
    return source.config.dropout > 0.0
               ? std::string(", nn.Dropout(") + numberText(source.config.dropout) + ")"
               : "";
}

std::string mlpText(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    Stack stack;
    if (source.shape.form != SampleForm::Vector)
        stack.line("nn.Flatten()");
    std::int64_t width = source.shape.size();
    for (const std::int64_t units : config.hidden) {
        std::string layers = std::string("nn.Linear(") + number(width) + ", " + number(units) + ")";
        if (config.normalization == Normalization::Batch)
            layers += std::string(", nn.BatchNorm1d(") + number(units) + ")";
        if (config.normalization == Normalization::Layer)
            layers += std::string(", nn.LayerNorm(") + number(units) + ")";
        stack.line(layers + ", " + activationText(config.activation) + dropoutText(source));
        width = units;
    }
    stack.line(std::string("nn.Linear(") + number(width) + ", " + number(outputsOf(source)) + ")");
    return stack.function();
}

std::string cnnText(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    SampleShape size = source.shape;
    std::int64_t filters = config.filters;
    Stack stack;
    for (std::size_t layer = 0; layer < config.hidden.size(); ++layer) {
        std::string layers = std::string("nn.Conv2d(") + number(size.channels) + ", " + number(filters) +
                             ", " + number(config.kernelSize) + ", padding=\"same\")";
        if (config.normalization == Normalization::Batch)
            layers += std::string(", nn.BatchNorm2d(") + number(filters) + ")";
        if (config.normalization == Normalization::Layer)
            layers += std::string(", nn.GroupNorm(1, ") + number(filters) + ")";
        layers += std::string(", ") + activationText(config.activation);
        size.channels = filters;
        if (size.height >= 2 && size.width >= 2) {
            layers += ", nn.MaxPool2d(2)";
            size.height /= 2;
            size.width /= 2;
            filters *= 2;
        }
        stack.line(layers);
    }
    stack.line("nn.Flatten()");
    std::int64_t width = size.size();
    if (!config.hidden.empty()) {
        const std::int64_t units = config.hidden.back();
        stack.line(std::string("nn.Linear(") + number(width) + ", " + number(units) + "), " +
                   activationText(config.activation) + dropoutText(source));
        width = units;
    }
    stack.line(std::string("nn.Linear(") + number(width) + ", " + number(outputsOf(source)) + ")");
    return stack.function();
}

std::string recurrentText(const ScriptSource& source)
{
    const std::string cell = source.config.model == ModelKind::Gru ? "nn.GRU(" : "nn.LSTM(";
    std::string layers;
    std::int64_t width = source.shape.features;
    for (const std::int64_t units : source.config.hidden) {
        layers += (layers.empty() ? "" : ", ") + cell + number(width) + ", " + number(units) +
                  ", batch_first=True)";
        width = units;
    }
    return filled(kRecurrent, {{"LAYERS", layers},
                               {"DROPOUT", numberText(source.config.dropout)},
                               {"WIDTH", number(width)},
                               {"OUTPUTS", number(outputsOf(source))}});
}

} // namespace

std::optional<std::string> pytorchNetwork(const ScriptSource& source)
{
    switch (source.config.model) {
    case ModelKind::Mlp:
        return mlpText(source);
    case ModelKind::Cnn:
        return cnnText(source);
    case ModelKind::Lstm:
    case ModelKind::Gru:
        return recurrentText(source);
    default:
        return std::nullopt;
    }
}

} // namespace tunescope
