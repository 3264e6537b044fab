// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/onnx/onnx_parts.h"

#include "core/storage/json_writer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

std::string asFloat(OnnxGraph& graph, const std::string& value)
{
    constexpr std::int64_t kFloat = 1; // TensorProto.FLOAT
    return graph.node("Cast", {value}, {{"to", kFloat}});
}

/// Puts the inputs of a table together, in the order in which the network reads them.
class TableWriter
{
public:
    TableWriter(OnnxGraph& graph, const std::vector<FittedInput>& inputs, const Dataset& dataset)
        : m_graph(graph)
        , m_inputs(inputs)
        , m_dataset(dataset)
    {
    }

    [[nodiscard]] std::string write()
    {
        addInputs();
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < m_inputs.size();) {
            // Numbers in a row, or all that comes from one category column.
            std::size_t end = i + 1;
            const bool isNumber = m_inputs[i].kind == InputKind::Number;
            while (end < m_inputs.size() && (m_inputs[end].kind == InputKind::Number) == isNumber &&
                   (isNumber || m_inputs[end].column == m_inputs[i].column))
                ++end;
            const std::span<const FittedInput> run = std::span(m_inputs).subspan(i, end - i);
            parts.push_back(isNumber                                ? numbers(run)
                            : run.front().kind == InputKind::Switch ? switches(run)
                                                                    : position(run.front()));
            i = end;
        }
        return parts.size() == 1 ? parts.front() : m_graph.node("Concat", parts, {{"axis", std::int64_t{1}}});
    }

private:
    void addInputs()
    {
        std::vector<std::string> names;
        m_places.assign(m_dataset.features.size(), -1);
        for (std::size_t c = 0; c < m_dataset.features.size(); ++c) {
            if (m_dataset.features[c].kind != ColumnKind::Number)
                continue;
            m_places[c] = std::ssize(names);
            names.push_back(m_dataset.features[c].name);
        }
        const bool read = std::any_of(m_inputs.begin(), m_inputs.end(), [](const FittedInput& input) {
            return input.kind == InputKind::Number;
        });
        if (!read)
            return;
        m_features = m_graph.input("features", OnnxType::Double, {-1, std::ssize(names)});
        m_graph.metadata("features", jsonList(names));
    }

    [[nodiscard]] std::string numbers(std::span<const FittedInput> run)
    {
        std::vector<std::int64_t> places;
        std::vector<double> fill;
        std::vector<double> offset;
        std::vector<double> scale;
        for (const FittedInput& input : run) {
            places.push_back(m_places[input.column]);
            fill.push_back(input.fill);
            offset.push_back(input.offset);
            scale.push_back(input.scale);
        }
        const OnnxSizes row{1, std::ssize(run)};
        const std::string raw = m_graph.node(
            "Gather", {m_features, m_graph.constant(places, {std::ssize(run)})}, {{"axis", std::int64_t{1}}});
        const std::string known =
            m_graph.node("Where", {m_graph.node("IsNaN", {raw}), m_graph.constant(fill, row), raw});
        std::string value = m_graph.node("Sub", {known, m_graph.constant(offset, row)});
        value = m_graph.node("Div", {value, m_graph.constant(scale, row)});
        const double clip = run.front().clip; // The same in all columns.
        if (std::isfinite(clip))
            value = m_graph.node("Clip", {value, m_graph.constant(std::vector<double>{-clip}, {}),
                                          m_graph.constant(std::vector<double>{clip}, {})});
        return asFloat(m_graph, value);
    }

    /// What `valueOf` gives for the code of each text, [N, 1]; other texts give `unknown`.
    template <class ValueOf>
    [[nodiscard]] std::string lookUp(const FittedInput& input, float unknown, ValueOf valueOf)
    {
        const Column& column = m_dataset.features[input.column];
        std::vector<std::string> keys{""};
        std::vector<float> values{valueOf(input.fillCode)};
        for (std::size_t code = 0; code < column.categories.size(); ++code) {
            keys.push_back(column.categories[code]);
            values.push_back(valueOf(static_cast<std::int32_t>(code)));
        }
        const std::string texts = m_graph.input(column.name, OnnxType::String, {-1, 1});
        return m_graph.mlNode(
            "LabelEncoder", {texts},
            {{"keys_strings", keys}, {"values_floats", values}, {"default_float", unknown}});
    }

    [[nodiscard]] std::string switches(std::span<const FittedInput> run)
    {
        const std::string code =
            lookUp(run.front(), -1.0F, [](std::int32_t found) { return static_cast<float>(found); });
        std::vector<float> categories;
        for (const FittedInput& input : run)
            categories.push_back(static_cast<float>(input.category));
        const std::string all = m_graph.constant(categories, {1, std::ssize(run)});
        return asFloat(m_graph, m_graph.node("Equal", {code, all}));
    }

    [[nodiscard]] std::string position(const FittedInput& input)
    {
        return lookUp(input, 0.0F, [&](std::int32_t code) {
            const std::int32_t place = input.places[static_cast<std::size_t>(code)];
            return place < 0 ? 0.0F : static_cast<float>((place - input.offset) / input.scale);
        });
    }

    OnnxGraph& m_graph;
    const std::vector<FittedInput>& m_inputs;
    const Dataset& m_dataset;
    std::string m_features;
    std::vector<std::int64_t> m_places; ///< Of each column in "features", -1 = not in it.
};

