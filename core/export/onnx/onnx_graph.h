// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tunescope {

enum class OnnxType { Float, Double, Int64, Bool, String };

/// A named attribute of a node.
struct OnnxAttribute {
    std::string name;
    std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>,
                 std::vector<std::string>>
        value;
};

using OnnxAttributes = std::vector<OnnxAttribute>;
using OnnxSizes = std::vector<std::int64_t>;

/// Puts an ONNX model together node by node. Values are known by their names; the functions that make one
/// return it. Operators and their meaning: https://onnx.ai/onnx/operators (opset kOpset).
class OnnxGraph
{
public:
    static constexpr std::int64_t kOpset = 13;

    OnnxGraph(const std::string& name, const std::string& description);
    OnnxGraph(const OnnxGraph&) = delete;
    OnnxGraph& operator=(const OnnxGraph&) = delete;
    ~OnnxGraph();

    /// What the model takes and gives; -1 is any number of samples. The name gets an underscore while it is
    /// taken.
    std::string input(std::string name, OnnxType type, const OnnxSizes& sizes);
    /// `value` under another name.
    void output(const std::string& name, const std::string& value, OnnxType type, const OnnxSizes& sizes);

    /// Numbers that are part of the model; of no sizes: one number.
    std::string constant(const std::vector<float>& values, const OnnxSizes& sizes);
    std::string constant(const std::vector<double>& values, const OnnxSizes& sizes);
    std::string constant(const std::vector<std::int64_t>& values, const OnnxSizes& sizes);
    std::string scalar(float value) { return constant(std::vector<float>{value}, {}); }

    /// A node with one output. An empty name among `inputs` leaves that input out.
    std::string node(const std::string& kind, const std::vector<std::string>& inputs,
                     const OnnxAttributes& attributes = {});
    /// Of the domain ai.onnx.ml, version 2.
    std::string mlNode(const std::string& kind, const std::vector<std::string>& inputs,
                       const OnnxAttributes& attributes);

    void metadata(const std::string& key, const std::string& value);

    /// The model as the bytes of an .onnx file; nothing if it is larger than the 2 GB that the format allows.
    [[nodiscard]] std::optional<std::string> bytes() const;

private:
    struct Model;
    [[nodiscard]] std::string newName(std::string_view kind);
    std::string add(const std::string& domain, const std::string& kind,
                    const std::vector<std::string>& inputs, const OnnxAttributes& attributes);

    std::unique_ptr<Model> m_model;
};

} // namespace tunescope
