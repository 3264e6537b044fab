// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/json_writer.h"
#include "core/study/study_config.h"

#include <optional>
#include <string>
#include <string_view>

namespace tunescope {

/// Reads a `tunescope.study/1` document. Strict: an unknown key anywhere, a wrong type, a key given twice, an
/// impossible range or a direction that contradicts the metric is an error that names its place.
/// What needs the data or the registries is left to validateStudyConfig() and StudyService::checkConfig().
[[nodiscard]] Result<StudyConfig> parseStudySpec(std::string_view text);

/// Writes the document that parseStudySpec() reads back as an equal configuration.
[[nodiscard]] std::string printStudySpec(const StudyConfig& config, JsonLayout layout = JsonLayout::Indented);
void writeStudySpec(JsonWriter& json, const StudyConfig& config);

/// Where two specs differ in something that a study cannot change afterwards (name and budget can), as
/// "fixed.epochs: 30 instead of 20"; nothing if the second may continue a study of the first.
/// A lag or metric that `given` leaves open does not differ.
[[nodiscard]] std::optional<std::string> specDifference(const StudyConfig& stored, const StudyConfig& given);

/// A flat object of settings, for example {"learning_rate": 0.01, "optimizer": "adam"}.
[[nodiscard]] Result<ParamSet> parseParamSet(std::string_view text);
[[nodiscard]] std::string printParamSet(const ParamSet& params);

/// Parts of a spec, each a JSON object of its own; the study file stores them so.
[[nodiscard]] std::string printParamSpec(const ParamSpec& spec);
[[nodiscard]] Result<ParamSpec> parseParamSpec(std::string_view text);
[[nodiscard]] std::string printDataSpec(const DataSpec& data);
[[nodiscard]] Result<DataSpec> parseDataSpec(std::string_view text);
[[nodiscard]] std::string printProtocol(const ProtocolConfig& protocol);
[[nodiscard]] Result<ProtocolConfig> parseProtocol(std::string_view text);
[[nodiscard]] std::string printSampler(const SamplerConfig& sampler);
[[nodiscard]] Result<SamplerConfig> parseSampler(std::string_view text);
[[nodiscard]] std::string printPruner(const std::optional<PrunerConfig>& pruner);
[[nodiscard]] Result<std::optional<PrunerConfig>> parsePruner(std::string_view text);

/// The parts as members of an open object or array.
void writeParamSpec(JsonWriter& json, const ParamSpec& spec);
void writeDataSpec(JsonWriter& json, const DataSpec& data);
/// "space", "fixed", "sampler", "pruner", "budget" and, if there is one, "queue", as members of the open
/// object.
void writeStageMembers(JsonWriter& json, const StageConfig& stage);

} // namespace tunescope
