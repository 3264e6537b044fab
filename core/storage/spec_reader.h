// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to storage and export: parts of a spec out of parsed JSON.
#include "core/storage/json_reader.h"
#include "core/study/study_config.h"

#include <optional>
#include <string>

namespace tunescope {

inline constexpr std::string_view kStudyFormat = "tunescope.study/1";

/// Each reads one value at `path`; what is wrong goes into `fault`, and then the result means nothing.
[[nodiscard]] StudyConfig readStudySpec(const Json& value, const std::string& path, JsonFault& fault);
[[nodiscard]] ParamSpec readParamSpec(const Json& value, const std::string& path, JsonFault& fault);
[[nodiscard]] DataSpec readDataSpec(const Json& value, const std::string& path, JsonFault& fault);
[[nodiscard]] ProtocolConfig readProtocol(const Json& value, const std::string& path, JsonFault& fault);
[[nodiscard]] SamplerConfig readSampler(const Json& value, const std::string& path, JsonFault& fault);
[[nodiscard]] std::optional<PrunerConfig> readPruner(const Json& value, const std::string& path,
                                                     JsonFault& fault);

/// Checks the member "format" of a document.
void readFormat(ObjectReader& reader, std::string_view expected, JsonFault& fault);

} // namespace tunescope