/// The names that tokens or terms have, by their number in the network; what it does not know is left out.
std::vector<std::string> knownNames(const FittedSamples& fitted, const SampleStore& store, std::int64_t count)
{
    std::vector<std::string> names(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < fitted.places.size() && i < store.names.size(); ++i) {
        if (fitted.places[i] >= 0)
            names[static_cast<std::size_t>(fitted.places[i])] = store.names[i];
    }
    return names;
}

std::string addTokens(OnnxGraph& graph, const Preprocessor& fitted, const SampleStore& store)
{
    const bool running = fitted.target == TargetForm::NextToken;
    graph.metadata("tokens", jsonList(running ? store.names
                                              : knownNames(*fitted.samples, store, fitted.shape.vocabulary)));
    if (!running)
        graph.metadata("tokens_note", "token 0 fills up to the end of a text, 1 is any unknown word");
    return graph.input("tokens", OnnxType::Int64, {-1, fitted.shape.steps});
}

/// tf-idf: log(1 + count) * weight, of unit length.
std::string addCounts(OnnxGraph& graph, const Preprocessor& fitted, const SampleStore& store)
{
    const std::int64_t terms = fitted.shape.features;
    graph.metadata("terms", jsonList(knownNames(*fitted.samples, store, terms)));
    const std::string counts = graph.input("counts", OnnxType::Float, {-1, terms});
    if (fitted.samples->weights.empty())
        return counts;
    const std::string logs = graph.node("Log", {graph.node("Add", {counts, graph.scalar(1.0F)})});
    const std::string weighted =
        graph.node("Mul", {logs, graph.constant(fitted.samples->weights, {1, terms})});
    const std::string length =
        graph.node("ReduceL2", {weighted}, {{"axes", OnnxSizes{1}}, {"keepdims", std::int64_t{1}}});
    constexpr float kNoTerm = 1e-30F; // A text without a known term stays all zero.
    return graph.node("Div", {weighted, graph.node("Max", {length, graph.scalar(kNoTerm)})});
}

/// Pictures, sequences, and their values in a row.
std::string addValues(OnnxGraph& graph, const Preprocessor& fitted)
{
    const SampleShape& shape = fitted.shape;
    std::string name = "values";
    OnnxSizes sizes{shape.features};
    if (shape.form == SampleForm::Image) {
        name = "images";
        sizes = {shape.channels, shape.height, shape.width};
    } else if (shape.form == SampleForm::Sequence) {
        name = "sequences";
        sizes = {shape.steps, shape.features};
    }
    OnnxSizes batch{-1};
    batch.insert(batch.end(), sizes.begin(), sizes.end());
    const std::string raw = graph.input(name, OnnxType::Double, batch);
    const FittedSamples& samples = *fitted.samples;
    if (samples.offsets.size() == 1) {
        const std::string centred = graph.node("Sub", {raw, graph.constant(samples.offsets, {})});
        return asFloat(graph, graph.node("Div", {centred, graph.constant(samples.scales, {})}));
    }
    std::vector<double> offsets;
    std::vector<double> scales;
    for (std::size_t i = 0; i < static_cast<std::size_t>(shape.size()); ++i) {
        offsets.push_back(samples.offsets[i % samples.offsets.size()]);
        scales.push_back(samples.scales[i % samples.scales.size()]);
    }
    OnnxSizes one{1};
    one.insert(one.end(), sizes.begin(), sizes.end());
    const std::string centred = graph.node("Sub", {raw, graph.constant(offsets, one)});
    return asFloat(graph, graph.node("Div", {centred, graph.constant(scales, one)}));
}

} // namespace

std::string jsonList(const std::vector<std::string>& texts)
{
    JsonWriter json;
    json.beginInlineArray();
    for (const std::string& text : texts)
        json.text(text);
    json.endArray();
    return json.take();
}

std::string addPreprocessing(OnnxGraph& graph, const TrainedTrial& trained, const Dataset& dataset)
{
    const Preprocessor& fitted = trained.preprocessor;
    if (!fitted.samples)
        return TableWriter(graph, fitted.inputs, dataset).write();
    if (fitted.shape.form == SampleForm::Tokens)
        return addTokens(graph, fitted, *dataset.samples);
    if (!fitted.samples->places.empty())
        return addCounts(graph, fitted, *dataset.samples);
    return addValues(graph, fitted);
}

} // namespace tunescope
