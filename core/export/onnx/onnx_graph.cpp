// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/onnx/onnx_graph.h"

#include <onnx/onnx_pb.h>

#include <set>

namespace tunescope {
namespace {

constexpr std::int64_t kMlVersion = 2;
constexpr auto kMlDomain = "ai.onnx.ml";

int elementType(OnnxType type)
{
    switch (type) {
    case OnnxType::Float:
        return onnx::TensorProto::FLOAT;
    case OnnxType::Double:
        return onnx::TensorProto::DOUBLE;
    case OnnxType::Int64:
        return onnx::TensorProto::INT64;
    case OnnxType::Bool:
        return onnx::TensorProto::BOOL;
    case OnnxType::String:
        break;
    }
    return onnx::TensorProto::STRING;
}

void describe(onnx::ValueInfoProto& value, const std::string& name, OnnxType type, const OnnxSizes& sizes)
{
    value.set_name(name);
    auto* tensor = value.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(elementType(type));
    auto* shape = tensor->mutable_shape();
    for (const std::int64_t size : sizes) {
        auto* dimension = shape->add_dim();
        if (size < 0)
            dimension->set_dim_param("N");
        else
            dimension->set_dim_value(size);
    }
}

/// Little-endian bytes, as the format asks; so are all machines that this program runs on.
template <class Number>
void fillTensor(onnx::TensorProto& tensor, OnnxType type, const std::vector<Number>& values,
                const OnnxSizes& sizes)
{
    tensor.set_data_type(elementType(type));
    for (const std::int64_t size : sizes)
        tensor.add_dims(size);
    tensor.set_raw_data(values.data(), values.size() * sizeof(Number));
}

struct AttributeWriter {
    onnx::AttributeProto& to;

    void operator()(std::int64_t value) const
    {
        to.set_type(onnx::AttributeProto::INT);
        to.set_i(value);
    }
    void operator()(float value) const
    {
        to.set_type(onnx::AttributeProto::FLOAT);
        to.set_f(value);
    }
    void operator()(const std::string& value) const
    {
        to.set_type(onnx::AttributeProto::STRING);
        to.set_s(value);
    }
    void operator()(const std::vector<std::int64_t>& values) const
    {
        to.set_type(onnx::AttributeProto::INTS);
        for (const std::int64_t value : values)
            to.add_ints(value);
    }
    void operator()(const std::vector<float>& values) const
    {
        to.set_type(onnx::AttributeProto::FLOATS);
        for (const float value : values)
            to.add_floats(value);
    }
    void operator()(const std::vector<std::string>& values) const
    {
        to.set_type(onnx::AttributeProto::STRINGS);
        for (const std::string& value : values)
            to.add_strings(value);
    }
};

} // namespace

struct OnnxGraph::Model {
    onnx::ModelProto proto;
    std::set<std::string> names;
    int made = 0;
    bool usesMl = false;

    [[nodiscard]] onnx::GraphProto& graph() { return *proto.mutable_graph(); }
};

OnnxGraph::OnnxGraph(const std::string& name, const std::string& description)
    : m_model(std::make_unique<Model>())
{
    constexpr std::int64_t kIrVersion = 7; // The one of opset 13.
    m_model->proto.set_ir_version(kIrVersion);
    m_model->proto.set_producer_name("Tunescope");
    m_model->proto.set_producer_version(TUNESCOPE_VERSION);
    m_model->proto.set_doc_string(description);
    m_model->graph().set_name(name);
    m_model->proto.add_opset_import()->set_version(kOpset);
}

OnnxGraph::~OnnxGraph() = default;

std::string OnnxGraph::newName(std::string_view kind)
{
    std::string name;
    do
        name = std::string(kind) + "_" + std::to_string(++m_model->made);
    while (!m_model->names.insert(name).second);
    return name;
}

std::string OnnxGraph::input(std::string name, OnnxType type, const OnnxSizes& sizes)
{
    while (!m_model->names.insert(name).second)
        name += '_';
    describe(*m_model->graph().add_input(), name, type, sizes);
    return name;
}

void OnnxGraph::output(const std::string& name, const std::string& value, OnnxType type,
                       const OnnxSizes& sizes)
{
    std::string free = name;
    while (!m_model->names.insert(free).second)
        free += '_';
    auto* node = m_model->graph().add_node();
    node->set_op_type("Identity");
    node->add_input(value);
    node->add_output(free);
    describe(*m_model->graph().add_output(), free, type, sizes);
}

std::string OnnxGraph::constant(const std::vector<float>& values, const OnnxSizes& sizes)
{
    auto* tensor = m_model->graph().add_initializer();
    tensor->set_name(newName("constant"));
    fillTensor(*tensor, OnnxType::Float, values, sizes);
    return tensor->name();
}

std::string OnnxGraph::constant(const std::vector<double>& values, const OnnxSizes& sizes)
{
    auto* tensor = m_model->graph().add_initializer();
    tensor->set_name(newName("constant"));
    fillTensor(*tensor, OnnxType::Double, values, sizes);
    return tensor->name();
}

std::string OnnxGraph::constant(const std::vector<std::int64_t>& values, const OnnxSizes& sizes)
{
    auto* tensor = m_model->graph().add_initializer();
    tensor->set_name(newName("constant"));
    fillTensor(*tensor, OnnxType::Int64, values, sizes);
    return tensor->name();
}

std::string OnnxGraph::add(const std::string& domain, const std::string& kind,
                           const std::vector<std::string>& inputs, const OnnxAttributes& attributes)
{
    auto* node = m_model->graph().add_node();
    node->set_op_type(kind);
    node->set_domain(domain);
    node->set_name(newName(kind));
    for (const std::string& input : inputs)
        node->add_input(input);
    for (const OnnxAttribute& attribute : attributes) {
        auto* to = node->add_attribute();
        to->set_name(attribute.name);
        std::visit(AttributeWriter{*to}, attribute.value);
    }
    node->add_output(node->name());
    return node->name();
}

std::string OnnxGraph::node(const std::string& kind, const std::vector<std::string>& inputs,
                            const OnnxAttributes& attributes)
{
    return add("", kind, inputs, attributes);
}

std::string OnnxGraph::mlNode(const std::string& kind, const std::vector<std::string>& inputs,
                              const OnnxAttributes& attributes)
{
    if (!m_model->usesMl) {
        auto* opset = m_model->proto.add_opset_import();
        opset->set_domain(kMlDomain);
        opset->set_version(kMlVersion);
        m_model->usesMl = true;
    }
    return add(kMlDomain, kind, inputs, attributes);
}

void OnnxGraph::metadata(const std::string& key, const std::string& value)
{
    auto* entry = m_model->proto.add_metadata_props();
    entry->set_key(key);
    entry->set_value(value);
}

std::optional<std::string> OnnxGraph::bytes() const
{
    constexpr std::size_t kMostBytes = 2'000'000'000;
    if (m_model->proto.ByteSizeLong() > kMostBytes)
        return std::nullopt;
    return m_model->proto.SerializeAsString();
}

} // namespace tunescope
